package meeting

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"
)

func TestASecondMarkOfPresenceMakesNobodyLate(t *testing.T) {
	m := play(t, prepared(), step{0, Join{"t", "a"}, nil}, step{0, Start{}, nil}, step{40, Mark{Member: "a", Status: Present}, nil})
	if m.Late("a") || !m.Attendance["a"].Arrived.Equal(minute(0)) || len(m.Log) != 0 {
		t.Errorf("%+v, log %+v", m.Attendance["a"], m.Log)
	}
	// The secretary has confirmed the person: the phone's "Không phải tôi" leaves that.
	if m = play(t, m, step{41, NotMe{"t"}, nil}); m.Attendance["a"].Status != Present {
		t.Error("a phone took back what the secretary confirmed")
	}
	// A corrected arrival is still one by phone.
	m = play(t, prepared(), step{5, Join{"t", "a"}, nil}, step{6, Mark{Member: "a", Status: Present, At: minute(1)}, nil})
	if a := m.Attendance["a"]; a.Method != ByPhone || !a.Arrived.Equal(minute(1)) || len(m.Log) != 1 {
		t.Errorf("%+v, log %+v", a, m.Log)
	}
}

func TestTheLogOfATapThatWasTakenBackIsWhole(t *testing.T) {
	m := play(t, prepared(), step{0, Mark{Member: "b", Status: AbsentExcused, Reason: "ốm"}, nil}, step{1, Join{"t", "b"}, nil}, step{2, NotMe{"t"}, nil})
	if len(m.Log) != 2 || m.Log[1].Before != m.Log[0].After || m.Log[1].After != m.Log[0].Before {
		t.Errorf("log %+v", m.Log)
	}
}

func TestPhonesThatWait(t *testing.T) {
	wait := play(t, prepared(), step{0, Join{"t1", "a"}, nil}, step{1, Join{"t2", "a"}, nil})
	// Named twice, it is admitted once.
	if m := play(t, wait, step{2, AdmitPhone{Tokens: []string{"t2", "t2"}}, nil}); len(m.Phones) != 1 || m.Phones[0].Waiting {
		t.Errorf("phones %+v", m.Phones)
	}
	// One of those named does not wait: nobody is admitted.
	play(t, wait, step{2, AdmitPhone{Tokens: []string{"t2", "t1"}}, ErrNotWaiting})
	// The name became free: the next tap takes it.
	m := play(t, wait, step{2, NotMe{"t1"}, nil}, step{3, Join{"t2", "a"}, nil})
	if p, _ := m.Phone("t2"); p.Waiting || m.Attendance["a"].Status != Present || !m.Attendance["a"].Arrived.Equal(minute(3)) {
		t.Errorf("phones %+v, attendance %+v", m.Phones, m.Attendance)
	}
	// Two wait for one name and all are admitted: one name, one phone.
	if m = play(t, wait, step{2, Join{"t3", "a"}, nil}, step{3, AdmitPhone{}, nil}); len(m.Phones) != 1 {
		t.Errorf("phones %+v", m.Phones)
	}
	// Nobody arrives after the end.
	m = play(t, wait, step{2, Mark{Member: "a"}, nil}, step{3, Start{}, nil}, step{4, End{}, nil}, step{5, AdmitPhone{}, nil})
	if len(m.Attendance) != 0 {
		t.Errorf("attendance %+v", m.Attendance)
	}
}

func TestWhatEndedWithTheMeetingMovesWithItsEnd(t *testing.T) {
	m := play(t, prepared(), step{0, Start{}, nil}, step{20, GoTo{"2"}, nil}, step{90, End{}, nil},
		step{91, CorrectTime{Which: ClockEnd, At: minute(10)}, ErrBadTime}, // before the item that was held then
		step{91, CorrectTime{Which: ClockEnd}, ErrBadTime},
		step{91, CorrectTime{Which: ClockEnd, At: minute(60)}, nil},
		step{92, CorrectTime{Which: ClockItemEnd, Item: "2", At: minute(61)}, ErrBadTime},
		step{92, CorrectTime{Which: ClockItemStart, Item: "1", At: minute(-1)}, ErrBadTime},
	)
	second, _ := m.Item("2")
	if !second.Finished().Equal(minute(60)) || len(m.Log) != 1 {
		t.Errorf("item 2 %v, log %+v", second.Held, m.Log)
	}
	// Times are typed by the minute: the seconds of the one beside it refuse nothing.
	start := minute(0).Add(25 * time.Second)
	m = play(t, prepared(), step{1, Start{At: start}, nil}, step{5, CorrectTime{Which: ClockItemStart, Item: "1", At: minute(0)}, nil})
	if m.Started.Equal(m.Items[0].Began()) {
		t.Error("the item's time was not corrected")
	}
}

