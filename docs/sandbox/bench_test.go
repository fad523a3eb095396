package sandbox

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"phonghop/docs/testpdf"
)

// BenchmarkRender draws pages 1080 pixels high, as a full HD projector asks for, and tells the median and the 95th
// percentile in milliseconds and the most memory that the worker had (MB).
func BenchmarkRender(b *testing.B) {
	many := func(p testpdf.Page, n int) []testpdf.Page { return slices.Repeat([]testpdf.Page{p}, n) }
	for _, c := range []struct {
		name  string
		pages []testpdf.Page
	}{
		{"text", many(testpdf.Report(), 20)},
		{"scan300", many(testpdf.Page{Scan: 300}, 3)},
		{"curves6000", many(testpdf.Page{Curves: 6000}, 3)},
	} {
		b.Run(c.name, func(b *testing.B) {
			path := testpdf.Write(b, "a.pdf", c.pages)
			client := New(testOptions(b))
			defer client.Close()
			ctx := context.Background()
			if err := client.Warm(ctx); err != nil {
				b.Fatal(err)
			}
			var times []time.Duration
			for b.Loop() {
				begun := time.Now()
				if _, err := client.Render(ctx, path, Cut{Page: 1 + len(times)%len(c.pages), W: 1920, H: 1080}); err != nil {
					b.Fatal(err)
				}
				times = append(times, time.Since(begun))
			}
			report(b, times)
			b.ReportMetric(highWater(client.pictures.run.cmd.Process.Pid), "worker-MB")
		})
	}
}

// BenchmarkText reads a page of a report.
func BenchmarkText(b *testing.B) {
	path := testpdf.Write(b, "a.pdf", slices.Repeat([]testpdf.Page{testpdf.Report()}, 20))
	client := New(testOptions(b))
	defer client.Close()
	var times []time.Duration
	for b.Loop() {
		begun := time.Now()
		if _, err := client.Text(context.Background(), path, 1+len(times)%20); err != nil {
			b.Fatal(err)
		}
		times = append(times, time.Since(begun))
	}
	report(b, times)
}

// BenchmarkStart starts a worker with the compiled renderer kept: what a page that hangs costs the next one.
func BenchmarkStart(b *testing.B) {
	var times []time.Duration
	for b.Loop() {
		client := New(testOptions(b))
		begun := time.Now()
		if err := client.Warm(context.Background()); err != nil {
			b.Fatal(err)
		}
		times = append(times, time.Since(begun))
		_ = client.Close()
	}
	report(b, times)
}

// BenchmarkStartCompiling starts a worker for the first time on a machine.
func BenchmarkStartCompiling(b *testing.B) {
	var times []time.Duration
	for b.Loop() {
		client := New(Options{CacheDir: b.TempDir()})
		begun := time.Now()
		if err := client.Warm(context.Background()); err != nil {
			b.Fatal(err)
		}
		times = append(times, time.Since(begun))
		_ = client.Close()
	}
	report(b, times)
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

// highWater is the most memory a process has had, in MB; 0 where that is not told.
func highWater(pid int) float64 {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(raw), "VmHWM:")
	fields := strings.Fields(rest)
	if len(fields) == 0 {
		return 0
	}
	kb, err := strconv.Atoi(fields[0])
	if err != nil {
		return 0
	}
	return float64(kb) / 1024
}
