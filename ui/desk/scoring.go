package desk

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// scoring is the form by which the meeting scores itself: the program proposes what it can know, the chair decides each.
type scoring struct {
	desk      *Desk
	form      meeting.QualityForm
	proposals map[string]meeting.Proposal
	rows      map[string]*scoreRow
	sums      map[string]*widget.Label // by group
	total     *widget.Label
	weak      *ui.Entry
	quiet     bool
	dialog    *dialog.CustomDialog
}

// scoreRow is a criterion.
type scoreRow struct {
	criterion meeting.Criterion
	choice    *ui.Select // of steps
	points    *ui.Entry  // or of points
	said      *widget.Label
	take      *ui.Button
}

// scoreForm opens the form. The proposals come when the earlier meetings are read.
func (d *Desk) scoreForm() {
	form, err := d.qualityForm()
	if err != nil {
		d.notice.show(d.opt.Errors.Text(err), true)
		return
	}
	d.openScore(form)
}

func (d *Desk) openScore(form meeting.QualityForm) {
	s := &scoring{
		desk: d, form: form, rows: map[string]*scoreRow{}, sums: map[string]*widget.Label{},
		total: widget.NewLabel(""), weak: ui.NewArea(d.keys),
	}
	s.total.TextStyle.Bold, s.total.SizeName = true, theme.SizeNameSubHeadingText
	body := s.build()
	s.fill()
	s.weak.SetMinRowsVisible(2)
	s.formUntil(body)
	var all []*meeting.Meeting
	d.run(func(context.Context) (err error) {
		all, err = d.opt.Archive.AllMeetings()
		return err
	}, func() {
		s.proposals = meeting.Propose(d.now, &s.form, all, d.opt.Room.Now())
		s.tell()
	})
}

// qualityForm is the form that the meeting was scored by, else the cell's own, else the built-in one.
func (d *Desk) qualityForm() (meeting.QualityForm, error) {
	if q := d.now.Cell.Quality; q != nil && d.now.Score != nil && len(d.now.Score.Marks) > 0 {
		return *q, nil
	}
	if cell, known, err := d.opt.Archive.Cell(); err != nil {
		return meeting.QualityForm{}, err
	} else if known && cell.Quality != nil {
		return *cell.Quality, nil
	}
	return d.opt.Files.QualityForm()
}

