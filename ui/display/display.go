package display

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"phonghop/ui"
)

// System is the displays of the machine. Its methods belong to the main goroutine.
type System interface {
	Monitors() []Monitor
	OnChange(func()) // told on the main goroutine whenever a display comes or goes
}

// Place tells where a window really stands, in the displays' own pixels; false while
// that is not known.
type Place interface {
	Bounds() (Rect, bool)
}

// Status is what the desk should know of the projector.
type Status string

// The statuses.
const (
	NoProjector Status = "none"     // one display only
	SamePicture Status = "mirrored" // the second display shows what the desk stands on
	OnProjector Status = "placed"   // full screen on the second display
	OverDesk    Status = "over"     // full screen over the desk, as asked for
	Hidden      Status = "hidden"   // put away by hand
	Lost        Status = "lost"     // the display was pulled out
	Misplaced   Status = "missing"  // the window could not be brought to the display
)

// Options are what a placer needs.
type Options struct {
	System System
	Desk   fyne.Window
	Screen fyne.Window
	// DeskPlace and ScreenPlace tell where the two windows stand.
	DeskPlace, ScreenPlace Place
	Post                   ui.Post
	Update                 func()       // draws the stage anew, on the main goroutine
	OnStatus               func(Status) // on the main goroutine
}

// How the window is brought to a display.
const (
	look   = 40 * time.Millisecond   // between two looks at where it stands
	settle = 1500 * time.Millisecond // how long a window system may take to move it
	tries  = 3
)

// Placer keeps the projector's window where it belongs. Its fields belong to the main
// goroutine.
type Placer struct {
	opt    Options
	status Status
	on     Monitor // where the window is, or is being brought
	stop   context.CancelFunc

	repeats  bool          // a second display shows the desk while the window is hidden
	bringing bool          // the window is on its way
	settle   time.Duration // how long the window system may take
}

// New returns a placer that does nothing yet.
func New(opt Options) *Placer { return &Placer{opt: opt, stop: func() {}, settle: settle} }

// Start brings the windows to their displays. Call it on the main goroutine when the
// program's loop runs.
func (p *Placer) Start() {
	p.opt.System.OnChange(func() { p.opt.Post(p.changed) })
	// The secretary's own display is the primary one, wherever the window system opened
	// the desk.
	for _, laptop := range p.opt.System.Monitors() {
		at, known := p.opt.DeskPlace.Bounds()
		if laptop.Primary && known && !laptop.Rect.overlaps(at) {
			move(p.opt.Desk, laptop.Rect.X+40, laptop.Rect.Y+40)
		}
	}
	p.arrange(false)
}

// Toggle shows the projector's window or puts it away: F11.
func (p *Placer) Toggle() {
	switch was := p.status; was {
	case OnProjector, OverDesk:
		p.hide()
		p.tell(Hidden)
		if was == OverDesk {
			p.status = NoProjector // one that is plugged in later is used
		}
		p.opt.Desk.RequestFocus()
	default:
		p.arrange(true)
	}
}

// Watch looks every second whether the window still covers its display, until ctx
// ends: not every change of the displays is told, and not every system leaves a window
// where it was.
func (p *Placer) Watch(ctx context.Context) {
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			p.opt.Post(p.check)
		}
	}
}

// check puts right what changed without being told.
func (p *Placer) check() {
	if p.bringing {
		return
	}
	if at, known := p.opt.ScreenPlace.Bounds(); p.status == OnProjector && known && at != p.on.Rect {
		p.arrange(false)
		return
	}
	if p.status != Misplaced { // tried already, as often as it is worth
		p.changed()
	}
}

// changed is told that a display came or went.
func (p *Placer) changed() {
	all := p.opt.System.Monitors()
	at, _ := p.opt.DeskPlace.Bounds()
	_, ok := Choose(all, at)
	still := slices.ContainsFunc(all, func(m Monitor) bool { return m.Rect == p.on.Rect })
	if same := Mirrored(all, at); p.status == Hidden && same != p.repeats {
		// The hall sees the desk although the window was put away by hand.
		p.repeats = same
		told := Hidden
		if same {
			told = SamePicture
		}
		p.opt.OnStatus(told)
	}
	switch {
	case p.status == Hidden: // by hand
	case p.status == OverDesk && !ok: // still the only one
	case (p.status == OnProjector || p.bringing) && ok && still: // nothing that concerns it
	case !ok && (p.status == NoProjector || p.status == Lost || p.status == SamePicture) && !p.bringing &&
		Mirrored(all, at) == (p.status == SamePicture): // still none
	default:
		p.arrange(false)
	}
}

