package meeting

import (
	"strings"
	"time"
)

// MaxMessage bounds a message from the desk to the hall, in letters: two lines that are
// read from the back row.
const MaxMessage = 80

// Over is what lies beside a page on the projector.
type Over struct {
	Item    bool   `json:"item,omitempty"`    // the title of the current item
	Message string `json:"message,omitempty"` // from the desk, MaxMessage letters at most
	Motion  string `json:"motion,omitempty"`  // the id of the motion whose result is shown
	// Ends is when the time is up; zero without a timer.
	Ends time.Time `json:"ends,omitzero"`
}

// IsZero tells whether nothing lies beside the page.
func (o Over) IsZero() bool { return o == Over{} }

// checked returns what can be shown of it in this meeting.
func (o Over) checked(m *Meeting) Over {
	message := []rune(strings.Join(strings.Fields(o.Message), " "))
	o.Message = string(message[:min(len(message), MaxMessage)])
	if _, ok := m.Motion(o.Motion); !ok {
		o.Motion = ""
	}
	return o
}

// Motion returns the motion with that id.
func (m *Meeting) Motion(id string) (Motion, bool) {
	for _, v := range m.Motions {
		if v.ID == id {
			return v, true
		}
	}
	return Motion{}, false
}

// TimeFor returns when the planned time of an item is up: what is left of it after the
// time for which it was held already. It is zero for an item without a planned time.
func (m *Meeting) TimeFor(item string, now time.Time) time.Time {
	it, ok := m.Item(item)
	if !ok || it.Minutes <= 0 {
		return time.Time{}
	}
	left := time.Duration(it.Minutes) * time.Minute
	for _, s := range it.Held {
		to := s.To
		if to.IsZero() {
			to = now
		}
		left -= to.Sub(s.From)
	}
	return now.Add(left).Round(time.Second)
}
