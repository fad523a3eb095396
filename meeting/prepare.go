package meeting

import (
	"slices"
	"strings"
	"time"
)

// PutItem adds an agenda item at a place (0 is first; beyond the end, last) or,
// where the id is known, rewrites title, part, minutes, presenter and documents of
// the item and leaves it in its place. One without an id gets one.
type PutItem struct {
	Item Item
	At   int
}

// Topics implements [Command].
func (PutItem) Topics() Topic { return TopicAgenda | TopicDocuments }

// Apply implements [Command].
func (c PutItem) Apply(m *Meeting, _ time.Time) error {
	it := c.Item
	if it.ID == "" {
		it.ID = NewID() // "" is what Meeting.Current says of no item
	}
	it.Title = strings.TrimSpace(it.Title)
	if it.Title == "" {
		return ErrTitleNeeded
	}
	if it.Minutes < 0 {
		return ErrNegativeCount
	}
	if it.Presenter != "" {
		if _, ok := m.Member(it.Presenter); !ok {
			return ErrNoMember
		}
	}
	for _, d := range it.Documents {
		if _, ok := m.Document(d); !ok {
			return ErrNoDocument
		}
	}
	if i := m.ItemIndex(it.ID); i >= 0 {
		it.Held, it.Skipped = m.Items[i].Held, m.Items[i].Skipped
		m.Items[i] = it
		return nil
	}
	it.Held, it.Skipped = nil, false
	m.Items = slices.Insert(m.Items, max(0, min(c.At, len(m.Items))), it)
	return nil
}

// MoveItem moves an item to a place on the agenda.
type MoveItem struct {
	Item string
	To   int
}

// Topics implements [Command].
func (MoveItem) Topics() Topic { return TopicAgenda }

// Apply implements [Command].
func (c MoveItem) Apply(m *Meeting, _ time.Time) error {
	i := m.ItemIndex(c.Item)
	if i < 0 {
		return ErrNoItem
	}
	it := m.Items[i]
	m.Items = slices.Delete(m.Items, i, i+1)
	m.Items = slices.Insert(m.Items, max(0, min(c.To, len(m.Items))), it)
	return nil
}

// RemoveItem takes an item off the agenda. One that was held, or under which
// something is recorded, stays: it can be skipped.
type RemoveItem struct{ Item string }

// Topics implements [Command].
func (RemoveItem) Topics() Topic { return TopicAgenda }

// Apply implements [Command].
func (c RemoveItem) Apply(m *Meeting, _ time.Time) error {
	i := m.ItemIndex(c.Item)
	if i < 0 {
		return ErrNoItem
	}
	recorded := len(m.Items[i].Held) > 0 || m.Notes[c.Item] != "" ||
		slices.ContainsFunc(m.Opinions, func(o Opinion) bool { return o.Item == c.Item }) ||
		slices.ContainsFunc(m.Remarks, func(r Remark) bool { return r.Item == c.Item }) ||
		slices.ContainsFunc(m.Motions, func(v Motion) bool { return v.Item == c.Item })
	if recorded {
		return ErrItemHeld
	}
	m.Items = slices.Delete(m.Items, i, i+1)
	return nil
}

// PutDocument adds a document to the meeting, or rewrites what is known of it, but when
// it was shown. An agenda item that is named gets it too.
type PutDocument struct {
	Document Document
	Item     string
}

// Topics implements [Command].
func (PutDocument) Topics() Topic { return TopicDocuments | TopicAgenda }

// Apply implements [Command].
func (c PutDocument) Apply(m *Meeting, now time.Time) error {
	d := c.Document
	if d.ID == "" || d.SHA256 == "" || d.Pages < 1 {
		return ErrNoDocument
	}
	if d.Title = strings.TrimSpace(d.Title); d.Title == "" {
		return ErrTitleNeeded
	}
	if d.Level == "" {
		d.Level = Internal
	}
	i := m.ItemIndex(c.Item)
	if c.Item != "" && i < 0 {
		return ErrNoItem
	}
	if k := slices.IndexFunc(m.Documents, func(x Document) bool { return x.ID == d.ID }); k >= 0 {
		d.Shown, d.Added = m.Documents[k].Shown, m.Documents[k].Added
		m.Documents[k] = d
	} else {
		d.Shown, d.Added = time.Time{}, now
		m.Documents = append(m.Documents, d)
	}
	if c.Item != "" && !slices.Contains(m.Items[i].Documents, d.ID) {
		m.Items[i].Documents = append(m.Items[i].Documents, d.ID)
	}
	return nil
}

// RemoveDocument takes a document out of the meeting and off its items.
type RemoveDocument struct{ ID string }

// Topics implements [Command].
func (RemoveDocument) Topics() Topic { return TopicDocuments | TopicAgenda }

// Apply implements [Command].
func (c RemoveDocument) Apply(m *Meeting, _ time.Time) error {
	i := slices.IndexFunc(m.Documents, func(x Document) bool { return x.ID == c.ID })
	if i < 0 {
		return ErrNoDocument
	}
	m.Documents = slices.Delete(m.Documents, i, i+1)
	m.wipe(c.ID)
	for k := range m.Items {
		m.Items[k].Documents = slices.DeleteFunc(m.Items[k].Documents, func(d string) bool { return d == c.ID })
	}
	return nil
}

