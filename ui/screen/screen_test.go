package screen

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"phonghop/assets/words"
	"phonghop/meeting"
	"phonghop/meeting/pack"
	"phonghop/meeting/room"
	"phonghop/ui"
)

// sizes of common projectors.
var projectors = []fyne.Size{{Width: 1024, Height: 768}, {Width: 1280, Height: 800}, {Width: 1366, Height: 768}, {Width: 1920, Height: 1080}}

var wholeJoin = ui.Join{Address: "http://192.168.100.105:18686", WifiName: "Nha van hoa ap Hoa Mau", WifiKey: "hoamau;2026"}

type disk struct{}

func (disk) SaveMeeting(*meeting.Meeting) error    { return nil }
func (disk) SaveStage(string, meeting.Stage) error { return nil }

// shelf is documents whose pages are of one colour, ready or not.
type shelf struct {
	mu    sync.Mutex
	ready map[picture]*image.RGBA
	ahead []picture
	asked chan picture
	drawn chan error // an answer to a page asked for
}

func newShelf() *shelf {
	return &shelf{ready: map[picture]*image.RGBA{}, asked: make(chan picture, 8), drawn: make(chan error)}
}

func (p *shelf) Ready(sha string, page, w, h int) (*image.RGBA, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	img, ok := p.ready[picture{sha, page, w, h}]
	return img, ok
}

