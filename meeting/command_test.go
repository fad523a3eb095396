package meeting

import (
	"errors"
	"reflect"
	"testing"
	"time"
)

var half6 = time.Date(2026, 12, 3, 18, 30, 0, 0, time.FixedZone("", 7*3600))

func minute(n int) time.Time { return half6.Add(time.Duration(n) * time.Minute) }

func prepared() *Meeting {
	m := (&Meeting{ID: "m", Title: "Sinh hoạt", Planned: half6, Phase: Preparing}).Clone()
	m.Roll = []Member{{ID: "a", Name: "An", Official: true}, {ID: "b", Name: "Bình", Official: true}, {ID: "c", Name: "Cường"}}
	m.Items = []Item{{ID: "1", Title: "Một", Minutes: 10}, {ID: "2", Title: "Hai", Minutes: 20}, {ID: "3", Title: "Ba", Minutes: 5}}
	m.Documents = []Document{{ID: "d", Title: "Tài liệu", SHA256: "x", Pages: 2, Level: Internal}}
	m.Items[0].Documents = []string{"d"}
	return m
}

// step is a command at a minute after the planned start, and what it must answer.
type step struct {
	at   int
	cmd  Command
	want error
}

// play applies steps as the room does: a refused command leaves nothing behind.
func play(t *testing.T, m *Meeting, steps ...step) *Meeting {
	t.Helper()
	for i, s := range steps {
		next := m.Clone()
		before := m.Clone()
		err := s.cmd.Apply(next, minute(s.at))
		if !errors.Is(err, s.want) || s.want == nil && err != nil {
			t.Fatalf("step %d, %T: %v, want %v", i, s.cmd, err, s.want)
		}
		if !reflect.DeepEqual(m, before) {
			t.Fatalf("step %d, %T changed the meeting that was handed out", i, s.cmd)
		}
		if err == nil {
			m = next
		} else if !reflect.DeepEqual(next, before) {
			t.Fatalf("step %d, %T was refused and changed something", i, s.cmd)
		}
	}
	return m
}

func TestCourse(t *testing.T) {
	m := play(t, prepared(),
		step{0, Pause{}, ErrNotStarted}, step{0, GoTo{"2"}, ErrNotStarted}, step{0, End{}, ErrNotStarted}, step{0, Resume{}, ErrNotPaused},
		step{3, Start{At: minute(9)}, ErrBadTime}, step{3, Start{At: minute(1)}, nil}, step{4, Start{}, ErrStarted},
		step{10, GoTo{"2"}, nil}, step{15, Pause{}, nil}, step{16, GoTo{"3"}, ErrPaused}, step{20, Resume{}, nil},
		step{25, GoTo{"1"}, nil}, step{27, Skip{Item: "3"}, nil}, step{30, GoTo{"x"}, ErrNoItem},
		step{40, End{}, nil}, step{41, End{}, ErrEnded}, step{41, GoTo{"2"}, ErrEnded}, step{41, Join{"t", "a"}, ErrEnded},
		step{42, Reopen{}, ErrReasonNeeded}, step{42, Reopen{"bấm nhầm"}, nil}, step{50, End{}, nil},
	)
	if !m.Started.Equal(minute(1)) || !m.Ended.Equal(minute(50)) || m.Duration() != 49 {
		t.Errorf("from %v to %v, %d minutes", m.Started, m.Ended, m.Duration())
	}
	first, _ := m.Item("1")
	if len(first.Held) != 3 || !first.Began().Equal(minute(1)) || !first.Finished().Equal(minute(50)) {
		t.Errorf("item 1 was held %v", first.Held)
	}
	if third, _ := m.Item("3"); !third.Skipped || len(third.Held) != 0 {
		t.Errorf("item 3 is %+v", third)
	}
	if len(m.Pauses) != 1 || !m.Pauses[0].To.Equal(minute(20)) {
		t.Errorf("pauses %v", m.Pauses)
	}
	if len(m.Log) != 1 || m.Log[0].Reason != "bấm nhầm" {
		t.Errorf("log %+v", m.Log)
	}
}

func TestSkippingTheCurrentItemTakesUpTheNext(t *testing.T) {
	m := play(t, prepared(), step{0, Start{}, nil}, step{5, Skip{Item: "1"}, nil})
	if m.Current != "2" {
		t.Errorf("the current item is %q", m.Current)
	}
	if m = play(t, m, step{6, Skip{Item: "1", Back: true}, nil}, step{7, GoTo{"1"}, nil}); m.Current != "1" {
		t.Errorf("returned to %q", m.Current)
	}
}

