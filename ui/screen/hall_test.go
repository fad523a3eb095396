package screen

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"phonghop/assets/words"
	"phonghop/docs/page"
	"phonghop/docs/sandbox"
	"phonghop/meeting"
	"phonghop/meeting/pack"
	"phonghop/meeting/room"
	"phonghop/ui"
)

// projectors are the sizes of common projectors.
var projectors = []fyne.Size{{Width: 1024, Height: 768}, {Width: 1280, Height: 800}, {Width: 1366, Height: 768}, {Width: 1920, Height: 1080}}

var wholeJoin = ui.Join{Address: "http://192.168.100.105:18686", WifiName: "Nha van hoa ap Hoa Mau", WifiKey: "hoamau;2026"}

type disk struct{}

func (disk) SaveMeeting(*meeting.Meeting) error    { return nil }
func (disk) SaveStage(string, meeting.Stage) error { return nil }

// shelf is documents whose pages are of one colour, ready or not.
type shelf struct {
	mu     sync.Mutex
	shapes map[string]page.Shape
	ready  map[page.Cut]*image.RGBA
	ahead  []page.Cut
	asked  chan page.Cut
	drawn  chan error // an answer to a page asked for
}

func newShelf() *shelf {
	return &shelf{
		shapes: map[string]page.Shape{}, ready: map[page.Cut]*image.RGBA{},
		asked: make(chan page.Cut, 8), drawn: make(chan error),
	}
}

func (p *shelf) Shape(sha string) (page.Shape, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s, ok := p.shapes[sha]
	return s, ok
}

func (p *shelf) Measure(_ context.Context, sha string) (page.Shape, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.shapes[sha] = page.Shape{Sizes: slices.Repeat([]sandbox.Size{{Width: 210, Height: 297}}, 20)}
	return p.shapes[sha], nil
}

func (p *shelf) Margins(ctx context.Context, sha string) (page.Shape, error) {
	s, err := p.Measure(ctx, sha)
	p.mu.Lock()
	defer p.mu.Unlock()
	s.Content = page.Part{X: 0.2, Y: 0.1, W: 0.6, H: 0.8}
	p.shapes[sha] = s
	return s, err
}

func (p *shelf) Sketch(string, int, int) (*image.RGBA, bool) { return nil, false }
func (p *shelf) SketchAll(string, int, int, int)             {}

// Find finds the query's letters side by side at the top of the page.
func (p *shelf) Find(_ context.Context, _ string, _ int, query string) ([][]page.Part, error) {
	var found [][]page.Part
	for i := range query {
		found = append(found, []page.Part{{X: 0.1 + 0.2*float64(i), Y: 0.1, W: 0.1, H: 0.02}})
	}
	return found, nil
}

func (p *shelf) Ready(c page.Cut) (*image.RGBA, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	img, ok := p.ready[c]
	return img, ok
}

func (p *shelf) Hall(ctx context.Context, c page.Cut) (*image.RGBA, error) {
	p.asked <- c
	select {
	case err := <-p.drawn:
		if err != nil {
			return nil, err
		}
		return a4(c.Page, c.H), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *shelf) Ahead(cuts ...page.Cut) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ahead = append(p.ahead, cuts...)
}

// aheadOf is what was to be drawn ahead.
func (p *shelf) aheadOf() []page.Cut {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.ahead)
}

func (p *shelf) put(c page.Cut) *image.RGBA {
	img := a4(c.Page, c.H)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ready[c] = img
	return img
}

// whole names the picture of a whole page of a document, counted from 1.
func whole(sha string, number, w, h int) page.Cut {
	return page.Cut{SHA: sha, Page: number, W: w, H: h}
}

func a4(page, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, h*210/297, h))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.NRGBA{R: uint8(40 * page), G: 0x80, B: 0xff, A: 0xff}), image.Point{}, draw.Src)
	return img
}

// hall is a screen with a room around it; what other goroutines post runs in run.
type hall struct {
	*Screen
	t     *testing.T
	room  *room.Room
	shelf *shelf
	posts chan func()
	join  ui.Join
}

func newHall(t *testing.T) *hall {
	t.Helper()
	_, m, _, err := pack.Sample()
	if err != nil {
		t.Fatal(err)
	}
	for i := range m.Documents {
		m.Documents[i].SHA256 = "sha-" + m.Documents[i].ID
	}
	h := &hall{t: t, shelf: newShelf(), posts: make(chan func(), 64), join: wholeJoin}
	h.room = room.New(disk{}, func() time.Time { return m.Planned })
	if err := h.room.Open(t.Context(), m, meeting.Stage{Show: meeting.ShowBlank}); err != nil {
		t.Fatal(err)
	}
	h.Screen = New(Options{
		App:  test.NewTempApp(t),
		Room: h.room, Pages: h.shelf, Words: words.Load("vi"), Join: func() ui.Join { return h.join },
		Post: func(f func()) { h.posts <- f },
	})
	t.Cleanup(func() {
		h.Close()
		if err := h.room.Close(); err != nil {
			t.Error(err)
		}
	})
	h.win.Resize(fyne.NewSize(1024, 768))
	return h
}

// show sets the stage as the desk does, in one key handler.
func (h *hall) show(s meeting.Stage) {
	h.t.Helper()
	if _, err := h.room.Show(s); err != nil {
		h.t.Fatal(err)
	}
	h.Update()
}

func (h *hall) do(cmd meeting.Command) {
	h.t.Helper()
	if err := h.room.Do(h.t.Context(), cmd); err != nil {
		h.t.Fatal(err)
	}
	h.Update()
}

// run runs posted functions until done.
func (h *hall) run(done func() bool) {
	h.t.Helper()
	late := time.After(5 * time.Second)
	for !done() {
		select {
		case f := <-h.posts:
			f()
		case <-late:
			h.t.Fatal("it did not happen")
		}
	}
}

// texts returns the lines on the screen.
func (h *hall) texts() (out []*canvas.Text) {
	for _, o := range slices.Concat(h.sheet.Objects, h.strip.box.Objects) {
		if t, ok := o.(*canvas.Text); ok {
			out = append(out, t)
		}
	}
	return out
}

func (h *hall) says(part string) bool {
	var all []string
	for _, t := range h.texts() {
		all = append(all, t.Text)
	}
	return strings.Contains(strings.Join(all, " "), part)
}
