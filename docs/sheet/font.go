package sheet

import (
	"sync"

	"codeberg.org/go-fonts/liberation/liberationserifbold"
	"codeberg.org/go-fonts/liberation/liberationserifbolditalic"
	"codeberg.org/go-fonts/liberation/liberationserifitalic"
	"codeberg.org/go-fonts/liberation/liberationserifregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// nbsp is the space at which no line breaks.
const nbsp = '\u00a0'

// Face is one of the four faces of the bundled font, Liberation Serif, which has the widths of Times New Roman.
type Face uint8

// The faces. Bold and Italic may be added.
const (
	Regular Face = 0
	Bold    Face = 1
	Italic  Face = 2
)

// Font returns the bytes of the face as TrueType, for those who draw the steps of a page. They must not be changed.
func (f Face) Font() []byte {
	switch f & (Bold | Italic) {
	case Bold:
		return liberationserifbold.TTF
	case Italic:
		return liberationserifitalic.TTF
	case Bold | Italic:
		return liberationserifbolditalic.TTF
	}
	return liberationserifregular.TTF
}

// advances hold which letters of the basic plane a face has, and their widths in units of the em.
type advances struct {
	em    float64
	known [0x10000]bool
	width [0x10000]uint16
}

var faces = sync.OnceValue(func() [4]*advances {
	var out [4]*advances
	for f := range out {
		out[f] = measureFace(Face(f).Font())
	}
	return out
})

// measureFace reads the widths of a bundled font. The fonts are part of the program, so an error is a fault in it.
func measureFace(ttf []byte) *advances {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		panic(err)
	}
	em := int(f.UnitsPerEm())
	a := &advances{em: float64(em)}
	var buf sfnt.Buffer
	for r := rune(' '); r < 0x10000; r++ {
		if r == 0x3000 {
			r = 0xfb00 // no East Asian letters; only the few compatibility forms at the end
		}
		i, err := f.GlyphIndex(&buf, r)
		if err != nil || i == 0 {
			continue
		}
		w, err := f.GlyphAdvance(&buf, i, fixed.I(em), font.HintingNone)
		if err == nil {
			a.known[r], a.width[r] = true, uint16(w.Round())
		}
	}
	return a
}

// hasLetter tells whether all four faces can show the letter.
func hasLetter(r rune) bool {
	if r < ' ' || r > 0xffff {
		return false
	}
	for _, a := range faces() {
		if !a.known[r] {
			return false
		}
	}
	return true
}

// Width is the width of a text in points, set in the face at a size in points.
func Width(f Face, size float64, text string) float64 {
	a := faces()[f&(Bold|Italic)]
	sum := 0
	for _, r := range text {
		if r <= 0xffff && r >= 0 {
			sum += int(a.width[r])
		}
	}
	return float64(sum) * size / a.em
}
