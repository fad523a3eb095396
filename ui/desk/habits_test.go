package desk

import (
	"strings"
	"testing"

	"phonghop/meeting"
	"phonghop/ui"
)

// The cell's habits are kept for it, and count in the meeting that is open.
func TestHabitsAreKept(t *testing.T) {
	f := open(t)
	f.out.cell.Term, f.out.cell.Numbers = meeting.Term{Name: "2025-2030"}, map[string]int{"NQ": 7}
	f.habitsForm()
	find(f, func(c *ui.Check) bool { return c.Text == "Biên bản không đánh số" }).SetChecked(true)
	find(f, func(e *ui.Entry) bool { return e.PlaceHolder == "50" }).SetText("90")
	find(f, func(e *ui.Entry) bool { return e.PlaceHolder == "2025 - 2030" }).SetText("2030 - 2035")
	f.tap("Lưu")
	f.until("they are kept", func() bool { return len(f.boxes) == 0 })
	f.settle()
	want := meeting.Habits{Rules: meeting.Rules{LeastShare: 90}, Papers: meeting.PaperHabits{NoNumber: true}}
	if got := f.out.cell; got.Habits() != want || got.Term.Name != "2030 - 2035" || got.NextNumber("NQ") != 8 || got.Name != "CHI BỘ" {
		t.Errorf("the cell has %+v", got)
	}
	if got := f.opt.Room.Snapshot().Cell.Habits(); got != want {
		t.Errorf("the meeting has %+v", got)
	}
	f.habitsForm()
	find(f, func(c *ui.Check) bool { return strings.Contains(c.Text, "Bắt đầu nhiệm kỳ mới") }).SetChecked(true)
	f.tap("Lưu")
	f.until("the term begins", func() bool { return len(f.boxes) == 0 })
	if n := f.out.cell.NextNumber("NQ"); n != 1 {
		t.Errorf("the new term begins with %d", n)
	}
	f.habitsForm()
	find(f, func(e *ui.Entry) bool { return e.PlaceHolder == "50" }).SetText("190")
	f.tap("Lưu")
	if len(f.boxes) != 1 {
		t.Error("a bound of 190 % was taken")
	}
}