func TestCorrectedTimesMustFit(t *testing.T) {
	m := play(t, prepared(), step{0, CorrectTime{Which: ClockStart, At: minute(0)}, ErrNotStarted}, step{5, Start{}, nil},
		step{10, CorrectTime{Which: ClockStart, At: minute(20)}, ErrBadTime}, step{10, CorrectTime{Which: ClockEnd, At: minute(9)}, ErrNotEnded},
		step{10, CorrectTime{Which: ClockStart, At: minute(0)}, nil}, step{20, GoTo{"2"}, nil},
		step{25, CorrectTime{Which: ClockItemEnd, Item: "1", At: minute(18)}, nil}, step{25, CorrectTime{Which: ClockItemEnd, Item: "2", At: minute(18)}, ErrNoItem},
		step{30, End{}, nil}, step{31, CorrectTime{Which: ClockEnd, At: minute(-1)}, ErrBadTime}, step{31, CorrectTime{Which: ClockEnd, At: minute(29)}, nil},
	)
	first, _ := m.Item("1")
	if !first.Began().Equal(minute(0)) || !first.Finished().Equal(minute(18)) || m.Duration() != 29 {
		t.Errorf("item 1 %v, %d minutes", first.Held, m.Duration())
	}
}

func TestOneNameOnePhone(t *testing.T) {
	m := play(t, prepared(),
		step{0, Join{"", "a"}, ErrNotFound}, step{0, Join{"t1", "x"}, ErrNoMember},
		step{0, Join{"t1", "a"}, nil}, step{1, Join{"t1", "a"}, nil}, step{1, Join{"t1", "b"}, ErrOtherName},
		step{2, Join{"t2", "a"}, nil},
	)
	if p, _ := m.Phone("t2"); !p.Waiting || len(m.Waiting()) != 1 {
		t.Fatalf("the second phone under a name does not wait: %+v", m.Phones)
	}
	if a := m.Attendance["a"]; !a.Arrived.Equal(minute(0)) {
		t.Errorf("the second tap moved the arrival to %v", a.Arrived)
	}
	no := play(t, m, step{3, RemovePhone{"t2"}, nil})
	if _, ok := no.Phone("t1"); !ok || len(no.Phones) != 1 {
		t.Errorf("after a no: %+v", no.Phones)
	}
	yes := play(t, m, step{3, AdmitPhone{}, nil}, step{3, AdmitPhone{Tokens: []string{"t1"}}, ErrNotWaiting})
	if p, ok := yes.Phone("t2"); !ok || p.Waiting || len(yes.Phones) != 1 {
		t.Errorf("after a yes: %+v", yes.Phones)
	}
}

func TestNotMeLeavesNoTrace(t *testing.T) {
	m := play(t, prepared(), step{0, Join{"t1", "b"}, nil}, step{1, NotMe{"t1"}, nil}, step{2, NotMe{"t1"}, ErrNotFound})
	if len(m.Attendance) != 0 || len(m.Phones) != 0 || len(m.Log) != 0 {
		t.Errorf("left behind: %+v %+v %+v", m.Attendance, m.Phones, m.Log)
	}
	// The secretary's own mark is not taken back by a phone.
	m = play(t, prepared(), step{0, Mark{Member: "b", Status: Present}, nil}, step{1, Join{"t1", "b"}, nil}, step{2, NotMe{"t1"}, nil})
	if m.Attendance["b"].Status != Present {
		t.Error("a phone took back the secretary's mark")
	}
	// A tap over "absent with reason" gives that back.
	m = play(t, prepared(), step{0, Mark{Member: "b", Status: AbsentExcused, Reason: "ốm"}, nil}, step{1, Join{"t1", "b"}, nil}, step{2, NotMe{"t1"}, nil})
	if a := m.Attendance["b"]; a.Status != AbsentExcused || a.Reason != "ốm" {
		t.Errorf("attendance is %+v", a)
	}
}

func TestMarksByHandAreLoggedWhenTheyChange(t *testing.T) {
	m := play(t, prepared(), step{0, Mark{Member: "x", Status: Present}, ErrNoMember}, step{0, Mark{Member: "a", Status: Present, At: minute(5)}, ErrBadTime},
		step{1, Mark{Member: "a", Status: Present}, nil}, step{2, Mark{Member: "a", Status: Present, At: minute(0)}, nil}, step{3, Mark{Member: "a", Status: AbsentUnexcused}, nil},
		step{4, Mark{Member: "a"}, nil})
	if len(m.Log) != 3 || len(m.Attendance) != 0 {
		t.Errorf("log %+v, attendance %+v", m.Log, m.Attendance)
	}
}

