package search

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Hit is a page on which a query was found.
type Hit struct {
	SHA256 string
	Page   int // from 1
	// Line is the line of the page with the words; where they stand on several, the first, with what goes on from it. A
	// long one is cut, which "…" shows.
	Line string
	// Marks are the words in Line.
	Marks []Span
}

// Result is the answer to a query.
type Result struct {
	Hits []Hit
	// Pages is how many pages were found; Hits has the best of them.
	Pages int
	// Waiting is how many of the documents cannot be searched yet.
	Waiting int
}

// found is a page before its line is known.
type found struct {
	doc, page int // in the order asked for; the page from 0
	cost      int // beside for the best
}

// Search finds the pages that have all words of a query among the documents named, of which those that are not kept are
// passed over. The best come first: whole words side by side, then words near each other; among those that are as good,
// by the order of the documents. A negative limit means all. The error is that of ctx.
func (x *Index) Search(ctx context.Context, q Query, among []string, limit int) (Result, error) {
	var out Result
	if q.Empty() {
		return out, nil
	}
	list := make([]*document, len(among))
	x.mu.RLock()
	for i, sha := range among {
		list[i] = x.docs[sha]
		if list[i] == nil && x.wanted[sha] {
			out.Waiting++
		}
	}
	x.mu.RUnlock()
	all, err := x.scan(ctx, q, among, list, limit)
	if err != nil {
		return Result{}, err
	}
	slices.SortFunc(all, func(a, b found) int { return cmp.Or(a.cost-b.cost, a.doc-b.doc, a.page-b.page) })
	out.Pages = len(all)
	if limit >= 0 && len(all) > limit {
		all = all[:limit]
	}
	out.Hits = x.hits(q, among, all)
	return out, ctx.Err()
}

// scan reads through the documents on all processors.
func (x *Index) scan(ctx context.Context, q Query, shas []string, list []*document, limit int) ([]found, error) {
	var mu sync.Mutex
	var all []found
	var next, good atomic.Int64
	var work sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		work.Go(func() {
			s := newScanner(q, limit, &good)
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(list) {
					break
				}
				if d := x.whole(shas[i], list[i]); d != nil {
					s.read(d, i)
				}
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, s.found...)
		})
	}
	work.Wait()
	return all, ctx.Err()
}

// whole returns a document with its letters, from the disk where they are not in memory.
func (x *Index) whole(sha string, d *document) *document {
	if d == nil || d.bare != nil || len(d.ends) == 0 {
		return d
	}
	doc, err := x.texts.read(sha)
	if err != nil {
		return nil // removed meanwhile, or read anew at the next start
	}
	return foldPages(doc.pages)
}

// The costs of a page. From scattered on, each window of letters between the words costs one more.
const (
	beside    = 0 // whole words side by side
	begun     = 1 // side by side, the last one goes on
	scattered = 2
	window    = 40
)

// scanner reads pages for a query. The word that was missing last is looked for first: it is the rarest so far.
type scanner struct {
	terms []term
	side  term // all words side by side
	limit int64
	good  *atomic.Int64 // pages found by all scanners that are not scattered
	found []found
}

func newScanner(q Query, limit int, good *atomic.Int64) *scanner {
	s := &scanner{terms: slices.Clone(q.terms), side: q.terms[0], limit: int64(limit), good: good}
	if q.phrase != nil {
		s.side = *q.phrase
	}
	return s
}

// read notes the pages of a document that have the query.
func (s *scanner) read(d *document, number int) {
	from := 0
	for page, end := range d.ends {
		bare, marks := d.bare[from:end], d.marks[from:end]
		from = end
		if s.has(bare, marks) {
			s.found = append(s.found, found{number, page, s.cost(bare, marks)})
		}
	}
}

// has tells whether a page has all words.
func (s *scanner) has(bare, marks []byte) bool {
	for i := range s.terms {
		if s.terms[i].next(bare, marks, 0) < 0 {
			s.terms[0], s.terms[i] = s.terms[i], s.terms[0]
			return false
		}
	}
	return true
}

// cost tells how well a page fits that has all words.
func (s *scanner) cost(bare, marks []byte) int {
	if s.side.next(bare, marks, 0) >= 0 {
		s.good.Add(1)
		if s.side.look(s.side.spaced, bare, marks, 0) >= 0 {
			return beside
		}
		return begun
	}
	if s.limit >= 0 && s.good.Load() >= s.limit {
		return scattered // there are better ones enough
	}
	_, far := nearest(s.terms, bare, marks)
	return scattered + far/window
}

// nearest returns where the shortest stretch with all terms begins, and its length.
func nearest(terms []term, bare, marks []byte) (from, length int) {
	at := make([]int, len(terms))
	for i := range terms {
		at[i] = terms[i].next(bare, marks, 0)
	}
	for length = len(bare); ; {
		first := 0
		for i := range at {
			if at[i] < at[first] {
				first = i
			}
		}
		if at[first] < 0 {
			return from, length
		}
		if n := slices.Max(at) - at[first]; n < length {
			from, length = at[first], n
		}
		at[first] = terms[first].next(bare, marks, at[first]+1)
	}
}

// hits finds the lines of the pages found.
func (x *Index) hits(q Query, shas []string, all []found) []Hit {
	read := map[int]text{}
	hits := make([]Hit, 0, len(all))
	for _, f := range all {
		doc, ok := read[f.doc]
		if !ok {
			doc, _ = x.texts.read(shas[f.doc]) // without its text, a hit has no line
			read[f.doc] = doc
		}
		h := Hit{SHA256: shas[f.doc], Page: f.page + 1}
		if f.page < len(doc.pages) {
			h.Line, h.Marks = q.line(doc.pages[f.page])
		}
		hits = append(hits, h)
	}
	return hits
}
