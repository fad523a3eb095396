package sheet

import "fmt"

// tableXML writes a table of fixed columns.
func (b *wordBody) tableXML(t Table) {
	x := &b.xml
	x.WriteString(`<w:tbl><w:tblPr>`)
	total := 0.0
	for _, mm := range t.Cols {
		total += mm
	}
	fmt.Fprintf(x, `<w:tblW w:w="%d" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>`, twips(total*point))
	px, py := 0.0, 0.0
	if t.Border {
		px, py = padX, padY
		x.WriteString(`<w:tblBorders>`)
		for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
			fmt.Fprintf(x, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="000000"/>`, side)
		}
		x.WriteString(`</w:tblBorders>`)
	}
	x.WriteString(`<w:tblLayout w:type="fixed"/><w:tblCellMar>`)
	for _, m := range []struct {
		side string
		room float64
	}{{"top", py}, {"left", px}, {"bottom", py}, {"right", px}} {
		fmt.Fprintf(x, `<w:%s w:w="%d" w:type="dxa"/>`, m.side, twips(m.room))
	}
	x.WriteString(`</w:tblCellMar></w:tblPr><w:tblGrid>`)
	for _, mm := range t.Cols {
		fmt.Fprintf(x, `<w:gridCol w:w="%d"/>`, twips(mm*point))
	}
	x.WriteString(`</w:tblGrid>`)
	for _, row := range t.Head {
		b.row(t, row, true, true)
	}
	for i, row := range t.Rows {
		b.row(t, row, false, t.KeepAll && i < len(t.Rows)-1)
	}
	x.WriteString(`</w:tbl>`)
}

// row writes a row. Head rows are repeated and stay with the next row; no row is cut unless higher than a page.
func (b *wordBody) row(t Table, row Row, head, keep bool) {
	x := &b.xml
	x.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
	if head {
		x.WriteString(`<w:tblHeader/>`)
	}
	x.WriteString(`</w:trPr>`)
	px := 0.0
	if t.Border {
		px = padX
	}
	for c, mm := range t.Cols {
		fmt.Fprintf(x, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, twips(mm*point))
		if head {
			x.WriteString(`<w:vAlign w:val="center"/>`)
		}
		x.WriteString(`</w:tcPr>`)
		var cell Cell
		if c < len(row) {
			cell = row[c]
		}
		if len(cell) == 0 {
			cell = Cell{Text(CellText, "")}
		}
		for _, p := range cell {
			b.para(p, mm*point-2*px, keep)
		}
		x.WriteString(`</w:tc>`)
	}
	x.WriteString(`</w:tr>`)
}
