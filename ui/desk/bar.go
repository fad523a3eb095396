package desk

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// bar is the head of the desk: which meeting, how far, and one button for each way
// on.
type bar struct {
	desk   *Desk
	object fyne.CanvasObject
	title  *widget.Label
	state  *ui.Button
	course *ui.Button
	finish *ui.Button
	shows  map[meeting.Show]*ui.Button
}

func newBar(d *Desk) *bar {
	b := &bar{desk: d, title: widget.NewLabel(""), shows: map[meeting.Show]*ui.Button{}}
	b.title.TextStyle.Bold = true
	b.title.Truncation = fyne.TextTruncateEllipsis
	b.state = ui.NewButton(d.keys, "", theme.HistoryIcon(), d.correctTimes)
	b.state.Importance = widget.LowImportance
	b.course = ui.NewButton(d.keys, "", theme.MediaPlayIcon(), d.course)
	b.course.Importance = widget.HighImportance
	b.finish = ui.NewButton(d.keys, d.t("desk.end")+" (F12)", theme.MediaStopIcon(), d.finish)
	back := ui.NewButton(d.keys, "", theme.HomeIcon(), d.leave)
	menu := ui.NewButton(d.keys, d.t("desk.menu"), theme.MenuIcon(), nil)
	menu.OnTapped = func() { d.menu(menu) }

	shows := container.NewHBox(
		b.show(meeting.ShowJoin, "desk.show.join", "F2"),
		b.show(meeting.ShowAgenda, "desk.show.agenda", "F3"),
		b.show(meeting.ShowPage, "desk.show.page", "F4"),
		b.show(meeting.ShowBlank, "desk.show.blank", "F6"),
	)
	first := container.NewBorder(nil, nil, back, container.NewHBox(b.state, b.course, b.finish, menu), b.title)
	steps := container.NewHBox(
		ui.NewButton(d.keys, d.t("desk.previous_item")+" (F7)", theme.NavigateBackIcon(), func() { d.step(-1) }),
		ui.NewButton(d.keys, d.t("desk.next_item")+" (F8)", theme.NavigateNextIcon(), func() { d.step(1) }),
		ui.NewButton(d.keys, d.t("review.tab"), theme.ListIcon(), d.openReview),
	)
	second := container.NewBorder(nil, nil, steps, container.NewHBox(widget.NewLabel(d.t("desk.screen")), shows))
	b.object = container.NewVBox(first, second, widget.NewSeparator())
	return b
}

func (b *bar) show(what meeting.Show, word, key string) *ui.Button {
	d := b.desk
	act := func() { d.show(what) }
	switch what {
	case meeting.ShowPage:
		act = d.showPage
	case meeting.ShowBlank:
		act = d.blank
	}
	btn := ui.NewButton(d.keys, d.t(word)+" ("+key+")", nil, act)
	b.shows[what] = btn
	return btn
}

func (b *bar) refresh() {
	d := b.desk
	m := d.now
	b.title.SetText(m.Title)
	b.state.SetText(d.phaseText(m))
	word, icon := "desk.start", theme.MediaPlayIcon()
	switch m.Phase {
	case meeting.Running:
		word, icon = "desk.pause", theme.MediaPauseIcon()
	case meeting.Paused:
		word = "desk.resume"
	case meeting.Ended:
		word, icon = "desk.reopen", theme.ViewRefreshIcon()
	}
	b.course.SetText(d.t(word) + " (F9)")
	b.course.SetIcon(icon)
	if m.Phase == meeting.Running || m.Phase == meeting.Paused {
		b.finish.Enable()
	} else {
		b.finish.Disable()
	}
	stage := d.shown()
	for what, btn := range b.shows {
		want := widget.MediumImportance
		if what == stage.Show {
			want = widget.HighImportance
		}
		if btn.Importance != want {
			btn.Importance = want
			btn.Refresh()
		}
	}
}

func (d *Desk) phaseText(m *meeting.Meeting) string {
	n := m.Count()
	who := d.t("desk.present_of", "n", n.Present, "of", n.Required)
	switch m.Phase {
	case meeting.Running:
		return d.t("desk.running_since", "at", hour(m.Started)) + " · " + who
	case meeting.Paused:
		return d.t("desk.paused") + " · " + who
	case meeting.Ended:
		return d.t("desk.ended_at", "at", hour(m.Ended)) + " · " + who
	}
	return d.t("desk.planned_at", "at", m.Planned.Format("15:04 02/01/2006")) + " · " + who
}

// hour shows a time of day as the interface does; "" for none.
func hour(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("15:04")
}
