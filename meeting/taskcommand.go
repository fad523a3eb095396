package meeting

import (
	"slices"
	"strings"
	"time"
)

// PutTask adds a task to the chair's conclusion or, where the id is known, rewrites it. One without an id gets one. The
// deadline is kept as typed; the day that it names becomes [Task.Due]. Who is made of Members where nobody typed it.
type PutTask struct{ Task Task }

// Topics implements [Command].
func (PutTask) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c PutTask) Apply(m *Meeting, _ time.Time) error {
	t := c.Task
	if t.Text = strings.TrimSpace(t.Text); t.Text == "" {
		return ErrTitleNeeded
	}
	t.Members = slices.Clone(t.Members)
	for _, id := range t.Members {
		if _, ok := m.Member(id); !ok {
			return ErrNoMember
		}
	}
	t.Deadline, t.Who, t.Expected = strings.TrimSpace(t.Deadline), strings.TrimSpace(t.Who), strings.TrimSpace(t.Expected)
	if t.Who == "" {
		t.Who = m.names(t.Members)
	}
	t.Due = DateIn(t.Deadline, m.Day())
	if t.ID == "" {
		t.ID = NewID()
	}
	if i := taskIndex(m.Tasks, t.ID); i >= 0 {
		m.Tasks[i] = t
		return nil
	}
	m.Tasks = append(m.Tasks, t)
	return nil
}

// names joins people's names as the table of tasks has them.
func (m *Meeting) names(ids []MemberID) string {
	var out []string
	for _, id := range ids {
		out = append(out, m.Name(id))
	}
	return strings.Join(out, ", ")
}

// Day is the day of the meeting: when it began, or when it is planned.
func (m *Meeting) Day() Date {
	if m.Started.IsZero() {
		return DateOf(m.Planned)
	}
	return DateOf(m.Started)
}

// RemoveTask takes a task out of the chair's conclusion.
type RemoveTask struct{ ID string }

// Topics implements [Command].
func (RemoveTask) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c RemoveTask) Apply(m *Meeting, _ time.Time) error {
	i := taskIndex(m.Tasks, c.ID)
	if i < 0 {
		return ErrNotFound
	}
	m.Tasks = slices.Delete(m.Tasks, i, i+1)
	return nil
}

// ReviewTask says what became of a task of the last meeting (HD 42: the regular meeting looks at how the last resolution
// was carried out; rules 1.6, group 6). It can be said again; a change is logged.
type ReviewTask struct {
	ID      string
	State   TaskState
	Outcome string
}

// Topics implements [Command].
func (ReviewTask) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c ReviewTask) Apply(m *Meeting, now time.Time) error {
	i := taskIndex(m.Reviewed, c.ID)
	if i < 0 {
		return ErrNotFound
	}
	t := &m.Reviewed[i]
	outcome := strings.TrimSpace(c.Outcome)
	if t.State != c.State && t.State != TaskOpen {
		m.log(now, "review_task", t.Text, string(t.State), string(c.State), outcome)
	}
	t.State, t.Outcome = c.State, outcome
	return nil
}

// CarryOver takes what earlier meetings left into this one, see [Carried]: what is there already stays as it is.
type CarryOver struct {
	Tasks     []Task
	Petitions []Petition
}

// Topics implements [Command].
func (CarryOver) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c CarryOver) Apply(m *Meeting, _ time.Time) error {
	if m.Phase == Ended {
		return ErrEnded
	}
	for _, t := range cloneTasks(c.Tasks) {
		if taskIndex(m.Reviewed, t.ID) < 0 && taskIndex(m.Tasks, t.ID) < 0 {
			m.Reviewed = append(m.Reviewed, t)
		}
	}
	for _, p := range clonePetitions(c.Petitions) {
		if petitionIndex(m.Petitions, p.ID) < 0 {
			m.Petitions = append(m.Petitions, p)
		}
	}
	return nil
}

// Overdue tells whether the deadline has passed on a day and the task is not done.
func (t Task) Overdue(today Date) bool { return t.Due != "" && t.Due < today && t.State != TaskDone }

// Review counts what became of tasks; those nobody has looked at are in All only.
type Review struct{ All, Done, Doing, Late int }

// ReviewOf counts the tasks of the last meeting as this one looked at them.
func (m *Meeting) ReviewOf() Review {
	r := Review{All: len(m.Reviewed)}
	for _, t := range m.Reviewed {
		switch t.State {
		case TaskDone:
			r.Done++
		case TaskDoing:
			r.Doing++
		case TaskLate:
			r.Late++
		}
	}
	return r
}

func taskIndex(tasks []Task, id string) int {
	return slices.IndexFunc(tasks, func(t Task) bool { return t.ID == id })
}
