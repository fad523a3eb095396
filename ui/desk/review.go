package desk

import (
	"context"
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// reviewView is the board of what earlier meetings left: their tasks, and the petitions that the cell follows. The hall
// sees the same on [meeting.ShowReview].
type reviewView struct {
	desk      *Desk
	object    fyne.CanvasObject
	sum       *widget.Label
	rows      *fyne.Container
	scroll    *container.Scroll
	open      bool
	shown     bool // whether the rows are those of tasks and petitions
	id        string
	tasks     []meeting.Task
	petitions []meeting.Petition
	day       meeting.Date
}

// taskStates are the states of a task in the order of the choice.
var taskStates = []meeting.TaskState{meeting.TaskOpen, meeting.TaskDone, meeting.TaskDoing, meeting.TaskLate}

func newReviewView(d *Desk) *reviewView {
	v := &reviewView{desk: d, sum: widget.NewLabel(""), rows: container.NewVBox()}
	v.sum.Truncation = fyne.TextTruncateEllipsis
	tools := container.NewHBox(
		ui.NewButton(d.keys, d.t("review.show"), theme.MediaPlayIcon(), func() { d.put(meeting.Stage{Show: meeting.ShowReview}) }),
		ui.NewButton(d.keys, d.t("review.carry"), theme.DownloadIcon(), d.carryOver),
		ui.NewButton(d.keys, d.t("petition.add"), theme.ContentAddIcon(), func() { d.petitionForm(meeting.Petition{}) }),
	)
	v.scroll = container.NewVScroll(v.rows)
	v.object = container.NewBorder(container.NewVBox(tools, v.sum), nil, nil, nil, v.scroll)
	return v
}

// openReview opens the board over the desk: it needs more room than a tab has.
func (d *Desk) openReview() {
	if d.review.open {
		return
	}
	d.review.open = true
	d.review.refresh()
	size := d.win.Canvas().Size()
	d.ask(d.t("review.title"), d.review.object, "", fyne.NewSize(size.Width*0.92, size.Height*0.92), nil)
	d.boxes[len(d.boxes)-1].closed = func() { d.review.open = false }
}

// refresh rebuilds the rows when something in them changed.
func (v *reviewView) refresh() {
	d := v.desk
	today := meeting.DateOf(d.opt.Room.Now())
	if !v.open || v.shown && v.id == d.now.ID && v.day == today && reflect.DeepEqual(v.tasks, d.now.Reviewed) && reflect.DeepEqual(v.petitions, d.now.Petitions) {
		return
	}
	if v.id != d.now.ID {
		v.scroll.ScrollToTop()
	}
	v.shown, v.id, v.day, v.tasks, v.petitions = true, d.now.ID, today, d.now.Reviewed, d.now.Petitions
	r := d.now.ReviewOf()
	v.sum.SetText(d.t("review.sum", "all", r.All, "done", r.Done, "doing", r.Doing, "late", r.Late))
	v.rows.Objects = v.rows.Objects[:0]
	v.head("review.tasks", len(v.tasks) == 0, "review.no_tasks")
	for _, t := range v.tasks {
		v.rows.Add(v.task(t, today))
	}
	v.head("review.petitions", len(v.petitions) == 0, "review.no_petitions")
	for _, p := range v.petitions {
		v.rows.Add(v.petition(p, today))
	}
	v.rows.Refresh()
}

func (v *reviewView) head(word string, none bool, noneWord string) {
	v.rows.Add(widget.NewLabelWithStyle(v.desk.t(word), fyne.TextAlignLeading, fyne.TextStyle{Bold: true}))
	if none {
		text := widget.NewLabel(v.desk.t(noneWord))
		text.Wrapping = fyne.TextWrapWord
		v.rows.Add(text)
	}
}

// fact is the second line of a row; what is overdue or late stands out, in words and in colour.
func fact(text string, bad bool) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	if bad {
		l.Importance = widget.DangerImportance
		l.TextStyle.Bold = true
	}
	return l
}

