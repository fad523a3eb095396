package desk

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// closingView is what the chair concludes: the conclusion, the tasks, dues, score.
type closingView struct {
	desk   *Desk
	object fyne.CanvasObject
	typing *typing
	shown  string // id of the meeting whose conclusion is in the field
	tasks  *fyne.Container
	rest   *widget.Label
}

func newClosingView(d *Desk) *closingView {
	v := &closingView{desk: d, tasks: container.NewVBox(), rest: widget.NewLabel("")}
	v.rest.Wrapping = fyne.TextWrapWord
	entry := ui.NewArea(d.keys)
	entry.SetPlaceHolder(d.t("desk.conclusion.hint"))
	entry.SetMinRowsVisible(3)
	v.typing = newTyping(d, entry)
	tools := container.NewHBox(
		ui.NewButton(d.keys, d.t("desk.task.add"), theme.ContentAddIcon(), func() { d.taskForm(meeting.Task{}) }),
		ui.NewButton(d.keys, d.t("desk.dues"), nil, d.duesForm),
		ui.NewButton(d.keys, d.t("desk.score"), nil, d.scoreForm),
	)
	below := container.NewBorder(container.NewVBox(tools, v.rest), nil, nil, nil, container.NewVScroll(v.tasks))
	split := container.NewVSplit(entry, below)
	split.SetOffset(0.4)
	v.object = split
	return v
}

func (v *closingView) flush() { v.typing.flush() }

func (v *closingView) refresh() {
	d := v.desk
	v.typing.set(d.now.Conclusion, v.shown == d.now.ID, func(text string) meeting.Command { return meeting.WriteConclusion{Text: text} })
	v.shown = d.now.ID
	var facts []string
	if x := d.now.Dues; x != nil {
		facts = append(facts, d.t("desk.dues.text", "paid", x.Paid, "due", x.Due))
	}
	if x := d.now.Score; x != nil {
		facts = append(facts, d.t("desk.score.text", "points", x.Points, "grade", x.Grade))
	}
	v.rest.SetText(strings.Join(facts, " · "))
	v.tasks.Objects = v.tasks.Objects[:0]
	for _, task := range d.now.Tasks {
		text := widget.NewLabel(d.t("desk.task.text", "text", task.Text, "who", task.Who, "deadline", task.Deadline))
		text.Wrapping = fyne.TextWrapWord
		edit := ui.NewButton(d.keys, "", theme.DocumentCreateIcon(), func() { d.taskForm(task) })
		gone := ui.NewButton(d.keys, "", theme.DeleteIcon(), func() {
			d.confirm(d.t("desk.confirm_delete", "name", task.Text), func() { d.do(meeting.RemoveTask{ID: task.ID}) })
		})
		edit.Importance, gone.Importance = widget.LowImportance, widget.LowImportance
		v.tasks.Add(container.NewBorder(nil, nil, nil, container.NewHBox(edit, gone), text))
	}
	v.tasks.Refresh()
}

func (d *Desk) duesForm() {
	old := meeting.Dues{}
	if d.now.Dues != nil {
		old = *d.now.Dues
	}
	paid, due, note := ui.NewEntry(d.keys), ui.NewEntry(d.keys), ui.NewEntry(d.keys)
	paid.SetText(strconv.Itoa(old.Paid))
	due.SetText(strconv.Itoa(old.Due))
	note.SetText(old.Note)
	d.formUntil(d.t("desk.dues"), []*widget.FormItem{
		widget.NewFormItem(d.t("desk.dues.paid"), paid),
		widget.NewFormItem(d.t("desk.dues.due"), due),
		widget.NewFormItem(d.t("desk.note"), note),
	}, func() string {
		n, err := numbers([]*ui.Entry{paid, due})
		if err != nil || n[0] < 0 || n[1] < 0 {
			return d.t("error.count")
		}
		d.do(meeting.SetClosing{Dues: &meeting.Dues{Paid: n[0], Due: n[1], Note: note.Text}})
		return ""
	})
}

// grade follows the points (HD 42 and local forms, rules 1.6); the chair may choose
// another.
func (d *Desk) grade(points int) string {
	switch {
	case points >= 90:
		return d.t("grade.good")
	case points >= 70:
		return d.t("grade.fair")
	case points >= 50:
		return d.t("grade.average")
	}
	return d.t("grade.poor")
}

// totalForm takes the sum alone, for a cell that fills in its form on paper.
func (d *Desk) totalForm() {
	old := meeting.Score{}
	if d.now.Score != nil {
		old = *d.now.Score
	}
	points, weak := ui.NewEntry(d.keys), ui.NewArea(d.keys)
	grade := ui.NewSelect(d.keys, []string{d.t("grade.good"), d.t("grade.fair"), d.t("grade.average"), d.t("grade.poor")}, nil)
	points.SetText(strconv.Itoa(old.Points))
	grade.SetSelected(old.Grade)
	weak.SetText(old.Weakness)
	points.OnChanged = func(s string) {
		if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil {
			grade.SetSelected(d.grade(n))
		}
	}
	d.formUntil(d.t("desk.score"), []*widget.FormItem{
		widget.NewFormItem(d.t("desk.score.points"), points),
		widget.NewFormItem(d.t("desk.score.grade"), grade),
		widget.NewFormItem(d.t("desk.score.weakness"), weak),
	}, func() string {
		n, err := numbers([]*ui.Entry{points})
		if err != nil || n[0] < 0 || n[0] > 100 {
			return d.t("error.count")
		}
		d.do(meeting.SetClosing{Score: &meeting.Score{Points: n[0], Grade: grade.Selected, Weakness: strings.TrimSpace(weak.Text)}})
		return ""
	})
}
