package search

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The marks of a letter in one byte: the tone in the low three bits, what changes the letter itself above them.
const (
	toneBits = 7
	circle   = 1 << 3 // the hat of â ê ô
	breve    = 2 << 3
	horn     = 3 << 3
	stroke   = 4 << 3 // đ
	foreign  = 5 << 3 // and above: marks of other languages
)

// markOf returns the bits of a combining mark.
func markOf(r rune) byte {
	switch r {
	case 0x300:
		return 1
	case 0x301:
		return 2
	case 0x303:
		return 3
	case 0x309:
		return 4
	case 0x323:
		return 5
	case 0x302:
		return circle
	case 0x306:
		return breve
	case 0x31b:
		return horn
	default:
		return foreign + byte(r%27)<<3
	}
}

// folded is a text as it is searched: small letters without marks in UTF-8, their marks beside them, one space at both
// ends and between words.
type folded struct {
	bare  []byte
	marks []byte // for each byte of bare; those of a letter stand at its first byte
	// from and to are where each byte of bare comes from in the text; only where they were asked for.
	from, to []int32
}

// fold folds a text; places says whether to note where each letter came from.
func fold(text string, places bool) folded {
	f := folded{bare: make([]byte, 0, len(text)*4/5+2), marks: make([]byte, 0, len(text)*4/5+2)}
	table := latin()
	f.add(' ', 0, 0, 0, places)
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		f.take(table, r, i, i+n, places)
		i += n
	}
	if f.bare[len(f.bare)-1] != ' ' {
		f.add(' ', 0, len(text), len(text), places)
	}
	f.placeTones()
	return f
}

// take adds what a letter of the text becomes.
func (f *folded) take(table *lookup, r rune, from, to int, places bool) {
	switch {
	case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
		f.add(r, 0, from, to, places)
	case 'A' <= r && r <= 'Z':
		f.add(r+'a'-'A', 0, from, to, places)
	case r < utf8.RuneSelf:
		f.part(from, to, places)
	case r <= lastLatin:
		for _, l := range table[r-firstLatin] {
			f.letter(l, from, to, places)
		}
	default:
		for _, l := range decompose(r) {
			f.letter(l, from, to, places)
		}
	}
}

// letter adds a decomposed letter, or its mark to the letter before.
func (f *folded) letter(r rune, from, to int, places bool) {
	switch {
	case r == ignored:
	case unicode.Is(unicode.M, r):
		f.mark(markOf(r), to, places)
	case r == 'đ':
		f.add('d', stroke, from, to, places)
	case unicode.IsLetter(r) || unicode.IsNumber(r):
		f.add(r, 0, from, to, places)
	default:
		f.part(from, to, places)
	}
}

func (f *folded) add(r rune, mark byte, from, to int, places bool) {
	if r < utf8.RuneSelf {
		f.bare, f.marks = append(f.bare, byte(r)), append(f.marks, mark)
	} else {
		f.bare = utf8.AppendRune(f.bare, r)
		f.marks = append(f.marks, mark)
		for len(f.marks) < len(f.bare) {
			f.marks = append(f.marks, 0)
		}
	}
	for places && len(f.from) < len(f.bare) {
		f.from, f.to = append(f.from, int32(from)), append(f.to, int32(to))
	}
}

// part ends a word.
func (f *folded) part(from, to int, places bool) {
	if f.bare[len(f.bare)-1] != ' ' {
		f.add(' ', 0, from, to, places)
	}
}

// mark puts a mark on the last letter.
func (f *folded) mark(bits byte, to int, places bool) {
	i := len(f.bare) - 1
	for i > 0 && !utf8.RuneStart(f.bare[i]) {
		i--
	}
	if f.bare[i] == ' ' {
		return
	}
	if bits <= toneBits {
		f.marks[i] = f.marks[i]&^toneBits | bits
	} else {
		f.marks[i] = f.marks[i]&toneBits | bits
	}
	for places && i < len(f.to) {
		f.to[i] = int32(to)
		i++
	}
}

// placeTones brings the tones of oa, oe and uy to their second letter, where they stand in the new spelling.
func (f *folded) placeTones() {
	for i, m := range f.marks[:len(f.marks)-1] {
		if m == 0 || m > toneBits || f.marks[i+1]&toneBits != 0 {
			continue
		}
		here, next := f.bare[i], f.bare[i+1]
		if here == 'o' && (next == 'a' || next == 'e') || here == 'u' && next == 'y' {
			f.marks[i], f.marks[i+1] = 0, f.marks[i+1]|m
		}
	}
}

// ignored stands for what is not seen: soft hyphens, joiners.
const ignored = -1

// firstLatin and lastLatin bound the runes whose parts are looked up: all of Vietnamese is among them.
const (
	firstLatin = 0x80
	lastLatin  = 0x1fff
)

// latin are the parts of the runes from firstLatin to lastLatin. They are made when they are first needed: the program
// starts copies of itself that never search.
var latin = sync.OnceValue(func() *lookup {
	var all lookup
	for i := range all {
		all[i] = decompose(rune(i) + firstLatin)
	}
	return &all
})

// lookup holds the parts of each rune of a range.
type lookup [lastLatin - firstLatin + 1][]rune

// decompose returns a rune as small letters with their marks behind them.
func decompose(r rune) []rune {
	switch {
	case unicode.Is(unicode.Cf, r):
		return []rune{ignored}
	case r == 'Ð' || r == 'ð' || r == 'Ɖ': // what old keyboards write for Đ
		return []rune{'đ'}
	}
	parts := []rune(norm.NFKD.String(string(r)))
	out := parts[:0:0]
	for _, p := range parts {
		// The small letter of a letter may have marks of its own, as that of İ.
		out = append(out, []rune(norm.NFKD.String(string(unicode.ToLower(p))))...)
	}
	return out
}
