package meeting

import (
	"cmp"
	"slices"
)

// The register of numbers (HD 05): papers are numbered from 01 per type and per term of office, not per year.

// NumberTrouble is a gap or a double in the register.
type NumberTrouble struct {
	Type, Term string
	Number     int
	Double     bool // borne by several papers; otherwise by none, though later ones are
}

// NextNumber is the number that the next paper of a type bears in the cell's term: after the last one registered, or after
// the last one that was used before there was a register.
func (c Cell) NextNumber(kind string) int {
	last := c.Numbers[kind]
	for _, r := range c.Register {
		if r.Type == kind && r.Term == c.Term.Name {
			last = max(last, r.Number)
		}
	}
	return last + 1
}

// Enter puts a paper into the register, or rewrites the line of the same meeting and type.
func (c Cell) Enter(r Registered) Cell {
	c = c.clone()
	same := func(x Registered) bool {
		return r.Meeting != "" && x.Meeting == r.Meeting && x.Type == r.Type && x.Term == r.Term
	}
	if i := slices.IndexFunc(c.Register, same); i >= 0 {
		c.Register[i] = r
	} else {
		c.Register = append(c.Register, r)
	}
	if c.Numbers == nil {
		c.Numbers = map[string]int{}
	}
	if r.Term == c.Term.Name {
		c.Numbers[r.Type] = max(c.Numbers[r.Type], r.Number)
	}
	return c
}

// NewTerm begins a term of office on a day: its papers begin with 01.
func (c Cell) NewTerm(name string, begin Date) Cell {
	c = c.clone()
	c.Numbers = map[string]int{}
	c.Term = Term{Name: name, Begin: begin}
	return c
}

// RenameTerm corrects the name of the term of office; its numbers go on.
func (c Cell) RenameTerm(name string) Cell {
	c = c.clone()
	for i := range c.Register {
		if c.Register[i].Term == c.Term.Name {
			c.Register[i].Term = name
		}
	}
	c.Term.Name = name
	return c
}

// InTerm tells whether a meeting belongs to the cell's term of office, and so to its numbers.
func (c Cell) InTerm(m *Meeting) bool { return DateOf(m.Planned) >= c.Term.Begin }

// Troubles lists the gaps and doubles of the register by type, term and number. What was used before the first registered
// number of a term is not asked.
func (c Cell) Troubles() []NumberTrouble {
	type book struct{ kind, term string }
	seen := map[book]map[int]int{}
	for _, r := range c.Register {
		b := book{r.Type, r.Term}
		if seen[b] == nil {
			seen[b] = map[int]int{}
		}
		seen[b][r.Number]++
	}
	var out []NumberTrouble
	for b, numbers := range seen {
		first, last := 0, 0
		for n := range numbers {
			if first == 0 || n < first {
				first = n
			}
			last = max(last, n)
		}
		for n := first; n <= last; n++ {
			if numbers[n] != 1 {
				out = append(out, NumberTrouble{Type: b.kind, Term: b.term, Number: n, Double: numbers[n] > 1})
			}
		}
	}
	slices.SortFunc(out, func(a, b NumberTrouble) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Term, b.Term), cmp.Compare(a.Number, b.Number))
	})
	return out
}
