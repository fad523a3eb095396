package desk

import (
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

// formUntil asks until save has nothing to object to: what it returns is shown in
// the form, and what was typed stays.
func (d *Desk) formUntil(title string, items []*widget.FormItem, save func() string) *dialog.CustomDialog {
	wrong := widget.NewLabel("")
	wrong.Wrapping = fyne.TextWrapWord
	wrong.Importance = widget.DangerImportance
	wrong.Hide()
	body := container.NewBorder(nil, wrong, nil, nil, container.NewVScroll(widget.NewForm(items...)))
	f := dialog.NewCustomWithoutButtons(title, body, d.win)
	ok := ui.NewButton(d.keys, d.t("desk.save"), nil, func() {
		if text := save(); text != "" {
			wrong.SetText(text)
			wrong.Show()
			return
		}
		f.Hide()
	})
	ok.Importance = widget.HighImportance
	f.SetButtons([]fyne.CanvasObject{ui.NewButton(d.keys, d.t("desk.cancel"), nil, func() { f.Hide() }), ok})
	f.Resize(fyne.NewSize(640, 420))
	f.Show()
	return f
}

// confirm asks before something that cannot be taken back.
func (d *Desk) confirm(question string, yes func()) {
	dialog.ShowConfirm(d.t("desk.confirm"), question, func(ok bool) {
		if ok {
			yes()
		}
	}, d.win)
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
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	box := dialog.NewCustom(title, d.t("desk.close"), container.NewVScroll(label), d.win)
	box.Resize(fyne.NewSize(560, 300))
	box.Show()
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
