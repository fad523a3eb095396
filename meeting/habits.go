package meeting

import "time"

// Habits are what a cell has settled for itself: who votes, who is late, from when fewer are too few, and how its papers
// look where sources differ (rules 1.4, 2.1, 8). A meeting keeps those of its day.
type Habits struct {
	Rules  Rules
	Papers PaperHabits
}

// Habits returns the cell's habits.
func (c Cell) Habits() Habits { return Habits{c.Rules, c.Papers} }

// SetHabits changes the habits of a meeting, as when the cell changes them while it is being prepared or held. Results that
// were recorded keep their numbers.
type SetHabits struct{ Habits Habits }

// Topics implements [Command].
func (SetHabits) Topics() Topic { return TopicAttendance | TopicMotions | TopicMinutes }

// Apply implements [Command].
func (c SetHabits) Apply(m *Meeting, now time.Time) error {
	r := c.Habits.Rules
	if r.LateAfter < 0 || r.LeastShare < 0 || r.LeastShare > 100 {
		return ErrNegativeCount
	}
	if m.Phase != Preparing && m.Phase != "" && m.Cell.Rules != r {
		m.log(now, "habits", "", m.Cell.Rules.brief(), r.brief(), "")
	}
	m.Cell.Rules, m.Cell.Papers = r, c.Habits.Papers
	return nil
}

func (r Rules) brief() string {
	s := ""
	if r.HereVote {
		s += "here "
	}
	if r.SuspendedVote {
		s += "suspended "
	}
	return s + time.Duration(r.LateAfter*int(time.Minute)).String()
}
