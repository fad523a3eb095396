package e2e

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"phonghop/meeting"
	"phonghop/meeting/pack"
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

// BenchmarkShowLarger measures what holds several times the pixels: pages as wide as the screen, read on by half
// windows, and pages fitted into a screen of 3840x2160.
func BenchmarkShowLarger(b *testing.B) {
	bin := build(b)
	for _, d := range decks {
		b.Run(d.name, func(b *testing.B) {
			path := d.write(b)
			for b.Loop() {
				s := newWall(b, wideScreen, highScreen)
				cmd, _ := s.show(bin, path)
				wide := samples{b: b, name: "wide-next"}
				s.scrolled(keyF)
				for range 30 {
					time.Sleep(glance)
					wide.times = append(wide.times, s.scrolled(keyPageDown))
				}
				wide.report()
				_ = cmd.Process.Kill()

				s = newWall(b, 2*wideScreen, 2*highScreen)
				cmd, _ = s.show(bin, path)
				large := samples{b: b, name: "4k-next"}
				for page := 2; page <= 20; page++ {
					time.Sleep(2 * glance)
					large.times = append(large.times, s.timed(keyPageDown, page, false))
				}
				large.report()
				b.ReportMetric(pss(b, cmd.Process.Pid), "4k-MB")
				_ = cmd.Process.Kill()
			}
		})
	}
}

// BenchmarkOpen runs the program on a laptop and a projector with a meeting whose items have a deck each, and goes to an
// item and asks for its document, at once or when it has been announced: from that key to the first page on the
// projector.
func BenchmarkOpen(b *testing.B) {
	bin := build(b)
	file := deckMeeting(b)
	rested, atOnce := samples{b: b, name: "rested"}, samples{b: b, name: "at-once"}
	for b.Loop() {
		d := twoScreens(b)
		p := d.start(bin, "-data", b.TempDir(), "-listen", "127.0.0.1:0", file)
		s := &wall{t: b, name: d.name, x0: projector.Min.X, w: projector.Dx(), h: projector.Dy()}
		s.connect()
		eventually(b, "both windows are shown", func() bool {
			_, at, shown := d.window(screenTitle)
			return shown && at == projector
		})
		desk := d.still(laptop)
		eventually(b, "the meeting begins", func() bool {
			d.key(deskTitle, "F9")
			return !alike(d.still(laptop), desk)
		})
		for range decks {
			s.press(keyF8)
			atOnce.times = append(atOnce.times, s.timed(keyF4, 1, true))
			d.key(deskTitle, "F2")
			s.await(0, true)
		}
		for range decks[1:] { // back to the first
			s.press(keyF7)
			time.Sleep(glance) // the item is announced
			rested.times = append(rested.times, s.timed(keyF4, 1, true))
			d.key(deskTitle, "F2")
			s.await(0, true)
		}
		p.kill()
	}
	rested.report()
	atOnce.report()
}

// deckMeeting writes a meeting file with the decks.
func deckMeeting(b *testing.B) string {
	_, m, _, err := pack.Sample()
	if err != nil {
		b.Fatal(err)
	}
	m.Documents, m.Items = nil, []meeting.Item{{ID: "a", Title: "Mở đầu"}}
	paths := map[string]string{}
	for _, d := range decks {
		path := d.write(b)
		data, err := os.ReadFile(path)
		if err != nil {
			b.Fatal(err)
		}
		sha := fmt.Sprintf("%x", sha256.Sum256(data))
		paths[sha] = path
		m.Documents = append(m.Documents, meeting.Document{ID: d.name, Title: d.name, Name: d.name + ".pdf", SHA256: sha, Pages: d.pages, Level: meeting.Internal})
		m.Items = append(m.Items, meeting.Item{ID: "item-" + d.name, Title: d.name, Documents: []string{d.name}})
	}
	f, err := os.Create(filepath.Join(b.TempDir(), "decks.hop"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	open := func(sha string) (io.ReadCloser, error) { return os.Open(paths[sha]) }
	if err := pack.Write(f, m, open, nil); err != nil {
		b.Fatal(err)
	}
	return f.Name()
}
