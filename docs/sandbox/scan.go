package sandbox

import (
	"bytes"
	"fmt"
	"image"
	"math"

	"github.com/gen2brain/jpegn"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"golang.org/x/image/draw"
)

// Most pages that are slow to draw are scans: one JPEG as large as the page, and perhaps a stamp or hidden text over
// it. pdfium decodes all of its pixels; here it is decoded at the size that is needed, which takes half the time, and
// pdfium draws what lies over it. The decoder is built without assembly, so that it stays memory-safe.

const (
	// scanCover is how much of its side a page's first picture covers to count as a scan.
	scanCover = 0.5
	// scanPixels bounds the pixels of a decoded picture, and maxJPEG those of its file.
	scanPixels = 24 << 20
	maxJPEG    = 1 << 28
	// scanBytes bounds a decoded picture that is kept for the next part of the same page.
	scanBytes = 48 << 20
)

// scan is a page's JPEG, decoded at a reduced size and turned as the page is seen.
type scan struct {
	doc     references.FPDF_DOCUMENT
	page    int
	turn    int
	reduced int // 1, 2, 4 or 8
	img     *image.RGBA
}

// underlay draws the JPEG that lies under all else of a page into the picture, and takes it out of the page, if the page
// is a scan. What does not look exactly like one is left to pdfium.
func (p *pictures) underlay(doc references.FPDF_DOCUMENT, page requests.Page, number int, f frame, pix []byte) {
	first, err := p.lib.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: 0})
	if err != nil || !p.plainJPEG(page, first.PageObject) {
		return
	}
	at, turn, ok := p.lies(page, first.PageObject, f)
	if !ok || at.Dx() < int(scanCover*float64(f.pageW)) || at.Dy() < int(scanCover*float64(f.pageH)) {
		return
	}
	img, err := p.decode(doc, first.PageObject, number, turn, at)
	if err != nil {
		return
	}
	if _, err := p.lib.FPDFPageObj_SetIsActive(&requests.FPDFPageObj_SetIsActive{PageObject: first.PageObject}); err != nil {
		return
	}
	picture := &image.RGBA{Pix: pix, Stride: 4 * f.w, Rect: image.Rect(0, 0, f.w, f.h)}
	draw.ApproxBiLinear.Scale(picture, at, img, img.Rect, draw.Src, nil)
}

// plainJPEG tells whether an object is a picture in one JPEG, in the colours of the device and without transparency.
func (p *pictures) plainJPEG(page requests.Page, object references.FPDF_PAGEOBJECT) bool {
	kind, err := p.lib.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object})
	if err != nil || kind.Type != enums.FPDF_PAGEOBJ_IMAGE {
		return false
	}
	count, err := p.lib.FPDFImageObj_GetImageFilterCount(&requests.FPDFImageObj_GetImageFilterCount{ImageObject: object})
	if err != nil || count.Count != 1 {
		return false
	}
	filter, err := p.lib.FPDFImageObj_GetImageFilter(&requests.FPDFImageObj_GetImageFilter{ImageObject: object})
	if err != nil || filter.ImageFilter != "DCTDecode" {
		return false
	}
	if clip, err := p.lib.FPDFPageObj_GetClipPath(&requests.FPDFPageObj_GetClipPath{PageObject: object}); err == nil {
		n, err := p.lib.FPDFClipPath_CountPaths(&requests.FPDFClipPath_CountPaths{ClipPath: clip.ClipPath})
		if err == nil && n.Count > 0 {
			return false
		}
	}
	clear, err := p.lib.FPDFPageObj_HasTransparency(&requests.FPDFPageObj_HasTransparency{PageObject: object})
	if err != nil || clear.HasTransparency {
		return false
	}
	meta, err := p.lib.FPDFImageObj_GetImageMetadata(&requests.FPDFImageObj_GetImageMetadata{ImageObject: object, Page: page})
	if err != nil {
		return false
	}
	c := meta.ImageMetadata.Colorspace
	return c == enums.FPDF_COLORSPACE_DEVICEGRAY || c == enums.FPDF_COLORSPACE_DEVICERGB
}