// arrange brings the window to the second display. Where there is none it covers the
// desk when asked to, and is hidden otherwise.
func (p *Placer) arrange(asked bool) {
	all := p.opt.System.Monitors()
	at, _ := p.opt.DeskPlace.Bounds()
	if second, ok := Choose(all, at); ok {
		p.bring(second, OnProjector)
		return
	}
	if asked && len(all) > 0 {
		own, _ := Under(all, at)
		p.bring(own, OverDesk)
		return
	}
	had := p.status == OnProjector || p.status == Lost
	p.hide()
	switch {
	case Mirrored(all, at):
		p.tell(SamePicture)
	case had:
		p.tell(Lost)
	default:
		p.tell(NoProjector)
	}
}

// Swap lets the desk and the hall change their displays: Ctrl+F11. With one display there
// is nothing to swap.
func (p *Placer) Swap() {
	at, _ := p.opt.DeskPlace.Bounds()
	to, ok := Choose(p.opt.System.Monitors(), at)
	if !ok {
		return
	}
	p.hide() // the desk must not lie under it on the way
	ctx, cancel := context.WithCancel(context.Background())
	p.stop, p.bringing = cancel, true
	go func() {
		p.onMain(ctx, func() {
			p.opt.Desk.SetFullScreen(false)
			move(p.opt.Desk, to.Rect.X+40, to.Rect.Y+40)
		})
		p.until(ctx, func(b Rect) bool { return to.Rect.overlaps(b) })
		p.onMain(ctx, func() { p.arrange(false) })
	}()
}

func (p *Placer) hide() {
	p.stop()
	p.opt.Screen.SetFullScreen(false) // first: leaving full screen shows a hidden window again
	p.opt.Screen.Hide()
	p.on, p.bringing = Monitor{}, false
}

func (p *Placer) tell(s Status) {
	if p.status != s {
		p.status = s
		p.opt.OnStatus(s)
	}
}

// bring brings the window to a display, small at first, since full screen goes to the
// display that the window stands on; looks whether it got there; and tries again.
func (p *Placer) bring(m Monitor, then Status) {
	p.stop()
	ctx, cancel := context.WithCancel(context.Background())
	p.stop, p.on, p.bringing = cancel, m, true
	go func() {
		for range tries {
			p.onMain(ctx, func() {
				p.opt.Screen.SetFullScreen(false)
				p.opt.Screen.Resize(fyne.NewSize(200, 150))
				move(p.opt.Screen, m.Rect.X+20, m.Rect.Y+20)
				p.opt.Screen.Show()
				move(p.opt.Screen, m.Rect.X+20, m.Rect.Y+20)
			})
			p.until(ctx, func(b Rect) bool { return m.Rect.overlaps(b) })
			p.onMain(ctx, func() { p.opt.Screen.SetFullScreen(true) })
			if p.until(ctx, func(b Rect) bool { return b == m.Rect }) {
				p.onMain(ctx, func() { p.arrived(then) })
				return
			}
			if ctx.Err() != nil {
				return
			}
		}
		p.onMain(ctx, func() { p.hide(); p.tell(Misplaced) })
	}()
}

// arrived is told that the window covers its display.
func (p *Placer) arrived(as Status) {
	p.bringing = false
	p.tell(as)
	p.opt.Update()
	if as == OnProjector {
		p.opt.Desk.RequestFocus() // whoever was typing goes on typing
	}
}

// onMain does something on the main goroutine and waits for it, unless it was given up.
func (p *Placer) onMain(ctx context.Context, f func()) {
	done := make(chan struct{})
	p.opt.Post(func() {
		defer close(done)
		if ctx.Err() == nil {
			f()
		}
	})
	select {
	case <-done:
	case <-ctx.Done():
	}
}

// until looks where the window stands until it is there; false when it does not come.
func (p *Placer) until(ctx context.Context, there func(Rect) bool) bool {
	deadline := time.Now().Add(p.settle)
	for ctx.Err() == nil && time.Now().Before(deadline) {
		ok := false
		p.onMain(ctx, func() {
			if b, known := p.opt.ScreenPlace.Bounds(); known {
				ok = there(b)
			}
		})
		if ok {
			return true
		}
		select {
		case <-ctx.Done():
		case <-time.After(look):
		}
	}
	return false
}

func move(w fyne.Window, x, y int) {
	if d, ok := w.(desktop.Window); ok {
		d.RequestPosition(x, y)
	}
}
