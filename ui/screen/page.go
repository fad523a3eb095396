package screen

import (
	"context"
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"phonghop/docs/page"
	"phonghop/meeting"
	"phonghop/ui"
)

// Below this size in pixels no page is drawn: the window is on its way to its display.
const (
	leastWidth  = 320
	leastHeight = 240
)

const (
	// atOnce is how long the windows wait for a page: most pages of text are drawn by then,
	// and nobody who types notices. Where a sketch can stand in, they wait for sketchAtOnce.
	atOnce       = 25 * time.Millisecond
	sketchAtOnce = 13 * time.Millisecond
	// sketchAfter is how much longer the picture before stays for a page that is being
	// drawn; then a sketch of the page takes its place.
	sketchAfter = 10 * time.Millisecond
	// leafing is the longest time between two pages for somebody who leafs.
	leafing = 150 * time.Millisecond
	// restBefore is how long a page rests on the screen, after a jump to it, until pages are
	// drawn ahead: who looks for a page jumps again at once, and has all of the machine.
	restBefore = 200 * time.Millisecond
)

// pageView shows a page of a document, or a part of one, pixel by pixel.
type pageView struct {
	screen  *Screen
	image   *canvas.Image
	edges   *fyne.Container // thin lines around a page that does not fill the window
	shown   page.Cut        // what the image shows
	below   float32         // what the strip below the page takes of the window
	sketch  bool            // the image is a sketch of it
	wanted  page.Cut        // what is being drawn
	cancel  context.CancelFunc
	layer   *layer // ink and pointer
	marks   *ui.Marks
	marking context.CancelFunc // gives up finding the words on the page
	// measured is the document that was last asked for its shape.
	measured string
	// turned is when another picture was last asked for.
	turned time.Time
	// rest ends when pages are to be drawn ahead.
	rest *time.Timer
}

func newPageView(s *Screen) *pageView {
	v := &pageView{screen: s, image: &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleFastest}}
	v.image.Hide()
	v.marks = ui.NewMarks()
	v.layer = newLayer(v)
	v.edges = container.NewWithoutLayout()
	for range 4 {
		v.edges.Add(canvas.NewRectangle(edge))
	}
	v.edges.Hide()
	return v
}

// show puts the stage's page on the screen at once when it is drawn already, and as
// soon as it is drawn otherwise; until then what is shown stays, or a sketch of the page.
func (v *pageView) show(m *meeting.Meeting, stage meeting.Stage) {
	doc, ok := m.Document(stage.Document)
	if !ok {
		v.screen.draw(sentence{text: v.screen.opt.Words.T("screen.page_gone")})
		return
	}
	w, h := v.pixels()
	if w < leastWidth || h < leastHeight || !v.measure(doc, stage) {
		return
	}
	want := v.screen.Cut(doc, stage, w, h)
	switch {
	case v.image.Visible() && v.shown == want && !v.sketch:
		v.stop()
		v.mark(doc, stage)
		return
	case v.wanted == want:
		v.place() // the window may have grown meanwhile
		return
	}
	v.stop()
	leafs := time.Since(v.turned) < leafing
	v.turned = time.Now()
	reads := v.shown.SHA == want.SHA && max(v.shown.Page-want.Page, want.Page-v.shown.Page) <= 1
	if img, ok := v.screen.opt.Pages.Ready(want); ok {
		v.set(want, img, false)
		v.mark(doc, stage)
		v.aheadWhen(reads, doc, stage)
		return
	}
	v.place()
	v.draw(want, leafs, func() {
		v.mark(doc, stage)
		v.aheadWhen(reads, doc, stage)
	})
}

// drawn is a picture that was asked for, or why there is none.
type drawn struct {
	img *image.RGBA
	err error
}

