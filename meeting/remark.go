package meeting

import (
	"slices"
	"strings"
	"time"
)

// RemarkKind is what a remark on a member is.
type RemarkKind string

// The kinds of remarks.
const (
	SelfCriticism RemarkKind = "self_criticism" // tự phê bình
	Criticism     RemarkKind = "criticism"      // phê bình, góp ý
	Praise        RemarkKind = "praise"         // biểu dương
	Reminder      RemarkKind = "reminder"       // nhắc nhở
)

// RemarkKinds are the kinds of remarks in the order of the minutes.
func RemarkKinds() []RemarkKind { return []RemarkKind{SelfCriticism, Criticism, Praise, Reminder} }

// Remark is self-criticism, criticism, praise or a reminder, as the minutes name it.
type Remark struct {
	ID     string     `json:"id"`
	Item   string     `json:"item,omitempty"` // the agenda item under which it was said
	Kind   RemarkKind `json:"kind"`
	Member MemberID   `json:"member"` // whom it concerns
	By     MemberID   `json:"by,omitempty"`
	Text   string     `json:"text"`
	At     time.Time  `json:"at"`
}

// PutRemark adds a remark or, where the id is known, rewrites it. One without an id gets one. Self-criticism is by whom it
// concerns; praise and reminders are the cell's and need nobody who speaks them (HD 42; minutes name them, rules 1.7).
type PutRemark struct{ Remark Remark }

// Topics implements [Command].
func (PutRemark) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c PutRemark) Apply(m *Meeting, now time.Time) error {
	r := c.Remark
	if r.Text = strings.TrimSpace(r.Text); r.Text == "" || !slices.Contains(RemarkKinds(), r.Kind) {
		return ErrTitleNeeded
	}
	if r.Kind == SelfCriticism {
		r.By = r.Member
	}
	for _, id := range []MemberID{r.Member, r.By} {
		if _, ok := m.Member(id); !ok && (id != "" || r.Member == "") {
			return ErrNoMember
		}
	}
	if r.Item != "" && m.ItemIndex(r.Item) < 0 {
		return ErrNoItem
	}
	if r.ID == "" {
		r.ID = NewID()
	}
	if i := slices.IndexFunc(m.Remarks, func(x Remark) bool { return x.ID == r.ID }); i >= 0 {
		r.At = m.Remarks[i].At
		m.Remarks[i] = r
		return nil
	}
	r.At = now
	m.Remarks = append(m.Remarks, r)
	return nil
}

// RemoveRemark takes a remark out of the minutes.
type RemoveRemark struct{ ID string }

// Topics implements [Command].
func (RemoveRemark) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c RemoveRemark) Apply(m *Meeting, _ time.Time) error {
	i := slices.IndexFunc(m.Remarks, func(x Remark) bool { return x.ID == c.ID })
	if i < 0 {
		return ErrNotFound
	}
	m.Remarks = slices.Delete(m.Remarks, i, i+1)
	return nil
}
