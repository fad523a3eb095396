package desk

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
)

// thumbnailSize is the size of a small page with its number, in device-independent pixels.
var thumbnailSize = fyne.NewSize(150, 200)

// thumbnails shows all pages of the document small; a tap shows one to the hall.
func (d *Desk) thumbnails() {
	s, doc, ok := d.page()
	if !ok {
		return
	}
	ctx, cancel := context.WithCancel(d.ctx)
	var close func()
	grid := widget.NewGridWrap(
		func() int { return doc.Pages },
		func() fyne.CanvasObject { return newThumbnail(d) },
		func(i widget.GridWrapItemID, o fyne.CanvasObject) { o.(*thumbnail).show(ctx, doc, i, i == s.Page) },
	)
	grid.OnSelected = func(i widget.GridWrapItemID) {
		close()
		d.goTo(i)
	}
	box := d.ask(d.t("desk.thumbnails.title", "name", doc.Title), grid, "", fyne.NewSize(820, 540), nil)
	d.boxes[len(d.boxes)-1].closed = cancel
	close = box.Hide
	grid.ScrollTo(s.Page)
}

// thumbnail is a small page with its number.
type thumbnail struct {
	widget.BaseWidget
	desk   *Desk
	image  *canvas.Image
	label  *widget.Label
	cancel context.CancelFunc
}

func newThumbnail(d *Desk) *thumbnail {
	t := &thumbnail{desk: d, label: widget.NewLabel("")}
	t.image = &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleFastest}
	t.label.Alignment = fyne.TextAlignCenter
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer implements [fyne.Widget].
func (t *thumbnail) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewGridWrap(thumbnailSize, container.NewBorder(nil, t.label, nil, nil, t.image)))
}

// show fetches a page, counted from 0.
func (t *thumbnail) show(ctx context.Context, doc meeting.Document, number int, current bool) {
	if t.cancel != nil {
		t.cancel()
	}
	t.label.TextStyle.Bold = current
	t.label.SetText(t.desk.t("desk.thumbnails.page", "n", number+1))
	if img, ok := t.desk.opt.Pages.Sketch(doc.SHA256, number+1, doc.Turn); ok {
		t.image.Image = img
		t.image.Refresh()
		return
	}
	t.image.Image = nil
	t.image.Refresh()
	ctx, t.cancel = context.WithCancel(ctx)
	go func() {
		img, err := t.desk.opt.Pages.Thumbnail(ctx, doc.SHA256, number+1, doc.Turn)
		t.desk.opt.Post(func() {
			if ctx.Err() == nil && err == nil {
				t.image.Image = img
				t.image.Refresh()
			}
		})
	}()
}
