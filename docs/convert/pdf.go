package convert

import (
	"compress/zlib"
	"fmt"
	"image"
	"image/color"
	"io"
)

// pdfWriter writes a PDF of pictures, one a page, each straight to the file, so that no more than one of them is in
// memory.
type pdfWriter struct {
	w       io.Writer
	at      int64
	offsets []int64 // of each object, the first is number 1
	pages   []int
	err     error
}

// longSide is the longer side of A4 in points: the length of a page's longer side.
const longSide = 842

// Numbers of the objects that every file has.
const (
	catalogObject = 1
	pagesObject   = 2
)

func newPDF(w io.Writer) *pdfWriter {
	p := &pdfWriter{w: w, offsets: make([]int64, 2)}
	p.print("%%PDF-1.5\n%%\xe2\xe3\xcf\xd3\n")
	return p
}

// Write implements io.Writer; its error is kept.
func (p *pdfWriter) Write(b []byte) (int, error) {
	if p.err != nil {
		return 0, p.err
	}
	n, err := p.w.Write(b)
	p.at += int64(n)
	p.err = err
	return n, err
}

func (p *pdfWriter) print(format string, args ...any) { _, _ = fmt.Fprintf(p, format, args...) }

// begin begins an object and returns its number.
func (p *pdfWriter) begin() int {
	p.offsets = append(p.offsets, p.at)
	n := len(p.offsets)
	p.print("%d 0 obj\n", n)
	return n
}

// stream writes an object with a stream whose length is known when it has been written.
func (p *pdfWriter) stream(dict string, body func(io.Writer) error) int {
	n := p.begin()
	p.print("<< %s /Length %d 0 R >>\nstream\n", dict, n+1)
	from := p.at
	if err := body(p); p.err == nil {
		p.err = err
	}
	length := p.at - from
	p.print("\nendstream\nendobj\n")
	p.begin()
	p.print("%d\nendobj\n", length)
	return n
}

// page puts a picture of w by h samples, stored as the object, upright on a page of its own.
func (p *pdfWriter) page(object, w, h int, o Orientation) {
	width, height := float64(w), float64(h)
	if o.sideways() {
		width, height = height, width
	}
	scale := longSide / max(width, height)
	width, height = max(width*scale, 3), max(height*scale, 3)
	m := o.matrix()
	content := p.stream("", func(out io.Writer) error {
		_, err := fmt.Fprintf(out, "%.3f 0 0 %.3f 0 0 cm %d %d %d %d %d %d cm /P Do",
			width, height, m[0], m[1], m[2], m[3], m[4], m[5])
		return err
	})
	n := p.begin()
	p.print("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %.3f %.3f] /Contents %d 0 R /Resources << /XObject << /P %d 0 R >> >> >>\nendobj\n",
		pagesObject, width, height, content, object)
	p.pages = append(p.pages, n)
}

// jpeg stores a JPEG as it is. Those with four colours are not stored.
func (p *pdfWriter) jpeg(r io.Reader, w, h int, grey bool) int {
	return p.stream(imageDict(w, h, grey, "/DCTDecode"), func(out io.Writer) error {
		_, err := io.Copy(out, r)
		return err
	})
}

func imageDict(w, h int, grey bool, filter string) string {
	space := "/DeviceRGB"
	if grey {
		space = "/DeviceGray"
	}
	return fmt.Sprintf("/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace %s /BitsPerComponent 8 /Filter %s", w, h, space, filter)
}

// pixels stores a picture row by row on white, without loss.
func (p *pdfWriter) pixels(img image.Image) int {
	b := img.Bounds()
	grey := isGrey(img)
	return p.stream(imageDict(b.Dx(), b.Dy(), grey, "/FlateDecode"), func(out io.Writer) error {
		z, err := zlib.NewWriterLevel(out, zlib.BestSpeed)
		if err != nil {
			return err
		}
		row := make([]byte, 0, 3*b.Dx())
		for y := b.Min.Y; y < b.Max.Y; y++ {
			row = row[:0]
			for x := b.Min.X; x < b.Max.X; x++ {
				r, g, bl := onWhite(img.At(x, y))
				if grey {
					row = append(row, r)
				} else {
					row = append(row, r, g, bl)
				}
			}
			if _, err := z.Write(row); err != nil {
				return err
			}
		}
		return z.Close()
	})
}

// onWhite is a colour as it looks on paper.
func onWhite(c color.Color) (r, g, b uint8) {
	r16, g16, b16, a := c.RGBA()
	white := 0xffff - a
	return uint8((r16 + white) >> 8), uint8((g16 + white) >> 8), uint8((b16 + white) >> 8)
}

// isGrey tells whether a picture has no colours, by its kind or its table of colours.
func isGrey(img image.Image) bool {
	switch img := img.(type) {
	case *image.Gray, *image.Gray16:
		return true
	case *image.Paletted:
		for _, c := range img.Palette {
			if r, g, b := onWhite(c); r != g || g != b {
				return false
			}
		}
		return true
	}
	return false
}

// close writes what ends the file.
func (p *pdfWriter) close() error {
	p.offsets[catalogObject-1] = p.at
	p.print("%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\n", catalogObject, pagesObject)
	p.offsets[pagesObject-1] = p.at
	p.print("%d 0 obj\n<< /Type /Pages /Count %d /Kids [", pagesObject, len(p.pages))
	for _, n := range p.pages {
		p.print("%d 0 R ", n)
	}
	p.print("] >>\nendobj\n")
	table := p.at
	p.print("xref\n0 %d\n0000000000 65535 f \n", len(p.offsets)+1)
	for _, at := range p.offsets {
		p.print("%010d 00000 n \n", at)
	}
	p.print("trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(p.offsets)+1, catalogObject, table)
	return p.err
}
