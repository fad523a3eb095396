package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// linesTab is the place of the view among the tabs under the stage.
const linesTab = 3

// linesView shows the sentences of the minutes that the program writes. A rewritten
// one is kept, and marked when its fact changes.
type linesView struct {
	desk   *Desk
	object fyne.CanvasObject
	list   *ui.List
	lines  []Line
}

func newLinesView(d *Desk) *linesView {
	v := &linesView{desk: d}
	v.list = ui.NewList(d.keys, func() int { return len(v.lines) },
		func() fyne.CanvasObject {
			text := widget.NewLabel("")
			text.Wrapping = fyne.TextWrapWord
			return container.NewBorder(nil, nil, widget.NewIcon(nil), nil, text)
		}, v.update)
	v.list.OnSelected = func(i int) {
		v.list.UnselectAll()
		d.lineForm(v.lines[i])
	}
	hint := widget.NewLabel(d.t("desk.lines.hint"))
	hint.SizeName = theme.SizeNameCaptionText
	v.object = container.NewBorder(hint, nil, nil, nil, v.list)
	return v
}

func (v *linesView) update(i int, o fyne.CanvasObject) {
	line := v.lines[i]
	c := o.(*fyne.Container)
	text, icon := c.Objects[0].(*widget.Label), c.Objects[1].(*widget.Icon)
	s := line.Text
	switch {
	case line.Stale:
		icon.SetResource(theme.WarningIcon())
		s += "\n" + v.desk.t("desk.lines.stale", "auto", line.Auto)
	case line.Edited:
		icon.SetResource(theme.DocumentCreateIcon())
	default:
		icon.SetResource(nil)
	}
	if text.Text != s {
		text.SetText(s)
	}
	// A list gives every row one height unless it is told: a wrapped sentence needs
	// its own.
	if w := v.list.Size().Width; w > 0 {
		text.Resize(fyne.NewSize(w-40, 0))
		v.list.SetItemHeight(i, text.MinSize().Height)
	}
}

func (v *linesView) refresh() {
	d := v.desk
	v.lines = d.opt.Papers.Lines(d.now)
	v.list.Refresh()
	stale := 0
	for _, l := range v.lines {
		if l.Stale {
			stale++
		}
	}
	title := d.t("desk.tab.lines")
	if stale > 0 {
		title += " (" + d.t("desk.lines.stale_count", "n", stale) + ")"
	}
	if item := d.tabs.Items[linesTab]; item.Text != title {
		item.Text = title
		d.tabs.Refresh()
	}
}

// lineForm rewrites a sentence, or gives it back to the program.
func (d *Desk) lineForm(line Line) {
	text := ui.NewArea(d.keys)
	text.SetText(line.Text)
	text.SetMinRowsVisible(5)
	auto := widget.NewLabel(line.Auto)
	auto.Wrapping = fyne.TextWrapWord
	again := ui.NewButton(d.keys, d.t("desk.lines.auto"), theme.ContentUndoIcon(), func() { text.SetText(line.Auto) })
	d.form(d.t("desk.lines.edit"), []*widget.FormItem{
		widget.NewFormItem(d.t("desk.lines.text"), text),
		widget.NewFormItem(d.t("desk.lines.program"), auto),
		widget.NewFormItem("", again),
	}, func() {
		d.do(meeting.EditLine{Key: line.Key, Text: text.Text, Basis: line.Auto})
	}).Resize(fyne.NewSize(700, 460))
	d.win.Canvas().Focus(text)
}
