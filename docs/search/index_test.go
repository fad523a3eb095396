package search

import (
	"context"
	"errors"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"phonghop/docs"
)

func open(tb testing.TB, source Source) *Index {
	tb.Helper()
	return openIn(tb, tb.TempDir(), source, nil)
}

func openIn(tb testing.TB, dir string, source Source, idle func()) *Index {
	tb.Helper()
	x, err := Open(Options{Dir: dir, Source: source, Idle: idle})
	if err != nil {
		tb.Fatal(err)
	}
	return x
}

// counted is a source that counts what is read, and can be told to fail.
type counted struct {
	shelf
	mu   sync.Mutex
	read map[string]int
	bad  map[string]error // by hash: why its second page cannot be read
}

func (c *counted) Text(ctx context.Context, sha string) ([]docs.PageText, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.read[sha]++
	pages, err := c.shelf.Text(ctx, sha)
	if bad := c.bad[sha]; bad != nil {
		pages[1].Text, pages[1].Err = "", bad
	}
	return pages, err
}

func (c *counted) times(sha string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.read[sha]
}

// life is one start of the program: it keeps the documents until all that can be searched are.
func life(t *testing.T, dir string, source Source, shas []string, ready int) *Index {
	t.Helper()
	idle := make(chan struct{}, 1)
	x := openIn(t, dir, source, func() {
		select {
		case idle <- struct{}{}:
		default:
		}
	})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() { defer close(done); x.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-done })
	x.Keep(shas)
	<-idle
	if got, _ := x.Progress(); got != ready {
		t.Fatalf("%d documents can be searched, want %d", got, ready)
	}
	return x
}

func hitsOf(t *testing.T, x *Index, query string, among []string) []string {
	t.Helper()
	r, err := x.Search(context.Background(), Parse(query), among, 100)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, h := range r.Hits {
		var marks []string
		for _, m := range h.Marks {
			marks = append(marks, h.Line[m.Start:m.End])
		}
		out = append(out, strings.TrimLeft(h.SHA256, "0")+"/"+string(rune('0'+h.Page))+": "+h.Line+" ["+strings.Join(marks, "|")+"]")
	}
	return out
}

func TestSearch(t *testing.T) {
	a, b, c := shaOf(1), shaOf(2), shaOf(3)
	x := life(t, t.TempDir(), shelf{
		a: {"BÁO CÁO\nTình hình thu đảng phí\nquý III của chi bộ", "Chi tiết\nvề bộ máy"},
		b: {"không có gì", "thu nộp đảng phí; chi bộ Hòa Mẫu"},
		c: {"", strings.Repeat("dài ", 80) + "phí cuối " + strings.Repeat("dòng ", 80)},
	}, []string{a, b, c}, 3)
	for _, k := range []struct {
		query string
		among []string
		want  []string
	}{
		{"đảng phí", []string{a, b, c}, []string{"1/1: Tình hình thu đảng phí [đảng phí]", "2/2: thu nộp đảng phí; chi bộ Hòa Mẫu [đảng phí]"}},
		{"đảng phí", []string{b, a}, []string{"2/2: thu nộp đảng phí; chi bộ Hòa Mẫu [đảng phí]", "1/1: Tình hình thu đảng phí [đảng phí]"}},
		{"đảng phí", []string{c}, nil},
		{"chi bo", []string{a}, []string{"1/1: quý III của chi bộ [chi bộ]", "1/2: Chi tiết [Chi]"}},
		{`"phi quy"`, []string{a, b}, []string{"1/1: Tình hình thu đảng phí quý III của chi bộ [phí quý]"}},
		{"phí cuối", []string{c}, []string{"3/2: …" + strings.Repeat("dài ", 14) + "phí cuối" + strings.Repeat(" dòng", 23) + "… [phí cuối]"}},
		{"xyz", []string{a, b, c, shaOf(9)}, nil},
	} {
		if got := hitsOf(t, x, k.query, k.among); !slices.Equal(got, k.want) {
			t.Errorf("%q gives %q, want %q", k.query, got, k.want)
		}
	}
	r, err := x.Search(context.Background(), Parse("chi"), []string{a, b, c}, 1)
	if err != nil || r.Pages != 3 || len(r.Hits) != 1 {
		t.Errorf("a limit of one: %+v, %v", r, err)
	}
}

