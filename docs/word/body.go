package word

import (
	"strings"
	"unicode"

	"phonghop/docs/sheet"
)

// body reads text with paragraphs and tables: the main part, a header, a note.
type body struct {
	file   *file
	blocks []sheet.Block
	// notes are the notes that the text points to.
	notes []note
	page  paper
	// fields are the fields that are open: whether what comes is the code of the field, not its result.
	fields []bool
	// grid is what holds for the paragraphs of a table by its style.
	within paragraph
	// breaks is set by a page break that the next paragraph has to carry out.
	breaks bool
}

// read reads a part from its outermost element on.
func (b *body) read(p *parser) error {
	return p.each(func(e element) error {
		if e.name == "body" {
			return b.blocksOf(p, &b.blocks)
		}
		return b.block(p, e, &b.blocks)
	})
}

// blocksOf reads paragraphs and tables into a list.
func (b *body) blocksOf(p *parser, into *[]sheet.Block) error {
	return p.each(func(e element) error { return b.block(p, e, into) })
}

func (b *body) block(p *parser, e element, into *[]sheet.Block) error {
	switch e.name {
	case "p":
		return b.paragraph(p, into)
	case "tbl":
		return b.table(p, into)
	case "sectPr":
		return b.page.read(p)
	case "del", "moveFrom", "sdtPr", "sdtEndPr":
		return p.skip()
	case "mc:AlternateContent":
		return alternate(p, func() error { return b.blocksOf(p, into) })
	case "ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag":
		return b.blocksOf(p, into)
	}
	return p.skip()
}

// alternate reads the first of several ways to say the same.
func alternate(p *parser, read func() error) error {
	done := false
	return p.each(func(e element) error {
		if done || e.name != "mc:Choice" && e.name != "mc:Fallback" {
			return p.skip()
		}
		done = true
		return read()
	})
}

// line is a paragraph that is being read.
type line struct {
	body  *body
	props paragraph
	spans []span
	// after is what follows the paragraph: the text of its boxes.
	after []sheet.Block
	// into is where the paragraph goes.
	into *[]sheet.Block
	// parts counts the pieces into which page breaks have cut the paragraph.
	parts int
}

// span is a run with the font in which its text still is.
type span struct {
	text, font string
	letters    letters
}

// paragraph reads a paragraph, and the text of its boxes after it.
func (b *body) paragraph(p *parser, into *[]sheet.Block) error {
	if err := b.file.count(); err != nil {
		return err
	}
	l := &line{body: b, into: into}
	l.setProps(paragraph{})
	err := l.content(p)
	l.end()
	*into = append(*into, l.after...)
	return err
}

// setProps completes the properties of the paragraph by its style.
func (l *line) setProps(own paragraph) {
	s := &l.body.file.styles
	id := own.style
	if id == "" {
		id = s.usual
	}
	l.props = own.over(s.resolve(id).para).over(l.body.within)
	l.props.letters = l.props.letters.over(s.base)
}

// content reads what is within a paragraph or within something in it.
func (l *line) content(p *parser) error {
	return p.each(func(e element) error {
		switch e.name {
		case "pPr":
			own, page, err := readParagraph(p)
			if page != nil {
				l.body.page = *page
			}
			l.setProps(own)
			return err
		case "r", "m:r":
			return l.run(p)
		case "del", "moveFrom", "sdtPr", "sdtEndPr", "rt":
			return p.skip()
		case "mc:AlternateContent":
			return alternate(p, func() error { return l.content(p) })
		case "p", "tbl":
			return l.body.block(p, e, &l.after)
		}
		if strings.HasSuffix(e.name, "Pr") {
			return p.skip()
		}
		return l.content(p)
	})
}

// run reads a run: text of one form, breaks, boxes.
func (l *line) run(p *parser) error {
	own := l.props.letters
	return p.each(func(e element) error {
		switch e.name {
		case "rPr":
			direct, err := readLetters(p)
			style := l.body.file.styles.resolve(direct.style)
			own = direct.over(style.para.letters).over(l.props.letters)
			return err
		case "t", "m:t":
			text, err := p.text()
			l.add(text, own)
			return err
		case "tab", "ptab":
			l.add(tab, own)
		case "noBreakHyphen":
			l.add("-", own)
		case "cr":
			l.add("\n", own)
		case "br":
			if e.attr("type") == "page" {
				l.turn()
			} else if e.attr("type") != "column" {
				l.add("\n", own)
			}
		case "sym":
			l.symbol(e, own)
		case "fldChar":
			l.body.field(e.attr("fldCharType"))
		case "footnoteReference", "endnoteReference":
			l.body.notes = append(l.body.notes, note{sort: e.name, id: e.attr("id"), number: len(l.body.notes) + 1})
			l.add(mark(len(l.body.notes)), letters{})
		case "mc:AlternateContent":
			return alternate(p, func() error { return l.boxes(p) })
		case "drawing", "pict", "object":
			return l.boxes(p)
		}
		return p.skip()
	})
}

