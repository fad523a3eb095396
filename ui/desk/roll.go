package desk

import (
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// rollView is the roll with attendance. The tick box is the one-tap mark; the rest
// is behind the button at the right.
type rollView struct {
	desk   *Desk
	object fyne.CanvasObject
	counts *widget.Label
	find   *ui.Entry
	only   *ui.Select
	list   *ui.List
	shown  []meeting.Member
}

// The filters of the roll.
const (
	rollAll = iota
	rollMissing
	rollLastCome
)

func newRollView(d *Desk) *rollView {
	v := &rollView{desk: d, counts: widget.NewLabel("")}
	v.counts.Wrapping = fyne.TextWrapWord
	v.find = ui.NewEntry(d.keys)
	v.find.SetPlaceHolder(d.t("desk.find_name"))
	v.find.OnChanged = func(string) { v.refresh() }
	v.only = ui.NewSelect(d.keys, []string{d.t("desk.roll.all"), d.t("desk.roll.missing"), d.t("desk.roll.last")}, nil)
	v.only.SetSelectedIndex(rollAll)
	v.only.OnChanged = func(string) { v.refresh() }
	v.list = ui.NewList(d.keys, func() int { return len(v.shown) }, v.create, v.update)
	tools := container.NewGridWithColumns(2,
		ui.NewButton(d.keys, d.t("desk.roll.guest"), theme.ContentAddIcon(), func() { d.memberForm(meeting.Member{Standing: meeting.Guest}) }),
		ui.NewButton(d.keys, d.t("desk.roll.member"), theme.ContentAddIcon(), func() { d.memberForm(meeting.Member{Standing: meeting.Active, Official: true}) }),
	)
	v.object = container.NewBorder(container.NewVBox(v.counts, container.NewBorder(nil, nil, nil, v.only, v.find)), tools, nil, nil, v.list)
	return v
}

func (v *rollView) refresh() {
	d := v.desk
	n := d.now.Count()
	s := d.t("desk.counts", "present", n.Present, "required", n.Required, "share", percent(meeting.Share(n.Present, n.Required)),
		"room", n.InRoom, "guests", n.Guests)
	if n.Excused+n.Unexcused > 0 {
		s += " " + d.t("desk.counts.absent", "excused", n.Excused, "unexcused", n.Unexcused)
	}
	few := d.now.TooFew() && (d.now.Phase == meeting.Running || d.now.Phase == meeting.Paused)
	if few {
		s += " " + d.t("desk.counts.few")
	}
	v.counts.Importance = widget.MediumImportance
	if few {
		v.counts.Importance = widget.DangerImportance
	}
	v.counts.SetText(s)
	v.shown = v.pick()
	v.list.Refresh()
}

func (v *rollView) pick() []meeting.Member {
	m := v.desk.now
	var roll []meeting.Member
	if v.only.SelectedIndex() == rollLastCome {
		roll = m.Arrivals()
	} else {
		roll = slices.Clone(m.Roll)
		meeting.SortByGivenName(roll)
	}
	want := meeting.Fold(v.find.Text)
	return slices.DeleteFunc(roll, func(p meeting.Member) bool {
		if v.only.SelectedIndex() == rollMissing && m.Attendance[p.ID].Status != meeting.Unmarked {
			return true
		}
		return !strings.Contains(meeting.Fold(p.Name), want)
	})
}

func (v *rollView) create() fyne.CanvasObject {
	name, info := widget.NewLabel(""), widget.NewLabel("")
	name.Truncation, info.Truncation = fyne.TextTruncateEllipsis, fyne.TextTruncateEllipsis
	info.SizeName = theme.SizeNameCaptionText
	more := ui.NewButton(v.desk.keys, "", theme.MoreVerticalIcon(), nil)
	more.Importance = widget.LowImportance
	return container.NewBorder(nil, nil, ui.NewCheck(v.desk.keys, "", nil), more, container.New(tight{}, name, info))
}

func (v *rollView) update(i int, o fyne.CanvasObject) {
	d := v.desk
	p := v.shown[i]
	c := o.(*fyne.Container)
	texts := c.Objects[0].(*fyne.Container)
	check, more := c.Objects[1].(*ui.Check), c.Objects[2].(*ui.Button)
	name := texts.Objects[0].(*widget.Label)
	name.SetText(p.Name)
	texts.Objects[1].(*widget.Label).SetText(d.attendanceText(p))
	a := d.now.Attendance[p.ID]
	check.OnChanged = nil
	check.SetChecked(a.Status == meeting.Present)
	check.OnChanged = func(here bool) {
		status := meeting.Unmarked
		if here {
			status = meeting.Present
		}
		d.do(meeting.Mark{Member: p.ID, Status: status})
	}
	more.OnTapped = func() { d.attendanceMenu(p, more) }
}

// attendanceText is the line under a name.
func (d *Desk) attendanceText(p meeting.Member) string {
	a := d.now.Attendance[p.ID]
	var s []string
	switch a.Status {
	case meeting.Present:
		word := "attendance.present"
		if d.now.Late(p.ID) {
			word = "attendance.late"
		}
		s = append(s, d.t(word)+" "+hour(a.Arrived))
		if a.Method == meeting.ByPhone {
			s = append(s, d.t("attendance.by_phone"))
		}
		if !a.Left.IsZero() {
			s = append(s, d.t("attendance.left")+" "+hour(a.Left))
		}
	case meeting.AbsentExcused:
		s = append(s, d.t("attendance.excused"))
		if a.Reason != "" {
			s = append(s, a.Reason)
		}
	case meeting.AbsentUnexcused:
		s = append(s, d.t("attendance.unexcused"))
	}
	if p.Standing != meeting.Active && p.Standing != "" {
		s = append(s, d.t("standing."+string(p.Standing)))
	}
	if !p.Official && !p.IsGuest() {
		s = append(s, d.t("member.probationary"))
	}
	if p.Post != "" {
		s = append(s, p.Post)
	}
	return strings.Join(s, " · ")
}

// attendanceMenu offers every mark by hand.
func (d *Desk) attendanceMenu(p meeting.Member, at fyne.CanvasObject) {
	mark := func(s meeting.Status) func() {
		return func() { d.do(meeting.Mark{Member: p.ID, Status: s}) }
	}
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(d.t("attendance.present"), mark(meeting.Present)),
		fyne.NewMenuItem(d.t("attendance.present_at"), func() { d.arrivalForm(p) }),
		fyne.NewMenuItem(d.t("attendance.left")+"…", func() { d.leftForm(p) }),
		fyne.NewMenuItem(d.t("attendance.excused")+"…", func() { d.excuseForm(p) }),
		fyne.NewMenuItem(d.t("attendance.unexcused"), func() {
			d.confirm(d.t("attendance.confirm_unexcused", "name", p.Name), mark(meeting.AbsentUnexcused))
		}),
		fyne.NewMenuItem(d.t("attendance.clear"), mark(meeting.Unmarked)),
		fyne.NewMenuItemSeparator(),
		fyne.NewMenuItem(d.t("desk.roll.edit"), func() { d.memberForm(p) }),
		fyne.NewMenuItem(d.t("desk.roll.remove"), func() { d.do(meeting.RemoveMember{Member: p.ID}) }),
	}
	widget.ShowPopUpMenuAtRelativePosition(fyne.NewMenu("", items...), d.win.Canvas(), fyne.NewPos(0, at.Size().Height), at)
}

