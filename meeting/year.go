package meeting

import (
	"cmp"
	"slices"
)

// Flag is something in a member's year that the secretary has to know (rules 8: absence has three clocks).
type Flag string

// The flags.
const (
	// FlagThreeMonths is three months in a year without reason: it leads to removal from the list (rules 1.3).
	FlagThreeMonths Flag = "three_months"
	// FlagOverThree is more than three meetings missed in a row: it costs a point (rules 1.6).
	FlagOverThree Flag = "over_three"
	// FlagThreeInARow is three meetings missed in a row: the secretary looks into it.
	FlagThreeInARow Flag = "three_in_a_row"
)

// MeetingOfYear is a line of the year: a meeting that was held, in numbers.
type MeetingOfYear struct {
	Meeting                               Summary
	Required, Present, Excused, Unexcused int
	Share                                 int // present of required, in tenths of a per cent
	Points                                int // of the score; 0: not scored
	Grade                                 string
	Minutes                               int // its duration; 0 while it goes on
	Speakers                              int
}

// MemberOfYear is a member's year.
type MemberOfYear struct {
	Member Member
	// Marks are what the record says meeting by meeting, as in [Year.Meetings]; Unmarked where the member did not have to
	// come or nobody marked.
	Marks                       []Status
	Present, Excused, Unexcused int
	Months                      int // months of the year missed without reason
	Longest                     int // most meetings missed in a row, with reason or without
	Spoke                       int // meetings at which the member spoke
	Flags                       []Flag
}

// Year is a cell's year.
type Year struct {
	Year     int
	Meetings []MeetingOfYear // the first first
	Members  []MemberOfYear  // in the order of the roll given
}

// YearOf computes a year from a cell's meetings. Meetings that were not held and those of the committee are left out, and so are, for a member, those
// at which he did not have to be: exempt, away, suspended, not on the roll yet.
//
// The three clocks (rules 8) are counted in the calendar year. A month counts as missed without reason when the member was
// at none of its meetings and absent without reason at one; only the secretary's hand marks that (rules 1.3). A row of
// missed meetings is broken by presence alone, whatever the reasons.
func YearOf(all []*Meeting, year int, roll []Member) Year {
	y := Year{Year: year}
	var in []*Meeting
	for _, m := range all {
		if !m.Started.IsZero() && m.Kind != Committee && m.Planned.Year() == year {
			in = append(in, m)
		}
	}
	slices.SortStableFunc(in, func(a, b *Meeting) int { return cmp.Or(a.Planned.Compare(b.Planned), cmp.Compare(a.ID, b.ID)) })
	for _, m := range in {
		y.Meetings = append(y.Meetings, lineOf(m))
	}
	for _, p := range roll {
		if !p.IsGuest() {
			y.Members = append(y.Members, memberOf(p, in))
		}
	}
	return y
}

func lineOf(m *Meeting) MeetingOfYear {
	n := m.Count()
	line := MeetingOfYear{
		Meeting: m.Summary(), Required: n.Required, Present: n.Present, Excused: n.Excused, Unexcused: n.Unexcused,
		Share: Share(n.Present, n.Required), Minutes: m.Duration(),
	}
	line.Speakers, _ = m.Speakers("")
	if m.Score != nil {
		line.Points, line.Grade = m.Score.Points, m.Score.Grade
	}
	return line
}

func memberOf(p Member, in []*Meeting) MemberOfYear {
	x := MemberOfYear{Member: p}
	row := 0
	missed := map[int]bool{} // months: true where missed without reason, false where the member came
	for _, m := range in {
		mark := m.mustCome(p.ID)
		x.Marks = append(x.Marks, mark)
		month := int(m.Planned.Month())
		switch mark {
		case Present:
			x.Present++
			row = 0
			missed[month] = false
		case AbsentExcused:
			x.Excused++
			row++
		case AbsentUnexcused:
			x.Unexcused++
			row++
			if _, known := missed[month]; !known {
				missed[month] = true
			}
		}
		x.Longest = max(x.Longest, row)
		if slices.ContainsFunc(m.Opinions, func(o Opinion) bool { return o.Member == p.ID }) {
			x.Spoke++
		}
	}
	for _, without := range missed {
		if without {
			x.Months++
		}
	}
	x.Flags = x.flags()
	return x
}

// mustCome returns the mark of a member who had to come to the meeting, or was there; Unmarked for others.
func (m *Meeting) mustCome(id MemberID) Status {
	p, ok := m.Member(id)
	s := m.Attendance[id].Status
	if !ok || s != Present && (p.Standing == Exempt || p.Standing == Away || p.Standing == Suspended) {
		return Unmarked
	}
	return s
}

func (x MemberOfYear) flags() []Flag {
	var out []Flag
	if x.Months >= 3 {
		out = append(out, FlagThreeMonths)
	}
	switch {
	case x.Longest > 3:
		out = append(out, FlagOverThree)
	case x.Longest == 3:
		out = append(out, FlagThreeInARow)
	}
	return out
}
