package word

import (
	"slices"

	"phonghop/docs/sheet"
)

// Bounds of tables.
const (
	maxCols = 63 // as in Word
	// usualCol is the width of a column that tells none, in twentieths of a point.
	usualCol = 1500
)

// grid is a table that is being read.
type grid struct {
	cols []int
	rows []gridRow
	// lines says that the table has lines between its cells.
	lines toggle
	style string
}

// gridRow is a row with its cells.
type gridRow struct {
	cells []gridCell
	head  bool
	// before is how many columns are left out at the left.
	before int
}

// gridCell is a cell over so many columns.
type gridCell struct {
	span int
	// goesOn marks a cell that is one with the cell above.
	goesOn bool
	lines  toggle
	blocks []sheet.Block
}

// table reads a table. Cells over several columns make a table of its own of the rows that are divided alike, since a
// paper has no such cells; nothing is seen of that.
func (b *body) table(p *parser, into *[]sheet.Block) error {
	g := &grid{}
	kept := b.within
	err := b.rowsOf(p, g)
	b.within = kept
	if err != nil || len(g.rows) == 0 {
		return err
	}
	lines := g.lines.over(b.file.styles.resolve(g.style).grid) == on
	for _, row := range g.rows {
		for _, c := range row.cells {
			lines = lines || c.lines == on
		}
	}
	*into = append(*into, g.tables(lines, b.page.format())...)
	return nil
}

func (b *body) rowsOf(p *parser, g *grid) error {
	return p.each(func(e element) error {
		switch e.name {
		case "tblPr":
			style, lines, err := readTable(p)
			g.style, g.lines = style, lines
			b.within = b.file.styles.resolve(style).para.over(b.within)
			return err
		case "tblGrid":
			return p.each(func(e element) error {
				if e.name == "gridCol" && len(g.cols) < maxCols {
					g.cols = append(g.cols, number(e.attr("w")))
				}
				return p.skip()
			})
		case "tr":
			if err := b.file.count(); err != nil {
				return err
			}
			row, taken, err := b.row(p)
			if !taken && len(row.cells) > 0 {
				g.rows = append(g.rows, row)
			}
			return err
		case "del", "moveFrom", "tblPrEx":
			return p.skip()
		case "mc:AlternateContent":
			return alternate(p, func() error { return b.rowsOf(p, g) })
		case "ins", "moveTo", "sdt", "sdtContent", "customXml":
			return b.rowsOf(p, g)
		}
		return p.skip()
	})
}

// row reads a row; taken tells that the writer took it back.
func (b *body) row(p *parser) (row gridRow, taken bool, err error) {
	var read func(e element) error
	read = func(e element) error {
		switch e.name {
		case "trPr":
			return p.each(func(e element) error {
				switch e.name {
				case "tblHeader":
					row.head = e.on() == on
				case "gridBefore":
					row.before = min(max(number(e.attr("val")), 0), maxCols)
				case "del":
					taken = true
				}
				return p.skip()
			})
		case "tc":
			c, err := b.cell(p)
			if len(row.cells) < maxCols {
				row.cells = append(row.cells, c)
			}
			return err
		case "sdt", "sdtContent", "customXml":
			return p.each(read)
		}
		return p.skip()
	}
	err = p.each(read)
	return row, taken, err
}

func (b *body) cell(p *parser) (c gridCell, err error) {
	c.span = 1
	err = p.each(func(e element) error {
		if e.name != "tcPr" {
			return b.block(p, e, &c.blocks)
		}
		return p.each(func(e element) error {
			switch e.name {
			case "gridSpan":
				c.span = min(max(number(e.attr("val")), 1), maxCols)
			case "vMerge":
				c.goesOn = e.attr("val") != "restart"
			case "tcBorders":
				var err error
				c.lines, err = readLines(p)
				return err
			}
			return p.skip()
		})
	})
	return c, err
}

// readTable reads the properties of a table: its style, and whether it has lines.
func readTable(p *parser) (style string, lines toggle, err error) {
	err = p.each(func(e element) error {
		switch e.name {
		case "tblStyle":
			style = e.attr("val")
		case "tblBorders":
			var err error
			lines, err = readLines(p)
			return err
		}
		return p.skip()
	})
	return style, lines, err
}