// arrivalForm corrects when somebody came: a late tap, a forgotten mark.
func (d *Desk) arrivalForm(p meeting.Member) {
	at := ui.NewEntry(d.keys)
	arrived := d.now.Attendance[p.ID].Arrived
	at.SetText(hour(arrived))
	at.SetPlaceHolder("18:25")
	base := d.opt.Room.Now()
	if !d.now.Started.IsZero() {
		base = d.now.Started
	}
	d.formUntil(p.Name, []*widget.FormItem{widget.NewFormItem(d.t("attendance.arrived"), at)}, func() string {
		when, ok := parseHour(at.Text, base)
		if !ok || when.After(d.opt.Room.Now().Add(time.Minute)) {
			return d.t("error.bad_time")
		}
		d.do(meeting.Mark{Member: p.ID, Status: meeting.Present, At: when})
		return ""
	})
	d.win.Canvas().Focus(at)
}

func (d *Desk) excuseForm(p meeting.Member) {
	why := ui.NewEntry(d.keys)
	why.SetText(d.now.Attendance[p.ID].Reason)
	d.form(p.Name, []*widget.FormItem{widget.NewFormItem(d.t("attendance.reason"), why)}, func() {
		d.do(meeting.Mark{Member: p.ID, Status: meeting.AbsentExcused, Reason: why.Text})
	})
	d.win.Canvas().Focus(why)
}

// leftForm notes when somebody left early; an empty field takes it back.
func (d *Desk) leftForm(p meeting.Member) {
	now := d.opt.Room.Now()
	at := ui.NewEntry(d.keys)
	if left := d.now.Attendance[p.ID].Left; left.IsZero() {
		at.SetText(hour(now))
	} else {
		at.SetText(hour(left))
	}
	d.formUntil(p.Name, []*widget.FormItem{
		widget.NewFormItem(d.t("attendance.left_at"), at), widget.NewFormItem("", widget.NewLabel(d.t("attendance.left_hint"))),
	}, func() string {
		if strings.TrimSpace(at.Text) == "" {
			d.do(meeting.Leave{Member: p.ID, Back: true})
			return ""
		}
		base := now
		if !d.now.Started.IsZero() {
			base = d.now.Started
		}
		when, ok := parseHour(at.Text, base)
		if !ok {
			return d.t("error.bad_time")
		}
		if hour(when) == hour(now) {
			when = now // not a part of a minute before an arrival
		}
		d.do(meeting.Leave{Member: p.ID, At: when})
		return ""
	})
	d.win.Canvas().Focus(at)
}
