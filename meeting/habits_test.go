package meeting

import (
	"errors"
	"testing"
)

// A cell's habits count from when they are set: who may vote changes the base of the next vote and not that of a result.
func TestHabits(t *testing.T) {
	m := crowd{official: 3, here: 1}.meeting()
	m.Phase, m.Items = Running, []Item{{ID: "1", Title: "x"}}
	m.come("official", 3)
	m.come("here", 1)
	for _, c := range []Command{
		RecordMotion{Motion: Motion{ID: "v", Item: "1", Text: "x", InFavour: 3}},
		SetHabits{Habits{Rules: Rules{HereVote: true, LeastShare: 90}, Papers: PaperHabits{NoNumber: true}}},
	} {
		if err := c.Apply(m, minute(1)); err != nil {
			t.Fatal(err)
		}
	}
	if n := m.Count(); n.Base != 4 || n.Voters != 4 || m.Motions[0].Base != 3 || !m.Cell.Papers.NoNumber || len(m.Log) != 1 {
		t.Errorf("%+v, %+v, %+v", n, m.Motions[0], m.Log)
	}
	for _, bad := range []Rules{{LateAfter: -1}, {LeastShare: -1}, {LeastShare: 101}} {
		if err := (SetHabits{Habits{Rules: bad}}).Apply(m, minute(2)); !errors.Is(err, ErrNegativeCount) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}
