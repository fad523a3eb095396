package sandbox

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"codeberg.org/go-pdf/fpdf"
	"github.com/klippa-app/go-pdfium/references"

	"phonghop/docs/testpdf"
)

// photo is a JPEG whose corners differ, in colour or grey.
func photo(t *testing.T, w, h int, grey bool) []byte {
	t.Helper()
	var img image.Image
	rgba, g := image.NewRGBA(image.Rect(0, 0, w, h)), image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{R: uint8(255 * x / w), G: uint8(255 * y / h), B: 90, A: 255}
			if (x/40+y/25)%5 == 0 {
				c = color.RGBA{R: 20, G: 20, B: 30, A: 255}
			}
			rgba.SetRGBA(x, y, c)
			g.Set(x, y, c)
		}
	}
	if img = rgba; grey {
		img = g
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// asPNG is the same picture in a form that is no scan's.
func asPNG(t *testing.T, data []byte) []byte {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A scan that is decoded outside the renderer looks as the renderer draws it, however it lies on its page, whatever part
// of it is asked for, and with what is printed over it.
func TestScansLookAsTheRendererDrawsThem(t *testing.T) {
	for name, c := range map[string]struct {
		grey   bool
		angle  float64 // of the picture on the page, anticlockwise
		margin float64 // around it, in mm
		stamp  bool
		cut    Cut
	}{
		"whole":           {cut: Cut{W: 600, H: 800}},
		"grey":            {grey: true, cut: Cut{W: 300, H: 300}},
		"with margins":    {margin: 15, cut: Cut{W: 500, H: 700}},
		"a part":          {cut: Cut{W: 640, H: 360, Part: Part{X: 0.1, Y: 0.55, W: 0.9, H: 0.4}}},
		"turned":          {cut: Cut{W: 600, H: 800, Turn: 1}},
		"upside down":     {angle: 180, cut: Cut{W: 600, H: 800}},
		"a part, turned":  {angle: 90, cut: Cut{W: 640, H: 360, Turn: 3, Part: Part{X: 0.3, Y: 0.2, W: 0.5, H: 0.3}}},
		"under a stamp":   {stamp: true, cut: Cut{W: 600, H: 800}},
		"closer than 1:1": {cut: Cut{W: 800, H: 600, Part: Part{X: 0.4, Y: 0.4, W: 0.1, H: 0.1}}},
	} {
		t.Run(name, func(t *testing.T) {
			make := func(lossless bool) string {
				f := fpdf.New("P", "mm", "A4", "")
				f.AddPage()
				data, kind := photo(t, 1240, 1754, c.grey), "JPG"
				if lossless { // such a picture is left to the renderer
					data, kind = asPNG(t, data), "PNG"
				}
				f.RegisterImageOptionsReader("photo", fpdf.ImageOptions{ImageType: kind}, bytes.NewReader(data))
				w, h := 210-2*c.margin, 297-2*c.margin
				x, y := c.margin, c.margin
				f.TransformBegin()
				f.TransformRotate(c.angle, 105, 148.5)
				if c.angle == 90 { // so that it covers the page again
					x, y, w, h = (210-297)/2.0, (297-210)/2.0, 297, 210
				}
				f.ImageOptions("photo", x, y, w, h, false, fpdf.ImageOptions{}, 0, "")
				f.TransformEnd()
				if c.stamp {
					f.SetFillColor(220, 0, 0)
					f.Rect(40, 40, 80, 40, "F")
				}
				path := filepath.Join(t.TempDir(), fmt.Sprint(lossless)+".pdf")
				if err := f.OutputFileAndClose(path); err != nil {
					t.Fatal(err)
				}
				return path
			}
			p, err := newPictures(testOptions(t).CacheDir, "")
			if err != nil {
				t.Fatal(err)
			}
			defer p.lib.Close()
			draw := func(path string, scanned bool) *image.RGBA {
				p.decoded = scan{}
				c.cut.Page = 1
				r, pix, err := p.answer(request{Op: opRender, Path: path, Cut: c.cut})
				if err != nil {
					t.Fatal(err)
				}
				if got := p.decoded.img != nil; got != scanned {
					t.Fatalf("taken for a scan: %v", got)
				}
				return &image.RGBA{Pix: bytes.Clone(pix), Stride: 4 * r.W, Rect: image.Rect(0, 0, r.W, r.H)}
			}
			got, want := draw(make(false), true), draw(make(true), false)
			if got.Rect != want.Rect {
				t.Fatalf("%v, not %v", got.Rect, want.Rect)
			}
			// Both reduce the picture, each in its way: edges differ, the whole does not.
			sum, far := 0, 0
			for i := 0; i < len(got.Pix); i += 4 {
				d := 0
				for k := range 3 {
					d = max(d, int(got.Pix[i+k])-int(want.Pix[i+k]), int(want.Pix[i+k])-int(got.Pix[i+k]))
				}
				sum += d
				if d > 100 {
					far++
				}
			}
			n := len(got.Pix) / 4
			if mean := float64(sum) / float64(n); mean > 9 || far > n/60 {
				keep(t, got, want)
				t.Errorf("differs by %.1f on average, %d of %d pixels by much", mean, far, n)
			}
		})
	}
}

// keep leaves pictures of a failure where SCAN_PICTURES says.
func keep(t *testing.T, got, want image.Image) {
	dir := os.Getenv("SCAN_PICTURES")
	if dir == "" {
		return
	}
	for name, img := range map[string]image.Image{"got": got, "want": want} {
		var out bytes.Buffer
		if err := jpeg.Encode(&out, img, nil); err != nil {
			t.Error(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(t.Name())+"-"+name+".jpg"), out.Bytes(), 0o600); err != nil {
			t.Error(err)
		}
	}
}

// The renderer keeps what it has read of a document: a long one of scans is opened anew, and is drawn all the same.
func TestLongScansAreReadPiecewise(t *testing.T) {
	path := testpdf.Write(t, "scans.pdf", slices.Repeat([]testpdf.Page{{Scan: 150}}, 6))
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPictures(testOptions(t).CacheDir, "")
	if err != nil {
		t.Fatal(err)
	}
	defer p.lib.Close()
	p.most = info.Size() / 3
	opened := map[references.FPDF_DOCUMENT]bool{}
	for page := 1; page <= 6; page++ {
		if _, _, err := p.do(request{Op: opRender, Path: path, Cut: Cut{Page: page, W: 100, H: 100}}); err != nil {
			t.Fatalf("page %d: %v", page, err)
		}
		for doc, c := range p.read {
			opened[doc] = true
			if c.bytes > info.Size()*2/3 {
				t.Errorf("after page %d it keeps %d of %d bytes", page, c.bytes, info.Size())
			}
		}
	}
	if len(p.read) != 1 || len(opened) < 3 {
		t.Errorf("%d documents are open, %d were opened", len(p.read), len(opened))
	}
}
