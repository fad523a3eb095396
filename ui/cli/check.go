package cli

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"phonghop/assets/words"
	"phonghop/docs"
	"phonghop/docs/kinds"
	"phonghop/docs/sandbox"
	"phonghop/meeting"
	"phonghop/meeting/pack"
	"phonghop/ui"
)

// rollCounts are the members of a roll by category, as the minutes count them (rules 1.3): total leaves out those
// temporarily here and guests; official and probationary ones add up to it.
type rollCounts struct {
	Total        int `json:"total"`
	Official     int `json:"official"`
	Probationary int `json:"probationary"`
	Exempt       int `json:"exempt"`
	Away         int `json:"away"`
	Here         int `json:"here"`
	Suspended    int `json:"suspended"`
	Guests       int `json:"guests"`
}

// checkedColumn is what was understood of a column of a member list: its use is "" where it is not needed, "private" where
// it is never read.
type checkedColumn struct {
	Sheet   string `json:"sheet"`
	Column  string `json:"column"`
	Heading string `json:"heading"`
	Use     string `json:"use"`
}

// skippedRow is a line of a member list that holds no member.
type skippedRow struct {
	Sheet string `json:"sheet"`
	Row   int    `json:"row"`
	Text  string `json:"text"`
	Why   string `json:"why"`
}

// checkedAgenda is an agenda that was understood.
type checkedAgenda struct {
	Items   int `json:"items"`
	Minutes int `json:"minutes"`
}

// checkedMeeting is a meeting file.
type checkedMeeting struct {
	Title     string `json:"title"`
	Kind      string `json:"kind"`
	Planned   string `json:"planned"`
	Documents int    `json:"documents"`
}

// checkedDocument is a document that can be shown.
type checkedDocument struct {
	Format      string   `json:"format"`
	Pages       int      `json:"pages"`
	Text        bool     `json:"text"`   // words can be found in it
	Signed      bool     `json:"signed"` // bears a digital signature, which nobody has checked
	Secret      string   `json:"secret"` // the secrecy mark for which it is refused
	Circulation []string `json:"circulation"`
}

// checkedTemplate is a Word template.
type checkedTemplate struct {
	Fields []string `json:"fields"`
	// Papers are those that know most of its fields: "minutes", "resolution" …
	Papers  []string `json:"papers"`
	Unknown []string `json:"unknown"` // marks that these have no value for
	titles  []string
}

// checked is what the program understands of a file, and what not.
type checked struct {
	File string `json:"file"`
	// Kind is "roll", "agenda", "roll+agenda", "meeting", "template", "document", or "" for what is not understood.
	Kind string `json:"kind"`
	OK   bool   `json:"ok"`
	*rollCounts
	Columns  []checkedColumn  `json:"columns,omitempty"`
	Skipped  []skippedRow     `json:"skipped,omitempty"`
	Agenda   *checkedAgenda   `json:"agenda,omitempty"`
	Meeting  *checkedMeeting  `json:"meeting,omitempty"`
	Template *checkedTemplate `json:"template,omitempty"`
	Document *checkedDocument `json:"document,omitempty"`
	Problems []string         `json:"problems"` // keep the file out
	Warnings []string         `json:"warnings"` // guesses to be looked at
}

// check says what the program understands of a file: a roll, an agenda, a meeting file, a Word template, a document.
// Nothing is stored. What is not understood at all is an error.
func (c Command) check(args []string, w *words.Words) error {
	var asJSON bool
	files, err := flags("check", args, func(fs *flag.FlagSet) { fs.BoolVar(&asJSON, "json", false, "") })
	if err != nil {
		return err
	}
	if len(files) != 1 {
		return usageError{"FILE"}
	}
	path, err := filepath.Abs(files[0])
	if err != nil {
		return err
	}
	if _, err := os.Stat(path); err != nil {
		return err
	}
	worker := sandbox.New(workerOptions())
	defer worker.Close()
	k := &checker{words: w, errors: newErrors(w), worker: worker, path: path}
	k.out = checked{File: filepath.Base(path), Problems: []string{}, Warnings: []string{}}
	k.look(context.Background())
	k.out.OK = k.out.Kind != "" && len(k.out.Problems) == 0
	if asJSON {
		enc := json.NewEncoder(c.Out)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		err = enc.Encode(k.out)
	} else {
		_, err = fmt.Fprint(c.Out, k.text())
	}
	if err == nil && !k.out.OK {
		return inWords(w.T("check.refused", "file", k.out.File))
	}
	return err
}

// checker looks at one file.
type checker struct {
	words  *words.Words
	errors *ui.Errors
	worker *sandbox.Client
	path   string
	out    checked
}

func (k *checker) fail(err error) { k.out.Problems = append(k.out.Problems, k.errors.Text(err)) }

