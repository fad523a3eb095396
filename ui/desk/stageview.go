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
	tools  *container.Scroll
}

func newStageView(d *Desk) *stageView {
	v := &stageView{desk: d, now: newPicture(d, d.t("desk.on_screen")), next: newPicture(d, d.t("desk.next_page")), spot: newSpot()}
	back := ui.NewButton(d.keys, d.t("desk.page_back"), theme.NavigateBackIcon(), func() { d.turn(-1) })
	on := ui.NewButton(d.keys, d.t("desk.page_on"), theme.NavigateNextIcon(), func() { d.turn(1) })
	on.Importance = widget.HighImportance
	v.tools = container.NewHScroll(d.tools())
	v.object = container.NewVBox(
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
	s := d.opt.Room.Stage()
	doc, ok := d.now.Document(s.Document)
	if s.Show != meeting.ShowPage || !ok {
		words := map[meeting.Show]string{
			meeting.ShowJoin: "desk.shown.join", meeting.ShowAgenda: "desk.shown.agenda", meeting.ShowBlank: "desk.shown.blank",
		}
		v.now.say(d.t(words[s.Show]))
		v.next.say("")
		v.now.head.SetText(d.t("desk.on_screen"))
		v.spot.hide()
		return
	}
	v.now.head.SetText(d.t("desk.on_screen") + ": " + d.t("desk.page_of", "n", s.Page+1, "of", doc.Pages) + " · " + doc.Title)
	v.now.show(doc, s)
	v.spot.show(d.opt.Screen.Paper(doc, s.Page), d.opt.Screen.Region(doc, s))
	if next := d.opt.Screen.Turn(s, 1); next != s {
		v.next.show(doc, next)
	} else {
		v.next.say(d.t("desk.last_page"))
	}
}

// picture is a page at the desk with a caption.
type picture struct {
	desk   *Desk
	object fyne.CanvasObject
	image  *canvas.Image
	head   *widget.Label
	text   *widget.Label
	cut    page.Cut // what is shown or on its way
	cancel context.CancelFunc
}

func newPicture(d *Desk, caption string) *picture {
	p := &picture{desk: d, image: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleFastest}}
	p.image.SetMinSize(fyne.NewSize(pictureWidth, pictureHeight))
	p.text = widget.NewLabelWithStyle("", fyne.TextAlignCenter, fyne.TextStyle{})
	p.text.Wrapping = fyne.TextWrapWord
	frame := canvas.NewRectangle(theme.Color(theme.ColorNameInputBackground))
	frame.SetMinSize(fyne.NewSize(pictureWidth, pictureHeight))
	p.head = widget.NewLabel(caption)
	p.head.SizeName, p.head.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	p.object = container.NewBorder(p.head, nil, nil, nil, container.NewStack(frame, p.image, container.NewCenter(container.NewGridWrap(fyne.NewSize(pictureWidth-20, 80), p.text))))
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
}

func (p *picture) stop() {
	if p.cancel != nil {
		p.cancel()
		p.cancel = nil
	}
}
