package cli

import (
	"fmt"
	"strings"
)

// text is what was understood, in words.
func (k *checker) text() string {
	var b strings.Builder
	line := func(key string, args ...any) { fmt.Fprintln(&b, k.words.T(key, args...)) }
	kind := k.out.Kind
	if kind == "" {
		kind = "unknown"
	}
	line("check.kind."+strings.ReplaceAll(kind, "+", "_"), "file", k.out.File)
	if m := k.out.Meeting; m != nil {
		line("check.meeting", "title", m.Title, "planned", m.Planned, "documents", m.Documents)
	}
	if n := k.out.rollCounts; n != nil {
		line("check.roll", "total", n.Total, "official", n.Official, "probationary", n.Probationary, "exempt", n.Exempt,
			"away", n.Away, "here", n.Here, "suspended", n.Suspended, "guests", n.Guests)
	}
	if a := k.out.Agenda; a != nil {
		line("check.agenda", "items", a.Items, "minutes", a.Minutes)
	}
	if d := k.out.Document; d != nil {
		line("check.document", "format", d.Format, "pages", d.Pages)
		if d.Signed {
			line("check.signed")
		}
		if len(d.Circulation) > 0 {
			line("check.circulation", "marks", strings.Join(d.Circulation, ", "))
		}
	}
	if t := k.out.Template; t != nil {
		line("check.fields", "n", len(t.Fields), "fields", strings.Join(t.Fields, ", "))
		line("check.papers", "titles", strings.Join(t.titles, "; "))
	}
	for _, col := range k.out.Columns {
		use := col.Use
		if use == "" {
			use = "none"
		}
		line("check.column", "sheet", col.Sheet, "column", col.Column, "heading", col.Heading, "use", k.words.T("check.use."+use))
	}
	for _, row := range k.out.Skipped {
		line("check.skipped", "sheet", row.Sheet, "row", row.Row, "text", row.Text, "why", k.words.T("check.why."+row.Why))
	}
	for _, w := range k.out.Warnings {
		line("check.warning", "text", w)
	}
	for _, p := range k.out.Problems {
		line("check.problem", "text", p)
	}
	return b.String()
}
