package paper_test

import (
	"bytes"
	"strings"
	"testing"

	"phonghop/docs/sheet"
	"phonghop/docs/template"
	"phonghop/meeting"
	"phonghop/meeting/paper"
)

// filled is the paper that the built-in form makes of a meeting by way of Word.
func filled(t *testing.T, m *meeting.Meeting) (sheet.Doc, template.Report) {
	t.Helper()
	form, err := paper.BuiltIn(paper.TemplateOf(m))
	if err != nil {
		t.Fatal(err)
	}
	docx, report, err := template.Fill(bytes.NewReader(form), int64(len(form)), paper.Fields(m))
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

// TestBuiltInTemplate fills the exported forms: they must say what the built papers say, on the same pages.
func TestBuiltInTemplate(t *testing.T) {
	for _, kind := range []meeting.Kind{meeting.Regular, meeting.Thematic, meeting.Committee, meeting.Extraordinary} {
		t.Run(string(kind), func(t *testing.T) {
			m := sample()
			m.Kind, m.Topic = kind, "Học tập và làm theo"
			m.Edits = map[string]meeting.LineEdit{"place": {Text: "Địa điểm: sân đình.\nVà nhà bên."}}
			want := paper.Minutes(m)
			got, report := filled(t, m)
			if len(report.Unknown) > 0 {
				t.Errorf("unknown %+v", report.Unknown)
			}
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
