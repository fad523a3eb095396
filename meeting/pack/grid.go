package pack

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	"phonghop/docs/legacy"
	"phonghop/meeting"
)

// headRows is how far down a sheet its headings may begin: above them stand the names of the superior body and the cell,
// a title, a day.
const headRows = 25

// grid is a sheet as raw texts, row by row.
type grid struct {
	sheet string
	cells [][]string
}

// at returns a cell's text in NFC with single blanks; row and col count from 0.
func (g *grid) at(row, col int) string {
	if row >= len(g.cells) || col >= len(g.cells[row]) {
		return ""
	}
	return norm.NFC.String(strings.Join(strings.Fields(g.cells[row][col]), " "))
}

// loadGrid reads a sheet by the iterator, which alone keeps within bounds.
func loadGrid(ctx context.Context, f *excelize.File, sheet string) (*grid, error) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotWorkbook, err)
	}
	defer rows.Close()
	g := &grid{sheet: sheet}
	for rows.Next() {
		if ctx.Err() != nil {
			return nil, ErrSlow
		}
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrNotWorkbook, err)
		}
		if g.cells = append(g.cells, cells); len(g.cells) > maxRows || len(cells) > maxColumns {
			return nil, fmt.Errorf("%w: %d rows, %d columns", ErrTooBig, len(g.cells), len(cells))
		}
	}
	if err := rows.Error(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotWorkbook, err)
	}
	if err := g.modern(f); err != nil {
		return nil, err
	}
	return g, g.spreadMerged(f)
}

// modern turns texts in fonts of TCVN3 and VNI into Unicode, cell by cell.
func (g *grid) modern(f *excelize.File) error {
	fonts := map[int]legacy.Encoding{}
	for row := range g.cells {
		for col, text := range g.cells[row] {
			if !strings.ContainsFunc(text, func(r rune) bool { return r > 0x7f }) || legacy.IsUnicode(text) {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(col+1, row+1)
			if err != nil {
				continue
			}
			id, err := f.GetCellStyle(g.sheet, cell)
			if err != nil {
				return fmt.Errorf("%w: %w", ErrNotWorkbook, err)
			}
			e, known := fonts[id]
			if !known {
				if style, err := f.GetStyle(id); err == nil && style.Font != nil {
					e, _ = legacy.ByFont(style.Font.Family)
				}
				fonts[id] = e
			}
			g.cells[row][col] = e.Decode(text)
		}
	}
	return nil
}

// spreadMerged lays the text of merged cells over all of them, in the rows where
// headings stand: Excel keeps it in the first cell only.
func (g *grid) spreadMerged(f *excelize.File) error {
	merged, err := f.GetMergeCells(g.sheet, true)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotWorkbook, err)
	}
	for _, m := range merged {
		left, top, err1 := excelize.CellNameToCoordinates(m.GetStartAxis())
		right, bottom, err2 := excelize.CellNameToCoordinates(m.GetEndAxis())
		if err1 != nil || err2 != nil || top > headRows {
			continue
		}
		text := g.at(top-1, left-1)
		for row := top - 1; row < min(bottom, len(g.cells), headRows); row++ {
			for len(g.cells[row]) < min(right, maxColumns) {
				g.cells[row] = append(g.cells[row], "")
			}
			for col := left - 1; col < min(right, maxColumns); col++ {
				g.cells[row][col] = text
			}
		}
	}
	return nil
}

// column is a column of the template and how its heading is known, with marks and
// signs dropped.
type column struct {
	heading  string
	known    *regexp.Regexp
	optional bool
}

// table is a sheet whose headings were found.
type table struct {
	*grid
	first int     // row of the first line below the headings, from 0
	cols  [][]int // for each column of the template, where it stands; more than one for "Nam" and "Nữ"
}

// findTable looks for the headings by the first of the columns, the one without which
// there is no table. One heading alone is none: it may be a word in a line.
func findTable(g *grid, columns []column) (*table, bool) {
	for row := range min(len(g.cells), headRows) {
		for col := range g.cells[row] {
			if !columns[0].known.MatchString(plainHeading(g.at(row, col))) {
				continue
			}
			bottom := row
			for bottom+1 < min(len(g.cells), headRows) && g.at(bottom+1, col) == g.at(row, col) {
				bottom++
			}
			t := &table{grid: g, first: bottom + 1, cols: make([][]int, len(columns))}
			if t.place(columns, row, bottom) > 1 {
				return t, true
			}
		}
	}
	return nil, false
}

// place finds where each column of the template stands, and returns how many do.
func (t *table) place(columns []column, top, bottom int) int {
	width, found := 0, 0
	for row := top; row <= bottom; row++ {
		width = max(width, len(t.cells[row]))
	}
	for col := range width {
		var levels []string
		for row := top; row <= bottom; row++ {
			if s := t.at(row, col); s != "" && (len(levels) == 0 || levels[len(levels)-1] != s) {
				levels = append(levels, s)
			}
		}
		heading := plainHeading(strings.Join(levels, " "))
		for i, c := range columns {
			if c.known.MatchString(heading) {
				if t.cols[i] == nil {
					found++
				}
				t.cols[i] = append(t.cols[i], col)
				break
			}
		}
	}
	return found
}

// missing names the headings that are not there and must be.
func (t *table) missing(columns []column) []string {
	var out []string
	for i, c := range columns {
		if len(t.cols[i]) == 0 && !c.optional {
			out = append(out, c.heading)
		}
	}
	return out
}

// text returns what stands in a column of the template, from the first of its places
// that is filled, and that place.
func (t *table) text(row, column int) (string, int) {
	for _, col := range t.cols[column] {
		if s := t.at(row, col); s != "" {
			return s, col
		}
	}
	if len(t.cols[column]) == 0 {
		return "", -1
	}
	return "", t.cols[column][0]
}

// line returns what stands in the columns of the template.
func (t *table) line(row int) []string {
	out := make([]string, len(t.cols))
	for i := range t.cols {
		out[i], _ = t.text(row, i)
	}
	return out
}

var signs = regexp.MustCompile(`[^\pL\pN]+`)

// plainHeading makes headings comparable: no marks, no signs, small letters.
func plainHeading(s string) string {
	return strings.TrimSpace(signs.ReplaceAllString(meeting.Fold(s), " "))
}
