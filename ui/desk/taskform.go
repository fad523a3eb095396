package desk

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// several chooses people of the roll, one after the other; a tap on a name takes it out again.
type several struct {
	desk    *Desk
	object  fyne.CanvasObject
	picker  *picker
	chosen  []meeting.MemberID
	names   *fyne.Container
	changed func() // may be nil
}

func newSeveral(d *Desk, chosen []meeting.MemberID) *several {
	s := &several{desk: d, picker: newPicker(d, ""), chosen: slices.Clone(chosen), names: container.NewVBox()}
	s.picker.taken = func(m meeting.Member) { s.add(m.ID) }
	s.object = container.NewVBox(s.names, s.picker.object)
	s.show()
	return s
}

func (s *several) add(id meeting.MemberID) {
	if !slices.Contains(s.chosen, id) {
		s.chosen = append(s.chosen, id)
		s.show()
	}
	s.picker.clear()
}

func (s *several) show() {
	s.names.Objects = s.names.Objects[:0]
	for _, id := range s.chosen {
		b := ui.NewButton(s.desk.keys, s.desk.now.Name(id), theme.CancelIcon(), nil)
		b.OnTapped = func() {
			s.chosen = slices.DeleteFunc(s.chosen, func(x meeting.MemberID) bool { return x == id })
			s.show()
		}
		b.Alignment = widget.ButtonAlignLeading
		s.names.Add(b)
	}
	s.names.Refresh()
	if s.changed != nil {
		s.changed()
	}
}

// text joins the chosen names as a paper has them.
func (s *several) text() string {
	var names []string
	for _, id := range s.chosen {
		names = append(names, s.desk.now.Name(id))
	}
	return strings.Join(names, ", ")
}

// taskForm takes a task down: what, who, until when, with which result.
func (d *Desk) taskForm(task meeting.Task) {
	if task.ID == "" {
		task.ID = meeting.NewID()
	}
	text, expected := ui.NewArea(d.keys), ui.NewArea(d.keys)
	who, deadline := ui.NewEntry(d.keys), ui.NewEntry(d.keys)
	text.SetText(task.Text)
	expected.SetText(task.Expected)
	expected.SetMinRowsVisible(2)
	deadline.SetText(task.Deadline)
	deadline.SetPlaceHolder("20/12/2026")
	who.SetText(task.Who)
	who.SetPlaceHolder(d.t("task.who_hint"))
	people := newSeveral(d, task.Members)
	auto := people.text()
	// The words of the paper follow the names until somebody types.
	people.changed = func() {
		if who.Text == auto || who.Text == "" {
			who.SetText(people.text())
		}
		auto = people.text()
	}
	d.formUntil(d.t("desk.task"), []*widget.FormItem{
		widget.NewFormItem(d.t("desk.task.what"), text),
		widget.NewFormItem(d.t("desk.task.who"), people.object),
		widget.NewFormItem(d.t("task.who_text"), who),
		widget.NewFormItem(d.t("desk.task.deadline"), deadline),
		widget.NewFormItem(d.t("task.expected"), expected),
	}, func() string {
		if strings.TrimSpace(text.Text) == "" {
			return d.t("error.title_needed")
		}
		next := task
		next.Text, next.Who, next.Members, next.Deadline, next.Expected = text.Text, who.Text, people.chosen, deadline.Text, expected.Text
		d.do(meeting.PutTask{Task: next})
		return ""
	}).Resize(fyne.NewSize(700, 620))
	d.win.Canvas().Focus(text)
}
