package cli

import (
	"context"

	"phonghop/docs/page"
)

// phonePages are the pages as phones ask for them: they count from 0, as the stage does;
// documents count them from 1.
type phonePages struct{ pages *page.Pages }

// PNG implements the phones' Pages.
func (p phonePages) PNG(ctx context.Context, sha string, n, turn, width int) ([]byte, string, error) {
	pic, err := p.pages.Phone(ctx, sha, n+1, turn, width)
	return pic.Data, pic.Type, err
}
