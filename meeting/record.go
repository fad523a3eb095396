package meeting

import (
	"slices"
	"strings"
	"time"
)

// Mark is the secretary's mark in the roll. It replaces what stood there; a change
// of a mark is logged.
type Mark struct {
	Member MemberID
	Status Status
	// At is the time of arrival. Zero means the one that is recorded; without one, now,
	// or the start when the meeting is over.
	At     time.Time
	Reason string // for AbsentExcused; may be filled in later
}

// Topics implements [Command].
func (Mark) Topics() Topic { return TopicAttendance }

// Apply implements [Command].
func (c Mark) Apply(m *Meeting, now time.Time) error {
	if _, ok := m.Member(c.Member); !ok {
		return ErrNoMember
	}
	if c.At.After(now) {
		return ErrBadTime
	}
	old := m.Attendance[c.Member]
	a := Attendance{Status: c.Status}
	switch c.Status {
	case Present:
		a.Method, a.Arrived = ByDesk, c.At
		if old.Status == Present {
			a.Left = old.Left
		}
		switch {
		case !c.At.IsZero() && old.Status == Present:
			a.Method = old.Method // only the time is corrected
		case !c.At.IsZero():
		case old.Status == Present:
			a.Arrived = old.Arrived // who came in time does not become late
		case m.Phase == Ended:
			a.Arrived = m.Started
		default:
			a.Arrived = now
		}
	case AbsentExcused:
		a.Reason = strings.TrimSpace(c.Reason)
	}
	if old.Status != Unmarked && old.brief() != a.brief() {
		m.log(now, "attendance", m.Name(c.Member), old.brief(), a.brief(), "")
	}
	if c.Status == Unmarked {
		delete(m.Attendance, c.Member)
		return nil
	}
	m.Attendance[c.Member] = a
	return nil
}

func (a Attendance) brief() string {
	return strings.TrimSpace(strings.Join([]string{string(a.Status), clock(a.Arrived), a.Reason, clock(a.Left)}, " "))
}

// Leave notes that somebody who came has left early (về sớm), at a time or, for a zero one, now; Back takes it back. Either
// is logged.
type Leave struct {
	Member MemberID
	At     time.Time
	Back   bool
}

// Topics implements [Command].
func (Leave) Topics() Topic { return TopicAttendance }

// Apply implements [Command].
func (c Leave) Apply(m *Meeting, now time.Time) error {
	p, ok := m.Member(c.Member)
	if !ok {
		return ErrNoMember
	}
	old := m.Attendance[c.Member]
	if old.Status != Present {
		return ErrNotPresent
	}
	a := old
	a.Left, a.Before = time.Time{}, nil
	if !c.Back {
		if a.Left = c.At; a.Left.IsZero() {
			a.Left = now
		}
		if a.Left.After(now) || a.Left.Before(a.Arrived) {
			return ErrBadTime
		}
	}
	if a.brief() != old.brief() {
		m.log(now, "left", p.Name, clock(old.Left), clock(a.Left), "")
	}
	m.Attendance[c.Member] = a
	return nil
}

// WriteNote sets the minutes of an agenda item.
type WriteNote struct{ Item, Text string }

// Topics implements [Command].
func (WriteNote) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c WriteNote) Apply(m *Meeting, _ time.Time) error {
	if m.ItemIndex(c.Item) < 0 {
		return ErrNoItem
	}
	if strings.TrimSpace(c.Text) == "" {
		delete(m.Notes, c.Item)
		return nil
	}
	m.Notes[c.Item] = c.Text
	return nil
}

// WriteConclusion sets the chair's conclusion.
type WriteConclusion struct{ Text string }

// Topics implements [Command].
func (WriteConclusion) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c WriteConclusion) Apply(m *Meeting, _ time.Time) error {
	m.Conclusion = c.Text
	return nil
}

// EditLine rewrites a sentence that the program wrote; an empty text, or the
// program's own, takes the rewriting back.
type EditLine struct{ Key, Text, Basis string }

