package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// notesView is the minutes of the chosen item: what the secretary types, and the
// opinions by name.
type notesView struct {
	desk     *Desk
	object   fyne.CanvasObject
	head     *widget.Label
	typing   *typing
	item     string
	opinions *fyne.Container
}

func newNotesView(d *Desk) *notesView {
	v := &notesView{desk: d, head: widget.NewLabel(""), opinions: container.NewVBox()}
	v.head.TextStyle.Bold = true
	v.head.Truncation = fyne.TextTruncateEllipsis
	entry := ui.NewArea(d.keys)
	entry.SetPlaceHolder(d.t("desk.notes.hint"))
	entry.SetMinRowsVisible(3)
	v.typing = newTyping(d, entry)
	add := ui.NewButton(d.keys, d.t("desk.opinion.add"), theme.ContentAddIcon(), func() { d.opinionForm(meeting.Opinion{}) })
	tools := container.NewHBox(add,
		ui.NewButton(d.keys, d.t("speaking.invite"), theme.AccountIcon(), d.speaking.invite),
		ui.NewButton(d.keys, d.t("remark.add"), theme.ContentAddIcon(), func() { d.remarkForm(meeting.Remark{}) }))
	said := container.NewBorder(tools, nil, nil, nil,
		container.NewVScroll(v.opinions))
	split := container.NewVSplit(entry, said)
	split.SetOffset(0.55)
	v.object = container.NewBorder(v.head, nil, nil, nil, split)
	return v
}

func (v *notesView) flush() { v.typing.flush() }

func (v *notesView) refresh() {
	d := v.desk
	it, ok := d.now.Item(d.selected)
	if !ok {
		return
	}
	v.head.SetText(d.t("desk.item_head", "n", d.now.ItemIndex(it.ID)+1, "title", it.Title))
	v.typing.set(d.now.Notes[it.ID], v.item == it.ID, func(text string) meeting.Command { return meeting.WriteNote{Item: it.ID, Text: text} })
	v.item = it.ID
	v.opinions.Objects = v.opinions.Objects[:0]
	for _, o := range d.now.Opinions {
		if o.Item == it.ID {
			v.opinions.Add(v.row(o))
		}
	}
	for _, r := range d.now.Remarks {
		if r.Item == it.ID || r.Item == "" && it.Discussion {
			v.opinions.Add(v.remark(r))
		}
	}
	v.opinions.Refresh()
}

func (v *notesView) row(o meeting.Opinion) fyne.CanvasObject {
	d := v.desk
	text := widget.NewLabel(hour(o.At) + "  " + d.now.Name(o.Member) + ": " + o.Text)
	text.Wrapping = fyne.TextWrapWord
	edit := ui.NewButton(d.keys, "", theme.DocumentCreateIcon(), func() { d.opinionForm(o) })
	gone := ui.NewButton(d.keys, "", theme.DeleteIcon(), func() {
		d.confirm(d.t("desk.confirm_delete", "name", d.now.Name(o.Member)), func() { d.do(meeting.RemoveOpinion{ID: o.ID}) })
	})
	edit.Importance, gone.Importance = widget.LowImportance, widget.LowImportance
	return container.NewBorder(nil, nil, nil, container.NewHBox(edit, gone), text)
}

// opinionForm takes down what somebody said under the chosen item.
func (d *Desk) opinionForm(o meeting.Opinion) {
	if o.ID == "" {
		o.ID, o.Item = meeting.NewID(), d.selected
	}
	who := newPicker(d, o.Member)
	text := ui.NewArea(d.keys)
	text.SetText(o.Text)
	text.SetMinRowsVisible(5)
	f := d.formUntil(d.t("desk.opinion"), []*widget.FormItem{
		widget.NewFormItem(d.t("desk.who"), who.object),
		widget.NewFormItem(d.t("desk.opinion.text"), text),
	}, func() string {
		if who.settle(); who.chosen == "" {
			return d.t("desk.who_missing")
		}
		o.Member, o.Text = who.chosen, text.Text
		d.do(meeting.PutOpinion{Opinion: o})
		return ""
	})
	f.Resize(fyne.NewSize(640, 480))
	who.next = func() { d.win.Canvas().Focus(text) }
	if o.Member == "" {
		d.win.Canvas().Focus(who.entry)
	} else {
		d.win.Canvas().Focus(text)
	}
}
