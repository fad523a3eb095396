package cli

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"testing"
	"time"

	"phonghop/docs"
	"phonghop/docs/page"
	"phonghop/docs/testpdf"
	"phonghop/meeting"
)

// BenchmarkReadingForSearch has documents of 10 pages read in the background, and draws pages for the hall meanwhile,
// none of them drawn before. It tells the time for each document with its rest, how long the hall's pages took while
// nothing was read and while it was (95th percentile, milliseconds), and how late a clock of 5 ms in the program was at
// worst.
func BenchmarkReadingForSearch(b *testing.B) {
	const documents = 30
	h := benchHouse(b)
	m := h.Room.Snapshot().Clone()
	m.Documents, m.Items = nil, nil
	for i := range documents {
		pages := slices.Repeat([]testpdf.Page{testpdf.Report()}, 10)
		pages[0].Lines = append([]string{fmt.Sprint("Tài liệu số ", i)}, pages[0].Lines...)
		f, err := h.library.Import(b.Context(), testpdf.Write(b, fmt.Sprint(i, ".pdf"), pages), docs.Options{})
		if err != nil {
			b.Fatal(err)
		}
		m.Documents = append(m.Documents, meeting.Document{ID: fmt.Sprint(i), SHA256: f.SHA256, Pages: f.Pages, Title: f.Name})
	}
	if err := h.store.SaveMeeting(m); err != nil {
		b.Fatal(err)
	}
	width := 1000
	hall := func() time.Duration {
		width++ // a size that no cache has
		at := time.Now()
		_, err := h.Pages.Hall(b.Context(), page.Cut{SHA: m.Documents[0].SHA256, Page: 1 + width%10, W: width, H: 1080})
		if err != nil {
			b.Fatal(err)
		}
		return time.Since(at)
	}
	for b.Loop() {
		var quiet, busy []time.Duration
		for range 40 {
			quiet = append(quiet, hall())
		}
		h.index.Keep(nil)
		ctx, cancel := context.WithCancel(b.Context())
		go h.ReadForSearch(ctx)
		late := make(chan time.Duration, 1)
		go worstTick(ctx, late)
		at := time.Now()
		for ready := 0; ready < documents; ready, _ = h.index.Progress() {
			busy = append(busy, hall())
			time.Sleep(20 * time.Millisecond) // the page is looked at
		}
		b.ReportMetric(float64(time.Since(at).Milliseconds())/documents, "ms/document")
		cancel()
		b.ReportMetric(float64((<-late).Microseconds())/1000, "worst-tick-ms")
		b.ReportMetric(p95(quiet), "hall-quiet-p95-ms")
		b.ReportMetric(p95(busy), "hall-reading-p95-ms")
	}
}

// worstTick tells how late a clock of 5 ms was at worst.
func worstTick(ctx context.Context, late chan<- time.Duration) {
	const beat = 5 * time.Millisecond
	worst, last := time.Duration(0), time.Now()
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			late <- worst
			return
		case <-tick.C:
			worst = max(worst, time.Since(last)-beat)
			last = time.Now()
		}
	}
}

func p95(times []time.Duration) float64 {
	slices.Sort(times)
	return float64(times[len(times)*95/100].Microseconds()) / 1000
}

func benchHouse(b *testing.B) *House {
	b.Helper()
	h, err := OpenHouse(b.TempDir(), "", time.Now, slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = h.Close() })
	if err := h.LoadSample(b.Context()); err != nil {
		b.Fatal(err)
	}
	return h
}
