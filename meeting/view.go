package meeting

import (
	"math"
	"time"
)

// Fit is how a page is laid into the projector's window.
type Fit string

// The fits. The zero value is FitWidth for a portrait page in a landscape window, so
// that old eyes can read A4, and FitPage otherwise.
const (
	FitAuto  Fit = ""
	FitPage  Fit = "page"
	FitWidth Fit = "width"
	FitText  Fit = "text" // chữ to: the margins are cut off
)

// MaxZoom is the closest that a page can be looked at, in times of its fit.
const MaxZoom = 8

// View says which part of a page the hall sees, whatever the size of its window.
type View struct {
	Fit  Fit     `json:"fit,omitempty"`
	Zoom float64 `json:"zoom,omitempty"` // in times of the fit, 1 to MaxZoom; 0 is 1
	// X is the middle and Y the top of what is seen, in parts of the page's width and
	// height. A zoom of 1 does not use X. Values beyond the page are brought back.
	X float64 `json:"x,omitempty"`
	Y float64 `json:"y,omitempty"`
}

// Rect is a part of a page: its left upper corner and its size in parts of the page.
type Rect struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
	W float64 `json:"w"`
	H float64 `json:"h"`
}

// WholePage is all of a page.
var WholePage = Rect{W: 1, H: 1}

// Paper is what must be known of a page to lay it into a window: its size in points as
// it is turned, and where on it something is printed. Without a size it is taken as
// square; without content all of it counts.
type Paper struct {
	Width, Height float64
	Content       Rect
}

// FitFor returns the fit that FitAuto stands for, in a window of the aspect width by
// height; any other is returned as it is.
func (v View) FitFor(p Paper, aspect float64) Fit {
	switch {
	case v.Fit != FitAuto:
		return v.Fit
	case p.Height > p.Width && aspect > 1:
		return FitWidth
	}
	return FitPage
}

// seen is what a window shows of a page, in points.
type seen struct {
	pw, ph float64
	w, h   float64 // of the window; larger than the page where there is space around it
	left   float64 // of the column that is read
	right  float64
	top    float64 // of the first and the last line that is read
	bottom float64
	fit    Fit
	zoom   float64
}

// textMargin is what is left around the content by FitText, in parts of its width.
const textMargin = 0.004

func (v View) seen(p Paper, aspect float64) seen {
	s := seen{pw: p.Width, ph: p.Height, fit: v.FitFor(p, aspect), zoom: min(max(v.Zoom, 1), MaxZoom)}
	if !(s.pw > 0 && s.ph > 0) {
		s.pw, s.ph = 1, 1
	}
	if !(aspect > 0) {
		aspect = s.pw / s.ph
	}
	s.right, s.bottom = s.pw, s.ph
	if c := p.Content; s.fit == FitText && c.W > 0 && c.H > 0 {
		margin := textMargin * c.W * s.pw
		s.left, s.right = max(0, c.X*s.pw-margin), min(s.pw, (c.X+c.W)*s.pw+margin)
		s.top, s.bottom = max(0, c.Y*s.ph-margin), min(s.ph, (c.Y+c.H)*s.ph+margin)
	}
	s.w = s.right - s.left
	if s.fit == FitPage {
		s.w = max(s.pw, s.ph*aspect)
	}
	s.w /= s.zoom
	s.h = s.w / aspect
	return s
}

// Region returns the part of the page that a window of the aspect width by height
// shows. It never reaches beyond the page.
func (v View) Region(p Paper, aspect float64) Rect {
	s := v.seen(p, aspect)
	r := Rect{W: min(s.w/s.pw, 1), H: min(s.h/s.ph, 1)}
	middle := v.X
	if s.zoom == 1 || middle == 0 {
		middle = (s.left + s.right) / 2 / s.pw
	}
	r.X = within(middle-r.W/2, 0, 1-r.W)
	r.Y = within(v.Y, min(s.top/s.ph, 1-r.H), 1-r.H)
	return r
}

