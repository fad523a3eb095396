package paper

import (
	"cmp"
	"embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"phonghop/docs/sheet"
	"phonghop/meeting"
)

// paperForm is a paper besides the minutes, as forms/papers says it. Its words are in the language of the templates.
type paperForm struct {
	Title     string         `json:"title"`            // what the desk calls it
	Symbol    string         `json:"symbol,omitempty"` // of its number: "NQ"; "" for papers without one
	Head      string         `json:"head"`             // "full", "short" (without number and date), "none"
	Landscape bool           `json:"landscape,omitempty"`
	Type      string         `json:"type"`
	Subject   string         `json:"subject"`
	Kinds     []meeting.Kind `json:"kinds,omitempty"` // of meetings that have it; empty: all
	Blocks    []formBlock    `json:"blocks"`
	// Recipients stand on the left of the signature of a paper that goes out.
	Recipients []string `json:"recipients,omitempty"`
	Sign       string   `json:"sign"` // "authority" (T/M CHI BỘ, BÍ THƯ), "two" (secretary and chair)
	// SignLeft and SignRight are what the two are called; "" is as in the minutes.
	SignLeft  string `json:"sign_left,omitempty"`
	SignRight string `json:"sign_right,omitempty"`
	File      string `json:"file"`
	// Typed are the fields that nothing but a typed text fills.
	Typed  []string          `json:"typed,omitempty"`
	Labels map[string]string `json:"labels"`

	key   string
	words *form // the sentences of the minutes with the labels of this form
}

// formBlock is a paragraph, one for each entry of a list, or a table.
type formBlock struct {
	Style  string     `json:"style,omitempty"`
	Text   string     `json:"text,omitempty"`
	List   string     `json:"list,omitempty"`
	If     string     `json:"if,omitempty"`     // a field without which the block is left out
	Unless string     `json:"unless,omitempty"` // a field with which it is
	Table  *formTable `json:"table,omitempty"`
}

// formTable has a row for each entry of a list.
type formTable struct {
	List   string    `json:"list"`
	Widths []float64 `json:"widths"` // mm
	Heads  []string  `json:"heads"`
	Cells  []string  `json:"cells"`
	Mid    []int     `json:"mid,omitempty"`  // centred columns, from 0
	Bold   string    `json:"bold,omitempty"` // a field with which a row is bold
}

//go:embed forms/papers/*.json
var paperFiles embed.FS

// order is the order in which papers are listed.
var order = []string{"agenda", "attendance", "resolution", "conclusion", "notice", "plan", "tasks", "report", "petitions", "scoring", "short"}

// paperForms are the built-in forms by key. The files are part of the program, and a test reads them.
var paperForms = sync.OnceValue(func() map[string]*paperForm {
	out := map[string]*paperForm{}
	for _, key := range order {
		data, err := paperFiles.ReadFile("forms/papers/" + key + ".json")
		f := &paperForm{key: key}
		if err == nil {
			err = json.Unmarshal(data, f)
		}
		if err != nil {
			panic(fmt.Errorf("read the form %s: %w", key, err))
		}
		base := *words()
		base.Labels = maps.Clone(base.Labels)
		maps.Copy(base.Labels, f.Labels)
		f.words = &base
		out[key] = f
	}
	return out
})

// build makes the paper of a meeting.
func (f *paperForm) build(m *meeting.Meeting) sheet.Doc {
	v := ValuesOf(m)
	if f.Symbol != "" {
		v.Fields["so"] = when(m.PaperNumber(f.Symbol), two(m.PaperNumber(f.Symbol)))
	}
	subject := f.words.say(f.Subject, v.Fields)
	d := sheet.Doc{Title: f.Type + " " + subject}
	d.Page = f.page()
	if f.Head != "none" {
		d.Blocks = append(d.Blocks, f.wide(f.head(m).Table()))
	}
	d.Blocks = append(d.Blocks, sheet.Text(sheet.Type, f.Type), sheet.Para{Style: sheet.Subject, Spans: spans(f.words, subject)}, sheet.Text(sheet.Hyphens, "-----"))
	for _, b := range f.Blocks {
		if b.If != "" && v.Fields[b.If] == "" || b.Unless != "" && v.Fields[b.Unless] != "" {
			continue
		}
		d.Blocks = append(d.Blocks, f.block(b, v)...)
	}
	d.Blocks = append(d.Blocks, f.wide(f.signature(m)))
	return d
}

