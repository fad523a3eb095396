package convert

import (
	"encoding/binary"
	"fmt"
	"image"
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
	if err := fits(c, maxDecoded); err != nil {
		return err
	}
	if need := int64(c.Width)*int64(c.Height)*pixelBytes(c) + growth*blockBytes(s.R, order, at, c); need > maxDecoded*3/2 {
		return fmt.Errorf("%w: TIFF that takes %d bytes", kinds.ErrTooLarge, need)
	}
	img, err := tiff.Decode(open())
	if err != nil {
		return tiffError(err)
	}
	// Scans in colours would fill the disk without loss.
	if o := directoryOrientation(s.R, order, int64(at)); isGrey(img) {
		p.drawing(img, o)
	} else {
		p.photograph(img, o)
	}
	return nil
}

// growth is how many times the bytes of a strip the decoder has in memory while it unpacks it.
const growth = 3

// Tags of a directory.
const (
	bitsTag       = 0x0102
	samplesTag    = 0x0115
	stripRowsTag  = 0x0116
	tileWidthTag  = 0x0142
	tileLengthTag = 0x0143
)

// blockBytes is what a strip or tile of the picture takes once it is unpacked: a strip may be the whole picture.
func blockBytes(r io.ReaderAt, order binary.ByteOrder, at uint32, c image.Config) int64 {
	tags := map[uint16]int64{stripRowsTag: int64(c.Height), samplesTag: 1, bitsTag: 8, tileWidthTag: int64(c.Width)}
	count := readAt(r, int64(at), 2)
	if count == nil {
		return 0
	}
	for i := range int64(order.Uint16(count)) {
		e := readAt(r, int64(at)+2+12*i, 12)
		if e == nil {
			break
		}
		tag := order.Uint16(e)
		_, known := tags[tag]
		switch {
		case tag == tileLengthTag:
			tag = stripRowsTag
		case !known, tag == bitsTag && order.Uint32(e[4:]) > 2: // more than two numbers stand elsewhere: 8 or 16 bits
			continue
		}
		if tags[tag] = int64(order.Uint16(e[8:])); order.Uint16(e[2:]) == 4 {
			tags[tag] = int64(order.Uint32(e[8:]))
		}
	}
	width, rows := min(tags[tileWidthTag], int64(c.Width)), min(tags[stripRowsTag], int64(c.Height))
	return width * rows * min(tags[samplesTag], 8) * min(tags[bitsTag], 16) / 8
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