// The clock stood a year ahead when the meeting began; it was put right during it.
// The times can be corrected one after the other.
func TestTimesOfAWrongClockCanBeCorrected(t *testing.T) {
	const year = 365 * 24 * 60
	m := play(t, prepared(), step{year, Start{}, nil}, step{year + 10, GoTo{"2"}, nil}, step{30, GoTo{"3"}, nil},
		step{31, CorrectTime{Which: ClockItemEnd, Item: "1", At: minute(10)}, ErrBadTime}, // it would end before it began
		step{31, CorrectTime{Which: ClockStart, At: minute(0)}, nil},
		step{31, CorrectTime{Which: ClockItemEnd, Item: "1", At: minute(10)}, nil},
		step{31, CorrectTime{Which: ClockItemStart, Item: "2", At: minute(10)}, nil},
		step{31, CorrectTime{Which: ClockItemEnd, Item: "2", At: minute(30)}, nil},
	)
	if m.misfits() != 0 {
		t.Errorf("still wrong: started %v, items %+v", m.Started, m.Items)
	}
}

func TestSkippingInABreakAndAtTheEnd(t *testing.T) {
	play(t, prepared(), step{0, Start{}, nil}, step{1, Pause{}, nil}, step{2, Skip{Item: "1"}, ErrPaused}, step{2, Skip{Item: "2"}, nil})
	m := play(t, prepared(), step{0, Start{}, nil}, step{1, GoTo{"3"}, nil}, step{2, Skip{Item: "3"}, nil}, step{3, End{}, nil},
		step{4, Reopen{" \t"}, ErrReasonNeeded}, step{4, Reopen{"quên một mục"}, nil})
	if m.Current != "1" {
		t.Errorf("reopened at %q, which was passed over or never held", m.Current)
	}
}

func TestWhoSpokeStaysAndWhoGoesLeavesNothingHanging(t *testing.T) {
	m := play(t, prepared(), step{0, PutOpinion{Opinion{Item: "1", Member: "b", Text: "x"}}, nil}, step{1, RemoveMember{"b"}, ErrPresent})
	if m.Opinions[0].ID == "" {
		t.Error("an opinion has no id")
	}
	d := m.Details()
	d.Chair, d.MinuteTaker = "a", "a"
	m = play(t, m, step{2, SetDetails{d}, nil}, step{2, PutItem{Item: Item{ID: "2", Title: "Hai", Presenter: "a"}}, nil},
		step{3, Join{"t", "a"}, nil}, step{4, Mark{Member: "a"}, nil}, step{5, RemoveMember{"a"}, nil})
	if err := (SetDetails{m.Details()}).Apply(m, minute(6)); err != nil || m.Items[1].Presenter != "" || len(m.Phones) != 0 {
		t.Errorf("%v, %+v, %+v", err, m.Items[1], m.Phones)
	}
}

func TestAnItemWithoutAnIDGetsOne(t *testing.T) {
	m := play(t, prepared(), step{0, PutItem{Item: Item{Title: "Mới"}}, nil}, step{0, PutItem{Item: Item{Title: "Nữa"}}, nil})
	if len(m.Items) != 5 || m.Items[0].ID == "" || m.ItemIndex(m.Current) >= 0 {
		t.Errorf("items %+v", m.Items)
	}
}

