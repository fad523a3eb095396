package desk

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// remark is the row of a remark under its agenda item.
func (v *notesView) remark(r meeting.Remark) fyne.CanvasObject {
	d := v.desk
	said := d.t("remark."+string(r.Kind)) + ": " + d.now.Name(r.Member)
	if r.By != "" && r.By != r.Member {
		said += " (" + d.t("remark.by_text", "name", d.now.Name(r.By)) + ")"
	}
	text := widget.NewLabel(hour(r.At) + "  " + said + " – " + r.Text)
	text.Wrapping = fyne.TextWrapWord
	edit := ui.NewButton(d.keys, "", theme.DocumentCreateIcon(), func() { d.remarkForm(r) })
	gone := ui.NewButton(d.keys, "", theme.DeleteIcon(), func() {
		d.confirm(d.t("desk.confirm_delete", "name", said), func() { d.do(meeting.RemoveRemark{ID: r.ID}) })
	})
	edit.Importance, gone.Importance = widget.LowImportance, widget.LowImportance
	return container.NewBorder(nil, nil, nil, container.NewHBox(edit, gone), text)
}

// remarkForm takes down self-criticism, criticism, praise or a reminder under the chosen item.
func (d *Desk) remarkForm(r meeting.Remark) {
	if r.ID == "" {
		r.ID, r.Item, r.Kind = meeting.NewID(), d.selected, meeting.SelfCriticism
	}
	kinds := meeting.RemarkKinds()
	var words []string
	chosen := 0
	for i, k := range kinds {
		words = append(words, d.t("remark."+string(k)))
		if k == r.Kind {
			chosen = i
		}
	}
	who, by := newPicker(d, r.Member), newPicker(d, r.By)
	text := ui.NewArea(d.keys)
	text.SetText(r.Text)
	byItem := widget.NewFormItem(d.t("remark.by"), by.object)
	kind := ui.NewSelect(d.keys, words, nil)
	kind.OnChanged = func(string) {
		// Only criticism is by somebody else; of self-criticism the program knows.
		if kinds[kind.SelectedIndex()] == meeting.Criticism {
			by.object.Show()
		} else {
			by.object.Hide()
		}
	}
	kind.SetSelectedIndex(chosen)
	d.formUntil(d.t("remark.one"), []*widget.FormItem{
		widget.NewFormItem(d.t("remark.kind"), kind),
		widget.NewFormItem(d.t("remark.who"), who.object),
		widget.NewFormItem(d.t("remark.text"), text),
		byItem,
	}, func() string {
		who.settle()
		by.settle()
		switch {
		case who.chosen == "":
			return d.t("remark.who_missing")
		case strings.TrimSpace(text.Text) == "":
			return d.t("error.title_needed")
		}
		r.Kind, r.Member, r.Text, r.By = kinds[kind.SelectedIndex()], who.chosen, text.Text, ""
		if r.Kind == meeting.Criticism {
			r.By = by.chosen
		}
		d.do(meeting.PutRemark{Remark: r})
		return ""
	}).Resize(fyne.NewSize(700, 600))
	who.next = func() { d.win.Canvas().Focus(text) }
	d.win.Canvas().Focus(who.entry)
}
