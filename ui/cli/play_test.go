package cli

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"phonghop/meeting"
	"phonghop/meeting/pack"
	"phonghop/meeting/room"
	"phonghop/meeting/store"
)

// sampleRoom opens the sample meeting in a room over a store on the disk.
func sampleRoom(t *testing.T) (*store.Store, *room.Room, *Clock) {
	t.Helper()
	st, err := store.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	_, m, _, err := pack.Sample()
	if err != nil {
		t.Fatal(err)
	}
	if err := st.SaveMeeting(m); err != nil {
		t.Fatal(err)
	}
	clock := &Clock{}
	rm := room.New(st, clock.Now)
	if err := rm.Open(t.Context(), m, meeting.Stage{Show: meeting.ShowJoin}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := rm.Close(); err != nil {
			t.Error(err)
		}
		_ = st.Close()
	})
	return st, rm, clock
}

// TestPlaySample plays the sample and reads the numbers of ../shared/sample/README.md
// from the disk.
func TestPlaySample(t *testing.T) {
	st, rm, clock := sampleRoom(t)
	data, err := pack.SamplePlay()
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if err := Play(t.Context(), bytes.NewReader(data), rm, clock); err != nil {
		t.Fatal(err)
	}
	t.Logf("played in %v", time.Since(began))
	m, err := st.Meeting(rm.Snapshot().ID)
	if err != nil {
		t.Fatal(err)
	}
	want := meeting.Counts{
		Total: 28, Official: 26, Probationary: 2, Exempt: 3, ExemptPresent: 1, Away: 1, Required: 24,
		Present: 22, PresentOfficial: 20, PresentProbationary: 2, InRoom: 23, Guests: 1, Excused: 2, Base: 23, Voters: 21,
	}
	if got := m.Count(); got != want {
		t.Errorf("counts\n got %+v\nwant %+v", got, want)
	}
	if share := meeting.Share(want.Present, want.Required); share != 917 {
		t.Errorf("share present %d", share)
	}
	if people, turns := m.Speakers("m5"); people != 8 || turns != 8 || len(m.Opinions) != 8 {
		t.Errorf("%d people spoke %d times under item 5, %d opinions", people, turns, len(m.Opinions))
	}
	var shares []int
	for _, v := range m.Motions {
		if !v.Passed() || v.Base != 23 || v.Voters != 21 {
			t.Errorf("motion %+v", v)
		}
		shares = append(shares, meeting.Share(v.InFavour, v.Base))
	}
	if len(shares) != 4 || [4]int(shares) != [4]int{913, 913, 870, 913} {
		t.Errorf("shares %v", shares)
	}
	checkClocks(t, m)
	if m.Score == nil || m.Score.Points != 91 || m.Dues == nil || m.Dues.Paid != 24 || len(m.Tasks) != 8 || m.Conclusion == "" || len(m.Log) != 0 {
		t.Errorf("score %v, dues %v, %d tasks, conclusion %q, log %v", m.Score, m.Dues, len(m.Tasks), m.Conclusion, m.Log)
	}
}

func checkClocks(t *testing.T, m *meeting.Meeting) {
	t.Helper()
	if m.Phase != meeting.Ended || m.Started.Format(time.RFC3339) != "2026-12-03T18:30:00+07:00" ||
		m.Ended.Format("15:04") != "20:16" || m.Duration() != 106 {
		t.Errorf("%s from %v to %v, %d minutes", m.Phase, m.Started, m.Ended, m.Duration())
	}
	for i, it := range m.Items {
		if len(it.Held) != 1 {
			t.Fatalf("item %s was held %d times", it.ID, len(it.Held))
		}
		if i > 0 && !it.Began().Equal(m.Items[i-1].Finished()) {
			t.Errorf("item %s begins at %v", it.ID, it.Began())
		}
	}
	for _, o := range m.Opinions {
		it, _ := m.Item(o.Item)
		if o.At.Before(it.Began()) || o.At.After(it.Finished()) {
			t.Errorf("opinion of %s at %v", o.Member, o.At)
		}
	}
	for _, p := range m.Roll {
		if m.Late(p.ID) {
			t.Errorf("%s is late", p.Name)
		}
	}
}

