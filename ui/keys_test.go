package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
)

// In every state of the focus the window's keys are the window's, once each, and none
// of them changes what has the focus too.
func TestWindowKeysInEveryFocus(t *testing.T) {
	test.NewTempApp(t)
	var got []string
	keys := &Keys{
		Key:  func(n fyne.KeyName) bool { got = append(got, string(n)); return n != fyne.KeyReturn },
		Rune: func(r rune) bool { got = append(got, string(r)); return true },
	}
	ticked, chosen, pressed := 0, 0, 0
	entry := NewEntry(keys)
	check := NewCheck(keys, "x", func(bool) { ticked++ })
	button := NewButton(keys, "x", nil, func() { pressed++ })
	list := NewList(keys, func() int { return 3 }, func() fyne.CanvasObject { return widget.NewLabel("") }, func(int, fyne.CanvasObject) {})
	list.OnSelected = func(int) { chosen++ }
	sel := NewSelect(keys, []string{"a", "b"}, nil)
	w := test.NewTempWindow(t, container.NewVBox(entry, check, button, sel, list))
	keys.Attach(w.Canvas())
	// Typing sends what a keyboard sends: the key, and the character that it makes.
	send := func(name fyne.KeyName, r rune) {
		c := w.Canvas()
		if f := c.Focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: name})
			if r != 0 {
				f.TypedRune(r)
			}
			return
		}
		c.OnTypedKey()(&fyne.KeyEvent{Name: name})
		if r != 0 {
			c.OnTypedRune()(r)
		}
	}
	for what, f := range map[string]fyne.Focusable{"nothing": nil, "entry": entry, "check": check, "button": button, "list": list, "select": sel} {
		for _, k := range []fyne.KeyName{fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyF4, fyne.KeyF8, fyne.KeyEscape} {
			w.Canvas().Focus(f)
			got = nil
			if send(k, 0); len(got) != 1 || got[0] != string(k) {
				t.Errorf("%s with the focus on %s: the window was told %q", k, what, got)
			}
		}
		got = nil
		send(fyne.KeyPeriod, '.')
		if told := len(got) > 0 && got[len(got)-1] == "."; told != (what != "entry") {
			t.Errorf("a period with the focus on %s: the window was told %q", what, got)
		}
	}
	if ticked+chosen+pressed > 0 {
		t.Errorf("window keys ticked %d, chose %d, pressed %d", ticked, chosen, pressed)
	}
	w.Canvas().Focus(list)
	got = nil
	if send(fyne.KeySpace, ' '); chosen != 0 || len(got) != 1 {
		t.Errorf("Space in a list chose %d and told %q", chosen, got)
	}
	if send(fyne.KeyReturn, 0); chosen != 1 {
		t.Error("Enter in a list chooses nothing")
	}
	test.Tap(check)
	got = nil
	if send(fyne.KeySpace, ' '); ticked != 1 || got[len(got)-1] != " " {
		t.Errorf("Space after a tick: ticked %d times, told %q", ticked, got)
	}
}
