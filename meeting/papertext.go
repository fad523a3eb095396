package meeting

import (
	"strings"
	"time"
)

// WriteText sets what a paper says in a place that nothing else fills; an empty text takes it back.
type WriteText struct{ Field, Text string }

// Topics implements [Command].
func (WriteText) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c WriteText) Apply(m *Meeting, _ time.Time) error {
	if c.Field == "" {
		return ErrNotFound
	}
	if strings.TrimSpace(c.Text) == "" {
		delete(m.Texts, c.Field)
		return nil
	}
	m.Texts[c.Field] = c.Text
	return nil
}

// NumberPaper gives a paper of this meeting its number, by type ("NQ"; the minutes are "BB"); 0 takes it back. The register
// of the cell tells which number is next, see [Cell.NextNumber].
type NumberPaper struct {
	Type   string
	Number int
}

// Topics implements [Command].
func (NumberPaper) Topics() Topic { return TopicMinutes | TopicAgenda }

// Apply implements [Command].
func (c NumberPaper) Apply(m *Meeting, _ time.Time) error {
	switch {
	case c.Type == "":
		return ErrNotFound
	case c.Number < 0:
		return ErrNegativeCount
	case c.Type == "BB":
		m.Number = c.Number
	case c.Number == 0:
		delete(m.Numbers, c.Type)
	default:
		m.Numbers[c.Type] = c.Number
	}
	return nil
}

// PaperNumber is the number of a paper of this meeting, 0 where it has none.
func (m *Meeting) PaperNumber(kind string) int {
	if kind == "BB" {
		return m.Number
	}
	return m.Numbers[kind]
}
