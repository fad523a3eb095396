package paper_test

import (
	"bytes"
	"io"
	"slices"
	"testing"
	"time"

	"phonghop/docs/sheet"
	"phonghop/meeting/paper"
)

// BenchmarkMinutes measures the minutes of the sample from the meeting to the bytes of a file: median and 95th hundredth.
func BenchmarkMinutes(b *testing.B) {
	for _, f := range []struct {
		name  string
		write func(io.Writer, sheet.Doc) error
	}{{"docx", sheet.WriteDOCX}, {"pdf", sheet.WritePDF}, {"txt", sheet.WriteText}} {
		b.Run(f.name, func(b *testing.B) {
			m := sample()
			var took []time.Duration
			var out bytes.Buffer
			for b.Loop() {
				out.Reset()
				begin := time.Now()
				if err := f.write(&out, paper.Minutes(m)); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(begin))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds()), "p95-µs")
			b.ReportMetric(float64(out.Len()), "bytes")
		})
	}
}
