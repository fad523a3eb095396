package word

import (
	"strconv"
	"strings"
	"unicode"

	"phonghop/docs/legacy"
)

// maxLevels is how many levels a list has.
const maxLevels = 9

// maxLabel bounds the bytes of a label, which stands before every paragraph of its list.
const maxLabel = 200

// level is how one level of a list is numbered.
type level struct {
	start  int
	format string
	// text is the label with %1 for the number of the first level, %2 for that of the second.
	text string
	font string
	// legal shows the numbers of all levels as plain figures.
	legal bool
}

// list is a list as paragraphs name it, with its numbers so far.
type list struct {
	levels  map[int]level
	numbers [maxLevels]int
	begun   [maxLevels]bool
}

// lists are the lists of a file. Lists with the same levels count on together.
type lists struct {
	abstract map[string]*list
	named    map[string]*list
}

// read reads the part of the lists.
func (l *lists) read(p *parser) error {
	l.abstract, l.named = map[string]*list{}, map[string]*list{}
	return p.each(func(e element) error {
		switch e.name {
		case "abstractNum":
			levels, err := readLevels(p)
			l.abstract[e.attr("abstractNumId")] = &list{levels: levels}
			return err
		case "num":
			return l.readNamed(p, e.attr("numId"))
		}
		return p.skip()
	})
}

// readNamed reads a list that goes by another: as it is, or with levels and numbers of its own.
func (l *lists) readNamed(p *parser, id string) error {
	var of *list
	return p.each(func(e element) error {
		switch e.name {
		case "abstractNumId":
			of = l.abstract[e.attr("val")]
			l.named[id] = of
		case "lvlOverride":
			if of == nil {
				break
			}
			own := &list{levels: map[int]level{}}
			for i, lv := range of.levels {
				own.levels[i] = lv
			}
			if kept := l.named[id]; kept != of {
				own = kept
			}
			l.named[id] = own
			return readOverride(p, own, number(e.attr("ilvl")))
		}
		return p.skip()
	})
}

func readOverride(p *parser, own *list, at int) error {
	return p.each(func(e element) error {
		switch e.name {
		case "startOverride":
			lv := own.levels[at]
			lv.start = number(e.attr("val"))
			own.levels[at] = lv
		case "lvl":
			lv, err := readLevel(p)
			own.levels[at] = lv
			return err
		}
		return p.skip()
	})
}

func readLevels(p *parser) (map[int]level, error) {
	out := map[int]level{}
	err := p.each(func(e element) error {
		if e.name != "lvl" {
			return p.skip()
		}
		lv, err := readLevel(p)
		out[number(e.attr("ilvl"))] = lv
		return err
	})
	return out, err
}

func readLevel(p *parser) (lv level, err error) {
	err = p.each(func(e element) error {
		switch e.name {
		case "start":
			lv.start = number(e.attr("val"))
		case "numFmt":
			lv.format = e.attr("val")
		case "lvlText":
			lv.text = e.attr("val")
			if len(lv.text) > maxLabel {
				lv.text = ""
			}
		case "isLgl":
			lv.legal = e.on() == on
		case "rPr":
			l, err := readLetters(p)
			lv.font = l.font
			return err
		}
		return p.skip()
	})
	return lv, err
}

// label counts a paragraph of a list and is what stands before it; usual is the font of the paragraph.
func (l *lists) label(id string, at int, usual string, fonts theme) string {
	of := l.named[id]
	if of == nil || at < 0 || at >= maxLevels {
		return ""
	}
	lv := of.levels[at]
	if of.begun[at] {
		of.numbers[at]++
	} else {
		of.numbers[at], of.begun[at] = lv.start, true
	}
	for deeper := at + 1; deeper < maxLevels; deeper++ {
		of.begun[deeper] = false
	}
	text := lv.text
	if lv.format == "bullet" {
		text = bullet(text)
	} else {
		for i := range at + 1 {
			n := of.numbers[i]
			if !of.begun[i] {
				n = of.levels[i].start
			}
			format := of.levels[i].format
			if lv.legal && format != "none" {
				format = ""
			}
			text = strings.ReplaceAll(text, "%"+strconv.Itoa(i+1), counted(n, format))
		}
	}
	font := lv.font
	if font == "" {
		font = usual
	}
	return decode(fonts.named(font), text)
}

// decode turns text of an old font into Unicode.
func decode(font, text string) string {
	if encoding, ok := legacy.ByFont(font); ok {
		return encoding.Decode(text)
	}
	return text
}

// bullet is the sign before a paragraph: a dash, a plus or a star as it is, and a point for whatever fonts of signs draw.
func bullet(text string) string {
	switch text {
	case "-", "–", "—", "+", "*", "":
		return text
	}
	for _, r := range text {
		if unicode.IsLetter(r) && r < 0x2000 && text != "o" {
			return text
		}
	}
	return "•"
}

// counted is a number in a form of Word.
func counted(n int, format string) string {
	switch format {
	case "none":
		return ""
	case "lowerLetter":
		return strings.ToLower(lettered(n))
	case "upperLetter":
		return lettered(n)
	case "lowerRoman":
		return strings.ToLower(roman(n))
	case "upperRoman":
		return roman(n)
	case "decimalZero":
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	}
	return strconv.Itoa(n)
}

// lettered counts A … Z, AA, BB and so on, as Word does.
func lettered(n int) string {
	if n < 1 || n > 26*20 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('A'+(n-1)%26)), (n-1)/26+1)
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var out strings.Builder
	for _, r := range []struct {
		n    int
		text string
	}{
		{1000, "M"},
		{900, "CM"},
		{500, "D"},
		{400, "CD"},
		{100, "C"},
		{90, "XC"},
		{50, "L"},
		{40, "XL"},
		{10, "X"},
		{9, "IX"},
		{5, "V"},
		{4, "IV"},
		{1, "I"},
	} {
		for ; n >= r.n; n -= r.n {
			out.WriteString(r.text)
		}
	}
	return out.String()
}

// number reads a whole number; what is none counts as 0.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil || n < -1<<30 || n > 1<<30 {
		return 0
	}
	return n
}
