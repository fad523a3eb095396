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
	cost      int // 0 for the best
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
	all, err := x.scan(ctx, q, among, list)
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
func (x *Index) scan(ctx context.Context, q Query, shas []string, list []*document) ([]found, error) {
	var mu sync.Mutex
	var all []found
	var next atomic.Int64
	var work sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		work.Go(func() {
			var mine []found
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(list) {
					break
				}
				if d := x.whole(shas[i], list[i]); d != nil {
					mine = q.inDocument(d, i, mine)
				}
			}
			mu.Lock()
			defer mu.Unlock()
			all = append(all, mine...)
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

// inDocument appends the pages that have the query.
func (q Query) inDocument(d *document, number int, to []found) []found {
	begin := 0
	for page, end := range d.ends {
		if cost := q.cost(d.bare[begin:end], d.marks[begin:end]); cost >= 0 {
			to = append(to, found{number, page, cost})
		}
		begin = end
	}
	return to
}

// window is the letters within which differences of nearness do not count.
const window = 40

// cost tells how well a page fits: 0 for whole words side by side, 1 where the last goes on, more the farther they are
// apart; -1 where one is missing.
func (q Query) cost(bare, marks []byte) int {
	for i := range q.terms {
		if q.terms[i].next(bare, marks, 0) < 0 {
			return -1
		}
	}
	side := q.phrase
	if side == nil {
		side = &q.terms[0]
	}
	closed := *side
	closed.open = false
	switch {
	case closed.next(bare, marks, 0) >= 0:
		return 0
	case side.next(bare, marks, 0) >= 0:
		return 1
	}
	_, near := q.nearest(bare, marks)
	return 2 + near/window
}

// nearest returns where the shortest stretch with all terms begins, and its length.
func (q Query) nearest(bare, marks []byte) (from, length int) {
	type mark struct{ at, term int }
	var all []mark
	for i := range q.terms {
		for _, p := range q.terms[i].all(bare, marks) {
			all = append(all, mark{p.from, i})
		}
	}
	slices.SortFunc(all, func(a, b mark) int { return cmp.Or(a.at-b.at, a.term-b.term) })
	last := make([]int, len(q.terms))
	for i := range last {
		last[i] = -1
	}
	length = len(bare) + 1
	for _, m := range all {
		last[m.term] = m.at
		if first := slices.Min(last); first >= 0 && m.at-first < length {
			from, length = first, m.at-first
		}
	}
	return from, length
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