// Details are what the head of the minutes says and can be set before and after.
type Details struct {
	Title       string
	Topic       string
	Place       string
	Chair       MemberID
	MinuteTaker MemberID
	Number      int
	Planned     time.Time
}

// SetDetails rewrites the meeting's details; moving Planned postpones it.
type SetDetails struct{ Details Details }

// Topics implements [Command].
func (SetDetails) Topics() Topic { return TopicAgenda | TopicPhase }

// Apply implements [Command].
func (c SetDetails) Apply(m *Meeting, _ time.Time) error {
	d := c.Details
	if d.Title = strings.TrimSpace(d.Title); d.Title == "" {
		return ErrTitleNeeded
	}
	if d.Planned.IsZero() {
		return ErrBadTime
	}
	if d.Number < 0 {
		return ErrNegativeCount
	}
	for _, id := range []MemberID{d.Chair, d.MinuteTaker} {
		if id == "" {
			continue
		}
		if _, ok := m.Member(id); !ok {
			return ErrNoMember
		}
	}
	m.Title, m.Topic, m.Place, m.Number = d.Title, d.Topic, d.Place, d.Number
	m.Chair, m.MinuteTaker, m.Planned = d.Chair, d.MinuteTaker, d.Planned
	return nil
}

// Details returns what [SetDetails] sets.
func (m *Meeting) Details() Details {
	return Details{
		Title: m.Title, Topic: m.Topic, Place: m.Place, Chair: m.Chair,
		MinuteTaker: m.MinuteTaker, Number: m.Number, Planned: m.Planned,
	}
}

// PutMember adds a person to this meeting's roll (a guest, someone forgotten) or
// rewrites their line.
type PutMember struct{ Member Member }

// Topics implements [Command].
func (PutMember) Topics() Topic { return TopicRoll | TopicAttendance }

// Apply implements [Command].
func (c PutMember) Apply(m *Meeting, now time.Time) error {
	p := c.Member
	if p.Name = strings.Join(strings.Fields(p.Name), " "); p.Name == "" || p.ID == "" {
		return ErrTitleNeeded
	}
	if i := slices.IndexFunc(m.Roll, func(x Member) bool { return x.ID == p.ID }); i >= 0 {
		if m.Phase != Preparing && m.Roll[i] != p {
			m.log(now, "roll", p.Name, string(m.Roll[i].Standing), string(p.Standing), "")
		}
		m.Roll[i] = p
		return nil
	}
	m.Roll = append(m.Roll, p)
	return nil
}

// RemoveMember takes a person off this meeting's roll, and out of the duties and the
// phones that bear the name. Whoever is marked present, or whose opinion the minutes
// hold, stays.
type RemoveMember struct{ Member MemberID }

// Topics implements [Command].
func (RemoveMember) Topics() Topic {
	return TopicRoll | TopicAttendance | TopicPhones | TopicAgenda | TopicPhase
}

// Apply implements [Command].
func (c RemoveMember) Apply(m *Meeting, _ time.Time) error {
	i := slices.IndexFunc(m.Roll, func(x Member) bool { return x.ID == c.Member })
	if i < 0 {
		return ErrNoMember
	}
	spoke := slices.ContainsFunc(m.Opinions, func(o Opinion) bool { return o.Member == c.Member }) ||
		slices.ContainsFunc(m.Remarks, func(r Remark) bool { return r.Member == c.Member || r.By == c.Member })
	if spoke || m.Attendance[c.Member].Status == Present {
		return ErrPresent
	}
	m.Roll = slices.Delete(m.Roll, i, i+1)
	delete(m.Attendance, c.Member)
	m.Phones = slices.DeleteFunc(m.Phones, func(p Phone) bool { return p.Member == c.Member })
	duties := []*MemberID{&m.Chair, &m.MinuteTaker}
	for k := range m.Items {
		duties = append(duties, &m.Items[k].Presenter)
	}
	for k := range m.Petitions {
		duties = append(duties, &m.Petitions[k].Member)
	}
	for k := range m.Tasks {
		m.Tasks[k].Members = slices.DeleteFunc(m.Tasks[k].Members, func(id MemberID) bool { return id == c.Member })
	}
	for _, who := range duties {
		if *who == c.Member {
			*who = ""
		}
	}
	return nil
}

// SetClosing sets what the closing part of the minutes needs: the dues reported, the
// score, the tasks given. Nil pointers and nil slices leave things as they are.
type SetClosing struct {
	Dues  *Dues
	Score *Score
	Tasks []Task
}

// Topics implements [Command].
func (SetClosing) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c SetClosing) Apply(m *Meeting, _ time.Time) error {
	if c.Dues != nil && (c.Dues.Paid < 0 || c.Dues.Due < 0) {
		return ErrNegativeCount
	}
	if c.Score != nil && (c.Score.Points < 0 || c.Score.Points > 100) {
		return ErrNegativeCount
	}
	if c.Dues != nil {
		m.Dues = c.Dues
	}
	if c.Score != nil {
		m.Score = c.Score
	}
	if c.Tasks != nil {
		m.Tasks = cloneTasks(c.Tasks)
		for i, t := range m.Tasks {
			if t.Due == "" {
				m.Tasks[i].Due = DateIn(t.Deadline, m.Day())
			}
		}
	}
	return nil
}
