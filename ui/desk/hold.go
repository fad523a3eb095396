package desk

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// shown returns the stage that the desk steers: what the hall sees, or, while the hall's
// picture is held, what it will see next.
func (d *Desk) shown() meeting.Stage {
	if d.held {
		return d.own
	}
	return d.opt.Room.Stage()
}

// hold lets the hall keep its picture while the desk moves on, and shows the hall where
// the desk is when it is pressed again.
func (d *Desk) hold() {
	if d.held {
		d.keep(false)
		d.put(d.own)
		return
	}
	d.own = d.opt.Room.Stage()
	d.keep(true)
	d.stage.refresh()
	d.bar.refresh()
}

// keep holds the hall's picture or lets it go. The pointer does not stay on it: it would
// point at a page that the desk does not show.
func (d *Desk) keep(on bool) {
	if d.held == on {
		return
	}
	d.held = on
	d.opt.Screen.Point(nil)
	d.opt.Screen.Hold(on)
}

// bringBack shows the hall what the desk shows after it was darkened or its picture held,
// and tells whether it was. It is what a clicker's Esc does: it ends nothing.
func (d *Desk) bringBack() bool {
	switch {
	case d.held:
		d.hold()
	case d.opt.Room.Stage().Show == meeting.ShowBlank:
		d.blank()
	default:
		return false
	}
	return true
}

// putOwn moves the desk while the hall's picture is held.
func (d *Desk) putOwn(s meeting.Stage) {
	s, err := d.now.CheckStage(s)
	if err != nil {
		d.notice.show(d.opt.Errors.Text(err), true)
		return
	}
	d.own = s
	if s.Show == meeting.ShowPage {
		d.lastDoc, d.reading.last[s.Document] = s, s
	}
	d.stage.refresh()
	d.docs.refresh()
	d.bar.refresh()
}

// alarm is a red strip that says that the hall does not see what the desk shows.
type alarm struct {
	desk   *Desk
	object *fyne.Container
	text   *widget.Label
	end    *ui.Button
}

func newAlarm(d *Desk) *alarm {
	a := &alarm{desk: d, text: widget.NewLabel("")}
	a.text.TextStyle.Bold, a.text.Importance = true, widget.DangerImportance
	a.text.Truncation = fyne.TextTruncateEllipsis
	a.end = ui.NewButton(d.keys, "", nil, nil)
	a.end.Importance = widget.DangerImportance
	frame := canvas.NewRectangle(color.White)
	frame.StrokeColor, frame.StrokeWidth = ui.Accent, 2
	a.object = container.NewStack(frame, container.NewBorder(nil, nil, nil, a.end, a.text))
	a.object.Hide()
	return a
}

func (a *alarm) refresh() {
	d := a.desk
	hall := d.opt.Room.Stage()
	switch {
	case hall.Show == meeting.ShowBlank && (d.held || d.dark.Show != "" || d.now.Phase == meeting.Running || d.now.Phase == meeting.Paused):
		a.say(d.t("desk.dark"), d.t("desk.dark.end"), d.blank)
	case d.held:
		what := d.t("desk.held")
		if doc, ok := d.now.Document(hall.Document); ok && hall.Show == meeting.ShowPage {
			what = d.t("desk.held_page", "n", hall.Page+1, "name", doc.Title)
		}
		a.say(what, d.t("desk.hold.end"), d.hold)
	default:
		a.object.Hide()
	}
}

func (a *alarm) say(text, end string, do func()) {
	a.text.SetText(text)
	a.end.OnTapped = do
	a.end.SetText(end)
	a.object.Show()
}
