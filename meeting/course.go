package meeting

import (
	"strings"
	"time"
)

// Start opens the meeting. The first item that is not skipped becomes the current
// one. At is for a start that was forgotten; zero means now.
type Start struct{ At time.Time }

// Topics implements [Command].
func (Start) Topics() Topic { return TopicPhase | TopicAgenda | TopicAttendance }

// Apply implements [Command].
func (c Start) Apply(m *Meeting, now time.Time) error {
	switch {
	case m.Phase == Ended:
		return ErrEnded
	case !m.Started.IsZero():
		return ErrStarted
	case c.At.After(now):
		return ErrBadTime
	}
	at := now
	if !c.At.IsZero() {
		at = c.At
	}
	m.Phase, m.Started = Running, at
	if first := m.Neighbour(1); first != "" {
		m.take(first, at)
	}
	return nil
}

// Pause begins a break.
type Pause struct{}

// Topics implements [Command].
func (Pause) Topics() Topic { return TopicPhase }

// Apply implements [Command].
func (Pause) Apply(m *Meeting, now time.Time) error {
	if err := m.mustRun(); err != nil {
		return err
	}
	m.Phase = Paused
	m.Pauses = append(m.Pauses, Span{From: now})
	return nil
}

// Resume ends a break.
type Resume struct{}

// Topics implements [Command].
func (Resume) Topics() Topic { return TopicPhase }

// Apply implements [Command].
func (Resume) Apply(m *Meeting, now time.Time) error {
	if m.Phase != Paused {
		return ErrNotPaused
	}
	m.endPause(now)
	m.Phase = Running
	return nil
}

// End closes the meeting.
type End struct{}

// Topics implements [Command].
func (End) Topics() Topic { return TopicPhase | TopicAgenda }

// Apply implements [Command].
func (End) Apply(m *Meeting, now time.Time) error {
	switch m.Phase {
	case Running:
	case Paused:
		m.endPause(now)
	case Ended:
		return ErrEnded
	default:
		return ErrNotStarted
	}
	// A laptop whose clock went back must still be able to end the meeting.
	at := later(now, m.Started)
	m.leave(at)
	m.Phase, m.Ended, m.Current = Ended, at, ""
	return nil
}

// Reopen takes an ended meeting up again, with a reason that is logged. The end that
// was recorded is in the log.
type Reopen struct{ Reason string }

// Topics implements [Command].
func (Reopen) Topics() Topic { return TopicPhase | TopicAgenda }

// Apply implements [Command].
func (c Reopen) Apply(m *Meeting, now time.Time) error {
	if m.Phase != Ended {
		return ErrNotEnded
	}
	if strings.TrimSpace(c.Reason) == "" {
		return ErrReasonNeeded
	}
	m.log(now, "reopen", "", m.Ended.Format(time.RFC3339), "", c.Reason)
	m.Phase, m.Ended = Running, time.Time{}
	if last := m.lastHeld(); last != "" {
		m.take(last, now)
	}
	return nil
}

// GoTo makes an item the current one; an item that was left or skipped before is
// taken up again.
type GoTo struct{ Item string }

// Topics implements [Command].
func (GoTo) Topics() Topic { return TopicAgenda }

// Apply implements [Command].
func (c GoTo) Apply(m *Meeting, now time.Time) error {
	if err := m.mustRun(); err != nil {
		return err
	}
	i := m.ItemIndex(c.Item)
	if i < 0 {
		return ErrNoItem
	}
	if m.Current == c.Item {
		return nil
	}
	m.leave(now)
	m.Items[i].Skipped = false
	m.take(c.Item, now)
	return nil
}

// Skip passes over an item, or takes that back. The current item is left first, which
// a break does not allow, as with [GoTo].
type Skip struct {
	Item string
	Back bool // no longer skipped
}

// Topics implements [Command].
func (Skip) Topics() Topic { return TopicAgenda }

// Apply implements [Command].
func (c Skip) Apply(m *Meeting, now time.Time) error {
	if m.Phase == Ended {
		return ErrEnded
	}
	i := m.ItemIndex(c.Item)
	if i < 0 {
		return ErrNoItem
	}
	if c.Back {
		m.Items[i].Skipped = false
		return nil
	}
	if m.Current == c.Item {
		if m.Phase == Paused {
			return ErrPaused
		}
		next := m.Neighbour(1)
		m.leave(now)
		m.Current = ""
		if next != "" {
			m.take(next, now)
		}
	}
	m.Items[i].Skipped = true
	return nil
}

// lastHeld returns the id of the item that was left last and not passed over, or "".
func (m *Meeting) lastHeld() string {
	id := ""
	var at time.Time
	for _, it := range m.Items {
		if f := it.Finished(); !it.Skipped && f.After(at) {
			id, at = it.ID, f
		}
	}
	return id
}

func (m *Meeting) mustRun() error {
	switch m.Phase {
	case Running:
		return nil
	case Paused:
		return ErrPaused
	case Ended:
		return ErrEnded
	default:
		return ErrNotStarted
	}
}

func (m *Meeting) endPause(now time.Time) {
	if n := len(m.Pauses); n > 0 && m.Pauses[n-1].To.IsZero() {
		m.Pauses[n-1].To = later(now, m.Pauses[n-1].From) // the clock may have gone back
	}
}

// take makes an item the current one from now.
func (m *Meeting) take(id string, now time.Time) {
	m.Current = id
	i := m.ItemIndex(id)
	m.Items[i].Held = append(m.Items[i].Held, Span{From: now})
}

// leave closes the current item's span.
func (m *Meeting) leave(now time.Time) {
	i := m.ItemIndex(m.Current)
	if i < 0 {
		return
	}
	if held := m.Items[i].Held; len(held) > 0 && held[len(held)-1].To.IsZero() {
		last := &held[len(held)-1]
		last.To = later(now, last.From) // the clock may have gone back
	}
}
