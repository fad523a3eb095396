package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// ShowTrouble shows in a window of its own why the program could not open, and returns
// when it is closed.
func ShowTrouble(a fyne.App, title, text string) {
	a.Settings().SetTheme(NewTheme(1.2))
	w := a.NewWindow(title)
	label := widget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	w.SetContent(container.NewPadded(label))
	w.Resize(fyne.NewSize(560, 220))
	w.CenterOnScreen()
	w.ShowAndRun()
}
