package meeting

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// yearOf makes a year of meetings, one a month, from what is marked: p present, e with reason, u without, x exempt, - not
// on the roll, . not marked.
func yearOf(marks string) []*Meeting {
	var out []*Meeting
	for i, mark := range marks {
		m := (&Meeting{ID: fmt.Sprint(i), Kind: Regular, Planned: time.Date(2026, time.Month(i+1), 3, 18, 30, 0, 0, time.UTC)}).Clone()
		m.Started, m.Ended = m.Planned, m.Planned.Add(95*time.Minute)
		p := Member{ID: "a", Name: "An", Official: true}
		status := map[rune]Status{'p': Present, 'e': AbsentExcused, 'u': AbsentUnexcused}[mark]
		if mark == 'x' {
			p.Standing = Exempt
		}
		if mark != '-' {
			m.Roll = []Member{p}
		}
		if status != Unmarked {
			m.Attendance["a"] = Attendance{Status: status}
		}
		out = append(out, m)
	}
	return out
}

// Absence has three clocks, and all three are counted (rules 8): three months in a year without reason (1.3), more than
// three in a row (1.6), three in a row.
func TestThreeClocks(t *testing.T) {
	for marks, want := range map[string][]Flag{
		"pppppppppppp": nil,
		"eepeepeep":    nil,
		"eee":          {FlagThreeInARow},
		"peeup":        {FlagThreeInARow},
		"peeee":        {FlagOverThree},
		"ee.ee":        {FlagOverThree}, // nobody marked: the row goes on
		"eexee":        {FlagOverThree},
		"eepee":        nil,
		"upupu":        {FlagThreeMonths},
		"upup":         nil,
		"uuu":          {FlagThreeMonths, FlagThreeInARow},
		"uuuu":         {FlagThreeMonths, FlagOverThree},
		"--ee-":        nil,
	} {
		y := YearOf(yearOf(marks), 2026, []Member{{ID: "a"}})
		if got := y.Members[0].Flags; !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", marks, got, want)
		}
	}
}

// Two meetings in a month are one month: who came to one of them has not missed it.
func TestAMonthIsMissedOnce(t *testing.T) {
	for marks, want := range map[string]int{"uu": 1, "up": 0, "pu": 0, "eu": 1, "ee": 0} {
		all := yearOf(marks)
		all[1].Planned = all[0].Planned.AddDate(0, 0, 7)
		if got := YearOf(all, 2026, []Member{{ID: "a"}}).Members[0].Months; got != want {
			t.Errorf("%s: %d months", marks, got)
		}
	}
}

// Another year, and a meeting that was not held, do not count.
func TestTheYearHoldsItsOwnMeetings(t *testing.T) {
	all := yearOf("eeeee")
	all[4].Kind = Committee
	all[0].Planned = all[0].Planned.AddDate(-1, 0, 0)
	all[3].Started = time.Time{}
	all[1].Score = &Score{Points: 88, Grade: "Khá"}
	y := YearOf(all, 2026, []Member{{ID: "a"}, {ID: "g", Standing: Guest}})
	if len(y.Meetings) != 2 || len(y.Members) != 1 || y.Members[0].Excused != 2 || y.Meetings[0].Points != 88 || y.Meetings[0].Minutes != 95 {
		t.Errorf("%+v", y)
	}
}