// Topics implements [Command].
func (EditLine) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c EditLine) Apply(m *Meeting, now time.Time) error {
	if c.Key == "" {
		return ErrNotFound
	}
	if text := strings.TrimSpace(c.Text); text == "" || text == c.Basis {
		delete(m.Edits, c.Key)
		return nil
	}
	m.Edits[c.Key] = LineEdit{Text: c.Text, Basis: c.Basis, At: now}
	return nil
}

// PutOpinion adds an opinion or, where the id is known, rewrites it. One without an id
// gets one.
type PutOpinion struct{ Opinion Opinion }

// Topics implements [Command].
func (PutOpinion) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c PutOpinion) Apply(m *Meeting, now time.Time) error {
	o := c.Opinion
	if o.ID == "" {
		o.ID = NewID()
	}
	if m.ItemIndex(o.Item) < 0 {
		return ErrNoItem
	}
	if _, ok := m.Member(o.Member); !ok {
		return ErrNoMember
	}
	if i := slices.IndexFunc(m.Opinions, func(x Opinion) bool { return x.ID == o.ID }); i >= 0 {
		o.At = m.Opinions[i].At
		m.Opinions[i] = o
		return nil
	}
	if o.At.IsZero() {
		o.At = now
	}
	m.Opinions = append(m.Opinions, o)
	return nil
}

// RemoveOpinion takes an opinion out of the minutes.
type RemoveOpinion struct{ ID string }

// Topics implements [Command].
func (RemoveOpinion) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c RemoveOpinion) Apply(m *Meeting, _ time.Time) error {
	i := slices.IndexFunc(m.Opinions, func(x Opinion) bool { return x.ID == c.ID })
	if i < 0 {
		return ErrNotFound
	}
	m.Opinions = slices.Delete(m.Opinions, i, i+1)
	return nil
}

// RecordMotion records the result of a vote. Base and voters are frozen as they are
// now. A result that stands already is corrected only with a reason; it keeps its
// base and voters, and the log keeps both results. Recount is the secretary's word that
// base and voters are to follow the attendance as it has been corrected since, for the
// moment of the vote. One without an id gets one.
type RecordMotion struct {
	Motion  Motion
	Reason  string
	Recount bool
}

// Topics implements [Command].
func (RecordMotion) Topics() Topic { return TopicMotions | TopicMinutes }

// Apply implements [Command].
func (c RecordMotion) Apply(m *Meeting, now time.Time) error {
	v := c.Motion
	if v.ID == "" {
		v.ID = NewID()
	}
	if m.ItemIndex(v.Item) < 0 {
		return ErrNoItem
	}
	i := slices.IndexFunc(m.Motions, func(x Motion) bool { return x.ID == v.ID })
	if i < 0 {
		n := m.CountAt(now)
		v.Base, v.Voters, v.At = n.Base, n.Voters, now
		v.Count = v.Count.clone()
		if err := v.Check(); err != nil {
			return err
		}
		m.Motions = append(m.Motions, v)
		return nil
	}
	old := m.Motions[i]
	v.Base, v.Voters, v.At = old.Base, old.Voters, old.At
	if c.Recount {
		n := m.CountAt(old.At)
		v.Base, v.Voters = n.Base, n.Voters
	}
	v.Count = v.Count.clone()
	if err := v.Check(); err != nil {
		return err
	}
	if strings.TrimSpace(c.Reason) == "" {
		return ErrReasonNeeded
	}
	m.log(now, "motion", v.Text, old.brief(), v.brief(), c.Reason)
	m.Motions[i] = v
	return nil
}

// RemoveMotion takes a result out of the minutes, with a reason that is logged.
type RemoveMotion struct{ ID, Reason string }

// Topics implements [Command].
func (RemoveMotion) Topics() Topic { return TopicMotions | TopicMinutes }

// Apply implements [Command].
func (c RemoveMotion) Apply(m *Meeting, now time.Time) error {
	i := slices.IndexFunc(m.Motions, func(x Motion) bool { return x.ID == c.ID })
	if i < 0 {
		return ErrNotFound
	}
	if strings.TrimSpace(c.Reason) == "" {
		return ErrReasonNeeded
	}
	m.log(now, "remove_motion", m.Motions[i].Text, m.Motions[i].brief(), "", c.Reason)
	m.Motions = slices.Delete(m.Motions, i, i+1)
	return nil
}
