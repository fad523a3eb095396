package template

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"phonghop/docs/sheet"
)

// Loss is something in a Word file that a paper cannot show.
type Loss string

// The losses.
const (
	LostPicture Loss = "picture"
	LostTab     Loss = "tab"
	LostMerged  Loss = "merged"
	LostNumbers Loss = "numbering"
	LostIndent  Loss = "indent"
	LostHeader  Loss = "header"
	LostFooter  Loss = "footer"
	LostSection Loss = "section"
	LostBox     Loss = "box"
	LostNote    Loss = "note"
)

// Lengths of Word in those of papers.
const (
	twipsPerPoint = 20.0
	twipsPerMM    = 1440 / 25.4
)

// Read reads a filled Word file back as a paper: its page, paragraphs, tables, and looks by its own styles, so that the
// PDF follows the form of who wrote the template. It lists what the paper does not show.
func Read(r io.ReaderAt, size int64) (sheet.Doc, []Loss, error) {
	a, err := open(r, size)
	if err != nil {
		return sheet.Doc{}, nil, fmt.Errorf("read Word file: %w", err)
	}
	d := &reader{doc: sheet.Doc{Page: sheet.PartyPage(), Looks: sheet.StandardLooks()}}
	if d.styles, err = a.styles(); err != nil {
		return sheet.Doc{}, nil, fmt.Errorf("read Word file: %w", err)
	}
	for _, f := range a.parts {
		data, err := a.read(f)
		if err != nil {
			return sheet.Doc{}, nil, fmt.Errorf("read Word file: %w", err)
		}
		t, err := parse(f.Name, data)
		if err != nil {
			return sheet.Doc{}, nil, fmt.Errorf("read Word file: %w", err)
		}
		t.tidy(t.root)
		for _, root := range t.root.kids {
			d.part(root)
		}
	}
	if !d.numbered {
		d.doc.Page.Number = 0
	}
	slices.Sort(d.lost)
	return d.doc, slices.Compact(d.lost), nil
}

// styles reads the styles of the file.
func (a *archive) styles() (*styles, error) {
	for _, f := range a.zip.File {
		if strings.EqualFold(f.Name, "word/styles.xml") {
			data, err := a.read(f)
			if err != nil {
				return nil, err
			}
			t, err := parse(f.Name, data)
			if err != nil {
				return nil, err
			}
			return readStyles(t), nil
		}
	}
	return readStyles(nil), nil
}

// reader makes a paper of the parts of a Word file.
type reader struct {
	doc    sheet.Doc
	styles *styles
	lost   []Loss
	// numbered is set when a header bears the number of the page, kept when the last paragraph stays with what follows.
	numbered, kept bool
}

func (d *reader) lose(l Loss) {
	if len(d.lost) < 1000 {
		d.lost = append(d.lost, l)
	}
}

// part reads one part.
func (d *reader) part(root *node) {
	switch {
	case root.is("document"):
		if body := root.kid("body"); body != nil {
			d.blocks(body)
		}
	case root.is("hdr", "ftr"):
		text := said(root)
		number := pageField(root)
		if number && root.is("hdr") {
			d.numbered = true
		}
		if number && root.is("ftr") || strings.ContainsFunc(text, func(r rune) bool { return r > ' ' && (r < '0' || r > '9') }) {
			d.lose(map[bool]Loss{true: LostHeader, false: LostFooter}[root.is("hdr")])
		}
	case root.is("footnotes", "endnotes"):
		if strings.TrimSpace(said(root)) != "" {
			d.lose(LostNote)
		}
	}
}

// said is all text below a node.
func said(n *node) string {
	if n.form == chars && n.parent.is("t") {
		return string(n.open)
	}
	var out strings.Builder
	for _, k := range n.kids {
		out.WriteString(said(k))
	}
	return out.String()
}

// pageField tells that the number of the page stands below the node.
func pageField(n *node) bool {
	if n.is("instrText") && len(n.kids) > 0 && bytes.Contains(n.kids[0].open, []byte("PAGE")) || n.is("fldSimple") && strings.Contains(n.attr("instr"), "PAGE") {
		return true
	}
	return slices.ContainsFunc(n.kids, pageField)
}

// blocks reads the paragraphs and tables of the text.
func (d *reader) blocks(n *node) {
	for _, k := range n.kids {
		switch {
		case k.is("p"):
			p, kept, thin := d.para(k)
			if s := k.kid("pPr"); s != nil && s.kid("sectPr") != nil {
				d.lose(LostSection)
			}
			if !thin {
				d.doc.Blocks = append(d.doc.Blocks, p)
				d.kept = kept
			}
		case k.is("tbl"):
			t := d.table(k)
			t.KeepAll = !t.Border && d.kept && len(d.doc.Blocks) > 0
			d.doc.Blocks = append(d.doc.Blocks, t)
			d.kept = false
		case k.is("sdt", "sdtContent", "ins", "customXml", "smartTag"):
			d.blocks(k)
		case k.is("sectPr"):
			d.section(k)
		}
	}
}

// Bounds of a page and of the room within its margins, in millimetres.
const (
	leastPage = 80.0
	mostPage  = 600.0
	leastRoom = 40.0
)

