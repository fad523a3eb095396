package docs

import (
	"context"
	"errors"
	"fmt"
)

// lateInRow is how many pages in a row may be late before reading a document's text stops.
const lateInRow = 3

// PageText is the text of one page of a document.
type PageText struct {
	// Number counts from 1.
	Number int
	// Text has a line for each line of the page; empty for pictures.
	Text string
	// Err tells why this page could not be read; nil otherwise.
	Err error
}

// Text reads all pages of a stored document. A page that cannot be read costs itself only.
func (l *Library) Text(ctx context.Context, sha string) ([]PageText, error) {
	path, err := l.Path(sha)
	if err != nil {
		return nil, fmt.Errorf("read text: %w", err)
	}
	return TextOf(ctx, l.sandbox, path)
}

// TextOf reads all pages of the file at path, which need not be in a library.
func TextOf(ctx context.Context, reader Reader, path string) ([]PageText, error) {
	info, err := reader.Info(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("read text: %w", err)
	}
	pages := make([]PageText, info.Pages)
	late := 0
	for i := range pages {
		pages[i].Number = i + 1
		if late == lateInRow {
			pages[i].Err = ErrTimeout
			continue
		}
		text, err := reader.Text(ctx, path, i+1)
		if ctx.Err() != nil {
			return nil, fmt.Errorf("read text: %w", ctx.Err())
		}
		pages[i].Text, pages[i].Err = text.Text, err
		late++
		if !errors.Is(err, ErrTimeout) {
			late = 0
		}
	}
	return pages, nil
}
