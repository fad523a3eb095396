package meeting

import (
	"errors"
	"math"
	"testing"
	"time"
)

func TestInk(t *testing.T) {
	m := (&Meeting{Documents: []Document{{ID: "d", SHA256: "s", Pages: 3}, {ID: "d2", Pages: 1}}}).Clone()
	do := func(c Command) error { return c.Apply(m, time.Time{}) }
	line := func(x float32) Stroke { return Stroke{Tool: Pen, Points: []float32{x, 0.5, x + 0.1, 0.51239}} }
	for i := range 3 {
		if err := do(PutStroke{"d", 1, line(float32(i) / 10)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := do(PutStroke{"d2", 0, line(0)}); err != nil {
		t.Fatal(err)
	}
	before := m.Clone()
	if err := do(UndoStroke{"d", 1}); err != nil || len(m.InkOn("d", 1)) != 2 || m.InkOn("d", 1)[1].Points[0] != 0.1 || m.InkOn("d", 1)[1].Points[3] != 0.5124 {
		t.Errorf("after undo: %+v, %v", m.InkOn("d", 1), err)
	}
	if err := do(PutStroke{"d", 1, line(0.9)}); err != nil || len(before.InkOn("d", 1)) != 3 || before.InkOn("d", 1)[2].Points[0] != 0.2 {
		t.Errorf("the snapshot of before changed: %+v, %v", before.InkOn("d", 1), err)
	}
	if err := do(UndoStroke{"d", 2}); err != nil {
		t.Error("nothing to undo:", err)
	}
	if err := do(ClearStrokes{"d", 1}); err != nil || len(m.InkOn("d", 1)) != 0 || len(m.InkOn("d2", 0)) != 1 {
		t.Errorf("after clear: %+v, %v", m.Ink, err)
	}
	for name, c := range map[string]Command{
		"no document":  PutStroke{"x", 0, line(0)},
		"no page":      PutStroke{"d", 3, line(0)},
		"one point":    PutStroke{"d", 0, Stroke{Tool: Pen, Points: []float32{0, 0}}},
		"half a point": PutStroke{"d", 0, Stroke{Tool: Pen, Points: []float32{0, 0, 1}}},
		"no number":    PutStroke{"d", 0, Stroke{Tool: Pen, Points: []float32{0, 0, 1, float32(math.NaN())}}},
		"no tool":      PutStroke{"d", 0, Stroke{Points: []float32{0, 0, 1, 1}}},
		"too long":     PutStroke{"d", 0, Stroke{Tool: Marker, Points: make([]float32, 2*MaxPoints+2)}},
	} {
		if err := do(c); !errors.Is(err, ErrBadStroke) && !errors.Is(err, ErrNoDocument) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for range MaxStrokes {
		if err := do(PutStroke{"d", 0, line(0)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := do(PutStroke{"d", 0, line(0)}); !errors.Is(err, ErrTooMuchInk) {
		t.Errorf("too many: %v", err)
	}
	if err := do(RemoveDocument{ID: "d"}); err != nil || len(m.InkOn("d", 0)) != 0 || len(m.InkOn("d2", 0)) != 1 {
		t.Errorf("removed with its document: %v, %v", m.Ink, err)
	}
}
