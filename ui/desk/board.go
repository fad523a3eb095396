package desk

import (
	"context"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/docs/page"
	"phonghop/meeting"
	"phonghop/ui"
)

// leastStep is the shortest line of a stroke, in device-independent pixels: a mouse tells of
// more places than a line needs.
const leastStep = 1.5

// board is the page that the hall sees, large at the desk: where the mouse goes the hall's
// pointer goes, and what is drawn here is drawn there.
type board struct {
	widget.BaseWidget
	desk  *Desk
	image *canvas.Image
	ink   *canvas.Image
	inks  *fyne.Container // holds the ink
	draft *fyne.Container
	frame *canvas.Rectangle // of the part to be enlarged

	doc    meeting.Document
	stage  meeting.Stage
	region meeting.Rect
	cut    page.Cut
	tool   meeting.Tool
	picks  map[meeting.Tool]*ui.Button
	alarm  *alarm    // the desk's own lies behind the board
	points []float32 // of the stroke that is being drawn, on the page as it lies in its file
	from   fyne.Position
	cancel context.CancelFunc
	inking context.CancelFunc
	closed func()
}

// openBoard opens the board over the desk.
func (d *Desk) openBoard() {
	if _, _, ok := d.page(); !ok || d.board != nil {
		d.notice.mention(d.t("desk.board.no_page"))
		return
	}
	b := &board{desk: d, alarm: newAlarm(d)}
	b.image = &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleFastest}
	b.ink = &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest}
	b.inks = container.NewWithoutLayout(b.ink)
	b.draft = container.NewWithoutLayout()
	b.frame = canvas.NewRectangle(nil)
	b.frame.StrokeColor, b.frame.StrokeWidth = ui.Accent, 2
	b.frame.Hide()
	b.ExtendBaseWidget(b)
	tools := b.tools()
	b.choose(toolPoint)
	d.board = b
	size := d.win.Canvas().Size()
	box := d.ask(d.t("desk.board.title"), container.NewBorder(b.alarm.object, tools, nil, nil, b), "", fyne.NewSize(size.Width*0.96, size.Height*0.94), nil)
	d.boxes[len(d.boxes)-1].closed = b.end
	b.closed = box.Hide
	b.refresh()
}

// end is told when the board is closed.
func (b *board) end() {
	for _, give := range []context.CancelFunc{b.cancel, b.inking} {
		if give != nil {
			give()
		}
	}
	b.desk.opt.Screen.Point(nil)
	b.desk.opt.Screen.Draft("", 0, 0, 0, 0)
	b.desk.board = nil
}

// CreateRenderer implements [fyne.Widget].
func (b *board) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(canvas.NewRectangle(theme.Color(theme.ColorNameInputBackground)), b.image, b.inks, b.draft, container.NewWithoutLayout(b.frame)))
}

// MinSize implements [fyne.Widget].
func (b *board) MinSize() fyne.Size { return fyne.NewSize(320, 240) }

// Resize implements [fyne.CanvasObject].
func (b *board) Resize(size fyne.Size) {
	b.BaseWidget.Resize(size)
	b.refresh()
}

// refresh shows the page of the stage and its ink.
func (b *board) refresh() {
	d := b.desk
	s, doc, ok := d.page()
	if !ok {
		if b.closed != nil && s.Show != meeting.ShowBlank { // the dark is for a while
			b.closed()
		}
		b.alarm.refresh()
		return
	}
	b.alarm.refresh()
	w, h := d.win.Canvas().PixelCoordinateForPosition(fyne.NewPos(b.Size().Width, b.Size().Height))
	if w < 64 || h < 64 { // not laid out yet
		return
	}
	b.stage, b.doc, b.region = s, doc, d.opt.Screen.Region(doc, s)
	b.showInk()
	cut := d.opt.Screen.Cut(doc, s, w, h)
	if cut == b.cut {
		return
	}
	b.cut = cut
	if b.cancel != nil {
		b.cancel()
	}
	ctx, cancel := context.WithCancel(d.ctx)
	b.cancel = cancel
	go func() {
		img, err := d.opt.Pages.Preview(ctx, cut)
		d.opt.Post(func() {
			if ctx.Err() == nil && err == nil { // what went wrong stands beside, in the small picture
				b.image.Image = img
				b.image.Refresh()
			}
		})
	}()
}

// showInk draws the page's strokes over it, off the main goroutine.
func (b *board) showInk() {
	if b.inking != nil {
		b.inking()
	}
	ctx, cancel := context.WithCancel(b.desk.ctx)
	b.inking = cancel
	strokes, turn, region := b.desk.now.InkOn(b.doc.ID, b.stage.Page), b.doc.Turn, b.region
	at, size := b.place()
	w, h := b.desk.win.Canvas().PixelCoordinateForPosition(fyne.NewPos(size.Width, size.Height))
	go func() {
		img, part := ui.DrawInk(strokes, turn, region, max(w, 1), max(h, 1))
		b.desk.opt.Post(func() {
			if ctx.Err() != nil {
				return
			}
			if b.ink.Hide(); img != nil {
				at, size := ui.OnWindow(part, max(w, 1), max(h, 1), at, size)
				b.ink.Image = img
				b.ink.Move(at)
				b.ink.Resize(size)
				b.ink.Show()
			}
			b.inks.Refresh()
			if b.points == nil { // the last stroke is among the ink now
				b.draft.Objects = nil
				b.draft.Refresh()
			}
		})
	}()
}

// place is where the picture of the page stands on the board.
func (b *board) place() (fyne.Position, fyne.Size) {
	return contained(b.Size(), b.desk.opt.Screen.Paper(b.doc, b.stage.Page), b.region)
}

