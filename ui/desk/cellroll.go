package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// cellRoll is the cell's roll, in a box of its own: members by given name, their changes, lists from Excel.
type cellRoll struct {
	desk   *Desk
	cell   meeting.Cell
	roll   []meeting.Member // those that fit what was typed, by given name
	find   *ui.Entry
	counts *widget.Label
	list   *ui.List
	undo   *ui.Button
	told   func(meeting.Cell) // of every change; may be nil
}

// openRoll reads the cell and shows its roll. Told learns of every change.
func (d *Desk) openRoll(told func(meeting.Cell)) {
	var cell meeting.Cell
	var known bool
	d.run(func(context.Context) (err error) {
		cell, known, err = d.opt.Archive.Cell()
		return err
	}, func() {
		if !known {
			d.notice.show(d.t("roll.cell_first"), false)
			return
		}
		d.showRoll(cell, told)
	})
}

func (d *Desk) showRoll(cell meeting.Cell, told func(meeting.Cell)) {
	v := &cellRoll{desk: d, counts: widget.NewLabel(""), told: told}
	v.counts.Wrapping = fyne.TextWrapWord
	v.find = ui.NewEntry(d.keys)
	v.find.SetPlaceHolder(d.t("desk.find_name"))
	v.find.OnChanged = func(string) { v.show(v.cell) }
	v.list = ui.NewList(d.keys, func() int { return len(v.roll) }, v.create, v.update)
	v.list.OnSelected = func(i int) {
		v.list.UnselectAll()
		v.edit(v.roll[i])
	}
	v.undo = ui.NewButton(d.keys, d.t("roll.undo"), theme.ContentUndoIcon(), v.takeBack)
	tools := container.NewHBox(
		ui.NewButton(d.keys, d.t("desk.roll.member"), theme.ContentAddIcon(), func() {
			v.edit(meeting.Member{Standing: meeting.Active, Official: true})
		}),
		ui.NewButton(d.keys, d.t("roll.import"), theme.DocumentIcon(), d.pickTable),
		ui.NewButton(d.keys, d.t("roll.changes"), theme.HistoryIcon(), v.changes),
		v.undo,
	)
	v.show(cell)
	d.cellRoll = v
	d.ask(d.t("home.roll"), container.NewBorder(container.NewVBox(tools, v.counts, v.find), nil, nil, nil, v.list), "", fyne.NewSize(860, 600), nil)
	d.boxes[len(d.boxes)-1].closed = func() { d.cellRoll = nil }
}

// show takes over the cell as it is stored now.
func (v *cellRoll) show(cell meeting.Cell) {
	d := v.desk
	v.cell, v.roll = cell, slices.Clone(cell.Members)
	meeting.SortByGivenName(v.roll)
	want := meeting.Fold(v.find.Text)
	v.roll = slices.DeleteFunc(v.roll, func(p meeting.Member) bool { return !strings.Contains(meeting.Fold(p.Name), want) })
	text := d.t("roll.empty")
	if len(cell.Members) > 0 {
		n := (&meeting.Meeting{Roll: cell.Members}).Count()
		text = d.t("roll.counts", "total", n.Total, "official", n.Official, "probationary", n.Probationary,
			"exempt", n.Exempt, "away", n.Away, "here", n.Here, "suspended", n.Suspended)
	}
	v.counts.SetText(text)
	v.undo.Hidden = cell.Replaced == nil
	v.undo.Refresh()
	v.list.Refresh()
}

// rollChanged shows the cell wherever it is seen.
func (d *Desk) rollChanged(cell meeting.Cell) {
	if v := d.cellRoll; v != nil {
		v.show(cell)
		if v.told != nil {
			v.told(cell)
		}
	}
	if d.now.ID == "" {
		d.home.show()
	}
}

func (v *cellRoll) create() fyne.CanvasObject {
	name, info := widget.NewLabel(""), widget.NewLabel("")
	name.Truncation, info.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	info.SizeName = theme.SizeNameCaptionText
	gone := ui.NewButton(v.desk.keys, "", theme.DeleteIcon(), nil)
	gone.Importance = widget.LowImportance
	return container.NewBorder(nil, nil, nil, gone, container.New(tight{}, name, info))
}

func (v *cellRoll) update(i int, o fyne.CanvasObject) {
	p := v.roll[i]
	c := o.(*fyne.Container)
	texts := c.Objects[0].(*fyne.Container)
	texts.Objects[0].(*widget.Label).SetText(p.Name)
	info := []string{v.desk.category(p), p.Post}
	if p.BirthYear > 0 {
		info = append(info, strconv.Itoa(p.BirthYear))
	}
	texts.Objects[1].(*widget.Label).SetText(joined(info))
	c.Objects[1].(*ui.Button).OnTapped = func() { v.remove(p) }
}

