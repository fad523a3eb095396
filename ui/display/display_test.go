package display

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// plane is a window system with displays that come and go. Everything on it happens
// on the goroutine that runs what was posted, as on the main goroutine.
type plane struct {
	mu       sync.Mutex
	monitors []Monitor
	changed  func()
}

func (p *plane) Monitors() []Monitor {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.monitors)
}
func (p *plane) OnChange(f func()) { p.changed = f }
func (p *plane) set(m ...Monitor)  { p.mu.Lock(); p.monitors = m; p.mu.Unlock() }

// window is a window of the plane; full screen covers the display that it stands on.
type window struct {
	fyne.Window
	plane   *plane
	at      Rect
	full    bool
	visible bool
	stuck   bool // the window system does not move it
}

func (w *window) RequestFullScreenSecondary() {}
func (w *window) RequestAlwaysOnTop()         {}
func (w *window) RequestFocus()               {}
func (w *window) Show()                       { w.visible = true }
func (w *window) Hide()                       { w.visible = false }
func (w *window) Resize(s fyne.Size)          { w.at.Width, w.at.Height = int(s.Width), int(s.Height) }

func (w *window) RequestPosition(x, y int) {
	if !w.stuck {
		w.at.X, w.at.Y = x, y
	}
}

func (w *window) SetFullScreen(full bool) {
	w.full = full
	if m, ok := Under(w.plane.Monitors(), w.at); ok && full {
		w.at = m.Rect
	}
}
func (w *window) Bounds() (Rect, bool) { return w.at, true }

type hall struct {
	t            *testing.T
	plane        *plane
	desk, screen *window
	placer       *Placer
	posts        chan func()
	told         []Status
}

var (
	onLap  = Monitor{Name: "Generic PnP Monitor", Rect: Rect{0, 0, 1366, 768}, Primary: true}
	onWall = Monitor{Name: "Generic PnP Monitor", Rect: Rect{1366, 0, 1024, 768}}
)

func newHall(t *testing.T, monitors ...Monitor) *hall {
	test.NewTempApp(t)
	h := &hall{t: t, plane: &plane{}, posts: make(chan func(), 1024)}
	h.plane.set(monitors...)
	h.desk = &window{plane: h.plane, at: Rect{40, 40, 1280, 680}, Window: test.NewTempWindow(t, nil)}
	h.screen = &window{plane: h.plane, Window: test.NewTempWindow(t, nil)}
	h.placer = New(Options{
		System: h.plane, Desk: h.desk, Screen: h.screen, DeskPlace: h.desk, ScreenPlace: h.screen,
		Post: func(f func()) { h.posts <- f }, Update: func() {}, OnStatus: func(s Status) { h.told = append(h.told, s) },
	})
	h.placer.Start()
	return h
}

func (h *hall) until(want Status) {
	h.t.Helper()
	deadline := time.After(10 * time.Second)
	for h.placer.status != want || h.placer.bringing {
		select {
		case f := <-h.posts:
			f()
		case <-deadline:
			h.t.Fatalf("status is %q, waited for %q; told %v", h.placer.status, want, h.told)
		}
	}
}

func (h *hall) plug(m ...Monitor) {
	h.plane.set(m...)
	h.plane.changed()
}

func TestProjectorIsCoveredByItself(t *testing.T) {
	h := newHall(t, onLap, onWall)
	h.until(OnProjector)
	if h.screen.at != onWall.Rect || !h.screen.visible || !h.screen.full {
		t.Errorf("the screen stands at %v", h.screen.at)
	}
}

func TestCableOutAndIn(t *testing.T) {
	h := newHall(t, onLap, onWall)
	h.until(OnProjector)
	for range 20 {
		h.plug(onLap)
		h.until(Lost)
		if h.screen.visible || h.screen.full {
			t.Fatal("the screen covers the desk after the cable was pulled")
		}
		h.plug(onLap, onWall)
		h.until(OnProjector)
		if h.screen.at != onWall.Rect {
			t.Fatalf("the screen came back at %v", h.screen.at)
		}
	}
}

