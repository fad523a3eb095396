package screen

import (
	"image"
	"testing"

	"phonghop/meeting"
	"phonghop/ui"
)

// shot is the window as it is painted.
func (h *hall) shot() image.Image { return h.win.Canvas().Capture() }

// What lies over a page is painted there, at the place of the paper, whatever part of it
// is seen; and it is gone with the page.
func TestWhatLiesOverAPageIsPainted(t *testing.T) {
	h := newHall(t)
	stage := meeting.Stage{Show: meeting.ShowPage, Document: "tl01", View: fitted}
	h.shelf.put(whole("sha-tl01", 1, 1024, 768))
	h.shelf.put(whole("sha-tl01", 2, 1024, 768))
	h.show(stage)
	at := func(x, y float64) (r, g, b int) {
		p := h.page.at(x, y)
		c := h.shot().At(int(p.X), int(p.Y))
		cr, cg, cb, _ := c.RGBA()
		return int(cr >> 8), int(cg >> 8), int(cb >> 8)
	}
	_, g0, b0 := at(0.15, 0.11)

	stage.Find = "a"
	h.show(stage)
	h.run(func() bool { return len(h.page.marks.Box.Objects) > 0 })
	if r, g, b := at(0.15, 0.11); b >= b0 || r < 0x60 {
		t.Errorf("no mark: %d %d %d", r, g, b)
	}

	h.Point(&ui.Pointer{X: 0.5, Y: 0.5})
	if r, g, b := at(0.5, 0.5); r < 0xa0 || g > g0/2 {
		t.Errorf("no pointer: %d %d %d", r, g, b)
	}
	h.Point(&ui.Pointer{X: 0.5, Y: 0.5, Spot: true})
	if _, g, _ := at(0.5, 0.9); g > g0*2/3 {
		t.Errorf("not dark around the light: %d", g)
	}
	if _, g, _ := at(0.5, 0.5); g < g0*9/10 {
		t.Errorf("dark in the light: %d", g)
	}
	h.Point(nil)

	h.do(meeting.PutStroke{Document: "tl01", Page: 0, Stroke: meeting.Stroke{Tool: meeting.Pen, Points: []float32{0.2, 0.7, 0.8, 0.7}}})
	h.run(func() bool { return h.page.layer.ink.Visible() })
	if r, g, b := at(0.5, 0.7); r < 0xa0 || g > 0x50 {
		t.Errorf("no ink: %d %d %d", r, g, b)
	}

	stage.Page = 1
	stage.Find = ""
	h.show(stage)
	if _, g, b := at(0.5, 0.7); g < 0x60 || b < 0xa0 {
		t.Errorf("the ink stays on another page: %d %d", g, b)
	}
}
