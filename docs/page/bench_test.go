package page

import (
	"context"
	"runtime"
	"slices"
	"testing"
	"time"

	"phonghop/docs/testpdf"
)

// BenchmarkLeafing leafs through a report of 60 pages for a full HD hall as the desk does: the page that look-ahead has
// ready, then the next one ahead. It tells how many pages were not ready, the waits in milliseconds, and the heap (MB).
func BenchmarkLeafing(b *testing.B) {
	const pages = 60
	path := testpdf.Write(b, "a.pdf", slices.Repeat([]testpdf.Page{testpdf.Report()}, pages))
	p := newPages(b)
	ctx := context.Background()
	if _, err := p.Hall(ctx, Cut{SHA: path, Page: 1, W: 1920, H: 1080}); err != nil {
		b.Fatal(err)
	}
	var waits []time.Duration
	missed, n := 0, 0
	for b.Loop() {
		page := 1 + n%pages
		n++
		begun := time.Now()
		if _, ok := p.Ready(Cut{SHA: path, Page: page, W: 1920, H: 1080}); !ok {
			missed++
			if _, err := p.Hall(ctx, Cut{SHA: path, Page: page, W: 1920, H: 1080}); err != nil {
				b.Fatal(err)
			}
		}
		waits = append(waits, time.Since(begun))
		p.Ahead(Cut{SHA: path, Page: 1 + n%pages, W: 1920, H: 1080})
		time.Sleep(50 * time.Millisecond) // the page is looked at
	}
	report(b, waits)
	b.ReportMetric(float64(missed), "missed")
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.HeapSys)/(1<<20), "heap-MB")
}

// BenchmarkPhone makes a page's picture for phones, 1080 pixels wide: drawing and packing.
func BenchmarkPhone(b *testing.B) {
	for _, c := range []struct {
		name string
		page testpdf.Page
	}{{"text", testpdf.Report()}, {"scan300", testpdf.Page{Scan: 300}}, {"colour", testpdf.Page{Colour: true, Curves: 200}}} {
		b.Run(c.name, func(b *testing.B) {
			path := testpdf.Write(b, "a.pdf", []testpdf.Page{c.page})
			p := newPages(b)
			var times []time.Duration
			size := 0
			for b.Loop() {
				begun := time.Now()
				pic, err := p.Phone(context.Background(), path, 1, 0, 1080)
				if err != nil {
					b.Fatal(err)
				}
				times = append(times, time.Since(begun))
				size = len(pic.Data)
				p.Forget(path)
			}
			report(b, times)
			b.ReportMetric(float64(size)/1024, "kB")
		})
	}
}

// report tells the median and the 95th percentile.
func report(b *testing.B, times []time.Duration) {
	slices.Sort(times)
	ms := func(share float64) float64 {
		return float64(times[int(share*float64(len(times)-1))].Microseconds()) / 1000
	}
	b.ReportMetric(ms(0.5), "p50-ms")
	b.ReportMetric(ms(0.95), "p95-ms")
}