// page is the page of the paper; the zero value is the Party's.
func (f *paperForm) page() sheet.Format {
	if !f.Landscape {
		return sheet.Format{}
	}
	p := sheet.PartyPage()
	return sheet.Format{Width: p.Height, Height: p.Width, Top: p.Left, Bottom: p.Right, Left: p.Top, Right: p.Bottom, Number: p.Number}
}

// wide spreads the head or the end of a paper over a page that lies on its side.
func (f *paperForm) wide(t sheet.Table) sheet.Table {
	if !f.Landscape {
		return t
	}
	p, sum := sheet.PartyPage(), 0.0
	for _, w := range t.Cols {
		sum += w
	}
	t.Cols = slices.Clone(t.Cols)
	for i := range t.Cols {
		t.Cols[i] *= (p.Height - p.Top - p.Bottom) / sum
	}
	return t
}

func (f *paperForm) block(b formBlock, v Values) []sheet.Block {
	switch {
	case b.Table != nil:
		return []sheet.Block{f.table(*b.Table, v)}
	case b.List != "":
		var out []sheet.Block
		for _, row := range v.Lists[b.List] {
			out = append(out, sheet.Para{Style: b.Style, Spans: spans(f.words, f.words.say(b.Text, row))})
		}
		return out
	}
	var out []sheet.Block
	for line := range strings.Lines(f.words.say(b.Text, v.Fields)) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, sheet.Para{Style: b.Style, Spans: spans(f.words, line)})
		}
	}
	return out
}

func (f *paperForm) table(t formTable, v Values) sheet.Table {
	out := sheet.Table{Cols: t.Widths, Border: true}
	var head sheet.Row
	for _, name := range t.Heads {
		head = append(head, sheet.Cell{sheet.Text(sheet.CellHead, name)})
	}
	out.Head = []sheet.Row{head}
	for _, entry := range v.Lists[t.List] {
		var row sheet.Row
		for col, cell := range t.Cells {
			style := sheet.CellText
			if slices.Contains(t.Mid, col) {
				style = sheet.CellMid
			}
			text := spans(f.words, f.words.say(cell, entry))
			for i := range text {
				text[i].B = t.Bold != "" && entry[t.Bold] != ""
			}
			row = append(row, sheet.Cell{{Style: style, Spans: text}})
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// head is the head of the paper. A short one says only who issues it.
func (f *paperForm) head(m *meeting.Meeting) sheet.Letterhead {
	h := letterhead(f.words, m)
	h.Number = nil
	if f.Symbol != "" {
		number := ""
		if n := m.PaperNumber(f.Symbol); n > 0 {
			number = two(n)
		}
		h.Number = spans(f.words, strings.ReplaceAll(f.words.say(f.words.Number, fields{"so": number}), "-BB/", "-"+f.Symbol+"/"))
	}
	if f.Head == "short" {
		h.PlaceDate = nil
	}
	return h
}

// signature is the end of the paper. Pictures of signatures or seals are never put in.
func (f *paperForm) signature(m *meeting.Meeting) sheet.Table {
	if f.Sign == "two" {
		said := *f.words
		said.SignLeft, said.SignRight = cmp.Or(f.SignLeft, said.SignLeft), cmp.Or(f.SignRight, said.SignRight)
		return signatures(&said, m)
	}
	var left sheet.Cell
	if len(f.Recipients) > 0 {
		left = sheet.Cell{{Style: sheet.Recipients, Spans: []sheet.Span{{Text: f.words.RecipientsHead}}, Gap: 14}}
		for _, to := range f.Recipients {
			left = append(left, sheet.Para{Style: sheet.Recipient, Spans: spans(f.words, "- "+to)})
		}
	}
	signer, _ := m.Member(m.Chair)
	authority := m.Cell.Papers.Authority
	if authority == "" {
		authority = f.words.Authority
	}
	return sheet.Signatures(left, sheet.Cell{
		{Style: sheet.Authority, Spans: spans(f.words, authority), Gap: 14},
		{Style: sheet.Post, Spans: spans(f.words, f.words.say("{{chuc_vu}}", fields{"chuc_vu": postOf(signer)}))},
		{Style: sheet.Signer, Spans: spans(f.words, f.words.say(f.words.SignName, fields{"ten": signer.Name})), Gap: sheet.SignRoom},
	})
}
