package page

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"phonghop/docs/sandbox"
	"phonghop/docs/testpdf"
)

func TestMain(m *testing.M) {
	sandbox.RunIfWorker()
	os.Exit(m.Run())
}

// newPages makes pages of files by their path, with two real workers.
func newPages(t testing.TB) *Pages {
	t.Helper()
	return newPagesWithin(t, 0)
}

// newPagesWithin makes pages whose workers have that deadline; 0 means the usual one.
func newPagesWithin(t testing.TB, deadline time.Duration) *Pages {
	t.Helper()
	opt := sandbox.Options{CacheDir: filepath.Join(os.TempDir(), "phonghop-test-cache"), Deadline: deadline}
	hall, other := sandbox.New(opt), sandbox.New(opt)
	p := New(Options{Hall: hall, Other: other, Path: func(sha string) (string, error) { return sha, nil }})
	t.Cleanup(func() {
		p.Close()
		if err := errors.Join(hall.Close(), other.Close()); err != nil {
			t.Error(err)
		}
	})
	return p
}

func TestPagesAreDrawnAheadAndKept(t *testing.T) {
	p := newPages(t)
	ctx := context.Background()
	path := testpdf.Write(t, "a.pdf", []testpdf.Page{testpdf.Report(), testpdf.Report(), {Colour: true}})
	if _, ok := p.Ready(Cut{SHA: path, Page: 1, W: 800, H: 600}); ok {
		t.Error("ready before it was drawn")
	}
	img, err := p.Hall(ctx, Cut{SHA: path, Page: 1, W: 800, H: 600})
	if err != nil {
		t.Fatal(err)
	}
	if img.Rect.Dy() != 600 || img.Rect.Dx() != 424 || !img.Opaque() {
		t.Errorf("picture %v", img.Rect)
	}
	p.Ahead(Cut{SHA: path, Page: 3, W: 800, H: 600})
	// The answer to a page asked for later comes after the one drawn ahead was begun, or shows that it gave way.
	for range 200 {
		if _, ok := p.Ready(Cut{SHA: path, Page: 3, W: 800, H: 600}); ok {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	ahead, ok := p.Ready(Cut{SHA: path, Page: 3, W: 800, H: 600})
	if !ok {
		t.Fatal("not drawn ahead")
	}
	if c := ahead.RGBAAt(100, 450); c.R < 150 || c.G > 50 || c.B > 50 {
		t.Errorf("the red square is %v", c)
	}
	shape, err := p.Margins(ctx, path)
	if err != nil || len(shape.Sizes) != 3 || shape.Content.X < 0.05 || shape.Content.W < 0.5 || shape.Content.W > 0.9 {
		t.Errorf("shape %+v, %v", shape, err)
	}
	if _, err := p.Hall(ctx, Cut{SHA: path, Page: 4, W: 800, H: 600}); !errors.Is(err, ErrPageRange) {
		t.Errorf("page 4 of 3: %v", err)
	}
	p.Forget(path)
	if _, ok := p.Ready(Cut{SHA: path, Page: 1, W: 800, H: 600}); ok {
		t.Error("ready after it was forgotten")
	}
}

// drawing is the document of the page being drawn.
func (l *lane) drawing() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.running == nil {
		return ""
	}
	return l.running.key.SHA
}

// A page that hangs the renderer holds up neither the page that is wanted instead nor the other lane, and is not tried
// again by each who wants it.
func TestHangingPage(t *testing.T) {
	bad := "../../../shared/corpus/pdf/issue16263.pdf"
	if _, err := os.Stat(bad); err != nil {
		t.Skip("the corpus of difficult PDFs is not here")
	}
	const deadline, soon = time.Minute, 20 * time.Second // far apart even on a busy machine
	p := newPagesWithin(t, deadline)
	good := testpdf.Write(t, "a.pdf", []testpdf.Page{testpdf.Report()})
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	if _, err := p.Hall(ctx, Cut{SHA: good, Page: 1, W: 300, H: 300}); err != nil {
		t.Fatal(err)
	}
	p.Ahead(Cut{SHA: bad, Page: 1, W: 800, H: 600})
	begun := time.Now()
	if _, err := p.Hall(ctx, Cut{SHA: good, Page: 1, W: 800, H: 600}); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(begun); took > soon {
		t.Errorf("a page drawn ahead held up the hall for %v", took)
	}
	var wait sync.WaitGroup
	wait.Go(func() {
		if _, err := p.Hall(ctx, Cut{SHA: bad, Page: 1, W: 800, H: 600}); err == nil {
			t.Error("drew the hanging page")
		}
	})
	for p.hall.drawing() != bad {
		time.Sleep(time.Millisecond)
	}
	begun = time.Now()
	if _, err := p.Hall(ctx, Cut{SHA: good, Page: 1, W: 400, H: 300}); err != nil || time.Since(begun) > soon {
		t.Errorf("the page after a hanging one: %v after %v", err, time.Since(begun))
	}
	cancel()
	wait.Wait()
}

func TestHangingPageIsNotTriedAgain(t *testing.T) {
	bad := "../../../shared/corpus/pdf/issue16263.pdf"
	if _, err := os.Stat(bad); err != nil {
		t.Skip("the corpus of difficult PDFs is not here")
	}
	p := newPages(t)
	ctx := context.Background()
	if _, err := p.Preview(ctx, Cut{SHA: bad, Page: 1, W: 100, H: 100}); !errors.Is(err, ErrTimeout) {
		t.Errorf("hanging page: %v", err)
	}
	soon, cancel := context.WithTimeout(ctx, 3*time.Second) // shorter than another try
	defer cancel()
	if _, err := p.Phone(soon, bad, 1, 0, 360); !errors.Is(err, ErrTimeout) {
		t.Errorf("hanging page again: %v", err)
	}
	good := testpdf.Write(t, "a.pdf", []testpdf.Page{testpdf.Report()})
	if _, err := p.Phone(ctx, good, 1, 0, 360); err != nil {
		t.Errorf("the next page: %v", err)
	}
}

func TestPhone(t *testing.T) {
	p := newPages(t)
	ctx := context.Background()
	path := testpdf.Write(t, "a.pdf", []testpdf.Page{testpdf.Report(), {Colour: true, Lines: []string{"Biểu đồ"}}, {Scan: 100}, {Scan: 300}})
	for _, c := range []struct {
		page, width, got int
		kind             string
		most             int
	}{
		{1, 1000, 1080, "image/png", 110 << 10},
		{1, 1, 360, "image/png", 40 << 10},
		{1, 100_000, 1440, "image/png", 170 << 10},
		{2, 720, 720, "image/png", 8 << 10},
		{3, 720, 720, "image/png", 100 << 10}, // smaller than the JPEG that it came as
		{4, 1440, 1440, "image/jpeg", 600 << 10},
	} {
		pic, err := p.Phone(ctx, path, c.page, 0, c.width)
		if err != nil {
			t.Fatal(err)
		}
		decode := png.Decode
		if c.kind == "image/jpeg" {
			decode = jpeg.Decode
		}
		img, err := decode(bytes.NewReader(pic.Data))
		if err != nil || pic.Type != c.kind || pic.Width != c.got || img.Bounds().Dx() != c.got || img.Bounds().Dy() != pic.Height {
			t.Errorf("page %d, width %d: %s, %d by %d, %v", c.page, c.width, pic.Type, pic.Width, pic.Height, err)
		}
		t.Logf("page %d at %d: %s, %d bytes", c.page, c.got, pic.Type, len(pic.Data))
		if len(pic.Data) > c.most {
			t.Errorf("page %d at %d takes %d bytes", c.page, c.got, len(pic.Data))
		}
	}
	if p.kept.bytes != 0 {
		t.Error("phones' pictures took the room of the hall's pages")
	}
}

// slow draws when it is told to, and tells what it drew.
type slow struct {
	mu    sync.Mutex
	drawn []int
	begun chan int
	goOn  chan struct{}
	stop  chan struct{}
}

func newSlow() *slow {
	return &slow{begun: make(chan int, 100), goOn: make(chan struct{}), stop: make(chan struct{}, 1)}
}

func (s *slow) Info(context.Context, string) (sandbox.Info, error) {
	return sandbox.Info{Pages: 99}, nil
}

func (s *slow) Outline(context.Context, string) ([]sandbox.Heading, error) { return nil, nil }

func (s *slow) Links(context.Context, string, int) ([]sandbox.Link, error)        { return nil, nil }
func (s *slow) Letters(context.Context, string, int) (l sandbox.Letters, e error) { return l, nil }

func (s *slow) Content(context.Context, string) (sandbox.Part, error) {
	return sandbox.Part{W: 1, H: 1}, nil
}

func (s *slow) Render(ctx context.Context, _ string, c sandbox.Cut) (*image.RGBA, error) {
	s.begun <- c.Page
	select {
	case <-s.goOn:
	case <-s.stop:
		return nil, sandbox.ErrInterrupted
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.drawn = append(s.drawn, c.Page)
	return image.NewRGBA(image.Rect(0, 0, c.W, c.H)), nil
}

func (s *slow) Interrupt() {
	select {
	case s.stop <- struct{}{}:
	default:
	}
}

// The newest page that is asked for goes first, look-ahead last, and a page nobody waits for is not drawn.
func TestLaneOrder(t *testing.T) {
	hall := newSlow()
	p := New(Options{Hall: hall, Other: newSlow(), Path: func(sha string) (string, error) { return sha, nil }})
	defer p.Close()
	var wait sync.WaitGroup
	ask := func(ctx context.Context, page int) {
		wait.Go(func() { _, _ = p.Hall(ctx, Cut{SHA: "a", Page: page, W: 10, H: 10}) })
	}
	// queued waits until the pages that wait are these, the newest last, and so many wait for the newest.
	queued := func(waiters int, pages ...int) {
		for {
			p.hall.mu.Lock()
			var got []int
			newest := 0
			for _, j := range p.hall.asked {
				got, newest = append(got, j.key.Page), j.waiters
			}
			p.hall.mu.Unlock()
			if slices.Equal(got, pages) && newest == waiters {
				return
			}
			time.Sleep(time.Millisecond)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	ask(context.Background(), 1)
	<-hall.begun
	p.Ahead(Cut{SHA: "a", Page: 9, W: 10, H: 10})
	ask(context.Background(), 2)
	queued(1, 2)
	ask(ctx, 3)
	queued(1, 2, 3)
	ask(context.Background(), 4)
	queued(1, 2, 3, 4)
	ask(context.Background(), 2)
	queued(2, 3, 4, 2)
	cancel()
	queued(2, 4, 2)
	for range 3 {
		hall.goOn <- struct{}{}
		<-hall.begun
	}
	hall.goOn <- struct{}{}
	wait.Wait()
	p.Close()
	if want := []int{1, 2, 4, 9}; !slices.Equal(hall.drawn, want) {
		t.Errorf("drawn %v, want %v", hall.drawn, want)
	}
}

// A page drawn ahead gives way when it takes long, and comes back when it is asked for.
func TestAheadGivesWay(t *testing.T) {
	hall := newSlow()
	p := New(Options{Hall: hall, Other: newSlow(), Path: func(sha string) (string, error) { return sha, nil }})
	defer p.Close()
	p.Ahead(Cut{SHA: "a", Page: 9, W: 10, H: 10})
	<-hall.begun
	var wait sync.WaitGroup
	wait.Go(func() {
		if _, err := p.hall.ask(context.Background(), key{Cut: Cut{SHA: "a", Page: 1, W: 10, H: 10}}); err != nil {
			t.Error(err)
		}
	})
	if page := <-hall.begun; page != 1 {
		t.Errorf("page %d came first", page)
	}
	hall.goOn <- struct{}{}
	wait.Wait()
	wait.Go(func() {
		if _, err := p.hall.ask(context.Background(), key{Cut: Cut{SHA: "a", Page: 9, W: 10, H: 10}}); err != nil {
			t.Error(err)
		}
	})
	<-hall.begun
	hall.goOn <- struct{}{}
	wait.Wait()
}

// What is kept never takes more than its room, and what was used last stays.
func TestLRU(t *testing.T) {
	c := newLRU[int, string](100)
	for i := range 30 {
		c.put(i, "x", 10)
		c.get(0)
		if c.bytes > 100 {
			t.Fatalf("%d bytes", c.bytes)
		}
	}
	if _, ok := c.get(0); !ok {
		t.Error("the one used last is gone")
	}
	if c.has(20) || !c.has(29) {
		t.Error("the wrong ones are gone")
	}
	c.put(29, "y", 101)
	if c.has(29) {
		t.Error("kept more than the room")
	}
	c.drop(func(int) bool { return true })
	if c.bytes != 0 || len(c.items) != 0 {
		t.Errorf("%d bytes after dropping all", c.bytes)
	}
}
