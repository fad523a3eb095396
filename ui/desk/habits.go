package desk

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// habitsForm sets what the cell has settled for itself: thresholds, who votes, the term of office, and how papers look
// where sources differ. It counts for the cell, and for the meeting that is open unless that has ended.
func (d *Desk) habitsForm() {
	cell, known, err := d.opt.Archive.Cell()
	if err != nil || !known {
		d.notice.show(d.t("home.cell_first"), false)
		return
	}
	entry := func(text, hint string) *ui.Entry {
		e := ui.NewEntry(d.keys)
		e.SetText(text)
		e.SetPlaceHolder(hint)
		return e
	}
	count := func(n, otherwise int) *ui.Entry {
		if n == 0 {
			return entry("", strconv.Itoa(otherwise))
		}
		return entry(strconv.Itoa(n), strconv.Itoa(otherwise))
	}
	tick := func(word string, on bool) *ui.Check {
		c := ui.NewCheck(d.keys, d.t(word), nil)
		c.SetChecked(on)
		return c
	}
	r, p := cell.Rules, cell.Papers
	least, late := count(r.LeastShare, meeting.DefaultLeastShare), count(r.LateAfter, meeting.DefaultLateAfter)
	here, suspended := tick("habits.here", r.HereVote), tick("habits.suspended", r.SuspendedVote)
	term, inCharge := entry(cell.Term.Name, "2025 - 2030"), entry(cell.InCharge, "Đồng chí …")
	fresh := tick("habits.new_term", false)
	authority, left, right := entry(p.Authority, "T/M CHI BỘ"), entry(p.SignLeft, "NGƯỜI GHI BIÊN BẢN"), entry(p.SignRight, "CHỦ TRÌ HỘI NGHỊ")
	number, place, committee := tick("habits.no_number", p.NoNumber), tick("habits.no_place", p.NoPlaceDate), tick("habits.superior", p.SuperiorParty)
	item := func(word string, o fyne.CanvasObject) *widget.FormItem {
		if word == "" {
			return widget.NewFormItem("", o)
		}
		return widget.NewFormItem(d.t(word), o)
	}
	form := d.formUntil(d.t("habits.title"), []*widget.FormItem{
		item("habits.least", least), item("habits.late", late), item("", here), item("", suspended),
		item("habits.term", term), item("", fresh), item("habits.in_charge", inCharge),
		item("habits.authority", authority), item("habits.left", left), item("habits.right", right),
		item("", number), item("", place), item("", committee),
	}, func() string {
		n, err := numbers([]*ui.Entry{least, late})
		if err != nil {
			return d.t("error.count")
		}
		text := func(e *ui.Entry) string { return strings.TrimSpace(e.Text) }
		h := meeting.Habits{
			Rules: meeting.Rules{HereVote: here.Checked, SuspendedVote: suspended.Checked, LeastShare: n[0], LateAfter: n[1]},
			Papers: meeting.PaperHabits{
				Authority: text(authority), SignLeft: text(left), SignRight: text(right),
				NoNumber: number.Checked, NoPlaceDate: place.Checked, SuperiorParty: committee.Checked,
			},
		}
		if err := (meeting.SetHabits{Habits: h}).Apply((&meeting.Meeting{}).Clone(), d.opt.Room.Now()); err != nil {
			return d.opt.Errors.Text(err)
		}
		today := meeting.DateOf(d.opt.Room.Now())
		d.changeCell(rollOrder{change: func(c *meeting.Cell) error {
			switch name := text(term); {
			case fresh.Checked:
				*c = c.NewTerm(name, today)
			case name != c.Term.Name:
				*c = c.RenameTerm(name)
			}
			c.Rules, c.Papers, c.InCharge = h.Rules, h.Papers, text(inCharge)
			return nil
		}, done: func(meeting.Cell) {}})
		if d.now.ID != "" && d.now.Phase != meeting.Ended {
			d.do(meeting.SetHabits{Habits: h})
		}
		return ""
	})
	form.Resize(fyne.NewSize(680, min(640, d.win.Canvas().Size().Height-40)))
}
