// Package page turns pages of documents into pixels, and keeps them.
//
// The rules are:
//
//   - There are two lanes, each with a worker process of its own: the hall's page, and everything else (previews and
//     phones). The hall's page never waits for the other lane.
//   - Within the hall's lane the newest request goes first, also before an older one that is slow. Looking ahead happens
//     only while the lane is idle; a page drawn ahead gives way to a page that is asked for.
//   - [Pages.Ready] never blocks: it is called in the key handler that turns the page.
//   - What is kept is bounded in bytes. A page that could not be drawn is not tried again at once.
//
// Pictures handed out are shared: nobody may write to them. Pages count from 1.
package page

import (
	"context"
	"errors"
	"fmt"
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
	// DefaultCache is how many bytes of pixels are kept: eleven pages of a full HD screen.
	DefaultCache = 96 << 20
	// DefaultPhoneCache is how many bytes of pictures for phones are kept: some hundreds.
	DefaultPhoneCache = 32 << 20

	// retryAfter is how long a page that could not be drawn is not tried again.
	retryAfter = 30 * time.Second
	// maxInfos bounds the documents whose page sizes are kept.
	maxInfos = 256
)

// Renderer draws pages; [sandbox.Client] does.
type Renderer interface {
	// Info tells the pages of the file at path.
	Info(ctx context.Context, path string) (sandbox.Info, error)
	// Render draws a page as large as fits into w by h pixels.
	Render(ctx context.Context, path string, page, w, h int) (*image.RGBA, error)
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

// Pages draws and keeps pages. Its methods may be called by many goroutines.
type Pages struct {
	opt    Options
	hall   *lane
	other  *lane
	kept   *lru[key, *image.RGBA]
	phones *lru[phoneKey, Picture]
	flight flight[phoneKey, Picture]

	mu     sync.Mutex
	infos  map[string]sandbox.Info
	failed map[pageKey]failure
}

// key names a picture.
type key struct {
	sha        string
	page, w, h int
	// passing pictures are not kept: phones' are packed at once.
	passing bool
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
		opt:    opt,
		kept:   newLRU[key, *image.RGBA](opt.CacheBytes),
		phones: newLRU[phoneKey, Picture](opt.PhoneBytes),
		infos:  map[string]sandbox.Info{},
		failed: map[pageKey]failure{},
	}
	p.hall = startLane(opt.Hall, true, p.draw)
	p.other = startLane(opt.Other, false, p.draw)
	return p
}

// Close ends the lanes; it leaves the renderers to who made them.
func (p *Pages) Close() {
	p.hall.close()
	p.other.close()
}

// Ready is the picture of a page if it is drawn already.
func (p *Pages) Ready(sha string, page, w, h int) (*image.RGBA, bool) {
	return p.kept.get(key{sha: sha, page: page, w: w, h: h})
}

// Hall draws a page for the hall, ahead of all else.
func (p *Pages) Hall(ctx context.Context, sha string, page, w, h int) (*image.RGBA, error) {
	k := key{sha: sha, page: page, w: w, h: h}
	if img, ok := p.kept.get(k); ok {
		return img, nil
	}
	return p.hall.ask(ctx, k)
}

// Ahead draws a page that the hall may want next, when the hall's lane has nothing else to do. The page is then Ready.
func (p *Pages) Ahead(sha string, page, w, h int) {
	k := key{sha: sha, page: page, w: w, h: h}
	if page < 1 || p.kept.has(k) || p.known(k) != nil {
		return
	}
	p.hall.ahead(k)
}

// Preview draws a page for the desk, on the other lane.
func (p *Pages) Preview(ctx context.Context, sha string, page, w, h int) (*image.RGBA, error) {
	k := key{sha: sha, page: page, w: w, h: h}
	if img, ok := p.kept.get(k); ok {
		return img, nil
	}
	return p.other.ask(ctx, k)
}

// Info tells the pages of a document and their sizes.
func (p *Pages) Info(ctx context.Context, sha string) (sandbox.Info, error) {
	p.mu.Lock()
	info, ok := p.infos[sha]
	p.mu.Unlock()
	if ok {
		return info, nil
	}
	path, err := p.opt.Path(sha)
	if err != nil {
		return sandbox.Info{}, fmt.Errorf("pages of document: %w", err)
	}
	info, err = p.opt.Other.Info(ctx, path)
	if err != nil {
		return sandbox.Info{}, fmt.Errorf("pages of document: %w", err)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.infos) >= maxInfos {
		clear(p.infos)
	}
	p.infos[sha] = info
	return info, nil
}

// Forget drops all that is kept of a document, as when it is taken back after the meeting.
func (p *Pages) Forget(sha string) {
	p.kept.drop(func(k key) bool { return k.sha == sha })
	p.phones.drop(func(k phoneKey) bool { return k.sha == sha })
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.infos, sha)
	for k := range p.failed {
		if k.sha == sha {
			delete(p.failed, k)
		}
	}
}

// draw is the work of both lanes: one page, unless it failed a moment ago.
func (p *Pages) draw(ctx context.Context, r Renderer, k key) (*image.RGBA, error) {
	if img, ok := p.kept.get(k); ok {
		return img, nil
	}
	if err := p.known(k); err != nil {
		return nil, err
	}
	path, err := p.opt.Path(k.sha)
	if err != nil {
		return nil, err
	}
	img, err := r.Render(ctx, path, k.page, k.w, k.h)
	if err != nil {
		p.remember(k, err)
		return nil, err
	}
	if !k.passing {
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
	p.failed[pageKey{k.sha, k.page}] = failure{err: err, until: now.Add(retryAfter)}
}

// known is the error of a page that failed a moment ago.
func (p *Pages) known(k key) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	f, ok := p.failed[pageKey{k.sha, k.page}]
	if !ok || time.Now().After(f.until) {
		return nil
	}
	return f.err
}
