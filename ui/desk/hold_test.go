package desk

import (
	"testing"

	"fyne.io/fyne/v2"

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
