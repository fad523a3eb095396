package meeting

import (
	"slices"
	"time"
)

// Status is what the record says of a person's attendance.
type Status string

// The statuses. Late is not one of them: it follows from the time of arrival, see
// [Meeting.Late].
const (
	Unmarked      Status = ""
	Present       Status = "present"
	AbsentExcused Status = "absent_excused" // vắng có lý do
	// AbsentUnexcused is vắng không lý do. It has consequences (three months in a
	// year), so only the secretary's hand sets it, never the program.
	AbsentUnexcused Status = "absent_unexcused"
)

// Method is who put a person down as present.
type Method string

// The methods.
const (
	ByDesk  Method = "desk"  // thư ký đánh dấu
	ByPhone Method = "phone" // quét mã
)

// Attendance is the record of one person at one meeting.
type Attendance struct {
	Status  Status    `json:"status,omitempty"`
	Arrived time.Time `json:"arrived,omitzero"` // when Status is Present
	Left    time.Time `json:"left,omitzero"`    // về sớm, when Status is Present
	Method  Method    `json:"method,omitempty"`
	Reason  string    `json:"reason,omitempty"` // when Status is AbsentExcused
	// Before is what the record said before a phone's tap, so that "Không phải tôi"
	// takes the tap back as if it had not been.
	Before *Attendance `json:"before,omitempty"`
}

// Counts are the numbers of part I of the minutes and the two numbers that a vote
// rests on.
type Counts struct {
	Total, Official, Probationary        int // members of the cell; neither guests nor members temporarily here
	Exempt, ExemptPresent                int
	Away, Here, Suspended                int
	Required                             int // phải dự
	Present                              int // of those required
	PresentOfficial, PresentProbationary int // of those required
	InRoom                               int // all members in the room, exempt ones too
	Guests                               int // guests in the room
	Excused, Unexcused, Unmarked         int // of those required
	Base                                 int // the denominator of a vote
	Voters                               int // members in the room who may vote
}

// Count computes the numbers of a meeting.
//
// Required (HD 42): members of the cell less exempt, sent away and suspended ones,
// and those temporarily here. Base (HD 42, and the worked example of rules 1.4):
// official members convened, less those sent away, less exempt ones who are not
// present; absent members stay in it.
//
// Whoever has left early was present, but is no longer in the room and no voter.
func (m *Meeting) Count() Counts { return m.count(func(a Attendance) bool { return !a.Left.IsZero() }) }

// CountAt computes the same numbers for the moment of a vote: whoever left later was still there. Times of arrival are
// not asked, since a tap on a phone may come long after the person.
func (m *Meeting) CountAt(t time.Time) Counts {
	return m.count(func(a Attendance) bool { return !a.Left.IsZero() && !a.Left.After(t) })
}

func (m *Meeting) count(gone func(Attendance) bool) Counts {
	var c Counts
	for _, p := range m.Roll {
		a := m.Attendance[p.ID]
		c.add(p, a.Status, a.Status == Present && !gone(a), m.Cell.Rules)
	}
	return c
}

// add counts a person, who has the status s and is, or is not, in the room now.
func (c *Counts) add(p Member, s Status, here bool, rules Rules) {
	switch p.Standing {
	case Guest:
		if here {
			c.Guests++
		}
		return
	case Here:
		c.Here++
	default:
		c.Total++
		if p.Official {
			c.Official++
		} else {
			c.Probationary++
		}
	}
	if here {
		c.InRoom++
	}
	switch p.Standing {
	case Exempt:
		c.Exempt++
		if s == Present {
			c.ExemptPresent++
		}
	case Away:
		c.Away++
	case Suspended:
		c.Suspended++
	default:
		c.required(p, s)
	}
	if votes(p, here, rules) {
		c.Base++
		if here {
			c.Voters++
		}
	}
}

func (c *Counts) required(p Member, s Status) {
	c.Required++
	switch s {
	case Present:
		c.Present++
		if p.Official {
			c.PresentOfficial++
		} else {
			c.PresentProbationary++
		}
	case AbsentExcused:
		c.Excused++
	case AbsentUnexcused:
		c.Unexcused++
	default:
		c.Unmarked++
	}
}

// votes tells whether a person counts in the base of a vote. Probationary members
// have every right except to vote (Charter, art. 5).
func votes(p Member, here bool, rules Rules) bool {
	if !p.Official {
		return false
	}
	switch p.Standing {
	case Guest, Away:
		return false
	case Exempt:
		return here
	case Here:
		return rules.HereVote
	case Suspended:
		return rules.SuspendedVote
	default:
		return true
	}
}

// DefaultLateAfter is how many minutes after the start an arrival counts as late
// where the cell has not said otherwise: those who sat down in time but tap their
// name a little later are not late.
const DefaultLateAfter = 5

// Late tells whether a person arrived late. It follows the recorded times, so a
// corrected start corrects it too.
func (m *Meeting) Late(id MemberID) bool {
	a := m.Attendance[id]
	if a.Status != Present || m.Started.IsZero() || a.Arrived.IsZero() {
		return false
	}
	after := m.Cell.Rules.LateAfter
	if after == 0 {
		after = DefaultLateAfter
	}
	return a.Arrived.After(m.Started.Add(time.Duration(after) * time.Minute))
}

// Arrivals returns those present, the last to come first, so that the desk can
// count heads against the door.
func (m *Meeting) Arrivals() []Member {
	var in []Member
	for _, p := range m.Roll {
		if m.Attendance[p.ID].Status == Present {
			in = append(in, p)
		}
	}
	slices.SortStableFunc(in, func(a, b Member) int {
		return m.Attendance[b.ID].Arrived.Compare(m.Attendance[a.ID].Arrived)
	})
	return in
}

// DefaultLeastShare is the share of those required, in per cent, below which the desk warns where the cell has not set a
// bound of its own. No text sets a quorum for an ordinary meeting (rules 1.4), so nothing is ever blocked.
const DefaultLeastShare = 50

// TooFew tells whether fewer came than the cell's own bound asks for: exactly the bound is enough.
func (m *Meeting) TooFew() bool {
	least := m.Cell.Rules.LeastShare
	if least == 0 {
		least = DefaultLeastShare
	}
	n := m.Count()
	return 100*n.Present < least*n.Required
}
