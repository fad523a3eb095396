package desk

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"phonghop/ui"
)

// form asks for a few things at once.
func (d *Desk) form(title string, items []*widget.FormItem, save func()) *dialog.CustomDialog {
	return d.formUntil(title, items, func() string { save(); return "" })
}

// formUntil asks until save has nothing to object to, and the disk has what it sent to the
// room: what stands in the way is shown in the form, and what was typed stays.
func (d *Desk) formUntil(title string, items []*widget.FormItem, save func() string) *dialog.CustomDialog {
	return d.bodyUntil(title, container.NewVScroll(widget.NewForm(items...)), save)
}

// bodyUntil is formUntil for a body that is no list of fields.
func (d *Desk) bodyUntil(title string, fields fyne.CanvasObject, save func() string) *dialog.CustomDialog {
	wrong := widget.NewLabel("")
	wrong.Wrapping = fyne.TextWrapWord
	wrong.Importance = widget.DangerImportance
	wrong.Hide()
	say := func(text string) {
		wrong.SetText(text)
		wrong.Hidden = text == ""
		wrong.Refresh()
	}
	body := container.NewBorder(nil, wrong, nil, nil, fields)
	var form *dialog.CustomDialog
	saving := false
	form = d.ask(title, body, d.t("desk.save"), fyne.NewSize(640, 420), func() bool {
		if saving {
			return false // Enter was pressed twice
		}
		d.sent = &sent{}
		text, sent := save(), d.sent
		d.sent = nil
		say(text)
		if text != "" || sent.left == 0 {
			return text == ""
		}
		saving = true
		sent.then = func(err error) {
			saving = false
			switch open := slices.ContainsFunc(d.boxes, func(b *box) bool { return b.dialog == form }); {
			case err == nil:
				form.Hide()
			case open:
				say(d.opt.Errors.Text(err))
			default:
				d.notice.show(d.opt.Errors.Text(err), true)
			}
		}
		return false
	})
	return form
}

// sent is what a form has sent to the room and not been answered yet.
type sent struct {
	left int
	err  error
	then func(error) // told once, on the main goroutine
}

// answered takes one answer.
func (s *sent) answered(err error) {
	if s.left--; s.err == nil {
		s.err = err
	}
	if s.left == 0 && s.then != nil {
		s.then(s.err)
	}
}

// box is a form or a question that is open. Enter says yes to it, Esc closes it.
type box struct {
	dialog *dialog.CustomDialog
	yes    func() bool // whether it may close
	// deliberate boxes open by themselves while somebody types, and declare something:
	// only the button says yes to them, not Enter.
	deliberate bool
	closed     func() // told when it is gone; may be nil
	fill       func() // what Ctrl+Enter fills in; may be nil
}

// ask opens a box with a yes and a cancel, and one without a yes where that is nil.
func (d *Desk) ask(title string, body fyne.CanvasObject, word string, size fyne.Size, yes func() bool) *dialog.CustomDialog {
	b := &box{dialog: dialog.NewCustomWithoutButtons(title, body, d.win), yes: yes}
	cancel := ui.NewButton(d.keys, d.t("desk.cancel"), nil, b.dialog.Hide)
	buttons := []fyne.CanvasObject{cancel}
	if yes == nil {
		cancel.SetText(d.t("desk.close"))
	} else {
		ok := ui.NewButton(d.keys, word, nil, b.ok)
		ok.Importance = widget.HighImportance
		buttons = append(buttons, ok)
	}
	b.dialog.SetButtons(buttons)
	b.dialog.SetOnClosed(func() {
		d.boxes = slices.DeleteFunc(d.boxes, func(x *box) bool { return x == b })
		if b.closed != nil {
			b.closed()
		}
	})
	d.boxes = append(d.boxes, b)
	b.dialog.Resize(size)
	b.dialog.Show()
	return b.dialog
}

func (b *box) ok() {
	if b.yes == nil || b.yes() {
		b.dialog.Hide()
	}
}

// fillIn is Ctrl+Enter in the topmost box.
func (d *Desk) fillIn() {
	if n := len(d.boxes); n > 0 && d.boxes[n-1].fill != nil {
		d.boxes[n-1].fill()
	}
}

// boxKey gives Enter and Esc to the topmost box.
func (d *Desk) boxKey(name fyne.KeyName) bool {
	if len(d.boxes) == 0 {
		return false
	}
	top := d.boxes[len(d.boxes)-1]
	switch name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if !top.deliberate {
			top.ok()
		}
	case fyne.KeyEscape:
		if d.board != nil && len(d.boxes) == 1 && d.bringBack() {
			break // a clicker sends Esc to bring the picture back
		}
		top.dialog.Hide()
	default:
		return false
	}
	return true
}

// confirm asks before something that cannot be taken back.
func (d *Desk) confirm(question string, yes func()) {
	d.ask(d.t("desk.confirm"), sentence(question), d.t("desk.yes"), fyne.NewSize(520, 200), func() bool { yes(); return true })
}

func sentence(text string) fyne.CanvasObject {
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	return container.NewVScroll(label)
}

// askReason asks for the reason that the log will keep.
func (d *Desk) askReason(title string, then func(string)) {
	why := ui.NewEntry(d.keys)
	d.formUntil(title, []*widget.FormItem{widget.NewFormItem(d.t("desk.reason"), why)}, func() string {
		reason := strings.TrimSpace(why.Text)
		if reason == "" {
			return d.t("error.reason_needed")
		}
		then(reason)
		return ""
	})
	d.win.Canvas().Focus(why)
}

// tell shows what the secretary must read before going on.
func (d *Desk) tell(title, text string) {
	d.ask(title, sentence(text), "", fyne.NewSize(560, 300), nil)
}

// parseHour reads a time of day ("18:30", "18h30", "18 30") on the day of base.
func parseHour(s string, base time.Time) (time.Time, bool) {
	s = strings.NewReplacer("h", ":", "g", ":", ".", ":", " ", ":").Replace(strings.ToLower(strings.TrimSpace(s)))
	t, err := time.Parse("15:04", s)
	if err != nil {
		return time.Time{}, false
	}
	y, m, day := base.Date()
	return time.Date(y, m, day, t.Hour(), t.Minute(), 0, 0, base.Location()), true
}
