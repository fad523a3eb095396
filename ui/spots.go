package ui

import (
	"context"

	"phonghop/docs/page"
	"phonghop/meeting"
)

// Finder finds words on pages, which count from 1.
type Finder interface {
	Find(ctx context.Context, sha string, page int, query string) ([][]page.Part, error)
}

// Spots returns the places on the stage's page at which its words stand, as the page is
// turned.
func Spots(ctx context.Context, pages Finder, doc meeting.Document, stage meeting.Stage) ([]Spot, error) {
	found, err := pages.Find(ctx, doc.SHA256, stage.Page+1, stage.Find)
	if err != nil {
		return nil, err
	}
	spots := make([]Spot, len(found))
	for i, parts := range found {
		spots[i].Chosen = i == stage.Hit
		for _, p := range parts {
			spots[i].Parts = append(spots[i].Parts, Turned(p, doc.Turn))
		}
	}
	return spots, nil
}

// Turned is a part of a page after the page was turned by quarters clockwise.
func Turned(p page.Part, quarters int) meeting.Rect {
	r := meeting.Rect{X: p.X, Y: p.Y, W: p.W, H: p.H}
	for range quarters {
		r = meeting.Rect{X: 1 - r.Y - r.H, Y: r.X, W: r.H, H: r.W}
	}
	return r
}

// Pointer is where the desk points on the page that is shown, in parts of the page as it
// is turned. It is passed from window to window and recorded nowhere.
type Pointer struct {
	X, Y float64
	Spot bool // a light around the place in place of a dot on it
}
