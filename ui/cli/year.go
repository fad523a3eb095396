package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"phonghop/docs/sheet"
	"phonghop/meeting"
	"phonghop/meeting/paper"
)

// YearCharts implements the desk's Papers.
func (p Papers) YearCharts(y meeting.Year) (meeting.Document, error) {
	pages := paper.YearSlides(y)
	_, title := paper.YearFiles(y)
	var pdf bytes.Buffer
	if err := sheet.WritePages(&pdf, title, pages); err != nil {
		return meeting.Document{}, err
	}
	sha, err := p.library.Draft(pdf.Bytes())
	return meeting.Document{Title: title, SHA256: sha, Pages: len(pages)}, err
}

// ExportYear implements the desk's Papers: the table first.
func (p Papers) ExportYear(y meeting.Year, cell meeting.Cell, dir string) ([]string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("export the year: %w", err)
	}
	table, charts := paper.YearFiles(y)
	var out []string
	for _, f := range []struct {
		name  string
		write func(io.Writer) error
	}{
		{table + ".pdf", func(w io.Writer) error { return sheet.WritePDF(w, paper.YearTable(y, cell)) }},
		{charts + ".pdf", func(w io.Writer) error { return sheet.WritePages(w, charts, paper.YearSlides(y)) }},
	} {
		path := filepath.Join(dir, f.name)
		if err := whole(path, f.write); err != nil {
			return nil, fmt.Errorf("export the year: %w", err)
		}
		out = append(out, path)
	}
	return out, nil
}
