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

// speakingTimes are the minutes that one may give a speaker with one tap.
var speakingTimes = []int{3, 5, 10}

// over changes what lies beside the page on the projector.
func (d *Desk) over(change func(*meeting.Over)) {
	s := d.shown()
	change(&s.Over)
	d.put(s)
}

// overForm asks what should lie beside the page.
func (d *Desk) overForm() {
	now := d.shown().Over
	item := ui.NewCheck(d.keys, d.t("desk.over.item"), nil)
	item.SetChecked(now.Item)
	message := ui.NewEntry(d.keys)
	message.SetText(now.Message)
	message.SetPlaceHolder(d.t("desk.over.message_hint", "n", meeting.MaxMessage))
	results := []string{d.t("desk.over.no_result")}
	chosen := 0
	for i, m := range d.now.Motions {
		results = append(results, m.Text)
		if m.ID == now.Motion {
			chosen = i + 1
		}
	}
	result := ui.NewSelect(d.keys, results, nil)
	result.SetSelectedIndex(chosen)
	d.form(d.t("desk.over.title"), []*widget.FormItem{
		widget.NewFormItem(d.t("desk.over.message"), message),
		widget.NewFormItem("", item),
		widget.NewFormItem(d.t("desk.over.result"), result),
	}, func() {
		d.over(func(o *meeting.Over) {
			o.Item, o.Message, o.Motion = item.Checked, message.Text, ""
			if i := result.SelectedIndex() - 1; i >= 0 && i < len(d.now.Motions) {
				o.Motion = d.now.Motions[i].ID
			}
		})
	})
	d.win.Canvas().Focus(message)
}

// timerForm asks for how long the hall sees a timer.
func (d *Desk) timerForm() {
	var end func()
	until := func(ends time.Time) {
		end()
		d.over(func(o *meeting.Over) { o.Ends = ends })
	}
	rows := container.NewVBox(ui.NewButton(d.keys, d.t("desk.timer.item"), nil, func() {
		if ends := d.now.TimeFor(d.now.Current, d.opt.Room.Now()); !ends.IsZero() {
			until(ends)
			return
		}
		end()
		d.notice.show(d.t("desk.timer.no_item"), false)
	}))
	for _, n := range speakingTimes {
		rows.Add(ui.NewButton(d.keys, d.t("desk.timer.minutes", "n", n), nil, func() {
			until(d.opt.Room.Now().Add(time.Duration(n) * time.Minute).Round(time.Second))
		}))
	}
	end = d.ask(d.t("desk.tool.timer"), rows, "", fyne.NewSize(420, 300), nil).Hide
}

// messageRow is the message that the hall sees, so that nobody forgets it.
type messageRow struct {
	desk   *Desk
	object *fyne.Container
	text   *widget.Label
}

func newMessageRow(d *Desk) *messageRow {
	r := &messageRow{desk: d, text: widget.NewLabel("")}
	r.text.Truncation = fyne.TextTruncateEllipsis
	r.object = container.NewBorder(nil, nil, widget.NewIcon(theme.MailComposeIcon()),
		ui.NewButton(d.keys, d.t("desk.over.end")+" (X)", theme.CancelIcon(), d.endMessage), r.text)
	r.object.Hide()
	return r
}

// refresh shows the row while there is a message.
func (r *messageRow) refresh() {
	s := r.desk.shown()
	message := s.Over.Message
	if message == "" || message == r.desk.speaking.called {
		r.object.Hide()
		return
	}
	if s.Show != meeting.ShowPage {
		message = r.desk.t("desk.over.waits", "text", message)
	}
	r.text.SetText(message)
	r.object.Show()
}

// endMessage takes the message away.
func (d *Desk) endMessage() {
	if d.shown().Over.Message != "" {
		d.over(func(o *meeting.Over) { o.Message = "" })
	}
}

// timerRow is the timer that runs, as the desk steers it.
type timerRow struct {
	desk   *Desk
	object *fyne.Container
}

func newTimerRow(d *Desk) *timerRow {
	r := &timerRow{desk: d}
	more := func(by time.Duration) func() {
		return func() { d.over(func(o *meeting.Over) { o.Ends = o.Ends.Add(by) }) }
	}
	r.object = container.NewHBox(widget.NewIcon(theme.HistoryIcon()), widget.NewLabel(d.t("desk.timer.runs")),
		ui.NewButton(d.keys, d.t("desk.timer.less"), nil, more(-time.Minute)),
		ui.NewButton(d.keys, d.t("desk.timer.more"), nil, more(time.Minute)),
		ui.NewButton(d.keys, d.t("desk.timer.end"), theme.CancelIcon(), func() { d.over(func(o *meeting.Over) { o.Ends = time.Time{} }) }),
	)
	r.object.Hide()
	return r
}

// refresh shows the row while the timer runs.
func (r *timerRow) refresh() {
	if r.desk.shown().Over.Ends.IsZero() || r.desk.speaking.who != "" {
		r.object.Hide()
		return
	}
	r.object.Show()
}
