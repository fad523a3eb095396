package screen

import (
	"image"
	"image/color"
	"image/draw"
	"slices"
	"testing"

	"phonghop/meeting"
	"phonghop/ui"
)

// letter is where the only letter of a page stands, in parts of the page as it lies in its
// file.
var letter = image.Rect(300, 420, 330, 440) // thousandths

// printed is the picture of a part of a white page with its letter in black.
func printed(turn int, part meeting.Rect, w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	for y := range h {
		for x := range w {
			px, py := part.X+(float64(x)+0.5)/float64(w)*part.W, part.Y+(float64(y)+0.5)/float64(h)*part.H
			ux, uy := px, py
			for range turn { // back to the file, a quarter at a time
				ux, uy = uy, 1-ux
			}
			if image.Pt(int(ux*1000), int(uy*1000)).In(letter) {
				img.SetRGBA(x, y, color.RGBA{A: 0xff})
			}
		}
	}
	return img
}

// middle is the middle of the dark pixels of a window.
func middle(img image.Image) (image.Point, int) {
	n, x, y := 0, 0, 0
	b := img.Bounds()
	for py := b.Min.Y; py < b.Max.Y; py++ {
		for px := b.Min.X; px < b.Max.X; px++ {
			if r, g, bl, _ := img.At(px, py).RGBA(); r>>8 < 0x20 && g>>8 < 0x20 && bl>>8 < 0x20 {
				n, x, y = n+1, x+px, y+py
			}
		}
	}
	if n == 0 {
		return image.Point{}, 0
	}
	return image.Pt(x/n, y/n), n
}

func red(img image.Image, p image.Point) bool {
	r, g, b, _ := img.At(p.X, p.Y).RGBA()
	return r>>8 > 0x90 && g>>8 < 0x50 && b>>8 < 0x50
}

// The pointer and the pen are over the letter that is meant, however the page is seen; the
// letter is found in the window by its pixels.
func TestPointerAndPenAreOverTheLetter(t *testing.T) {
	for name, c := range map[string]struct {
		view meeting.View
		turn int
	}{
		"page":        {view: fitted},
		"width":       {view: meeting.View{Fit: meeting.FitWidth, Y: 0.25}},
		"enlarged":    {view: meeting.View{Fit: meeting.FitPage, Zoom: 3, X: 0.4, Y: 0.35}},
		"turned":      {view: fitted, turn: 1},
		"upside down": {view: meeting.View{Fit: meeting.FitWidth, Y: 0.4}, turn: 2},
		"turned left": {view: meeting.View{Fit: meeting.FitPage, Zoom: 2, X: 0.4, Y: 0.55}, turn: 3},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHall(t)
			if _, err := h.shelf.Measure(t.Context(), "sha-tl01"); err != nil {
				t.Fatal(err)
			}
			h.do(meeting.TurnDocument{ID: "tl01", By: c.turn})
			doc, _ := h.room.Snapshot().Document("tl01")
			stage := meeting.Stage{Show: meeting.ShowPage, Document: "tl01", View: c.view}
			paper, region := h.Paper(doc, 0), h.Region(doc, stage)
			unit := min(1024/(paper.Width*region.W), 768/(paper.Height*region.H))
			h.shelf.ready[h.Cut(doc, stage, 1024, 768)] = printed(c.turn, region, int(paper.Width*region.W*unit), int(paper.Height*region.H*unit))
			h.show(stage)
			at, n := middle(h.shot())
			if n < 50 {
				t.Fatalf("the letter has %d pixels", n)
			}
			x, y := ui.TurnPoint(0.315, 0.43, c.turn)
			h.Point(&ui.Pointer{X: x, Y: y})
			if !red(h.shot(), at) || red(h.shot(), at.Add(image.Pt(40, 40))) {
				t.Errorf("the pointer is not over the letter at %v", at)
			}
			h.Point(nil)
			if red(h.shot(), at) {
				t.Error("the pointer stays")
			}
			h.do(meeting.PutStroke{Document: "tl01", Stroke: meeting.Stroke{Tool: meeting.Pen, Points: []float32{0.315, 0.43, 0.315, 0.43}}})
			h.run(func() bool { return h.page.layer.ink.Visible() })
			if !red(h.shot(), at) || red(h.shot(), at.Add(image.Pt(40, 40))) {
				t.Errorf("the ink is not over the letter at %v", at)
			}
			h.Draft(meeting.Pen, x, y, x, y)
			h.do(meeting.UndoStroke{Document: "tl01"})
			if red(h.shot(), at) {
				t.Error("the ink stays")
			}
		})
	}
}

// While the picture is held not one pixel of it changes; then all comes that was done.
func TestHeldPictureKeepsItsPixels(t *testing.T) {
	h := newHall(t)
	h.shelf.put(whole("sha-tl01", 1, 1024, 768))
	h.show(meeting.Stage{Show: meeting.ShowPage, Document: "tl01", View: fitted, Over: meeting.Over{}})
	pixels := func() []uint8 {
		img := image.NewRGBA(h.shot().Bounds())
		draw.Draw(img, img.Rect, h.shot(), image.Point{}, draw.Src)
		return img.Pix
	}
	h.page.layer.shown = inkFor{} // as while a sketch stands in
	h.Point(&ui.Pointer{X: 0.5, Y: 0.5})
	h.Draft(meeting.Pen, 0.1, 0.1, 0.9, 0.9)
	if h.page.layer.dot.Visible() || h.page.layer.draft.Visible() {
		t.Error("something is pointed at on a sketch")
	}
	h.Update()
	before := pixels()
	h.Hold(true)
	h.do(meeting.PutStroke{Document: "tl01", Stroke: meeting.Stroke{Tool: meeting.Marker, Points: []float32{0.2, 0.7, 0.8, 0.7}}})
	h.do(meeting.Start{})
	h.do(meeting.TurnDocument{ID: "tl01", By: 1})
	h.do(meeting.TurnDocument{ID: "tl01", By: -1})
	if !slices.Equal(before, pixels()) || h.page.layer.ink.Visible() {
		t.Error("the held picture changed")
	}
	h.Hold(false)
	h.run(func() bool { return h.page.layer.ink.Visible() })
	if slices.Equal(before, pixels()) {
		t.Error("what was drawn meanwhile did not come")
	}
}