// TestPlayEveryAction plays a script that uses every action at least once.
func TestPlayEveryAction(t *testing.T) {
	_, rm, clock := sampleRoom(t)
	script := `{"steps": [
		{"at": "18:00", "join": {"member": "dv01", "phone": "a"}},
		{"at": "18:01", "join": {"member": "dv01", "phone": "b"}},
		{"at": "18:02", "admit": {"phones": ["b"]}},
		{"at": "18:03", "join": {"member": "dv01", "phone": "a"}},
		{"at": "18:03", "admit": {}},
		{"at": "18:04", "join": {"member": "dv02"}},
		{"at": "18:05", "not_me": {"phone": "dv02"}},
		{"at": "18:06", "remove_phone": {"phone": "a"}},
		{"at": "18:07", "mark": {"member": "dv03", "status": "present", "at": "18:05"}},
		{"at": "18:08", "member": {"id": "kh02", "name": "Trần Văn Khách", "standing": "guest"}},
		{"at": "18:09", "remove_member": {"member": "kh02"}},
		{"at": "18:10", "item": {"id": "x", "title": "Mục thêm", "part": "content", "minutes": 5, "place": 3}},
		{"at": "18:11", "move_item": {"item": "x", "place": 2}},
		{"at": "18:12", "item": {"title": "Mục cuối", "part": "closing"}},
		{"at": "18:35", "start": {"at": "18:30"}},
		{"at": "18:36", "go": {"item": "x"}},
		{"at": "18:37", "skip": {"item": "m2"}},
		{"at": "18:38", "skip": {"item": "m2", "back": true}},
		{"at": "18:39", "pause": {}},
		{"at": "18:45:30", "resume": {}},
		{"at": "18:46", "opinion": {"id": "o1", "item": "x", "member": "dv03", "text": "Nhất trí."}},
		{"at": "18:46", "remove_opinion": {"id": "o1"}},
		{"at": "18:47", "motion": {"id": "v", "item": "x", "text": "Thông qua", "form": "hands", "in_favour": 2, "against": 0, "other": 0}},
		{"at": "18:48", "motion": {"id": "v", "item": "x", "text": "Thông qua", "form": "hands", "in_favour": 1, "against": 1, "other": 0, "reason": "đếm lại"}},
		{"at": "18:49", "remove_motion": {"id": "v", "reason": "nhập nhầm"}},
		{"at": "18:50", "note": {"item": "x", "text": "Ghi chép"}},
		{"at": "18:50", "edit_line": {"key": "start", "text": "sửa", "basis": "gốc"}},
		{"at": "18:50", "conclusion": {"text": "Kết luận"}},
		{"at": "18:50", "tasks": [{"text": "Việc", "who": "Bền", "deadline": "20/12"}]},
		{"at": "18:50", "dues": {"paid": 1, "due": 2}},
		{"at": "18:50", "score": {"points": 80, "grade": "Khá"}},
		{"at": "18:50", "review": {"id": "nv1101", "state": "done", "outcome": "xong"}},
		{"at": "18:50", "petition": {"petition": {"text": "Cầu gãy"}, "step": "Ghi nhận"}},
		{"at": "18:50", "remark": {"remark": {"kind": "praise", "member": "dv03", "text": "làm tốt"}}},
		{"at": "18:51", "show": {"show": "page", "document": "tl01", "page": 1}},
		{"at": "18:52", "remove_item": {"item": "m6"}},
		{"at": "19:00", "end": {}},
		{"at": "19:01", "reopen": {"reason": "ghi thêm"}},
		{"at": "19:02", "end": {}},
		{"at": "19:03", "correct": {"which": "end", "at": "19:01"}}
	]}`
	for name := range actions {
		if !strings.Contains(script, `"`+name+`": `) {
			t.Errorf("the script lacks the action %s", name)
		}
	}
	if err := Play(t.Context(), strings.NewReader(script), rm, clock); err != nil {
		t.Fatal(err)
	}
	m := rm.Snapshot()
	if m.Items[1].ID != "x" || len(m.Items) != 8 || m.Items[7].Title != "Mục cuối" {
		t.Errorf("agenda %+v", m.Items)
	}
	if len(m.Pauses) != 1 || m.Pauses[0].To.Sub(m.Pauses[0].From) != 6*time.Minute+30*time.Second {
		t.Errorf("pauses %v", m.Pauses)
	}
	if s := rm.Stage(); s.Show != meeting.ShowPage || s.Document != "tl01" || s.Page != 0 {
		t.Errorf("stage %+v", s)
	}
	if c := m.Count(); c.Present != 2 || c.Guests != 0 || m.Duration() != 31 || len(m.Phones) != 0 {
		t.Errorf("present %d, guests %d, %d minutes, phones %v", c.Present, c.Guests, m.Duration(), m.Phones)
	}
}