func (v *reviewView) task(t meeting.Task, today meeting.Date) fyne.CanvasObject {
	d := v.desk
	var words []string
	for _, s := range taskStates {
		words = append(words, d.t(stateWord(s)))
	}
	state := ui.NewSelect(d.keys, words, nil)
	for i, s := range taskStates {
		if s == t.State {
			state.SetSelectedIndex(i)
		}
	}
	state.OnChanged = func(string) {
		d.do(meeting.ReviewTask{ID: t.ID, State: taskStates[state.SelectedIndex()], Outcome: t.Outcome})
	}
	outcome := ui.NewButton(d.keys, "", theme.DocumentCreateIcon(), func() { d.outcomeForm(t) })
	outcome.Importance = widget.LowImportance
	text := widget.NewLabel(t.Text)
	text.Wrapping = fyne.TextWrapWord
	parts := []string{t.Who, d.t("review.deadline", "deadline", t.Deadline), t.Outcome}
	if t.Overdue(today) {
		parts = append([]string{d.t("review.overdue")}, parts...)
	}
	lines := container.New(tight{}, text, fact(joined(parts), t.Overdue(today) || t.State == meeting.TaskLate))
	return container.NewBorder(nil, widget.NewSeparator(), nil, container.NewHBox(container.NewCenter(container.NewGridWrap(choiceSize(state), state)), container.NewCenter(outcome)), lines)
}

// choiceSize is large enough for the longest choice: the toolkit measures the first alone.
func choiceSize(s *ui.Select) fyne.Size {
	size := s.MinSize()
	for _, word := range s.Options {
		size.Width = max(size.Width, fyne.MeasureText(word, theme.TextSize(), fyne.TextStyle{}).Width+theme.IconInlineSize()+4*theme.InnerPadding())
	}
	return size
}

// stateWord is the key of what a state of a task is called.
func stateWord(s meeting.TaskState) string {
	if s == meeting.TaskOpen {
		return "task.open"
	}
	return "task." + string(s)
}

// joined puts a dot between the parts that say something.
func joined(parts []string) string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}

// outcomeForm asks what was done of a task, and how far it is.
func (d *Desk) outcomeForm(t meeting.Task) {
	var words []string
	chosen := 0
	for i, s := range taskStates {
		words = append(words, d.t(stateWord(s)))
		if s == t.State {
			chosen = i
		}
	}
	state := ui.NewSelect(d.keys, words, nil)
	state.SetSelectedIndex(chosen)
	outcome := ui.NewArea(d.keys)
	outcome.SetText(t.Outcome)
	what := widget.NewLabel(t.Text)
	what.Wrapping = fyne.TextWrapWord
	d.form(d.t("review.outcome"), []*widget.FormItem{
		widget.NewFormItem(d.t("desk.task.what"), what),
		widget.NewFormItem(d.t("review.state"), state),
		widget.NewFormItem(d.t("review.outcome"), outcome),
	}, func() {
		d.do(meeting.ReviewTask{ID: t.ID, State: taskStates[state.SelectedIndex()], Outcome: outcome.Text})
	})
	d.win.Canvas().Focus(outcome)
}

// carryOver brings what earlier meetings left into this one.
func (d *Desk) carryOver() {
	var tasks []meeting.Task
	var petitions []meeting.Petition
	id, planned := d.now.ID, d.now.Planned
	d.run(func(context.Context) error {
		all, err := d.opt.Archive.AllMeetings()
		tasks, petitions = meeting.Carried(all, planned)
		return err
	}, func() {
		if len(tasks)+len(petitions) == 0 {
			d.notice.show(d.t("review.nothing"), false)
			return
		}
		d.doIn(id, meeting.CarryOver{Tasks: tasks, Petitions: petitions}, func(err error) {
			if err == nil {
				d.notice.show(d.t("review.carried", "tasks", len(tasks), "petitions", len(petitions)), false)
			}
		})
	})
}
