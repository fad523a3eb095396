package display

import (
	"math/rand/v2"
	"testing"
)

// rest runs what was posted until the window is not on its way any more.
func (h *hall) rest() {
	for again := true; again; {
		again = false
		for h.placer.bringing {
			(<-h.posts)()
		}
		for len(h.posts) > 0 {
			(<-h.posts)()
			again = true
		}
	}
}

// Whatever comes in whatever order, at rest the screen covers the projector where there
// is one that was not put away, and covers the desk only when that was asked for.
func TestAnyOrderOfCablesAndKeys(t *testing.T) {
	mirrored := Monitor{Rect: Rect{0, 0, 1024, 768}}
	steps := []struct {
		name string
		do   func(*hall)
	}{
		{"plug", func(h *hall) { h.plug(onLap, onWall) }},
		{"pull", func(h *hall) {
			if h.screen.full {
				h.screen.at = onLap.Rect // as the window system does
			}
			h.plug(onLap)
		}},
		{"mirror", func(h *hall) { h.plane.set(onLap, mirrored) }},
		{"extend", func(h *hall) { h.plane.set(onLap, onWall) }},
		{"F11", func(h *hall) { h.placer.Toggle() }},
		{"second", func(h *hall) { h.placer.check() }},
		{"post", func(h *hall) {
			if len(h.posts) > 0 {
				(<-h.posts)()
			}
		}},
		{"rest", (*hall).rest},
	}
	for seed := range uint64(100) {
		dice := rand.New(rand.NewPCG(seed, 1))
		h := newHall(t, onLap)
		h.placer.settle = 2 * look
		h.plug(onLap, onWall)
		var done []string
		for range 12 {
			s := steps[dice.IntN(len(steps))]
			done = append(done, s.name)
			s.do(h)
		}
		h.rest()
		h.placer.check()
		h.rest()
		_, second := Choose(h.plane.Monitors(), h.desk.at)
		status, over := h.placer.status, h.screen.visible && h.screen.at.overlaps(h.desk.at)
		switch {
		case over && status != OverDesk:
			t.Fatalf("%v: the screen covers the desk with status %q", done, status)
		case second && status != Hidden && (status != OnProjector || h.screen.at != onWall.Rect || !h.screen.full || !h.screen.visible):
			t.Fatalf("%v: status %q, the screen stands at %v", done, status, h.screen.at)
		case !second && status == OnProjector:
			t.Fatalf("%v: told to be on a projector that is gone", done)
		case status == Hidden && h.screen.visible:
			t.Fatalf("%v: put away, and seen", done)
		}
	}
}
