// Package quick shows one document full-screen without a meeting: for a quick look, and
// for measuring from outside.
//
// It is the projector's window of package screen with the keys of the desk. Nothing is
// recorded.
package quick

import (
	"context"
	"errors"
	"image/color"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"phonghop/assets/words"
	"phonghop/meeting"
	"phonghop/meeting/room"
	"phonghop/ui"
	"phonghop/ui/screen"
)

// zoomStep is how much closer a key takes the page.
const zoomStep = 1.25

// Options are what a quick look needs.
type Options struct {
	App      fyne.App
	Words    *words.Words
	Pages    screen.Pages
	Document meeting.Document
	// Checked gives at most one error, later: that the document may not be shown.
	Checked <-chan error
	Post    ui.Post
}

// Show is a document on the screen. Its methods belong to the main goroutine.
type Show struct {
	opt    Options
	room   *room.Room
	screen *screen.Screen
	keys   *ui.Keys
	fit    meeting.Fit
	number string // of the page that is being typed after G
	asking bool
	prompt *canvas.Text
	strip  *fyne.Container
}

// nowhere keeps nothing of the meeting that a quick look pretends to be.
type nowhere struct{}

// SaveMeeting implements [room.Store].
func (nowhere) SaveMeeting(*meeting.Meeting) error { return nil }

// SaveStage implements [room.Store].
func (nowhere) SaveStage(string, meeting.Stage) error { return nil }

// New makes the window, which the caller shows; objects of extra are laid into it
// without being seen.
func New(opt Options, extra ...fyne.CanvasObject) (*Show, error) {
	s := &Show{opt: opt, room: room.New(nowhere{}, time.Now), fit: meeting.FitPage}
	m := &meeting.Meeting{ID: "quick", Documents: []meeting.Document{opt.Document}}
	if err := s.room.Open(context.Background(), m, s.begin()); err != nil {
		return nil, err
	}
	s.keys = &ui.Keys{Key: s.Key, Rune: s.Rune}
	s.screen = screen.New(screen.Options{
		App: opt.App, Room: s.room, Pages: opt.Pages, Words: opt.Words, Post: opt.Post, Keys: s.keys,
		Join: func() ui.Join { return ui.Join{} },
	}, extra...)
	win := s.screen.Window()
	win.SetTitle(opt.Document.Title)
	win.SetMaster()
	win.SetCloseIntercept(win.Close)
	s.prompt = canvas.NewText("", ui.Accent)
	s.prompt.TextStyle.Bold = true
	s.strip = container.NewVBox(container.NewCenter(container.NewStack(canvas.NewRectangle(color.White), container.NewPadded(s.prompt))))
	s.strip.Hide()
	win.SetContent(container.NewStack(win.Content(), s.strip))
	return s, nil
}

// Run shows a document until its window is closed. Full lets the window cover its
// display; it is called when the program's loop runs.
func Run(opt Options, full func(fyne.Window), extra ...fyne.CanvasObject) error {
	opt.App.Settings().SetTheme(ui.NewTheme(1))
	s, err := New(opt, extra...)
	if err != nil {
		return err
	}
	var refused error
	opt.App.Lifecycle().SetOnStarted(func() {
		opt.App.Driver().SetDisableScreenBlanking(true)
		full(s.Window())
		go func() {
			if err := <-opt.Checked; err != nil {
				opt.Post(func() {
					refused = err
					s.Window().Close()
				})
			}
		}()
	})
	s.Window().ShowAndRun()
	return errors.Join(refused, s.Close())
}

// Window returns the window.
func (s *Show) Window() fyne.Window { return s.screen.Window() }

// Close ends the show.
func (s *Show) Close() error {
	s.screen.Close()
	return s.room.Close()
}

func (s *Show) begin() meeting.Stage {
	return meeting.Stage{Show: meeting.ShowPage, Document: s.opt.Document.ID, View: meeting.View{Fit: s.fit}}
}

func (s *Show) put(stage meeting.Stage) {
	if _, err := s.room.Show(stage); err == nil { // the one document is always known
		s.screen.Update()
	}
}

