package desk

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// petitionStatuses are the statuses in the order of the choice (glossary J).
var petitionStatuses = []meeting.PetitionStatus{
	meeting.PetitionNew, meeting.PetitionForwarded, meeting.PetitionHandled, meeting.PetitionDone, meeting.PetitionAnswered, meeting.PetitionOutside,
}

// petition is a petition's row on the board.
func (v *reviewView) petition(p meeting.Petition, today meeting.Date) fyne.CanvasObject {
	d := v.desk
	text := widget.NewLabel(joined([]string{p.Field, p.Text}))
	text.Wrapping = fyne.TextWrapWord
	if p.Hot {
		text.SetText(d.t("petition.hot_mark") + " · " + text.Text)
	}
	move := ui.NewButton(d.keys, d.t("petition.move"), theme.MailForwardIcon(), func() { d.petitionMove(p) })
	edit := ui.NewButton(d.keys, "", theme.DocumentCreateIcon(), func() { d.petitionForm(p) })
	edit.Importance = widget.LowImportance
	buttons := container.NewHBox(move, edit)
	switch {
	case p.Status == meeting.PetitionNew:
		gone := ui.NewButton(d.keys, "", theme.DeleteIcon(), func() {
			d.confirm(d.t("desk.confirm_delete", "name", p.Text), func() { d.do(meeting.RemovePetition{ID: p.ID}) })
		})
		gone.Importance = widget.LowImportance
		buttons.Add(gone)
	case p.Settled() && p.Reported == "":
		told := ui.NewButton(d.keys, d.t("petition.report"), theme.ConfirmIcon(), func() {
			d.do(meeting.ReportPetition{ID: p.ID, Text: d.t("petition.report_step")})
		})
		told.Importance = widget.HighImportance
		buttons.Add(told)
	}
	lines := container.New(tight{}, text, fact(d.petitionFacts(p, today), p.Overdue(today)))
	return container.NewBorder(nil, widget.NewSeparator(), nil, container.NewCenter(buttons), lines)
}

// petitionFacts says where a petition stands.
func (d *Desk) petitionFacts(p meeting.Petition, today meeting.Date) string {
	parts := []string{d.t("petition." + string(p.Status))}
	if p.Overdue(today) {
		parts = append([]string{d.t("review.overdue")}, parts...)
	}
	if p.Reported != "" {
		parts = append(parts, d.t("petition.reported", "date", p.Reported.Vietnamese()))
	}
	if p.To != "" {
		parts = append(parts, d.t("petition.at", "to", p.To))
	}
	if p.Due != "" {
		parts = append(parts, d.t("review.deadline", "deadline", p.Due.Vietnamese()))
	}
	who := p.Source
	if who == "" {
		who = d.now.Name(p.Member)
	}
	parts = append(parts, who, p.Answer)
	if n := len(p.Steps); n > 0 && p.Answer == "" {
		parts = append(parts, p.Steps[n-1].Date.Vietnamese()+": "+p.Steps[n-1].Text)
	}
	return joined(parts)
}

// petitionForm takes a petition down, or corrects what it says.
func (d *Desk) petitionForm(p meeting.Petition) {
	fresh := p.ID == ""
	if fresh {
		p.ID, p.Date = meeting.NewID(), meeting.DateOf(d.opt.Room.Now())
	}
	who := newPicker(d, p.Member)
	source, field, date, due := ui.NewEntry(d.keys), ui.NewEntry(d.keys), ui.NewEntry(d.keys), ui.NewEntry(d.keys)
	text := ui.NewArea(d.keys)
	hot := ui.NewCheck(d.keys, d.t("petition.hot"), nil)
	source.SetText(p.Source)
	source.SetPlaceHolder(d.t("petition.source_hint"))
	field.SetText(p.Field)
	field.SetPlaceHolder(d.t("petition.field_hint"))
	date.SetText(p.Date.Vietnamese())
	due.SetText(p.Due.Vietnamese())
	due.SetPlaceHolder("dd/mm/yyyy")
	text.SetText(p.Text)
	hot.SetChecked(p.Hot)
	d.formUntil(d.t("petition.one"), []*widget.FormItem{
		widget.NewFormItem(d.t("petition.text"), text),
		widget.NewFormItem(d.t("petition.field"), field),
		widget.NewFormItem(d.t("petition.source"), source),
		widget.NewFormItem(d.t("petition.member"), who.object),
		widget.NewFormItem(d.t("petition.date"), date),
		widget.NewFormItem(d.t("desk.task.deadline"), due),
		widget.NewFormItem("", hot),
	}, func() string {
		who.settle()
		next := p
		next.Text, next.Field, next.Source, next.Member, next.Hot = text.Text, field.Text, source.Text, who.chosen, hot.Checked
		var ok, okDue bool
		next.Date, ok = d.readDay(date.Text)
		next.Due, okDue = d.readDay(due.Text)
		switch {
		case strings.TrimSpace(text.Text) == "":
			return d.t("error.title_needed")
		case !ok || !okDue:
			return d.t("error.bad_date")
		}
		step := ""
		if fresh {
			step = d.t("petition.first_step")
		}
		d.do(meeting.PutPetition{Petition: next, Step: step})
		return ""
	}).Resize(fyne.NewSize(700, 600))
	d.win.Canvas().Focus(text)
}

