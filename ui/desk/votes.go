package desk

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// votesView shows the numbers that a vote rests on and all results so far.
type votesView struct {
	desk   *Desk
	object fyne.CanvasObject
	base   *widget.Label
	rows   *fyne.Container
}

func newVotesView(d *Desk) *votesView {
	v := &votesView{desk: d, base: widget.NewLabel(""), rows: container.NewVBox()}
	v.base.Wrapping = fyne.TextWrapWord
	add := ui.NewButton(d.keys, d.t("desk.motion.add"), theme.ContentAddIcon(), func() { d.motionForm(meeting.Motion{}) })
	add.Importance = widget.HighImportance
	v.object = container.NewBorder(container.NewBorder(nil, nil, nil, add, v.base), nil, nil, nil, container.NewVScroll(v.rows))
	return v
}

func (v *votesView) refresh() {
	d := v.desk
	n := d.now.Count()
	v.base.SetText(d.t("desk.motion.base", "base", n.Base, "voters", n.Voters))
	v.rows.Objects = v.rows.Objects[:0]
	for _, m := range d.now.Motions {
		text := widget.NewLabel(m.Text + "\n" + d.tallyText(m, n))
		text.Wrapping = fyne.TextWrapWord
		edit := ui.NewButton(d.keys, "", theme.DocumentCreateIcon(), func() { d.motionForm(m) })
		gone := ui.NewButton(d.keys, "", theme.DeleteIcon(), func() {
			d.askReason(d.t("desk.motion.remove"), func(why string) { d.do(meeting.RemoveMotion{ID: m.ID, Reason: why}) })
		})
		edit.Importance, gone.Importance = widget.LowImportance, widget.LowImportance
		v.rows.Add(container.NewBorder(nil, widget.NewSeparator(), nil, container.NewHBox(edit, gone), text))
	}
	v.rows.Refresh()
}

// tallyText tells a result; where the room has changed since, the numbers of now
// stand beside those that were frozen.
func (d *Desk) tallyText(m meeting.Motion, n meeting.Counts) string {
	word := "desk.motion.not_passed"
	if m.Passed() {
		word = "desk.motion.passed"
	}
	s := d.t("desk.motion.tally", "form", d.t("form."+string(m.Form)), "yes", m.InFavour, "no", m.Against, "other", m.Other,
		"base", m.Base, "share", percent(meeting.Share(m.InFavour, m.Base)), "result", d.t(word))
	if m.Base != n.Base || m.Voters != n.Voters {
		s += " " + d.t("desk.motion.now", "base", n.Base, "voters", n.Voters)
	}
	return s
}

// percent shows tenths of a per cent with the decimal comma.
func percent(tenths int) string { return fmt.Sprintf("%d,%d%%", tenths/10, tenths%10) }

// motionForm takes down a show of hands. One button fills in "all in favour".
func (d *Desk) motionForm(m meeting.Motion) {
	old := m.ID != ""
	if !old {
		n := d.now.Count()
		m = meeting.Motion{ID: meeting.NewID(), Item: d.selected, Form: meeting.Hands, Base: n.Base, Voters: n.Voters}
	}
	text := ui.NewArea(d.keys)
	text.SetText(m.Text)
	text.SetMinRowsVisible(2)
	forms := []meeting.Form{meeting.Hands, meeting.Card, meeting.Ballot}
	form := ui.NewSelect(d.keys, []string{d.t("form.hands"), d.t("form.card"), d.t("form.ballot")}, nil)
	form.SetSelected(d.t("form." + string(m.Form)))
	needs := ui.NewSelect(d.keys, []string{d.t("threshold.half"), d.t("threshold.two_thirds")}, nil)
	needs.SetSelectedIndex(0)
	if m.Threshold == meeting.TwoThirds {
		needs.SetSelectedIndex(1)
	}
	counts := [4]*ui.Entry{}
	for i, n := range []int{m.InFavour, m.Against, m.Other, m.NotVoting} {
		counts[i] = ui.NewEntry(d.keys)
		if old || i > 0 {
			counts[i].SetText(strconv.Itoa(n))
		}
	}
	all := ui.NewButton(d.keys, d.t("desk.motion.all", "n", m.Voters), theme.ConfirmIcon(), func() {
		for i, c := range counts {
			c.SetText([]string{strconv.Itoa(m.Voters), "0", "0", "0"}[i])
		}
	})
	why := ui.NewEntry(d.keys)
	items := []*widget.FormItem{
		widget.NewFormItem(d.t("desk.motion.text"), text),
		widget.NewFormItem(d.t("desk.motion.form"), form),
		widget.NewFormItem(d.t("desk.motion.needs"), needs),
		widget.NewFormItem("", all),
		widget.NewFormItem(d.t("vote.in_favour"), counts[0]),
		widget.NewFormItem(d.t("vote.against"), counts[1]),
		widget.NewFormItem(d.t("vote.other"), counts[2]),
		widget.NewFormItem(d.t("vote.not_voting"), counts[3]),
		widget.NewFormItem("", widget.NewLabel(d.t("desk.motion.base", "base", m.Base, "voters", m.Voters))),
	}
	if old {
		items = append(items, widget.NewFormItem(d.t("desk.reason"), why))
	}
	f := d.formUntil(d.t("desk.motion"), items, func() string {
		n, err := numbers(counts[:])
		if err != nil {
			return d.opt.Errors.Text(meeting.ErrNegativeCount)
		}
		m.Text, m.Form, m.Threshold = strings.TrimSpace(text.Text), forms[form.SelectedIndex()], meeting.MoreThanHalf
		if needs.SelectedIndex() == 1 {
			m.Threshold = meeting.TwoThirds
		}
		m.InFavour, m.Against, m.Other, m.NotVoting = n[0], n[1], n[2], n[3]
		if err := m.Check(); err != nil {
			return d.opt.Errors.Text(err)
		}
		if old && strings.TrimSpace(why.Text) == "" {
			return d.opt.Errors.Text(meeting.ErrReasonNeeded)
		}
		d.do(meeting.RecordMotion{Motion: m, Reason: why.Text})
		return ""
	})
	f.Resize(fyne.NewSize(640, 560))
	d.win.Canvas().Focus(text)
}

// numbers reads whole numbers; an empty field is none.
func numbers(fields []*ui.Entry) ([]int, error) {
	out := make([]int, len(fields))
	for i, f := range fields {
		s := strings.TrimSpace(f.Text)
		if s == "" {
			continue
		}
		n, err := strconv.Atoi(s)
		if err != nil {
			return nil, err
		}
		out[i] = n
	}
	return out, nil
}