// draw has the page drawn, and puts a sketch on the screen when that takes long. A page that
// is drawn at once is shown at once: a result that comes later waits for the next tick of
// the windows, too. Who leafs, as with a key held down, gets the sketch at once.
func (v *pageView) draw(want page.Cut, leafs bool, then func()) {
	ctx, cancel := context.WithCancel(v.screen.ctx)
	v.wanted, v.cancel = want, cancel
	came := make(chan drawn, 1)
	go func() {
		img, err := v.screen.opt.Pages.Hall(ctx, want)
		came <- drawn{img, err}
	}()
	finish := func(d drawn) {
		switch {
		case ctx.Err() != nil: // the stage has moved on
		case d.err != nil:
			v.fail()
		default:
			v.stop()
			v.set(want, d.img, false)
			then()
		}
	}
	wait := atOnce
	if _, ok := v.screen.opt.Pages.Sketch(want.SHA, want.Page, want.Turn); ok {
		wait = sketchAtOnce
		if leafs {
			v.standIn(want)
			wait = 0
		}
	}
	soon := time.NewTimer(wait)
	defer soon.Stop()
	select {
	case d := <-came:
		finish(d)
		return
	case <-soon.C:
	}
	late := time.AfterFunc(sketchAfter, func() {
		v.screen.opt.Post(func() {
			if ctx.Err() == nil {
				v.standIn(want)
			}
		})
	})
	go func() {
		d := <-came
		late.Stop()
		v.screen.opt.Post(func() { finish(d) })
	}()
}

// standIn shows a sketch of the page that is being drawn, if there is one.
func (v *pageView) standIn(want page.Cut) {
	whole, ok := v.screen.opt.Pages.Sketch(want.SHA, want.Page, want.Turn)
	if !ok {
		return
	}
	v.set(want, cropped(whole, want.Part), true)
}

// cropped is a copy of a part of a picture: the toolkit cannot show a part of one.
func cropped(img *image.RGBA, part page.Part) *image.RGBA {
	if part == (page.Part{}) {
		return img
	}
	size := img.Bounds().Size()
	at := image.Pt(int(part.X*float64(size.X)), int(part.Y*float64(size.Y)))
	out := image.NewRGBA(image.Rect(0, 0, max(1, int(part.W*float64(size.X))), max(1, int(part.H*float64(size.Y)))))
	for y := range out.Rect.Dy() {
		if from := (at.Y+y)*img.Stride + 4*at.X; at.Y+y < size.Y {
			copy(out.Pix[y*out.Stride:(y+1)*out.Stride], img.Pix[from:(at.Y+y)*img.Stride+4*size.X])
		}
	}
	return out
}

// measure tells whether enough is known of the document to lay its page into the
// window. If not it is measured, and the stage shown then.
func (v *pageView) measure(doc meeting.Document, stage meeting.Stage) bool {
	pages := v.screen.opt.Pages
	shape, known := pages.Shape(doc.SHA256)
	margins := stage.View.Fit == meeting.FitText
	if stage.View.Fit == meeting.FitPage && stage.View.Zoom <= 1 || known && (!margins || shape.Content != (page.Part{})) {
		return true
	}
	key := doc.SHA256
	if margins {
		key += " with margins"
	}
	if v.measured == key {
		return known && margins // the margins follow
	}
	v.measured = key
	ctx := v.screen.ctx
	go func() {
		var err error
		if margins {
			_, err = pages.Margins(ctx, doc.SHA256)
		} else {
			_, err = pages.Measure(ctx, doc.SHA256)
		}
		v.screen.opt.Post(func() {
			if ctx.Err() != nil {
				return
			}
			v.measured = ""
			if err != nil {
				v.fail()
				return
			}
			v.screen.Update()
		})
	}()
	return known && margins
}

// fail says that the page cannot be shown. It is tried again when the page is turned
// or the window changes; what went wrong is the desk's business.
func (v *pageView) fail() {
	v.screen.draw(sentence{text: v.screen.opt.Words.T("screen.page_failed")})
}

// aheadWhen looks ahead at once for who reads on, and after a rest for who jumped.
func (v *pageView) aheadWhen(reads bool, doc meeting.Document, stage meeting.Stage) {
	if reads {
		v.ahead(doc, stage)
		return
	}
	if v.rest != nil {
		v.rest.Stop()
	}
	ctx, shown := v.screen.ctx, v.shown
	v.rest = time.AfterFunc(restBefore, func() {
		v.screen.opt.Post(func() {
			if ctx.Err() == nil && v.shown == shown && v.wanted == (page.Cut{}) {
				v.ahead(doc, stage)
			}
		})
	})
}

