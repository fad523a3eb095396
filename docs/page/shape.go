package page

import (
	"context"
	"fmt"
	"image"
	"time"

	"phonghop/docs/sandbox"
)

const (
	// sketchSide is the longest side of a sketch in pixels.
	sketchSide = 400
	// sketchBytes bounds the sketches kept: those of some forty-five pages.
	sketchBytes = 20 << 20
	// sketchRest is how long after a document was opened its sketches are begun: until then the processor is for the
	// pages that are wanted first.
	sketchRest = 300 * time.Millisecond
	// sketchAtOnce bounds the pages of a document that are sketched.
	sketchAtOnce = 44
)

// Shape is what one must know of a document to lay its pages into a window.
type Shape struct {
	// Sizes holds the size of each page in points, not turned; zero for a page that cannot be read.
	Sizes []sandbox.Size
	// Content is where on the pages, not turned, something is printed.
	Content Part
}

// Shape is the shape of a document if it is known already.
func (p *Pages) Shape(sha string) (Shape, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s, ok := p.shapes[sha]
	return s, ok
}

// Measure learns the shape of a document.
func (p *Pages) Measure(ctx context.Context, sha string) (Shape, error) {
	if s, ok := p.Shape(sha); ok {
		return s, nil
	}
	path, err := p.opt.Path(sha)
	if err != nil {
		return Shape{}, fmt.Errorf("measure document: %w", err)
	}
	info, err := p.opt.Other.Info(ctx, path)
	if err != nil {
		return Shape{}, fmt.Errorf("measure document: %w", err)
	}
	s := Shape{Sizes: info.Sizes}
	p.keep(sha, s)
	return s, nil
}

// Margins learns where on the pages of a document something is printed. It draws the first few pages small.
func (p *Pages) Margins(ctx context.Context, sha string) (Shape, error) {
	s, err := p.Measure(ctx, sha)
	if err != nil || s.Content != (Part{}) {
		return s, err
	}
	path, err := p.opt.Path(sha)
	if err != nil {
		return s, fmt.Errorf("measure document: %w", err)
	}
	if s.Content, err = p.opt.Other.Content(ctx, path); err != nil {
		return s, fmt.Errorf("measure document: %w", err)
	}
	p.keep(sha, s)
	return s, nil
}

func (p *Pages) keep(sha string, s Shape) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.shapes) >= maxShapes {
		clear(p.shapes)
	}
	p.shapes[sha] = s
}

// sketchKey names a sketch.
type sketchKey struct {
	sha        string
	page, turn int
}

// Sketch is a small picture of a whole page if there is one.
func (p *Pages) Sketch(sha string, page, turn int) (*image.RGBA, bool) {
	return p.sketches.get(sketchKey{sha, page, turn})
}

// Thumbnail draws the sketch of a page, on the other lane.
func (p *Pages) Thumbnail(ctx context.Context, sha string, page, turn int) (*image.RGBA, error) {
	if img, ok := p.Sketch(sha, page, turn); ok {
		return img, nil
	}
	return p.other.ask(ctx, sketchOf(sha, page, turn))
}

// SketchAll makes the sketches of a document's pages, those nearest to the given one first, while the other lane is
// idle. It takes the place of what was to be sketched before.
func (p *Pages) SketchAll(sha string, pages, turn, from int) {
	var later []key
	add := func(page int) {
		if page >= 1 && page <= pages && len(later) < sketchAtOnce && !p.sketches.has(sketchKey{sha, page, turn}) {
			if k := sketchOf(sha, page, turn); p.known(k) == nil {
				later = append(later, k)
			}
		}
	}
	for d := range min(pages, sketchAtOnce) {
		add(from + d)
		if d > 0 {
			add(from - d)
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.later = later
	if p.sketched == sha {
		if p.rest == nil {
			p.other.ahead(later)
		}
		return
	}
	if p.rest != nil {
		p.rest.Stop()
	}
	p.sketched = sha
	p.rest = time.AfterFunc(sketchRest, func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.rest = nil
		p.other.ahead(p.later)
	})
}

func sketchOf(sha string, page, turn int) key {
	return key{Cut: Cut{SHA: sha, Page: page, Turn: turn, W: sketchSide, H: sketchSide}, sketch: true}
}
