package meeting

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"
)

// scoring is a small form with a criterion of steps, of points, and a bonus.
var scoring = QualityForm{
	Grades: []Grade{{90, "Tốt"}, {70, "Khá"}, {50, "Trung bình"}, {0, "Kém"}},
	Groups: []QualityGroup{
		{Key: "1", Name: "Thời gian", Max: 60, Steps: []QualityStep{{Points: 5}, {Points: 1}}},
		{Key: "2", Name: "Tổ chức", Max: 6, Parts: []QualityPart{{Name: "a", Points: 5}, {Name: "b", Points: 5}}},
	},
}

// builtIn reads the form that the program carries.
func builtIn(t *testing.T) *QualityForm {
	t.Helper()
	data, err := os.ReadFile("../assets/forms/quality.json")
	if err != nil {
		t.Fatal(err)
	}
	f := &QualityForm{}
	if err := json.Unmarshal(data, f); err != nil {
		t.Fatal(err)
	}
	return f
}

// The built-in form says what ../shared/sample/quality_criteria.json says, and its grades are those of HD 42.
func TestTheBuiltInFormIsTheLocalOne(t *testing.T) {
	f := builtIn(t)
	if err := f.Check(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("../../shared/sample/quality_criteria.json")
	if err != nil {
		t.Skip("no ../shared beside the repository")
	}
	var want struct {
		Nhom []struct {
			Ma    string   `json:"ma"`
			Ten   string   `json:"ten"`
			ToiDa int      `json:"toi_da"`
			Muc   [][2]any `json:"muc"`
			Them  [][2]any `json:"cong_them"`
			Con   [][2]any `json:"con"`
		} `json:"nhom"`
	}
	if err := json.Unmarshal(data, &want); err != nil {
		t.Fatal(err)
	}
	for i, g := range want.Nhom {
		got := f.Groups[i]
		if got.Key != g.Ma || got.Name != g.Ten || got.Max != g.ToiDa || len(got.Steps)+len(got.Bonus)+len(got.Parts) != len(g.Muc)+len(g.Them)+len(g.Con) {
			t.Errorf("group %s: %+v", g.Ma, got)
		}
		for k, s := range g.Muc {
			if fmt.Sprint(s) != fmt.Sprintf("[%s %d]", got.Steps[k].Name, got.Steps[k].Points) {
				t.Errorf("%v, got %+v", s, got.Steps[k])
			}
		}
		for k, s := range append(g.Them, g.Con...) {
			if p := append(got.Bonus, got.Parts...)[k]; fmt.Sprint(s) != fmt.Sprintf("[%s %d]", p.Name, p.Points) {
				t.Errorf("%v, got %+v", s, p)
			}
		}
	}
	for points, grade := range map[int]string{100: "Tốt", 90: "Tốt", 89: "Khá", 70: "Khá", 69: "Trung bình", 50: "Trung bình", 49: "Kém", 0: "Kém"} {
		if got := f.GradeOf(points); got != grade {
			t.Errorf("%d points are %q", points, got)
		}
	}
}

// More than the maximum is refused; the sum and the grade follow (issue: scoring the meeting).
func TestScoreMeeting(t *testing.T) {
	score := func(form QualityForm, marks map[string]int, want error) *Score {
		t.Helper()
		return play(t, prepared(), once(ScoreMeeting{form, marks, " ít ý kiến "}, want)).Score
	}
	score(scoring, map[string]int{"1": 6}, ErrOverMax)
	score(scoring, map[string]int{"2.1": 4, "2.2": 3}, ErrOverMax) // the group's maximum is 6
	score(scoring, map[string]int{"2.1": -1}, ErrNegativeCount)
	score(scoring, map[string]int{"9": 1}, ErrNotFound)
	if s := score(scoring, map[string]int{"1": 5, "2.1": 4, "2.2": 2}, nil); s.Points != 11 || s.Grade != "Kém" || s.Marks["2.1"] != 4 || s.Weakness != "ít ý kiến" {
		t.Errorf("%+v", s)
	}
	f, best := builtIn(t), map[string]int{}
	for _, c := range f.Criteria() {
		best[c.Key] = c.Max
	}
	if s := score(*f, best, nil); s.Points != 100 || s.Grade != "Tốt" {
		t.Errorf("all points give %+v", s)
	}
}

func once(cmd Command, want error) step { return step{0, cmd, want} }

// What the program proposes at each bound of the form (rules 1.6; the steps are those of the form).
func TestPropose(t *testing.T) {
	form := builtIn(t)
	people := func(required, present, unexcused int) *Meeting {
		m := (&Meeting{ID: "now", Kind: Regular, Planned: half6, Started: half6, Phase: Running}).Clone()
		for i := range required {
			id := MemberID(fmt.Sprint(i))
			m.Roll = append(m.Roll, Member{ID: id, Name: fmt.Sprint(i), Official: true})
			switch {
			case i < present:
				m.Attendance[id] = Attendance{Status: Present}
			case i < present+unexcused:
				m.Attendance[id] = Attendance{Status: AbsentUnexcused}
			default:
				m.Attendance[id] = Attendance{Status: AbsentExcused}
			}
		}
		return m
	}
	lasting := func(minutes int) *Meeting {
		m := people(10, 10, 0)
		m.Ended, m.Phase = minute(minutes), Ended
		return m
	}
	reviewed := func(done, late int) *Meeting {
		m := people(10, 10, 0)
		for range done {
			m.Reviewed = append(m.Reviewed, Task{State: TaskDone})
		}
		for range late {
			m.Reviewed = append(m.Reviewed, Task{State: TaskLate})
		}
		return m
	}
	speaking := func(present, who int) *Meeting {
		m := people(present, present, 0)
		for i := range who {
			m.Opinions = append(m.Opinions, Opinion{Member: MemberID(fmt.Sprint(i))}, Opinion{Member: MemberID(fmt.Sprint(i))})
		}
		return m
	}
	attached := func(early, late int) *Meeting {
		m := people(10, 10, 0)
		for range early {
			m.Documents = append(m.Documents, Document{Added: half6.AddDate(0, 0, -1)})
		}
		for range late {
			m.Documents = append(m.Documents, Document{Added: half6.Add(-23 * time.Hour)})
		}
		return m
	}
	both := lasting(60)
	other := lasting(45)
	other.ID, other.Kind = "other", Thematic
	committee := func(days int) *Meeting {
		x := people(3, 3, 0)
		x.ID, x.Kind, x.Planned = "ủy", Committee, half6.AddDate(0, 0, -days)
		return x
	}
	before := people(10, 10, 0)
	before.ID, before.Planned = "before", half6.AddDate(0, -1, 0)
	for name, c := range map[string]struct {
		m       *Meeting
		history []*Meeting
		key     string
		want    int // -1: nothing is proposed
	}{
		"90 minutes":                 {lasting(90), nil, "1", 5},
		"89 minutes":                 {lasting(89), nil, "1", 4},
		"15 short":                   {lasting(75), nil, "1", 4},
		"16 short":                   {lasting(74), nil, "1", 3},
		"30 short":                   {lasting(60), nil, "1", 3},
		"half":                       {lasting(45), nil, "1", 2},
		"less than half":             {lasting(44), nil, "1", 1},
		"both in one sitting, 105":   {both, []*Meeting{other}, "1", 4},
		"the committee met":          {people(10, 9, 0), []*Meeting{before, committee(3)}, "3.3", 2},
		"it met for the last one":    {people(10, 9, 0), []*Meeting{before, committee(33)}, "3.3", -1},
		"not begun":                  {prepared(), nil, "1", -1},
		"9 of 10":                    {people(10, 9, 0), nil, "2", 4},
		"89,9 %":                     {people(99, 89, 0), nil, "2", 3},
		"3 of 4":                     {people(4, 3, 0), nil, "2", 3},
		"65 of 100":                  {people(100, 65, 0), nil, "2", 2},
		"64 of 100":                  {people(100, 64, 0), nil, "2", 1},
		"one without reason":         {people(24, 23, 1), nil, "2", 1},
		"half spoke":                 {speaking(10, 5), nil, "4.5", 4},
		"more than half spoke":       {speaking(10, 6), nil, "4.5", 5},
		"30 % spoke":                 {speaking(10, 3), nil, "4.5", 3},
		"fewer spoke":                {speaking(23, 6), nil, "4.5", 2},
		"9 of 10 tasks":              {reviewed(9, 1), nil, "7", 30},
		"8 of 10 tasks":              {reviewed(8, 2), nil, "7", 27},
		"5 of 10 tasks":              {reviewed(5, 5), nil, "7", 15},
		"4 of 10 tasks":              {reviewed(4, 6), nil, "7", 10},
		"no tasks":                   {reviewed(0, 0), nil, "7", -1},
		"all papers a day before":    {attached(4, 0), nil, "3.5", 2},
		"half of them":               {attached(1, 1), nil, "3.5", 1},
		"none":                       {attached(0, 2), nil, "3.5", 0},
		"nobody missed many":         {people(10, 9, 0), nil, "2+1", 1},
		"not for the program to say": {people(10, 9, 0), nil, "5.1", -1},
	} {
		got, ok := Propose(c.m, form, c.history, minute(91))[c.key]
		if ok != (c.want >= 0) || ok && got.Points != c.want {
			t.Errorf("%s: %+v, want %d", name, got, c.want)
		}
	}
}

// A form that promises other than 100 points is none.
func TestABrokenFormIsRefused(t *testing.T) {
	for name, change := range map[string]func(*QualityForm){
		"sum":    func(f *QualityForm) { f.Groups[0].Max = 4 },
		"twice":  func(f *QualityForm) { f.Groups[0].Key = "2" },
		"parts":  func(f *QualityForm) { f.Groups[2].Parts = f.Groups[2].Parts[1:] },
		"grades": func(f *QualityForm) { f.Grades[0].From = 10 },
		"name":   func(f *QualityForm) { f.Groups[2].Parts[0].Name = " " },
	} {
		f := builtIn(t)
		if change(f); f.Check() == nil {
			t.Errorf("%s: the form is taken", name)
		}
	}
	if !errors.Is((&QualityForm{}).Check(), ErrNegativeCount) {
		t.Error("an empty form is taken")
	}
}
