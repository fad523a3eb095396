package phone

import (
	"container/list"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"phonghop/meeting"
)

// widths are the widths in pixels that pictures come in: a phone takes the one that
// fits its own width and density, and all phones together cost a page a few pictures.
var widths = []int{480, 720, 1080, 1440}

const (
	cacheBytes = 48 << 20
	drawTime   = 10 * time.Second
	drawLanes  = 2
	// failedFor is how long a page that could not be drawn is not tried again, so that
	// a hall of phones does not hammer on it.
	failedFor = 5 * time.Second
)

// picture hands out one page, through the gate. A document that the viewer may not
// see and one that does not exist are the same answer.
func (s *Server) picture(w http.ResponseWriter, r *http.Request) {
	m := s.room.Snapshot()
	d, ok := m.Document(r.PathValue("document"))
	p := whoIs(m, tokenOf(r))
	page, err1 := strconv.Atoi(r.PathValue("page"))
	width, err2 := strconv.Atoi(r.PathValue("width"))
	if !ok || !meeting.MaySee(p.viewer(), d, m.Phase) || err1 != nil || err2 != nil ||
		page < 0 || page >= d.Pages || !slices.Contains(widths, width) {
		s.notFound(w, r)
		return
	}
	got, err := s.pictures.get(r.Context(), pictureKey{d.SHA256, page, width})
	if err != nil {
		s.fail(r, "draw page for phone", err)
		http.Error(w, "the page cannot be drawn", http.StatusBadGateway)
		return
	}
	// What was allowed before the drawing must still be allowed after it.
	now := s.room.Snapshot()
	d, ok = now.Document(d.ID)
	if !ok || !meeting.MaySee(whoIs(now, p.token).viewer(), d, now.Phase) {
		s.notFound(w, r)
		return
	}
	w.Header().Set("Content-Type", got.mime)
	w.Header().Set("Content-Length", strconv.Itoa(len(got.data)))
	_, _ = w.Write(got.data)
}

type pictureKey struct {
	sha256      string
	page, width int
}

// drawn is a picture that is ready, or on its way until done is closed.
type drawn struct {
	key  pictureKey
	done chan struct{}
	data []byte
	mime string
	err  error
	at   time.Time
}

// pictures keeps encoded pages, each drawn once however many phones ask.
type pictures struct {
	pages Pages
	ctx   context.Context
	stop  context.CancelFunc
	lanes chan struct{} // holds a value for each picture that is being drawn

	mu    sync.Mutex
	known map[pictureKey]*list.Element // of *drawn
	order *list.List                   // the last used first
	bytes int
}

func newPictures(p Pages) *pictures {
	c := &pictures{pages: p, known: map[pictureKey]*list.Element{}, order: list.New(), lanes: make(chan struct{}, drawLanes)}
	c.ctx, c.stop = context.WithCancel(context.Background())
	return c
}

func (c *pictures) close() { c.stop() }

// get returns a picture, drawing it where it is not there. A phone that goes away
// does not stop the drawing: others wait for it.
func (c *pictures) get(ctx context.Context, key pictureKey) (*drawn, error) {
	d := c.start(key)
	select {
	case <-d.done:
		return d, d.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (c *pictures) start(key pictureKey) *drawn {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.known[key]; ok {
		d := e.Value.(*drawn)
		if d.at.IsZero() || d.err == nil || time.Since(d.at) < failedFor {
			c.order.MoveToFront(e)
			return d
		}
		c.remove(e)
	}
	d := &drawn{key: key, done: make(chan struct{})}
	e := c.order.PushFront(d)
	c.known[key] = e
	go c.draw(e, d)
	return d
}

func (c *pictures) draw(e *list.Element, d *drawn) {
	c.lanes <- struct{}{}
	defer func() { <-c.lanes }()
	ctx, cancel := context.WithTimeout(c.ctx, drawTime)
	defer cancel()
	data, mime, err := c.pages.PNG(ctx, d.key.sha256, d.key.page, d.key.width)
	if err == nil && !strings.HasPrefix(mime, "image/") {
		err = fmt.Errorf("draw page: form %q is no picture", mime)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	d.data, d.mime, d.err, d.at = data, mime, err, time.Now()
	close(d.done)
	if c.known[d.key] != e {
		return // pushed out while it was drawn
	}
	c.bytes += len(data)
	for c.bytes > cacheBytes && c.order.Back() != e {
		c.remove(c.order.Back())
	}
}

// remove takes a picture out; c.mu is held. One on its way counts no bytes yet, and
// its phones still get it.
func (c *pictures) remove(e *list.Element) {
	d := c.order.Remove(e).(*drawn)
	if c.known[d.key] == e {
		delete(c.known, d.key)
	}
	if !d.at.IsZero() {
		c.bytes -= len(d.data)
	}
}
