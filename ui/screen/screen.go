// Package screen is the projector's window: it draws the stage for the hall, and
// nothing else.
//
// The rules of the screen:
//
//   - It owns no state of the meeting. Whoever changes the stage on the main goroutine
//     calls [Screen.Update] in the same moment; changes from elsewhere are noticed.
//   - It is laid out in fractions of its size, because projectors differ in both pixels
//     and scale. Letters of the join page and the agenda are at least 1/20 of the
//     window high and dark on light, so that they are read from 12 metres.
//   - A page is asked for at the exact size in pixels, and the one before stays until it
//     is there. A page that cannot be drawn costs a calm sentence, never a dialog.
//   - Whatever is private to the desk (notes, names that wait) never comes here.
//
// On which display the window stands is not its business.
package screen

import (
	"context"
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"phonghop/assets/words"
	"phonghop/docs/page"
	"phonghop/meeting"
	"phonghop/meeting/room"
	"phonghop/ui"
)

// Pages are the pictures of documents' pages. They count from 1; the stage counts from 0.
type Pages interface {
	// Shape is what is known of a document. It never waits.
	Shape(sha string) (page.Shape, bool)
	// Measure learns the sizes of a document's pages, Margins also where they are printed.
	Measure(ctx context.Context, sha string) (page.Shape, error)
	Margins(ctx context.Context, sha string) (page.Shape, error)
	// Ready returns a picture that is drawn already. It never waits.
	Ready(c page.Cut) (*image.RGBA, bool)
	// Hall draws a picture ahead of all else.
	Hall(ctx context.Context, c page.Cut) (*image.RGBA, error)
	// Ahead draws pictures that the hall may want next. It never waits.
	Ahead(cuts ...page.Cut)
	// Sketch is a small picture of a page that may stand in for it. It never waits.
	Sketch(sha string, page, turn int) (*image.RGBA, bool)
	ui.Finder
	// SketchAll makes the sketches of a document. It never waits.
	SketchAll(sha string, pages, turn, from int)
}

// Options are what the screen needs.
type Options struct {
	App   fyne.App
	Room  *room.Room
	Words *words.Words
	Pages Pages
	// Join tells how phones come in. It is called on the main goroutine.
	Join func() ui.Join
	Post ui.Post
	// Keys are the desk's keys; they act here too, so that a clicker works wherever the
	// focus is. They may be nil.
	Keys *ui.Keys
}

// concerns are the changes of a meeting that the hall can see.
const concerns = meeting.TopicStage | meeting.TopicAgenda | meeting.TopicPhase | meeting.TopicDocuments | meeting.TopicMotions | meeting.TopicInk | meeting.TopicMinutes | meeting.TopicOpened

// The colours of the screen; the accent is the one of package ui.
var (
	paper   = color.NRGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}
	edge    = color.NRGBA{R: 0x8a, G: 0x85, B: 0x80, A: 0xff} // of a page
	rule    = color.NRGBA{R: 0xe4, G: 0xe0, B: 0xdc, A: 0xff} // between two columns
	dark    = color.NRGBA{A: 0xff}                            // nothing is shown
	letters = color.NRGBA{R: 0x1a, G: 0x1a, B: 0x1a, A: 0xff}
	passed  = color.NRGBA{R: 0x5c, G: 0x57, B: 0x53, A: 0xff} // items that are over (contrast 7 to 1)
	tint    = color.NRGBA{R: 0xfb, G: 0xec, B: 0xe8, A: 0xff} // behind the current item
)

// Screen is the projector's window. Its methods belong to the main goroutine.
type Screen struct {
	opt    Options
	win    fyne.Window
	watch  *room.Watch
	ctx    context.Context
	cancel context.CancelFunc

	back  *canvas.Rectangle
	sheet *fyne.Container // join page, agenda and sentences, drawn by this package
	page  *pageView
	strip *strip

	drawn any              // what the sheet shows: a drawing
	held  *meeting.Meeting // what is shown while the picture is held, or nil
}

