package room

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"phonghop/meeting"
)

// disk is a store that counts and can be made to hang or fail.
type disk struct {
	mu    sync.Mutex
	saves int
	stage meeting.Stage
	fail  error
	hang  chan struct{} // closed to let saves go on; nil: they do
	came  chan struct{} // told of each save that hangs; nil: nobody is
	saved *meeting.Meeting
}

func (d *disk) SaveMeeting(m *meeting.Meeting) error {
	d.mu.Lock()
	hang, fail, came := d.hang, d.fail, d.came
	d.mu.Unlock()
	if hang != nil {
		if came != nil {
			came <- struct{}{}
		}
		<-hang
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if fail != nil {
		return fail
	}
	d.saves++
	d.saved = m
	return nil
}

func (d *disk) SaveStage(_ string, s meeting.Stage) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.stage = s
	return nil
}

func (d *disk) set(f func()) { d.mu.Lock(); defer d.mu.Unlock(); f() }

func open(t *testing.T, people int) (*Room, *disk) {
	t.Helper()
	m := (&meeting.Meeting{ID: "m", Phase: meeting.Preparing}).Clone()
	for i := range people {
		m.Roll = append(m.Roll, meeting.Member{ID: id(i), Name: "x", Official: true})
	}
	m.Items = []meeting.Item{{ID: "1", Title: "Một"}, {ID: "2", Title: "Hai"}}
	m.Documents = []meeting.Document{{ID: "d", SHA256: "x", Pages: 3, Title: "t"}}
	d := &disk{}
	r := New(d, time.Now)
	if err := r.Open(t.Context(), m, meeting.Stage{Show: meeting.ShowJoin}); err != nil {
		t.Fatal(err)
	}
	return r, d
}

func id(i int) meeting.MemberID { return meeting.MemberID(fmt.Sprint("m", i)) }