// Clone shares nothing that a command changes. The pointers are those that commands
// replace and never write through.
func TestCloneSharesNothing(t *testing.T) {
	replaced := map[string]bool{"Dues": true, "Score": true, "Draft": true}
	m := play(t, prepared(), step{0, Start{}, nil}, step{1, Mark{Member: "a", Status: Present}, nil}, step{1, Join{"t", "b"}, nil},
		step{2, Pause{}, nil}, step{3, Resume{}, nil}, step{3, WriteNote{"1", "x"}, nil}, step{3, EditLine{"k", "x", "y"}, nil},
		step{4, PutOpinion{Opinion{Item: "1", Member: "a", Text: "x"}}, nil}, step{5, Mark{Member: "a", Status: AbsentExcused}, nil},
		step{5, RecordMotion{Motion: Motion{Item: "1", Text: "x", InFavour: 1}}, nil}, step{6, SetClosing{Tasks: []Task{{ID: "k"}}}, nil})
	m.Cell.Numbers = map[string]int{"BB": 1}
	m.Cell.Register, m.Cell.Changes = []Registered{{Type: "NQ"}}, []MemberChange{{Member: "a"}}
	steps := []QualityStep{{Name: "x"}}
	part := []QualityPart{{Name: "x", Steps: steps}}
	m.Cell.Replaced = &ReplacedRoll{Members: []Member{{ID: "a"}}, Changes: []MemberChange{{Member: "a"}}}
	m.Cell.Quality = &QualityForm{Grades: []Grade{{Name: "x"}}, Groups: []QualityGroup{{Steps: steps, Bonus: part, Parts: part}}}
	m.Ink = map[string][]Stroke{InkKey("d", 0): {{Tool: Pen}}}
	m.Motions[0].Count = &BallotCount{Team: []MemberID{"a"}}
	m.Tasks[0].Members = []MemberID{"a"}
	m.Reviewed = cloneTasks(m.Tasks)
	m.Petitions = []Petition{{ID: "p", Steps: []PetitionStep{{Text: "x"}}}}
	m.Remarks = []Remark{{ID: "r"}}
	m.Texts, m.Numbers = map[string]string{"x": "y"}, map[string]int{"NQ": 1}
	c := m.Clone()
	if !reflect.DeepEqual(m, c) {
		t.Fatalf("not the same: %+v, %+v", m, c)
	}
	var walk func(path string, a, b reflect.Value)
	walk = func(path string, a, b reflect.Value) {
		switch a.Kind() {
		case reflect.Struct:
			if a.Type() == reflect.TypeFor[time.Time]() {
				return
			}
			for i := range a.NumField() {
				if f := a.Type().Field(i); !replaced[f.Name] && path+"."+f.Name != ".Cell.Members" {
					walk(path+"."+f.Name, a.Field(i), b.Field(i))
				}
			}
		case reflect.Slice, reflect.Map:
			if a.Len() == 0 {
				if path != ".Items.Documents" && path != ".Items.Held" {
					t.Errorf("%s is empty: the test shows nothing of it", path)
				}
				return
			}
			if a.UnsafePointer() == b.UnsafePointer() {
				t.Errorf("%s is shared", path)
			}
			if a.Kind() == reflect.Slice {
				for i := range a.Len() {
					walk(path, a.Index(i), b.Index(i))
				}
			}
		case reflect.Pointer:
			if a.IsNil() || a.Pointer() == b.Pointer() {
				t.Errorf("%s is nil, or a pointer that Clone does not know", path)
				return
			}
			walk(path, a.Elem(), b.Elem())
		}
	}
	walk("", reflect.ValueOf(*m), reflect.ValueOf(*c))
}

