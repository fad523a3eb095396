package desk

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"

	"phonghop/meeting"
)

// While the picture is held the hall sees nothing of where the desk goes; then it sees
// the place at which the desk is.
func TestHoldKeepsTheHallsPicture(t *testing.T) {
	f := reader(t)
	f.Key(fyne.KeyPageDown)
	before, updates := f.opt.Room.Stage(), f.out.updates
	f.Key(fyne.KeyF10)
	for range 5 {
		f.Key(fyne.KeyPageDown)
	}
	f.showDocument("e")
	f.Rune('+')
	if now := f.opt.Room.Stage(); now != before || f.out.updates != updates {
		t.Errorf("the hall saw %+v", now)
	}
	if !f.stage.alarm.object.Visible() || f.stage.alarm.text.Text != "ĐANG GIỮ HÌNH: hội trường vẫn thấy trang 2, Báo cáo" {
		t.Errorf("the desk says %q", f.stage.alarm.text.Text)
	}
	f.Key(fyne.KeyF10)
	if now := f.opt.Room.Stage(); now.Document != "e" || now.View.Zoom == 0 || f.stage.alarm.object.Visible() {
		t.Errorf("after the hold: %+v", now)
	}

	// Darkening ends the hold; what comes back is what the hall saw.
	f.Key(fyne.KeyF10)
	f.Key(fyne.KeyPageDown)
	f.Key(fyne.KeyF6)
	if now := f.opt.Room.Stage(); now.Show != meeting.ShowBlank {
		t.Errorf("not dark: %+v", now)
	}
	f.Key(fyne.KeyEscape) // as a clicker does
	if now := f.opt.Room.Stage(); now.Document != "e" || now.Page != 0 {
		t.Errorf("back from the dark: %+v", now)
	}
}

// What a clicker's Esc does: it brings the picture back, and ends nothing.
func TestEscBringsThePictureBack(t *testing.T) {
	f := reader(t)
	f.Rune('p')
	f.Key(fyne.KeyF10)
	f.Key(fyne.KeyPageDown)
	f.board.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, 200)}})
	if !f.out.holds || f.out.pointer != nil || !f.board.alarm.object.Visible() {
		t.Errorf("held %v, pointed at %v", f.out.holds, f.out.pointer)
	}
	f.Key(fyne.KeyEscape)
	if s := f.opt.Room.Stage(); f.out.holds || f.held || s.Page != 1 || f.board == nil {
		t.Errorf("after Esc the hall sees %+v", s)
	}
	f.Key(fyne.KeyF6)
	if f.board == nil || !f.board.alarm.object.Visible() {
		t.Error("the board does not say that it is dark")
	}
	f.Key(fyne.KeyEscape)
	if s := f.opt.Room.Stage(); s.Show != meeting.ShowPage || s.Page != 1 || f.board == nil {
		t.Errorf("after the dark the hall sees %+v", s)
	}
	f.Key(fyne.KeyEscape)
	if f.board != nil || f.Key(fyne.KeyEscape) {
		t.Error("Esc with nothing to bring back does not close the board, or does more")
	}

	// In the dark the desk moves on too; what comes back is where it is.
	f.Key(fyne.KeyF6)
	f.Key(fyne.KeyF10)
	f.put(meeting.Stage{Show: meeting.ShowPage, Document: "d", Page: 4})
	f.Rune('b')
	if s := f.opt.Room.Stage(); s.Page != 4 || f.held || f.stage.alarm.object.Visible() {
		t.Errorf("after the dark the hall sees %+v", s)
	}
}

func TestMessageIsTakenAwayByOneKey(t *testing.T) {
	f := reader(t)
	f.over(func(o *meeting.Over) { o.Message, o.Item = "Giải lao 10 phút", true })
	if !f.message.object.Visible() {
		t.Error("the desk does not say that there is a message")
	}
	f.Rune('x')
	if o := f.opt.Room.Stage().Over; o.Message != "" || !o.Item || f.message.object.Visible() {
		t.Errorf("beside the page: %+v", o)
	}
}

func TestLettersAreLargerAtOnceAndStaySo(t *testing.T) {
	f := open(t)
	entry := f.notes.typing.entry
	entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyEqual, Modifier: fyne.KeyModifierControl})
	if f.letterSize() != 1.2 || theme.TextSize() <= 14 {
		t.Errorf("letters of %v, %v high", f.letterSize(), theme.TextSize())
	}
	var kept float32
	f.opt.OnSettings = func(set meeting.Settings) { kept = set.TextSize }
	f.letters(9)
	f.letters(-1)
	f.until("it is kept", func() bool { return kept == 1.4 })
}
