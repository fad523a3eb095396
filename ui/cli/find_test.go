package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"phonghop/meeting"
)

func TestFind(t *testing.T) {
	dir := t.TempDir()
	if code, _, errs := call("play", "-sample", "-data", dir); code != 0 {
		t.Fatal(errs)
	}
	const line = "- Thu đảng phí 25/25 đảng viên, đạt 100%."
	check := func(when string) {
		t.Helper()
		for _, words := range [][]string{{"dang", "phi"}, {"ĐẢNG PHÍ"}, {`"thu dang phi 25/25"`}} {
			code, out, errs := call(append([]string{"find", "-data", dir}, words...)...)
			first, _, _ := strings.Cut(out, "\n")
			if code != 0 || errs != "" || !strings.HasSuffix(first, " · trang 2: "+line) {
				t.Errorf("%s: %q gives %d %q %q", when, words, code, out, errs)
			}
		}
		if code, out, errs := call("find", "-data", dir, "đang phì"); code != 1 || out != "" || !strings.Contains(errs, "4 tài liệu") {
			t.Errorf("%s: what is nowhere gives %d %q %q", when, code, out, errs)
		}
	}
	check("alone")
	// What the hall of the sample saw is in the library.
	h := openHouse(t, dir)
	defer closeHouse(t, h)
	list, err := Library{h}.Documents(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	shown := 0
	for _, k := range list {
		shown += len(k.Shown())
	}
	if len(list) != 4 || shown != 4 {
		t.Errorf("%d documents, of which %d were shown", len(list), shown)
	}
	// The program that runs answers; its texts are there already.
	h.keepTexts()
	h.index.Fill(t.Context())
	s := &Start{House: h}
	i, err := listen(dir, s.answer)
	if err != nil {
		t.Fatal(err)
	}
	defer i.close()
	check("beside a program that runs")
}

// TestTextsFollowTheMeetings has documents come and go while the program runs.
func TestTextsFollowTheMeetings(t *testing.T) {
	h := sampleHouse(t)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); h.ReadForSearch(ctx) }()
	defer func() { cancel(); <-done }()
	docs := h.Room.Snapshot().Documents
	file := func(sha string) string { return filepath.Join(h.Dir, textsDir, sha+".text") }
	await(t, func() bool { ready, all := h.index.Progress(); return ready == 4 && all == 4 })
	if err := h.Room.Do(ctx, meeting.RemoveDocument{ID: docs[0].ID}); err != nil {
		t.Fatal(err)
	}
	await(t, func() bool { _, err := os.Stat(file(docs[0].SHA256)); return errors.Is(err, os.ErrNotExist) })
	if err := h.Room.Do(ctx, meeting.PutDocument{Document: docs[0]}); err != nil {
		t.Fatal(err)
	}
	await(t, func() bool { ready, all := h.index.Progress(); return ready == 4 && all == 4 })
	if err := h.Delete(ctx, h.Room.Snapshot().ID); err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		if _, err := os.Stat(file(d.SHA256)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("the text of %s outlived its meeting: %v", d.Name, err)
		}
	}
}

// await looks until a thing is so; what is awaited here happens in other processes.
func await(t *testing.T, so func() bool) {
	t.Helper()
	for end := time.Now().Add(30 * time.Second); !so(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it did not come")
		}
	}
}