// New makes the window without showing it, and begins to watch the room. Extra objects
// are laid into a corner below everything else, one unit large.
func New(opt Options, extra ...fyne.CanvasObject) *Screen {
	s := &Screen{opt: opt, win: opt.App.NewWindow(opt.Words.T("screen.title"))}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.back = canvas.NewRectangle(paper)
	s.sheet = container.NewWithoutLayout()
	s.page = newPageView(s)
	s.strip = newStrip(s)
	objects := append(extra, s.back, s.sheet, s.page.image, s.page.edges, s.page.marks.Box, s.page.layer.box, s.strip.box, newVeil())
	s.win.SetPadded(false)
	s.win.SetContent(container.New(&filled{small: len(extra), resized: s.Update}, objects...))
	// A window that is closed cannot be shown again; the projector's is only put away.
	s.win.SetCloseIntercept(s.win.Hide)
	if opt.Keys != nil {
		opt.Keys.Attach(s.win.Canvas())
	}
	s.watch = opt.Room.Watch()
	go s.follow()
	return s
}

// Window returns the projector's window.
func (s *Screen) Window() fyne.Window { return s.win }

// Close ends watching. The window stays.
func (s *Screen) Close() {
	s.cancel()
	s.watch.Stop()
	s.page.stop()
	s.strip.run(false)
}

// follow notices what others change: phones, the command line, a result that arrives.
func (s *Screen) follow() {
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-s.watch.Ready():
			if s.watch.Take().Topics&concerns == 0 {
				continue
			}
			s.opt.Post(func() {
				if s.ctx.Err() == nil {
					s.Update()
				}
			})
		}
	}
}

// Update shows the stage as it is now. What is on the screen already is left alone.
func (s *Screen) Update() {
	m, stage, _ := s.opt.Room.State()
	if s.held != nil && s.held.ID == m.ID {
		m = s.held
	}
	s.page.below = s.strip.show(m, stage)
	switch stage.Show {
	case meeting.ShowPage:
		s.page.show(m, stage)
		return
	case meeting.ShowJoin:
		s.draw(viewJoin(m, s.opt.Join(), s.opt.Words))
	case meeting.ShowAgenda:
		s.draw(viewAgenda(m, s.opt.Words))
	case meeting.ShowReview:
		s.draw(viewReview(m, stage.Page, meeting.DateOf(s.opt.Room.Now()), s.opt.Words))
	default:
		s.draw(blank{})
	}
	s.page.prepare(m)
}

// Hold keeps the picture as it is while the desk moves on: what is drawn on its page, and
// what changes in the meeting, is not seen before it ends. Only a timer goes on.
func (s *Screen) Hold(on bool) {
	s.held = nil
	if on {
		s.held = s.opt.Room.Snapshot()
	}
	s.Update()
}

// scene is what can be drawn on the sheet. Scenes are comparable: equal scenes of the
// same size look the same.
type scene interface{ draw(f *frame) }

// drawing is a scene at a size.
type drawing struct {
	what scene
	size fyne.Size
}

// draw puts a scene on the sheet in place of whatever is shown.
func (s *Screen) draw(what scene) {
	s.page.stop()
	now := drawing{what: what, size: s.win.Canvas().Size()}
	if s.drawn == now && s.sheet.Visible() {
		return
	}
	f := newFrame(now.size)
	what.draw(f)
	s.sheet.Objects = f.objects
	s.drawn = now
	s.page.hide()
	s.paint(paper)
	if _, ok := what.(blank); ok {
		s.paint(dark)
	}
	s.sheet.Show()
	s.sheet.Refresh()
}

// clear takes the scene off the sheet, for a page. Around a page there is only what the
// toolkit clears the window with: a rectangle of the window's size doubles the time that
// a page takes to come on a laptop without a graphics card.
func (s *Screen) clear() {
	s.back.Hide()
	if s.sheet.Visible() {
		s.sheet.Hide()
		s.sheet.Objects, s.drawn = nil, nil
	}
}

// paint sets the colour behind everything.
func (s *Screen) paint(c color.Color) {
	if !s.back.Visible() {
		s.back.Show()
	}
	if s.back.FillColor != c {
		s.back.FillColor = c
		s.back.Refresh()
	}
}

// blank is the screen with nothing on it.
type blank struct{}

func (blank) draw(*frame) {}