func TestTallies(t *testing.T) {
	m := play(t, prepared(), step{0, Mark{Member: "a", Status: Present}, nil}, step{0, Mark{Member: "c", Status: Present}, nil},
		step{1, RecordMotion{Motion: Motion{ID: "v", Item: "1", Text: "x", InFavour: 2}}, ErrBadTally},
		step{1, RecordMotion{Motion: Motion{ID: "v", Item: "1", Text: "x", InFavour: 2, Against: -1}}, ErrNegativeCount},
		step{1, RecordMotion{Motion: Motion{ID: "v", Item: "9", Text: "x", InFavour: 1}}, ErrNoItem},
		step{1, RecordMotion{Motion: Motion{ID: "v", Item: "1", InFavour: 1}}, ErrTitleNeeded},
		step{1, RecordMotion{Motion: Motion{ID: "v", Item: "1", Text: "x", InFavour: 1}}, nil},
		// Someone comes later: base and voters of the result stay frozen.
		step{2, Mark{Member: "b", Status: Present}, nil},
		step{3, RecordMotion{Motion: Motion{ID: "v", Item: "1", Text: "x", Against: 1}}, ErrReasonNeeded},
		step{3, RecordMotion{Motion: Motion{ID: "v", Item: "1", Text: "x", Against: 1}, Reason: "đếm nhầm"}, nil},
	)
	v := m.Motions[0]
	if v.Base != 2 || v.Voters != 1 || v.Against != 1 || v.Passed() {
		t.Errorf("result %+v", v)
	}
	if len(m.Log) != 1 || m.Log[0].Reason != "đếm nhầm" || m.Log[0].Before == m.Log[0].After {
		t.Errorf("the log must keep both results: %+v", m.Log)
	}
}

func TestEditedSentences(t *testing.T) {
	m := play(t, prepared(), step{0, EditLine{Key: "present", Text: "của tôi", Basis: "của máy"}, nil})
	if e := m.Edits["present"]; e.Text != "của tôi" || e.Basis != "của máy" {
		t.Errorf("edit %+v", e)
	}
	for _, back := range []string{"", "của máy"} {
		if n := play(t, m, step{1, EditLine{Key: "present", Text: back, Basis: "của máy"}, nil}); len(n.Edits) != 0 {
			t.Errorf("%q did not give the sentence back", back)
		}
	}
}

func TestAgendaWhilePreparing(t *testing.T) {
	m := play(t, prepared(),
		step{0, PutItem{Item: Item{ID: "n", Title: "  "}}, ErrTitleNeeded}, step{0, PutItem{Item: Item{ID: "n", Title: "x", Presenter: "?"}}, ErrNoMember},
		step{0, PutItem{Item: Item{ID: "n", Title: "x", Documents: []string{"?"}}}, ErrNoDocument},
		step{0, PutItem{Item: Item{ID: "n", Title: "Mới", Minutes: 7}, At: 1}, nil}, step{0, MoveItem{"3", 0}, nil}, step{0, RemoveItem{"2"}, nil},
		step{0, Start{}, nil}, step{1, RemoveItem{"3"}, ErrItemHeld}, step{1, WriteNote{"n", "đã ghi"}, nil}, step{2, RemoveItem{"n"}, ErrItemHeld},
		step{3, PutItem{Item: Item{ID: "3", Title: "Ba sửa", Minutes: 6}}, nil},
	)
	var order []string
	for _, it := range m.Items {
		order = append(order, it.ID)
	}
	if !reflect.DeepEqual(order, []string{"3", "1", "n"}) {
		t.Errorf("order %v", order)
	}
	if it, _ := m.Item("3"); it.Title != "Ba sửa" || len(it.Held) != 1 {
		t.Errorf("editing an item lost its times: %+v", it)
	}
	if at := m.PlannedStart(2); !at.Equal(minute(16)) {
		t.Errorf("the third item is due at %v", at)
	}
}

func TestDocumentsLeaveTheirItems(t *testing.T) {
	m := play(t, prepared(), step{0, PutDocument{Document: Document{ID: "e", Title: "t", SHA256: "y", Pages: 0}}, ErrNoDocument},
		step{0, PutDocument{Document: Document{ID: "e", Title: "t", SHA256: "y", Pages: 1}, Item: "2"}, nil}, step{0, RemoveDocument{"d"}, nil}, step{0, RemoveDocument{"d"}, ErrNoDocument})
	if e, _ := m.Document("e"); e.Level != Internal {
		t.Errorf("a new document has level %q", e.Level)
	}
	if it, _ := m.Item("1"); len(it.Documents) != 0 {
		t.Errorf("item 1 still has %v", it.Documents)
	}
}

func TestWhoIsPresentStaysOnTheRoll(t *testing.T) {
	play(t, prepared(), step{0, Mark{Member: "a", Status: Present}, nil}, step{0, RemoveMember{"a"}, ErrPresent}, step{0, RemoveMember{"b"}, nil},
		step{0, PutMember{Member{ID: "g", Name: " Đại  biểu ", Standing: Guest}}, nil}, step{0, PutMember{Member{ID: "", Name: "x"}}, ErrTitleNeeded})
}
