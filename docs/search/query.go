package search

import (
	"bytes"
	"slices"
	"strings"
)

// Query is what somebody looks for, ready to be compared with texts. The zero value finds nothing.
type Query struct {
	terms []term
	// phrase is all terms side by side, as they were typed; none where there is only one.
	phrase *term
}

// term is a word, or words side by side, without the spaces around them.
type term struct {
	bare, marks []byte
	// spaced is bare between spaces.
	spaced []byte
	// open says that the last word may be the beginning of a longer one.
	open bool
}

// quotes are the quotation marks of keyboards and of programs that turn them.
const quotes = "\"“”„«»\uff02"

// Parse reads a query: words, and words in quotation marks. A quotation that is not closed goes to the end. Nothing that
// is typed is wrong; a query without letters and digits finds nothing.
func Parse(text string) Query {
	var q Query
	quoted, closed := false, false
	for part := range strings.FieldsFuncSeq(quoteBorders(text), func(r rune) bool { return r == border }) {
		if part == "\"" {
			quoted, closed = !quoted, quoted
			continue
		}
		closed = false
		if quoted {
			q.add(part)
			continue
		}
		for word := range strings.FieldsSeq(part) {
			q.add(word)
		}
	}
	if len(q.terms) == 0 {
		return q
	}
	// A word is still being typed until something stands behind it.
	last := &q.terms[len(q.terms)-1]
	last.open = !closed && endsInWord(text)
	if len(q.terms) > 1 {
		q.phrase = join(q.terms)
	}
	return q
}

// border parts the pieces of a query while it is read.
const border = '\x00'

// quoteBorders puts each quotation mark, in its plain form, between borders.
func quoteBorders(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case strings.ContainsRune(quotes, r):
			b.WriteString("\x00\"\x00")
		case r != border:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// endsInWord tells whether the last thing in the text is a letter, a digit or a mark on one.
func endsInWord(text string) bool {
	f := fold(text, true)
	i := len(f.bare) - 1
	for i > 0 && f.bare[i] == ' ' {
		i--
	}
	return i > 0 && int(f.to[i]) == len(text)
}

// add adds a term unless it has no letters or stands there already.
func (q *Query) add(text string) {
	f := fold(text, false)
	if len(f.bare) < 3 {
		return // nothing but the spaces
	}
	end := len(f.bare) - 1
	q.terms = append(q.terms, term{spaced: f.bare, bare: f.bare[1:end], marks: f.marks[1:end]})
}

// join puts terms side by side.
func join(terms []term) *term {
	t := term{spaced: []byte{' '}, open: terms[len(terms)-1].open}
	for _, x := range terms {
		t.spaced = append(t.spaced, x.spaced[1:]...)
		t.marks = append(append(t.marks, x.marks...), 0)
	}
	t.bare = t.spaced[1 : len(t.spaced)-1]
	t.marks = t.marks[:len(t.bare)]
	return &t
}

// Empty tells whether the query has no letters and no digits, and so finds nothing.
func (q Query) Empty() bool { return len(q.terms) == 0 }

// Match tells whether a short text, such as a title, has all words of the query.
func (q Query) Match(text string) bool {
	if q.Empty() {
		return false
	}
	f := fold(text, false)
	return !slices.ContainsFunc(q.terms, func(t term) bool { return t.next(f.bare, f.marks, 0) < 0 })
}

// next returns where the term stands in a folded text at or after a place, or -1.
func (t *term) next(bare, marks []byte, from int) int { return t.look(t.needle(), bare, marks, from) }

// needle is the term as it stands in a folded text, which has a space before each word and behind.
func (t *term) needle() []byte {
	if t.open {
		return t.spaced[:len(t.spaced)-1]
	}
	return t.spaced
}

func (t *term) look(needle, bare, marks []byte, from int) int {
	for from = max(from-1, 0); ; from++ {
		i := bytes.Index(bare[from:], needle)
		if i < 0 {
			return -1
		}
		from += i
		if t.fits(marks[from+1:]) {
			return from + 1
		}
	}
}

// fits tells whether the letters that were typed with a mark have that mark.
func (t *term) fits(marks []byte) bool {
	for i, m := range t.marks {
		if m != 0 && marks[i] != m {
			return false
		}
	}
	return true
}
