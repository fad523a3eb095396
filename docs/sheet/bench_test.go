package sheet_test

import (
	"io"
	"math/rand/v2"
	"testing"

	"phonghop/docs/sheet"
)

func BenchmarkLayout(b *testing.B) {
	g := &paperMaker{Rand: rand.New(rand.NewPCG(1, 7))}
	g.make()
	b.ReportMetric(float64(len(sheet.Layout(g.doc))), "pages")
	for b.Loop() {
		sheet.Layout(g.doc)
	}
}

func BenchmarkPDF(b *testing.B) {
	g := &paperMaker{Rand: rand.New(rand.NewPCG(1, 7))}
	g.make()
	for b.Loop() {
		if err := sheet.WritePDF(io.Discard, g.doc); err != nil {
			b.Fatal(err)
		}
	}
}
