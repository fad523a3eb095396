package sheet

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// blank stands for a letter that the bundled fonts do not have.
const blank = '□'

// Oddity is a letter that could not be printed and is shown as □.
type Oddity struct {
	// Letter is what stood in the text; [utf8.RuneError] for bytes that are no text.
	Letter rune
	// Near is the text around it, for the person who looks for it.
	Near string
}

// Clean passes all text of the paper through the gate of [CleanText] and lists what could not be printed. Every writer
// calls it, so calling it first is only needed for the list. The paper given is not changed.
func Clean(d Doc) (Doc, []Oddity) {
	var odd []Oddity
	d = d.clone()
	title, _ := CleanText(d.Title)
	d.Title = title
	d.eachPara(func(p *Para) {
		for i := range p.Spans {
			clean, letters := CleanText(p.Spans[i].Text)
			p.Spans[i].Text = clean
			for _, r := range letters {
				odd = append(odd, Oddity{Letter: r, Near: near(clean)})
			}
		}
	})
	return d, odd
}

// CleanText makes a text fit for paper: composed letters (NFC), no control or invisible characters but line feeds, a plain
// hyphen for the non-breaking one, and □ for every letter that the bundled fonts lack. It returns those letters.
func CleanText(s string) (string, []rune) {
	if plain(s) {
		return s, nil
	}
	var odd []rune
	var b strings.Builder
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	for _, r := range norm.NFC.String(s) {
		switch {
		case r == '\n':
			b.WriteRune(r)
		case r == '\t' || r == '\u2028' || r == '\u2029' || unicode.Is(unicode.Zs, r) && r != nbsp:
			b.WriteByte(' ')
		case r == '\u2011' || r == '\u2010':
			b.WriteByte('-')
		case unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
			// seen by nobody, and some are illegal in XML
		case r == utf8.RuneError || !hasLetter(r):
			odd = append(odd, r)
			b.WriteRune(blank)
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), odd
}

// plain tells that a text needs no cleaning, which is so for nearly all of ASCII.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < ' ' && c != '\n') || c > '~' {
			return false
		}
	}
	return true
}

// near is at most 40 letters from the beginning of the text.
func near(s string) string {
	r := []rune(s)
	if len(r) <= 40 {
		return s
	}
	return string(r[:40]) + "…"
}

// clone copies the paper as deep as its text.
func (d Doc) clone() Doc {
	d.Blocks = slices.Clone(d.Blocks)
	for i, b := range d.Blocks {
		switch b := b.(type) {
		case Para:
			b.Spans = slices.Clone(b.Spans)
			d.Blocks[i] = b
		case Table:
			b.Head, b.Rows = cloneRows(b.Head), cloneRows(b.Rows)
			d.Blocks[i] = b
		}
	}
	return d
}

func cloneRows(rows []Row) []Row {
	rows = slices.Clone(rows)
	for i, row := range rows {
		rows[i] = slices.Clone(row)
		for j, cell := range row {
			rows[i][j] = slices.Clone(cell)
			for k, p := range cell {
				rows[i][j][k].Spans = slices.Clone(p.Spans)
			}
		}
	}
	return rows
}
