package room

import (
	"errors"
	"runtime"
	"testing"
	"time"

	"phonghop/meeting"
)

// shown returns when each document was shown, from what was saved last.
func (d *disk) shown() (when map[string]time.Time) {
	when = map[string]time.Time{}
	d.set(func() {
		if d.saved == nil {
			return
		}
		for _, doc := range d.saved.Documents {
			when[doc.ID] = doc.Shown
		}
	})
	return when
}

func TestWhatTheHallSawIsRecorded(t *testing.T) {
	r, d := open(t, 1)
	for _, id := range []string{"e", "f"} {
		doc := meeting.Document{ID: id, SHA256: id, Pages: 1, Title: id, Shown: time.Now()}
		if err := r.Do(t.Context(), meeting.PutDocument{Document: doc}); err != nil {
			t.Fatal(err)
		}
	}
	show := func(id string) {
		t.Helper()
		if _, err := r.Show(meeting.Stage{Show: meeting.ShowPage, Document: id}); err != nil {
			t.Fatal(err)
		}
	}
	do := func(c meeting.Command) {
		t.Helper()
		if err := r.Do(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	show("f") // tried out before the meeting
	show("d")
	do(meeting.Mark{Member: "m0", Status: meeting.Present})
	for id, at := range d.shown() {
		if !at.IsZero() {
			t.Errorf("%s counts as shown before the meeting began", id)
		}
	}
	// With a page on the projector the meeting begins; the disk is full for a while.
	do(meeting.Start{})
	d.set(func() { d.fail = errors.New("full") })
	show("e")
	if err := r.Do(t.Context(), meeting.Pause{}); !errors.Is(err, meeting.ErrNotSaved) {
		t.Fatal(err)
	}
	d.set(func() { d.fail = nil })
	do(meeting.Pause{})
	show("d")
	// A form that was opened before does not take it back.
	do(meeting.PutDocument{Document: meeting.Document{ID: "e", SHA256: "e", Pages: 1, Title: "E"}})
	do(meeting.End{})
	show("f")
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	when := d.shown()
	if when["d"].IsZero() || when["e"].IsZero() || !when["f"].IsZero() {
		t.Errorf("shown: %v", when)
	}
}

// TestWhatTheHallSawStaysWithItsMeeting opens another meeting right after a page was shown,
// while the writer hangs on the disk: in about half of the rounds it comes to the other
// meeting first.
func TestWhatTheHallSawStaysWithItsMeeting(t *testing.T) {
	for range 40 {
		r, d := open(t, 1)
		if err := r.Do(t.Context(), meeting.Start{}); err != nil {
			t.Fatal(err)
		}
		hang, came, opened := make(chan struct{}), make(chan struct{}, 9), make(chan error, 1)
		d.set(func() { d.hang, d.came = hang, came })
		go func() { _ = r.Do(t.Context(), meeting.Mark{Member: "m0", Status: meeting.Present}) }()
		<-came
		if _, err := r.Show(meeting.Stage{Show: meeting.ShowPage, Document: "d"}); err != nil {
			t.Fatal(err)
		}
		other := &meeting.Meeting{ID: "other", Phase: meeting.Running, Documents: []meeting.Document{{ID: "d", SHA256: "y", Pages: 1}}}
		go func() { opened <- r.Open(t.Context(), other, meeting.Stage{Show: meeting.ShowJoin}) }()
		for len(r.queue) == 0 {
			runtime.Gosched()
		}
		close(hang)
		if err := <-opened; err != nil {
			t.Fatal(err)
		}
		if d.shown()["d"].IsZero() {
			t.Error("the meeting that left the room was not told")
		}
		if doc, _ := r.Snapshot().Document("d"); !doc.Shown.IsZero() {
			t.Error("a document of the other meeting counts as shown")
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
