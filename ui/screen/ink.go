package screen

import (
	"context"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"phonghop/meeting"
	"phonghop/ui"
)

// How large the pointer is, in heights of the window, and what the spotlight shows, in
// parts of the window.
const (
	dotSize    = 0.03
	spotWidth  = 0.5
	spotHeight = 0.22
)

var (
	dotColour = color.NRGBA{R: 0xe0, A: 0xd0}
	shade     = color.NRGBA{A: 0xa8} // around the spotlight
)

// layer is what is drawn over the page: ink, the stroke that is being drawn, the pointer.
// It has textures of its own, so that the page's is never sent again. Its box is never
// hidden: the toolkit does not repaint for an object that it has not seen yet.
type layer struct {
	view   *pageView
	box    *fyne.Container
	ink    *canvas.Image
	draft  *fyne.Container
	dot    *canvas.Circle
	shades *fyne.Container
	shown  inkFor
	cancel context.CancelFunc
}

// inkFor is what the ink was drawn for.
type inkFor struct {
	region   meeting.Rect
	turn     int
	size     fyne.Size
	key      string
	strokes  int
	last     *meeting.Stroke
	document string
}

func newLayer(v *pageView) *layer {
	l := &layer{view: v, ink: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest}}
	l.draft = container.NewWithoutLayout()
	l.dot = canvas.NewCircle(dotColour)
	l.dot.StrokeColor, l.dot.StrokeWidth = color.White, 2
	l.shades = container.NewWithoutLayout()
	for range 4 {
		l.shades.Add(canvas.NewRectangle(shade))
	}
	l.box = container.NewWithoutLayout(l.ink, l.draft, l.shades, l.dot)
	for _, o := range l.box.Objects {
		o.Hide()
	}
	return l
}

// hide takes everything off the page.
func (l *layer) hide() {
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
	l.shown = inkFor{}
	for _, o := range l.box.Objects {
		if o.Visible() {
			o.Hide()
		}
	}
	l.draft.Objects = nil
	l.ink.Image = nil
}

// set shows or hides a part of the layer.
func (l *layer) set(o fyne.CanvasObject, visible bool) {
	if o.Visible() == visible {
		return
	}
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
	l.paint()
}

// ready tells whether it is known what part of a page the picture shows: not while a
// sketch stands in for it.
func (l *layer) ready() bool {
	return l.view.image.Visible() && l.shown.region.W > 0 && l.shown.region.H > 0
}

// paint has the window painted anew. The box's own Refresh would send the ink's texture
// again for each line that is drawn.
func (l *layer) paint() { canvas.Refresh(l.box) }

// show draws the strokes of the page that is shown, off the main goroutine.
func (l *layer) show(m *meeting.Meeting, doc meeting.Document, stage meeting.Stage) {
	v := l.view
	strokes := m.InkOn(doc.ID, stage.Page)
	region := v.screen.Region(doc, stage)
	now := inkFor{region: region, turn: doc.Turn, size: v.image.Size(), key: meeting.InkKey(doc.ID, stage.Page), strokes: len(strokes), document: doc.SHA256}
	if len(strokes) > 0 {
		now.last = &strokes[len(strokes)-1]
	}
	if now == l.shown {
		return
	}
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
	if now.key != l.shown.key {
		l.draft.Objects = nil
		l.set(l.draft, false)
	}
	l.shown = now
	if len(strokes) == 0 {
		l.ink.Image = nil
		l.draft.Objects = nil
		l.set(l.ink, false)
		return
	}
	at, size := v.image.Position(), v.image.Size()
	w, h := v.screen.win.Canvas().PixelCoordinateForPosition(fyne.NewPos(size.Width, size.Height))
	ctx, cancel := context.WithCancel(v.screen.ctx)
	l.cancel = cancel
	go func() {
		img, part := ui.DrawInk(strokes, doc.Turn, region, max(w, 1), max(h, 1))
		v.screen.opt.Post(func() {
			if ctx.Err() != nil {
				return
			}
			l.draft.Objects = nil // it is among the strokes now
			l.set(l.draft, false)
			if img == nil { // none of them is in sight
				l.ink.Image = nil
				l.set(l.ink, false)
				return
			}
			at, size := ui.OnWindow(part, max(w, 1), max(h, 1), at, size)
			l.ink.Image = img
			l.ink.Move(at)
			l.ink.Resize(size)
			l.set(l.ink, true)
			l.ink.Refresh()
		})
	}()
}

// Pointer is where the desk points on the page that is shown.
type Pointer = ui.Pointer

// Point shows the pointer or the spotlight on the page; nil takes it away.
func (s *Screen) Point(p *Pointer) {
	l := s.page.layer
	if p == nil || !l.ready() {
		l.set(l.dot, false)
		l.set(l.shades, false)
		return
	}
	size := s.win.Canvas().Size()
	at := s.page.at(p.X, p.Y)
	if p.Spot {
		l.set(l.dot, false)
		l.light(at, size)
		return
	}
	l.set(l.shades, false)
	d := dotSize * size.Height
	l.dot.Resize(fyne.NewSize(d, d))
	l.dot.Move(at.SubtractXY(d/2, d/2))
	l.set(l.dot, true)
}

// light darkens all but a window around a point.
func (l *layer) light(at fyne.Position, size fyne.Size) {
	w, h := spotWidth*size.Width, spotHeight*size.Height
	left, right := max(0, at.X-w/2), min(size.Width, at.X+w/2)
	top, bottom := max(0, at.Y-h/2), min(size.Height, at.Y+h/2)
	for i, r := range [4][4]float32{
		{0, 0, size.Width, top},
		{0, bottom, size.Width, size.Height - bottom},
		{0, top, left, bottom - top},
		{right, top, size.Width - right, bottom - top},
	} {
		l.shades.Objects[i].Move(fyne.NewPos(r[0], r[1]))
		l.shades.Objects[i].Resize(fyne.NewSize(max(0, r[2]), max(0, r[3])))
	}
	l.set(l.shades, true)
}

// Draft shows a line of the stroke that is being drawn, from one point of the page to
// another, as the page is turned. With no tool it takes the stroke away.
func (s *Screen) Draft(tool meeting.Tool, x0, y0, x1, y1 float64) {
	l, v := s.page.layer, s.page
	if tool == "" {
		l.draft.Objects = nil
		l.set(l.draft, false)
		return
	}
	if !l.ready() {
		return
	}
	line := canvas.NewLine(ui.Inks[tool])
	region, size := l.shown.region, v.image.Size()
	line.StrokeWidth = ui.InkWidth(tool, size.Width/float32(region.W), size.Height/float32(region.H))
	line.Position1, line.Position2 = v.at(x0, y0), v.at(x1, y1)
	l.draft.Objects = append(l.draft.Objects, line)
	l.set(l.draft, true)
	l.paint()
}

// at is where a point of the page, as it is turned, stands in the window.
func (v *pageView) at(x, y float64) fyne.Position {
	return ui.OnPicture(x, y, v.layer.shown.region, v.image.Position(), v.image.Size())
}
