package store

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"phonghop/meeting"
)

// Damage at any place of the file is refused when it is opened, or told when what it
// hit is read: it neither ends the program nor keeps it busy.
func TestDamageAnywhere(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	const meetings = 40
	id := func(i int) string { return fmt.Sprint("m", i) }
	for i := range meetings {
		m := full()
		m.ID = id(i)
		if i == 7 { // large enough for pages that run over
			m.Conclusion = strings.Repeat("kết luận ", 5000)
		}
		if err := s.SaveMeeting(m); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.DeleteMeeting(id(3)); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(filepath.Join(dir, FileName))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(7, 8))
	refused := 0
	other := t.TempDir()
	for range 300 {
		data := slices.Clone(good)
		at := 4096*random.IntN(len(data)/4096) + random.IntN(64) // most harm is done at the heads of pages
		for k := range 1 + random.IntN(16) {
			data[at+k] = byte(random.Uint32())
		}
		if err := os.WriteFile(filepath.Join(other, FileName), data, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(other)
		if err != nil {
			if !errors.Is(err, ErrDamaged) {
				t.Fatalf("byte %d: %v", at, err)
			}
			refused++
			continue
		}
		if _, err := s.Meetings(); err != nil && !errors.Is(err, ErrDamaged) {
			t.Errorf("byte %d: list: %v", at, err)
		}
		for i := range meetings {
			m, err := s.Meeting(id(i))
			if err != nil {
				if !errors.Is(err, ErrDamaged) && !errors.Is(err, meeting.ErrNotFound) {
					t.Errorf("byte %d: read: %v", at, err)
				}
				continue
			}
			if i%10 == 0 {
				m.Title += "x"
				if err := s.SaveMeeting(m); err != nil {
					t.Errorf("byte %d: save: %v", at, err)
				}
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if refused < 30 {
		t.Errorf("only %d of the damaged files were refused at once", refused)
	}
	t.Logf("%d of 300 were refused at once", refused)
}

// A file that grew and shrank through many meetings is not taken for a damaged one.
func TestAWellUsedFileIsOpened(t *testing.T) {
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(9, 10))
	for range 12 {
		s, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			m := full()
			m.ID = fmt.Sprint("m", random.IntN(60))
			m.Notes["long"] = strings.Repeat("x", random.IntN(20000))
			if err := s.SaveMeeting(m); err != nil {
				t.Fatal(err)
			}
			if err := s.DeleteMeeting(fmt.Sprint("m", random.IntN(60))); err != nil && !errors.Is(err, meeting.ErrNotFound) {
				t.Fatal(err)
			}
		}
		if err := intact(filepath.Join(dir, FileName)); err != nil {
			t.Fatalf("while it is open: %v", err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// A second start looks at the file while the first program writes.
func TestASecondStartWhileTheFirstWrites(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	done := make(chan error, 1)
	go func() {
		for i := range 150 {
			m := full()
			m.ID, m.Conclusion = fmt.Sprint("m", i%20), strings.Repeat("x", i*997%30000)
			if err := s.SaveMeeting(m); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	for {
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			return
		default:
		}
		if err := intact(filepath.Join(dir, FileName)); err != nil {
			t.Fatalf("taken for damaged: %v", err)
		}
	}
}
