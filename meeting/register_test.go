package meeting

import (
	"slices"
	"testing"
	"time"
)

// Numbers run from 01 per type and per term, not per year (HD 05); gaps and doubles are told.
func TestRegister(t *testing.T) {
	c := Cell{Term: Term{Name: "2025 - 2030"}, Numbers: map[string]int{"NQ": 16}}
	if n := c.NextNumber("NQ"); n != 17 {
		t.Errorf("after 16 comes %d", n)
	}
	if n := c.NextNumber("KH"); n != 1 {
		t.Errorf("the first of a type is %d", n)
	}
	for _, n := range []int{17, 18, 20} {
		c = c.Enter(Registered{Type: "NQ", Number: n, Term: "2025 - 2030"})
	}
	c = c.Enter(Registered{Type: "NQ", Number: 18, Term: "2025 - 2030", Meeting: "a"})
	if n := c.NextNumber("NQ"); n != 21 {
		t.Errorf("after 20 comes %d", n)
	}
	want := []NumberTrouble{{"NQ", "2025 - 2030", 18, true}, {"NQ", "2025 - 2030", 19, false}}
	if got := c.Troubles(); !slices.Equal(got, want) {
		t.Errorf("troubles %+v", got)
	}
	c = c.Enter(Registered{Type: "NQ", Number: 19, Term: "2025 - 2030", Meeting: "a"}) // corrected
	if got := c.Troubles(); len(got) != 0 {
		t.Errorf("after the correction: %+v", got)
	}
	if n := c.RenameTerm("2025-2030").NextNumber("NQ"); n != 21 {
		t.Errorf("a term that is called otherwise goes on with %d", n)
	}
	next := c.NewTerm("2030 - 2035", "2030-06-15")
	if n := next.NextNumber("NQ"); n != 1 {
		t.Errorf("a new term begins with %d", n)
	}
	// The minutes begin anew, too; those of the last term are none of this one.
	old := New("a", Regular, c, time.Date(2030, 5, 3, 18, 30, 0, 0, time.UTC))
	old.Number, old.Started = 60, old.Planned
	m := New("b", Regular, next, time.Date(2030, 7, 3, 18, 30, 0, 0, time.UTC))
	if m.Number != 1 || next.InTerm(old) || !next.InTerm(m) {
		t.Errorf("the first minutes of a term are number %d", m.Number)
	}
	if m = Next("b", old, next, m.Planned); m.Number != 1 {
		t.Errorf("after the last of a term come minutes %d", m.Number)
	}
	if m = Next("c", old, c, m.Planned); m.Number != 61 {
		t.Errorf("within the term come minutes %d", m.Number)
	}
}
