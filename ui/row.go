package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Row is a line of a short list that can be tapped, and dragged up and down.
type Row struct {
	widget.BaseWidget
	OnTapped func()
	OnMoved  func(dy float32) // dragged by so much; nil: it cannot be dragged

	content fyne.CanvasObject
	ground  *canvas.Rectangle
	dragged float32
}

// NewRow returns a row; a chosen one stands on a darker ground with a bar at its
// left.
func NewRow(content fyne.CanvasObject, chosen bool) *Row {
	r := &Row{content: content, ground: canvas.NewRectangle(theme.Color(theme.ColorNameBackground))}
	if chosen {
		r.ground.FillColor = theme.Color(theme.ColorNameSelection)
		r.ground.StrokeColor = Accent
		r.ground.StrokeWidth = 1
	}
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer implements [fyne.Widget].
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(r.ground, r.content))
}

// Tapped implements [fyne.Tappable].
func (r *Row) Tapped(*fyne.PointEvent) {
	if r.OnTapped != nil {
		r.OnTapped()
	}
}

// Dragged implements [fyne.Draggable].
func (r *Row) Dragged(e *fyne.DragEvent) {
	if r.OnMoved == nil {
		return
	}
	r.dragged += e.Dragged.DY
	r.Move(r.Position().AddXY(0, e.Dragged.DY))
}

// DragEnd implements [fyne.Draggable].
func (r *Row) DragEnd() {
	dy := r.dragged
	r.dragged = 0
	if r.OnMoved != nil && dy != 0 {
		r.Move(r.Position().AddXY(0, -dy))
		r.OnMoved(dy)
	}
}

// Cursor implements [desktop.Cursorable].
func (r *Row) Cursor() desktop.Cursor { return desktop.PointerCursor }
