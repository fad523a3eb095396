package screen

import (
	"strings"

	"fyne.io/fyne/v2"

	"phonghop/assets/words"
	"phonghop/meeting"
	"phonghop/ui"
)

// reviewView is a page of the board of tasks and petitions as the hall sees it.
type reviewView struct {
	head string
	none string
	rows [meeting.RowsOfReview]reviewRow
}

// reviewRow is a task or a petition; the zero row is none.
type reviewRow struct {
	text, facts string
	bad         bool // overdue or late; the words say it too
}

// viewReview returns a page of the board, from 0: the tasks of the last meeting, then the petitions.
func viewReview(m *meeting.Meeting, page int, today meeting.Date, w *words.Words) reviewView {
	var all []reviewRow
	for _, t := range m.Reviewed {
		all = append(all, taskRow(t, today, w))
	}
	tasks := len(all)
	for _, p := range m.Petitions {
		all = append(all, petitionRow(p, today, w))
	}
	v := reviewView{head: w.T("screen.review.tasks", "done", m.ReviewOf().Done, "all", tasks)}
	if tasks == 0 {
		v.head = w.T("screen.review.petitions")
	}
	if len(all) == 0 {
		v.none = w.T("screen.review.none")
		return v
	}
	from := page * meeting.RowsOfReview
	if from >= tasks {
		v.head = w.T("screen.review.petitions")
	}
	if pages := m.ReviewPages(); pages > 1 {
		v.head += " · " + w.T("screen.review.page", "n", page+1, "of", pages)
	}
	if from < len(all) {
		copy(v.rows[:], all[from:])
	}
	return v
}

func taskRow(t meeting.Task, today meeting.Date, w *words.Words) reviewRow {
	state := "task.open"
	if t.State != meeting.TaskOpen {
		state = "task." + string(t.State)
	}
	r := reviewRow{text: t.Text, bad: t.Overdue(today) || t.State == meeting.TaskLate}
	parts := []string{w.T(state)}
	if t.Overdue(today) && t.State != meeting.TaskLate {
		parts = []string{w.T("review.overdue")}
	}
	r.facts = facts(append(parts, t.Deadline, t.Who))
	return r
}

func petitionRow(p meeting.Petition, today meeting.Date, w *words.Words) reviewRow {
	r := reviewRow{text: p.Text, bad: p.Overdue(today)}
	parts := []string{w.T("petition." + string(p.Status))}
	if r.bad {
		parts = append([]string{w.T("review.overdue")}, parts...)
	}
	r.facts = facts(append(parts, p.Due.Vietnamese(), p.To))
	return r
}

// facts puts a dot between the parts that say something.
func facts(parts []string) string {
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, " · ")
}

func (v reviewView) draw(f *frame) {
	top := f.band()
	t := face{size: least * f.h, colour: letters, align: fyne.TextAlignLeading}
	head := t
	head.bold, head.colour = true, ui.Accent
	y := top + f.h*0.02
	lines, _ := wrap(v.head, head, f.w-2*f.margin(), 1)
	y = f.lines(f.margin(), y, f.w-2*f.margin(), lines, head) + f.h*0.02
	if v.none != "" {
		lines, _ = wrap(v.none, t, f.w-2*f.margin(), 3)
		f.lines(f.margin(), y, f.w-2*f.margin(), lines, t)
		return
	}
	left := 1.6 * f.margin()
	for _, r := range v.rows {
		if r.text == "" {
			continue
		}
		bold := t
		bold.bold = true
		text, _ := wrap(r.text, bold, f.w-left-f.margin(), 2)
		below := t
		if r.bad {
			below.bold, below.colour = true, ui.Accent
		}
		said, _ := wrap(r.facts, below, f.w-left-f.margin(), 1)
		from := y
		y = f.lines(left, y, f.w-left-f.margin(), text, bold)
		y = f.lines(left, y, f.w-left-f.margin(), said, below)
		bar := f.box(f.margin()*0.8, from, f.margin()*0.35, y-from, edge)
		if r.bad {
			bar.FillColor = ui.Accent
		}
		y += f.h * 0.025
	}
}