func (p *shelf) Hall(ctx context.Context, sha string, page, w, h int) (*image.RGBA, error) {
	p.asked <- picture{sha, page, w, h}
	select {
	case err := <-p.drawn:
		if err != nil {
			return nil, err
		}
		return a4(page, h), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *shelf) Ahead(sha string, page, w, h int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ahead = append(p.ahead, picture{sha, page, w, h})
}

func (p *shelf) put(sha string, page, w, h int) *image.RGBA {
	img := a4(page, h)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.ready[picture{sha, page, w, h}] = img
	return img
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
	if !h.sheet.Visible() {
		return nil
	}
	for _, o := range h.sheet.Objects {
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

// readable holds what is on the screen to the rules for the hall.
func (h *hall) readable(name string) {
	h.t.Helper()
	size := h.win.Canvas().Size()
	rows := map[int]bool{}
	texts := h.texts()
	if len(texts) == 0 {
		h.t.Errorf("%s: nothing is written", name)
	}
	for i, t := range texts {
		if capitals := t.TextSize * 0.714; capitals < size.Height/20 {
			h.t.Errorf("%s: capitals of %q are %v high", name, t.Text, capitals)
		}
		if r, _, _, _ := t.Color.RGBA(); r > 0xa000 {
			h.t.Errorf("%s: %q is not dark", name, t.Text)
		}
		box := inked(t)
		if box.Min.X < 0 || box.Min.Y < 0 || float32(box.Max.X) > size.Width || float32(box.Max.Y) > size.Height {
			h.t.Errorf("%s: %q stands at %v, over the edge", name, t.Text, box)
		}
		for _, other := range texts[:i] {
			if box.Overlaps(inked(other)) {
				h.t.Errorf("%s: %q and %q overlap", name, t.Text, other.Text)
			}
		}
		for _, o := range h.sheet.Objects {
			if qr, ok := o.(*canvas.Raster); ok && box.Overlaps(bounds(qr.Position(), qr.Size())) {
				h.t.Errorf("%s: %q stands on the code", name, t.Text)
			}
		}
		rows[int(math.Round(float64(t.Position().Y)))] = true
	}
	if len(rows) > mostLines {
		h.t.Errorf("%s: %d lines", name, len(rows))
	}
}

// inked is where the letters of a line can be, without the air around it.
func inked(t *canvas.Text) image.Rectangle {
	width := fyne.MeasureText(t.Text, t.TextSize, t.TextStyle).Width
	x := t.Position().X
	if t.Alignment == fyne.TextAlignCenter {
		x += (t.Size().Width - width) / 2
	}
	air := t.TextSize * 0.06
	return bounds(fyne.NewPos(x, t.Position().Y+air), fyne.NewSize(width, t.Size().Height-2*air))
}

func bounds(p fyne.Position, s fyne.Size) image.Rectangle {
	return image.Rect(int(p.X), int(p.Y), int(math.Ceil(float64(p.X+s.Width))), int(math.Floor(float64(p.Y+s.Height))))
}

func TestEveryStageIsReadableFromAfar(t *testing.T) {
	h := newHall(t)
	long := strings.Repeat("Thảo luận về tình hình tư tưởng của đảng viên và quần chúng ", 5)
	for _, size := range projectors {
		h.win.Resize(size)
		name := func(what string) string { return what + "-" + strings.ReplaceAll(sizeName(size), " ", "") }
		for what, join := range map[string]ui.Join{
			"join": wholeJoin, "join-scan": {Address: wholeJoin.Address}, "join-none": {},
			"join-open": {Address: "http://10.0.0.5:8686", WifiName: "HoaMau"},
			"join-long": {Address: wholeJoin.Address, WifiName: strings.Repeat("W", 32), WifiKey: strings.Repeat("m", 63)},
		} {
			h.join = join
			h.show(meeting.Stage{Show: meeting.ShowJoin})
			h.readable(name(what))
			h.picture(name(what))
			want := 0
			for _, s := range []string{join.Address, meeting.Settings{WifiName: join.WifiName, WifiKey: join.WifiKey}.WifiCode()} {
				if join.Address != "" && s != "" {
					want++
					if !slices.Contains(h.codes(), s) {
						t.Errorf("%s: no code on the screen reads %q", name(what), s)
					}
				}
			}
			if got := len(h.codes()); got != want {
				t.Errorf("%s: %d codes, want %d", name(what), got, want)
			}
		}
		m := h.room.Snapshot()
		for i, it := range m.Items {
			for _, title := range []string{it.Title, long, strings.Repeat("W", 90)} {
				c := m.Clone()
				c.Phase, c.Current, c.Items[i].Title = meeting.Running, it.ID, title
				h.draw(viewAgenda(c, h.opt.Words))
				h.readable(name("agenda-" + it.ID))
				if title == it.Title {
					h.picture(name("agenda-" + it.ID))
				}
				c.Phase, c.Title = meeting.Paused, long
				h.draw(viewAgenda(c, h.opt.Words))
				h.readable(name("paused-" + it.ID))
			}
		}
		h.draw(viewAgenda(m, h.opt.Words))
		h.readable(name("agenda-before"))
		h.picture(name("agenda-before"))
		h.draw(sentence{text: h.opt.Words.T("screen.page_failed")})
		h.readable(name("failed"))
		h.picture(name("failed"))
	}
}

func sizeName(s fyne.Size) string {
	return strings.TrimSuffix(strings.TrimPrefix(image.Pt(int(s.Width), int(s.Height)).String(), "("), ")")
}

// codes returns what a phone reads in each code on a picture of the screen.
func (h *hall) codes() (out []string) {
	h.t.Helper()
	shot := h.win.Canvas().Capture()
	for _, o := range h.sheet.Objects {
		qr, ok := o.(*canvas.Raster)
		if !ok {
			continue
		}
		part := image.NewRGBA(bounds(qr.Position(), qr.Size()))
		draw.Draw(part, part.Bounds(), shot, part.Bounds().Min, draw.Src)
		bitmap, err := gozxing.NewBinaryBitmapFromImage(part)
		if err != nil {
			h.t.Fatal(err)
		}
		read, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
		if err != nil {
			h.t.Errorf("a code is not readable: %v", err)
			continue
		}
		out = append(out, read.GetText())
	}
	return out
}

// picture leaves a picture of the screen in the folder SCREEN_PICTURES, for people.
func (h *hall) picture(name string) {
	dir := os.Getenv("SCREEN_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		h.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, h.win.Canvas().Capture()); err != nil {
		h.t.Fatal(err)
	}
}

func TestAgendaShowsTheCurrentItemAndItsNeighbours(t *testing.T) {
	h := newHall(t)
	m := h.room.Snapshot().Clone()
	m.Items[2].Skipped = true
	for _, c := range []struct {
		phase   meeting.Phase
		current string
		want    string
	}{
		{meeting.Preparing, "", "1 2 4 5 6"},
		{meeting.Running, "m1", ">1 2 4"},
		{meeting.Running, "m4", "1 2 >4 5 6"},
		{meeting.Running, "m3", "1 2 >3 4 5"}, // skipped and then returned to
		{meeting.Running, "m7", "5 6 >7"},
		{meeting.Ended, "", "2 4 5 6 7"},
	} {
		m.Phase, m.Current = c.phase, c.current
		var got []string
		for _, r := range viewAgenda(m, h.opt.Words).rows {
			if r.title != "" {
				n, _, _ := strings.Cut(r.title, ".")
				if r.current {
					n = ">" + n
				}
				got = append(got, n)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s at %q: %s, want %s", c.phase, c.current, s, c.want)
		}
	}
	m.Items, m.Phase = nil, meeting.Ended
	h.draw(viewAgenda(m, h.opt.Words))
}

func TestReadyPageIsSetInTheKeyHandler(t *testing.T) {
	h := newHall(t)
	page := meeting.Stage{Show: meeting.ShowPage, Document: "tl01"}
	first := h.shelf.put("sha-tl01", 0, 1024, 768)
	second := h.shelf.put("sha-tl01", 1, 1024, 768)
	h.show(page)
	if h.page.image.Image != first || !h.page.image.Visible() || h.sheet.Visible() {
		t.Error("the page is not on the screen when Update returns")
	}
	if want := (picture{"sha-tl01", 1, 1024, 768}); !slices.Contains(h.shelf.ahead, want) {
		t.Errorf("ahead: %v, want %v", h.shelf.ahead, want)
	}
	page.Page = 1
	h.show(page)
	if h.page.image.Image != second {
		t.Error("the second page is not on the screen")
	}
	if at, want := h.page.image.Position(), fyne.NewPos(float32((1024-second.Bounds().Dx())/2), 0); at != want {
		t.Errorf("the page stands at %v, want %v", at, want)
	}
	select {
	case p := <-h.shelf.asked:
		t.Errorf("%v was drawn again", p)
	default:
	}
	h.show(meeting.Stage{Show: meeting.ShowBlank})
	if h.page.image.Visible() || h.back.FillColor != color.Color(dark) {
		t.Error("the screen is not dark")
	}
}

func TestPageThatIsNotReadyLeavesTheOldOne(t *testing.T) {
	h := newHall(t)
	old := h.shelf.put("sha-tl01", 0, 1024, 768)
	h.show(meeting.Stage{Show: meeting.ShowPage, Document: "tl01"})
	h.show(meeting.Stage{Show: meeting.ShowPage, Document: "tl01", Page: 1})
	h.show(meeting.Stage{Show: meeting.ShowPage, Document: "tl02"}) // before the page came
	<-h.shelf.asked
	if got := <-h.shelf.asked; h.page.image.Image != old {
		t.Errorf("the old page went before %v came", got)
	}
	h.shelf.drawn <- nil
	h.run(func() bool { return h.page.image.Image != old })
	if h.page.shown.sha != "sha-tl02" {
		t.Errorf("shown: %v", h.page.shown)
	}

	// A page that cannot be drawn costs a sentence; the next one comes all the same.
	h.show(meeting.Stage{Show: meeting.ShowPage, Document: "tl03"})
	<-h.shelf.asked
	h.shelf.drawn <- errors.New("page: damaged")
	h.run(func() bool { return h.says("Chưa hiện được trang này.") })
	if h.page.image.Visible() || h.win.Canvas().Overlays().Top() != nil {
		t.Error("something stands over the sentence")
	}
	h.show(meeting.Stage{Show: meeting.ShowPage, Document: "tl01"})
	if h.page.image.Image != old || h.says("Chưa hiện") {
		t.Error("the page after a bad one is not shown")
	}

	// A window that grows shows the old picture fitted in until the right one is there.
	h.win.Resize(fyne.NewSize(1920, 1080))
	if got, want := <-h.shelf.asked, (picture{"sha-tl01", 0, 1920, 1080}); got != want {
		t.Errorf("asked for %v, want %v", got, want)
	}
	if h.page.image.Image != old || h.page.image.Size().Height != 1080 {
		t.Errorf("the old picture is %v high", h.page.image.Size().Height)
	}
	h.shelf.drawn <- nil
	h.run(func() bool { return h.page.image.Image != old })
}

func TestChangesFromElsewhereAreNoticed(t *testing.T) {
	h := newHall(t)
	if _, err := h.room.Show(meeting.Stage{Show: meeting.ShowAgenda}); err != nil {
		t.Fatal(err)
	}
	h.run(func() bool { return h.says("Bắt đầu lúc 18:30") })
	if err := h.room.Do(t.Context(), meeting.Start{}); err != nil {
		t.Fatal(err)
	}
	h.run(func() bool { return h.says("1. Khai mạc") && !h.says("Bắt đầu lúc") })
	drawn := h.sheet.Objects
	h.do(meeting.WriteNote{Item: "m1", Text: "ghi"})
	if &drawn[0] != &h.sheet.Objects[0] {
		t.Error("typing minutes redraws the screen")
	}
	if h.says("ghi") {
		t.Error("a note is on the screen")
	}
	h.win.Close() // only puts it away
	h.do(meeting.GoTo{Item: "m2"})
}
