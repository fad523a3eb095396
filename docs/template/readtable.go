package template

import (
	"slices"

	"phonghop/docs/sheet"
)

// maxColumns bounds the columns of a table.
const maxColumns = 60

// table reads a table. Cells that are merged keep their text in the first of them.
func (d *reader) table(n *node) sheet.Table {
	var t sheet.Table
	if grid := n.kid("tblGrid"); grid != nil {
		for _, c := range grid.kids {
			if c.is("gridCol") && len(t.Cols) < maxColumns {
				t.Cols = append(t.Cols, max(float64(or(c.number("w"), 0))/twipsPerMM, 1))
			}
		}
	}
	t.Border = d.bordered(n)
	heads := true
	for _, tr := range rowsOf(n) {
		row := d.row(tr, len(t.Cols))
		if len(t.Cols) < len(row) {
			t.Cols = append(t.Cols, slices.Repeat([]float64{20}, len(row)-len(t.Cols))...)
		}
		props := tr.kid("trPr")
		heads = heads && props != nil && props.kid("tblHeader") != nil && *props.kid("tblHeader").on()
		if heads {
			t.Head = append(t.Head, row)
		} else {
			t.Rows = append(t.Rows, row)
		}
	}
	t.Cols = d.fit(t.Cols)
	return t
}

// fit narrows columns that together are wider than the page.
func (d *reader) fit(cols []float64) []float64 {
	sum := 0.0
	for _, c := range cols {
		sum += c
	}
	if sum > mostPage {
		for i := range cols {
			cols[i] *= mostPage / sum
		}
	}
	return cols
}

// rowsOf are the rows of a table, those in content controls included.
func rowsOf(n *node) []*node {
	var out []*node
	for _, k := range n.kids {
		switch {
		case k.is("tr"):
			out = append(out, k)
		case k.is("sdt", "sdtContent", "ins", "customXml"):
			out = append(out, rowsOf(k)...)
		}
	}
	return out
}

// row reads a row of at most that many columns, or of a few where the table tells none.
func (d *reader) row(tr *node, columns int) sheet.Row {
	var out sheet.Row
	var cells func(n *node)
	cells = func(n *node) {
		for _, k := range n.kids {
			switch {
			case k.is("tc") && len(out) < max(columns, maxColumns):
				var cell sheet.Cell
				d.cell(k, &cell)
				out = append(out, cell)
				if props := k.kid("tcPr"); props != nil {
					if props.kid("vMerge") != nil {
						d.lose(LostMerged)
					}
					if span := props.kid("gridSpan"); span != nil {
						if more := or(span.number("val"), 1) - 1; more > 0 {
							d.lose(LostMerged)
							out = append(out, make(sheet.Row, max(0, min(more, maxColumns-len(out))))...)
						}
					}
				}
			case k.is("sdt", "sdtContent", "customXml"):
				cells(k)
			}
		}
	}
	cells(tr)
	return out
}

// cell reads the paragraphs of a cell; a table in it becomes its paragraphs.
func (d *reader) cell(n *node, into *sheet.Cell) {
	for _, k := range n.kids {
		switch {
		case k.is("p"):
			if p, _, thin := d.para(k); !thin {
				*into = append(*into, p)
			}
		case k.is("tbl"):
			d.lose(LostMerged)
			for _, tr := range rowsOf(k) {
				for _, c := range d.row(tr, 0) {
					*into = append(*into, c...)
				}
			}
		case k.is("sdt", "sdtContent", "ins", "customXml"):
			d.cell(k, into)
		}
	}
}

// bordered tells that a table draws its grid: by itself, by its style, or by a cell of its own.
func (d *reader) bordered(n *node) bool {
	props := n.kid("tblPr")
	if props != nil {
		if b := props.kid("tblBorders"); b != nil {
			return drawn(b)
		}
		if s := props.kid("tblStyle"); s != nil {
			for id, i := s.attr("val"), 0; d.styles.all[id] != nil && i < maxBased; i++ {
				def := d.styles.all[id]
				if p := def.kid("tblPr"); p != nil && p.kid("tblBorders") != nil {
					return drawn(p.kid("tblBorders"))
				}
				if id = ""; def.kid("basedOn") != nil {
					id = def.kid("basedOn").attr("val")
				}
			}
		}
	}
	for _, tr := range rowsOf(n) {
		for _, tc := range tr.kids {
			if p := tc.kid("tcPr"); p != nil && p.kid("tcBorders") != nil && drawn(p.kid("tcBorders")) {
				return true
			}
		}
	}
	return false
}

// drawn tells that one of the borders is drawn.
func drawn(borders *node) bool {
	return slices.ContainsFunc(borders.kids, func(k *node) bool {
		return k.form == element && !k.is("insideV") && k.attr("val") != "nil" && *k.on()
	})
}
