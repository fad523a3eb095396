// Package display puts the projector's window on its display and keeps it there.
//
// The rules of the package:
//
//   - The projector's display is one that shows nothing of what the desk stands on. It is
//     told by its place, never by its name: on Windows both are often called "Generic
//     PnP Monitor".
//   - The window is first placed small in the corner of its display and covers it only
//     when the window system has put it there; then it is looked at where it really is.
//     What the toolkit says of itself is not trusted.
//   - A display that goes takes the window off the desk's display; one that comes gets it
//     again. The stage is not concerned.
//   - With one display the window is hidden until it is asked for.
//
// The choice is pure; all that touches windows belongs to the main goroutine and needs
// cgo.
package display

// Rect is a part of the desktop, in the window system's coordinates.
type Rect struct{ X, Y, Width, Height int }

// Monitor is a display that is switched on.
type Monitor struct {
	Name    string // for people only
	Rect    Rect
	Primary bool
}

// overlaps tells whether the two share anything.
func (r Rect) overlaps(o Rect) bool {
	return r.X < o.X+o.Width && o.X < r.X+r.Width && r.Y < o.Y+o.Height && o.Y < r.Y+r.Height
}

// shared returns how much of the desktop the two share.
func (r Rect) shared(o Rect) int {
	w := min(r.X+r.Width, o.X+o.Width) - max(r.X, o.X)
	h := min(r.Y+r.Height, o.Y+o.Height) - max(r.Y, o.Y)
	return max(0, w) * max(0, h)
}

// Under returns the display on which most of a window stands; the primary one for a
// window that stands nowhere. It is false without a display.
func Under(list []Monitor, window Rect) (Monitor, bool) {
	best, most := Monitor{}, -1
	for _, m := range list {
		part := m.Rect.shared(window)
		if part > most || part == most && m.Primary && !best.Primary {
			best, most = m, part
		}
	}
	return best, most >= 0
}

// Mirrored tells whether a second display shows the same as the one on which the desk
// stands (Windows+P, "Duplicate"): then the hall sees the secretary's window. Windows and X
// list both displays, at the same place.
func Mirrored(list []Monitor, desk Rect) bool {
	own, ok := Under(list, desk)
	if !ok {
		return false
	}
	same := 0
	for _, m := range list {
		if m.Rect.Width > 0 && m.Rect.Height > 0 && m.Rect.overlaps(own.Rect) {
			same++
		}
	}
	return same > 1
}

// Choose returns the display for the projector's window: one that shows nothing of the
// display on which the desk stands (a mirrored display shows the same). Of several, one
// that is not the primary. It is false where there is none.
func Choose(list []Monitor, desk Rect) (Monitor, bool) {
	own, ok := Under(list, desk)
	if !ok {
		return Monitor{}, false
	}
	found := false
	var best Monitor
	for _, m := range list {
		if m.Rect.Width <= 0 || m.Rect.Height <= 0 || m.Rect.overlaps(own.Rect) {
			continue
		}
		if !found || best.Primary && !m.Primary {
			best, found = m, true
		}
	}
	return best, found
}
