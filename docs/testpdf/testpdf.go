// Package testpdf makes PDFs for tests: pages of Vietnamese text, stamps, scans and drawings.
package testpdf

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationserifregular"
	"codeberg.org/go-pdf/fpdf"
)

// Page is the content of one page.
type Page struct {
	// Lines are set one below the other from the top; a tab puts the rest of a line into the right half.
	Lines []string
	// Stamp is set crookedly over the page.
	Stamp string
	// Scan covers the page with a noisy photograph of that many dots per inch.
	Scan int
	// Curves draws that many curves.
	Curves int
	// Colour draws a red square.
	Colour bool
	// Code is printed as eight squares in the upper left corner, black for 1, so that a program can read the page back
	// from a screen. Zero prints none.
	Code uint8
}

// Where the squares of a code stand: the middle of the first from the left and from the top, and the distance of two, in
// parts of an A4 page's width.
const (
	CodeLeft = 14.0 / 210
	CodeTop  = 14.0 / 210
	CodeStep = 8.0 / 210
)

// Option changes the file as a whole.
type Option func(*fpdf.Fpdf)

// Password encrypts the file.
func Password(word string) Option {
	return func(f *fpdf.Fpdf) { f.SetProtection(fpdf.CnProtectPrint, word, word+"-owner") }
}

// Make makes a PDF of A4 pages.
func Make(t testing.TB, pages []Page, options ...Option) []byte {
	t.Helper()
	f := fpdf.New("P", "mm", "A4", "")
	for _, o := range options {
		o(f)
	}
	f.AddUTF8FontFromBytes("serif", "", liberationserifregular.TTF)
	for i, p := range pages {
		f.AddPage()
		draw(t, f, p, i)
	}
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Write makes a PDF and puts it into a folder of the test.
func Write(t testing.TB, name string, pages []Page, options ...Option) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, Make(t, pages, options...), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Report is a page as a cell's report has them.
func Report() Page {
	lines := []string{"ĐẢNG BỘ XÃ BÌNH AN\tĐẢNG CỘNG SẢN VIỆT NAM", "CHI BỘ ẤP MINH HÒA", "BÁO CÁO"}
	for range 30 {
		lines = append(lines, "Chi bộ đã lãnh đạo thực hiện tốt nhiệm vụ tháng; đường ấp, thủy lợi và thu quỹ đạt 91,7%.")
	}
	return Page{Lines: lines}
}

func draw(t testing.TB, f *fpdf.Fpdf, p Page, number int) {
	if p.Scan > 0 {
		name := "scan" + string(rune('a'+number))
		f.RegisterImageOptionsReader(name, fpdf.ImageOptions{ImageType: "JPG"}, bytes.NewReader(photograph(t, p.Scan, uint64(number))))
		f.ImageOptions(name, 0, 0, 210, 297, false, fpdf.ImageOptions{}, 0, "")
	}
	rnd := rand.New(rand.NewPCG(1, uint64(number)))
	for range p.Curves {
		x, y := rnd.Float64()*190, rnd.Float64()*280
		near := func(v float64) float64 { return v + rnd.Float64()*20 }
		f.MoveTo(x, y)
		f.CurveBezierCubicTo(near(x), near(y), near(x), near(y), near(x), near(y))
		f.DrawPath("D")
	}
	if p.Colour {
		f.SetFillColor(200, 0, 0)
		f.Rect(20, 200, 50, 50, "F")
	}
	f.SetFont("serif", "", 12)
	for i, line := range p.Lines {
		left, right, two := bytes.Cut([]byte(line), []byte("\t"))
		y := 25 + float64(i)*7
		f.Text(25, y, string(left))
		if two {
			f.Text(120, y, string(right))
		}
	}
	if p.Code != 0 {
		code(f, p.Code)
	}
	if p.Stamp != "" {
		f.TransformBegin()
		f.TransformRotate(7, 150, 60)
		f.SetFontSize(22)
		f.Text(150, 60, p.Stamp)
		f.TransformEnd()
	}
}

// photograph is a noisy grey JPEG of an A4 page.
func photograph(t testing.TB, dpi int, seed uint64) []byte {
	w, h := int(8.27*float64(dpi)), int(11.69*float64(dpi))
	img := image.NewGray(image.Rect(0, 0, w, h))
	rnd := rand.New(rand.NewPCG(seed, 2))
	for y := range h {
		for x := range w {
			v := 235 + 12*math.Sin(float64(x)/90) + float64(rnd.IntN(16)) - 8
			if y%60 > 30 && y%60 < 42 && (x/9)%3 != 0 {
				v -= 180
			}
			img.SetGray(x, y, color.Gray{Y: uint8(max(0, min(255, v)))})
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, &jpeg.Options{Quality: 80}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// code prints the squares of a code on white.
func code(f *fpdf.Fpdf, bits uint8) {
	f.SetFillColor(255, 255, 255)
	f.Rect(210*(CodeLeft-2*CodeStep), 210*CodeTop-6, 210*11*CodeStep, 12, "F")
	for i := range 8 {
		if bits>>i&1 == 1 {
			f.SetFillColor(0, 0, 0)
			f.Rect(210*(CodeLeft+float64(i)*CodeStep)-4, 210*CodeTop-4, 8, 8, "F")
		}
	}
}
