package sandbox

import (
	"time"

	"github.com/klippa-app/go-pdfium/references"
)

const (
	// contentPages is how many pages are looked at for margins, contentWithin how long.
	contentPages  = 8
	contentWithin = 1500 * time.Millisecond
	// contentHeight is the height in pixels of the pictures that are looked at.
	contentHeight = 320
	// contentEdge is how far from the border dirt of a scanner may lie, in parts of the side.
	contentEdge = 0.015
	// ink is the brightness below which a pixel is printed.
	ink = 160
	// fewest is the least part of a page that counts as content: a page with one line is no reason to enlarge it tenfold.
	fewest = 0.5
)

// content is where on the first pages something is printed.
func (p *pictures) content(doc references.FPDF_DOCUMENT) (Part, error) {
	n, err := p.pages(doc)
	if err != nil {
		return Part{}, err
	}
	begun := time.Now()
	left, top, right, bottom := 1.0, 1.0, 0.0, 0.0
	for page := 1; page <= min(n, contentPages) && time.Since(begun) < contentWithin; page++ {
		r, pix, err := p.render(doc, Cut{Page: page, H: contentHeight})
		if err == nil {
			if c := printed(pix, r.W, r.H); c.W > 0 {
				left, top = min(left, c.X), min(top, c.Y)
				right, bottom = max(right, c.X+c.W), max(bottom, c.Y+c.H)
			}
		}
		p.release()
	}
	if right-left < fewest || bottom <= top {
		return Part{W: 1, H: 1}, nil
	}
	return Part{X: left, Y: top, W: right - left, H: bottom - top}, nil
}

// printed is the smallest part of an RGBA picture outside of which nothing is printed; zero for an empty one.
func printed(pix []byte, w, h int) Part {
	left, top, right, bottom := w, h, -1, -1
	for y := int(contentEdge * float64(h)); y < h-int(contentEdge*float64(h)); y++ {
		for x := int(contentEdge * float64(w)); x < w-int(contentEdge*float64(w)); x++ {
			i := 4 * (y*w + x)
			if min(pix[i], pix[i+1], pix[i+2]) < ink {
				left, right = min(left, x), max(right, x)
				top, bottom = min(top, y), max(bottom, y)
			}
		}
	}
	if right < left {
		return Part{}
	}
	// A pixel more on each side: thin strokes are paler at this size.
	left, top, right, bottom = max(0, left-1), max(0, top-1), min(w, right+2), min(h, bottom+2)
	return Part{
		X: float64(left) / float64(w), Y: float64(top) / float64(h),
		W: float64(right-left) / float64(w), H: float64(bottom-top) / float64(h),
	}
}
