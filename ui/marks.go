package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"phonghop/meeting"
)

// The colours of words that were looked for; letters stay readable through them.
var (
	found  = color.NRGBA{R: 0xff, G: 0xd5, B: 0x00, A: 0x60}
	chosen = color.NRGBA{R: 0xff, G: 0x7a, B: 0x00, A: 0x80}
)

// Marks lie over the picture of a page and mark places on it. Lay Box over the picture. It
// is never hidden: the toolkit does not repaint for an object that it has not seen yet.
type Marks struct {
	Box *fyne.Container
}

// NewMarks returns marks of nothing.
func NewMarks() *Marks {
	return &Marks{Box: container.NewWithoutLayout()}
}

// Spot is a place on a page, which may run over several lines.
type Spot struct {
	Parts  []meeting.Rect // of the page as it is turned
	Chosen bool
}

// Show marks places on a picture that shows the region of the page and stands at a
// position of the window.
func (m *Marks) Show(spots []Spot, region meeting.Rect, at fyne.Position, size fyne.Size) {
	if len(spots) == 0 && len(m.Box.Objects) == 0 {
		return
	}
	m.Box.Objects = nil
	for _, s := range spots {
		for _, p := range s.Parts {
			c := found
			if s.Chosen {
				c = chosen
			}
			if o := onPicture(p, region, at, size, c); o != nil {
				m.Box.Objects = append(m.Box.Objects, o)
			}
		}
	}
	m.Box.Refresh()
}

// Clear takes all marks away.
func (m *Marks) Clear() { m.Show(nil, meeting.WholePage, fyne.Position{}, fyne.Size{}) }

// onPicture is a rectangle over what is seen of a part; nil where nothing is.
func onPicture(p, region meeting.Rect, at fyne.Position, size fyne.Size, c color.Color) fyne.CanvasObject {
	const around = 0.1 // of the height, so that accents lie within the mark
	p.Y, p.H = p.Y-around*p.H, p.H*(1+2*around)
	from := OnPicture(p.X, p.Y, region, at, size)
	to := OnPicture(p.X+p.W, p.Y+p.H, region, at, size)
	from = fyne.NewPos(max(from.X, at.X), max(from.Y, at.Y))
	to = fyne.NewPos(min(to.X, at.X+size.Width), min(to.Y, at.Y+size.Height))
	if to.X <= from.X || to.Y <= from.Y {
		return nil
	}
	o := canvas.NewRectangle(c)
	o.Move(from)
	o.Resize(fyne.NewSize(to.X-from.X, to.Y-from.Y))
	return o
}

// OnPicture returns where a point of a page, in parts of it, stands in the window when
// the region of the page is shown by a picture at a position.
func OnPicture(x, y float64, region meeting.Rect, at fyne.Position, size fyne.Size) fyne.Position {
	return at.AddXY(float32((x-region.X)/region.W)*size.Width, float32((y-region.Y)/region.H)*size.Height)
}

// OnPage is the reverse of OnPicture.
func OnPage(p fyne.Position, region meeting.Rect, at fyne.Position, size fyne.Size) (x, y float64) {
	return region.X + float64((p.X-at.X)/size.Width)*region.W, region.Y + float64((p.Y-at.Y)/size.Height)*region.H
}