// readDay reads a day that may be missing; false for what is no day.
func (d *Desk) readDay(text string) (meeting.Date, bool) {
	if text = strings.TrimSpace(text); text == "" {
		return "", true
	}
	day := meeting.DateIn(text, meeting.DateOf(d.opt.Room.Now()))
	return day, day != ""
}

// petitionMove brings a petition on by a step with a date: passed on, handled, answered.
func (d *Desk) petitionMove(p meeting.Petition) {
	var words []string
	for _, s := range petitionStatuses {
		words = append(words, d.t("petition."+string(s)))
	}
	status := ui.NewSelect(d.keys, words, nil)
	to, due, on, step := ui.NewEntry(d.keys), ui.NewEntry(d.keys), ui.NewEntry(d.keys), ui.NewEntry(d.keys)
	answer := ui.NewArea(d.keys)
	to.SetText(p.To)
	to.SetPlaceHolder(d.t("petition.to_hint"))
	due.SetText(p.Due.Vietnamese())
	on.SetText(meeting.DateOf(d.opt.Room.Now()).Vietnamese())
	answer.SetText(p.Answer)
	next := func() meeting.PetitionStatus { return petitionStatuses[max(0, status.SelectedIndex())] }
	// What the step is called follows the choice until somebody types.
	auto := ""
	name := func() {
		if step.Text == auto {
			auto = d.t("petition.step."+string(next()), "to", strings.TrimSpace(to.Text))
			step.SetText(strings.TrimSpace(auto))
			auto = step.Text
		}
	}
	status.OnChanged = func(string) { name() }
	to.OnChanged = func(string) { name() }
	at := 1
	for i, s := range petitionStatuses {
		if s == p.Status && i > 0 {
			at = min(i+1, 3)
		}
	}
	status.SetSelectedIndex(at)
	what := widget.NewLabel(p.Text)
	what.Wrapping = fyne.TextWrapWord
	d.formUntil(d.t("petition.move"), []*widget.FormItem{
		widget.NewFormItem("", what),
		widget.NewFormItem(d.t("petition.status"), status),
		widget.NewFormItem(d.t("petition.to"), to),
		widget.NewFormItem(d.t("desk.task.deadline"), due),
		widget.NewFormItem(d.t("petition.on"), on),
		widget.NewFormItem(d.t("petition.step"), step),
		widget.NewFormItem(d.t("petition.answer"), answer),
		widget.NewFormItem(d.t("petition.history"), d.petitionHistory(p)),
	}, func() string {
		day, ok := d.readDay(on.Text)
		until, okDue := d.readDay(due.Text)
		switch {
		case !ok || !okDue:
			return d.t("error.bad_date")
		case next() == meeting.PetitionForwarded && strings.TrimSpace(to.Text) == "":
			return d.t("petition.to_missing")
		case next() == meeting.PetitionAnswered && strings.TrimSpace(answer.Text) == "":
			return d.t("petition.answer_missing")
		case strings.TrimSpace(step.Text) == "":
			return d.t("petition.step_missing")
		}
		d.do(meeting.MovePetition{ID: p.ID, Status: next(), On: day, Text: step.Text, To: to.Text, Due: until, Answer: answer.Text})
		return ""
	}).Resize(fyne.NewSize(700, 620))
}

// petitionHistory lists the steps so far.
func (d *Desk) petitionHistory(p meeting.Petition) fyne.CanvasObject {
	var lines []string
	for _, s := range p.Steps {
		lines = append(lines, s.Date.Vietnamese()+": "+s.Text)
	}
	l := widget.NewLabel(strings.Join(lines, "\n"))
	l.Wrapping = fyne.TextWrapWord
	return l
}
