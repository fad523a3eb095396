package desk

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// agenda is the list of items with their times and presenters. A tap chooses an item
// to read and write; the button at its right takes it up.
type agenda struct {
	desk   *Desk
	object fyne.CanvasObject
	rows   *fyne.Container
	scroll *container.Scroll
	skip   *ui.Button
}

func newAgenda(d *Desk) *agenda {
	a := &agenda{desk: d, rows: container.NewVBox()}
	a.scroll = container.NewVScroll(a.rows)
	a.skip = ui.NewButton(d.keys, d.t("desk.skip"), nil, a.skipChosen)
	tools := container.NewGridWithColumns(2,
		ui.NewButton(d.keys, d.t("desk.item.add"), theme.ContentAddIcon(), func() { d.itemForm("") }),
		ui.NewButton(d.keys, d.t("desk.item.edit"), theme.DocumentCreateIcon(), func() { d.itemForm(d.selected) }),
		ui.NewButton(d.keys, d.t("desk.item.up"), theme.MoveUpIcon(), func() { a.move(-1) }),
		ui.NewButton(d.keys, d.t("desk.item.down"), theme.MoveDownIcon(), func() { a.move(1) }),
		a.skip,
		ui.NewButton(d.keys, d.t("desk.item.delete"), theme.DeleteIcon(), a.remove),
	)
	head := widget.NewLabelWithStyle(d.t("desk.agenda"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	a.object = container.NewBorder(head, tools, nil, nil, a.scroll)
	return a
}

// refresh makes the rows anew: an agenda has few, and it changes seldom.
func (a *agenda) refresh() {
	d := a.desk
	a.rows.Objects = a.rows.Objects[:0]
	for i, it := range d.now.Items {
		a.rows.Add(a.row(i, it))
	}
	a.rows.Refresh()
	a.reveal(d.now.ItemIndex(d.selected))
	word := "desk.skip"
	if it, ok := d.now.Item(d.selected); ok && it.Skipped {
		word = "desk.skip_back"
	}
	a.skip.SetText(d.t(word))
}

// reveal scrolls so that a row is seen in full.
func (a *agenda) reveal(i int) {
	if i < 0 || i >= len(a.rows.Objects) {
		return
	}
	row, seen := a.rows.Objects[i], a.scroll.Size().Height
	top, bottom := row.Position().Y, row.Position().Y+row.Size().Height
	switch at := a.scroll.Offset.Y; {
	case top < at:
		a.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > at+seen:
		a.scroll.ScrollToOffset(fyne.NewPos(0, bottom-seen))
	}
}

func (a *agenda) row(i int, it meeting.Item) fyne.CanvasObject {
	d := a.desk
	title := widget.NewLabel(fmt.Sprintf("%d. %s", i+1, it.Title))
	title.Wrapping = fyne.TextWrapWord
	info := widget.NewLabel(a.info(i, it))
	info.Wrapping = fyne.TextWrapWord
	info.SizeName = theme.SizeNameCaptionText
	current := it.ID == d.now.Current
	switch {
	case current:
		title.TextStyle.Bold = true
		title.Importance = widget.HighImportance
	case it.Skipped:
		title.Importance = widget.LowImportance
	}
	var take fyne.CanvasObject
	if !current && (d.now.Phase == meeting.Running || d.now.Phase == meeting.Paused) {
		btn := ui.NewButton(d.keys, "", theme.MediaPlayIcon(), func() { d.notes.flush(); d.do(meeting.GoTo{Item: it.ID}) })
		btn.Importance = widget.LowImportance
		take = container.NewVBox(btn)
	}
	r := ui.NewRow(container.NewBorder(nil, nil, nil, take, container.New(tight{}, title, info)), it.ID == d.selected)
	r.OnTapped = func() { d.choose(it.ID) }
	r.OnMoved = func(dy float32) {
		if d.now.ItemIndex(it.ID) == i { // the agenda is still the one that was dragged in
			a.dropped(i, dy)
		}
	}
	return r
}

func (a *agenda) info(i int, it meeting.Item) string {
	d := a.desk
	s := d.t("desk.item.planned", "at", hour(d.now.PlannedStart(i)), "n", it.Minutes)
	switch {
	case it.ID == d.now.Current:
		s = d.t("desk.item.now", "at", hour(it.Held[len(it.Held)-1].From), "n", it.Minutes)
	case it.Skipped:
		s = d.t("desk.item.skipped")
	case !it.Began().IsZero():
		s = d.t("desk.item.held", "from", hour(it.Began()), "to", hour(it.Finished()))
	}
	if name := d.now.Name(it.Presenter); name != "" {
		s += " · " + name
	}
	return s
}

// move moves the chosen item by one place.
func (a *agenda) move(by int) {
	if i := a.desk.now.ItemIndex(a.desk.selected); i >= 0 && i+by >= 0 {
		a.desk.do(meeting.MoveItem{Item: a.desk.selected, To: i + by})
	}
}

// dropped moves the item at place i to where it was dragged.
func (a *agenda) dropped(i int, dy float32) {
	y := a.rows.Objects[i].Position().Y + a.rows.Objects[i].Size().Height/2 + dy
	to := 0
	for k, o := range a.rows.Objects {
		if k != i && o.Position().Y+o.Size().Height/2 < y {
			to++
		}
	}
	if to != i {
		a.desk.do(meeting.MoveItem{Item: a.desk.now.Items[i].ID, To: to})
		return
	}
	a.rows.Refresh()
}

func (a *agenda) skipChosen() {
	d := a.desk
	if it, ok := d.now.Item(d.selected); ok {
		d.do(meeting.Skip{Item: it.ID, Back: it.Skipped})
	}
}

func (a *agenda) remove() {
	d := a.desk
	it, ok := d.now.Item(d.selected)
	if !ok {
		return
	}
	d.confirm(d.t("desk.confirm_delete", "name", it.Title), func() { d.do(meeting.RemoveItem{Item: it.ID}) })
}

// tight puts labels under each other without the space between of a box.
type tight struct{}

func (tight) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		o.Resize(fyne.NewSize(size.Width, 0))
		h := o.MinSize().Height
		o.Resize(fyne.NewSize(size.Width, h))
		o.Move(fyne.NewPos(0, y))
		y += h - theme.InnerPadding()
	}
}

func (tight) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		m := o.MinSize()
		s.Width = max(s.Width, m.Width)
		s.Height += m.Height - theme.InnerPadding()
	}
	s.Height += theme.InnerPadding()
	return s
}
