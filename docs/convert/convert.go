// Package convert makes a PDF of a file of another kind: pictures, plain text, Markdown, web addresses, films,
// and DOCX where no office program does it better.
//
// It parses what comes from outside, so it runs in a worker process of [phonghop/docs/sandbox], never in the program
// itself. The original stays as it is; the PDF is what is drawn, read and searched.
package convert

import (
	"fmt"
	"io"

	"phonghop/docs/kinds"
	"phonghop/docs/sheet"
	"phonghop/docs/word"
)

// Source is a file to be converted.
type Source struct {
	R    io.ReaderAt
	Size int64
	// Format is what the file is: see [kinds.Of].
	Format kinds.Format
	// Title is what a reader program shows for the PDF, and what stands on the card of a film.
	Title string
	// Words stand on cards.
	Words Words
}

// Words are the sentences on cards, which are the same in a whole program.
type Words struct {
	// Scan stands below the code of a web address, Film on the card of a film.
	Scan string `json:"scan,omitempty"`
	Film string `json:"film,omitempty"`
}

// PDF writes the pages of a file. A kind that needs an office program is [kinds.ErrNotSupported].
func PDF(w io.Writer, s Source) error {
	switch s.Format.Kind {
	case kinds.Picture:
		return picture(w, s)
	case kinds.Text:
		return paper(w, s, plain)
	case kinds.Markdown:
		return paper(w, s, sheet.FromMarkdown)
	case kinds.Link:
		return linkCard(w, s)
	case kinds.Video:
		return filmCard(w, s)
	case kinds.Word:
		if s.Format.Ext == ".docx" {
			return wordFile(w, s)
		}
	}
	return fmt.Errorf("%w: %s", kinds.ErrNotSupported, s.Format.Kind)
}

// wordFile lays the text of a Word file out, without its look.
func wordFile(w io.Writer, s Source) error {
	doc, err := word.Read(s.R, s.Size)
	if err != nil {
		return err
	}
	if doc.Title == "" {
		doc.Title = s.Title
	}
	return sheet.WritePDF(w, doc)
}

// paper lays a text out as pages.
func paper(w io.Writer, s Source, read func(string) sheet.Doc) error {
	text, err := kinds.ReadText(io.NewSectionReader(s.R, 0, s.Size))
	if err != nil {
		return err
	}
	doc := read(text)
	if doc.Title == "" {
		doc.Title = s.Title
	}
	return sheet.WritePDF(w, doc)
}