// section reads the page.
func (d *reader) section(n *node) {
	f := sheet.PartyPage()
	mm := func(v *int, none float64) float64 {
		if v == nil {
			return none
		}
		return math.Round(float64(*v)/twipsPerMM*10) / 10
	}
	if k := n.kid("pgSz"); k != nil {
		f.Width, f.Height = mm(k.number("w"), f.Width), mm(k.number("h"), f.Height)
	}
	if k := n.kid("pgMar"); k != nil {
		f.Top, f.Bottom, f.Left, f.Right = mm(k.number("top"), f.Top), mm(k.number("bottom"), f.Bottom), mm(k.number("left"), f.Left), mm(k.number("right"), f.Right)
		f.Number = mm(k.number("header"), f.Number)
	}
	if min(f.Width, f.Height) < leastPage || max(f.Width, f.Height) > mostPage || min(f.Top, f.Bottom, f.Left, f.Right) < 0 ||
		f.Width-f.Left-f.Right < leastRoom || f.Height-f.Top-f.Bottom < leastRoom {
		d.lose(LostSection)
		return
	}
	d.doc.Page = f
}

// para reads a paragraph, tells whether it stays with what follows, and whether it is only there because Word wants a
// paragraph in its place.
func (d *reader) para(n *node) (p sheet.Para, kept, thin bool) {
	props := n.kid("pPr")
	id := d.styles.usual
	if props != nil && props.kid("pStyle") != nil {
		id = props.kid("pStyle").attr("val")
	}
	s := paragraphStyle(props).over(d.styles.of(id)).over(d.styles.base)
	d.runs(n, s, &p)
	if or(s.list, false) {
		d.lose(LostNumbers)
	}
	if or(s.left, 0) > 0 && !or(s.under, false) {
		d.lose(LostIndent)
	}
	size := s.half
	if at := n.firstRun(); at != nil {
		if direct := letterStyle(at.kid("rPr")); direct.half != nil {
			size = direct.half
		}
	}
	l := lookOf(s, or(size, 20))
	p.Style, p.Rule, p.Break = d.look(l), or(s.under, false), p.Break || or(s.pageBreak, false)
	return p, l.Keep, len(p.Spans) == 0 && l.Line <= 2
}

// firstRun is the first run of a paragraph that says something, or nil.
func (n *node) firstRun() *node {
	for _, k := range n.kids {
		if k.is("r") && k.kid("t") != nil {
			return k
		}
		if k.is("hyperlink", "ins", "sdt", "sdtContent", "smartTag") {
			if r := k.firstRun(); r != nil {
				return r
			}
		}
	}
	return nil
}

// lookOf is the look of a paragraph with letters of that size in half points.
func lookOf(s style, half int) sheet.Look {
	size := min(max(float64(half)/2, 5), 72)
	l := sheet.Look{Size: size, Align: sheet.Left, Keep: or(s.keep, false)}
	switch or(s.align, "") {
	case "center":
		l.Align = sheet.Center
	case "right", "end":
		l.Align = sheet.Right
	case "both", "distribute":
		l.Align = sheet.Justify
	}
	const natural, single = 1.15, 240.0 // the height of a line of Times, and Word's unit for it
	line := float64(or(s.line, single))
	switch or(s.rule, "auto") {
	case "exact":
		l.Line = line / twipsPerPoint
	case "atLeast":
		l.Line = max(line/twipsPerPoint, size*natural)
	default:
		l.Line = size * natural * line / single
	}
	l.Line = min(max(l.Line, 1), 200)
	room := func(v *int) float64 { return min(max(float64(or(v, 0))/twipsPerPoint, 0), 200) }
	l.Before, l.After = room(s.before), room(s.after)
	l.First = min(max(float64(or(s.first, 0))/twipsPerMM, 0), 60)
	return l
}

// look puts a look among those of the paper and returns its name.
func (d *reader) look(l sheet.Look) string {
	l.Name = fmt.Sprintf("Mẫu %s %g %g %g %g %g %t", l.Align, l.Size, l.Line, l.Before, l.After, l.First, l.Keep)
	d.doc.Looks[l.Name] = l
	return l.Name
}

// runs reads the letters of a paragraph.
func (d *reader) runs(n *node, s style, p *sheet.Para) {
	for _, k := range n.kids {
		switch {
		case k.is("pPr", "rPr", "sdtPr", "del", "instrText"):
		case k.is("r"):
			own := letterStyle(k.kid("rPr"))
			if props := k.kid("rPr"); props != nil && props.kid("rStyle") != nil {
				own = own.over(d.styles.of(props.kid("rStyle").attr("val")))
			}
			if own = own.over(s); !or(own.hidden, false) {
				d.run(k, own, p)
			}
		case k.is("p", "tbl"):
			d.lose(LostBox)
		default:
			d.runs(k, s, p)
		}
	}
}

// run reads one run.
func (d *reader) run(n *node, s style, p *sheet.Para) {
	add := func(text string) {
		span := sheet.Span{Text: text, B: or(s.bold, false), I: or(s.italic, false), U: or(s.underline, false), Missing: or(s.yellow, false)}
		if last := len(p.Spans) - 1; last >= 0 {
			before := p.Spans[last]
			if before.Text = text; before == span {
				p.Spans[last].Text += text
				return
			}
		}
		p.Spans = append(p.Spans, span)
	}
	for _, k := range n.kids {
		switch {
		case k.is("t"):
			if text := said(k); text != "" {
				add(text)
			}
		case k.is("noBreakHyphen"):
			add("-")
		case k.is("tab"):
			add(" ")
			d.lose(LostTab)
		case k.is("br", "cr"):
			if k.attr("type") == "page" {
				p.Break = len(p.Spans) == 0
				if !p.Break {
					d.lose(LostSection)
				}
			} else {
				add("\n")
			}
		case k.is("drawing", "pict", "object", "mc:AlternateContent"):
			d.lose(LostPicture)
			if strings.TrimSpace(said(k)) != "" {
				d.lose(LostBox)
			}
		case k.is("footnoteReference", "endnoteReference"):
			d.lose(LostNote)
		}
	}
}