// category says in words whether a member is official, and how the member belongs to the cell.
func (d *Desk) category(p meeting.Member) string {
	word := d.t("member.probationary")
	if p.Official {
		word = d.t("member.official_short")
	}
	if p.Standing != meeting.Active && p.Standing != "" {
		word += ", " + strings.ToLower(d.t("standing."+string(p.Standing)))
	}
	return word
}

// changes lists what became of members, the latest first.
func (v *cellRoll) changes() {
	d := v.desk
	var lines []string
	for _, c := range v.cell.Changes {
		name, what := c.After.Name, ""
		switch {
		case c.Before.ID == "":
			what = d.t("roll.change.came", "category", d.category(c.After))
		case c.After.ID == "":
			name, what = c.Before.Name, d.t("roll.change.left", "category", d.category(c.Before))
		default:
			what = d.t("roll.change.became", "before", d.category(c.Before), "after", d.category(c.After))
		}
		line := d.t("roll.line", "date", c.Date.Vietnamese(), "name", name, "what", what)
		if c.Note != "" {
			line += " (" + c.Note + ")"
		}
		lines = append([]string{line}, lines...)
	}
	if len(lines) == 0 {
		lines = []string{d.t("roll.no_changes")}
	}
	d.ask(d.t("roll.changes"), sentence(strings.Join(lines, "\n")), "", fyne.NewSize(760, 480), nil)
}

// takeBack brings the roll back that was there before a list was taken in.
func (v *cellRoll) takeBack() {
	d, old := v.desk, v.cell.Replaced
	if old == nil {
		return
	}
	question := widget.NewLabel(d.t("roll.confirm_undo", "n", len(old.Members), "at", old.At.Local().Format("15:04 02/01/2006")))
	question.Wrapping = fyne.TextWrapWord
	items := []*widget.FormItem{widget.NewFormItem("", question)}
	too, id := d.meetingToo(), d.now.ID
	if !too.Hidden {
		items = append(items, widget.NewFormItem("", too))
	}
	d.formUntil(d.t("roll.undo"), items, func() string {
		o := rollOrder{
			change: func(c *meeting.Cell) error { return c.TakeBackRoll(d.opt.Room.Now()) },
			done:   func(meeting.Cell) { d.notice.show(d.t("roll.undone"), false) },
		}
		if too.Checked {
			o.meeting = id
			for _, p := range append(slices.Clone(v.cell.Members), old.Members...) {
				o.touched = append(o.touched, p.ID)
			}
		}
		d.changeCell(o)
		return ""
	}).Resize(fyne.NewSize(620, 320))
}

// rollOrder is a change of the stored cell.
type rollOrder struct {
	change func(*meeting.Cell) error
	// Meeting is the meeting whose roll follows for those in touched; "" for none.
	meeting string
	touched []meeting.MemberID
	more    func(context.Context) error // what is done besides, behind it; may be nil
	done    func(meeting.Cell)          // told on the main goroutine when it is on the disk; may be nil
}

// changeCell changes the stored cell in its turn; a form that sends it waits for the disk.
func (d *Desk) changeCell(o rollOrder) {
	form := d.sent
	if form != nil {
		form.left++
	}
	d.orders.add(func(ctx context.Context) error {
		cell, err := d.carryOut(ctx, o)
		d.opt.Post(func() {
			if err == nil {
				d.rollChanged(cell)
				if o.done != nil {
					o.done(cell)
				}
			}
			if form != nil {
				form.answered(err)
			}
		})
		if form != nil {
			return nil // the form says it
		}
		return err
	})
}

func (d *Desk) carryOut(ctx context.Context, o rollOrder) (meeting.Cell, error) {
	cell, _, err := d.opt.Archive.Cell()
	if err != nil {
		return cell, err
	}
	if err := o.change(&cell); err != nil {
		return cell, err
	}
	if err := d.opt.Archive.SaveCell(cell); err != nil {
		return cell, err
	}
	if m := d.opt.Room.Snapshot(); o.meeting != "" && m.ID == o.meeting {
		if err := d.opt.Room.Do(ctx, follow(cell, m, o.touched)); err != nil {
			return cell, err
		}
	}
	if o.more != nil {
		return cell, o.more(ctx)
	}
	return cell, nil
}

// follow brings the lines of some members in a meeting in line with the cell's roll on the meeting's day.
func follow(cell meeting.Cell, m *meeting.Meeting, touched []meeting.MemberID) meeting.PutRoll {
	var put meeting.PutRoll
	roll := cell.RollOn(meeting.DateOf(m.Planned))
	for _, id := range touched {
		if p, ok := meeting.FindMember(roll, id); ok {
			put.Members = append(put.Members, p)
		} else {
			put.Drop = append(put.Drop, id)
		}
	}
	return put
}
