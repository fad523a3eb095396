package search

import (
	"strings"
	"unicode/utf8"
)

const (
	// lead is how many letters of a long line stand before the first word found.
	lead = 60
	// longestLine bounds the letters of a line.
	longestLine = 180
)

// line returns the line of a page on which the query was found best, and the words in it.
func (q Query) line(page string) (string, []Span) {
	f := fold(page, true)
	places := q.places(f)
	if len(places) == 0 {
		return "", nil
	}
	first := places[0]
	if q.phrase != nil && q.phrase.next(f.bare, f.marks, 0) < 0 {
		from, _ := nearest(q.terms, f.bare, f.marks)
		for _, p := range places {
			if p.from <= from && from < p.to {
				first = p
			}
		}
	}
	begin, end := around(page, f.span(first))
	var marks []Span
	for _, p := range places {
		if s := f.span(p); s.Start >= begin && s.End <= end {
			marks = append(marks, Span{s.Start - begin, s.End - begin})
		}
	}
	line := oneLine(page[begin:end])
	if end < len(page) && page[end] != '\n' {
		line += ellipsis
	}
	if begin > 0 && page[begin-1] != '\n' {
		line = ellipsis + line
		for i := range marks {
			marks[i].Start += len(ellipsis)
			marks[i].End += len(ellipsis)
		}
	}
	return line, marks
}

const ellipsis = "…"

// oneLine makes spaces of the ends of lines and of wide gaps; every other byte stays in its place.
func oneLine(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c < ' ' {
			b[i] = ' '
		}
	}
	return string(b)
}

// around returns the borders of the lines that a span is on, cut where they are long.
func around(page string, s Span) (begin, end int) {
	begin = strings.LastIndexByte(page[:s.Start], '\n') + 1
	end = len(page)
	if i := strings.IndexByte(page[s.End:], '\n'); i >= 0 {
		end = s.End + i
	}
	if utf8.RuneCountInString(page[begin:end]) <= longestLine {
		return begin, end
	}
	begin += cutFront(page[begin:s.Start], lead)
	end = s.End + cutBack(page[s.End:end], max(0, longestLine-utf8.RuneCountInString(page[begin:s.End])))
	return begin, end
}

// cutFront returns where the last n letters of a text begin, at a word's beginning where there is one.
func cutFront(s string, n int) int {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, size := utf8.DecodeLastRuneInString(s[:i])
		i -= size
	}
	if k := strings.IndexByte(s[i:], ' '); i > 0 && k >= 0 {
		return i + k + 1
	}
	return i
}

// cutBack returns where the first n letters of a text end, at a word's end where there is one.
func cutBack(s string, n int) int {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	if k := strings.LastIndexByte(s[:i], ' '); i < len(s) && k >= 0 {
		return k
	}
	return i
}
