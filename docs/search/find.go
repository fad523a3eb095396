package search

import (
	"cmp"
	"slices"
)

// Find returns the places of a query in a text, in order and apart from each other: where its words stand side by side as
// they were typed; where they nowhere do, each of the words, if the text has them all.
//
// It is what marks words on a page: give it the page's text.
func Find(text, query string) []Span { return Parse(query).Find(text) }

// Find returns the places of the query in a text, see the function [Find].
func (q Query) Find(text string) []Span {
	if q.Empty() {
		return nil
	}
	f := fold(text, true)
	var spans []Span
	for _, p := range q.places(f) {
		// Two words may come from one letter, as those of "½" do.
		if s := f.span(p); len(spans) == 0 || s.Start >= spans[len(spans)-1].End {
			spans = append(spans, s)
		}
	}
	return spans
}

// place is where a term stands in a folded text.
type place struct{ from, to int }

// span brings a place back to the text.
func (f *folded) span(p place) Span { return Span{int(f.from[p.from]), int(f.to[p.to-1])} }

// places finds the phrase, or else all terms; nil unless the text has them all.
func (q Query) places(f folded) []place {
	if q.phrase != nil {
		if all := q.phrase.all(f.bare, f.marks); len(all) > 0 {
			return all
		}
	}
	return q.scattered(f)
}

// scattered finds all places of all terms.
func (q Query) scattered(f folded) []place {
	var all []place
	for i := range q.terms {
		found := q.terms[i].all(f.bare, f.marks)
		if len(found) == 0 {
			return nil
		}
		all = append(all, found...)
	}
	slices.SortFunc(all, func(a, b place) int { return cmp.Or(a.from-b.from, b.to-a.to) })
	apart := all[:0]
	for _, p := range all {
		if n := len(apart); n == 0 || p.from >= apart[n-1].to {
			apart = append(apart, p)
		}
	}
	return apart
}

// all returns every place of a term, apart from each other.
func (t *term) all(bare, marks []byte) []place {
	var all []place
	for from := 0; ; {
		i := t.next(bare, marks, from)
		if i < 0 {
			return all
		}
		end := i + len(t.bare)
		all = append(all, place{i, end})
		from = end
	}
}
