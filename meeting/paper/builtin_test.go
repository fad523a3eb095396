package paper_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"phonghop/docs/sheet"
	"phonghop/docs/template"
	"phonghop/meeting"
	"phonghop/meeting/paper"
)

// filled is the paper that the built-in form makes of a meeting by way of Word.
func filled(t *testing.T, m *meeting.Meeting, key string) (sheet.Doc, template.Report) {
	t.Helper()
	form, err := paper.BuiltIn(paper.TemplateOf(m, key), m.Cell)
	if err != nil {
		t.Fatal(err)
	}
	docx, report, err := template.Fill(bytes.NewReader(form), int64(len(form)), paper.FieldsOf(m, paper.TemplateOf(m, key)))
	if err != nil {
		t.Fatalf("%v: %+v", err, report.Mistakes)
	}
	d, lost, err := template.Read(bytes.NewReader(docx), int64(len(docx)))
	if err != nil || len(lost) > 0 {
		t.Fatalf("%v, lost %v", err, lost)
	}
	return d, report
}

// lines are the lines of a paper that say something.
func lines(t *testing.T, d sheet.Doc) []string {
	t.Helper()
	var out []string
	for line := range strings.Lines(text(t, d)) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// TestBuiltInTemplates fills the exported forms: they must say what the built papers say, on as many pages.
func TestBuiltInTemplates(t *testing.T) {
	for _, kind := range []meeting.Kind{meeting.Regular, meeting.Thematic, meeting.Committee, meeting.Extraordinary} {
		for _, p := range paper.Papers(kind) {
			t.Run(string(kind)+" "+p.Key, func(t *testing.T) {
				m := sample()
				m.Kind, m.Topic = kind, "Học tập và làm theo"
				m.Edits = map[string]meeting.LineEdit{"place": {Text: "Địa điểm: sân đình.\nVà nhà bên."}}
				want, err := paper.Build(m, p.Key)
				if err != nil {
					t.Fatal(err)
				}
				got, report := filled(t, m, p.Key)
				g, w := lines(t, got), lines(t, want)
				for i := range max(len(g), len(w)) {
					if i >= len(g) || i >= len(w) || g[i] != w[i] {
						t.Fatalf("line %d of %d and %d:\n%q\n%q", i, len(g), len(w), g[min(i, len(g)-1)], w[min(i, len(w)-1)])
					}
				}
				if a, b := len(got.Missing()), len(want.Missing()); a != b || a != len(report.Missing) {
					t.Errorf("%d places open, %d in the report, want %d", a, len(report.Missing), b)
				}
				if a, b := len(sheet.Layout(got)), len(sheet.Layout(want)); a != b {
					t.Errorf("%d pages, want %d", a, b)
				}
			})
		}
	}
}

// here is a worker in this process.
type here struct{}

func (here) Do(_ context.Context, task, path string, question []byte) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return paper.FillTemplate().Run(f, question)
}

// TestKnownFields checks every built-in form: it may hold nothing that the check would not know.
func TestKnownFields(t *testing.T) {
	for _, form := range paper.Templates() {
		file, err := paper.BuiltIn(form, meeting.Cell{})
		if err != nil {
			t.Fatal(err)
		}
		verdict, err := paper.CheckTemplate(t.Context(), here{}, form, file)
		if err != nil || len(verdict.Mistakes)+len(verdict.Unknown)+len(verdict.Lost) > 0 || len(verdict.Fields) == 0 {
			t.Errorf("%s: %v %+v", form, err, verdict)
		}
		if marks := paper.Marks(form); !strings.Contains(marks, "{{dia_diem}}  địa điểm\n") || !strings.Contains(marks, "    {{nhiem_vu}}") {
			t.Errorf("%s: marks\n%s", form, marks)
		} else {
			for line := range strings.Lines(marks) {
				if line = strings.TrimSpace(line); strings.HasSuffix(line, "}}") && line != "{{.}}" {
					t.Errorf("%s: nobody says what %s is", form, line)
				}
			}
		}
	}
}

// TestOwnForm exports by a form that the cell has changed: every file follows it, and a broken form writes nothing.
func TestOwnForm(t *testing.T) {
	m, dir := sample(), t.TempDir()
	file, err := paper.BuiltIn("minutes", m.Cell)
	if err != nil {
		t.Fatal(err)
	}
	own := changed(t, file, "III- KẾT LUẬN CỦA CHỦ TRÌ", "III- CHỦ TRÌ KẾT LUẬN: {{chu_tri}}")
	forms := paper.Forms{Worker: here{}, Own: func(form paper.Template) ([]byte, error) {
		if form == "minutes" {
			return own, nil
		}
		return nil, nil
	}}
	files, err := forms.Export(t.Context(), dir, m, []string{"minutes", "tasks"}, []string{paper.DOCX, paper.PDF, paper.TXT})
	if err != nil || len(files) != 6 {
		t.Fatalf("%v %q", err, files)
	}
	data, err := os.ReadFile(files[2])
	if err != nil || !strings.Contains(string(data), "III- CHỦ TRÌ KẾT LUẬN: "+m.Name(m.Chair)) {
		t.Errorf("%v\n%s", err, data)
	}
	d, err := forms.Missing(t.Context(), m, "minutes")
	if want := len(paper.Minutes(m).Missing()); err != nil || d != want {
		t.Errorf("%v, %d places open, want %d", err, d, want)
	}
	own = changed(t, file, "III- KẾT LUẬN CỦA CHỦ TRÌ", "III- {{#chu_tri")
	empty := t.TempDir()
	if files, err := forms.Export(t.Context(), empty, m, []string{"minutes"}, []string{paper.DOCX}); !errors.Is(err, template.ErrMistakes) || len(files) > 0 {
		t.Errorf("a broken form: %v %q", err, files)
	}
	if left, _ := os.ReadDir(empty); len(left) > 0 {
		t.Errorf("a broken form wrote %v", left)
	}
}

// changed is a Word file with another text in its main part.
func changed(t *testing.T, file []byte, from, to string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		part, err := w.Create(f.Name)
		if err == nil {
			_, err = part.Write(bytes.ReplaceAll(data, []byte(from), []byte(to)))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
