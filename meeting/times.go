package meeting

import "time"

// Clock names a recorded time that can be corrected.
type Clock string

// The clocks.
const (
	ClockStart     Clock = "start"
	ClockEnd       Clock = "end"
	ClockItemStart Clock = "item_start"
	ClockItemEnd   Clock = "item_end"
)

// CorrectTime corrects a recorded time; the log keeps both. What began with the
// meeting or ended with it moves along: whoever forgot to press Start or End forgot
// both.
type CorrectTime struct {
	Which Clock
	Item  string // for the clocks of an item
	At    time.Time
}

// Topics implements [Command].
func (CorrectTime) Topics() Topic { return TopicPhase | TopicAgenda | TopicAttendance }

// Apply implements [Command].
func (c CorrectTime) Apply(m *Meeting, now time.Time) error {
	if c.At.IsZero() || c.At.After(now) {
		return ErrBadTime
	}
	next := m.Clone()
	t, err := next.clockOf(c)
	if err != nil {
		return err
	}
	was := *t
	if was.Equal(c.At) {
		return nil
	}
	*t = c.At
	switch c.Which {
	case ClockStart:
		next.moveStart(was, c.At)
	case ClockEnd:
		next.moveEnd(was, c.At)
	}
	// A laptop whose clock was wrong leaves many times that do not fit. They are
	// corrected one by one, so only a correction that adds to them is refused.
	if next.misfits() > m.misfits() {
		return ErrBadTime
	}
	next.log(now, "correct_time:"+string(c.Which), next.itemTitle(c.Item), clock(was), clock(c.At), "")
	*m = *next
	return nil
}

// moveStart moves the item that was taken up when the meeting began.
func (m *Meeting) moveStart(was, at time.Time) {
	for i := range m.Items {
		if held := m.Items[i].Held; len(held) > 0 && held[0].From.Equal(was) {
			held[0].From = at
		}
	}
}

// moveEnd moves what the end of the meeting closed: the item that was held and a
// break that went on.
func (m *Meeting) moveEnd(was, at time.Time) {
	for i := range m.Items {
		if held := m.Items[i].Held; len(held) > 0 && held[len(held)-1].To.Equal(was) {
			held[len(held)-1].To = at
		}
	}
	if n := len(m.Pauses); n > 0 && m.Pauses[n-1].To.Equal(was) {
		m.Pauses[n-1].To = later(at, m.Pauses[n-1].From)
	}
}

func (m *Meeting) itemTitle(id string) string {
	it, _ := m.Item(id)
	return it.Title
}

// clockOf returns the recorded time that a correction means.
func (m *Meeting) clockOf(c CorrectTime) (*time.Time, error) {
	switch c.Which {
	case ClockStart:
		if m.Started.IsZero() {
			return nil, ErrNotStarted
		}
		return &m.Started, nil
	case ClockEnd:
		if m.Phase != Ended {
			return nil, ErrNotEnded
		}
		return &m.Ended, nil
	}
	i := m.ItemIndex(c.Item)
	if i < 0 || len(m.Items[i].Held) == 0 {
		return nil, ErrNoItem
	}
	held := m.Items[i].Held
	if c.Which == ClockItemStart {
		return &held[0].From, nil
	}
	if held[len(held)-1].To.IsZero() {
		return nil, ErrNoItem
	}
	return &held[len(held)-1].To, nil
}

// misfits counts the recorded times that run backwards or lie outside the meeting.
// They are compared by the minute, as they are shown and typed.
func (m *Meeting) misfits() int {
	n := 0
	order := func(first, second time.Time) {
		if !first.IsZero() && !second.IsZero() && second.Truncate(time.Minute).Before(first.Truncate(time.Minute)) {
			n++
		}
	}
	order(m.Started, m.Ended)
	for _, it := range m.Items {
		for _, s := range it.Held {
			order(m.Started, s.From)
			order(s.From, s.To)
			order(s.To, m.Ended)
		}
	}
	return n
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
