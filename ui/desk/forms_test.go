package desk

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// A form stays with what was typed until the disk has it: on a full disk it says so itself, and is saved when there is
// room again. Enter pressed twice saves once.
func TestFormsWaitForTheDisk(t *testing.T) {
	f := open(t)
	asked := 0
	typed := ui.NewEntry(f.keys)
	f.form("Kết luận", []*widget.FormItem{widget.NewFormItem("", typed)}, func() {
		asked++
		f.Desk.do(meeting.WriteConclusion{Text: typed.Text})
	})
	typed.SetText("thống nhất")
	f.out.full.Store(true)
	f.press(fyne.KeyReturn)
	f.press(fyne.KeyReturn)
	if len(f.boxes) != 1 {
		t.Fatal("the form closed before the disk had answered")
	}
	f.until("the room has refused", func() bool { return f.sayings(f.opt.Errors.Text(meeting.ErrNotSaved)) })
	if len(f.boxes) != 1 || typed.Text != "thống nhất" || asked != 1 {
		t.Fatalf("%d forms with %q after saving %d times", len(f.boxes), typed.Text, asked)
	}
	f.out.full.Store(false)
	f.press(fyne.KeyReturn)
	f.until("it is saved, and the form gone", func() bool { return f.now.Conclusion == "thống nhất" && len(f.boxes) == 0 })
	if asked != 2 {
		t.Errorf("saved %d times", asked)
	}
}

// sayings tells whether an open form says something.
func (f *fixture) sayings(text string) bool {
	found := false
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if l, ok := o.(*widget.Label); ok && l.Visible() && l.Text == text {
			found = true
		}
		switch o := o.(type) {
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child)
			}
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		}
	}
	for _, o := range f.win.Canvas().Overlays().List() {
		walk(o)
	}
	return found
}