func TestAHundredFiftyTapsAtOnce(t *testing.T) {
	const people = 150
	r, d := open(t, people)
	var wg sync.WaitGroup
	for i := range people {
		for phone := range 2 { // two phones tap each name
			wg.Go(func() {
				if err := r.Do(t.Context(), meeting.Join{Token: fmt.Sprint("t", i, "/", phone), Member: id(i)}); err != nil {
					t.Error(err)
				}
				m := r.Snapshot()
				if m.Attendance[id(i)].Status != meeting.Present {
					t.Errorf("acknowledged, but %s is not present", id(i))
				}
			})
		}
	}
	wg.Wait()
	m := r.Snapshot()
	if n := m.Count().Present; n != people || len(m.Waiting()) != people {
		t.Errorf("%d present, %d wait", n, len(m.Waiting()))
	}
	d.set(func() {
		if d.saves >= 2*people {
			t.Errorf("%d commands took %d transactions: none were joined", 2*people, d.saves)
		}
	})
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestNothingIsToldBeforeItIsOnTheDisk(t *testing.T) {
	r, d := open(t, 1)
	w := r.Watch()
	defer w.Stop()
	d.set(func() { d.hang = make(chan struct{}) })
	answer := make(chan error, 1)
	go func() { answer <- r.Do(context.Background(), meeting.Mark{Member: "m0", Status: meeting.Present}) }()
	// The fast lane goes on while the disk hangs.
	for page := range 3 {
		if s, err := r.Show(meeting.Stage{Show: meeting.ShowPage, Document: "d", Page: page}); err != nil || s.Page != page {
			t.Fatalf("%+v, %v", s, err)
		}
	}
	<-w.Ready()
	if e := w.Take(); e.Topics != meeting.TopicStage {
		t.Errorf("told of %b while the disk hangs", e.Topics)
	}
	select {
	case err := <-answer:
		t.Fatalf("answered %v before the disk did", err)
	default:
	}
	if r.Snapshot().Attendance["m0"].Status == meeting.Present {
		t.Error("published before the disk had it")
	}
	d.set(func() { close(d.hang); d.hang = nil })
	if err := <-answer; err != nil {
		t.Fatal(err)
	}
	<-w.Ready()
	if e := w.Take(); e.Topics&meeting.TopicAttendance == 0 {
		t.Errorf("told of %b", e.Topics)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if d.stage.Page != 2 {
		t.Errorf("the stage was written as %+v", d.stage)
	}
}

func TestAFailedWriteChangesNothingAndTheRoomGoesOn(t *testing.T) {
	r, d := open(t, 1)
	defer r.Close()
	full := errors.New("no space left")
	d.set(func() { d.fail = full })
	err := r.Do(t.Context(), meeting.Start{})
	if !errors.Is(err, meeting.ErrNotSaved) || !errors.Is(err, full) {
		t.Fatalf("answered %v", err)
	}
	if r.Snapshot().Phase != meeting.Preparing {
		t.Error("what was not written was published")
	}
	d.set(func() { d.fail = nil })
	if err := r.Do(t.Context(), meeting.Start{}); err != nil || r.Snapshot().Phase != meeting.Running {
		t.Errorf("with space again: %v, %s", err, r.Snapshot().Phase)
	}
}

func TestARefusedCommandDoesNotTouchItsNeighbours(t *testing.T) {
	r, _ := open(t, 2)
	defer r.Close()
	errs := make([]error, 3)
	var wg sync.WaitGroup
	for i, cmd := range []meeting.Command{meeting.Mark{Member: "m0", Status: meeting.Present}, meeting.Mark{Member: "nobody"}, meeting.Mark{Member: "m1", Status: meeting.Present}} {
		wg.Go(func() { errs[i] = r.Do(t.Context(), cmd) })
	}
	wg.Wait()
	if errs[0] != nil || !errors.Is(errs[1], meeting.ErrNoMember) || errs[2] != nil {
		t.Errorf("answered %v", errs)
	}
}

func TestADocumentTakenOutLeavesTheProjector(t *testing.T) {
	r, _ := open(t, 1)
	defer r.Close()
	if _, err := r.Show(meeting.Stage{Show: meeting.ShowPage, Document: "d", Page: 9}); err != nil || r.Stage().Page != 2 {
		t.Fatalf("%+v, %v", r.Stage(), err)
	}
	if err := r.Do(t.Context(), meeting.RemoveDocument{ID: "d"}); err != nil {
		t.Fatal(err)
	}
	if s := r.Stage(); s.Show != meeting.ShowAgenda {
		t.Errorf("the projector shows %+v", s)
	}
	if _, err := r.Show(meeting.Stage{Show: meeting.ShowPage, Document: "d"}); !errors.Is(err, meeting.ErrNoDocument) {
		t.Errorf("showed a document that is gone: %v", err)
	}
}

func TestEpochIsNewWithEveryMeetingAndStart(t *testing.T) {
	r, _ := open(t, 1)
	_, _, one := r.State()
	if err := r.Open(t.Context(), &meeting.Meeting{ID: "n"}, meeting.Stage{}); err != nil {
		t.Fatal(err)
	}
	_, _, two := r.State()
	if one.Epoch == two.Epoch || two.Epoch == "" {
		t.Errorf("epochs %q, %q", one.Epoch, two.Epoch)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	if err := r.Do(t.Context(), meeting.Start{}); !errors.Is(err, ErrClosed) {
		t.Errorf("a closed room answered %v", err)
	}
}

func TestWhatWasAskedBeforeClosingIsAnswered(t *testing.T) {
	r, d := open(t, 50)
	hang := make(chan struct{})
	d.set(func() { d.hang = hang })
	errs := make(chan error, 50)
	for i := range 50 {
		go func() { errs <- r.Do(context.Background(), meeting.Mark{Member: id(i), Status: meeting.Present}) }()
	}
	closed := make(chan error, 1)
	close(hang)
	d.set(func() { d.hang = nil })
	go func() { closed <- r.Close() }()
	done := 0
	for range 50 {
		if err := <-errs; err == nil {
			done++
		} else if !errors.Is(err, ErrClosed) {
			t.Error(err)
		}
	}
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
	if n := r.Snapshot().Count().Present; n != done {
		t.Errorf("%d were told yes, %d are present", done, n)
	}
}
