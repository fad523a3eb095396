package meeting

import "time"

// What a meeting has to last where the form does not say otherwise (HD 42; rules 1.1), and how many meetings one may miss
// in a row (rules 1.6).
const (
	LeastMinutes     = 90
	LeastMinutesBoth = 120
	MostInARow       = 3
)

// Proposal is what the program knows of a criterion. The chair decides.
type Proposal struct {
	Points int
	// Reason names the fact, in numbers: "duration" lasted N of Of minutes; "attendance" N of Of came; "unexcused" N are
	// absent without reason; "in_a_row" Who missed N meetings in a row, or nobody did; "documents" N of Of were attached a
	// day before; "speakers" N of Of present spoke; "tasks" N of Of are done; "remarks" N were made; "committee" the cell committee met N days before.
	Reason string
	N, Of  int
	Who    MemberID
}

// Propose returns what the program can know of the criteria of a form, by their keys (rules 1.6: "suggest the points, let
// the chair change each"). The history are the cell's other meetings. What it cannot know is missing.
func Propose(m *Meeting, form *QualityForm, history []*Meeting, now time.Time) map[string]Proposal {
	out := map[string]Proposal{}
	for _, c := range form.Criteria() {
		if p, ok := propose(m, form, c, history, now); ok {
			p.Points = min(p.Points, c.Max)
			out[c.Key] = p
		}
	}
	return out
}

func propose(m *Meeting, form *QualityForm, c Criterion, history []*Meeting, now time.Time) (Proposal, bool) {
	n := m.Count()
	switch c.Auto {
	case "duration":
		if m.Started.IsZero() {
			return Proposal{}, false
		}
		lasted, need := m.lasted(form, history, now)
		return reached(c, Proposal{Reason: c.Auto, N: lasted, Of: need}, 0), true
	case "attendance":
		if n.Required == 0 || n.Present+n.Excused+n.Unexcused == 0 {
			return Proposal{}, false
		}
		p := reached(c, Proposal{Reason: c.Auto, N: n.Present, Of: n.Required}, n.Unexcused)
		if n.Unexcused > 0 {
			p.Reason, p.N = "unexcused", n.Unexcused
		}
		return p, true
	case "absent_in_a_row":
		return inARow(m, c, history), true
	case "documents":
		return documentsBefore(m, c)
	case "speakers":
		people, _ := m.Speakers("")
		return reached(c, Proposal{Reason: c.Auto, N: people, Of: n.InRoom}, 0), n.InRoom > 0
	case "tasks":
		r := m.ReviewOf()
		return reached(c, Proposal{Reason: c.Auto, N: r.Done, Of: r.All}, 0), r.Done+r.Doing+r.Late > 0
	case "remarks":
		given := 0
		for _, r := range m.Remarks {
			if r.Kind == Praise || r.Kind == Reminder {
				given++
			}
		}
		return Proposal{Points: c.Max, Reason: c.Auto, N: given}, given > 0
	case "committee":
		return committeeBefore(m, c, history)
	}
	return Proposal{}, false
}

// reached gives the points of the first step that holds. Shares are compared without rounding: 89,9 % is less than 90.
func reached(c Criterion, p Proposal, unexcused int) Proposal {
	for _, s := range c.Steps {
		if s.Unexcused && unexcused > 0 {
			p.Points = s.Points
			return p
		}
	}
	for _, s := range c.Steps {
		holds := s.From == 0 && s.Short == 0 || s.From > 0 && (p.N*100 > s.From*p.Of || p.N*100 == s.From*p.Of && !s.Above) ||
			s.Short > 0 && p.Of-p.N <= s.Short
		if holds {
			p.Points = s.Points
			return p
		}
	}
	return p
}

// lasted returns how many minutes the meeting lasted, or has lasted until now, and how many it has to. A meeting of the
// other kind on the same day is of the same sitting: both lengths count together.
func (m *Meeting) lasted(form *QualityForm, history []*Meeting, now time.Time) (lasted, need int) {
	need, both := form.Minutes, form.MinutesBoth
	if need == 0 {
		need = LeastMinutes
	}
	if both == 0 {
		both = LeastMinutesBoth
	}
	if lasted = m.Duration(); m.Ended.IsZero() {
		lasted = int(later(now, m.Started).Sub(m.Started) / time.Minute)
	}
	for _, x := range history {
		sitting := x.Kind == Regular && m.Kind == Thematic || x.Kind == Thematic && m.Kind == Regular
		if sitting && x.Duration() > 0 && x.Day() == m.Day() {
			return lasted + x.Duration(), both
		}
	}
	return lasted, need
}

// inARow looks for somebody who missed more meetings in a row this year than the form allows.
func inARow(m *Meeting, c Criterion, history []*Meeting) Proposal {
	most := c.Most
	if most == 0 {
		most = MostInARow
	}
	p := Proposal{Points: c.Max, Reason: "in_a_row", N: 0}
	for _, x := range YearOf(with(history, m), m.Planned.Year(), m.Roll).Members {
		if x.Longest > most && x.Longest > p.N {
			p.Points, p.N, p.Who = 0, x.Longest, x.Member.ID
		}
	}
	return p
}

// with returns the history with the meeting as it is now, and nothing later.
func with(history []*Meeting, m *Meeting) []*Meeting {
	out := []*Meeting{m}
	for _, x := range history {
		if x.ID != m.ID && x.Planned.Before(m.Planned) {
			out = append(out, x)
		}
	}
	return out
}

// documentsBefore counts the papers that were attached at least a day before the meeting (HD 42: 01 day).
func documentsBefore(m *Meeting, c Criterion) (Proposal, bool) {
	p := Proposal{Reason: c.Auto}
	for _, d := range m.Documents {
		if d.Added.IsZero() {
			continue // of earlier data: nobody knows
		}
		p.Of++
		if !d.Added.After(m.Planned.AddDate(0, 0, -1)) {
			p.N++
		}
	}
	if p.Of > 0 {
		p.Points = c.Max * p.N / p.Of
	}
	return p, p.Of > 0
}

// committeeBefore looks for the meeting of the cell committee that prepared this one: after the last one of its kind.
func committeeBefore(m *Meeting, c Criterion, history []*Meeting) (Proposal, bool) {
	var since, met time.Time
	for _, x := range history {
		switch {
		case x.ID == m.ID || x.Started.IsZero() || !x.Planned.Before(m.Planned):
		case x.Kind == m.Kind && x.Planned.After(since):
			since = x.Planned
		case x.Kind == Committee && x.Planned.After(met):
			met = x.Planned
		}
	}
	if met.IsZero() || !met.After(since) {
		return Proposal{}, false // it may have met without this program
	}
	return Proposal{Points: c.Max, Reason: c.Auto, N: int(m.Planned.Sub(met) / (24 * time.Hour))}, true
}