func (k *checker) look(ctx context.Context) {
	switch strings.ToLower(filepath.Ext(k.path)) {
	case ".hop":
		k.meetingFile()
		return
	case ".xlsx":
		if k.workbook(ctx) {
			return
		}
	}
	k.document(ctx)
}

// meetingFile looks at a file that holds a meeting.
func (k *checker) meetingFile() {
	f, err := os.Open(k.path)
	if err != nil {
		k.fail(err)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		k.fail(err)
		return
	}
	file, err := pack.Read(f, info.Size(), pack.DefaultLimits)
	if err != nil {
		k.fail(err)
		return
	}
	m := file.Meeting
	k.out.Kind = "meeting"
	k.out.Meeting = &checkedMeeting{Title: m.Title, Kind: string(m.Kind), Planned: m.Planned.Format("2006-01-02T15:04"), Documents: len(m.Documents)}
	k.roll(m.Roll)
	k.agenda(m.Items)
}

func (k *checker) roll(roll []meeting.Member) {
	guests := 0
	for _, p := range roll {
		if p.IsGuest() {
			guests++
		}
	}
	n := (&meeting.Meeting{Roll: roll}).Count()
	k.out.rollCounts = &rollCounts{n.Total, n.Official, n.Probationary, n.Exempt, n.Away, n.Here, n.Suspended, guests}
}

func (k *checker) agenda(items []meeting.Item) {
	k.out.Agenda = &checkedAgenda{Items: len(items), Minutes: (&meeting.Meeting{Items: items}).PlannedMinutes()}
}

// workbook looks for a roll and an agenda, and tells whether either is there, or at least what keeps it out.
func (k *checker) workbook(ctx context.Context) bool {
	got, problems, err := pack.ReadFile(ctx, k.worker, k.path, nil)
	if err != nil {
		return false
	}
	var kinds []string
	if got.Members != nil {
		kinds = append(kinds, "roll")
		k.roll(got.Members)
	}
	if got.Items != nil {
		kinds = append(kinds, "agenda")
		k.agenda(got.Items)
	}
	for _, p := range problems {
		if p.Warning {
			k.out.Warnings = append(k.out.Warnings, p.Text(k.words))
		} else if p.Key != "pack.problem.sheets" { // such a workbook is a document like others
			k.out.Problems = append(k.out.Problems, p.Text(k.words))
		}
	}
	for _, u := range got.Understood {
		for _, col := range u.Columns {
			k.out.Columns = append(k.out.Columns, checkedColumn{u.Sheet, col.Column, col.Heading, col.Use})
		}
		for _, row := range u.Skipped {
			k.out.Skipped = append(k.out.Skipped, skippedRow{u.Sheet, row.Row, row.Text, row.Why})
		}
	}
	k.out.Kind = strings.Join(kinds, "+")
	return len(kinds) > 0 || len(k.out.Problems) > 0
}

// document looks at a document as an import does, and for the fields of a template.
func (k *checker) document(ctx context.Context) {
	format, err := k.worker.Kind(ctx, k.path, filepath.Base(k.path))
	if err != nil {
		k.fail(err)
		return
	}
	pages, clear, err := pagesOf(ctx, k.worker, k.path)
	if err != nil {
		k.fail(err)
		return
	}
	defer clear()
	info, err := k.worker.Info(ctx, pages)
	if err != nil {
		k.fail(err)
		return
	}
	k.out.Kind = "document"
	doc := &checkedDocument{Format: strings.TrimPrefix(format.Ext, "."), Pages: info.Pages, Circulation: []string{}}
	k.out.Document = doc
	if format.Kind == kinds.PDF {
		doc.Signed, _ = k.worker.Signed(ctx, k.path) // not told where it cannot be read
	}
	texts, err := docs.TextOf(ctx, k.worker, pages)
	if err != nil {
		k.fail(err)
		return
	}
	k.marks(doc, texts)
	if format.Ext == ".docx" {
		k.template(ctx, texts)
	}
}

// marks looks for words, and for the marks of secrecy and circulation on the first pages.
func (k *checker) marks(doc *checkedDocument, texts []docs.PageText) {
	marks := docs.StandardMarks()
	for i, p := range texts {
		doc.Text = doc.Text || strings.TrimSpace(p.Text) != ""
		if i >= 2 {
			continue
		}
		if mark, found := marks.FindSecret(p.Text); found && doc.Secret == "" {
			doc.Secret = mark
			k.fail(&docs.SecretError{Mark: mark, Page: p.Number})
		}
		for _, mark := range marks.FindCirculation(p.Text) {
			if !slices.Contains(doc.Circulation, mark) {
				doc.Circulation = append(doc.Circulation, mark)
			}
		}
	}
	if !doc.Text {
		k.out.Warnings = append(k.out.Warnings, k.words.T("check.no_text"))
	}
}
