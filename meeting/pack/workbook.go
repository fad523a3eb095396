package pack

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The errors of a workbook, besides [ErrTooBig].
var (
	ErrNotWorkbook = errors.New("not an Excel workbook (.xlsx)")
	ErrSlow        = errors.New("the file takes too long to read")
)

// Bounds of a workbook. Excelize's own defaults let half a megabyte unpack to
// gigabytes, and a single cell at the far right of each row, an empty one too, fill
// the memory when the sheet is loaded.
const (
	maxWorkbook = 5 << 20  // bytes of the file
	maxUnpacked = 12 << 20 // bytes of all entries
	maxStyles   = 1 << 20  // bytes of xl/styles.xml
	maxEntries  = 500
	maxElements = 300_000 // XML elements of all entries
	maxRows     = 5000
	maxColumns  = 100
	maxMerges   = 2000
	maxArea     = 600_000 // cells of all sheets, with the empty ones that loading fills in
)

// inspect measures a workbook before excelize sees it. Every entry is walked as XML,
// whatever its name, since relations decide which entry is a sheet.
func inspect(ctx context.Context, data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return fmt.Errorf("%w: %w", ErrNotWorkbook, err)
	}
	if len(z.File) > maxEntries {
		return fmt.Errorf("%w: %d entries", ErrTooBig, len(z.File))
	}
	walk := &walker{ctx: ctx, left: maxUnpacked}
	book := false
	for _, e := range z.File {
		book = book || e.Name == "xl/workbook.xml"
		limit := walk.left
		if strings.HasSuffix(strings.ToLower(e.Name), "styles.xml") {
			limit = min(limit, maxStyles)
		}
		if err := walk.entry(e, limit); err != nil {
			return fmt.Errorf("%s: %w", e.Name, err)
		}
	}
	if !book {
		return fmt.Errorf("%w: no workbook inside", ErrNotWorkbook)
	}
	return nil
}

// walker counts what a workbook would take when loaded.
type walker struct {
	ctx      context.Context
	left     int64 // bytes
	elements int
	row, col int // where the walk stands in a sheet
	merges   int
	// How far the sheet reaches, and the area of the sheets before it.
	lastRow, lastCol, area int
}

func (w *walker) entry(e *zip.File, limit int64) error {
	if e.UncompressedSize64 > uint64(limit) {
		return fmt.Errorf("%w: %d bytes", ErrTooBig, e.UncompressedSize64)
	}
	r, err := e.Open()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNotWorkbook, err)
	}
	defer r.Close()
	data, err := io.ReadAll(&bound{r: r, left: limit})
	if err != nil {
		if errors.Is(err, ErrTooBig) {
			return err
		}
		return fmt.Errorf("%w: %w", ErrNotWorkbook, err)
	}
	w.left -= int64(len(data))
	w.area += w.lastRow * w.lastCol
	w.row, w.col, w.merges, w.lastRow, w.lastCol = 0, 0, 0, 0, 0
	return w.xml(data, strings.HasSuffix(strings.ToLower(e.Name), ".xml"))
}

var errCharset = errors.New("not UTF-8")

// xml walks an entry. One that ends in .xml must be good XML to its end: excelize
// would take the part before a mistake for the whole.
func (w *walker) xml(data []byte, mustBeGood bool) error {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errCharset }
	for {
		tok, err := dec.Token()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil && (mustBeGood || errors.Is(err, errCharset)):
			return fmt.Errorf("%w: %w", ErrNotWorkbook, err)
		case err != nil:
			return nil
		}
		if start, ok := tok.(xml.StartElement); ok {
			if err := w.element(start); err != nil {
				return err
			}
		}
	}
}

func (w *walker) element(start xml.StartElement) error {
	if w.elements++; w.elements > maxElements {
		return fmt.Errorf("%w: more than %d elements", ErrTooBig, maxElements)
	}
	if w.elements%4096 == 0 && w.ctx.Err() != nil {
		return ErrSlow
	}
	switch start.Name.Local {
	case "row":
		w.row, w.col = w.row+1, 0
		if n, err := strconv.Atoi(attribute(start, "r")); err == nil {
			w.row = n
		}
	case "c":
		w.col++
		if col, row, err := excelize.CellNameToCoordinates(attribute(start, "r")); err == nil {
			w.col, w.row = col, max(w.row, row)
		}
	case "mergeCell":
		w.merges++
		for ref := range strings.SplitSeq(attribute(start, "ref"), ":") {
			if col, row, err := excelize.CellNameToCoordinates(ref); err == nil {
				w.col, w.row = max(w.col, col), max(w.row, row)
			}
		}
	}
	w.lastRow, w.lastCol = max(w.lastRow, w.row), max(w.lastCol, w.col)
	if area := w.area + w.lastRow*w.lastCol; area > maxArea || w.lastCol > excelize.MaxColumns || w.merges > maxMerges {
		return fmt.Errorf("%w: %d cells, %d merged", ErrTooBig, area, w.merges)
	}
	return nil
}

func attribute(start xml.StartElement, name string) string {
	for _, a := range start.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// openWorkbook opens a workbook that passed inspect. The equal limits also keep
// excelize from putting the members' data into temporary files.
func openWorkbook(data []byte) (*excelize.File, error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxUnpacked, RawCellValue: true,
	})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotWorkbook, err)
	}
	return f, nil
}
