package sheet

import "math"

// Room inside the cells of a table with a grid, in points. A table without one has none.
const (
	padX = 4
	padY = 2
)

// table adds the rows of a table, each a strip, unless it is higher than a page.
func (b *builder) table(t Table) {
	if len(t.Rows)+len(t.Head) == 0 {
		return
	}
	if t.KeepAll && len(b.strips) > 0 {
		b.strips[len(b.strips)-1].keep = true
	}
	var head []strip
	headHigh := 0.0
	for _, row := range t.Head {
		for _, s := range b.row(t, row, b.height/2, true) {
			s.keep = true
			headHigh += s.height
			head = append(head, s)
		}
	}
	if headHigh > b.height/2 {
		// No head to repeat: it would leave no room for rows.
		for i := range head {
			head[i].keep = false
		}
		b.rows(t, head, nil, b.height)
		return
	}
	b.rows(t, head, head, b.height-headHigh)
}

// rows adds the rows of a table below its head; repeat is printed again on each page.
func (b *builder) rows(t Table, head, repeat []strip, limit float64) {
	var rows []strip
	for _, row := range t.Rows {
		rows = append(rows, b.row(t, row, limit, false)...)
	}
	for i := range rows {
		rows[i].keep = t.KeepAll && i < len(rows)-1
		if i > 0 {
			rows[i].head = repeat
		}
	}
	all := append(head[:len(head):len(head)], rows...)
	all[0].gap = b.after
	b.strips = append(b.strips, all...)
	b.after = 0
}

// row sets one row of a table: one strip, or several when it is higher than limit.
func (b *builder) row(t Table, row Row, limit float64, middle bool) []strip {
	px, py := 0.0, 0.0
	if t.Border {
		px, py = padX, padY
	}
	cells := make([][]strip, len(t.Cols))
	x := b.x
	for c, mm := range t.Cols {
		width := mm * point
		if c < len(row) {
			cells[c] = b.cell(row[c], x+px, max(width-2*px, 1))
		}
		x += width
	}
	var out []strip
	for {
		var s strip
		fit := make([]int, len(cells))
		for c := range cells {
			high := 0.0
			fit[c], high = fitting(cells[c], limit-2*py)
			s.height = max(s.height, high)
		}
		rest := false
		for c, n := range fit {
			s.stack(cells[c][:n], py, middle)
			cells[c] = cells[c][n:]
			rest = rest || len(cells[c]) > 0
		}
		s.height += 2 * py
		if t.Border {
			s.grid(t.Cols, b.x)
		}
		out = append(out, s)
		if !rest {
			return out
		}
	}
}

// fitting counts how many lines of a cell fit into limit, at least one, and how high they are.
func fitting(cell []strip, limit float64) (int, float64) {
	high := 0.0
	for n, ln := range cell {
		if n > 0 && high+ln.gap+ln.height > limit {
			return n, high
		}
		high += ln.gap + ln.height
	}
	return len(cell), high
}

// stack draws lines below each other in a row, from its top or in its middle.
func (s *strip) stack(lines []strip, padding float64, middle bool) {
	y := padding
	if middle {
		_, high := fitting(lines, math.Inf(1))
		y += (s.height - high) / 2
	}
	for _, ln := range lines {
		y += ln.gap
		for _, st := range ln.steps {
			st.Y += y
			st.Y2 += y
			s.steps = append(s.steps, st)
		}
		y += ln.height
	}
}

// cell sets the paragraphs of a cell below each other.
func (b *builder) cell(cell Cell, x, width float64) []strip {
	var out []strip
	after := 0.0
	for _, p := range cell {
		l := b.doc.look(p.Style)
		lines := setPara(p, l, x, width)
		lines[0].gap = max(after, l.Before+p.Gap)
		out = append(out, lines...)
		after = l.After
	}
	if after > 0 {
		out = append(out, strip{height: after})
	}
	return out
}

// grid draws the lines around the cells of a row.
func (s *strip) grid(cols []float64, x float64) {
	edge := func(x, y, x2, y2 float64) {
		s.steps = append(s.steps, Step{Kind: DrawLine, X: x, Y: y, X2: x2, Y2: y2, Size: hairline})
	}
	right := x
	edge(x, 0, x, s.height)
	for _, mm := range cols {
		right += mm * point
		edge(right, 0, right, s.height)
	}
	edge(x, 0, right, 0)
	edge(x, s.height, right, s.height)
}
