package cli

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"sync"

	"phonghop/docs"
	"phonghop/docs/sandbox"
	"phonghop/docs/search"
	"phonghop/meeting"
	"phonghop/ui/desk"
	"phonghop/ui/phone"
)

// textsDir is the folder of the texts for search in the data folder. It can be made anew
// from the documents at any time.
const textsDir = "texts"

// Library is all documents of all meetings, and what is found in them.
type Library struct{ *House }

// openSearch makes the index ready; [House.ReadForSearch] fills it.
func (h *House) openSearch() (err error) {
	h.texts = &textReader{path: h.library.Path}
	h.index, err = search.Open(search.Options{
		Dir: filepath.Join(h.Dir, textsDir), Source: h.texts, Log: h.Log, Idle: h.texts.rest,
	})
	return err
}

// ReadForSearch reads the texts of all documents in the background until ctx ends, and
// those of documents that come in.
func (h *House) ReadForSearch(ctx context.Context) {
	watch := h.Room.Watch()
	defer watch.Stop()
	var reading sync.WaitGroup
	reading.Go(func() { h.index.Run(ctx) })
	defer reading.Wait()
	h.keepTexts()
	for {
		select {
		case <-ctx.Done():
			return
		case <-watch.Ready():
			if watch.Take().Topics&(meeting.TopicDocuments|meeting.TopicOpened) != 0 {
				h.keepTexts()
			}
		}
	}
}

// keepTexts tells the index which documents there are, the latest first.
func (h *House) keepTexts() {
	all, err := h.store.Outlines()
	if err != nil {
		h.Log.Error("documents for search", "err", err)
		return // what is known stays
	}
	h.index.Keep(hashes(meeting.Library(all)))
}

func hashes(list []meeting.Kept) []string {
	out := make([]string, len(list))
	for i, k := range list {
		out[i] = k.SHA256
	}
	return out
}

// inWords says an error as this house does; "" for none.
func (h *House) inWords(err error) string {
	var said inWords
	if errors.As(err, &said) {
		return string(said)
	}
	return h.Errors.Text(err)
}

// Documents implements the desk's Library.
func (l Library) Documents(context.Context) ([]meeting.Kept, error) {
	all, err := l.store.Outlines()
	return meeting.Library(all), err
}

// Find implements the desk's Library.
func (l Library) Find(ctx context.Context, query string, among []meeting.Kept, limit int) (desk.Found, error) {
	q := search.Parse(query)
	r, err := l.index.Search(ctx, q, hashes(among), limit)
	if err != nil {
		return desk.Found{}, err
	}
	out := desk.Found{Pages: r.Pages, Waiting: r.Waiting}
	for _, k := range among {
		if q.Match(k.Title + " " + k.Number + " " + k.Name) {
			out.Titles = append(out.Titles, k)
		}
	}
	for _, h := range r.Hits {
		i := slices.IndexFunc(among, func(k meeting.Kept) bool { return k.SHA256 == h.SHA256 })
		hit := desk.Hit{Document: among[i], Page: h.Page - 1, Line: h.Line}
		for _, m := range h.Marks {
			hit.Marks = append(hit.Marks, [2]int{m.Start, m.End})
		}
		out.Hits = append(out.Hits, hit)
	}
	return out, nil
}

// Wordless implements the desk's Library.
func (l Library) Wordless(k meeting.Kept) bool { return l.index.Wordless(k.SHA256) }

// Finder is how phones search: among the documents that they name, and no others.
type Finder struct{ *House }

// Find implements the phone page's Finder.
func (f Finder) Find(ctx context.Context, query string, among []string, limit int) ([]phone.Hit, error) {
	r, err := f.index.Search(ctx, search.Parse(query), among, limit)
	if err != nil {
		return nil, err
	}
	var out []phone.Hit
	for _, h := range r.Hits {
		hit := phone.Hit{SHA256: h.SHA256, Page: h.Page - 1, Line: h.Line}
		for _, m := range h.Marks {
			hit.Marks = append(hit.Marks, [2]int{m.Start, m.End})
		}
		out = append(out, hit)
	}
	return out, nil
}

// Match implements the phone page's Finder.
func (Finder) Match(query, title string) bool { return search.Parse(query).Match(title) }

// textReader reads documents for search in a worker of its own, so that neither a page
// nor the look for secrecy marks ever waits behind it. It has one only while it reads.
type textReader struct {
	path func(sha string) (string, error)

	mu     sync.Mutex
	worker *sandbox.Client
	closed bool
}

// Text implements [search.Source].
func (t *textReader) Text(ctx context.Context, sha string) ([]docs.PageText, error) {
	path, err := t.path(sha)
	if err != nil {
		return nil, fmt.Errorf("text for search: %w", err)
	}
	t.mu.Lock()
	if t.closed {
		t.mu.Unlock()
		return nil, sandbox.ErrClosed
	}
	if t.worker == nil {
		opt := workerOptions()
		opt.Background = true
		t.worker = sandbox.New(opt)
	}
	worker := t.worker
	t.mu.Unlock()
	return docs.TextOf(ctx, worker, path)
}

// rest lets go of the worker.
func (t *textReader) rest() { _ = t.release(false) }

// Close ends reading.
func (t *textReader) Close() error { return t.release(true) }

func (t *textReader) release(forGood bool) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.closed = t.closed || forGood
	if t.worker == nil {
		return nil
	}
	worker := t.worker
	t.worker = nil
	return worker.Close()
}
