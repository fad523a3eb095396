package sandbox

import (
	"iter"
	"regexp"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"

	"phonghop/docs/legacy"
)

// guessedWidth is the width of a letter, in parts of its height, where the file tells none.
const guessedWidth = 0.5

// font is what is needed of a font to know its letters and how wide they run.
type font struct {
	encoding pdf.TextEncoding
	// letters is the font's own table, which wins over the encoding; nil if there is none.
	letters *letters
	// odd are the codes whose letters nobody can tell.
	odd map[int]bool
	// symbols fonts hold bullets and arrows, for which no letters are missed.
	symbols bool
	// known says that the letters can be told from the codes.
	known bool
	// old is the encoding in which the text still is after that, by the font's name.
	old legacy.Encoding
	// bytes says that the codes are the bytes of the old encoding.
	bytes bool
	// wide fonts have codes of two bytes.
	wide   bool
	widths map[int]float64
	usual  float64
}

// symbolName is the name of a font of symbols.
var symbolName = regexp.MustCompile(`(?i)symbol|dingbat|webding|wingding`)

// newFont reads a font once; nil if there is none.
func newFont(v pdf.Value) *font {
	if v.Kind() != pdf.Dict {
		return nil
	}
	f := &font{widths: map[int]float64{}, usual: guessedWidth, wide: v.Key("Subtype").Name() == "Type0"}
	if table := v.Key("ToUnicode"); table.Kind() == pdf.Stream {
		f.letters = readLetters(table.Reader())
	}
	if f.letters == nil && v.Key("Encoding").Kind() == pdf.Dict {
		f.letters, f.odd = readGlyphs(v.Key("Encoding").Key("Differences"))
	}
	f.symbols = symbolName.MatchString(v.Key("BaseFont").Name())
	f.readOld(v)
	source := pdf.Font{V: v}
	f.encoding = source.Encoder()
	f.known = f.lettersKnown(v)
	if f.wide {
		f.readWide(v.Key("DescendantFonts").Index(0))
		return f
	}
	first := int(v.Key("FirstChar").Int64())
	list := v.Key("Widths")
	scale := 0.001
	if v.Key("Subtype").Name() == "Type3" {
		if m := v.Key("FontMatrix"); m.Len() == 6 {
			scale = m.Index(0).Float64()
		}
	}
	for i := range min(list.Len(), 256) {
		f.widths[first+i] = list.Index(i).Float64() * scale
	}
	return f
}

// readOld finds out whether the font is one for an old encoding. One whose table already tells Vietnamese letters is none.
func (f *font) readOld(v pdf.Value) {
	old, ok := legacy.ByFont(v.Key("BaseFont").Name())
	if !ok || f.letters != nil && f.letters.vietnamese() {
		return
	}
	f.old = old
	encoding := v.Key("Encoding")
	f.bytes = !f.wide && (encoding.Kind() == pdf.Null || encoding.Name() == "WinAnsiEncoding")
}

// readWide reads the widths of a font with codes of two bytes (PDF 32000-1, 9.7.4.3).
func (f *font) readWide(v pdf.Value) {
	f.usual = 1
	if dw := v.Key("DW"); !dw.IsNull() {
		f.usual = dw.Float64() / 1000
	}
	list := v.Key("W")
	for i := 0; i+1 < list.Len(); {
		first, second := int(list.Index(i).Int64()), list.Index(i+1)
		if second.Kind() == pdf.Array {
			for j := range second.Len() {
				f.widths[first+j] = second.Index(j).Float64() / 1000
			}
			i += 2
			continue
		}
		last := min(int(second.Int64()), 0xffff)
		for code := max(first, 0); code <= last && i+2 < list.Len(); code++ {
			f.widths[code] = list.Index(i+2).Float64() / 1000
		}
		i += 3
	}
}

// lettersKnown tells whether the letters can be told from the codes: by the table, or by an encoding that the library
// knows.
func (f *font) lettersKnown(v pdf.Value) bool {
	encoding := v.Key("Encoding")
	if f.wide {
		switch encoding.Name() {
		case "Identity-H", "Identity-V":
			return f.letters != nil
		}
		return encoding.Name() == "UniGB-UCS2-H"
	}
	if f.letters != nil || f.symbols {
		return true
	}
	switch encoding.Kind() {
	case pdf.Null:
		return !strings.Contains(v.Key("BaseFont").Name(), "+")
	case pdf.Name:
		return encoding.Name() == "WinAnsiEncoding" || encoding.Name() == "MacRomanEncoding"
	default:
		return false
	}
}

// decode turns codes into letters, and counts the codes for which it knows none.
func (f *font) decode(raw string) (text string, missed int) {
	var out strings.Builder
	if f.wide && f.letters == nil {
		return f.encoding.Decode(raw), 0
	}
	for code := range f.each(raw) {
		letter := f.letter(code)
		if letter == "" && !f.symbols {
			missed++
		}
		out.WriteString(letter)
	}
	return out.String(), missed
}

// letter is the text of a code; empty if nobody can tell.
func (f *font) letter(code int) string {
	if f.letters != nil {
		if letter := f.letters.text(code); letter != "" {
			return letter
		}
	}
	if f.wide || f.odd[code] {
		return ""
	}
	if f.bytes {
		// The encoding would make a hyphen of the soft hyphen, which is "ư" in TCVN3.
		return string(rune(code))
	}
	letter := f.encoding.Decode(string([]byte{byte(code)}))
	for _, r := range letter {
		if r == unicode.ReplacementChar || unicode.IsControl(r) && !unicode.IsSpace(r) {
			return ""
		}
	}
	return letter
}

// each goes through the codes.
func (f *font) each(raw string) iter.Seq[int] {
	return func(yield func(int) bool) {
		step := f.step()
		for i := 0; i+step <= len(raw); i += step {
			code := int(raw[i])
			if f.wide {
				code = code<<8 | int(raw[i+1])
			}
			if !yield(code) {
				return
			}
		}
	}
}

// width is the width of the text in parts of the letters' height, without extra spacing.
func (f *font) width(raw string) (sum float64) {
	for code := range f.each(raw) {
		w, ok := f.widths[code]
		if !ok {
			w = f.usual
		}
		sum += w
	}
	return sum
}

// codes counts the codes in raw.
func (f *font) codes(raw string) int { return len(raw) / f.step() }

// spaces counts the codes that extra spacing between words is for: single bytes only.
func (f *font) spaces(raw string) float64 {
	if f.wide {
		return 0
	}
	return float64(strings.Count(raw, " "))
}

func (f *font) step() int {
	if f.wide {
		return 2
	}
	return 1
}
