package cli

import (
	"context"
	"image"

	"phonghop/docs/page"
)

// Pages are the pictures of pages as the windows and the phones ask for them: there
// pages count from 0, as the stage does; documents count them from 1.
type Pages struct{ pages *page.Pages }

// PNG implements the phones' Pages.
func (p Pages) PNG(ctx context.Context, sha string, n, width int) ([]byte, string, error) {
	pic, err := p.pages.Phone(ctx, sha, n+1, width)
	return pic.Data, pic.Type, err
}

// Ready implements the screen's Pages.
func (p Pages) Ready(sha string, n, w, h int) (*image.RGBA, bool) {
	return p.pages.Ready(sha, n+1, w, h)
}

// Hall implements the screen's Pages.
func (p Pages) Hall(ctx context.Context, sha string, n, w, h int) (*image.RGBA, error) {
	return p.pages.Hall(ctx, sha, n+1, w, h)
}

// Ahead implements the screen's Pages.
func (p Pages) Ahead(sha string, n, w, h int) { p.pages.Ahead(sha, n+1, w, h) }

// Preview implements the desk's Pages.
func (p Pages) Preview(ctx context.Context, sha string, n, w, h int) (*image.RGBA, error) {
	return p.pages.Preview(ctx, sha, n+1, w, h)
}
