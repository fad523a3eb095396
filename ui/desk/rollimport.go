package desk

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// rollImport is the preview of a list from Excel: what was understood of it and what not, and what taking it in would do.
type rollImport struct {
	desk  *Desk
	table Table
	diff  meeting.RollDiff
	first bool // the cell has no roll yet
	day   *ui.Entry
	drop  *ui.Check
	too   *ui.Check
	id    string // of the meeting that is open
}

// previewRoll shows what a list holds beside the cell's roll, and changes nothing before a yes.
func (d *Desk) previewRoll(name string, table Table) {
	var cell meeting.Cell
	d.run(func(context.Context) (err error) {
		cell, _, err = d.opt.Archive.Cell()
		return err
	}, func() {
		v := &rollImport{
			desk: d, table: table, diff: cell.CompareRoll(table.Members, table.Fields), first: len(cell.Members) == 0,
			day: ui.NewEntry(d.keys), too: d.meetingToo(), id: d.now.ID,
		}
		v.drop = ui.NewCheck(d.keys, d.t("roll.import.drop", "n", len(v.diff.Missing)), nil)
		v.day.SetText(meeting.DateOf(d.opt.Room.Now()).Vietnamese())
		v.show(name)
	})
}

func (v *rollImport) show(name string) {
	d := v.desk
	rows := container.NewVBox()
	add := func(word string, lines []string) {
		if len(lines) == 0 {
			return
		}
		head := widget.NewLabelWithStyle(word, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
		head.Wrapping = fyne.TextWrapWord
		rows.Add(head)
		text := widget.NewLabel(strings.Join(lines, "\n"))
		text.Wrapping = fyne.TextWrapWord
		rows.Add(text)
	}
	n := (&meeting.Meeting{Roll: v.table.Members}).Count()
	counts := d.t("roll.counts", "total", n.Total, "official", n.Official, "probationary", n.Probationary,
		"exempt", n.Exempt, "away", n.Away, "here", n.Here, "suspended", n.Suspended)
	add(d.t("roll.import.read", "n", len(v.table.Members)), []string{counts, d.t("roll.import.sum",
		"added", len(v.diff.Added), "changed", len(v.diff.Changed), "same", len(v.diff.Same), "missing", len(v.diff.Missing))})
	if len(v.table.Items) > 0 {
		add(v.itemsText(), []string{d.t("roll.import.undo_hint")})
	}
	add(d.t("desk.excel.warnings"), v.table.Warnings)
	add(d.t("roll.import.columns"), v.table.Columns)
	add(d.t("roll.import.private"), v.table.Private)
	add(d.t("roll.import.skipped"), v.table.Skipped)
	add(d.t("roll.import.added", "n", len(v.diff.Added)), d.peopleLines(v.diff.Added))
	add(d.t("roll.import.changed", "n", len(v.diff.Changed)), v.editLines())
	add(d.t("roll.import.missing", "n", len(v.diff.Missing)), d.peopleLines(v.diff.Missing))
	add(d.t("roll.import.same", "n", len(v.diff.Same)), namesOf(v.diff.Same))
	guests := slices.DeleteFunc(slices.Clone(v.table.Members), func(p meeting.Member) bool { return !p.IsGuest() })
	add(d.t("roll.import.guests", "n", len(guests)), namesOf(guests))
	view := container.NewGridWrap(fyne.NewSize(640, 330), container.NewVScroll(rows))
	items := []*widget.FormItem{widget.NewFormItem("", view)}
	if !v.first {
		items = append(items, widget.NewFormItem(d.t("roll.since"), v.day))
	}
	if len(v.diff.Missing) > 0 {
		items = append(items, widget.NewFormItem("", v.drop))
	}
	if !v.too.Hidden {
		items = append(items, widget.NewFormItem("", v.too))
	}
	d.formUntil(d.t("roll.import.title", "name", name), items, v.save).Resize(fyne.NewSize(860, 620))
}

// itemsText says what becomes of an agenda in the same file.
func (v *rollImport) itemsText() string {
	d := v.desk
	word := "desk.excel.items_replaced"
	switch {
	case d.now.ID == "":
		word = "desk.excel.items_need_meeting"
	case d.now.Recorded():
		word = "desk.excel.items_added"
	}
	return d.t(word)
}

// save takes the list in, in one step.
func (v *rollImport) save() string {
	d := v.desk
	on, ok := d.readDay(v.day.Text)
	if !ok || on == "" && !v.first {
		return d.t("error.bad_date")
	}
	o := rollOrder{
		change: func(c *meeting.Cell) error {
			return c.TakeRoll(v.diff, on, v.drop.Checked, d.opt.Room.Now())
		},
		done: func(meeting.Cell) {
			d.notice.show(d.t("desk.excel.done")+" "+d.t("roll.import.undo_hint"), false)
		},
	}
	if v.too.Checked {
		o.meeting = v.id
		o.touched = v.touched()
	}
	if len(v.table.Items) > 0 && v.id != "" {
		o.more = func(ctx context.Context) error { return d.takeItems(ctx, v.table.Items) }
	}
	d.changeCell(o)
	return ""
}

// touched are those whose line changes.
func (v *rollImport) touched() []meeting.MemberID {
	var ids []meeting.MemberID
	for _, p := range v.diff.Added {
		ids = append(ids, p.ID)
	}
	for _, e := range v.diff.Changed {
		ids = append(ids, e.After.ID)
	}
	if v.drop.Checked {
		for _, p := range v.diff.Missing {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

func namesOf(roll []meeting.Member) []string {
	if len(roll) == 0 {
		return nil
	}
	var names []string
	for _, p := range roll {
		names = append(names, p.Name)
	}
	return []string{strings.Join(names, ", ")}
}

func (d *Desk) peopleLines(roll []meeting.Member) []string {
	var lines []string
	for _, p := range roll {
		lines = append(lines, d.personLine(p))
	}
	return lines
}

func (d *Desk) personLine(p meeting.Member) string {
	return joined([]string{p.Name, yearText(p), d.category(p), p.Post})
}

// editLines say of each member what becomes other.
func (v *rollImport) editLines() []string {
	d := v.desk
	var lines []string
	for _, e := range v.diff.Changed {
		var what []string
		for _, x := range [][2]string{
			{e.Before.Name, e.After.Name}, {yearText(e.Before), yearText(e.After)}, {d.category(e.Before), d.category(e.After)}, {e.Before.Post, e.After.Post},
		} {
			if x[0] != x[1] {
				what = append(what, d.t("roll.change.became", "before", orDash(x[0]), "after", orDash(x[1])))
			}
		}
		lines = append(lines, e.Before.Name+": "+strings.Join(what, "; "))
	}
	return lines
}
