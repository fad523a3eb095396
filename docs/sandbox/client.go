package sandbox

import (
	"context"
	"errors"
	"fmt"
	"image"
	"time"
)

// Client asks questions about files. Its methods may be called by many goroutines; a worker takes them one by one.
type Client struct {
	deadline time.Duration
	pictures *worker
	text     *worker
	converts *worker
}

// New makes a client. Its workers start with the first question, or with [Client.Warm].
func New(opt Options) *Client {
	if opt.Deadline <= 0 {
		opt.Deadline = DefaultDeadline
	}
	if opt.FontDir == "" {
		opt.FontDir = systemFonts()
	}
	return &Client{
		deadline: opt.Deadline,
		pictures: newWorker(kindPictures, opt),
		text:     newWorker(kindText, opt),
		converts: newWorker(kindConvert, opt),
	}
}

// Warm starts the worker that draws pages, so that the first page does not wait for it.
func (c *Client) Warm(ctx context.Context) error {
	if err := c.pictures.warm(ctx); err != nil {
		return fmt.Errorf("start renderer: %w", err)
	}
	return nil
}

// Interrupt gives up the page being drawn, if any, which then fails with [ErrInterrupted]. It costs a new start of the
// worker (under a tenth of a second when the compiled renderer is kept), so it is for pages that take longer.
func (c *Client) Interrupt() { c.pictures.interrupt() }

// Close ends the workers. Questions under way fail.
func (c *Client) Close() error {
	return errors.Join(c.pictures.close(), c.text.close(), c.converts.close())
}

// Info opens the file and tells its pages.
func (c *Client) Info(ctx context.Context, path string) (Info, error) {
	path, err := checkFile(path)
	if err != nil {
		return Info{}, fmt.Errorf("open document: %w", err)
	}
	r, _, err := c.pictures.ask(ctx, request{Op: opInfo, Path: path}, c.deadline)
	if err != nil {
		return Info{}, fmt.Errorf("open document: %w", err)
	}
	if r.Info == nil || r.Info.Pages < 1 || len(r.Info.Sizes) != r.Info.Pages {
		return Info{}, fmt.Errorf("open document: %w", ErrDamaged)
	}
	return *r.Info, nil
}

// Render draws a page, or a part of it. The picture is opaque and its rows follow each other without a gap (stride
// 4*width). It never has more than [MaxPixels], however long the page.
func (c *Client) Render(ctx context.Context, path string, cut Cut) (*image.RGBA, error) {
	if cut.W < 0 || cut.H < 0 || cut.W+cut.H == 0 {
		return nil, fmt.Errorf("draw page %d: size %d by %d", cut.Page, cut.W, cut.H)
	}
	path, err := checkFile(path)
	if err != nil {
		return nil, fmt.Errorf("draw page %d: %w", cut.Page, err)
	}
	r, body, err := c.pictures.ask(ctx, request{Op: opRender, Path: path, Page: cut.Page, Cut: cut}, c.deadline)
	if err != nil {
		return nil, fmt.Errorf("draw page %d: %w", cut.Page, err)
	}
	if r.W < 1 || r.H < 1 || len(body) != 4*r.W*r.H {
		return nil, fmt.Errorf("draw page %d: %w", cut.Page, ErrWorkerDied)
	}
	// The renderer leaves the fourth byte of a pixel undefined.
	for i := 3; i < len(body); i += 4 {
		body[i] = 0xff
	}
	return &image.RGBA{Pix: body, Stride: 4 * r.W, Rect: image.Rect(0, 0, r.W, r.H)}, nil
}

// Content tells where on the pages of a document something is printed, margins left out: one part that holds for all
// pages looked at, which are the first few. A document of empty pages, or of scans with dark borders, has all of it.
func (c *Client) Content(ctx context.Context, path string) (Part, error) {
	path, err := checkFile(path)
	if err != nil {
		return Part{}, fmt.Errorf("look for margins: %w", err)
	}
	r, _, err := c.pictures.ask(ctx, request{Op: opContent, Path: path}, c.deadline)
	if err != nil {
		return Part{}, fmt.Errorf("look for margins: %w", err)
	}
	return r.Cut.Part.inside(), nil
}

// Text reads the text of a page, counted from 1. A page without text is no error. A page that the text reader cannot
// read, or reads with fonts whose letters it does not know, is read by the renderer, within the same deadline.
func (c *Client) Text(ctx context.Context, path string, page int) (PageText, error) {
	path, err := checkFile(path)
	if err != nil {
		return PageText{}, fmt.Errorf("read text of page %d: %w", page, err)
	}
	req := request{Op: opText, Path: path, Page: page}
	begun := time.Now()
	// Half of the time is left for the renderer.
	r, _, err := c.text.ask(ctx, req, c.deadline/2)
	if err == nil && r.Text != nil && r.Text.Text != "" {
		return *r.Text, nil
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, ErrClosed) {
		return PageText{}, fmt.Errorf("read text of page %d: %w", page, err)
	}
	left := max(c.deadline-time.Since(begun), c.deadline/4)
	r, _, err = c.pictures.ask(ctx, req, left)
	if err != nil {
		return PageText{}, fmt.Errorf("read text of page %d: %w", page, err)
	}
	if r.Text == nil {
		return PageText{}, fmt.Errorf("read text of page %d: %w", page, ErrDamaged)
	}
	return *r.Text, nil
}
