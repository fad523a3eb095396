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
		text := widget.NewLabel(m.Text + "\n" + d.tallyText(m))
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

// tallyText tells a result; where the attendance at that moment has been corrected since,
// its numbers stand beside those that were frozen.
func (d *Desk) tallyText(m meeting.Motion) string {
	n := d.now.CountAt(m.At)
	word := "desk.motion.not_passed"
	if m.Passed() {
		word = "desk.motion.passed"
	}
	s := d.t("desk.motion.tally", "form", d.t("form."+string(m.Form)), "yes", m.InFavour, "no", m.Against, "other", m.Other,
		"base", m.Base, "share", percent(meeting.Share(m.InFavour, m.Base)), "result", d.t(word))
	if b := m.Count; b != nil {
		s += " " + d.t("desk.ballot.tally", "issued", b.Issued, "returned", b.Returned, "valid", b.Valid, "invalid", b.Invalid)
	}
	if m.Base != n.Base || m.Voters != n.Voters {
		s += " " + d.t("desk.motion.now", "base", n.Base, "voters", n.Voters)
	}
	return s
}

// percent shows tenths of a per cent with the decimal comma.
func percent(tenths int) string { return fmt.Sprintf("%d,%d%%", tenths/10, tenths%10) }

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
