// Package page turns pages of documents, and parts of them, into pixels, and keeps them.
//
// The rules are:
//
//   - There are two lanes, each with a worker process of its own: the hall's page, and everything else (previews and
//     phones). The hall's page never waits for the other lane.
//   - Within the hall's lane the newest request goes first, also before an older one that is slow. Looking ahead happens
//     only while the lane is idle; a page drawn ahead gives way to a page that is asked for.
//   - [Pages.Ready], [Pages.Sketch] and [Pages.Shape] never block: they are called in the key handler that turns the page.
//   - Small pictures of all pages of the document that is open, the sketches, are made while the other lane is idle: they
//     stand in for a page until it is drawn, and are its thumbnails.
//   - What is kept is bounded in bytes. A page that could not be drawn is not tried again at once.
//
// Pictures handed out are shared: nobody may write to them. Pages count from 1.
package page

import (
	"context"
	"errors"
	"image"
	"sync"
	"time"

	"phonghop/docs/sandbox"
)

// The errors by which a reader of this package can tell a bad file from a slow one.
var (
	ErrDamaged    = sandbox.ErrDamaged    // the page cannot be drawn
	ErrPageRange  = sandbox.ErrPageRange  // there is no such page
	ErrTimeout    = sandbox.ErrTimeout    // the page took too long
	ErrWorkerDied = sandbox.ErrWorkerDied // the page needed more memory than it may have
)

const (
	// DefaultCache is how many bytes of pixels are kept: four pages that fill a full HD screen, ten that are fitted in. A
	// larger screen has room for fourPages of its own.
	DefaultCache = 34 << 20
	// DefaultPhoneCache is how many bytes of pictures for phones are kept: some hundreds.
	DefaultPhoneCache = 32 << 20

	// fourPages is the least number of pictures of the whole screen that are kept: the one that is shown, two on, one back.
	fourPages = 4
	// retryAfter is how long a page that could not be drawn is not tried again.
	retryAfter = 30 * time.Second
	// maxShapes bounds the documents whose shapes are kept.
	maxShapes = 256
)

// Renderer draws pages; [sandbox.Client] does.
type Renderer interface {
	// Info tells the pages of the file at path.
	Info(ctx context.Context, path string) (sandbox.Info, error)
	// Render draws a page, or a part of it.
	Render(ctx context.Context, path string, cut sandbox.Cut) (*image.RGBA, error)
	// Content tells where on the pages something is printed.
	Content(ctx context.Context, path string) (sandbox.Part, error)
	// Outline, Links and Letters tell what is in the document.
	Outline(ctx context.Context, path string) ([]sandbox.Heading, error)
	Links(ctx context.Context, path string, page int) ([]sandbox.Link, error)
	Letters(ctx context.Context, path string, page int) (sandbox.Letters, error)
	// Interrupt gives up the page being drawn.
	Interrupt()
}

// Options say what pages are made of.
type Options struct {
	// Hall and Other draw for the two lanes. They must not share a worker.
	Hall, Other Renderer
	// Path finds the file of a document by its SHA-256.
	Path func(sha string) (string, error)
	// CacheBytes bounds the pixels kept, PhoneBytes the pictures for phones; zero means the default.
	CacheBytes, PhoneBytes int64
}

// Part is a part of a page, in parts of its width and height.
type Part = sandbox.Part

// Cut names a picture of a page, or of a part of it.
type Cut struct {
	SHA string
	// Page counts from 1.
	Page int
	// Turn is by how many quarters the page is turned clockwise before the part is taken.
	Turn int
	// Part is the part of the turned page; its zero value is the whole page.
	Part Part
	// W and H are the pixels into which the picture fits.
	W, H int
}

// Pages draws and keeps pages. Its methods may be called by many goroutines.
type Pages struct {
	opt      Options
	hall     *lane
	other    *lane
	kept     *lru[key, *image.RGBA]
	sketches *lru[sketchKey, *image.RGBA]
	phones   *lru[phoneKey, Picture]
	words    *lru[pageKey, sandbox.Letters]
	flight   flight[phoneKey, Picture]

	mu sync.Mutex
	// sketched is the document whose sketches are made, later those that are left; rest is the time until they are begun.
	sketched string
	later    []key
	rest     *time.Timer
	shapes   map[string]Shape
	failed   map[pageKey]failure
}

// key names a picture.
type key struct {
	Cut
	// passing pictures are not kept: phones' are packed at once.
	passing bool
	// sketch pictures are kept apart.
	sketch bool
}

// pageKey names a page, whatever its size in pixels.
type pageKey struct {
	sha  string
	page int
}

// failure is a page that could not be drawn.
type failure struct {
	err   error
	until time.Time
}

