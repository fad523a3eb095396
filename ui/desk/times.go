package desk

import (
	"time"

	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// correctTimes corrects any recorded time of the course: the start, the end, and
// when items were taken up and left. Before the start it offers a start that was
// forgotten.
func (d *Desk) correctTimes() {
	if d.now.Started.IsZero() {
		d.forgottenStart()
		return
	}
	type field struct {
		fix   meeting.CorrectTime
		was   time.Time
		entry *ui.Entry
	}
	var fields []*field
	var items []*widget.FormItem
	add := func(label string, fix meeting.CorrectTime, was time.Time) {
		if was.IsZero() {
			return
		}
		f := &field{fix: fix, was: was, entry: ui.NewEntry(d.keys)}
		f.entry.SetText(hour(was))
		fields = append(fields, f)
		items = append(items, widget.NewFormItem(label, f.entry))
	}
	add(d.t("desk.times.start"), meeting.CorrectTime{Which: meeting.ClockStart}, d.now.Started)
	add(d.t("desk.times.end"), meeting.CorrectTime{Which: meeting.ClockEnd}, d.now.Ended)
	for i, it := range d.now.Items {
		add(d.t("desk.times.item_start", "n", i+1), meeting.CorrectTime{Which: meeting.ClockItemStart, Item: it.ID}, it.Began())
		add(d.t("desk.times.item_end", "n", i+1), meeting.CorrectTime{Which: meeting.ClockItemEnd, Item: it.ID}, it.Finished())
	}
	d.formUntil(d.t("desk.times"), items, func() string {
		for _, f := range fields {
			if f.entry.Text == hour(f.was) {
				continue
			}
			at, ok := parseHour(f.entry.Text, f.was)
			if !ok {
				return d.t("error.bad_time")
			}
			f.fix.At = at
			d.do(f.fix)
		}
		return ""
	})
}

// forgottenStart starts a meeting that began before the button was pressed.
func (d *Desk) forgottenStart() {
	now := d.opt.Room.Now()
	at := ui.NewEntry(d.keys)
	at.SetText(hour(now))
	d.formUntil(d.t("desk.times.forgotten"), []*widget.FormItem{widget.NewFormItem(d.t("desk.times.start"), at)}, func() string {
		when, ok := parseHour(at.Text, now)
		if !ok || when.After(now) {
			return d.t("error.bad_time")
		}
		d.do(meeting.Start{At: when})
		return ""
	})
}

// reopen takes an ended meeting up again.
func (d *Desk) reopen() {
	if d.now.Phase == meeting.Ended && len(d.boxes) == 0 { // F9 twice asks once
		d.askReason(d.t("desk.reopen"), func(why string) { d.do(meeting.Reopen{Reason: why}) })
	}
}
