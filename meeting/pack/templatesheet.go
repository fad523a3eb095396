package pack

import (
	"errors"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// write fills a sheet: a line of help, the headings, the examples, the lists.
func (s sheetForm) write(f *excelize.File) error {
	last, err := excelize.ColumnNumberToName(len(s.columns) + 1)
	if err != nil {
		return err
	}
	headings := []any{"STT"}
	for _, c := range s.columns {
		headings = append(headings, c.heading)
	}
	return errors.Join(
		f.SetCellStr(s.name, "A1", s.help),
		f.MergeCell(s.name, "A1", last+"1"),
		f.SetSheetRow(s.name, "A2", &headings),
		s.writeExamples(f),
		s.writeLists(f),
		s.writeLooks(f, last),
	)
}

func (s sheetForm) writeExamples(f *excelize.File) error {
	for i, example := range s.examples {
		row := []any{i + 1}
		for col, text := range example {
			if n, err := strconv.Atoi(text); err == nil && s.numbers[col] {
				row = append(row, n)
				continue
			}
			row = append(row, text)
		}
		if err := f.SetSheetRow(s.name, "A"+strconv.Itoa(i+3), &row); err != nil {
			return err
		}
	}
	return nil
}

func (s sheetForm) writeLists(f *excelize.File) error {
	for col := range s.columns {
		list := s.lists[col]
		if list == nil {
			continue
		}
		letter, err := excelize.ColumnNumberToName(col + 2)
		if err != nil {
			return err
		}
		v := excelize.NewDataValidation(true)
		v.Sqref = letter + "3:" + letter + strconv.Itoa(templateRows)
		if err := v.SetDropList(list); err != nil {
			return err
		}
		title, text := "Chọn trong danh sách", "Đồng chí hãy chọn một giá trị trong danh sách."
		v.SetError(excelize.DataValidationErrorStyleStop, title, text)
		if err := f.AddDataValidation(s.name, v); err != nil {
			return err
		}
	}
	return nil
}

// writeLooks sets widths, the look of the headings, and holds them in view.
func (s sheetForm) writeLooks(f *excelize.File, last string) error {
	help, err := f.NewStyle(&excelize.Style{
		Font:      &excelize.Font{Italic: true, Color: "404040", Size: 12},
		Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"},
	})
	if err != nil {
		return err
	}
	line := []excelize.Border{
		{Type: "left", Color: "000000", Style: 1},
		{Type: "right", Color: "000000", Style: 1},
		{Type: "top", Color: "000000", Style: 1},
		{Type: "bottom", Color: "000000", Style: 1},
	}
	head, err := f.NewStyle(&excelize.Style{
		Font:      &excelize.Font{Bold: true, Size: 12},
		Fill:      excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFF2CC"}},
		Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
		Border:    line,
	})
	if err != nil {
		return err
	}
	errs := []error{
		f.SetCellStyle(s.name, "A1", last+"1", help),
		f.SetRowHeight(s.name, 1, 36),
		f.SetCellStyle(s.name, "A2", last+"2", head),
		f.SetColWidth(s.name, "A", "A", 6),
		f.SetPanes(s.name, &excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"}),
	}
	for i, width := range s.widths {
		letter, err := excelize.ColumnNumberToName(i + 2)
		errs = append(errs, err, f.SetColWidth(s.name, letter, letter, width))
	}
	return errors.Join(errs...)
}
