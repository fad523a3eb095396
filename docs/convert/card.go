package convert

import (
	"fmt"
	"io"

	qrcode "github.com/skip2/go-qrcode"

	"phonghop/docs/kinds"
	"phonghop/docs/sheet"
)

// cardPage is as wide as a projector's picture.
func cardPage() sheet.Format {
	return sheet.Format{Width: 320, Height: 180, Top: 14, Bottom: 10, Left: 20, Right: 20}
}

// maxTitle bounds a title on a card in letters, so that the code below it stays on the page.
const maxTitle = 90

func cardTitle(s string) string {
	letters := []rune(s)
	if len(letters) <= maxTitle {
		return s
	}
	return string(letters[:maxTitle-1]) + "…"
}

// linkCard shows a web address with its title and as a code for telephones.
func linkCard(w io.Writer, s Source) error {
	text, err := kinds.ReadText(io.NewSectionReader(s.R, 0, s.Size))
	if err != nil {
		return err
	}
	link, err := kinds.ParseLink(text)
	if err != nil {
		return err
	}
	code, err := qrcode.New(link.URL, qrcode.Medium)
	if err != nil {
		return fmt.Errorf("%w: %w", kinds.ErrTooLarge, err)
	}
	code.DisableBorder = true
	title := link.Title
	if title == "" {
		title = s.Title
	}
	return sheet.WritePDF(w, sheet.Doc{
		Title: title, Page: cardPage(),
		Blocks: []sheet.Block{
			sheet.Text(sheet.PosterTitle, cardTitle(title)),
			sheet.Modules{Bits: code.Bitmap(), Size: 96, Alt: link.URL},
			sheet.Text(sheet.PosterText, cardTitle(link.URL)),
			sheet.Text(sheet.PosterRemark, s.Words.Scan),
		},
	})
}

// filmCard shows the title of a film.
func filmCard(w io.Writer, s Source) error {
	page := cardPage()
	page.Top = 68
	return sheet.WritePDF(w, sheet.Doc{
		Title: s.Title, Page: page,
		Blocks: []sheet.Block{
			sheet.Text(sheet.PosterTitle, cardTitle(s.Title)),
			sheet.Text(sheet.PosterText, s.Words.Film),
		},
	})
}