// Whatever is asked in whatever order: a refusal is one of the sentinels and changes
// nothing, one name has one phone, one item at most is being held, and it is the
// current one.
func TestAnyOrderOfCommands(t *testing.T) {
	random := rand.New(rand.NewPCG(11, 12))
	one := func(of ...string) string { return of[random.IntN(len(of))] }
	at := func() time.Time { return minute(random.IntN(60) - 5) }
	for range 300 {
		m, now := prepared(), 0
		for range 80 {
			now += random.IntN(3)
			who, item, token := MemberID(one("a", "b", "c", "?", "")), one("1", "2", "3", "?", ""), one("t1", "t2", "t3", "t4", "")
			cmds := []Command{
				Start{},
				Start{at()},
				Pause{},
				Resume{},
				GoTo{item},
				GoTo{item},
				Skip{Item: item},
				Skip{Item: item, Back: true},
				Reopen{one("", "x")},
				CorrectTime{Clock(one("start", "end", "item_start", "item_end")), item, at()},
				Join{token, who},
				Join{token, who},
				NotMe{token},
				AdmitPhone{},
				AdmitPhone{[]string{token, one("t1", "t2")}},
				RemovePhone{token},
				WriteNote{item, one("", "x")},
				EditLine{one("", "k"), one("", "x"), "y"},
				Mark{who, Status(one("", "present", "absent_excused", "absent_unexcused")), time.Time{}, ""},
				Mark{who, Present, at(), ""},
				PutOpinion{Opinion{one("", "o"), item, who, time.Time{}, "x"}},
				RemoveOpinion{one("o", "?")},
				PutTask{Task{ID: one("k", "l"), Text: one("", "x"), Members: []MemberID{who}}},
				RemoveTask{one("k", "?")},
				CarryOver{[]Task{{ID: one("k", "n")}}, []Petition{{ID: one("p", "q")}}},
				ReviewTask{one("n", "?"), TaskDone, "x"},
				PutPetition{Petition{ID: one("p", "q"), Text: one("", "x"), Member: who}, "x"},
				MovePetition{ID: one("p", "?"), Status: PetitionStatus(one("new", "answered")), Text: one("", "x"), Answer: one("", "x")},
				ReportPetition{ID: one("p", "?"), Back: one("", "x") == ""},
				RemovePetition{one("p", "?")},
				PutRemark{Remark{ID: one("r", "s"), Kind: Praise, Member: who, Text: one("", "x")}},
				RemoveRemark{one("r", "?")},
				ScoreMeeting{Form: scoring, Marks: map[string]int{one("1", "2.1", "?"): random.IntN(9) - 1}},
				RemoveMember{who},
				RecordMotion{Motion: Motion{ID: one("v", "w"), Item: item, Text: "x", InFavour: random.IntN(4) - 1}, Reason: one("", "x"), Recount: random.IntN(2) == 0},
				Leave{Member: who, At: at(), Back: random.IntN(3) == 0},
				RemoveMotion{one("v", "?"), one("", "x")},
				PutItem{Item{ID: item, Title: one("", "x"), Presenter: who}, random.IntN(5)},
				MoveItem{item, random.IntN(9) - 2},
				RemoveItem{item},
				PutDocument{Document{ID: one("d", "e"), Title: "x", SHA256: "x", Pages: 1}, item},
				RemoveDocument{one("d", "e")},
				PutStroke{one("d", "e"), random.IntN(2), Stroke{Pen, []float32{0, 0, 1, 1}}},
				UndoStroke{one("d", "e"), 0},
				ClearStrokes{one("d", "e"), 0},
				PutMember{Member{ID: who, Name: "x"}},
				SetDetails{Details{Title: one("", "x"), Planned: at(), Chair: who}},
				SetClosing{Dues: &Dues{Paid: random.IntN(3) - 1}, Score: &Score{Points: random.IntN(150)}},
			}
			if random.IntN(20) == 0 {
				cmds = []Command{End{}}
			}
			cmd := cmds[random.IntN(len(cmds))]
			before, next := m.Clone(), m.Clone()
			if err := cmd.Apply(next, minute(now)); err != nil {
				if !reflect.DeepEqual(next, before) {
					t.Fatalf("%T%+v was refused with %v and changed something", cmd, cmd, err)
				}
				if !oneOfOurs(err) {
					t.Fatalf("%T%+v was refused with %v, which is no sentinel", cmd, cmd, err)
				}
			}
			if !reflect.DeepEqual(m, before) {
				t.Fatalf("%T%+v wrote through the clone", cmd, cmd)
			}
			m = next
			if what := broken(m); what != "" {
				t.Fatalf("after %T%+v: %s\n%+v", cmd, cmd, what, m)
			}
		}
	}
}

func oneOfOurs(err error) bool {
	for _, e := range []error{
		ErrNotFound, ErrNotSettled, ErrPassedOn, ErrOverMax, ErrNoMember, ErrNoItem, ErrNoDocument, ErrNotStarted, ErrStarted, ErrEnded, ErrNotEnded, ErrNotPaused, ErrPaused, ErrReasonNeeded,
		ErrTitleNeeded, ErrBadTime, ErrItemHeld, ErrOtherName, ErrNotWaiting, ErrBadTally, ErrPresent, ErrNotPresent, ErrBadThreshold, ErrBadBallots, ErrNegativeCount,
	} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}

// broken says what of a meeting cannot be, or "".
func broken(m *Meeting) string {
	stands := map[MemberID]bool{}
	for _, p := range m.Phones {
		if !p.Waiting && stands[p.Member] {
			return fmt.Sprintf("%s has two phones", p.Member)
		}
		stands[p.Member] = stands[p.Member] || !p.Waiting
		if _, ok := m.Member(p.Member); !ok {
			return fmt.Sprintf("a phone stands under %q, who is not on the roll", p.Member)
		}
	}
	for _, it := range m.Items {
		if it.ID == "" {
			return "an item has no id"
		}
		for i, s := range it.Held {
			if goes := s.To.IsZero(); goes != (i == len(it.Held)-1 && it.ID == m.Current) {
				return fmt.Sprintf("item %s was held %v, the current one is %q", it.ID, it.Held, m.Current)
			}
		}
		if it.ID == m.Current && it.Skipped {
			return fmt.Sprintf("the current item %s is passed over", it.ID)
		}
	}
	if (m.Phase == Running || m.Phase == Paused || m.Phase == Ended) == m.Started.IsZero() {
		return fmt.Sprintf("%s, started %v", m.Phase, m.Started)
	}
	if (m.Phase == Ended) == m.Ended.IsZero() {
		return fmt.Sprintf("%s, ended %v", m.Phase, m.Ended)
	}
	for id := range m.Attendance {
		if _, ok := m.Member(id); !ok {
			return fmt.Sprintf("attendance of %q, who is not on the roll", id)
		}
	}
	return ""
}