// New starts the two lanes.
func New(opt Options) *Pages {
	if opt.CacheBytes <= 0 {
		opt.CacheBytes = DefaultCache
	}
	if opt.PhoneBytes <= 0 {
		opt.PhoneBytes = DefaultPhoneCache
	}
	p := &Pages{
		opt:      opt,
		kept:     newLRU[key, *image.RGBA](opt.CacheBytes),
		sketches: newLRU[sketchKey, *image.RGBA](sketchBytes),
		phones:   newLRU[phoneKey, Picture](opt.PhoneBytes),
		words:    newLRU[pageKey, sandbox.Letters](keptLetters),
		shapes:   map[string]Shape{},
		failed:   map[pageKey]failure{},
	}
	p.hall = startLane(opt.Hall, true, p.draw)
	p.other = startLane(opt.Other, false, p.draw)
	return p
}

// Close ends the lanes; it leaves the renderers to who made them.
func (p *Pages) Close() {
	p.mu.Lock()
	if p.rest != nil {
		p.rest.Stop()
	}
	p.mu.Unlock()
	p.hall.close()
	p.other.close()
}

// Ready is a picture if it is drawn already.
func (p *Pages) Ready(c Cut) (*image.RGBA, bool) { return p.kept.get(key{Cut: c}) }

// Hall draws a picture for the hall, ahead of all else: on the other lane while that one rests and the hall's own is
// drawing ahead what the hall does not want after all.
func (p *Pages) Hall(ctx context.Context, c Cut) (*image.RGBA, error) {
	k := key{Cut: c}
	if img, ok := p.kept.get(k); ok {
		return img, nil
	}
	if p.hall.drawsAhead(k) && p.other.rests() {
		return p.other.ask(ctx, k)
	}
	return p.hall.ask(ctx, k)
}

// Ahead draws pictures that the hall may want next, the likeliest first, when the hall's lane has nothing else to do.
// They are then Ready. What was to be drawn ahead before and is not begun is not wanted any more.
func (p *Pages) Ahead(cuts ...Cut) {
	var later []key
	if len(cuts) > 0 {
		p.kept.atLeast(fourPages * 4 * int64(cuts[0].W) * int64(cuts[0].H))
	}
	for _, c := range cuts {
		k := key{Cut: c}
		if c.Page >= 1 && !p.kept.has(k) && p.known(k) == nil {
			later = append(later, k)
		}
	}
	p.hall.ahead(later)
}

// Preview draws a picture for the desk, on the other lane.
func (p *Pages) Preview(ctx context.Context, c Cut) (*image.RGBA, error) {
	k := key{Cut: c}
	if img, ok := p.kept.get(k); ok {
		return img, nil
	}
	return p.other.ask(ctx, k)
}

// Forget drops all that is kept of a document, as when it is taken back after the meeting.
func (p *Pages) Forget(sha string) {
	p.kept.drop(func(k key) bool { return k.SHA == sha })
	p.sketches.drop(func(k sketchKey) bool { return k.sha == sha })
	p.words.drop(func(k pageKey) bool { return k.sha == sha })
	p.phones.drop(func(k phoneKey) bool { return k.sha == sha })
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.shapes, sha)
	for k := range p.failed {
		if k.sha == sha {
			delete(p.failed, k)
		}
	}
}

// draw is the work of both lanes: one page, unless it failed a moment ago.
func (p *Pages) draw(ctx context.Context, r Renderer, k key) (*image.RGBA, error) {
	if img, ok := p.kept.get(k); ok && !k.sketch {
		return img, nil
	}
	if err := p.known(k); err != nil {
		return nil, err
	}
	path, err := p.opt.Path(k.SHA)
	if err != nil {
		return nil, err
	}
	img, err := r.Render(ctx, path, sandbox.Cut{Page: k.Page, Turn: k.Turn, Part: k.Part, W: k.W, H: k.H})
	if err != nil {
		p.remember(k, err)
		return nil, err
	}
	switch {
	case k.sketch:
		p.sketches.put(sketchKey{k.SHA, k.Page, k.Turn}, img, int64(len(img.Pix)))
	case !k.passing:
		p.kept.put(k, img, int64(len(img.Pix)))
	}
	return img, nil
}

// remember keeps the error of a page, so that a page that hangs the renderer costs its deadline once and not for each
// of those who want it. Being interrupted says nothing of the page.
func (p *Pages) remember(k key, err error) {
	if !errors.Is(err, ErrTimeout) && !errors.Is(err, ErrWorkerDied) && !errors.Is(err, ErrDamaged) {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	for other, f := range p.failed {
		if now.After(f.until) {
			delete(p.failed, other)
		}
	}
	p.failed[pageKey{k.SHA, k.Page}] = failure{err: err, until: now.Add(retryAfter)}
}

// known is the error of a page that failed a moment ago.
func (p *Pages) known(k key) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	f, ok := p.failed[pageKey{k.SHA, k.Page}]
	if !ok || time.Now().After(f.until) {
		return nil
	}
	return f.err
}