func TestPlayRefusals(t *testing.T) {
	tests := []struct {
		name, script string
		want         error
		text         string
	}{
		{"a refused step", "{\"steps\": [\n{\"at\": \"18:00\", \"start\": {}},\n{\"at\": \"18:01\", \"go\": {\"item\": \"m99\"}}\n]}", meeting.ErrNoItem, "line 3, 18:01:00, go"},
		{"a tally that misses", `{"steps": [{"at": "18:00", "motion": {"item": "m1", "text": "x", "in_favour": 3}}]}`, meeting.ErrBadTally, "line 1"},
		{"a page of no document", `{"steps": [{"at": "18:00", "show": {"show": "page", "document": "none"}}]}`, meeting.ErrNoDocument, "line 1"},
		{"unknown action", "{\"steps\": [\n\n{\"at\": \"18:00\", \"dance\": {}}]}", ErrScript, `line 3: mistake in the script: unknown action "dance"`},
		{"unknown field", `{"steps": [{"at": "18:00", "go": {"itm": "m1"}}]}`, ErrScript, "itm"},
		{"two actions", `{"steps": [{"at": "18:00", "start": {}, "end": {}}]}`, ErrScript, "one action"},
		{"no time", `{"steps": [{"start": {}}]}`, ErrScript, "time of day"},
		{"bad time", `{"steps": [{"at": "25:00", "start": {}}]}`, ErrScript, "25:00"},
		{"time runs back", "{\"steps\": [{\"at\": \"18:10\", \"start\": {}},\n{\"at\": \"18:09\", \"end\": {}}]}", ErrScript, "line 2"},
		{"unknown status", `{"steps": [{"at": "18:00", "mark": {"member": "dv01", "status": "here"}}]}`, ErrScript, "status"},
		{"cut short", `{"steps": [{"at": "18:00", "start": {}}`, ErrScript, "line 1"},
		{"something behind", `{"steps": []} {}`, ErrScript, "after the end"},
		{"empty", ``, ErrScript, "line 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, rm, clock := sampleRoom(t)
			err := Play(t.Context(), strings.NewReader(tt.script), rm, clock)
			if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.text) {
				t.Fatalf("got %v", err)
			}
			if errors.Is(err, ErrScript) && !rm.Snapshot().Started.IsZero() {
				t.Error("a script with a mistake changed the meeting")
			}
		})
	}
}

func TestPlayStops(t *testing.T) {
	_, rm, clock := sampleRoom(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := Play(ctx, strings.NewReader(`{"steps": [{"at": "18:00", "start": {}}]}`), rm, clock)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("got %v", err)
	}
}