// onPage is a point of the board as a point of the page as it is turned.
func (b *board) onPage(p fyne.Position) (x, y float64) {
	at, size := b.place()
	return ui.OnPage(p, b.region, at, size)
}

// MouseIn implements [desktop.Hoverable].
func (b *board) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved implements [desktop.Hoverable].
func (b *board) MouseMoved(e *desktop.MouseEvent) { b.point(e.Position) }

func (b *board) point(p fyne.Position) {
	if b.tool != toolPoint && b.tool != toolSpot || b.desk.held {
		return
	}
	x, y := b.onPage(p)
	b.desk.opt.Screen.Point(&ui.Pointer{X: x, Y: y, Spot: b.tool == toolSpot})
}

// MouseOut implements [desktop.Hoverable].
func (b *board) MouseOut() { b.desk.opt.Screen.Point(nil) }

// Tapped implements [fyne.Tappable]: it follows a link, or draws a dot.
func (b *board) Tapped(e *fyne.PointEvent) {
	if !b.draws() {
		b.desk.followLink(b.onPage(e.Position))
		return
	}
	b.add(e.Position)
	b.points = append(b.points, b.points...)
	b.keep()
}

// DoubleTapped implements [fyne.DoubleTappable]: it goes back from an enlarged part.
func (b *board) DoubleTapped(e *fyne.PointEvent) {
	if b.draws() {
		b.Tapped(e)
		return
	}
	b.desk.unzoom()
}

// Dragged implements [fyne.Draggable].
func (b *board) Dragged(e *fyne.DragEvent) {
	b.point(e.Position)
	switch b.tool {
	case toolZoom:
		if !b.frame.Visible() {
			b.from = e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY)
			b.frame.Show()
		}
		b.frame.Move(fyne.NewPos(min(b.from.X, e.Position.X), min(b.from.Y, e.Position.Y)))
		b.frame.Resize(fyne.NewSize(max(b.from.X, e.Position.X)-b.frame.Position().X, max(b.from.Y, e.Position.Y)-b.frame.Position().Y))
		canvas.Refresh(b.draft)
	case meeting.Pen, meeting.Marker:
		if b.points == nil {
			b.add(e.Position.SubtractXY(e.Dragged.DX, e.Dragged.DY))
		}
		b.add(e.Position)
	}
}

// add draws on to a point, on both windows.
func (b *board) add(p fyne.Position) {
	x, y := b.onPage(p)
	if len(b.points) == 2*meeting.MaxPoints { // the line goes on as another stroke
		last := [2]float32(b.points[len(b.points)-2:])
		b.keep()
		b.points = last[:]
	}
	if n := len(b.points); n > 0 {
		lx, ly := ui.TurnPoint(float64(b.points[n-2]), float64(b.points[n-1]), b.doc.Turn)
		at, size := b.place()
		line := canvas.NewLine(ui.Inks[b.tool])
		line.StrokeWidth = ui.InkWidth(b.tool, size.Width/float32(b.region.W), size.Height/float32(b.region.H))
		line.Position1, line.Position2 = ui.OnPicture(lx, ly, b.region, at, size), p
		if math.Hypot(float64(line.Position2.X-line.Position1.X), float64(line.Position2.Y-line.Position1.Y)) < leastStep {
			return
		}
		b.draft.Add(line)
		canvas.Refresh(b.draft) // the line itself is not known to the window yet
		if !b.desk.held {
			b.desk.opt.Screen.Draft(b.tool, lx, ly, x, y)
		}
	}
	ux, uy := ui.TurnPoint(x, y, -b.doc.Turn)
	b.points = append(b.points, float32(ux), float32(uy))
}

// keep writes the stroke that was drawn.
func (b *board) keep() {
	stroke := meeting.Stroke{Tool: b.tool, Points: b.points}
	b.points = nil
	b.desk.doThen(meeting.PutStroke{Document: b.doc.ID, Page: b.stage.Page, Stroke: stroke}, func(err error) {
		if err != nil { // then it does not stay on the page either
			b.draft.Objects = nil
			b.draft.Refresh()
			b.desk.opt.Screen.Draft("", 0, 0, 0, 0)
		}
	})
}

// DragEnd implements [fyne.Draggable].
func (b *board) DragEnd() {
	switch {
	case b.frame.Visible():
		b.frame.Hide()
		x0, y0 := b.onPage(b.frame.Position())
		x1, y1 := b.onPage(b.frame.Position().AddXY(b.frame.Size().Width, b.frame.Size().Height))
		if b.frame.Size().Width > 12 && b.frame.Size().Height > 12 { // not a tap that slipped
			b.desk.changeView(func(v meeting.View, p meeting.Paper, aspect float64) meeting.View {
				return v.Into(meeting.Rect{X: x0, Y: y0, W: x1 - x0, H: y1 - y0}, p, aspect)
			})
		}
	case len(b.points) >= 4:
		b.keep()
	default:
		b.points = nil
	}
}

// contained is where the picture of a part of a page stands that is fitted into a frame.
func contained(frame fyne.Size, paper meeting.Paper, region meeting.Rect) (fyne.Position, fyne.Size) {
	w, h := float32(paper.Width*region.W), float32(paper.Height*region.H)
	if w <= 0 || h <= 0 {
		return fyne.Position{}, frame
	}
	unit := min(frame.Width/w, frame.Height/h)
	size := fyne.NewSize(w*unit, h*unit)
	return fyne.NewPos((frame.Width-size.Width)/2, (frame.Height-size.Height)/2), size
}