// lies is where on the picture an image object lies, and by how many quarters it is turned clockwise; false for one
// that lies crookedly or is mirrored.
func (p *pictures) lies(page requests.Page, object references.FPDF_PAGEOBJECT, f frame) (image.Rectangle, int, bool) {
	m, err := p.lib.FPDFPageObj_GetMatrix(&requests.FPDFPageObj_GetMatrix{PageObject: object})
	if err != nil {
		return image.Rectangle{}, 0, false
	}
	// The corners of the image: its left lower one, its right lower one, its left upper one.
	var corners [3]image.Point
	for i, unit := range [3][2]float64{{0, 0}, {1, 0}, {0, 1}} {
		r, err := p.lib.FPDF_PageToDevice(&requests.FPDF_PageToDevice{
			Page: page, StartX: -f.x, StartY: -f.y, SizeX: f.pageW, SizeY: f.pageH, Rotate: enums.FPDF_PAGE_ROTATION(f.turn),
			PageX: float64(m.Matrix.A)*unit[0] + float64(m.Matrix.C)*unit[1] + float64(m.Matrix.E),
			PageY: float64(m.Matrix.B)*unit[0] + float64(m.Matrix.D)*unit[1] + float64(m.Matrix.F),
		})
		if err != nil {
			return image.Rectangle{}, 0, false
		}
		corners[i] = image.Pt(r.DeviceX, r.DeviceY)
	}
	right, up := corners[1].Sub(corners[0]), corners[2].Sub(corners[0])
	at := image.Rectangle{Min: corners[0], Max: corners[0].Add(right).Add(up)}.Canon()
	near := func(n, of int) bool { return math.Abs(float64(n)) <= 1+math.Abs(float64(of))/500 }
	for turn := range 4 {
		// By so many quarters clockwise, "right" points right, down, left, up; and "up" points up, right, down, left.
		if right.X > 0 && up.Y < 0 && near(right.Y, right.X) && near(up.X, up.Y) {
			return at, turn, true
		}
		right, up = image.Pt(right.Y, -right.X), image.Pt(up.Y, -up.X) // a quarter back
	}
	return image.Rectangle{}, 0, false
}

// decode returns the JPEG of an image object at the least size that is not below that of the place where it is drawn.
func (p *pictures) decode(doc references.FPDF_DOCUMENT, object references.FPDF_PAGEOBJECT, number, turn int, at image.Rectangle) (*image.RGBA, error) {
	size, err := p.lib.FPDFImageObj_GetImagePixelSize(&requests.FPDFImageObj_GetImagePixelSize{ImageObject: object})
	if err != nil {
		return nil, err
	}
	w, h := int(size.Width), int(size.Height)
	if turn%2 == 1 {
		w, h = h, w
	}
	reduced := 8
	for reduced > 1 && (w/reduced < at.Dx() || h/reduced < at.Dy()) {
		reduced /= 2
	}
	if k := p.decoded; k.img != nil && k.doc == doc && k.page == number && k.turn == turn && k.reduced == reduced {
		return k.img, nil
	}
	raw, err := p.lib.FPDFImageObj_GetImageDataRaw(&requests.FPDFImageObj_GetImageDataRaw{ImageObject: object})
	if err != nil {
		return nil, err
	}
	if len(raw.Data) > maxJPEG || w*h/reduced/reduced > scanPixels {
		return nil, fmt.Errorf("%w: picture of %d by %d", ErrTooLarge, w, h)
	}
	config, err := jpegn.DecodeConfig(bytes.NewReader(raw.Data))
	if err != nil || config.Width*config.Height != w*h {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	got, err := jpegn.Decode(bytes.NewReader(raw.Data), &jpegn.Options{ToRGBA: true, ScaleDenom: reduced})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	img, ok := got.(*image.RGBA)
	if !ok {
		return nil, fmt.Errorf("%w: picture of kind %T", ErrNotSupported, got)
	}
	img = quarters(img, turn)
	p.decoded = scan{}
	if len(img.Pix) <= scanBytes {
		p.decoded = scan{doc: doc, page: number, turn: turn, reduced: reduced, img: img}
	}
	return img, nil
}

// quarters is a picture turned by quarters clockwise.
func quarters(img *image.RGBA, turn int) *image.RGBA {
	for ; turn > 0; turn-- {
		w, h := img.Rect.Dx(), img.Rect.Dy()
		out := image.NewRGBA(image.Rect(0, 0, h, w))
		for y := range h {
			row := img.Pix[y*img.Stride:]
			for x := range w {
				copy(out.Pix[x*out.Stride+4*(h-1-y):][:4], row[4*x:4*x+4])
			}
		}
		img = out
	}
	return img
}
