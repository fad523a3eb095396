package desk

import (
	"slices"

	"fyne.io/fyne/v2"

	"phonghop/meeting"
	"phonghop/ui"
)

// Key carries out a key of the window and tells whether it was one. The sheet of keys
// in the guide says the same.
func (d *Desk) Key(name fyne.KeyName) bool {
	if name == fyne.KeyF1 {
		d.help()
		return true
	}
	if d.boxKey(name) {
		return true
	}
	if d.now.ID == "" {
		return false
	}
	switch name {
	case fyne.KeyPageDown:
		d.turn(1)
	case fyne.KeyPageUp:
		d.turn(-1)
	case fyne.KeyF2:
		d.show(meeting.ShowJoin)
	case fyne.KeyF3:
		d.show(meeting.ShowAgenda)
	case fyne.KeyF4, fyne.KeyF5: // F5 is what clickers send for "begin the show"
		d.showPage()
	case fyne.KeyF6:
		d.blank()
	case fyne.KeyF7:
		d.step(-1)
	case fyne.KeyF8:
		d.step(1)
	case fyne.KeyF9:
		d.course()
	case fyne.KeyEscape:
		return d.escape()
	case fyne.KeyF10:
		d.hold()
	case fyne.KeyF11:
		d.opt.Screen.Toggle()
	case fyne.KeyF12:
		d.finish()
	default:
		return d.readingKey(name)
	}
	return true
}

// Rune carries out the keys that act only while no text field has the focus.
func (d *Desk) Rune(r rune) bool {
	if d.now.ID == "" {
		return false
	}
	if d.board != nil && d.board.key(r) {
		return true
	}
	switch r {
	case ' ':
		d.turn(1)
	case 'm', 'M':
		d.overForm()
	case 'x', 'X':
		d.endMessage()
	case 'b', 'B', '.':
		d.blank()
	default:
		return d.readingRune(r)
	}
	return true
}

// combined are the keys with Ctrl or Alt.
func (d *Desk) combined() []ui.Combined {
	larger := func() { d.letters(1) }
	return []ui.Combined{
		{Key: fyne.KeyEqual, Modifier: fyne.KeyModifierControl, Do: larger},
		{Key: fyne.KeyEqual, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift, Do: larger},
		{Key: fyne.KeyPlus, Modifier: fyne.KeyModifierControl, Do: larger},
		{Key: fyne.KeyMinus, Modifier: fyne.KeyModifierControl, Do: func() { d.letters(-1) }},
		{Key: fyne.KeyReturn, Modifier: fyne.KeyModifierControl, Do: d.fillIn},
		{Key: fyne.KeyEnter, Modifier: fyne.KeyModifierControl, Do: d.fillIn},
		{Key: fyne.KeyO, Modifier: fyne.KeyModifierControl, Do: d.openFile},
		{Key: fyne.KeyS, Modifier: fyne.KeyModifierControl, Do: d.saveFile},
		{Key: fyne.KeyE, Modifier: fyne.KeyModifierControl, Do: d.export},
		{Key: fyne.KeyR, Modifier: fyne.KeyModifierControl, Do: d.readBack},
		{Key: fyne.KeyL, Modifier: fyne.KeyModifierControl, Do: d.openLibrary},
		{Key: fyne.KeyF11, Modifier: fyne.KeyModifierControl, Do: d.opt.Screen.Swap},
		{Key: fyne.KeyF, Modifier: fyne.KeyModifierControl, Do: d.find.open},
		{Key: fyne.KeyLeft, Modifier: fyne.KeyModifierAlt, Do: d.goBack},
		{Key: fyne.KeyUp, Modifier: fyne.KeyModifierAlt, Do: func() { d.agenda.move(-1) }},
		{Key: fyne.KeyDown, Modifier: fyne.KeyModifierAlt, Do: func() { d.agenda.move(1) }},
	}
}

// show shows the join page, the agenda or nothing.
func (d *Desk) show(what meeting.Show) { d.put(meeting.Stage{Show: what, Over: d.shown().Over}) }

// blank darkens the projector and brings back what was there.
func (d *Desk) blank() {
	if s := d.opt.Room.Stage(); s.Show != meeting.ShowBlank {
		d.dark = s
		d.keep(false)
		d.show(meeting.ShowBlank)
		return
	}
	if d.held { // the desk has moved on in the dark
		d.dark = d.own
		d.keep(false)
	}
	_, known := d.now.Document(d.dark.Document)
	if d.dark.Show == "" || d.dark.Show == meeting.ShowBlank || d.dark.Show == meeting.ShowPage && !known {
		d.dark = meeting.Stage{Show: meeting.ShowAgenda}
	}
	d.put(d.beside(d.dark))
}

// showPage shows the document of the chosen item: the page of it that was shown last,
// or its first. Under an item without documents the page that was shown last comes
// back.
func (d *Desk) showPage() {
	_, known := d.now.Document(d.lastDoc.Document)
	it, _ := d.now.Item(d.selected)
	switch {
	case known && (len(it.Documents) == 0 || slices.Contains(it.Documents, d.lastDoc.Document)):
		d.put(d.beside(d.lastDoc))
		return
	case len(it.Documents) > 0:
		d.showDocument(it.Documents[0])
		return
	}
	d.notice.show(d.t("desk.no_document_yet"), false)
}

// put sets the stage and has both windows show it in this same moment.
func (d *Desk) put(s meeting.Stage) {
	if d.held {
		d.putOwn(s)
		return
	}
	s, err := d.opt.Room.Show(s)
	if err != nil {
		d.notice.show(d.opt.Errors.Text(err), true)
		return
	}
	if s.Show == meeting.ShowPage {
		d.lastDoc, d.reading.last[s.Document] = s, s
	}
	d.opt.Screen.Update()
	d.stage.refresh()
	d.docs.refresh()
	d.bar.refresh()
}

// escape ends what stands in the way: the strip of finding, then a dark projector or
// a held picture. It is also what clickers send for "end the show", and so closes nothing.
func (d *Desk) escape() bool {
	if d.find.object.Visible() {
		d.find.close()
		return true
	}
	return d.bringBack()
}

// step goes to the next or the previous agenda item.
func (d *Desk) step(by int) {
	d.notes.flush()
	m := *d.now
	if d.heading != "" { // the key came before the disk has answered the one before
		m.Current = d.heading
	}
	id := m.Neighbour(by)
	if id == "" {
		return
	}
	d.heading = id
	d.doThen(meeting.GoTo{Item: id}, func(error) {
		if d.heading == id {
			d.heading = ""
		}
	})
	if d.now.Phase == meeting.Running {
		d.choose(id) // the next key may come before the disk has answered
	}
}

// course starts, pauses or resumes, whichever comes next.
func (d *Desk) course() {
	switch d.now.Phase {
	case meeting.Running:
		d.do(meeting.Pause{})
	case meeting.Paused:
		d.do(meeting.Resume{})
	case meeting.Ended:
		d.reopen()
	default:
		d.do(meeting.Start{})
	}
}

// finish ends the meeting with one key; whoever slipped reopens it from the notice.
func (d *Desk) finish() {
	if d.now.Phase == meeting.Ended {
		return
	}
	d.notes.flush()
	d.end.flush()
	d.do(meeting.End{})
}