// ahead has the pictures drawn that are likely to be shown next: two on, for whoever
// reads on, one back, and sketches of all pages for whoever jumps.
func (v *pageView) ahead(doc meeting.Document, stage meeting.Stage) {
	w, h := v.pixels()
	var cuts []page.Cut
	for _, by := range []int{1, 2, -1} {
		if s := v.screen.Turn(stage, by); s != stage {
			cuts = append(cuts, v.screen.Cut(doc, s, w, h))
		}
	}
	v.screen.opt.Pages.Ahead(cuts...)
	v.screen.opt.Pages.SketchAll(doc.SHA256, doc.Pages, doc.Turn, stage.Page+1)
}

// prepare has the page drawn that is likely to be shown first.
func (v *pageView) prepare(m *meeting.Meeting) {
	it, _ := m.Item(m.Current)
	w, h := v.pixels()
	if len(it.Documents) == 0 || w < leastWidth || h < leastHeight {
		return
	}
	doc, ok := m.Document(it.Documents[0])
	if !ok {
		return
	}
	stage := meeting.Stage{Show: meeting.ShowPage, Document: doc.ID}
	if _, known := v.screen.opt.Pages.Shape(doc.SHA256); known {
		v.screen.opt.Pages.Ahead(v.screen.Cut(doc, stage, w, h))
		return
	}
	ctx := v.screen.ctx
	go func() {
		if _, err := v.screen.opt.Pages.Measure(ctx, doc.SHA256); err != nil {
			return // it is told when the page is shown
		}
		v.screen.opt.Post(func() {
			if ctx.Err() == nil {
				v.screen.opt.Pages.Ahead(v.screen.Cut(doc, stage, w, h))
			}
		})
	}()
}

// set shows a picture with one refresh. It is shared and never written to.
func (v *pageView) set(c page.Cut, img *image.RGBA, sketch bool) {
	if v.shown != c {
		v.layer.hide() // what was drawn on the page before
	}
	v.image.Image, v.shown, v.sketch = img, c, sketch
	v.marks.Clear() // those of the page before
	v.place()
	v.screen.clear()
	if !v.image.Visible() {
		v.image.Show()
	}
	v.image.Refresh()
}

// place lays the picture in the middle. One of the window's own size keeps its pixels;
// a sketch, or one of another size until the right one is there, is fitted in.
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
	if v.sketch || v.shown.W != w || v.shown.H != h {
		if iw*h > ih*w {
			iw, ih = w, ih*w/iw
		} else {
			iw, ih = iw*h/ih, h
		}
	}
	unit := size.Width / float32(w) // canvas units per pixel
	// Whole pixels, or the picture would be smeared over its neighbours.
	at, to := fyne.NewPos(float32((w-iw)/2)*unit, float32((h-ih)/2)*unit), fyne.NewSize(float32(iw)*unit, float32(ih)*unit)
	if v.image.Position() != at {
		v.image.Move(at)
	}
	if v.image.Size() != to {
		v.image.Resize(to)
	}
	v.frame(at, to, unit)
}

// frame draws the edges of the page where they lie within the window.
func (v *pageView) frame(at fyne.Position, to fyne.Size, unit float32) {
	lines := [4]struct {
		at fyne.Position
		to fyne.Size
	}{
		{at.SubtractXY(unit, 0), fyne.NewSize(unit, to.Height)},
		{at.AddXY(to.Width, 0), fyne.NewSize(unit, to.Height)},
		{at.SubtractXY(0, unit), fyne.NewSize(to.Width, unit)},
		{at.AddXY(0, to.Height), fyne.NewSize(to.Width, unit)},
	}
	for i, l := range lines {
		o := v.edges.Objects[i]
		if o.Position() != l.at {
			o.Move(l.at)
		}
		if o.Size() != l.to {
			o.Resize(l.to)
		}
	}
	if !v.edges.Visible() {
		v.edges.Show()
	}
}

// hide takes the page off the screen and lets its pixels go.
func (v *pageView) hide() {
	if v.image.Visible() {
		v.image.Hide()
		v.edges.Hide()
		v.marks.Clear()
		v.layer.hide()
	}
	v.image.Image, v.shown = nil, page.Cut{}
}

// stop gives up the page that is being drawn.
func (v *pageView) stop() {
	if v.cancel != nil {
		v.cancel()
	}
	v.cancel, v.wanted = nil, page.Cut{}
}

// pixels returns the size in pixels of what the window has for a page.
func (v *pageView) pixels() (w, h int) {
	c := v.screen.win.Canvas()
	return c.PixelCoordinateForPosition(fyne.NewPos(c.Size().Width, c.Size().Height-v.below))
}
