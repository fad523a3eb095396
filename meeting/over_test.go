package meeting

import (
	"strings"
	"testing"
	"time"
)

func TestTimeForAnItem(t *testing.T) {
	begun := time.Date(2026, 12, 3, 18, 30, 0, 0, time.UTC)
	m := &Meeting{Items: []Item{
		{ID: "a", Minutes: 10, Held: []Span{{From: begun, To: begun.Add(4 * time.Minute)}, {From: begun.Add(time.Hour)}}},
		{ID: "b"},
	}}
	now := begun.Add(time.Hour + 2*time.Minute)
	if got := m.TimeFor("a", now).Sub(now); got != 4*time.Minute {
		t.Errorf("%v are left of 10 minutes after 4 and 2", got)
	}
	if !m.TimeFor("b", now).IsZero() || !m.TimeFor("c", now).IsZero() {
		t.Error("a time for an item that has none")
	}
}

func TestWhatLiesBesideAPage(t *testing.T) {
	m := &Meeting{Motions: []Motion{{ID: "v"}}, Documents: []Document{{ID: "d", Pages: 1}}}
	s, err := m.CheckStage(Stage{Show: ShowPage, Document: "d", Over: Over{Motion: "w", Message: " một\nhai " + strings.Repeat("ữ", 200)}})
	if err != nil || s.Over.Motion != "" || len([]rune(s.Over.Message)) != MaxMessage || !strings.HasPrefix(s.Over.Message, "một hai ữ") {
		t.Errorf("%+v, %v", s.Over, err)
	}
	if s, _ = m.CheckStage(Stage{Show: ShowAgenda, Over: Over{Motion: "v"}}); s.Over.Motion != "v" {
		t.Error("the result of a motion is gone")
	}
}
