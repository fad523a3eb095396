package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// wordFont is the font that the rules for papers ask for; Word has it, and Liberation Serif has its widths.
const wordFont = "Times New Roman"

// WriteDOCX writes the paper as a Word file: real tables and styles by Vietnamese names, so that Word users can edit it.
func WriteDOCX(w io.Writer, d Doc) error {
	d, _ = Clean(d)
	b := &wordBody{doc: d, width: d.page().Width - d.page().Left - d.page().Right}
	for i, block := range d.Blocks {
		b.block(block, keptByNext(d.Blocks, i))
	}
	b.end()
	parts := []struct {
		name string
		data []byte
	}{
		{"[Content_Types].xml", contentTypes(len(b.pictures) > 0)},
		{"_rels/.rels", []byte(xmlHead + packageRels)},
		{"docProps/core.xml", coreProps(d)},
		{"word/document.xml", b.document()},
		{"word/_rels/document.xml.rels", documentRels(len(b.pictures))},
		{"word/styles.xml", wordStyles(d)},
		{"word/settings.xml", []byte(xmlHead + wordSettings)},
		{"word/header1.xml", pageNumberHeader(d)},
	}
	for i, png := range b.pictures {
		parts = append(parts, struct {
			name string
			data []byte
		}{fmt.Sprintf("word/media/image%d.png", i+1), png})
	}
	z := zip.NewWriter(w)
	for _, p := range parts {
		part, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Modified: noTime})
		if err != nil {
			return fmt.Errorf("write DOCX: %w", err)
		}
		if _, err := part.Write(p.data); err != nil {
			return fmt.Errorf("write DOCX: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write DOCX: %w", err)
	}
	return nil
}

// keptByNext tells that the block after i wants to stand on the page where block i ends.
func keptByNext(blocks []Block, i int) bool {
	if i+1 >= len(blocks) {
		return false
	}
	t, ok := blocks[i+1].(Table)
	return ok && t.KeepAll
}

// wordBody collects the body of a Word file.
type wordBody struct {
	doc Doc
	// width of the column in millimetres.
	width    float64
	xml      bytes.Buffer
	pictures [][]byte
	// table is set right after a table, where Word wants a paragraph.
	table bool
}

func (b *wordBody) block(block Block, keep bool) {
	switch block := block.(type) {
	case Para:
		b.para(block, b.width*point, keep)
		b.table = false
	case Table:
		if b.table {
			b.thin()
		}
		b.tableXML(block)
		b.table = true
	case Modules:
		b.picture(block)
		b.table = false
	}
}

// thin is a paragraph without height, which separates tables.
func (b *wordBody) thin() {
	b.xml.WriteString(`<w:p><w:pPr><w:keepNext/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:ind w:firstLine="0"/></w:pPr></w:p>`)
}

// end closes the body: a file may not end with a table.
func (b *wordBody) end() {
	if b.table {
		b.xml.WriteString(`<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:ind w:firstLine="0"/></w:pPr></w:p>`)
	}
}

// para writes a paragraph; the order of the properties is that of the standard, which Word insists on.
func (b *wordBody) para(p Para, width float64, keep bool) {
	l := b.doc.look(p.Style)
	x := &b.xml
	fmt.Fprintf(x, `<w:p><w:pPr><w:pStyle w:val="%s"/>`, styleID(b.doc, p.Style))
	if keep && !l.Keep {
		x.WriteString(`<w:keepNext/>`)
	}
	if p.Break {
		x.WriteString(`<w:pageBreakBefore/>`)
	}
	if p.Rule {
		x.WriteString(`<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="1" w:color="000000"/></w:pBdr>`)
	}
	if p.Gap > 0 {
		fmt.Fprintf(x, `<w:spacing w:before="%d"/>`, twips(l.Before+p.Gap))
	}
	if p.Rule {
		from, to := ruleSpan(l, width, textWidth(p, l)+ruleSlack)
		fmt.Fprintf(x, `<w:ind w:left="%d" w:right="%d"/>`, twips(from), twips(width-to))
	}
	x.WriteString(`</w:pPr>`)
	for _, s := range p.Spans {
		b.run(s)
	}
	x.WriteString(`</w:p>`)
}

// ruleSlack is how much longer than its text a rule is, in points: the rule is drawn by the indents of the paragraph, and an
// office program that measures the text a little wider must not break it.
const ruleSlack = 6

// textWidth is how wide the text of a one-line paragraph is, in points.
func textWidth(p Para, l Look) float64 {
	sum := 0.0
	for _, s := range p.Spans {
		sum += Width(face(l, s), l.Size, s.Text)
	}
	return sum
}

// run writes a span. A line feed becomes a break.
func (b *wordBody) run(s Span) {
	if s.Text == "" {
		return
	}
	x := &b.xml
	x.WriteString(`<w:r>`)
	if s.B || s.I || s.U || s.Missing {
		x.WriteString(`<w:rPr>`)
		if s.B {
			x.WriteString(`<w:b/><w:bCs/>`)
		}
		if s.I {
			x.WriteString(`<w:i/><w:iCs/>`)
		}
		if s.Missing {
			x.WriteString(`<w:highlight w:val="yellow"/>`)
		}
		if s.U {
			x.WriteString(`<w:u w:val="single"/>`)
		}
		x.WriteString(`</w:rPr>`)
	}
	for i, line := range strings.Split(s.Text, "\n") {
		if i > 0 {
			x.WriteString(`<w:br/>`)
		}
		if line != "" {
			fmt.Fprintf(x, `<w:t xml:space="preserve">%s</w:t>`, escape(line))
		}
	}
	x.WriteString(`</w:r>`)
}

// document is the main part: the body and the form of its pages.
func (b *wordBody) document() []byte {
	f := b.doc.page()
	mm := func(v float64) int { return twips(v * point) }
	var x bytes.Buffer
	x.WriteString(xmlHead + `<w:document xmlns:w="` + nsWord + `" xmlns:r="` + nsRel + `" xmlns:wp="` + nsDrawing + `"><w:body>`)
	x.Write(b.xml.Bytes())
	x.WriteString(`<w:sectPr>`)
	if f.Number > 0 {
		x.WriteString(`<w:headerReference w:type="default" r:id="rId3"/>`)
	}
	header := f.Number
	if header <= 0 {
		header = 10
	}
	fmt.Fprintf(&x, `<w:pgSz w:w="%d" w:h="%d"/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="%d" w:footer="%d" w:gutter="0"/>`,
		mm(f.Width), mm(f.Height), mm(f.Top), mm(f.Right), mm(f.Bottom), mm(f.Left), mm(header), mm(min(10, f.Bottom)))
	x.WriteString(`<w:titlePg/></w:sectPr></w:body></w:document>`)
	return x.Bytes()
}

// usedStyles are the styles of the looks in the order of their keys, so that the file is always the same.
func usedStyles(d Doc) []string {
	looks := d.Looks
	if looks == nil {
		looks = standardLooks()
	}
	out := make([]string, 0, len(looks))
	for style := range looks {
		out = append(out, style)
	}
	slices.Sort(out)
	return out
}

// styleID is the style's id in a Word file: that of the body for an unknown style.
func styleID(d Doc, style string) string {
	looks := d.Looks
	if looks == nil {
		looks = standardLooks()
	}
	if _, ok := looks[style]; !ok {
		style = Body
	}
	return escape("pk-" + style)
}

// twips turns points into the twentieths that Word counts in.
func twips(points float64) int { return int(math.Round(points * 20)) }

func escape(s string) string {
	var b strings.Builder
	// EscapeText fails only when its writer does, and a Builder does not.
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}
