package meeting

import (
	"slices"
	"time"
)

// Phone is a member's phone in the room. It is known by the hash of a random token
// that the phone keeps, so that it comes back as the same member after a closed tab
// or a restart of the program.
type Phone struct {
	Token   string    `json:"token"` // SHA-256 of the phone's cookie, in hex
	Member  MemberID  `json:"member"`
	Waiting bool      `json:"waiting,omitempty"` // for the secretary's yes: the name stands on another phone
	Since   time.Time `json:"since"`
}

// Phone returns the phone with that token.
func (m *Meeting) Phone(token string) (Phone, bool) {
	if i := m.phoneIndex(token); i >= 0 {
		return m.Phones[i], true
	}
	return Phone{}, false
}

// Waiting returns the phones that wait for the secretary's yes, oldest first.
func (m *Meeting) Waiting() []Phone {
	var out []Phone
	for _, p := range m.Phones {
		if p.Waiting {
			out = append(out, p)
		}
	}
	return out
}

func (m *Meeting) phoneIndex(token string) int {
	return slices.IndexFunc(m.Phones, func(p Phone) bool { return p.Token == token })
}

func (m *Meeting) dropPhone(i int) { m.Phones = slices.Delete(m.Phones, i, i+1) }

// phoneOf returns the place of the phone that stands under a name, or -1.
func (m *Meeting) phoneOf(id MemberID) int {
	return slices.IndexFunc(m.Phones, func(p Phone) bool { return p.Member == id && !p.Waiting })
}

// Join is a tap on a name. One name, one phone: where another phone stands under
// the name already, this one waits for the secretary's yes and nothing is recorded.
type Join struct {
	Token  string
	Member MemberID
}

// Topics implements [Command].
func (Join) Topics() Topic { return TopicAttendance | TopicPhones }

// Apply implements [Command].
func (c Join) Apply(m *Meeting, now time.Time) error {
	if m.Phase == Ended {
		return ErrEnded
	}
	if c.Token == "" {
		return ErrNotFound
	}
	if _, ok := m.Member(c.Member); !ok {
		return ErrNoMember
	}
	if i := m.phoneIndex(c.Token); i >= 0 {
		p := m.Phones[i]
		_, onRoll := m.Member(p.Member)
		switch {
		case p.Member == c.Member && (!p.Waiting || m.phoneOf(c.Member) >= 0):
			return nil // the tap was sent twice
		case p.Member != c.Member && !p.Waiting && onRoll:
			return ErrOtherName
		}
		// It waited for another name or for one that is free by now, or stood under one
		// taken off the roll.
		m.dropPhone(i)
	}
	waits := m.phoneOf(c.Member) >= 0
	m.Phones = append(m.Phones, Phone{Token: c.Token, Member: c.Member, Waiting: waits, Since: now})
	if !waits {
		m.markByPhone(c.Member, now)
	}
	return nil
}

func (m *Meeting) markByPhone(id MemberID, now time.Time) {
	old := m.Attendance[id]
	if old.Status == Present {
		return
	}
	a := Attendance{Status: Present, Arrived: now, Method: ByPhone}
	if old.Status != Unmarked {
		a.Before = &old
		m.log(now, "attendance", m.Name(id), old.brief(), a.brief(), "")
	}
	m.Attendance[id] = a
}

// NotMe takes a mistaken tap back ("Không phải tôi"): the phone stands under no name
// again and the attendance is what it was before, without a trace in the minutes. The
// log, which is not part of them, says so where the tap had changed a mark.
type NotMe struct{ Token string }

// Topics implements [Command].
func (NotMe) Topics() Topic { return TopicAttendance | TopicPhones }

// Apply implements [Command].
func (c NotMe) Apply(m *Meeting, now time.Time) error {
	i := m.phoneIndex(c.Token)
	if i < 0 {
		return ErrNotFound
	}
	p := m.Phones[i]
	if m.Phase == Ended {
		return ErrEnded
	}
	m.dropPhone(i)
	// Only the tap itself is taken back: not the secretary's mark, nor a presence that
	// an earlier phone under this name had brought.
	a := m.Attendance[p.Member]
	if p.Waiting || a.Method != ByPhone || a.Status != Present || !a.Arrived.Equal(p.Since) {
		return nil
	}
	if a.Before != nil {
		m.log(now, "attendance", m.Name(p.Member), a.brief(), a.Before.brief(), "")
		m.Attendance[p.Member] = *a.Before
	} else {
		delete(m.Attendance, p.Member)
	}
	return nil
}

// AdmitPhone is the secretary's yes to waiting phones: each takes over its name and
// the phone that stood there before stands under none. Without tokens it admits all
// that wait, as after a change of the laptop's address.
type AdmitPhone struct{ Tokens []string }

// Topics implements [Command].
func (AdmitPhone) Topics() Topic { return TopicAttendance | TopicPhones }

// Apply implements [Command].
func (c AdmitPhone) Apply(m *Meeting, now time.Time) error {
	tokens := c.Tokens
	if len(tokens) == 0 {
		for _, p := range m.Waiting() {
			tokens = append(tokens, p.Token)
		}
	}
	for _, t := range tokens {
		i := m.phoneIndex(t)
		if i < 0 || !m.Phones[i].Waiting {
			return ErrNotWaiting
		}
	}
	for k, t := range tokens {
		if slices.Contains(tokens[:k], t) {
			continue // named twice
		}
		id := m.Phones[m.phoneIndex(t)].Member
		if old := m.phoneOf(id); old >= 0 {
			m.dropPhone(old)
		}
		i := m.phoneIndex(t)
		// From now: an arrival that this yes brings is what NotMe takes back.
		m.Phones[i].Waiting, m.Phones[i].Since = false, now
		if m.Phase != Ended { // nobody arrives after the end
			m.markByPhone(id, now)
		}
	}
	return nil
}

// RemovePhone is the secretary's no to a waiting phone, or takes a phone out of the
// room; what is recorded of the member stays.
type RemovePhone struct{ Token string }

// Topics implements [Command].
func (RemovePhone) Topics() Topic { return TopicPhones }

// Apply implements [Command].
func (c RemovePhone) Apply(m *Meeting, _ time.Time) error {
	i := m.phoneIndex(c.Token)
	if i < 0 {
		return ErrNotFound
	}
	m.dropPhone(i)
	return nil
}
