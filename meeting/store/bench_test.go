package store

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"phonghop/meeting"
	"phonghop/meeting/room"
)

// A hall of 150 members who tap their names at the same moment, on a real disk: how
// long each waits for the yes, and what lies on the disk afterwards.
func BenchmarkTapsAtOnce(b *testing.B) {
	const people = 150
	var waits []time.Duration
	var size, transactions int64
	for b.Loop() {
		dir := b.TempDir()
		s, err := Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		m := (&meeting.Meeting{ID: "m", Title: "Sinh hoạt"}).Clone()
		for i := range people {
			m.Roll = append(m.Roll, meeting.Member{ID: meeting.MemberID(fmt.Sprint(i)), Name: "Nguyễn Văn Bền", Official: true})
		}
		if err := s.SaveMeeting(m); err != nil {
			b.Fatal(err)
		}
		r := room.New(s, time.Now)
		if err := r.Open(b.Context(), m, meeting.Stage{}); err != nil {
			b.Fatal(err)
		}
		before := s.db.Stats()
		took := make([]time.Duration, people)
		var wg sync.WaitGroup
		for i := range people {
			wg.Go(func() {
				begun := time.Now()
				if err := r.Do(b.Context(), meeting.Join{Token: fmt.Sprint("t", i), Member: meeting.MemberID(fmt.Sprint(i))}); err != nil {
					b.Error(err)
				}
				took[i] = time.Since(begun)
			})
		}
		wg.Wait()
		waits = append(waits, took...)
		after := s.db.Stats()
		transactions += after.TxStats.GetWrite() - before.TxStats.GetWrite()
		if err := r.Close(); err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		info, err := os.Stat(filepath.Join(dir, FileName))
		if err != nil {
			b.Fatal(err)
		}
		size = info.Size()
	}
	slices.Sort(waits)
	b.ReportMetric(float64(waits[len(waits)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(waits[len(waits)*95/100].Microseconds())/1000, "p95-ms")
	b.ReportMetric(float64(transactions)/float64(b.N), "writes")
	b.ReportMetric(float64(size)/1024, "file-KiB")
}

// A secretary who types: a note of an item is written anew every half second.
func BenchmarkTypedNote(b *testing.B) {
	s, err := Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	m := full().Clone()
	m.Items = []meeting.Item{{ID: "i", Title: "x"}}
	r := room.New(s, time.Now)
	defer r.Close()
	if err := r.Open(b.Context(), m, meeting.Stage{}); err != nil {
		b.Fatal(err)
	}
	text := ""
	var waits []time.Duration
	for b.Loop() {
		text += "một câu nữa. "
		if len(text) > 5000 {
			text = ""
		}
		begun := time.Now()
		if err := r.Do(b.Context(), meeting.WriteNote{Item: "i", Text: text}); err != nil {
			b.Fatal(err)
		}
		waits = append(waits, time.Since(begun))
	}
	slices.Sort(waits)
	b.ReportMetric(float64(waits[len(waits)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(waits[len(waits)*95/100].Microseconds())/1000, "p95-ms")
}
