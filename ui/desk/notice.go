package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/ui"
)

// notice is the strip at the foot of the desk for what the secretary should know.
// It stays until it is closed or replaced: nobody has to read fast.
type notice struct {
	object *fyne.Container
	text   *widget.Label
	ground *canvas.Rectangle
	act    *ui.Button
	bad    bool // what stands there went wrong
}

func newNotice(d *Desk) *notice {
	n := &notice{
		text:   widget.NewLabel(""),
		ground: canvas.NewRectangle(theme.Color(theme.ColorNameInputBackground)),
		act:    ui.NewButton(d.keys, "", nil, nil),
	}
	n.text.Wrapping = fyne.TextWrapWord
	shut := ui.NewButton(d.keys, d.t("desk.close"), theme.CancelIcon(), func() { n.object.Hide() })
	n.object = container.NewStack(n.ground, container.NewBorder(nil, nil, nil, container.NewHBox(n.act, shut), n.text))
	n.object.Hide()
	return n
}

func (n *notice) show(text string, bad bool) { n.offer(text, bad, "", nil) }

// mention shows a mere status, but not in place of something that went wrong.
func (n *notice) mention(text string) {
	if !n.bad || !n.object.Visible() {
		n.show(text, false)
	}
}

// offer shows a message with a button that does something about it.
func (n *notice) offer(text string, bad bool, label string, act func()) {
	n.bad = bad
	n.text.Importance = widget.MediumImportance
	n.ground.FillColor = theme.Color(theme.ColorNameInputBackground)
	if bad {
		n.text.Importance = widget.DangerImportance
	}
	n.ground.Refresh()
	n.text.SetText(text)
	n.act.Hide()
	if act != nil {
		n.act.SetText(label)
		n.act.OnTapped = func() { n.object.Hide(); act() }
		n.act.Show()
	}
	n.object.Show()
}
