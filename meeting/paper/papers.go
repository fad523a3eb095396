package paper

import (
	"fmt"
	"slices"

	"phonghop/docs/sheet"
	"phonghop/meeting"
)

// Paper is one of the papers that can be made of a meeting.
type Paper struct {
	Key   string // "minutes", "resolution", …
	Title string // in the language of the papers
	// Symbol is the type under which its number stands in the register ("BB", "NQ"); "" for papers without a number.
	Symbol string
	// Typed are the fields that only a typed text fills ([meeting.WriteText]), with what they are.
	Typed []Field
}

// Field is a place in a form.
type Field struct{ Key, Label string }

// PapersOf are the papers of a meeting: those of its kind, and of its secret ballots.
func PapersOf(m *meeting.Meeting) []Paper { return append(Papers(m.Kind), ballotsOf(m)...) }

// Papers are the papers of a kind of meeting, in the order in which they are needed.
func Papers(kind meeting.Kind) []Paper {
	out := []Paper{{Key: "minutes", Title: words().PaperTitle, Symbol: "BB"}}
	for _, key := range order {
		f := paperForms()[key]
		if len(f.Kinds) > 0 && !slices.Contains(f.Kinds, kind) {
			continue
		}
		p := Paper{Key: key, Title: f.Title, Symbol: f.Symbol}
		for _, field := range f.Typed {
			p.Typed = append(p.Typed, Field{field, f.Labels[field]})
		}
		out = append(out, p)
	}
	return out
}

// Build makes a paper of a meeting by its key.
func Build(m *meeting.Meeting, key string) (sheet.Doc, error) {
	if key == "minutes" {
		return Minutes(m), nil
	}
	if key == BallotPapers || key == CountingMinutes {
		return ballotPaper(m, key), nil
	}
	f, ok := paperForms()[key]
	if !ok {
		return sheet.Doc{}, fmt.Errorf("make paper %q: %w", key, ErrNoPaper)
	}
	return f.build(m), nil
}
