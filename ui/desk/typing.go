package desk

import (
	"time"

	"phonghop/ui"
)

// typingPause is how long typed text waits before it is written: with the write
// itself, less than the second that a power cut may cost.
const typingPause = 500 * time.Millisecond

// typing sends what is typed into a field to the room, at most twice a second. It
// belongs to the main goroutine.
type typing struct {
	desk  *Desk
	entry *ui.Entry
	save  func(text string) // sends the command; set for the item that is shown
	timer *time.Timer
	saved string // what the room has
	quiet bool   // the program sets the text
}

func newTyping(d *Desk, entry *ui.Entry) *typing {
	t := &typing{desk: d, entry: entry}
	entry.OnChanged = func(string) { t.changed() }
	return t
}

func (t *typing) changed() {
	if t.quiet || t.timer != nil {
		return
	}
	t.timer = time.AfterFunc(typingPause, func() { t.desk.opt.Post(t.flush) })
}

// flush sends what is not sent yet, now.
func (t *typing) flush() {
	if t.timer != nil {
		t.timer.Stop()
		t.timer = nil
	}
	if t.save != nil && t.entry.Text != t.saved {
		t.saved = t.entry.Text
		t.save(t.saved)
	}
}

// set shows a text that the room has and says how changes of it are saved. What is
// being typed in the same field is never overwritten.
func (t *typing) set(text string, same bool, save func(string)) {
	if same && (t.timer != nil || t.saved == text) {
		t.save = save
		return
	}
	t.flush()
	t.save, t.saved = save, text
	if t.entry.Text != text {
		t.quiet = true
		t.entry.SetText(text)
		t.quiet = false
	}
}
