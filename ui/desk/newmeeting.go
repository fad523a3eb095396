package desk

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// newMeeting is the form of a new meeting: from the last one of its kind, or from a template.
type newMeeting struct {
	desk         *Desk
	cell         meeting.Cell
	earlier      []*meeting.Meeting // once they are read
	kinds        []meeting.Kind
	kind, from   *ui.Select
	when         dateTime
	title, topic *ui.Entry
	place        *ui.Entry
	// What was proposed: what was typed stays.
	day, name string
}

// createMeeting makes a meeting. Without a cell it asks for that first.
func (d *Desk) createMeeting() {
	cell, known, err := d.opt.Archive.Cell()
	if err != nil {
		d.notice.show(d.opt.Errors.Text(err), true)
		return
	}
	if !known {
		d.notice.show(d.t("home.cell_first"), false)
		d.cellForm()
		return
	}
	next := d.opt.Room.Now().AddDate(0, 0, 3)
	n := &newMeeting{
		desk: d, cell: cell, kinds: meeting.Kinds(), title: ui.NewEntry(d.keys), topic: ui.NewEntry(d.keys), place: ui.NewEntry(d.keys),
		when: newDateTime(d, time.Date(next.Year(), next.Month(), next.Day(), 18, 30, 0, 0, time.Local)),
	}
	n.day = n.when.day.Text
	var names []string
	for _, k := range n.kinds {
		names = append(names, d.t("kind."+string(k)))
	}
	n.from = ui.NewSelect(d.keys, nil, func(string) { n.propose() })
	n.kind = ui.NewSelect(d.keys, names, func(string) { n.sources() })
	n.when.day.OnChanged = func(string) { n.propose() }
	n.place.SetText(cell.Place)
	n.kind.SetSelectedIndex(0)
	d.formUntil(d.t("home.create"), []*widget.FormItem{
		widget.NewFormItem(d.t("desk.kind"), n.kind),
		widget.NewFormItem(d.t("create.from"), n.from),
		widget.NewFormItem(d.t("desk.date"), n.when.day),
		widget.NewFormItem(d.t("desk.time"), n.when.at),
		widget.NewFormItem(d.t("desk.title"), n.title),
		widget.NewFormItem(d.t("desk.topic"), n.topic),
		widget.NewFormItem(d.t("desk.place"), n.place),
	}, n.save).Resize(fyne.NewSize(700, 480))
	// The earlier meetings come when they are read; the form does not wait for them.
	var all []*meeting.Meeting
	d.run(func(context.Context) (err error) {
		all, err = d.opt.Archive.AllMeetings()
		return err
	}, func() {
		n.earlier = all
		n.sources()
	})
}

func (n *newMeeting) chosen() meeting.Kind { return n.kinds[max(0, n.kind.SelectedIndex())] }

// last is the meeting from which the new one starts, or nil for the template.
func (n *newMeeting) last() *meeting.Meeting {
	if n.from.SelectedIndex() != 0 {
		return nil
	}
	return meeting.LastOf(n.earlier, n.chosen())
}

// sources offers what the new meeting can start from: the last one of its kind first.
func (n *newMeeting) sources() {
	d := n.desk
	words := []string{d.t("create.template")}
	if last := meeting.LastOf(n.earlier, n.chosen()); last != nil {
		words = append([]string{d.t("create.last", "title", last.Title)}, words...)
	}
	n.from.SetOptions(words)
	n.from.SetSelectedIndex(0)
	if last := n.last(); last != nil && n.place.Text == n.cell.Place {
		n.place.SetText(last.Place)
	}
	n.propose()
}

// propose fills in day, hour and title where nobody typed.
func (n *newMeeting) propose() {
	d, last := n.desk, n.last()
	if last != nil && n.when.day.Text == n.day {
		next := meeting.MonthLater(last.Planned)
		n.day = next.Format("02/01/2006")
		n.when.at.SetText(next.Format("15:04"))
		if n.when.day.Text != n.day {
			n.when.day.SetText(n.day) // comes back here
			return
		}
	}
	at, ok := n.when.read()
	if !ok || n.title.Text != n.name {
		return
	}
	if last != nil {
		n.name = meeting.Next("", last, n.cell, at).Title
	} else {
		n.name = d.t("home.title."+string(n.chosen()), "month", int(at.Month()), "year", at.Year(), "quarter", (int(at.Month())+2)/3)
	}
	n.title.SetText(n.name)
}

// save makes the meeting, with what earlier ones left to be looked at.
func (n *newMeeting) save() string {
	d := n.desk
	at, ok := n.when.read()
	switch {
	case !ok:
		return d.t("error.bad_date")
	case n.title.Text == "":
		return d.t("error.title_needed")
	}
	var m *meeting.Meeting
	if last := n.last(); last != nil {
		m = meeting.Next(meeting.NewID(), last, n.cell, at)
	} else {
		m = meeting.New(meeting.NewID(), n.chosen(), n.cell, at)
		m.Chair, m.Items = n.cell.Secretary(), d.opt.Files.Agenda(m.Kind)
	}
	m.Title, m.Topic, m.Place = n.title.Text, n.topic.Text, n.place.Text
	d.run(func(ctx context.Context) error {
		all, err := d.opt.Archive.AllMeetings()
		if err != nil {
			return err
		}
		tasks, petitions := meeting.Carried(all, at)
		if err := (meeting.CarryOver{Tasks: tasks, Petitions: petitions}).Apply(m, d.opt.Room.Now()); err != nil {
			return err
		}
		return d.opt.Archive.Create(ctx, m)
	}, nil)
	return ""
}
