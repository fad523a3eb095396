package sheet

import (
	"fmt"
	"io"
	"time"

	"codeberg.org/go-pdf/fpdf"
)

// noTime stands in the files where their formats ask for a time: the same paper gives the same bytes.
var noTime = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// fontName is the family under which the four faces stand in a PDF.
const fontName = "LiberationSerif"

// WritePDF writes the paper as PDF, with subsets of the bundled font in it.
func WritePDF(w io.Writer, d Doc) error {
	d, _ = Clean(d)
	return WritePages(w, d.Title, layout(d))
}

// WritePages writes pages that are set already as PDF: slides and charts, which no paper lays out. Their texts have passed
// [CleanText].
func WritePages(w io.Writer, title string, pages []Page) error {
	size := fpdf.SizeType{Wd: pages[0].Width, Ht: pages[0].Height}
	pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: size})
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(noTime)
	pdf.SetModificationDate(noTime)
	pdf.SetProducer("phonghop", true)
	pdf.SetTitle(title, true)
	pdf.SetLang("vi-VN")
	pdf.SetMargins(0, 0, 0)
	pdf.SetAutoPageBreak(false, 0)
	embedFaces(pdf, pages)
	for _, p := range pages {
		pdf.AddPageFormat("P", fpdf.SizeType{Wd: p.Width, Ht: p.Height})
		for _, s := range p.Steps {
			drawStep(pdf, s)
		}
	}
	if err := pdf.Output(w); err != nil {
		return fmt.Errorf("write PDF: %w", err)
	}
	return nil
}

// embedFaces adds the faces that the pages use, and no other: reading a font is most of the work of a short paper.
func embedFaces(pdf *fpdf.Fpdf, pages []Page) {
	var used [4]bool
	for _, p := range pages {
		for _, s := range p.Steps {
			if s.Kind == DrawText {
				used[s.Face] = true
			}
		}
	}
	for f, yes := range used {
		if yes {
			pdf.AddUTF8FontFromBytes(fontName, faceStyle(Face(f)), Face(f).Font())
		}
	}
}

// faceStyle is the face in the letters of the PDF library.
func faceStyle(f Face) string {
	return [4]string{"", "B", "I", "BI"}[f]
}

func drawStep(pdf *fpdf.Fpdf, s Step) {
	switch s.Kind {
	case DrawText:
		pdf.SetTextColor(s.Ink.rgb())
		pdf.SetFont(fontName, faceStyle(s.Face), s.Size)
		pdf.Text(s.X, s.Y, s.Text)
	case DrawLine:
		pdf.SetLineWidth(s.Size)
		pdf.Line(s.X, s.Y, s.X2, s.Y2)
	case DrawBox:
		pdf.SetFillColor(s.Ink.rgb())
		pdf.Rect(s.X, s.Y, s.X2-s.X, s.Y2-s.Y, "F")
	}
}

// rgb is the ink as red, green and blue.
func (i Ink) rgb() (r, g, b int) {
	switch i {
	case Yellow:
		return 255, 255, 0
	case Red:
		return 155, 28, 28
	case Grey:
		return 138, 133, 128
	}
	return 0, 0, 0
}
