package screen

import (
	"context"
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"phonghop/meeting"
)

// Below this size in pixels no page is drawn: the window is on its way to its display.
const (
	leastWidth  = 320
	leastHeight = 240
)

// pageView shows a page of a document, pixel by pixel.
type pageView struct {
	screen *Screen
	image  *canvas.Image
	shown  picture // what the image shows
	wanted picture // what is being drawn
	cancel context.CancelFunc
}

// picture names a page at a size in pixels.
type picture struct {
	sha        string
	page, w, h int
}

func newPageView(s *Screen) *pageView {
	v := &pageView{screen: s, image: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest}}
	v.image.Hide()
	return v
}

// show puts the stage's page on the screen at once when it is drawn already, and as
// soon as it is drawn otherwise; until then what is shown stays.
func (v *pageView) show(m *meeting.Meeting, stage meeting.Stage) {
	doc, ok := m.Document(stage.Document)
	if !ok {
		v.screen.draw(sentence{text: v.screen.opt.Words.T("screen.page_gone")})
		return
	}
	w, h := v.pixels()
	if w < leastWidth || h < leastHeight {
		return
	}
	want := picture{sha: doc.SHA256, page: stage.Page, w: w, h: h}
	next := func() {
		if stage.Page+1 < doc.Pages {
			v.screen.opt.Pages.Ahead(doc.SHA256, stage.Page+1, w, h)
		}
	}
	switch {
	case v.image.Visible() && v.shown == want:
		v.stop()
		return
	case v.wanted == want:
		v.place() // the window may have grown meanwhile
		return
	}
	v.stop()
	if img, ok := v.screen.opt.Pages.Ready(want.sha, want.page, w, h); ok {
		v.set(want, img)
		next()
		return
	}
	v.place()
	ctx, cancel := context.WithCancel(v.screen.ctx)
	v.wanted, v.cancel = want, cancel
	go func() {
		img, err := v.screen.opt.Pages.Hall(ctx, want.sha, want.page, w, h)
		v.screen.opt.Post(func() {
			switch {
			case ctx.Err() != nil: // the stage has moved on
			case err != nil:
				v.fail()
			default:
				v.stop()
				v.set(want, img)
				next()
			}
		})
	}()
}

// fail says that the page cannot be shown. It is tried again when the page is turned
// or the window changes; what went wrong is the desk's business.
func (v *pageView) fail() {
	v.screen.draw(sentence{text: v.screen.opt.Words.T("screen.page_failed")})
}

// ahead has the page drawn that is likely to be shown first.
func (v *pageView) ahead(m *meeting.Meeting) {
	it, _ := m.Item(m.Current)
	w, h := v.pixels()
	if len(it.Documents) == 0 || w < leastWidth || h < leastHeight {
		return
	}
	if doc, ok := m.Document(it.Documents[0]); ok {
		v.screen.opt.Pages.Ahead(doc.SHA256, 0, w, h)
	}
}

// set shows a picture with one refresh. It is shared and never written to.
func (v *pageView) set(p picture, img *image.RGBA) {
	v.image.Image, v.shown = img, p
	v.place()
	v.screen.clear()
	if !v.image.Visible() {
		v.image.Show()
	}
	v.image.Refresh()
}

// place lays the picture in the middle. One of the window's own size keeps its pixels;
// one of another size, shown until the right one is there, is fitted in.
func (v *pageView) place() {
	img := v.image.Image
	if img == nil {
		return
	}
	size := v.screen.win.Canvas().Size()
	w, h := v.pixels()
	iw, ih := img.Bounds().Dx(), img.Bounds().Dy()
	if w == 0 || h == 0 || iw == 0 || ih == 0 {
		return
	}
	if v.shown.w != w || v.shown.h != h {
		if iw*h > ih*w {
			iw, ih = w, ih*w/iw
		} else {
			iw, ih = iw*h/ih, h
		}
	}
	unit := size.Width / float32(w) // canvas units per pixel
	// Whole pixels, or the picture would be smeared over its neighbours.
	v.image.Move(fyne.NewPos(float32((w-iw)/2)*unit, float32((h-ih)/2)*unit))
	v.image.Resize(fyne.NewSize(float32(iw)*unit, float32(ih)*unit))
}

// hide takes the page off the screen and lets its pixels go.
func (v *pageView) hide() {
	if v.image.Visible() {
		v.image.Hide()
	}
	v.image.Image, v.shown = nil, picture{}
}

// stop gives up the page that is being drawn.
func (v *pageView) stop() {
	if v.cancel != nil {
		v.cancel()
	}
	v.cancel, v.wanted = nil, picture{}
}

// pixels returns the size of the window in pixels.
func (v *pageView) pixels() (w, h int) {
	c := v.screen.win.Canvas()
	return c.PixelCoordinateForPosition(fyne.NewPos(c.Size().Width, c.Size().Height))
}
