package desk

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// The papers of a meeting are looked at, filled in, numbered from the register, exported and shown from one screen.
func TestPapersOfTheMeeting(t *testing.T) {
	f := open(t)
	f.out.cell = meeting.Cell{
		Name: "CHI BỘ", Term: meeting.Term{Name: "2025 - 2030"},
		Register: []meeting.Registered{{Type: "NQ", Number: 15, Term: "2025 - 2030"}, {Type: "NQ", Number: 17, Term: "2025 - 2030"}},
	}
	f.openPapers()
	list := find(f, func(l *ui.List) bool { return l.Length() == 2 })
	says := func(text string) func() bool {
		return func() bool { return f.sayings(text) }
	}
	f.until("what is missing is counted", says(f.Desk.t("desk.export.missing", "n", 3)))
	list.Select(1)
	f.tap("Điền nội dung")
	find(f, func(e *ui.Entry) bool { return e.MultiLine }).SetText("còn chậm")
	f.tap("Lưu")
	f.until("it is filled in", func() bool { return f.now.Texts["han_che"] == "còn chậm" && len(f.boxes) == 1 })
	f.tap("Số văn bản")
	f.until("the number is proposed", func() bool { return len(f.boxes) == 2 })
	if e := find(f, func(*ui.Entry) bool { return true }); e.Text != "18" {
		t.Errorf("the next resolution is %s", e.Text)
	}
	find(f, func(l *widget.Label) bool { return strings.Contains(l.Text, "Thiếu số 16-NQ") })
	f.tap("Lưu")
	f.until("it has its number", func() bool { return f.now.PaperNumber("NQ") == 18 && len(f.boxes) == 1 })
	f.settle()
	if last := f.out.cell.Register[len(f.out.cell.Register)-1]; last.Number != 18 || last.Meeting != "m" {
		t.Errorf("the register has %+v", last)
	}
	f.openRegister()
	f.until("the register is listed", func() bool { return len(f.boxes) == 2 })
	find(f, func(l *widget.Label) bool { return strings.Contains(l.Text, "Số 18-NQ/CB") })
	find(f, func(l *widget.Label) bool { return strings.Contains(l.Text, "Thiếu số 16-NQ") })
	f.press(fyne.KeyEscape)
	f.tap("Xuất văn bản đã chọn")
	f.until("the ticked one is exported", func() bool {
		f.out.mu.Lock()
		defer f.out.mu.Unlock()
		return slices.Equal(f.out.written, []string{"minutes"})
	})
	f.tap("Trình chiếu")
	f.until("the hall sees the paper", func() bool { return f.opt.Room.Stage().Document == meeting.DraftID })
	f.tap("Chép sang Sổ tay đảng viên điện tử")
	f.tap("Chép")
	if got := f.opt.App.Clipboard().Content(); got != "Trụ sở ấp" {
		t.Errorf("copied %q", got)
	}
}