// boxes looks for text boxes within a drawing.
func (l *line) boxes(p *parser) error {
	return p.each(func(e element) error {
		switch e.name {
		case "txbxContent":
			kept := l.body.fields
			l.body.fields = nil
			err := l.body.blocksOf(p, &l.after)
			l.body.fields = kept
			return err
		case "mc:AlternateContent":
			return alternate(p, func() error { return l.boxes(p) })
		}
		return l.boxes(p)
	})
}

// tab is what a tab is set as.
const tab = "\u00a0\u00a0\u00a0\u00a0"

// symbol adds a letter of a font of signs.
func (l *line) symbol(e element, own letters) {
	code := rune(0)
	for _, c := range strings.ToLower(e.attr("char")) {
		code = code<<4 | rune(max(strings.IndexRune("0123456789abcdef", c), 0))
		code &= 0xffff
	}
	own.font = e.attr("font")
	text := string(code)
	if decode(own.font, text) == text && code >= 0xf000 {
		text = "•"
	}
	l.add(text, own)
}

// field follows the parts of a field: its code, then its result.
func (b *body) field(part string) {
	switch n := len(b.fields); {
	case part == "begin":
		b.fields = append(b.fields, true)
	case n > 0 && part == "separate":
		b.fields[n-1] = false
	case n > 0 && part == "end":
		b.fields = b.fields[:n-1]
	}
}

// add adds text, unless it is hidden or the code of a field.
func (l *line) add(text string, own letters) {
	for _, code := range l.body.fields {
		if code {
			return
		}
	}
	if own.hidden == on || text == "" {
		return
	}
	font := l.body.file.fonts.named(own.font)
	own.font = ""
	if n := len(l.spans); n > 0 && l.spans[n-1].font == font && l.spans[n-1].letters == own {
		l.spans[n-1].text += text // a letter and its mark may be in two runs
		return
	}
	l.spans = append(l.spans, span{text: text, font: font, letters: own})
}

// turn ends the page within the paragraph.
func (l *line) turn() {
	if len(l.spans) > 0 {
		l.end()
	}
	l.body.breaks = true
}

// end puts the paragraph, or what came before a page break in it, into its list.
func (l *line) end() {
	if l.parts > 0 && len(l.spans) == 0 {
		return // a page break was the last in the paragraph
	}
	para := sheet.Para{Break: l.body.breaks || l.props.breaks == on && l.parts == 0}
	look := lookOf(l.props, l.spans)
	if l.parts == 0 && l.props.list != "" && l.props.list != "0" && len(l.spans) > 0 {
		label := l.body.file.lists.label(l.props.list, l.props.level, l.spans[0].font, l.body.file.fonts)
		if label != "" {
			first := sheet.Span{Text: strings.Repeat(tab, max(l.props.level, 0)) + label + " "}
			first.B, first.I = l.spans[0].letters.bold == on, l.spans[0].letters.italic == on
			para.Spans = append(para.Spans, first)
		}
	}
	for _, s := range l.spans {
		text := decode(s.font, s.text)
		if s.letters.caps == on {
			text = strings.ToUpper(text)
		}
		para.Spans = append(para.Spans, sheet.Span{
			Text: text, B: s.letters.bold == on, I: s.letters.italic == on, U: s.letters.under == on,
		})
	}
	para.Style = look.key()
	if len(l.spans) > 0 || para.Break {
		l.body.breaks = false
	}
	*l.into = append(*l.into, para)
	l.spans = nil
	l.parts++
}

func isLetter(r rune) bool { return unicode.IsLetter(r) }

// blockText is the text of a block.
func blockText(b sheet.Block) string {
	switch b := b.(type) {
	case sheet.Para:
		return b.String()
	case sheet.Table:
		var out strings.Builder
		for _, row := range append(b.Head, b.Rows...) {
			for _, cell := range row {
				for _, p := range cell {
					out.WriteString(p.String() + " ")
				}
			}
		}
		return out.String()
	}
	return ""
}
