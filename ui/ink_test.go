package ui

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"fyne.io/fyne/v2"

	"phonghop/meeting"
)

// A point of a page comes back from the window to the same place, however the page is
// turned and whatever part of it is seen.
func TestPointsComeBack(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		turn := random.IntN(4)
		region := meeting.Rect{X: random.Float64() / 2, Y: random.Float64() / 2, W: 0.1 + random.Float64()/2, H: 0.1 + random.Float64()/2}
		at, size := fyne.NewPos(random.Float32()*500, random.Float32()*500), fyne.NewSize(100+random.Float32()*1800, 100+random.Float32()*900)
		x, y := random.Float64(), random.Float64()
		tx, ty := TurnPoint(x, y, turn)
		bx, by := OnPage(OnPicture(tx, ty, region, at, size), region, at, size)
		bx, by = TurnPoint(bx, by, -turn)
		if math.Abs(bx-x) > 1e-4 || math.Abs(by-y) > 1e-4 {
			t.Fatalf("(%v, %v) came back as (%v, %v)", x, y, bx, by)
		}
	}
}

// Ink lies where it was drawn, grows with the page, and a marker lets letters through.
func TestInkLiesWhereItWasDrawn(t *testing.T) {
	line := func(tool meeting.Tool) []meeting.Stroke {
		return []meeting.Stroke{{Tool: tool, Points: []float32{0.2, 0.5, 0.8, 0.5}}}
	}
	draw := func(strokes []meeting.Stroke, turn int, region meeting.Rect, w, h int) *image.RGBA {
		part, at := DrawInk(strokes, turn, region, w, h)
		if !at.In(image.Rect(0, 0, w, h)) || part.Rect.Size() != at.Size() {
			t.Fatalf("ink of %v at %v", part.Rect, at)
		}
		out := image.NewRGBA(image.Rect(0, 0, w, h))
		for y := range at.Dy() {
			copy(out.Pix[out.PixOffset(at.Min.X, at.Min.Y+y):], part.Pix[y*part.Stride:(y+1)*part.Stride])
		}
		return out
	}
	img := draw(line(meeting.Pen), 0, meeting.WholePage, 400, 600)
	if img.RGBAAt(200, 300).A != 255 || img.RGBAAt(200, 310).A != 0 || img.RGBAAt(40, 300).A != 0 {
		t.Error("the line does not lie in the middle of the page")
	}
	turned := draw(line(meeting.Pen), 1, meeting.WholePage, 600, 400)
	if turned.RGBAAt(300, 200).A != 255 || turned.RGBAAt(200, 200).A != 0 || turned.RGBAAt(300, 380).A != 0 {
		t.Error("the line did not turn with the page")
	}
	closer := draw(line(meeting.Pen), 0, meeting.Rect{X: 0.4, Y: 0.45, W: 0.1, H: 0.1}, 400, 600)
	if closer.RGBAAt(200, 300).A != 255 || closer.RGBAAt(200, 309).A != 255 {
		t.Error("the line did not grow with the page")
	}
	marker := draw(line(meeting.Marker), 0, meeting.WholePage, 400, 600)
	twice := draw(append(line(meeting.Marker), line(meeting.Marker)...), 0, meeting.WholePage, 400, 600)
	if a, b := marker.RGBAAt(200, 300).A, twice.RGBAAt(200, 300).A; a < 80 || a > 140 || b < a || b == 255 {
		t.Errorf("a marker covers by %d, twice by %d", a, b)
	}
	if img, _ := DrawInk(line(meeting.Pen), 0, meeting.Rect{Y: 0.6, W: 1, H: 0.4}, 400, 600); img != nil {
		t.Error("ink that is out of sight")
	}
}

// What a full page of ink costs, off the main goroutine.
func BenchmarkDrawInk(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	var strokes []meeting.Stroke
	for i := range 50 {
		s := meeting.Stroke{Tool: []meeting.Tool{meeting.Pen, meeting.Marker}[i%2]}
		x, y := random.Float32(), random.Float32()
		for range 100 {
			s.Points = append(s.Points, x, y)
			x, y = x+(random.Float32()-0.5)/50, y+(random.Float32()-0.5)/50
		}
		strokes = append(strokes, s)
	}
	for b.Loop() {
		DrawInk(strokes, 0, meeting.WholePage, 1920, 1080)
	}
}
