package desk

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// homeView is what the desk shows while no meeting is open: past and coming
// meetings, and on the first start the two ways to begin.
type homeView struct {
	desk    *Desk
	object  *fyne.Container
	cell    *widget.Label
	rows    *fyne.Container
	welcome *widget.Label
	create  *ui.Button
	mine    *ui.Button
	roll    *ui.Button
}

func newHomeView(d *Desk) *homeView {
	v := &homeView{desk: d, cell: widget.NewLabel(""), rows: container.NewVBox(), welcome: widget.NewLabel(d.t("home.welcome"))}
	title := canvas.NewText(d.t("app.title"), ui.Accent)
	title.TextSize = 28
	title.TextStyle.Bold = true
	v.welcome.Wrapping, v.cell.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord
	v.cell.TextStyle.Bold = true
	v.create = ui.NewButton(d.keys, d.t("home.create"), theme.ContentAddIcon(), d.createMeeting)
	v.mine = ui.NewButton(d.keys, d.t("home.cell"), theme.AccountIcon(), d.cellForm)
	v.roll = ui.NewButton(d.keys, d.t("home.roll"), theme.ListIcon(), func() { d.openRoll(nil) })
	buttons := container.NewVBox(
		v.create, v.mine, v.roll,
		ui.NewButton(d.keys, d.t("home.sample"), theme.MediaPlayIcon(), d.openSample),
		ui.NewButton(d.keys, d.t("home.open"), theme.FolderOpenIcon(), d.openFile),
		ui.NewButton(d.keys, d.t("home.excel"), theme.DocumentIcon(), d.pickTable),
		ui.NewButton(d.keys, d.t("home.template"), theme.DownloadIcon(), d.saveTable),
		ui.NewButton(d.keys, d.t("desk.library")+" (Ctrl+L)", theme.SearchIcon(), d.openLibrary),
		ui.NewButton(d.keys, d.t("year.title"), theme.ListIcon(), d.openYear),
		ui.NewButton(d.keys, d.t("desk.settings"), theme.SettingsIcon(), d.settingsForm),
		ui.NewButton(d.keys, d.t("desk.help")+" (F1)", theme.HelpIcon(), d.help),
	)
	left := container.NewVBox(title, v.cell, v.welcome, buttons)
	head := widget.NewLabelWithStyle(d.t("home.meetings"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	right := container.NewBorder(head, nil, nil, nil, container.NewVScroll(v.rows))
	split := container.NewHSplit(container.NewPadded(left), container.NewPadded(right))
	split.SetOffset(0.36)
	v.object = container.NewStack(split)
	return v
}

func (v *homeView) hide() { v.object.Hide() }

// show reads the list of meetings off the main goroutine and shows it.
func (v *homeView) show() {
	v.object.Show()
	d := v.desk
	var list []meeting.Summary
	var cell meeting.Cell
	var known bool
	d.run(func(context.Context) (err error) {
		if list, err = d.opt.Archive.Meetings(); err != nil {
			return err
		}
		cell, known, err = d.opt.Archive.Cell()
		return err
	}, func() { v.fill(list, cell, known) })
}

func (v *homeView) fill(list []meeting.Summary, cell meeting.Cell, known bool) {
	d := v.desk
	first, second := v.create, v.mine
	v.cell.Hidden, v.roll.Hidden = !known, !known
	if known {
		v.create.Show()
		v.cell.SetText(d.t("home.cell_line", "name", cell.ShortName, "n", len(cell.Members)))
		v.welcome.Hide()
	} else {
		v.create.Hide() // first the cell
		v.cell.SetText("")
		v.welcome.Show()
		first, second = second, first
	}
	first.Importance, second.Importance = widget.HighImportance, widget.MediumImportance
	first.Refresh()
	second.Refresh()
	v.rows.Objects = v.rows.Objects[:0]
	for _, s := range list {
		v.rows.Add(v.row(s))
	}
	if len(list) == 0 {
		v.rows.Add(widget.NewLabel(d.t("home.none")))
	}
	v.rows.Refresh()
}

func (v *homeView) row(s meeting.Summary) fyne.CanvasObject {
	d := v.desk
	if s.Damaged {
		s.Title = d.t("home.damaged")
	}
	text := widget.NewLabel(s.Title + "\n" + s.Planned.Format("15:04 02/01/2006") + " · " + d.t("phase."+string(s.Phase)))
	text.Wrapping = fyne.TextWrapWord
	open := ui.NewButton(d.keys, d.t("home.open_meeting"), theme.FolderOpenIcon(), func() {
		d.run(func(ctx context.Context) error { return d.opt.Archive.Open(ctx, s.ID) }, nil)
	})
	open.Importance = widget.HighImportance
	later := ui.NewButton(d.keys, d.t("home.postpone"), theme.HistoryIcon(), func() { d.postpone(s) })
	if s.Phase != meeting.Preparing {
		later.Hide()
	}
	if s.Damaged {
		open.Hide()
		text.SetText(s.Title)
	}
	gone := ui.NewButton(d.keys, d.t("home.delete"), theme.DeleteIcon(), func() {
		d.confirm(d.t("desk.confirm_delete", "name", s.Title), func() {
			d.run(func(ctx context.Context) error { return d.opt.Archive.Delete(ctx, s.ID) }, v.show)
		})
	})
	return container.NewBorder(nil, widget.NewSeparator(), nil, container.NewHBox(open, later, gone), text)
}

// leave goes back to the list of meetings; the meeting goes on where it was.
func (d *Desk) leave() {
	d.notes.flush()
	d.end.flush()
	d.orders.add(d.opt.Archive.LeaveRoom)
}

// dateTime is a pair of fields for a day and an hour.
type dateTime struct{ day, at *ui.Entry }

func newDateTime(d *Desk, t time.Time) dateTime {
	f := dateTime{day: ui.NewEntry(d.keys), at: ui.NewEntry(d.keys)}
	f.day.SetText(t.Format("02/01/2006"))
	f.at.SetText(t.Format("15:04"))
	return f
}

func (f dateTime) read() (time.Time, bool) {
	day, err := time.ParseInLocation("2/1/2006", f.day.Text, time.Local)
	if err != nil {
		return time.Time{}, false
	}
	return parseHour(f.at.Text, day)
}

func (d *Desk) postpone(s meeting.Summary) {
	when := newDateTime(d, s.Planned)
	d.formUntil(d.t("home.postpone"), []*widget.FormItem{
		widget.NewFormItem(d.t("desk.date"), when.day),
		widget.NewFormItem(d.t("desk.time"), when.at),
	}, func() string {
		to, ok := when.read()
		if !ok {
			return d.t("error.bad_date")
		}
		d.run(func(ctx context.Context) error { return d.opt.Archive.Postpone(ctx, s.ID, to) }, d.home.show)
		return ""
	})
}