func (s *Show) turn(by int) { s.put(s.screen.Turn(s.room.Stage(), by)) }

func (s *Show) goTo(number int) {
	stage := s.room.Stage()
	stage.Page, stage.View = number, stage.View.Start()
	s.put(stage)
}

// Key carries out a key and tells whether it was one.
func (s *Show) Key(name fyne.KeyName) bool {
	if s.asking && s.answer(name) {
		return true
	}
	switch name {
	case fyne.KeyPageDown, fyne.KeyRight, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		s.turn(1)
	case fyne.KeyPageUp, fyne.KeyLeft, fyne.KeyUp, fyne.KeyBackspace:
		s.turn(-1)
	case fyne.KeyHome, fyne.KeyF5: // F5 is what clickers send for "begin the show"
		s.goTo(0)
	case fyne.KeyEnd:
		s.goTo(s.opt.Document.Pages - 1)
	case fyne.KeyF11:
		s.Window().SetFullScreen(!s.Window().FullScreen())
	case fyne.KeyEscape:
		s.Window().Close()
	default:
		return false
	}
	return true
}

// Rune carries out a letter and tells whether it was one of the show's.
func (s *Show) Rune(r rune) bool {
	if s.asking && r >= '0' && r <= '9' {
		if len(s.number) < 5 {
			s.number += string(r)
		}
		s.ask()
		return true
	}
	stage := s.room.Stage()
	paper, aspect := s.screen.Paper(s.document(), stage.Page), s.screen.Aspect()
	switch r {
	case ' ':
		s.turn(1)
	case 'f', 'F':
		s.fit = map[meeting.Fit]meeting.Fit{meeting.FitPage: meeting.FitWidth, meeting.FitWidth: meeting.FitText, meeting.FitText: meeting.FitPage}[s.fit]
		stage.View = meeting.View{Fit: s.fit, Y: stage.View.Y}
		s.put(stage)
	case '+', '=':
		stage.View = stage.View.Closer(paper, aspect, zoomStep)
		s.put(stage)
	case '-':
		stage.View = stage.View.Closer(paper, aspect, 1/zoomStep)
		s.put(stage)
	case '0':
		stage.View = meeting.View{Fit: s.fit, Y: stage.View.Y}
		s.put(stage)
	case 'g', 'G':
		s.asking, s.number = true, ""
		s.ask()
	case 'r', 'R':
		s.rotate()
	case 'b', 'B', '.':
		s.blank(stage)
	case 'q', 'Q':
		s.Window().Close()
	default:
		return false
	}
	return true
}

// document is the document with the way it is turned now.
func (s *Show) document() meeting.Document {
	d, _ := s.room.Snapshot().Document(s.opt.Document.ID)
	return d
}

// rotate turns the pages by a quarter. It waits for the room, which keeps nothing.
func (s *Show) rotate() {
	if err := s.room.Do(context.Background(), meeting.TurnDocument{ID: s.opt.Document.ID, By: 1}); err == nil {
		s.screen.Update()
	}
}

// blank darkens the screen, and brings the page back.
func (s *Show) blank(stage meeting.Stage) {
	if stage.Show == meeting.ShowPage {
		stage.Show = meeting.ShowBlank
	} else {
		stage.Show = meeting.ShowPage
	}
	s.put(stage)
}

// ask shows the number that is being typed.
func (s *Show) ask() {
	s.prompt.Text = s.opt.Words.T("quick.go_to", "of", s.opt.Document.Pages) + " " + s.number + "_"
	s.prompt.TextSize = s.Window().Canvas().Size().Height / 18
	s.strip.Show()
	s.strip.Refresh()
}

// answer carries out the keys that end the question for a page.
func (s *Show) answer(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyBackspace:
		if s.number != "" {
			s.number = s.number[:len(s.number)-1]
		}
		s.ask()
		return true
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyEscape:
		s.asking = false
		s.strip.Hide()
		if n, err := strconv.Atoi(s.number); err == nil && n > 0 && name != fyne.KeyEscape {
			s.goTo(n - 1)
		}
		return true
	}
	return false
}
