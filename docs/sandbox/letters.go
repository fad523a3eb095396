package sandbox

import (
	"bytes"
	"encoding/hex"
	"io"
	"slices"
	"strconv"
	"unicode/utf16"

	"phonghop/docs/legacy"
)

// maxLetters bounds the bytes of a table of letters.
const maxLetters = 4 << 20

// letters is a font's table from codes to text (ToUnicode; PDF 32000-1, 9.10.3). The library's own reading of it counts
// up the last byte only, so that "ế" of a range that begins at 0 comes out as another letter.
type letters struct {
	spans []span
	known map[int]string
}

// span maps the codes from lo to hi: to the units counted up, or to a list.
type span struct {
	lo, hi int
	units  []uint16
	list   [][]uint16
}

// readLetters reads a table of letters; what it does not understand it skips.
func readLetters(r io.ReadCloser) *letters {
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, maxLetters))
	if err != nil && len(raw) == 0 {
		return nil
	}
	t := &letters{known: map[int]string{}}
	var args []token
	for len(raw) > 0 {
		var next token
		next, raw = nextToken(raw)
		switch next.word {
		case "":
			args = append(args, next)
		case "endbfchar":
			for ; len(args) >= 2; args = args[2:] {
				code := args[0].code()
				t.spans = append(t.spans, span{lo: code, hi: code, units: args[1].units()})
			}
			args = nil
		case "endbfrange":
			t.ranges(args)
			args = nil
		case "[", "]":
			args = append(args, next)
		default:
			args = nil
		}
	}
	return t
}

// ranges takes the operands of endbfrange: low, high, and a text or a list of texts.
func (t *letters) ranges(args []token) {
	for len(args) >= 3 {
		s := span{lo: args[0].code(), hi: args[1].code()}
		rest := args[3:]
		if args[2].word != "[" {
			s.units = args[2].units()
		} else {
			end := slices.IndexFunc(rest, func(a token) bool { return a.word == "]" })
			if end < 0 {
				return
			}
			for _, a := range rest[:end] {
				s.list = append(s.list, a.units())
			}
			rest = rest[end+1:]
		}
		t.spans = append(t.spans, s)
		args = rest
	}
}

// text is what a code stands for; empty if that is not known.
func (t *letters) text(code int) string {
	text, ok := t.known[code]
	if !ok {
		text = t.find(code)
		t.known[code] = text
	}
	return text
}

func (t *letters) find(code int) string {
	for _, s := range t.spans {
		at := code - s.lo
		switch {
		case code < s.lo || code > s.hi:
		case at < len(s.list):
			return string(utf16.Decode(s.list[at]))
		case len(s.units) > 0:
			units := slices.Clone(s.units)
			units[len(units)-1] += uint16(at)
			if text := string(utf16.Decode(units)); text != "\x00" {
				return text
			}
		}
	}
	return ""
}

// vietnamese tells whether the table names a letter that only Unicode has.
func (t *letters) vietnamese() bool {
	for _, s := range t.spans {
		for _, units := range append(s.list, s.units) {
			if legacy.IsUnicode(string(utf16.Decode(units))) {
				return true
			}
		}
	}
	for _, text := range t.known {
		if legacy.IsUnicode(text) {
			return true
		}
	}
	return false
}

// token is a string of bytes, or a word.
type token struct {
	raw  []byte
	word string
}

// code is the number that the bytes spell.
func (t token) code() int {
	n := 0
	for _, b := range t.raw[:min(len(t.raw), 4)] {
		n = n<<8 | int(b)
	}
	return n
}

// units are the bytes as UTF-16.
func (t token) units() []uint16 {
	if len(t.raw) == 1 {
		return []uint16{uint16(t.raw[0])}
	}
	list := make([]uint16, 0, min(len(t.raw)/2, 64))
	for i := 0; i+1 < len(t.raw) && len(list) < 64; i += 2 {
		list = append(list, uint16(t.raw[i])<<8|uint16(t.raw[i+1]))
	}
	return list
}

const blanks = " \t\r\n\f\x00"

// nextToken cuts off the next token. Numbers, names and comments count as words.
func nextToken(raw []byte) (token, []byte) {
	raw = bytes.TrimLeft(raw, blanks)
	if len(raw) == 0 {
		return token{word: "end"}, nil
	}
	switch c := raw[0]; {
	case c == '<' && len(raw) > 1 && raw[1] == '<', c == '>' && len(raw) > 1 && raw[1] == '>':
		return token{word: "dict"}, raw[2:]
	case c == '<':
		digits, rest, _ := bytes.Cut(raw[1:], []byte(">"))
		return token{raw: unhex(digits)}, rest
	case c == '[' || c == ']':
		return token{word: string(c)}, raw[1:]
	case c == '%':
		end := bytes.IndexAny(raw, "\r\n")
		if end < 0 {
			end = len(raw)
		}
		return nextToken(raw[end:])
	}
	end := bytes.IndexAny(raw[1:], blanks+"<>[]%/")
	if end < 0 {
		end = len(raw) - 1
	}
	word := string(raw[:end+1])
	if _, err := strconv.Atoi(word); err == nil {
		word = "number"
	}
	return token{word: word}, raw[end+1:]
}

// unhex reads hexadecimal digits; an odd last one is followed by 0.
func unhex(digits []byte) []byte {
	digits = bytes.Map(func(r rune) rune {
		if bytes.ContainsRune([]byte(blanks), r) {
			return -1
		}
		return r
	}, digits)
	if len(digits)%2 == 1 {
		digits = append(digits, '0')
	}
	out := make([]byte, hex.DecodedLen(len(digits)))
	n, _ := hex.Decode(out, digits)
	return out[:n]
}