func TestTextsOutliveAStart(t *testing.T) {
	dir := t.TempDir()
	source := &counted{shelf: shelf{}, read: map[string]int{}, bad: map[string]error{shaOf(3): docs.ErrTimeout}}
	for i := range 5 {
		source.shelf[shaOf(i)] = []string{"trang một", "trang hai"}
	}
	all := slices.Sorted(maps.Keys(source.shelf))
	life(t, dir, source, all, 5)
	// Damage of every kind: another letter, another version, nothing at all.
	path := texts{dir}.path
	data, err := os.ReadFile(path(all[0]))
	if err != nil {
		t.Fatal(err)
	}
	for i, bad := range [][]byte{[]byte(strings.Replace(string(data), "hai", "hay", 1)), []byte(strings.Replace(string(data), `"version":1`, `"version":0`, 1)), nil} {
		if err := os.WriteFile(path(all[i]), bad, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(dir+"/incoming-1.tmp", data, 0o600); err != nil {
		t.Fatal(err)
	}
	for range maxTries + 1 {
		x := life(t, dir, source, all, 5)
		if got := len(hitsOf(t, x, "trang", all)); got != 9 {
			t.Errorf("%d pages, want 9", got)
		}
	}
	// Read once, and again after damage; the one with a bad page a few times, and then left.
	for i, want := range []int{2, 2, 2, maxTries, 1} {
		if got := source.times(all[i]); got != want {
			t.Errorf("document %d was read %d times, want %d", i, got, want)
		}
	}
	if _, err := os.Stat(dir + "/incoming-1.tmp"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what an interrupted write left is there: %v", err)
	}
}

func TestARemovedDocumentLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	source := shelf{shaOf(1): {"một"}, shaOf(2): {"một"}}
	x := openIn(t, dir, source, nil)
	x.Keep([]string{shaOf(1), shaOf(2)})
	x.Fill(t.Context())
	x.Keep([]string{shaOf(2)})
	if got := hitsOf(t, x, "một", []string{shaOf(1), shaOf(2)}); len(got) != 1 {
		t.Errorf("found %q", got)
	}
	if _, err := os.Stat(x.texts.path(shaOf(1))); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("its text is on the disk: %v", err)
	}
	// One that was removed while it was read does not come back.
	x.put(shaOf(1), text{pages: []string{"một"}})
	if got := hitsOf(t, x, "một", []string{shaOf(1)}); len(got) != 0 {
		t.Errorf("it came back: %q", got)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	dir := t.TempDir()
	w := newWriter(3)
	source := shelf{}
	var all []string
	for i := range 8 {
		all = append(all, shaOf(i))
		source[all[i]] = []string{w.page(), w.page()}
	}
	free := openIn(t, dir, source, nil)
	tight, err := Open(Options{Dir: dir, Source: source, Memory: 20_000})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []*Index{free, tight} {
		x.Keep(all)
		for _, sha := range all {
			x.read(t.Context(), sha)
		}
	}
	if tight.memory > 21_000 || free.memory < 50_000 {
		t.Errorf("%d bytes of a bound of 20000; without one %d", tight.memory, free.memory)
	}
	for range 50 {
		q := w.word()
		if a, b := hitsOf(t, free, q, all), hitsOf(t, tight, q, all); !slices.Equal(a, b) {
			t.Errorf("%q: %q from memory, %q from the disk", q, a, b)
		}
	}
}

// dying is a source whose reader dies of every other document that it is asked for.
type dying struct {
	shelf
	asked int
}

func (d *dying) Text(ctx context.Context, sha string) ([]docs.PageText, error) {
	if d.asked++; d.asked%2 == 1 {
		return nil, docs.ErrWorkerDied
	}
	return d.shelf.Text(ctx, sha)
}

func TestAReaderThatDiesIsAskedAgain(t *testing.T) {
	source := &dying{shelf: shelf{shaOf(1): {"một"}, shaOf(2): {"một"}}}
	x := open(t, source)
	all := []string{shaOf(1), shaOf(2), shaOf(3)} // there is no third one
	x.Keep(all)
	x.Fill(t.Context())
	if got := hitsOf(t, x, "một", all); len(got) != 2 {
		t.Errorf("found %q", got)
	}
	if x.Wordless(all[0]) || !x.Wordless(all[2]) || x.Wordless(shaOf(4)) {
		t.Error("what has no words is not told")
	}
	if ready, _ := x.Progress(); ready != 3 {
		t.Errorf("%d documents are done with, want 3", ready)
	}
}
