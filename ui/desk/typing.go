package desk

import (
	"time"

	"phonghop/meeting"
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
	write func(text string) meeting.Command // set for the item that is shown
	timer *time.Timer
	saved string // what the room has, or is being told
	quiet bool   // the program sets the text

	place   int  // counts what was shown in the field
	under   int  // writes of it that are on their way
	refused bool // the last write did not reach the disk
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
	t.still()
	if t.write == nil || t.entry.Text == t.saved && !t.refused {
		return
	}
	t.saved, t.refused = t.entry.Text, false
	t.under++
	place := t.place
	t.desk.doThen(t.write(t.saved), func(err error) {
		if place == t.place {
			t.under--
			t.refused = err != nil
		}
	})
}

func (t *typing) still() {
	if t.timer != nil {
		t.timer.Stop()
		t.timer = nil
	}
}

// drop forgets what is in the field: it belongs to a meeting that is not open any more.
func (t *typing) drop() {
	t.still()
	t.show("")
	t.write = nil
}

// show puts a text into the field that is not being typed.
func (t *typing) show(text string) {
	t.saved = text
	t.place++
	t.under, t.refused = 0, false
	if t.entry.Text != text {
		t.quiet = true
		t.entry.SetText(text)
		t.quiet = false
	}
}

// set shows a text that the room has and says how changes of it are written. What is
// being typed in the same field, is on its way or could not be written is never
// overwritten; that something else was written is the moment to try again.
func (t *typing) set(text string, same bool, write func(string) meeting.Command) {
	if same && (t.timer != nil || t.under > 0 || t.refused || t.saved == text) {
		t.write = write
		if t.refused {
			t.flush()
		}
		return
	}
	t.flush()
	t.write = write
	t.show(text)
}