// build lays the form out, group by group.
func (s *scoring) build() fyne.CanvasObject {
	d := s.desk
	rows := container.NewVBox()
	all := s.form.Criteria()
	for _, g := range s.form.Groups {
		sum := widget.NewLabelWithStyle("", fyne.TextAlignTrailing, fyne.TextStyle{Bold: true})
		s.sums[g.Key] = sum
		name := widget.NewLabelWithStyle(g.Key+". "+g.Name, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
		name.Wrapping = fyne.TextWrapWord
		rows.Add(container.NewBorder(nil, nil, nil, sum, name))
		for _, c := range all {
			if c.Group == g.Key {
				rows.Add(s.row(c))
			}
		}
	}
	weak := widget.NewLabelWithStyle(d.t("desk.score.weakness"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	rows.Add(weak)
	rows.Add(s.weak)
	rows.Add(container.NewHBox(
		ui.NewButton(d.keys, d.t("score.total_only"), nil, d.totalForm),
		ui.NewButton(d.keys, d.t("score.form_out"), theme.DownloadIcon(), s.formOut),
		ui.NewButton(d.keys, d.t("score.form_in"), theme.FolderOpenIcon(), s.formIn),
	))
	take := ui.NewButton(d.keys, d.t("score.take_all"), theme.ConfirmIcon(), s.takeAll)
	return container.NewBorder(container.NewBorder(nil, nil, nil, take, s.total), nil, nil, nil, container.NewVScroll(rows))
}

func (s *scoring) row(c meeting.Criterion) fyne.CanvasObject {
	d := s.desk
	r := &scoreRow{criterion: c, said: widget.NewLabel("")}
	s.rows[c.Key] = r
	r.said.Wrapping = fyne.TextWrapWord
	r.said.Importance = widget.LowImportance
	r.said.Hide()
	r.take = ui.NewButton(d.keys, "", nil, func() { s.set(c.Key, s.proposals[c.Key].Points) })
	r.take.Hide()
	name := widget.NewLabel(c.Name)
	name.Wrapping = fyne.TextWrapWord
	var field fyne.CanvasObject
	if c.Choose {
		var words []string
		for _, x := range c.Steps {
			words = append(words, d.t("score.step", "points", x.Points, "name", x.Name))
		}
		r.choice = ui.NewSelect(d.keys, words, func(string) { s.count() })
		r.choice.PlaceHolder = d.t("score.choose")
		field = r.choice
		name.Hide() // the group says it
	} else {
		r.points = ui.NewEntry(d.keys)
		r.points.OnChanged = func(string) { s.count() }
		field = container.NewHBox(container.NewGridWrap(fyne.NewSize(56*d.letterSize(), r.points.MinSize().Height), r.points), widget.NewLabel("/ "+strconv.Itoa(c.Max)))
	}
	proposal := container.NewBorder(nil, nil, nil, r.take, r.said)
	if c.Choose {
		return container.NewVBox(field, proposal)
	}
	return container.NewBorder(nil, proposal, nil, field, name)
}

// fill shows what was decided before.
func (s *scoring) fill() {
	if old := s.desk.now.Score; old != nil {
		s.weak.SetText(old.Weakness)
		for key, points := range old.Marks {
			s.set(key, points)
		}
	}
	s.count()
}

// set puts the points of a criterion.
func (s *scoring) set(key string, points int) {
	r := s.rows[key]
	switch {
	case r == nil:
	case r.choice != nil:
		if i := slices.IndexFunc(r.criterion.Steps, func(x meeting.QualityStep) bool { return x.Points == points }); i >= 0 {
			r.choice.SetSelectedIndex(i)
		}
	default:
		r.points.SetText(strconv.Itoa(points))
	}
}

// marks reads what is decided; false where something typed is no number.
func (s *scoring) marks() (map[string]int, bool) {
	out, ok := map[string]int{}, true
	for key, r := range s.rows {
		switch {
		case r.choice != nil:
			if i := r.choice.SelectedIndex(); i >= 0 {
				out[key] = r.criterion.Steps[i].Points
			}
		case strings.TrimSpace(r.points.Text) != "":
			n, err := strconv.Atoi(strings.TrimSpace(r.points.Text))
			ok = ok && err == nil
			out[key] = n
		}
	}
	return out, ok
}

// count shows the sums and the grade as they are now.
func (s *scoring) count() {
	if s.quiet {
		return
	}
	d := s.desk
	marks, _ := s.marks()
	for _, g := range s.form.Groups {
		sum := 0
		for key, r := range s.rows {
			if r.criterion.Group == g.Key {
				sum += marks[key]
			}
		}
		l := s.sums[g.Key]
		l.Importance = widget.MediumImportance
		if sum > g.Max {
			l.Importance = widget.DangerImportance
		}
		l.SetText(d.t("score.group", "n", sum, "max", g.Max))
	}
	if len(marks) == 0 {
		s.total.SetText(d.t("score.sum_none", "left", len(s.rows)))
		return
	}
	sum := s.form.Sum(marks)
	s.total.SetText(d.t("score.sum", "points", sum, "grade", s.form.GradeOf(sum), "left", len(s.rows)-len(marks)))
}

// tell shows the proposals with their reasons.
func (s *scoring) tell() {
	d := s.desk
	for key, p := range s.proposals {
		r := s.rows[key]
		r.said.SetText(d.t("score.proposal", "points", p.Points, "reason", s.reason(p)))
		r.take.SetText(d.t("score.take", "points", p.Points))
		r.said.Show()
		r.take.Show()
	}
}

// reason says in words why the program proposes so.
func (s *scoring) reason(p meeting.Proposal) string {
	d := s.desk
	word := "score.why." + p.Reason
	if p.Reason == "in_a_row" && p.N == 0 {
		word = "score.why.nobody_in_a_row"
	}
	return d.t(word, "n", p.N, "of", p.Of, "name", d.now.Name(p.Who))
}

// takeAll takes every proposal for which nothing is decided yet.
func (s *scoring) takeAll() {
	marks, _ := s.marks()
	s.quiet = true
	for _, key := range slices.Sorted(maps.Keys(s.proposals)) {
		if _, decided := marks[key]; !decided {
			s.set(key, s.proposals[key].Points)
		}
	}
	s.quiet = false
	s.count()
}

func (s *scoring) formUntil(body fyne.CanvasObject) {
	d := s.desk
	f := d.bodyUntil(d.t("desk.score"), body, func() string {
		marks, ok := s.marks()
		switch {
		case !ok:
			return d.t("error.count")
		case len(marks) == 0:
			return d.t("score.nothing")
		}
		for _, c := range s.form.Criteria() {
			if n := marks[c.Key]; n < 0 || n > c.Max {
				return d.t("score.over", "n", n, "max", c.Max, "name", c.Name)
			}
		}
		d.do(meeting.ScoreMeeting{Form: s.form, Marks: marks, Weakness: s.weak.Text})
		return ""
	})
	s.dialog = f
	f.Resize(fyne.NewSize(860, 620))
}
