package convert

import (
	"encoding/binary"
	"fmt"
	"io"

	"golang.org/x/image/tiff"

	"phonghop/docs/kinds"
)

// maxTIFFPages bounds the pages of a TIFF.
const maxTIFFPages = 300

// tiffPages makes a page of each picture of a TIFF, as scanners and faxes write them.
func tiffPages(p *pdfWriter, s Source) error {
	order, first, ok := tiffHead(readAt(s.R, 0, 8))
	if !ok {
		return fmt.Errorf("%w: TIFF head", kinds.ErrDamaged)
	}
	seen := map[uint32]bool{}
	for at := first; at != 0; {
		if seen[at] {
			return fmt.Errorf("%w: TIFF directories in a circle", kinds.ErrDamaged)
		}
		if seen[at] = true; len(seen) > maxTIFFPages {
			return fmt.Errorf("%w: TIFF of more than %d pages", kinds.ErrTooLarge, maxTIFFPages)
		}
		if err := tiffPage(p, s, order, at); err != nil {
			return err
		}
		count := readAt(s.R, int64(at), 2)
		if count == nil {
			return fmt.Errorf("%w: TIFF directory", kinds.ErrDamaged)
		}
		next := readAt(s.R, int64(at)+2+12*int64(order.Uint16(count)), 4)
		if next == nil {
			break // some writers leave the end away
		}
		at = order.Uint32(next)
	}
	return p.err
}

// tiffPage decodes the picture whose directory lies at the offset. The decoder only knows the first one of a file, so
// it is shown a file whose head points there.
func tiffPage(p *pdfWriter, s Source, order binary.ByteOrder, at uint32) error {
	view := &movedHead{r: s.R}
	_, _ = s.R.ReadAt(view.head[:], 0)
	order.PutUint32(view.head[4:], at)
	open := func() *io.SectionReader { return io.NewSectionReader(view, 0, s.Size) }
	c, err := tiff.DecodeConfig(open())
	if err != nil {
		return tiffError(err)
	}
	// A strip may be the whole picture, and is unpacked beside it.
	if err := fits(c, maxDecoded/2); err != nil {
		return err
	}
	img, err := tiff.Decode(open())
	if err != nil {
		return tiffError(err)
	}
	p.drawing(img, directoryOrientation(s.R, order, int64(at)))
	return nil
}

func tiffError(err error) error {
	if _, ok := err.(tiff.UnsupportedError); ok {
		return fmt.Errorf("%w: %w", kinds.ErrNotSupported, err)
	}
	return fmt.Errorf("%w: %w", kinds.ErrDamaged, err)
}

// movedHead is a file with other first bytes.
type movedHead struct {
	r    io.ReaderAt
	head [8]byte
}

// ReadAt implements io.ReaderAt.
func (m *movedHead) ReadAt(b []byte, at int64) (int, error) {
	n, err := m.r.ReadAt(b, at)
	if at >= 0 && at < int64(len(m.head)) {
		copy(b[:n], m.head[at:])
	}
	return n, err
}
