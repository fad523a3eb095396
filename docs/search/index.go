package search

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"phonghop/docs"
)

const (
	// maxTries bounds how many starts of the program try to read pages that could not be read.
	maxTries = 3
	// defaultMemory is enough for 10,000 full pages five times.
	defaultMemory = 256 << 20
	// longestPause bounds the pause after a document.
	longestPause = 2 * time.Second
)

// Source gives the texts of documents; [docs.Library] is one.
type Source interface {
	Text(ctx context.Context, sha string) ([]docs.PageText, error)
}

// Options are what an [Index] needs.
type Options struct {
	// Dir is the folder of the texts; nothing else may lie in it.
	Dir string
	// Source reads a document whose text is not there yet.
	Source Source
	// Log hears what could not be read; nil: nobody.
	Log *slog.Logger
	// Memory bounds the folded texts in memory, in bytes; the documents beyond it are read from the disk by each query.
	// Zero means 256 MiB.
	Memory int
	// Idle is called when nothing is left to read, so that the source can let go of what reading takes. It may be nil.
	Idle func()
}

// Index holds the texts of documents. Its methods may be called by many goroutines.
type Index struct {
	opt   Options
	texts texts
	wake  chan struct{}

	mu     sync.RWMutex
	order  []string
	wanted map[string]bool
	docs   map[string]*document // those that can be searched
	memory int
}

// document is a document that can be searched.
type document struct {
	// bare and marks are all pages as they are folded; nil where memory did not suffice.
	bare, marks []byte
	ends        []int // of the pages in bare
	wordless    bool  // there is nothing to find
}

// Open makes the folder ready. Nothing is read before [Index.Keep] and [Index.Run].
func Open(opt Options) (*Index, error) {
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if opt.Memory == 0 {
		opt.Memory = defaultMemory
	}
	if err := os.MkdirAll(opt.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("open search: %w", err)
	}
	return &Index{
		opt: opt, texts: texts{opt.Dir}, wake: make(chan struct{}, 1),
		wanted: map[string]bool{}, docs: map[string]*document{},
	}, nil
}

// Keep says which documents there are, those to be read first in front. What is known of others is removed at once,
// from the disk too.
func (x *Index) Keep(shas []string) {
	x.mu.Lock()
	before := x.wanted
	x.wanted = make(map[string]bool, len(shas))
	x.order = x.order[:0:0]
	for _, sha := range shas {
		if !x.wanted[sha] {
			x.wanted[sha] = true
			x.order = append(x.order, sha)
		}
	}
	for sha := range before {
		if x.wanted[sha] {
			continue
		}
		if d := x.docs[sha]; d != nil {
			x.memory -= d.size()
			delete(x.docs, sha)
		}
		x.texts.remove(sha)
	}
	x.mu.Unlock()
	select {
	case x.wake <- struct{}{}:
	default:
	}
}

// Progress tells how many documents can be searched, and how many there are.
func (x *Index) Progress() (ready, all int) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return len(x.docs), len(x.wanted)
}

// Wordless tells whether a document was read and has no words to be found: scans have none, nor has what cannot be read.
func (x *Index) Wordless(sha string) bool {
	x.mu.RLock()
	defer x.mu.RUnlock()
	d := x.docs[sha]
	return d != nil && d.wordless
}

// Run reads documents until ctx ends, one at a time, and rests after each as long as reading it took: there are two
// processors in a small laptop, and the other one draws.
func (x *Index) Run(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-x.wake:
			x.fill(ctx, rest)
		}
	}
}

// Fill reads all documents that cannot be searched yet, without rests.
func (x *Index) Fill(ctx context.Context) { x.fill(ctx, func(context.Context, time.Duration) {}) }

func (x *Index) fill(ctx context.Context, rest func(context.Context, time.Duration)) {
	x.texts.sweep(x.keeps)
	// What is on the disk first: that is quick.
	x.each(ctx, rest, x.load)
	x.each(ctx, rest, func(sha string) { x.read(ctx, sha) })
	if x.opt.Idle != nil {
		x.opt.Idle()
	}
}

// rest waits as long as the work took, within bounds.
func rest(ctx context.Context, worked time.Duration) {
	pause := time.NewTimer(min(worked, longestPause))
	defer pause.Stop()
	select {
	case <-ctx.Done():
	case <-pause.C:
	}
}

// each gives the documents that cannot be searched yet to a function.
func (x *Index) each(ctx context.Context, rest func(context.Context, time.Duration), take func(sha string)) {
	tried := map[string]bool{}
	for ctx.Err() == nil {
		sha := x.next(tried)
		if sha == "" {
			return
		}
		tried[sha] = true
		begun := time.Now()
		take(sha)
		rest(ctx, time.Since(begun))
	}
}

// next returns the first document that cannot be searched and was not tried, or "".
func (x *Index) next(tried map[string]bool) string {
	x.mu.RLock()
	defer x.mu.RUnlock()
	for _, sha := range x.order {
		if x.docs[sha] == nil && !tried[sha] {
			return sha
		}
	}
	return ""
}

// keeps tells whether a document is to be kept.
func (x *Index) keeps(sha string) bool {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.wanted[sha]
}

// load takes a document's text from the disk, where it is there and whole.
func (x *Index) load(sha string) {
	doc, err := x.texts.read(sha)
	if err == nil && (!doc.missing || doc.tries >= maxTries) {
		x.put(sha, doc)
	}
}

// read reads a document. What cannot be read is tried again at later starts, and left then.
func (x *Index) read(ctx context.Context, sha string) {
	var doc text
	if old, err := x.texts.read(sha); err == nil {
		doc.tries = old.tries
	}
	doc.tries++
	pages, err := x.opt.Source.Text(ctx, sha)
	if err != nil && ctx.Err() == nil { // the reader may have died of something else
		pages, err = x.opt.Source.Text(ctx, sha)
	}
	if ctx.Err() != nil {
		return
	}
	if err != nil {
		x.opt.Log.Warn("text for search", "document", sha, "err", err)
		doc.missing = true
	}
	for _, p := range pages {
		doc.pages = append(doc.pages, p.Text)
		doc.missing = doc.missing || p.Err != nil
	}
	if err := x.texts.write(sha, doc); err != nil {
		x.opt.Log.Warn("text for search", "document", sha, "err", err)
	}
	x.put(sha, doc)
}

// put makes a document searchable, unless it was removed meanwhile.
func (x *Index) put(sha string, doc text) {
	d := foldPages(doc.pages)
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.wanted[sha] {
		return
	}
	if x.memory+d.size() > x.opt.Memory {
		d.bare, d.marks = nil, nil
	}
	x.memory += d.size()
	x.docs[sha] = d
}

// size is how much memory a document takes, in bytes.
func (d *document) size() int { return len(d.bare) + len(d.marks) + 8*len(d.ends) }

// foldPages folds the pages of a document.
func foldPages(pages []string) *document {
	all := make([]folded, len(pages))
	letters := 0
	for i, p := range pages {
		all[i] = fold(p, false)
		letters += len(all[i].bare)
	}
	d := &document{bare: make([]byte, 0, letters), marks: make([]byte, 0, letters), ends: make([]int, 0, len(pages))}
	for _, f := range all {
		d.bare, d.marks = append(d.bare, f.bare...), append(d.marks, f.marks...)
		d.ends = append(d.ends, len(d.bare))
	}
	d.wordless = len(bytes.Trim(d.bare, " ")) == 0
	return d
}
