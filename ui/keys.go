package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Keys are the window's own keys. Key is asked first by every keyed widget and by
// the canvas; Rune only where no text is typed. Each tells whether it took the key.
type Keys struct {
	Key  func(fyne.KeyName) bool
	Rune func(rune) bool
	// Combined are keys with Ctrl or Alt; they act while somebody types too.
	Combined []Combined
}

// Combined is a key pressed together with Ctrl or Alt.
type Combined struct {
	Key      fyne.KeyName
	Modifier fyne.KeyModifier
	Do       func()
}

// Attach lets the keys act while nothing has the focus.
func (k *Keys) Attach(c fyne.Canvas) {
	c.SetOnTypedKey(func(e *fyne.KeyEvent) { k.key(e) })
	c.SetOnTypedRune(func(r rune) { k.rune(r) })
	for _, x := range k.Combined {
		c.AddShortcut(&desktop.CustomShortcut{KeyName: x.Key, Modifier: x.Modifier}, func(fyne.Shortcut) { x.Do() })
	}
}

// combined carries out a shortcut if it is one of the window's.
func (k *Keys) combined(s fyne.Shortcut) bool {
	pressed, ok := s.(*desktop.CustomShortcut)
	if !ok || k == nil {
		return false
	}
	for _, x := range k.Combined {
		if x.Key == pressed.KeyName && x.Modifier == pressed.Modifier {
			x.Do()
			return true
		}
	}
	return false
}

func (k *Keys) key(e *fyne.KeyEvent) bool { return k != nil && k.Key != nil && k.Key(e.Name) }
func (k *Keys) rune(r rune) bool          { return k != nil && k.Rune != nil && k.Rune(r) }

// textKey tells which keys act even while somebody types.
func textKey(name fyne.KeyName) bool {
	return name == fyne.KeyPageUp || name == fyne.KeyPageDown || name == fyne.KeyEscape ||
		len(name) > 1 && strings.HasPrefix(string(name), "F") && name[1] >= '0' && name[1] <= '9'
}

func enter(name fyne.KeyName) bool { return name == fyne.KeyReturn || name == fyne.KeyEnter }

// Entry is a text field in which the page keys and the F-keys stay the window's.
type Entry struct {
	widget.Entry
	keys *Keys
}

// NewEntry returns a text field of one line.
func NewEntry(k *Keys) *Entry {
	e := &Entry{keys: k}
	e.ExtendBaseWidget(e)
	return e
}

// NewArea returns a text field of several lines that wraps at words.
func NewArea(k *Keys) *Entry {
	e := &Entry{keys: k}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.ExtendBaseWidget(e)
	return e
}

// TypedKey implements [fyne.Focusable].
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	// Enter in a field of one line is for the form that it stands in.
	ends := enter(ev.Name) && !e.MultiLine && e.OnSubmitted == nil
	if (ends || textKey(ev.Name)) && e.keys.key(ev) {
		return
	}
	e.Entry.TypedKey(ev)
}

// TypedShortcut implements [fyne.Shortcutable].
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if !e.keys.combined(s) {
		e.Entry.TypedShortcut(s)
	}
}

// Button is a button that leaves the window's keys to the window.
type Button struct {
	widget.Button
	keys *Keys
}

// NewButton returns a button with a text, an icon or both.
func NewButton(k *Keys, text string, icon fyne.Resource, tapped func()) *Button {
	b := &Button{keys: k}
	b.Text, b.Icon, b.OnTapped = text, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey implements [fyne.Focusable].
func (b *Button) TypedKey(ev *fyne.KeyEvent) {
	if enter(ev.Name) { // the button that has the focus, not the form's own
		ev = &fyne.KeyEvent{Name: fyne.KeySpace}
	}
	if ev.Name != fyne.KeySpace && b.keys.key(ev) {
		return
	}
	b.Button.TypedKey(ev)
}

// TypedRune implements [fyne.Focusable].
func (b *Button) TypedRune(r rune) {
	if r != ' ' && b.keys.rune(r) {
		return
	}
	b.Button.TypedRune(r)
}

// List is a list that leaves the window's keys to the window.
type List struct {
	widget.List
	keys *Keys
}

// NewList returns a list; its functions are those of [widget.List].
func NewList(k *Keys, length func() int, create func() fyne.CanvasObject, update func(int, fyne.CanvasObject)) *List {
	l := &List{keys: k}
	l.Length, l.CreateItem, l.UpdateItem = length, create, update
	l.ExtendBaseWidget(l)
	return l
}

// TypedKey implements [fyne.Focusable]. Space is a key of the window, see TypedRune; Enter
// chooses.
func (l *List) TypedKey(ev *fyne.KeyEvent) {
	if ev.Name == fyne.KeySpace {
		return
	}
	if ev.Name != fyne.KeyUp && ev.Name != fyne.KeyDown && l.keys.key(ev) {
		return
	}
	if enter(ev.Name) {
		ev = &fyne.KeyEvent{Name: fyne.KeySpace}
	}
	l.List.TypedKey(ev)
}

// TypedRune implements [fyne.Focusable].
func (l *List) TypedRune(r rune) {
	if !l.keys.rune(r) {
		l.List.TypedRune(r)
	}
}

// Select is a drop-down list that leaves the window's keys to the window.
type Select struct {
	widget.Select
	keys *Keys
}

// NewSelect returns a drop-down list.
func NewSelect(k *Keys, options []string, changed func(string)) *Select {
	s := &Select{keys: k}
	s.Options, s.OnChanged = options, changed
	s.ExtendBaseWidget(s)
	return s
}

// TypedKey implements [fyne.Focusable].
func (s *Select) TypedKey(ev *fyne.KeyEvent) {
	if (enter(ev.Name) || textKey(ev.Name)) && s.keys.key(ev) {
		return
	}
	s.Select.TypedKey(ev)
}

// TypedRune implements [fyne.Focusable].
func (s *Select) TypedRune(r rune) {
	if r != ' ' && s.keys.rune(r) {
		return
	}
	s.Select.TypedRune(r)
}

// Check is a tick box that leaves the window's keys to the window.
type Check struct {
	widget.Check
	keys *Keys
}

// NewCheck returns a tick box.
func NewCheck(k *Keys, text string, changed func(bool)) *Check {
	c := &Check{keys: k}
	c.Text, c.OnChanged = text, changed
	c.ExtendBaseWidget(c)
	return c
}

// Tapped implements [fyne.Tappable]. A box that was ticked with the mouse does not keep
// the focus: the next Space is for the page, and must not take the tick away.
func (c *Check) Tapped(e *fyne.PointEvent) {
	c.Check.Tapped(e)
	if v := fyne.CurrentApp().Driver().CanvasForObject(c); v != nil && v.Focused() == c {
		v.Unfocus()
	}
}

// TypedKey implements [fyne.Focusable].
func (c *Check) TypedKey(ev *fyne.KeyEvent) {
	if (enter(ev.Name) || textKey(ev.Name)) && c.keys.key(ev) {
		return
	}
	c.Check.TypedKey(ev)
}

// TypedRune implements [fyne.Focusable].
func (c *Check) TypedRune(r rune) {
	if r != ' ' && c.keys.rune(r) {
		return
	}
	c.Check.TypedRune(r)
}