func TestOneDisplayIsCoveredOnlyWhenAsked(t *testing.T) {
	h := newHall(t, onLap)
	h.until(NoProjector)
	if h.screen.visible {
		t.Fatal("the screen covers the desk unasked")
	}
	h.placer.Toggle()
	h.until(OverDesk)
	if h.screen.at != onLap.Rect || !h.screen.visible {
		t.Errorf("F11: %v", h.screen.at)
	}
	h.placer.check() // a second later
	h.until(OverDesk)
	h.placer.Toggle()
	h.until(NoProjector)
	if h.screen.visible || h.screen.full {
		t.Error("F11 again did not bring the desk back")
	}
	// A projector that is plugged in now gets the picture, whether it is over the desk or
	// was put away.
	h.plug(onLap, onWall)
	h.until(OnProjector)
	h.plug(onLap)
	h.until(Lost)
	h.placer.Toggle()
	h.until(OverDesk)
	h.plug(onLap, onWall)
	h.until(OnProjector)
	if h.screen.at != onWall.Rect {
		t.Errorf("with a projector: %v", h.screen.at)
	}
}

func TestMirroredAndMovedDisplays(t *testing.T) {
	mirrored := Monitor{Rect: Rect{0, 0, 1024, 768}}
	h := newHall(t, onLap, onWall)
	h.until(OnProjector)
	h.plane.set(onLap, mirrored) // Windows+P, duplicate: told by nobody
	h.placer.check()
	h.until(SamePicture)
	wide := Monitor{Rect: Rect{1366, 0, 1920, 1080}}
	h.plane.set(onLap, wide)
	h.placer.check()
	h.until(OnProjector)
	h.screen.at = Rect{10, 10, 500, 500} // a window system that moved the window
	h.placer.check()
	h.until(OnProjector)
	if h.screen.at != wide.Rect {
		t.Errorf("the screen stands at %v", h.screen.at)
	}
}

func TestAWindowThatCannotBeMovedNeverCoversTheDesk(t *testing.T) {
	h := newHall(t, onLap)
	h.until(NoProjector)
	h.screen.stuck, h.placer.settle = true, 50*time.Millisecond
	h.plug(onLap, onWall)
	h.until(Misplaced)
	if h.screen.visible || h.screen.full {
		t.Error("it was left over the desk")
	}
}

func TestPulledOutOnTheWay(t *testing.T) {
	h := newHall(t, onLap, onWall)
	h.plug(onLap) // before anything posted has run
	h.until(NoProjector)
	if h.screen.visible {
		t.Error("the screen is shown without a projector")
	}
	h.plug(onLap, onWall)
	h.plug(onLap)
	h.plug(onLap, onWall)
	h.until(OnProjector)
}

func TestWatchEndsWithItsContext(t *testing.T) {
	h := newHall(t, onLap)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { h.placer.Watch(ctx); close(done) }()
	cancel()
	<-done
}

// Windows+P: the hall must not see the desk without anybody knowing.
func TestMirroredIsTold(t *testing.T) {
	h := newHall(t, onLap, onWall)
	h.until(OnProjector)
	same := Monitor{Name: onWall.Name, Rect: Rect{0, 0, 1024, 768}}
	h.plug(onLap, same)
	h.until(SamePicture)
	if h.screen.visible {
		t.Error("the window covers the desk")
	}
	h.plug(onLap)
	h.until(NoProjector)
	h.plug(onLap, same)
	h.until(SamePicture)
	h.plug(onLap, onWall)
	h.until(OnProjector)
}

func TestSwap(t *testing.T) {
	h := newHall(t, onLap, onWall)
	h.until(OnProjector)
	for _, c := range []struct{ desk, screen Monitor }{{onWall, onLap}, {onLap, onWall}} {
		h.placer.Swap()
		h.until(OnProjector)
		if !c.desk.Rect.overlaps(h.desk.at) || h.screen.at != c.screen.Rect {
			t.Errorf("desk at %v, screen at %v", h.desk.at, h.screen.at)
		}
	}
	h.plug(onLap)
	h.until(Lost)
	h.placer.Swap() // nothing to swap
	if h.screen.visible {
		t.Error("the window covers the desk")
	}
}

// Also when the window was put away by hand the hall must not see the desk unnoticed.
func TestMirroredIsToldWhileHidden(t *testing.T) {
	h := newHall(t, onLap, onWall)
	h.until(OnProjector)
	h.placer.Toggle()
	h.until(Hidden)
	same := Monitor{Rect: Rect{0, 0, 1024, 768}}
	for _, second := range []Monitor{same, same, onWall} {
		h.plug(onLap, second)
		for len(h.posts) > 0 {
			(<-h.posts)()
		}
	}
	if want := []Status{OnProjector, Hidden, SamePicture, Hidden}; !slices.Equal(h.told, want) || h.screen.visible {
		t.Errorf("told %v, not %v", h.told, want)
	}
}
