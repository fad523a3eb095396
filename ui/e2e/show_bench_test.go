package e2e

import (
	"testing"
	"time"
)

// glance is how long a reader rests on a page, so that the next one can be drawn ahead.
const glance = 700 * time.Millisecond

// BenchmarkShow drives `phonghop show` from outside on an X screen of 1920x1080 with keys of XTEST, and reads each page
// back from the screen. From the key to the pixels, in milliseconds: open, from the start of the program to the first
// page; jump, to the last page that was never drawn; next, to a page that had time to be drawn ahead; hold, key after
// key as soon as the page stands. PSS in MB is that of all processes.
func BenchmarkShow(b *testing.B) {
	bin := build(b)
	for _, d := range decks {
		b.Run(d.name, func(b *testing.B) {
			path := d.write(b)
			for b.Loop() {
				measureShow(b, bin, path, d.pages)
			}
		})
	}
}

func measureShow(b *testing.B, bin, path string, pages int) {
	open, jump := samples{b: b, name: "open"}, samples{b: b, name: "jump"}
	for range 5 {
		s := newWall(b, wideScreen, highScreen)
		cmd, took := s.show(bin, path)
		open.times = append(open.times, took)
		jump.times = append(jump.times, s.timed(keyEnd, pages, false))
		_ = cmd.Process.Kill()
	}
	open.report()
	jump.report()

	s := newWall(b, wideScreen, highScreen)
	cmd, _ := s.show(bin, path)
	next, hold := samples{b: b, name: "next"}, samples{b: b, name: "hold"}
	for page := 2; page <= min(pages, 31); page++ {
		time.Sleep(glance) // the reader rests on the page
		next.times = append(next.times, s.timed(keyPageDown, page, false))
	}
	next.report()
	s.timed(keyHome, 1, false)
	for page := 2; page <= pages; page++ {
		hold.times = append(hold.times, s.timed(keyPageDown, page, false))
	}
	hold.report()
	b.ReportMetric(pss(b, cmd.Process.Pid), "once-through-MB")
	for range 9 {
		s.timed(keyHome, 1, false)
		for page := 2; page <= pages; page++ {
			s.timed(keyPageDown, page, false)
		}
	}
	b.ReportMetric(pss(b, cmd.Process.Pid), "ten-times-MB")
	_ = cmd.Process.Kill()
}
