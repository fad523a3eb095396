package desk

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/docs/page"
	"phonghop/meeting"
	"phonghop/ui"
)

// The size of the pictures at the desk, in device-independent pixels.
const (
	pictureWidth  = 256
	pictureHeight = 172
)

// stageView shows what the hall sees, where on the page that is, and what comes next.
type stageView struct {
	desk   *Desk
	object fyne.CanvasObject
	now    *picture
	next   *picture
	spot   *spot
	alarm  *alarm
	tools  fyne.CanvasObject
}

func newStageView(d *Desk) *stageView {
	v := &stageView{desk: d, now: newPicture(d, d.t("desk.on_screen")), next: newPicture(d, d.t("desk.next_page")), spot: newSpot()}
	back := ui.NewButton(d.keys, d.t("desk.page_back"), theme.NavigateBackIcon(), func() { d.turn(-1) })
	on := ui.NewButton(d.keys, d.t("desk.page_on"), theme.NavigateNextIcon(), func() { d.turn(1) })
	on.Importance = widget.HighImportance
	v.tools = d.tools()
	v.alarm = newAlarm(d)
	v.object = container.NewVBox(
		v.alarm.object,
		d.timer.object,
		d.message.object,
		d.speaking.object,
		container.NewGridWithColumns(2, container.NewBorder(nil, nil, nil, v.spot.object, v.now.object), v.next.object),
		container.NewBorder(nil, nil, nil, container.NewHBox(back, on), container.NewStack(v.tools, d.find.object)),
	)
	return v
}

// layout shows the buttons of reading, or the strip of finding in their place.
func (v *stageView) layout() {
	if v.desk.find.object.Visible() {
		v.tools.Hide()
	} else {
		v.tools.Show()
	}
}

func (v *stageView) refresh() {
	d := v.desk
	v.alarm.refresh()
	if d.board != nil {
		d.board.refresh()
	}
	d.timer.refresh()
	d.message.refresh()
	d.speaking.refresh()
	s := d.shown()
	doc, ok := d.now.Document(s.Document)
	if s.Show != meeting.ShowPage || !ok {
		words := map[meeting.Show]string{
			meeting.ShowJoin: "desk.shown.join", meeting.ShowAgenda: "desk.shown.agenda", meeting.ShowBlank: "desk.shown.blank",
			meeting.ShowReview: "review.shown",
		}
		v.now.say(d.t(words[s.Show]))
		v.now.mark(doc, meeting.Stage{})
		v.next.say("")
		v.now.head.SetText(d.t("desk.on_screen"))
		v.spot.hide()
		return
	}
	v.now.head.SetText(d.t("desk.on_screen") + ": " + d.t("desk.page_of", "n", s.Page+1, "of", doc.Pages) + " · " + doc.Title)
	v.now.show(doc, s)
	v.now.mark(doc, s)
	v.spot.show(d.opt.Screen.Paper(doc, s.Page), d.opt.Screen.Region(doc, s))
	if next := d.opt.Screen.Turn(s, 1); next != s {
		v.next.show(doc, next)
	} else {
		v.next.say(d.t("desk.last_page"))
	}
}

// picture is a page at the desk with a caption.
type picture struct {
	desk    *Desk
	object  fyne.CanvasObject
	image   *canvas.Image
	head    *widget.Label
	text    *widget.Label
	marks   *ui.Marks
	marking context.CancelFunc
	spots   []ui.Spot    // that are marked
	region  meeting.Rect // of the page that is shown
	cut     page.Cut     // what is shown or on its way
	cancel  context.CancelFunc
}

func newPicture(d *Desk, caption string) *picture {
	p := &picture{desk: d, image: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleFastest}}
	p.image.SetMinSize(fyne.NewSize(pictureWidth, pictureHeight))
	p.marks = ui.NewMarks()
	p.text = widget.NewLabelWithStyle("", fyne.TextAlignCenter, fyne.TextStyle{})
	p.text.Wrapping = fyne.TextWrapWord
	frame := canvas.NewRectangle(theme.Color(theme.ColorNameInputBackground))
	frame.SetMinSize(fyne.NewSize(pictureWidth, pictureHeight))
	p.head = widget.NewLabel(caption)
	p.head.SizeName, p.head.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	p.object = container.NewBorder(p.head, nil, nil, nil, container.NewStack(frame, p.image, p.marks.Box, container.NewCenter(container.NewGridWrap(fyne.NewSize(pictureWidth-20, 80), p.text))))
	return p
}

// say shows a text in place of a page.
func (p *picture) say(text string) {
	p.stop()
	p.cut = page.Cut{}
	p.text.SetText(text)
	if p.image.Image != nil {
		p.image.Image = nil
		p.image.Refresh()
		p.lay()
	}
}

// show fetches the picture of a stage and keeps the one before until it is there.
func (p *picture) show(doc meeting.Document, stage meeting.Stage) {
	d := p.desk
	w, h := d.win.Canvas().PixelCoordinateForPosition(fyne.NewPos(p.image.Size().Width, p.image.Size().Height))
	if w < 64 || h < 64 { // not laid out yet
		w, h = d.win.Canvas().PixelCoordinateForPosition(fyne.NewPos(pictureWidth, pictureHeight))
	}
	cut := d.opt.Screen.Cut(doc, stage, w, h)
	if p.cut == cut {
		return
	}
	p.stop()
	p.cut = cut
	ctx, cancel := context.WithCancel(d.ctx)
	p.cancel = cancel
	go func() {
		img, err := d.opt.Pages.Preview(ctx, cut)
		d.opt.Post(func() {
			if ctx.Err() == nil {
				p.set(img, err)
			}
		})
	}()
}

func (p *picture) set(img *image.RGBA, err error) {
	if err != nil {
		p.say(p.desk.opt.Errors.Text(err))
		return
	}
	p.text.SetText("")
	p.image.Image = img
	p.image.Refresh()
	p.lay()
}

func (p *picture) stop() {
	if p.cancel != nil {
		p.cancel()
		p.cancel = nil
	}
}

// mark marks the words that are looked for, as the hall sees them.
func (p *picture) mark(doc meeting.Document, stage meeting.Stage) {
	if p.marking != nil {
		p.marking()
		p.marking = nil
	}
	d := p.desk
	if stage.Find == "" {
		p.spots = nil
		p.lay()
		return
	}
	ctx, cancel := context.WithCancel(d.ctx)
	p.marking = cancel
	go func() {
		spots, err := ui.Spots(ctx, d.opt.Pages, doc, stage)
		d.opt.Post(func() {
			if ctx.Err() != nil || err != nil {
				return
			}
			p.spots, p.region = spots, d.opt.Screen.Region(doc, stage)
			p.lay()
		})
	}()
}

// lay lays the marks over the picture, wherever it stands within its frame.
func (p *picture) lay() {
	if p.image.Image == nil {
		p.marks.Clear()
		return
	}
	frame, drawn := p.image.Size(), p.image.Image.Bounds()
	unit := min(frame.Width/float32(drawn.Dx()), frame.Height/float32(drawn.Dy()))
	size := fyne.NewSize(float32(drawn.Dx())*unit, float32(drawn.Dy())*unit)
	p.marks.Show(p.spots, p.region, fyne.NewPos((frame.Width-size.Width)/2, (frame.Height-size.Height)/2), size)
}
