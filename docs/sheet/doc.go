// Package sheet sets text, tables and squares of modules on pages, and writes the result as PDF, DOCX or plain text.
//
// It knows no meeting. A paper is a [Doc]: blocks in reading order, each paragraph naming a style. How a style looks is
// data ([Looks], looks.json), not code. The rules are:
//
//   - every writer passes the text through one gate, [Clean], so no writer meets a letter that it cannot show;
//   - [Layout] decides the pages, and the PDF writer only draws its steps, so that a preview shows the same pages;
//   - the same paper gives the same bytes, because nothing reads the clock;
//   - a place that is not filled in ([Span.Missing]) is yellow everywhere and never dropped.
//
// Lengths on paper are millimetres, sizes of letters and heights of lines are points, as the rules for papers give them.
package sheet

// Doc is one paper.
type Doc struct {
	// Title is the name that a reader program shows for the file.
	Title string
	// Page is the form of the page; the zero value is [PartyPage].
	Page Format
	// Looks are the styles; nil means [StandardLooks].
	Looks Looks
	// Blocks are the contents in reading order.
	Blocks []Block
}

// Format is the size of a page and its margins in millimetres.
type Format struct {
	Width, Height            float64
	Top, Bottom, Left, Right float64
	// Number is the distance of the page number from the top edge; 0 prints none. The first page never bears one.
	Number float64
}

// PartyPage is A4 with the margins of Party papers (Hướng dẫn 05-HD/VPTW, section 2.1 of the rules).
func PartyPage() Format {
	return Format{Width: 210, Height: 297, Top: 20, Bottom: 20, Left: 30, Right: 15, Number: 10}
}

// Block is a [Para], a [Table] or [Modules].
type Block interface{ block() }

// Para is a paragraph.
type Para struct {
	// Style names an entry of the looks; an unknown name looks like [Body].
	Style string
	// Spans are the text in reading order. A line feed in a span begins a new line in the same paragraph.
	Spans []Span
	// Rule draws a line under the paragraph, as long as its text.
	Rule bool
	// Gap is empty room above the paragraph in points, beyond what the style gives: room to sign.
	Gap float64
	// Break begins a new page with the paragraph. In a cell it does nothing.
	Break bool
}

// Span is a stretch of text in one form. The marks add to what the style says.
type Span struct {
	Text    string
	B, I, U bool
	// Missing marks a place that nobody has filled in; it is printed on yellow.
	Missing bool
}

// Table is a grid of cells.
type Table struct {
	// Cols are the widths of the columns in millimetres.
	Cols []float64
	// Head is repeated at the top of each page that the table reaches.
	Head []Row
	Rows []Row
	// Border draws the grid.
	Border bool
	// KeepAll keeps the table on one page, together with the end of the paragraph before it: a signature block.
	KeepAll bool
}

// Row is one row of a table; a row shorter than the table's columns has empty cells at its end.
type Row []Cell

// Cell is the content of one cell.
type Cell []Para

// Modules is a square of black and white modules, a QR code, centred in the column.
type Modules struct {
	// Bits are the rows from the top, true for black.
	Bits [][]bool
	// Size is the length of a side in millimetres.
	Size float64
	// Alt is what a reader without pictures is told.
	Alt string
}

func (Para) block()    {}
func (Table) block()   {}
func (Modules) block() {}

// Text is a paragraph of one plain span.
func Text(style, text string) Para {
	return Para{Style: style, Spans: []Span{{Text: text}}}
}

// String is the text of the paragraph without its forms.
func (p Para) String() string {
	n := 0
	for _, s := range p.Spans {
		n += len(s.Text)
	}
	b := make([]byte, 0, n)
	for _, s := range p.Spans {
		b = append(b, s.Text...)
	}
	return string(b)
}

// Missing lists the places of the paper that are not filled in, in reading order.
func (d Doc) Missing() []string {
	var out []string
	d.clone().eachPara(func(p *Para) {
		for _, s := range p.Spans {
			if s.Missing {
				out = append(out, s.Text)
			}
		}
	})
	return out
}

// eachPara calls f for every paragraph in reading order, those in cells included, and stores what f changes: the paper
// must be a copy of the caller's own.
func (d Doc) eachPara(f func(*Para)) {
	for i := range d.Blocks {
		switch b := d.Blocks[i].(type) {
		case Para:
			f(&b)
			d.Blocks[i] = b
		case Table:
			for _, rows := range [][]Row{b.Head, b.Rows} {
				for _, row := range rows {
					for _, cell := range row {
						for k := range cell {
							f(&cell[k])
						}
					}
				}
			}
		}
	}
}

// page is the format of the paper with the default filled in.
func (d Doc) page() Format {
	if d.Page.Width == 0 || d.Page.Height == 0 {
		return PartyPage()
	}
	return d.Page
}

// look is the look of a style, that of the body when the name is unknown.
func (d Doc) look(style string) Look {
	looks := d.Looks
	if looks == nil {
		looks = standardLooks()
	}
	if l, ok := looks[style]; ok {
		return l
	}
	return looks[Body]
}
