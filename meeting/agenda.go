package meeting

import (
	"slices"
	"time"
)

// Part is the part of the meeting to which an agenda item belongs (HD 42).
type Part string

// The parts.
const (
	Opening Part = "opening"
	Content Part = "content"
	Closing Part = "closing"
)

// Item is an agenda item.
type Item struct {
	ID         string   `json:"id"`
	Title      string   `json:"title"`
	Part       Part     `json:"part"`
	Discussion bool     `json:"discussion,omitempty"` // opinions are gathered under it
	Minutes    int      `json:"minutes"`              // planned
	Presenter  MemberID `json:"presenter,omitempty"`
	Documents  []string `json:"documents,omitempty"` // document ids, in order
	Held       []Span   `json:"held,omitempty"`      // when it was the current item
	Skipped    bool     `json:"skipped,omitempty"`
}

// Span is a stretch of time. A zero To means that it goes on.
type Span struct {
	From time.Time `json:"from"`
	To   time.Time `json:"to,omitzero"`
}

// Began returns when the item was first taken up; zero when it was not.
func (it Item) Began() time.Time {
	if len(it.Held) == 0 {
		return time.Time{}
	}
	return it.Held[0].From
}

// Finished returns when the item was last left; zero while it goes on or when it
// was not held.
func (it Item) Finished() time.Time {
	if len(it.Held) == 0 {
		return time.Time{}
	}
	return it.Held[len(it.Held)-1].To
}

// ItemIndex returns the place of an item on the agenda, or -1.
func (m *Meeting) ItemIndex(id string) int {
	return slices.IndexFunc(m.Items, func(it Item) bool { return it.ID == id })
}

// Item returns the agenda item with that id.
func (m *Meeting) Item(id string) (Item, bool) {
	if i := m.ItemIndex(id); i >= 0 {
		return m.Items[i], true
	}
	return Item{}, false
}

// PlannedStart returns when the item at place i is due, from the planned start of
// the meeting and the minutes of the items before it. Skipped items take no time.
func (m *Meeting) PlannedStart(i int) time.Time {
	at := m.Planned
	for _, it := range m.Items[:min(i, len(m.Items))] {
		if !it.Skipped {
			at = at.Add(time.Duration(it.Minutes) * time.Minute)
		}
	}
	return at
}

// PlannedMinutes is the planned length of the meeting.
func (m *Meeting) PlannedMinutes() int {
	sum := 0
	for _, it := range m.Items {
		if !it.Skipped {
			sum += it.Minutes
		}
	}
	return sum
}

// Neighbour returns the id of the next (step 1) or previous (step -1) item that is
// not skipped, counted from the current one; before the first item, the first. It
// returns "" at the ends.
func (m *Meeting) Neighbour(step int) string {
	i := m.ItemIndex(m.Current)
	if i < 0 {
		if step < 0 {
			return ""
		}
		i = -1
	}
	for i += step; i >= 0 && i < len(m.Items); i += step {
		if !m.Items[i].Skipped {
			return m.Items[i].ID
		}
	}
	return ""
}
