package screen

import (
	"context"
	"fmt"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"phonghop/meeting"
	"phonghop/ui"
)

// lastMinute is when the timer changes its colour before the time is up.
const lastMinute = time.Minute

// The colours of the timer.
var (
	timeSoon = color.NRGBA{R: 0x9a, G: 0x52, B: 0x00, A: 0xff} // contrast 5.9 to 1 on the strip, large and bold
	timeUp   = ui.Accent
)

// strip is a band below the page with the timer, the item's title, a message or a result.
// The page is laid out above it, so that it hides nothing.
type strip struct {
	screen *Screen
	box    *fyne.Container
	clock  *canvas.Text
	shown  drawing
	height float32
	cancel context.CancelFunc // ends the ticking
	ends   time.Time
}

func newStrip(s *Screen) *strip {
	t := &strip{screen: s, box: container.NewWithoutLayout(), cancel: func() {}}
	return t
}

// stripView is what the strip says.
type stripView struct {
	item, message, result string
	timer                 bool
}

// show draws the strip of a stage and returns how high it is.
func (t *strip) show(m *meeting.Meeting, stage meeting.Stage) float32 {
	v := t.screen.viewStrip(m, stage.Over)
	if v == (stripView{}) || stage.Show != meeting.ShowPage {
		t.hide()
		return 0
	}
	now := drawing{what: v, size: t.screen.win.Canvas().Size()}
	if t.shown != now {
		t.shown = now
		f := newFrame(now.size)
		t.clock, t.height = v.drawStrip(f)
		t.box.Objects = f.objects
		t.box.Refresh()
	}
	t.ends = stage.Over.Ends
	t.run(v.timer)
	return t.height
}

func (t *strip) hide() {
	t.run(false)
	if len(t.box.Objects) > 0 {
		t.box.Objects, t.shown, t.height = nil, drawing{}, 0
		t.box.Refresh()
	}
}

func (s *Screen) viewStrip(m *meeting.Meeting, o meeting.Over) stripView {
	v := stripView{message: o.Message, timer: !o.Ends.IsZero()}
	if it, ok := m.Item(m.Current); ok && o.Item {
		v.item = it.Title
	}
	if motion, ok := m.Motion(o.Motion); ok {
		word := "screen.result.failed"
		if motion.Passed() {
			word = "screen.result.passed"
		}
		v.result = s.opt.Words.T("screen.result", "yes", motion.InFavour, "no", motion.Against, "other", motion.Other, "result", s.opt.Words.T(word))
	}
	return v
}

// draw implements scene.
func (v stripView) draw(f *frame) { v.drawStrip(f) }

// drawStrip draws the strip at the foot of the window.
func (v stripView) drawStrip(f *frame) (clock *canvas.Text, height float32) {
	text := face{size: least * f.h, bold: true, colour: letters}
	width := f.w - 2*f.margin()
	digits := text
	digits.align = fyne.TextAlignTrailing
	timeWidth := digits.width("-00:00")
	if v.timer {
		width -= timeWidth + f.margin()
	}
	var lines []string
	if v.item != "" && v.result == "" {
		item, _ := wrap(v.item, text, width, 1)
		lines = append(lines, item...)
	}
	if v.message != "" {
		message, _ := wrap(v.message, text, width, 2)
		lines = append(lines, message...)
	}
	if v.result != "" {
		result, _ := wrap(v.result, text, width, 2)
		lines = append(lines, result...)
	}
	height = float32(max(1, len(lines)))*text.line() + 0.02*f.h
	top := f.h - height
	f.box(0, top, f.w, height, tint)
	f.box(0, top, f.w, 0.005*f.h, ui.Accent)
	f.lines(f.margin(), top+0.012*f.h, width, lines, text)
	if v.timer {
		clock = f.text(f.w-f.margin()-timeWidth, top+0.012*f.h, timeWidth, "", digits)
	}
	return clock, height
}

// run lets the clock tick, or stops it.
func (t *strip) run(on bool) {
	t.cancel()
	t.cancel = func() {}
	if !on {
		return
	}
	t.tick()
	ctx, cancel := context.WithCancel(t.screen.ctx)
	t.cancel = cancel
	go func() {
		second := time.NewTicker(time.Second)
		defer second.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-second.C:
				t.screen.opt.Post(func() {
					if ctx.Err() == nil {
						t.tick()
					}
				})
			}
		}
	}()
}

// tick shows the time that is left, or by how much it is over.
func (t *strip) tick() {
	if t.clock == nil {
		return
	}
	text, c := clockText(t.ends.Sub(t.screen.opt.Room.Now()))
	if t.clock.Text != text || t.clock.Color != c {
		t.clock.Text, t.clock.Color = text, c
		t.clock.Refresh()
	}
}

// clockText is the time that is left in minutes and seconds, and its colour: it changes
// for the last minute, and when the time is up.
func clockText(left time.Duration) (string, color.Color) {
	c := color.Color(letters)
	sign := ""
	if left <= lastMinute {
		c = timeSoon
	}
	seconds := int((left + time.Second - 1) / time.Second) // 00:00 only when it is up
	if left <= 0 {
		c = timeUp
		if seconds = int(-left / time.Second); seconds > 0 {
			sign = "-"
		}
	}
	return fmt.Sprintf("%s%02d:%02d", sign, seconds/60, seconds%60), c
}
