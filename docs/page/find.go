package page

import (
	"context"
	"fmt"

	"phonghop/docs/sandbox"
	"phonghop/docs/search"
)

// keptLetters is how many pages' letters are kept, for the marks of words that are looked for.
const keptLetters = 64

type (
	// Heading is a line of a document's outline; its page counts from 1.
	Heading = sandbox.Heading
	// Link is a place of a page that leads to another page.
	Link = sandbox.Link
)

// Outline is a document's outline.
func (p *Pages) Outline(ctx context.Context, sha string) ([]Heading, error) {
	path, err := p.opt.Path(sha)
	if err != nil {
		return nil, err
	}
	return p.opt.Other.Outline(ctx, path)
}

// Links are the links of a page, counted from 1 and not turned, to other pages of its document.
func (p *Pages) Links(ctx context.Context, sha string, page int) ([]Link, error) {
	path, err := p.opt.Path(sha)
	if err != nil {
		return nil, err
	}
	return p.opt.Other.Links(ctx, path, page)
}

// Find returns where on a page, counted from 1 and not turned, the words that are looked for stand: one list of parts
// for each place, since a phrase may run over several lines.
func (p *Pages) Find(ctx context.Context, sha string, page int, query string) ([][]Part, error) {
	letters, err := p.letters(ctx, sha, page)
	if err != nil {
		return nil, fmt.Errorf("find on page %d: %w", page, err)
	}
	// Spans count in bytes.
	at := make([]int, 0, 3*len(letters.Runes))
	for i, r := range letters.Runes {
		for range len(string(r)) {
			at = append(at, i)
		}
	}
	var found [][]Part
	for _, span := range search.Find(string(letters.Runes), query) {
		if span.Start < span.End && span.End <= len(at) {
			if parts := lines(letters.Places[at[span.Start] : at[span.End-1]+1]); len(parts) > 0 {
				found = append(found, parts)
			}
		}
	}
	return found, nil
}

// lines puts the places of letters that follow each other into one part for each line.
func lines(places []Part) []Part {
	var out []Part
	for _, p := range places {
		if p.W <= 0 {
			continue
		}
		n := len(out) - 1
		if n >= 0 && p.Y < out[n].Y+out[n].H && out[n].Y < p.Y+p.H && p.X >= out[n].X {
			l := &out[n]
			right, bottom := max(l.X+l.W, p.X+p.W), max(l.Y+l.H, p.Y+p.H)
			l.X, l.Y = min(l.X, p.X), min(l.Y, p.Y)
			l.W, l.H = right-l.X, bottom-l.Y
			continue
		}
		out = append(out, p)
	}
	return out
}

// letters are the letters of a page, kept for the next word.
func (p *Pages) letters(ctx context.Context, sha string, page int) (sandbox.Letters, error) {
	k := pageKey{sha, page}
	if l, ok := p.words.get(k); ok {
		return l, nil
	}
	path, err := p.opt.Path(sha)
	if err != nil {
		return sandbox.Letters{}, err
	}
	l, err := p.opt.Other.Letters(ctx, path, page)
	if err == nil {
		p.words.put(k, l, 1)
	}
	return l, err
}
