package desk

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// entryOf finds the entry of a form by its label.
func (f *fixture) entryOf(word string) *ui.Entry {
	f.t.Helper()
	form := within(f.top(), func(*widget.Form) bool { return true })
	for _, it := range form.Items {
		if e, ok := it.Widget.(*ui.Entry); ok && it.Text == f.Desk.t(word) {
			return e
		}
	}
	f.t.Fatalf("no entry %q", f.Desk.t(word))
	return nil
}

func (f *fixture) checkOf(word string, args ...any) *ui.Check {
	f.t.Helper()
	c := within(f.top(), func(c *ui.Check) bool { return c.Text == f.Desk.t(word, args...) })
	if c == nil {
		f.t.Fatalf("no check %q", f.Desk.t(word, args...))
	}
	return c
}

func (f *fixture) withRoll() {
	f.out.cell.Members = append([]meeting.Member(nil), f.now.Roll...)
	f.openRoll(nil)
	f.until("the roll is open", func() bool { return f.cellRoll != nil })
}

// A change of category asks for its day, goes to the disk, into the list of changes, and into the meeting being prepared.
func TestAChangeOfCategoryAsksForItsDay(t *testing.T) {
	f := open(t)
	f.withRoll()
	v := f.cellRoll
	if got := v.roll[0].Name; got != "Nguyễn Văn Bền" {
		t.Errorf("the first by given name is %s", got)
	}
	v.find.SetText("binh")
	if len(v.roll) != 1 || !strings.Contains(v.counts.Text, "Tổng số 3") {
		t.Errorf("%d found, %s", len(v.roll), v.counts.Text)
	}
	v.edit(v.roll[0])
	f.checkOf("member.official").SetChecked(false)
	f.button(f.top(), "desk.save").OnTapped()
	if len(f.boxes) != 2 || !f.out.cell.Members[1].Official {
		t.Fatal("saved without a day")
	}
	f.entryOf("roll.since").SetText("1/12/2026")
	f.entryOf("roll.note").SetText("ghi sai trước đây")
	f.button(f.top(), "desk.save").OnTapped()
	f.until("the form has closed", func() bool { return len(f.boxes) == 1 })
	f.until("the meeting knows it", func() bool { p, _ := f.now.Member("Bình"); return !p.Official })
	want := meeting.MemberChange{Member: "Bình", Date: "2026-12-01", Note: "ghi sai trước đây"}
	if len(f.out.cell.Changes) != 1 || f.out.cell.Changes[0].Date != want.Date || f.out.cell.Changes[0].Note != want.Note {
		t.Errorf("changes are %+v", f.out.cell.Changes)
	}
	if !strings.Contains(v.counts.Text, "dự bị 1") {
		t.Errorf("the roll says %q", v.counts.Text)
	}

	v.find.SetText("")
	v.remove(v.roll[2]) // Cường, a double
	f.checkOf("roll.mistake").SetChecked(true)
	f.checkOf("roll.import.meeting").SetChecked(false)
	f.button(f.top(), "desk.save").OnTapped()
	f.until("the form has closed", func() bool { return len(f.boxes) == 1 })
	if len(f.out.cell.Members) != 2 || len(f.out.cell.Changes) != 1 || len(f.now.Roll) != 3 {
		t.Errorf("%d on the roll, %d changes, %d at the meeting", len(f.out.cell.Members), len(f.out.cell.Changes), len(f.now.Roll))
	}
}

// A list from Excel is seen beside the roll before anything changes, taken in one step, and taken back.
func TestAListIsSeenBeforeItIsTaken(t *testing.T) {
	f := open(t)
	f.withRoll()
	before := f.out.cell.Members
	f.previewRoll("ds.xlsx", Table{
		Members: []meeting.Member{
			{ID: "x", Name: "Trần Thị Bình", Official: true, Standing: meeting.Exempt},
			{ID: "y", Name: "Danh Mới", BirthYear: 2001, Standing: meeting.Active},
			{ID: "Bền", Name: "Nguyễn Văn Bền", Official: true, Standing: meeting.Active},
		},
		Fields: meeting.ListFields{Official: true, Standing: true}, Private: []string{"Cột F “CCCD”"}, Warnings: []string{"xem lại"},
	})
	f.until("the preview is open", func() bool { return len(f.boxes) == 2 })
	for _, text := range []string{"Thêm mới: 1", "Thay đổi: 1", "Giữ nguyên: 1", "không có trong tệp: 1", "CCCD", "xem lại", "Chính thức, miễn sinh hoạt"} {
		if within(f.top(), func(l *widget.Label) bool { return strings.Contains(l.Text, text) }) == nil {
			t.Errorf("the preview does not say %q", text)
		}
	}
	if len(f.out.cell.Members) != 3 || f.out.cell.Replaced != nil {
		t.Fatal("looking changed the roll")
	}
	f.checkOf("roll.import.drop", "n", 1).SetChecked(true)
	f.button(f.top(), "desk.save").OnTapped()
	f.until("it is taken", func() bool { return len(f.boxes) == 1 })
	names := func(roll []meeting.Member) (s string) {
		for _, p := range roll {
			s += p.Name + " " + string(p.Standing) + "; "
		}
		return s
	}
	if got := names(f.out.cell.Members); got != "Nguyễn Văn Bền ; Trần Thị Bình exempt; Danh Mới active; " {
		t.Errorf("the roll is %s", got)
	}
	f.until("the meeting follows", func() bool { return names(f.now.Roll) == names(f.out.cell.Members) })
	if n := len(f.out.cell.Changes); n != 3 {
		t.Errorf("%d changes", n)
	}
	f.cellRoll.takeBack()
	f.button(f.top(), "desk.save").OnTapped()
	f.until("the meeting goes back too", func() bool {
		return len(f.boxes) == 1 && names(f.now.Roll) == "Nguyễn Văn Bền ; Trần Thị Bình ; Lê Văn Cường ; "
	})
	f.until("the old roll is back", func() bool { return names(f.out.cell.Members) == names(before) && len(f.cellRoll.roll) == 3 })
	if len(f.out.cell.Changes) != 0 {
		t.Errorf("changes are %+v", f.out.cell.Changes)
	}
}
