package sheet

import "strings"

// table adds a table between bars: the head of a paper, its end, or a table with a grid.
func (m *markdown) table(lines []string) {
	var rows [][][]Span
	align := []Align{}
	for i, line := range lines {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if i == 1 {
			for _, c := range cells {
				c = strings.TrimSpace(c)
				if strings.HasPrefix(c, ":") && strings.HasSuffix(c, ":") {
					align = append(align, Center)
				} else {
					align = append(align, Left)
				}
			}
			continue
		}
		row := make([][]Span, len(cells))
		for c, text := range cells {
			row[c] = inline(strings.TrimSpace(text))
		}
		rows = append(rows, row)
	}
	switch first := rows[0]; {
	case len(first) == 2 && plainText(first[1]) == "ĐẢNG CỘNG SẢN VIỆT NAM":
		m.head = letterhead(rows)
	case plainText(first[0]) == "Nơi nhận:":
		m.body(recipients(rows))
	default:
		m.body(grid(rows, align))
	}
}

// letterhead reads the head of a paper from the rows of its table.
func letterhead(rows [][][]Span) *Letterhead {
	h := &Letterhead{Superior: unmark(rows[0][0]), Party: unmark(rows[0][1])}
	for i, row := range rows[1:] {
		switch text := plainText(row[0]); {
		case i == 0:
			h.Issuer = unmark(row[0])
		case strings.HasPrefix(text, "Số"):
			h.Number = unmark(row[0])
		}
		if len(row) > 1 && len(row[1]) > 0 {
			h.PlaceDate = unmark(row[1])
		}
	}
	return h
}

// recipients reads the end of a paper: who gets it on the left, who signs on the right.
func recipients(rows [][][]Span) Table {
	var left, right Cell
	for i, row := range rows {
		if len(row[0]) > 0 {
			style := Recipient
			if i == 0 {
				style = Recipients
			}
			left = append(left, Para{Style: style, Spans: unmark(row[0])})
		}
		if len(row) < 2 || len(row[1]) == 0 {
			continue
		}
		p := Para{Style: Post, Spans: unmark(row[1])}
		switch {
		case i == 0:
			p.Style = Authority
		case row[1][0].B:
			p.Style, p.Gap = Signer, SignRoom
		}
		right = append(right, p)
	}
	left[0].Gap = 12
	if len(right) > 0 {
		right[0].Gap = 12
	}
	return Signatures(left, right)
}

// grid makes a table with a grid and columns as wide as their texts ask.
func grid(rows [][][]Span, align []Align) Table {
	t := Table{Border: true}
	for i, cells := range rows {
		var row Row
		for c, spans := range cells {
			style := CellText
			switch {
			case i == 0:
				style = CellHead
			case c < len(align) && align[c] == Center:
				style = CellMid
			}
			row = append(row, Cell{Para{Style: style, Spans: spans}})
		}
		if i == 0 {
			t.Head = append(t.Head, row)
		} else {
			t.Rows = append(t.Rows, row)
		}
	}
	t.Cols = fitColumns(t, headLeft+headRight)
	return t
}

// fitColumns shares a width in millimetres among columns: each at least as wide as its longest word, the rest by text.
func fitColumns(t Table, total float64) []float64 {
	n := 0
	for _, row := range append(append([]Row{}, t.Head...), t.Rows...) {
		n = max(n, len(row))
	}
	least, want := make([]float64, n), make([]float64, n)
	for _, row := range append(append([]Row{}, t.Head...), t.Rows...) {
		for c, cell := range row {
			for _, p := range cell {
				l := Doc{}.look(p.Style)
				ws := words(p, l, total*point)
				sum := 0.0
				for _, w := range ws {
					least[c] = max(least[c], (w.width+2*padX+1)/point)
					sum += w.width + w.space.width
				}
				want[c] = max(want[c], min((sum+2*padX+1)/point, total/2))
			}
		}
	}
	var sumLeast, sumMore float64
	for c := range least {
		sumLeast += least[c]
		sumMore += want[c] - least[c]
	}
	out := make([]float64, n)
	for c := range out {
		share := 1 / float64(n)
		if sumMore > 0 {
			share = (want[c] - least[c]) / sumMore
		}
		out[c] = least[c] + (total-sumLeast)*share
		if sumLeast > total {
			out[c] = total * least[c] / sumLeast
		}
	}
	return out
}