func within(x, low, high float64) float64 { return max(low, min(x, high)) }

// The last step down a page may be this much shorter or longer than the others.
const evenly = 1e-6

// On returns the view half a window further down the page, and whether there was any
// page left to see; the steps down a page are equal. Up is the same in reverse.
func (v View) On(p Paper, aspect float64) (View, bool) { return v.scroll(p, aspect, 1) }

// Up returns the view half a window further up the page; see On.
func (v View) Up(p Paper, aspect float64) (View, bool) { return v.scroll(p, aspect, -1) }

func (v View) scroll(p Paper, aspect, direction float64) (View, bool) {
	s, r := v.seen(p, aspect), v.Region(p, aspect)
	first := min(s.top/s.ph, 1-r.H)
	last := max(first, min(s.bottom/s.ph, 1)-r.H)
	steps := math.Round((last - first) / (r.H / 2))
	if steps < 1 && last-first > r.H/20 {
		steps = 1
	}
	if steps < 1 || direction > 0 && r.Y >= last-evenly || direction < 0 && r.Y <= first+evenly {
		return v, false
	}
	v.Y = within(r.Y+direction*(last-first)/steps, first, last)
	return v, true
}

// Start returns the view at the top of a page, End the one at its bottom.
func (v View) Start() View {
	v.Y = 0
	return v
}

// End returns the view at the bottom of the page's content.
func (v View) End(p Paper, aspect float64) View {
	s := v.seen(p, aspect)
	v.Y = 1
	if s.fit == FitText {
		v.Y = max(0, s.bottom/s.ph-min(s.h/s.ph, 1))
	}
	return v
}

// Closer returns the view enlarged by the factor around the middle of what is seen; a
// factor below 1 takes it further away.
func (v View) Closer(p Paper, aspect, factor float64) View {
	r := v.Region(p, aspect)
	x, y := r.X+r.W/2, r.Y+r.H/2
	v.Zoom = within(max(v.Zoom, 1)*factor, 1, MaxZoom)
	if v.Zoom < 1.01 {
		v.Zoom = 0
	}
	v.X, v.Y = 0, 0
	s := v.seen(p, aspect)
	if v.Zoom > 1 {
		v.X = x
	}
	v.Y = max(0, y-min(s.h/s.ph, 1)/2)
	return v
}

// Into returns the view in which the part of the page fills the window as far as its
// shape allows.
func (v View) Into(part Rect, p Paper, aspect float64) View {
	v.Zoom, v.X, v.Y = 0, 0, 0
	s := v.seen(p, aspect)
	factor := min(s.w/max(part.W*s.pw, 1e-9), s.h/max(part.H*s.ph, 1e-9))
	v.Zoom = within(factor, 1, MaxZoom)
	s = v.seen(p, aspect)
	v.X = part.X + part.W/2
	v.Y = max(0, part.Y+part.H/2-min(s.h/s.ph, 1)/2)
	return v
}

// Shows tells whether the part of the page is wholly seen.
func (r Rect) Shows(part Rect) bool {
	return part.X >= r.X-evenly && part.Y >= r.Y-evenly &&
		part.X+part.W <= r.X+r.W+evenly && part.Y+part.H <= r.Y+r.H+evenly
}

// TurnDocument turns all pages of a document by quarters, clockwise. It stays so in
// this meeting and on the phones.
type TurnDocument struct {
	ID string
	By int // quarters; negative is anticlockwise
}

// Topics implements [Command].
func (TurnDocument) Topics() Topic { return TopicDocuments | TopicStage }

// Apply implements [Command].
func (c TurnDocument) Apply(m *Meeting, _ time.Time) error {
	for i := range m.Documents {
		if m.Documents[i].ID == c.ID {
			m.Documents[i].Turn = ((m.Documents[i].Turn+c.By)%4 + 4) % 4
			return nil
		}
	}
	return ErrNoDocument
}
