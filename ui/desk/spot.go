package desk

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"phonghop/meeting"
	"phonghop/ui"
)

// spotWidth is how wide the small page is, in device-independent pixels.
const spotWidth = 64

// spot is a small empty page on which the part is marked that the hall is reading.
type spot struct {
	object *fyne.Container
	page   *canvas.Rectangle
	part   *canvas.Rectangle
}

func newSpot() *spot {
	s := &spot{page: canvas.NewRectangle(color.White), part: canvas.NewRectangle(ui.Accent)}
	s.page.StrokeColor, s.page.StrokeWidth = ui.Accent, 1
	s.object = container.NewGridWrap(fyne.NewSize(spotWidth+8, pictureHeight), container.NewWithoutLayout(s.page, s.part))
	s.hide()
	return s
}

// show marks the region of a page.
func (s *spot) show(p meeting.Paper, region meeting.Rect) {
	if region == meeting.WholePage || p.Width <= 0 || p.Height <= 0 {
		s.hide()
		return
	}
	unit := min(spotWidth/p.Width, pictureHeight/p.Height)
	at := fyne.NewPos(4, 34) // below the caption of the picture beside it
	s.page.Move(at)
	s.page.Resize(fyne.NewSize(float32(p.Width*unit), float32(p.Height*unit)))
	s.part.Move(at.AddXY(float32(region.X*p.Width*unit), float32(region.Y*p.Height*unit)))
	s.part.Resize(fyne.NewSize(float32(region.W*p.Width*unit), float32(region.H*p.Height*unit)))
	s.page.Show()
	s.part.Show()
	s.object.Refresh()
}

func (s *spot) hide() {
	s.page.Hide()
	s.part.Hide()
}
