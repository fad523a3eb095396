package search

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// library makes an index of so many documents with so many pages.
func library(b *testing.B, documents, pages int) (*Index, *writer, []string) {
	b.Helper()
	w, x := newWriter(7), open(b, shelf{})
	var shas []string
	for i := range documents {
		shas = append(shas, shaOf(i))
	}
	x.Keep(shas)
	for _, sha := range shas {
		var doc text
		for range pages {
			doc.pages = append(doc.pages, w.page())
		}
		if err := x.texts.write(sha, doc); err != nil {
			b.Fatal(err)
		}
		x.put(sha, doc)
	}
	return x, w, shas
}

// BenchmarkQuery asks 1,000 documents of 10 pages, and shows 50 lines of each answer: a frequent word, a letter, a rare
// word, two words with marks, four without, quotations. It tells the times in milliseconds.
func BenchmarkQuery(b *testing.B) {
	x, w, shas := library(b, 1000, 10)
	rnd := rand.New(rand.NewPCG(1, 2))
	frequent := func() string { return w.all[rnd.IntN(30)] }
	for _, c := range []struct {
		name string
		make func() string
	}{
		{"frequent", frequent},
		{"letter", func() string { return bareOf(frequent())[:1] }},
		{"rare", func() string { return w.all[3000+rnd.IntN(1000)] }},
		{"marked", func() string { return frequent() + " " + w.word() }},
		{"four", func() string { return bareOf(w.word() + " " + w.word() + " " + frequent() + " " + w.word()) }},
		{"quoted", func() string {
			page := strings.Fields(w.page())
			return `"` + strings.Join(page[:3], " ") + `"`
		}},
		{"quotedfrequent", func() string { return `"` + frequent() + " " + frequent() + `"` }},
	} {
		b.Run(c.name, func(b *testing.B) {
			var times []time.Duration
			pages := 0
			for b.Loop() {
				q := c.make()
				begun := time.Now()
				r, err := x.Search(context.Background(), Parse(q), shas, 50)
				if err != nil {
					b.Fatal(err)
				}
				times = append(times, time.Since(begun))
				pages += r.Pages
			}
			report(b, times)
			b.ReportMetric(float64(pages)/float64(len(times)), "pages")
		})
	}
}

// BenchmarkStart takes the texts of 1,000 documents of 10 pages from the disk, as a start of the program does. It tells
// how much memory they take then, and how much of the disk (MB).
func BenchmarkStart(b *testing.B) {
	x, _, shas := library(b, 1000, 10)
	dir := x.opt.Dir
	x = nil
	before := heap()
	for b.Loop() {
		var err error
		if x, err = Open(Options{Dir: dir, Source: shelf{}}); err != nil {
			b.Fatal(err)
		}
		x.Keep(shas)
		for _, sha := range shas {
			x.load(sha)
		}
		if ready, _ := x.Progress(); ready != len(shas) {
			b.Fatalf("%d documents are ready", ready)
		}
	}
	b.ReportMetric(heap()-before, "heap-MB")
	b.ReportMetric(filesMB(b, dir), "disk-MB")
	runtime.KeepAlive(x)
}

func heap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

func filesMB(b *testing.B, dir string) float64 {
	b.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		b.Fatal(err)
	}
	var sum int64
	for _, e := range entries {
		st, err := os.Stat(filepath.Join(dir, e.Name()))
		if err != nil {
			b.Fatal(err)
		}
		sum += st.Size()
	}
	return float64(sum) / (1 << 20)
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
