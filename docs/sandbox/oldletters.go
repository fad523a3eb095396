package sandbox

import (
	"strings"
	"unicode"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"phonghop/docs/legacy"
)

// maybeOld tells whether a letter can be one of an old encoding that is not what it looks like: what lies beyond ASCII, but
// not the letters that Unicode alone has.
func maybeOld(r rune) bool {
	return r >= 0xa1 && r <= 0xff || r >= 0xf020 && r <= 0xf0ff
}

// oldFonts asks the renderer for the fonts of letters, which takes long: only words are asked for that can be old.
type oldFonts struct {
	p    *pictures
	page references.FPDF_TEXTPAGE
	// known are the encodings of fonts by name.
	known map[string]legacy.Encoding
}

// decoded is the text with the letters of old fonts as Unicode. Index has the renderer's number of each letter; the places
// come back joined where a letter and its mark become one.
func (o *oldFonts) decoded(in Letters, index []int) Letters {
	if !strings.ContainsFunc(string(in.Runes), maybeOld) {
		return in
	}
	out, old := o.words(in, index)
	if old && o.truthful(in.Runes, index) {
		out, _ = o.words(in, index)
	}
	return out
}

// words goes through the words, and tells whether it found an old one.
func (o *oldFonts) words(in Letters, index []int) (out Letters, old bool) {
	for from := 0; from < len(in.Runes); {
		to := from + 1
		for !unicode.IsSpace(in.Runes[from]) && to < len(in.Runes) && !unicode.IsSpace(in.Runes[to]) {
			to++
		}
		word := Letters{Runes: in.Runes[from:to], Places: in.Places[from:to]}
		if e := o.ofWord(word.Runes, index[from:to]); e != legacy.Unicode {
			word, old = inUnicode(word, e), true
		}
		out.Runes, out.Places = append(out.Runes, word.Runes...), append(out.Places, word.Places...)
		from = to
	}
	return out, old
}

// truthful finds fonts with old names whose letters are Unicode nevertheless, as one of them shows.
func (o *oldFonts) truthful(letters []rune, index []int) (found bool) {
	for i, r := range letters {
		if legacy.IsUnicode(string(r)) && o.of(index[i]) != legacy.Unicode {
			font, err := o.p.lib.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: o.page, Index: index[i]})
			if err == nil {
				o.known[font.FontName], found = legacy.Unicode, true
			}
		}
	}
	return found
}

// ofWord is the old encoding of a word; Unicode if it has none, or several.
func (o *oldFonts) ofWord(word []rune, index []int) legacy.Encoding {
	if legacy.IsUnicode(string(word)) || !strings.ContainsFunc(string(word), maybeOld) {
		return legacy.Unicode
	}
	all := legacy.Unicode
	for i := range word {
		e := o.of(index[i])
		if e == legacy.Unicode || i > 0 && e != all {
			return legacy.Unicode
		}
		all = e
	}
	return all
}

// of is the encoding of the font of one letter.
func (o *oldFonts) of(index int) legacy.Encoding {
	font, err := o.p.lib.FPDFText_GetFontInfo(&requests.FPDFText_GetFontInfo{TextPage: o.page, Index: index})
	if err != nil {
		return legacy.Unicode
	}
	e, ok := o.known[font.FontName]
	if !ok {
		e, _ = legacy.ByFont(font.FontName)
		o.known[font.FontName] = e
	}
	return e
}

// inUnicode decodes a word of one encoding.
func inUnicode(word Letters, e legacy.Encoding) (out Letters) {
	for i := 0; i < len(word.Runes); i++ {
		place := word.Places[i]
		letter := e.Decode(string(word.Runes[i]))
		if i+1 < len(word.Runes) {
			if pair := []rune(e.Decode(string(word.Runes[i : i+2]))); len(pair) == 1 {
				letter, place = string(pair), place.with(word.Places[i+1])
				i++
			}
		}
		for _, r := range letter {
			out.Runes, out.Places = append(out.Runes, r), append(out.Places, place)
		}
	}
	return out
}

// with is the smallest part that holds both; one without a size holds nothing.
func (p Part) with(q Part) Part {
	switch {
	case p.W <= 0:
		return q
	case q.W <= 0:
		return p
	}
	x, y := min(p.X, q.X), min(p.Y, q.Y)
	return Part{X: x, Y: y, W: max(p.X+p.W, q.X+q.W) - x, H: max(p.Y+p.H, q.Y+q.H) - y}
}
