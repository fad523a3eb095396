package desk

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// speakingMinutes is what the form offers first.
const speakingMinutes = 5

// speaking is who has the floor: picked by name, with a clock that the hall sees. What was said becomes the opinion.
type speaking struct {
	desk   *Desk
	object *fyne.Container
	text   *widget.Label
	who    meeting.MemberID // "" for nobody
	id     string           // of the meeting
	item   string
	since  time.Time
	called string // the message that the hall was given
}

func newSpeaking(d *Desk) *speaking {
	s := &speaking{desk: d, text: widget.NewLabel("")}
	s.text.Truncation = fyne.TextTruncateEllipsis
	s.text.TextStyle.Bold = true
	take := ui.NewButton(d.keys, d.t("speaking.take"), theme.DocumentCreateIcon(), s.take)
	take.Importance = widget.HighImportance
	more := func(by time.Duration) func() {
		return func() { d.over(func(o *meeting.Over) { o.Ends = o.Ends.Add(by) }) }
	}
	s.object = container.NewBorder(nil, nil, widget.NewIcon(theme.AccountIcon()),
		container.NewHBox(ui.NewButton(d.keys, d.t("desk.timer.more"), nil, more(time.Minute)), take, ui.NewButton(d.keys, d.t("speaking.end"), theme.CancelIcon(), s.end)), s.text)
	s.object.Hide()
	return s
}

// invite gives somebody the floor: one form, and the clock runs.
func (s *speaking) invite() {
	d := s.desk
	who := newPicker(d, "")
	var words []string
	at := 0
	for i, n := range speakingTimes {
		words = append(words, d.t("desk.timer.minutes", "n", n))
		if n == speakingMinutes {
			at = i
		}
	}
	long := ui.NewSelect(d.keys, words, nil)
	long.SetSelectedIndex(at)
	d.formUntil(d.t("speaking.invite"), []*widget.FormItem{
		widget.NewFormItem(d.t("desk.who"), who.object),
		widget.NewFormItem(d.t("speaking.time"), long),
	}, func() string {
		if who.settle(); who.chosen == "" {
			return d.t("desk.who_missing")
		}
		s.begin(who.chosen, time.Duration(speakingTimes[long.SelectedIndex()])*time.Minute)
		return ""
	}).Resize(fyne.NewSize(640, 360))
	who.next = func() { d.boxKey(fyne.KeyReturn) } // a name and Enter: the clock runs
	d.win.Canvas().Focus(who.entry)
}

// begin starts the clock.
func (s *speaking) begin(who meeting.MemberID, long time.Duration) {
	d := s.desk
	s.end()
	s.who, s.id, s.item, s.since = who, d.now.ID, d.selected, d.opt.Room.Now()
	if d.shown().Over.Message == "" { // what the secretary said to the hall stays
		s.called = d.t("speaking.hall", "name", d.now.Name(who))
	}
	d.over(func(o *meeting.Over) {
		o.Ends = s.since.Add(long).Round(time.Second)
		if s.called != "" {
			o.Message = s.called
		}
	})
}

// take ends the clock and has the opinion typed, under the item and at the time at which it was begun.
func (s *speaking) take() {
	o := meeting.Opinion{ID: meeting.NewID(), Item: s.item, Member: s.who, At: s.since}
	s.end()
	s.desk.opinionForm(o)
}

// end takes the clock and the name off the hall's screen.
func (s *speaking) end() {
	if s.who == "" {
		return
	}
	called := s.called
	s.who, s.called = "", ""
	s.desk.over(func(o *meeting.Over) {
		o.Ends = time.Time{}
		if o.Message == called {
			o.Message = ""
		}
	})
}

// refresh shows who has the floor; in another meeting nobody has.
func (s *speaking) refresh() {
	if s.id != s.desk.now.ID {
		s.who, s.called = "", ""
	}
	s.object.Hidden = s.who == ""
	if s.who != "" {
		d := s.desk
		spoken := 0
		for _, o := range d.now.Opinions {
			if o.Member == s.who {
				spoken++
			}
		}
		s.text.SetText(d.t("speaking.now", "name", d.now.Name(s.who), "at", hour(s.since), "n", strconv.Itoa(spoken+1)))
	}
	s.object.Refresh()
}
