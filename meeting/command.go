package meeting

import "time"

// Command is one change of a meeting. Apply checks it against the rules and, only
// when they allow it, changes m; on an error the caller throws m away.
type Command interface {
	Apply(m *Meeting, now time.Time) error
	// Topics says what the change touches, for those who watch.
	Topics() Topic
}

// Topic is a set of things that can change; watchers look only at what concerns
// them.
type Topic uint16

// The topics.
const (
	TopicPhase Topic = 1 << iota
	TopicAgenda
	TopicAttendance
	TopicMinutes
	TopicMotions
	TopicDocuments
	TopicPhones
	TopicRoll
	TopicStage
	TopicInk
	TopicOpened // another meeting stands in the room: everything changed
)

// Event tells watchers that something changed. They read the room's snapshot for
// what.
type Event struct {
	Epoch  string // changes with every start of the program and every opened meeting
	Number uint64 // grows by one with every change within an epoch
	Topics Topic
}

// log writes a line of the log of corrections.
func (m *Meeting) log(at time.Time, what, who, before, after, reason string) {
	m.Log = append(m.Log, LogEntry{At: at, What: what, Who: who, Before: before, After: after, Reason: reason})
}

func clock(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("15:04")
}
