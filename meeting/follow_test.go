package meeting

import (
	"reflect"
	"slices"
	"testing"
	"time"
)

// Deadlines as people type them (papers/01, table of tasks).
func TestDateIn(t *testing.T) {
	for text, want := range map[string]Date{
		"20/12/2026":             "2026-12-20",
		"trước ngày 15/12":       "2026-12-15",
		"05-1-27":                "2027-01-05",
		"5/1":                    "2027-01-05", // said in December: next January
		"15.11.2026":             "2026-11-15",
		"2026-12-20":             "2026-12-20",
		"31/2/2027":              "",
		"5/13":                   "",
		"từ 10/12 đến 15/12":     "",
		"thường xuyên":           "",
		"03 lần/tuần":            "",
		"":                       "",
		"Tháng 12/2026":          "",
		"hết ngày 31/12/2026.":   "2026-12-31",
		"Trước 20/12, hằng tuần": "2026-12-20",
	} {
		if got := DateIn(text, "2026-12-03"); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

// Tasks of the conclusion: who (one or several), deadline, expected result (issue: conclusion and tasks; HD 42).
func TestTasks(t *testing.T) {
	m := play(t, prepared(),
		step{0, PutTask{Task{Text: " "}}, ErrTitleNeeded},
		step{0, PutTask{Task{Text: "x", Members: []MemberID{"?"}}}, ErrNoMember},
		step{0, PutTask{Task{ID: "t", Text: " Phát quang ", Members: []MemberID{"a", "b"}, Deadline: "trước 15/12", Expected: "xong đoạn 1"}}, nil},
		step{0, PutTask{Task{ID: "u", Text: "Cài Sổ tay", Who: "Chi đoàn", Deadline: "thường xuyên"}}, nil},
		step{1, RemoveTask{"?"}, ErrNotFound})
	want := Task{ID: "t", Text: "Phát quang", Who: "An, Bình", Members: []MemberID{"a", "b"}, Deadline: "trước 15/12", Due: "2026-12-15", Expected: "xong đoạn 1"}
	if !reflect.DeepEqual(m.Tasks[0], want) || m.Tasks[1].Due != "" || m.Tasks[1].Who != "Chi đoàn" {
		t.Errorf("tasks %+v", m.Tasks)
	}
	if n := play(t, m, step{2, SetClosing{Tasks: []Task{{ID: "v", Text: "x", Deadline: "25/12"}}}, nil}); n.Tasks[0].Due != "2026-12-25" {
		t.Errorf("all tasks set at once: %+v", n.Tasks)
	}
	m = play(t, m, step{2, PutTask{Task{ID: "t", Text: "Phát quang", Who: "An", Deadline: "20/12/2026"}}, nil}, step{2, RemoveTask{"u"}, nil})
	if len(m.Tasks) != 1 || m.Tasks[0].Due != "2026-12-20" {
		t.Errorf("tasks %+v", m.Tasks)
	}
}

// What became of the last meeting's tasks: done, doing, late, with the outcome (rules 1.6, group 6).
func TestReview(t *testing.T) {
	m := prepared()
	m = play(t, m, step{0, CarryOver{Tasks: []Task{{ID: "t", Text: "x", Due: "2026-11-20"}, {ID: "u", Text: "y"}, {ID: "v", Text: "z"}}}, nil},
		step{0, ReviewTask{ID: "?"}, ErrNotFound},
		step{1, ReviewTask{"t", TaskLate, "chưa xong"}, nil}, step{1, ReviewTask{"u", TaskDone, " đạt "}, nil},
		step{2, CarryOver{Tasks: []Task{{ID: "t", Text: "x"}}}, nil})
	if r := m.ReviewOf(); r != (Review{All: 3, Done: 1, Late: 1}) || m.Reviewed[1].Outcome != "đạt" {
		t.Errorf("%+v %+v", r, m.Reviewed)
	}
	if len(m.Log) != 0 || !m.Reviewed[0].Overdue("2026-11-21") || m.Reviewed[0].Overdue("2026-11-20") {
		t.Errorf("log %v, overdue %v", m.Log, m.Reviewed[0])
	}
	m = play(t, m, step{3, ReviewTask{"t", TaskDone, "đã xong"}, nil}, step{4, Start{}, nil}, step{5, End{}, nil}, step{6, CarryOver{}, ErrEnded})
	if len(m.Log) != 1 || m.Log[0].Before != "late" || m.Reviewed[0].Overdue("2027-01-01") {
		t.Errorf("log %+v", m.Log)
	}
}

// The way of a petition: taken down, passed on, answered, reported back to the cell (rules 7, glossary J; sample pa03).
func TestPetitions(t *testing.T) {
	m := play(t, prepared(),
		step{0, PutPetition{Petition{Text: ""}, ""}, ErrTitleNeeded},
		step{0, PutPetition{Petition{Text: "x", Member: "?"}, ""}, ErrNoMember},
		step{0, PutPetition{Petition{Text: "x", Due: "13/12"}, ""}, ErrBadTime},
		step{0, PutPetition{Petition{ID: "p", Text: "Rác ba ngày chưa thu gom", Member: "a", Field: "Môi trường", Due: "2026-12-10", Status: PetitionDone}, "Ghi nhận"}, nil},
		step{1, MovePetition{ID: "?", Status: PetitionHandled, Text: "x"}, ErrNotFound},
		step{1, MovePetition{ID: "p", Status: PetitionForwarded, Text: "Chuyển"}, ErrTitleNeeded},
		step{1, MovePetition{ID: "p", Status: PetitionForwarded, Text: "Chuyển", To: "xã", On: "2026-12-04"}, ErrBadTime},
		step{1, ReportPetition{ID: "p"}, ErrNotSettled})
	if p := m.Petitions[0]; p.Status != PetitionNew || p.Date != "2026-12-03" || len(p.Steps) != 1 {
		t.Errorf("new: %+v", p)
	}
	day := 24 * 60
	m = play(t, m, step{day, MovePetition{ID: "p", Status: PetitionForwarded, Text: "Chuyển UBND xã", To: "UBND xã"}, nil},
		step{day, RemovePetition{"p"}, ErrPassedOn},
		step{8 * day, MovePetition{ID: "p", Status: PetitionAnswered, Text: "UBND xã trả lời"}, ErrTitleNeeded})
	if p := m.Petitions[0]; !p.Overdue("2026-12-11") || p.Overdue("2026-12-10") || p.To != "UBND xã" {
		t.Errorf("overdue: %+v", p)
	}
	m = play(t, m, step{8 * day, MovePetition{ID: "p", Status: PetitionAnswered, Text: "UBND xã trả lời", Answer: "03 lần/tuần", On: "2026-12-09"}, nil},
		step{9 * day, PutPetition{Petition{ID: "p", Text: "Rác", Date: "2026-12-03"}, "?"}, nil})
	if p := m.Petitions[0]; p.Overdue("2027-01-01") || !p.Open() || p.Answer != "03 lần/tuần" || p.Text != "Rác" || len(p.Steps) != 3 || p.Steps[2].Date != "2026-12-09" {
		t.Errorf("answered: %+v", p)
	}
	m = play(t, m, step{31 * day, ReportPetition{ID: "p", Text: "Báo cáo kết quả tại chi bộ"}, nil})
	if p := m.Petitions[0]; p.Open() || p.Reported != "2027-01-03" || len(p.Steps) != 4 {
		t.Errorf("reported: %+v", p)
	}
	m = play(t, m, step{32 * day, MovePetition{ID: "p", Status: PetitionHandled, Text: "Còn tái diễn"}, nil})
	if p := m.Petitions[0]; !p.Open() || p.Reported != "" {
		t.Errorf("taken up again: %+v", p)
	}
}

// Self-criticism and criticism, praise and reminders are named in the minutes (rules 1.1, 1.7).
func TestRemarks(t *testing.T) {
	m := play(t, prepared(),
		step{0, PutRemark{Remark{Kind: Praise, Member: "a"}}, ErrTitleNeeded},
		step{0, PutRemark{Remark{Kind: "x", Member: "a", Text: "x"}}, ErrTitleNeeded},
		step{0, PutRemark{Remark{Kind: Praise, Text: "x"}}, ErrNoMember},
		step{0, PutRemark{Remark{Kind: Criticism, Member: "a", By: "?", Text: "x"}}, ErrNoMember},
		step{1, PutRemark{Remark{ID: "r", Kind: SelfCriticism, Member: "a", By: "b", Text: " chưa thường xuyên "}}, nil},
		step{2, PutRemark{Remark{ID: "s", Kind: Praise, Member: "b", Text: "x"}}, nil},
		step{3, PutRemark{Remark{ID: "s", Kind: Reminder, Member: "c", Text: "y"}}, nil},
		step{4, RemoveRemark{"?"}, ErrNotFound})
	if r := m.Remarks; len(r) != 2 || r[0].By != "a" || r[0].Text != "chưa thường xuyên" || r[1].Kind != Reminder || !r[1].At.Equal(minute(2)) {
		t.Errorf("remarks %+v", r)
	}
	if m = play(t, m, step{5, RemoveRemark{"r"}, nil}); len(m.Remarks) != 1 {
		t.Errorf("remarks %+v", m.Remarks)
	}
}

// What is not done, and petitions that are not settled and reported, come before the next meeting, as the latest meeting
// knows them (issue: month to month).
func TestCarried(t *testing.T) {
	at := func(month time.Month) *Meeting {
		m := (&Meeting{ID: month.String(), Kind: Regular, Planned: time.Date(2026, month, 3, 18, 30, 0, 0, time.UTC)}).Clone()
		m.Started = m.Planned
		return m
	}
	sep, oct, nov, dec := at(time.September), at(time.October), at(time.November), at(time.December)
	sep.Tasks = []Task{{ID: "a", Text: "a"}, {ID: "b", Text: "b"}}
	oct.Reviewed = []Task{{ID: "a", State: TaskDone}, {ID: "b", State: TaskDoing, Outcome: "còn 02 hộ"}}
	oct.Tasks = []Task{{ID: "c"}}
	sep.Petitions = []Petition{{ID: "p", Status: PetitionNew}, {ID: "q", Status: PetitionNew}}
	oct.Petitions = []Petition{{ID: "p", Status: PetitionDone, Reported: "2026-10-03"}, {ID: "q", Status: PetitionDone}, {ID: "r", Status: PetitionNew}}
	nov.Started, nov.Tasks = time.Time{}, []Task{{ID: "x"}} // prepared, not held
	dec.Tasks = []Task{{ID: "y"}}
	tasks, petitions := Carried([]*Meeting{dec, oct, nov, sep}, dec.Planned)
	ids := func() (out []string) {
		for _, x := range tasks {
			out = append(out, x.ID)
		}
		for _, p := range petitions {
			out = append(out, p.ID)
		}
		return out
	}
	if got := ids(); !slices.Equal(got, []string{"b", "c", "q", "r"}) || tasks[0].Outcome != "còn 02 hộ" || petitions[0].Status != PetitionDone {
		t.Errorf("carried %v: %+v %+v", got, tasks, petitions)
	}
}

// A new meeting starts from the last one of its kind, without what was recorded (issue: month to month).
func TestNext(t *testing.T) {
	zone := time.FixedZone("", 7*3600)
	last := play(t, prepared(), step{0, Start{}, nil}, step{5, WriteNote{"1", "x"}, nil}, step{6, Skip{Item: "3"}, nil},
		step{7, Mark{Member: "a", Status: Present}, nil}, step{8, SetClosing{Tasks: []Task{{ID: "t"}}, Score: &Score{Points: 90}}, nil}, step{90, End{}, nil})
	last.Kind, last.Number, last.Chair, last.MinuteTaker, last.Place = Regular, 18, "a", "b", "Trụ sở ấp"
	last.Title = "Sinh hoạt chi bộ thường kỳ tháng 12 năm 2026"
	last.Items[0].Title, last.Items[0].Presenter = "Báo cáo tháng 11/2026", "b"
	last.Items[1].Title, last.Items[1].Discussion = "Nghị quyết tháng 12", true
	older := last.Clone()
	older.Planned = half6.AddDate(0, -1, 0)
	topic := last.Clone()
	topic.Kind, topic.Planned = Thematic, half6.AddDate(0, 0, 9)
	if LastOf([]*Meeting{topic, older, last}, Regular) != last || LastOf(nil, Regular) != nil {
		t.Error("the last of its kind is another one")
	}
	cell := Cell{Members: []Member{{ID: "a", Name: "An"}, {ID: "d", Name: "Dũng"}}, Numbers: map[string]int{"BB": 15}, Place: "Nhà văn hóa"}
	n := Next("n", last, cell, MonthLater(last.Planned))
	if n.Recorded() || n.Phase != Preparing || n.Number != 19 || n.Chair != "a" || n.MinuteTaker != "" || n.Place != "Trụ sở ấp" || len(n.Roll) != 2 {
		t.Errorf("next %+v", n)
	}
	if want := time.Date(2027, 1, 3, 18, 30, 0, 0, zone); !n.Planned.Equal(want) || n.Title != "Sinh hoạt chi bộ thường kỳ tháng 1 năm 2027" {
		t.Errorf("%v, %q", n.Planned, n.Title)
	}
	if n.Items[0].Title != "Báo cáo tháng 12/2026" || n.Items[0].Presenter != "" || n.Items[0].Held != nil || n.Items[0].Documents != nil {
		t.Errorf("first item %+v", n.Items[0])
	}
	if n.Items[1].Title != "Nghị quyết tháng 1" || !n.Items[1].Discussion || n.Items[2].Skipped || n.Items[2].ID == "3" {
		t.Errorf("items %+v", n.Items)
	}
	if got := MonthLater(time.Date(2027, 1, 31, 19, 0, 0, 0, zone)); got != time.Date(2027, 2, 28, 19, 0, 0, 0, zone) {
		t.Errorf("a month after 31/1 is %v", got)
	}
}