// readGrid reads whether tables of a style have lines.
func readGrid(p *parser) (toggle, error) {
	_, lines, err := readTable(p)
	return lines, err
}

// readLines tells whether any side has a line.
func readLines(p *parser) (lines toggle, err error) {
	err = p.each(func(e element) error {
		switch e.attr("val") {
		case "", "nil", "none":
			if lines == unsaid {
				lines = off
			}
		default:
			lines = on
		}
		return p.skip()
	})
	return lines, err
}

// tables are the rows as tables of the paper: one for each stretch of rows that are divided alike.
func (g *grid) tables(lines bool, page sheet.Format) []sheet.Block {
	n := 0
	for _, row := range g.rows {
		wide := row.before
		for _, c := range row.cells {
			wide += c.span
		}
		n = max(n, min(wide, maxCols))
	}
	for len(g.cols) < n {
		g.cols = append(g.cols, usualCol)
	}
	widths := fitted(g.cols, page.Width-page.Left-page.Right)
	var out []sheet.Block
	for _, row := range g.rows {
		cols, cells := row.divided(widths)
		if k := len(out) - 1; k >= 0 {
			if last := out[k].(sheet.Table); slices.Equal(last.Cols, cols) && (!row.head || len(last.Rows) == 0) {
				if row.head {
					last.Head = append(last.Head, cells)
				} else {
					last.Rows = append(last.Rows, cells)
				}
				out[k] = last
				continue
			}
		}
		t := sheet.Table{Cols: cols, Border: lines}
		if row.head {
			t.Head = []sheet.Row{cells}
		} else {
			t.Rows = []sheet.Row{cells}
		}
		out = append(out, t)
	}
	return out
}

// fitted are the widths of the columns in millimetres, made to fit the page.
func fitted(cols []int, room float64) []float64 {
	sum := 0.0
	out := make([]float64, len(cols))
	for i, w := range cols {
		if w <= 0 {
			w = usualCol
		}
		out[i] = float64(w) * twip
		sum += out[i]
	}
	if sum > room {
		for i := range out {
			out[i] *= room / sum
		}
	}
	return out
}

// divided are the widths and the contents of the cells of a row.
func (r gridRow) divided(widths []float64) (cols []float64, cells sheet.Row) {
	at := 0
	take := func(span int) (sum float64) {
		for range span {
			if at < len(widths) {
				sum += widths[at]
				at++
			}
		}
		return sum
	}
	if r.before > 0 {
		if w := take(r.before); w > 0 {
			cols, cells = append(cols, w), append(cells, nil)
		}
	}
	for _, c := range r.cells {
		w := take(c.span)
		if w <= 0 {
			break
		}
		cell := sheet.Cell{}
		if !c.goesOn {
			cell = inCell(c.blocks)
		}
		cols, cells = append(cols, w), append(cells, cell)
	}
	if w := take(len(widths)); w > 0 {
		cols, cells = append(cols, w), append(cells, nil)
	}
	return cols, cells
}

// inCell is what stands in a cell as paragraphs; tables in it are written row by row.
func inCell(blocks []sheet.Block) (out sheet.Cell) {
	add := func(p sheet.Para) {
		if l, ok := parse(p.Style); ok {
			l.cell, l.first = true, 0
			p.Style = l.key()
		}
		p.Break = false
		out = append(out, p)
	}
	for _, b := range blocks {
		switch b := b.(type) {
		case sheet.Para:
			add(b)
		case sheet.Table:
			for _, row := range append(b.Head, b.Rows...) {
				flat := sheet.Para{Style: left.key()}
				for i, cell := range row {
					if i > 0 {
						flat.Spans = append(flat.Spans, sheet.Span{Text: tab})
					}
					for _, p := range cell {
						flat.Spans = append(flat.Spans, p.Spans...)
						flat.Spans = append(flat.Spans, sheet.Span{Text: " "})
					}
				}
				add(flat)
			}
		}
	}
	// Word wants a paragraph after a table and leaves one at the end of a cell.
	for len(out) > 1 && out[len(out)-1].String() == "" {
		out = out[:len(out)-1]
	}
	return out
}
