package sheet

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// columns is how many letters a line of plain text has for what stands side by side or in the middle.
const columns = 80

// WriteText writes the paper as plain text: a paragraph a line, tables with a grid as rows of cells between bars.
func WriteText(w io.Writer, d Doc) error {
	d, _ = Clean(d)
	out := bufio.NewWriter(w)
	apart := false // an empty line is due before what comes next
	for i, block := range d.Blocks {
		var room bool
		switch block := block.(type) {
		case Para:
			room = block.Gap > 0 || d.look(block.Style).Before >= 8
		case Table:
			room = true
		}
		if i > 0 && (apart || room) {
			out.WriteByte('\n')
		}
		apart = false
		switch block := block.(type) {
		case Para:
			plainPara(out, block, d.look(block.Style))
		case Table:
			plainTable(out, block)
			apart = true
		case Modules:
			if block.Alt != "" {
				fmt.Fprintf(out, "[%s]\n", block.Alt)
			}
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write text: %w", err)
	}
	return nil
}

func plainPara(out *bufio.Writer, p Para, l Look) {
	text := p.String()
	if n := utf8.RuneCountInString(text); l.Align == Center && n < columns {
		out.WriteString(strings.Repeat(" ", (columns-n)/2))
	}
	out.WriteString(text)
	out.WriteByte('\n')
}

// plainTable writes a table with a grid between bars, and one without as columns of letters.
func plainTable(out *bufio.Writer, t Table) {
	total := 0.0
	for _, mm := range t.Cols {
		total += mm
	}
	for _, rows := range [][]Row{t.Head, t.Rows} {
		for _, row := range rows {
			if t.Border {
				out.WriteString("|")
				for _, cell := range row {
					fmt.Fprintf(out, " %s |", strings.ReplaceAll(cell.text("; "), "\n", " "))
				}
				out.WriteByte('\n')
				continue
			}
			plainRow(out, row, t.Cols, total)
		}
	}
}

// plainRow writes the paragraphs of the cells of a row beside each other, each in the middle of its column.
func plainRow(out *bufio.Writer, row Row, cols []float64, total float64) {
	high := 0
	for _, cell := range row {
		high = max(high, len(cell))
	}
	for k := range high {
		line := ""
		for c, cell := range row {
			text := ""
			if k < len(cell) {
				text = strings.ReplaceAll(cell[k].String(), "\n", " ")
			}
			if line != "" && !strings.HasSuffix(line, "  ") {
				line += "  "
			}
			room := int(columns * cols[c] / total)
			n := utf8.RuneCountInString(text)
			left := max(0, room-n) / 2
			line += strings.Repeat(" ", left) + text + strings.Repeat(" ", max(0, room-n-left))
		}
		out.WriteString(strings.TrimRight(line, " "))
		out.WriteByte('\n')
	}
}

// text joins the paragraphs of a cell.
func (c Cell) text(between string) string {
	var parts []string
	for _, p := range c {
		if s := p.String(); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, between)
}
