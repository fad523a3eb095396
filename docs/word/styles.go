package word

import (
	"strconv"
	"strings"
)

// toggle is something that is on, off, or not said.
type toggle int8

const (
	off toggle = iota - 1
	unsaid
	on
)

func (t toggle) over(below toggle) toggle {
	if t != unsaid {
		return t
	}
	return below
}

// letters are the properties of a run that count here.
type letters struct {
	// font is that of the letters beyond ASCII, which alone tells an old encoding.
	font                              string
	bold, italic, under, caps, hidden toggle
	// size is in half points; 0 if it is not said.
	size int
	// style is the style of characters.
	style string
}

// over is what holds where l stands within something that says below.
func (l letters) over(below letters) letters {
	if l.font == "" {
		l.font = below.font
	}
	if l.size == 0 {
		l.size = below.size
	}
	l.bold, l.italic, l.under = l.bold.over(below.bold), l.italic.over(below.italic), l.under.over(below.under)
	l.caps, l.hidden = l.caps.over(below.caps), l.hidden.over(below.hidden)
	return l
}

// paragraph are the properties of a paragraph that count here.
type paragraph struct {
	style, align string
	// outline is the level of a heading from 1; 0 if it is not said, and one beyond mostLevel for none.
	outline int
	// list names a list and level a level in it; "0" is none.
	list  string
	level int
	// breaks begins a new page.
	breaks toggle
	// first is the indent of the first line in twentieths of a point.
	first   int
	letters letters
}

// over is what holds where p stands within something that says below.
func (p paragraph) over(below paragraph) paragraph {
	if p.align == "" {
		p.align = below.align
	}
	if p.outline == 0 {
		p.outline = below.outline
	}
	if p.list == "" {
		p.list, p.level = below.list, max(p.level, below.level)
	}
	if p.first == 0 {
		p.first = below.first
	}
	p.breaks = p.breaks.over(below.breaks)
	p.letters = p.letters.over(below.letters)
	return p
}

// style is a named style.
type style struct {
	basedOn string
	para    paragraph
	// grid says that tables of the style have lines.
	grid toggle
}

// styles are the styles of a file.
type styles struct {
	all map[string]style
	// usual is the style of paragraphs without one, base what holds where nothing is said.
	usual string
	base  letters
}

// maxBased bounds styles based on styles.
const maxBased = 20

// resolve is a style with all that it is based on.
func (s *styles) resolve(id string) style {
	var out style
	for range maxBased {
		st, ok := s.all[id]
		if !ok {
			break
		}
		out.para, out.grid = out.para.over(st.para), out.grid.over(st.grid)
		if id = st.basedOn; id == "" {
			break
		}
	}
	return out
}

// read reads the part of the styles.
func (s *styles) read(p *parser) error {
	return p.each(func(e element) error {
		switch e.name {
		case "docDefaults":
			return s.defaults(p)
		case "style":
			id := e.attr("styleId")
			if d := e.attr("default"); e.attr("type") == "paragraph" && (d == "1" || d == "true") {
				s.usual = id
			}
			st, err := readStyle(p)
			s.all[id] = st
			return err
		}
		return p.skip()
	})
}

// defaults reads the properties of runs that hold for the whole file.
func (s *styles) defaults(p *parser) error {
	return p.each(func(e element) error {
		switch e.name {
		case "rPrDefault":
			return s.defaults(p)
		case "rPr":
			var err error
			s.base, err = readLetters(p)
			return err
		}
		return p.skip()
	})
}

func readStyle(p *parser) (st style, err error) {
	name := ""
	err = p.each(func(e element) error {
		var err error
		switch e.name {
		case "name":
			name = strings.ToLower(e.attr("val"))
		case "basedOn":
			st.basedOn = e.attr("val")
		case "pPr":
			kept := st.para.letters
			st.para, _, err = readParagraph(p)
			st.para.letters = kept
			return err
		case "rPr":
			st.para.letters, err = readLetters(p)
			return err
		case "tblPr":
			st.grid, err = readGrid(p)
			return err
		}
		return p.skip()
	})
	if level, ok := strings.CutPrefix(name, "heading "); ok && st.para.outline == 0 {
		st.para.outline, _ = strconv.Atoi(level)
	}
	return st, err
}

// readLetters reads the properties of a run.
func readLetters(p *parser) (l letters, err error) {
	err = p.each(func(e element) error {
		switch e.name {
		case "rFonts":
			l.font = fontOf(e)
		case "rStyle":
			l.style = e.attr("val")
		case "b":
			l.bold = e.on()
		case "i":
			l.italic = e.on()
		case "u":
			l.under = e.on()
		case "caps":
			l.caps = e.on()
		case "vanish":
			l.hidden = e.on()
		case "sz":
			l.size, _ = strconv.Atoi(e.attr("val"))
		}
		return p.skip()
	})
	return l, err
}

// fontOf is the font of the letters beyond ASCII. One of the theme wins, and is found when it is asked for.
func fontOf(e element) string {
	for _, name := range []string{"hAnsiTheme", "hAnsi", "asciiTheme", "ascii"} {
		if v := e.attr(name); v != "" {
			if strings.HasSuffix(name, "Theme") {
				return themeMark + v
			}
			return v
		}
	}
	return ""
}

// themeMark begins the names of fonts that the theme knows.
const themeMark = "\x00theme:"

// theme are the two fonts of a theme.
type theme struct{ major, minor string }

// named is the font itself.
func (t theme) named(font string) string {
	of, ok := strings.CutPrefix(font, themeMark)
	switch {
	case !ok:
		return font
	case strings.HasPrefix(of, "major"):
		return t.major
	default:
		return t.minor
	}
}

// read reads the part of the theme.
func (t *theme) read(p *parser) error {
	var into *string
	var walk func(e element) error
	walk = func(e element) error {
		switch e.name {
		case "a:majorFont":
			into = &t.major
		case "a:minorFont":
			into = &t.minor
		case "a:latin":
			if into != nil {
				*into = e.attr("typeface")
				into = nil
			}
		}
		return p.each(walk)
	}
	return p.each(walk)
}
