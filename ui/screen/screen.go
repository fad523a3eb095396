// Package screen is the projector's window. It renders the room's stage: how to join
// by phone, the agenda, a page of a document, or nothing.
//
// The rules of the window:
//
//   - Nothing of the desk ever stands here: no dialog, no note, no waiting name.
//   - Sizes are fractions of the window's height: letters of the join page and the
//     agenda are at least 1/20 of it, dark on light, at most eight lines.
//   - A page that is ready is set in the key handler that asked for it; the page
//     before stays until the new one is there.
package screen

import (
	"context"
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"phonghop/assets/words"
	"phonghop/meeting"
	"phonghop/meeting/room"
	"phonghop/ui"
)

// Pages are the pictures of documents' pages, counted from 0.
type Pages interface {
	// Ready returns a page that is drawn already; it never waits.
	Ready(sha string, page, w, h int) (*image.RGBA, bool)
	// Hall draws a page before anything else.
	Hall(ctx context.Context, sha string, page, w, h int) (*image.RGBA, error)
	// Ahead draws a page when nothing else is to be drawn.
	Ahead(sha string, page, w, h int)
}

// Options are what the screen needs.
type Options struct {
	App   fyne.App
	Room  *room.Room
	Words *words.Words
	Pages Pages
	Join  func() ui.Join
	Post  ui.Post
	Keys  *ui.Keys // the keys of the desk act here too
}

// Screen is the projector's window. Its fields belong to the main goroutine.
type Screen struct {
	opt    Options
	win    fyne.Window
	ctx    context.Context
	cancel context.CancelFunc
	watch  *room.Watch

	ground *canvas.Rectangle
	board  *board
	page   *canvas.Image

	wanted  want // the page that should be shown
	shown   want // the page that is shown
	drawing context.CancelFunc
}

// want is a page at a size in pixels.
type want struct {
	sha  string
	page int
	w, h int
}

// New makes the window; it is shown by whoever places it. Objects of extra are laid
// into it without being seen.
func New(opt Options, extra ...fyne.CanvasObject) *Screen {
	s := &Screen{
		opt: opt, win: opt.App.NewWindow(opt.Words.T("screen.title")),
		ground: canvas.NewRectangle(color.White),
		page:   &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleFastest},
	}
	s.ctx, s.cancel = context.WithCancel(context.Background())
	s.board = newBoard(s.Update)
	objects := append(extra, s.ground, s.page, s.board)
	s.win.SetPadded(false)
	s.win.SetContent(container.NewStack(objects...))
	s.win.SetCloseIntercept(s.win.Hide) // the meeting goes on at the desk
	if opt.Keys != nil {
		opt.Keys.Attach(s.win.Canvas())
	}
	s.watch = opt.Room.Watch()
	go s.follow()
	return s
}

// Window returns the projector's window.
func (s *Screen) Window() fyne.Window { return s.win }

// Close ends the screen's work.
func (s *Screen) Close() {
	s.watch.Stop()
	s.cancel()
}

func (s *Screen) follow() {
	const matters = meeting.TopicOpened | meeting.TopicStage | meeting.TopicAgenda | meeting.TopicPhase | meeting.TopicDocuments
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-s.watch.Ready():
			if s.watch.Take().Topics&matters != 0 {
				s.opt.Post(s.Update)
			}
		}
	}
}

// Update shows the stage as it is now. It belongs to the main goroutine; the desk
// calls it in the handler of a key, so that a page that is ready turns at once.
func (s *Screen) Update() {
	m, stage, _ := s.opt.Room.State()
	size := s.win.Canvas().Size()
	if size.Width < 300 || size.Height < 200 {
		return // not placed yet
	}
	doc, ok := m.Document(stage.Document)
	if stage.Show == meeting.ShowPage && ok {
		s.showPage(doc, stage.Page)
		return
	}
	s.stopDrawing()
	s.wanted = want{}
	s.page.Hide()
	switch {
	case m.ID == "" || stage.Show == meeting.ShowBlank:
		s.paint(color.Black)
		s.board.set(nil)
	case stage.Show == meeting.ShowJoin:
		s.paint(color.White)
		join := s.opt.Join()
		s.board.set(func(size fyne.Size) []fyne.CanvasObject { return s.joinPage(join, size) })
	default:
		s.paint(color.White)
		s.board.set(func(size fyne.Size) []fyne.CanvasObject { return s.agendaPage(m, size) })
	}
}

func (s *Screen) paint(c color.Color) {
	if s.ground.FillColor != c {
		s.ground.FillColor = c
		s.ground.Refresh()
	}
}

// showPage shows a page of a document, or goes on showing the one before until it is
// drawn.
func (s *Screen) showPage(doc meeting.Document, page int) {
	w, h := s.win.Canvas().PixelCoordinateForPosition(fyne.NewPos(s.win.Canvas().Size().Components()))
	next := want{doc.SHA256, page, w, h}
	if next == s.wanted {
		if next == s.shown { // it was hidden behind another show
			s.page.Show()
		}
		return
	}
	s.stopDrawing()
	s.wanted = next
	if img, ok := s.opt.Pages.Ready(next.sha, page, w, h); ok {
		s.set(next, img)
		s.ahead(doc, next)
		return
	}
	ctx, cancel := context.WithCancel(s.ctx)
	s.drawing = cancel
	go func() {
		img, err := s.opt.Pages.Hall(ctx, next.sha, page, w, h)
		s.opt.Post(func() {
			if s.wanted != next || ctx.Err() != nil {
				return
			}
			if err != nil {
				s.fail(next)
				return
			}
			s.set(next, img)
			s.ahead(doc, next)
		})
	}()
}

func (s *Screen) set(w want, img *image.RGBA) {
	s.shown = w
	s.board.set(nil)
	s.paint(color.White)
	s.page.Image = img
	s.page.Show()
	s.page.Refresh()
}

// ahead has the pages that may come next drawn while nothing else is.
func (s *Screen) ahead(doc meeting.Document, now want) {
	for _, page := range []int{now.page + 1, now.page - 1} {
		if page >= 0 && page < doc.Pages {
			s.opt.Pages.Ahead(now.sha, page, now.w, now.h)
		}
	}
}

// fail tells the hall calmly; the desk tells the secretary why.
func (s *Screen) fail(w want) {
	s.shown = want{}
	s.page.Hide()
	s.paint(color.White)
	text := s.opt.Words.T("screen.page_failed", "n", w.page+1)
	s.board.set(func(size fyne.Size) []fyne.CanvasObject { return sentence(text, size) })
}

func (s *Screen) stopDrawing() {
	if s.drawing != nil {
		s.drawing()
		s.drawing = nil
	}
}
