package e2e

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"

	"phonghop/docs/testpdf"
)

// The screen of the measurements.
const (
	wideScreen = 1920
	highScreen = 1080
	// Keys of the X server, as every keyboard of a PC has them.
	keyPageDown = 117
	keyPageUp   = 112
	keyHome     = 110
	keyEnd      = 115
	keyF        = 41
	keyF4       = 70
	keyF7       = 73
	keyF8       = 74
)

// deck is a document of pages that can be told from each other on a screen.
type deck struct {
	name  string
	pages int
	page  testpdf.Page
}

var decks = []deck{
	{"text", 60, testpdf.Report()},
	{"scans", 40, testpdf.Page{Scan: 300}},
	{"curves", 30, testpdf.Page{Curves: 6000}},
}

func (d deck) write(t testing.TB) string {
	t.Helper()
	pages := slices.Repeat([]testpdf.Page{d.page}, d.pages)
	for i := range pages {
		pages[i].Code = uint8(i + 1)
	}
	return testpdf.Write(t, d.name+".pdf", pages)
}

// wall is an X screen that is read and typed at from outside of the program.
type wall struct {
	t    testing.TB
	name string
	x    *xgb.Conn
	root xproto.Window
	x0   int // where it begins, to the right of other screens
	w, h int
}

func newWall(t testing.TB, w, h int) *wall {
	t.Helper()
	need(t, "Xvfb")
	r, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	server := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", fmt.Sprintf("%dx%dx24", w, h), "-noreset", "-nolisten", "tcp")
	server.ExtraFiles = []*os.File{out}
	run(t, server)
	_ = out.Close()
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	s := &wall{t: t, name: ":" + strings.TrimSpace(number), w: w, h: h}
	s.connect()
	return s
}

// connect begins to read and to type.
func (s *wall) connect() {
	s.t.Helper()
	var err error
	if s.x, err = xgb.NewConnDisplay(s.name); err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(s.x.Close)
	if err := xtest.Init(s.x); err != nil {
		s.t.Fatal(err)
	}
	s.root = xproto.Setup(s.x).DefaultScreen(s.x).Root
}

func (s *wall) key(code byte, down bool) {
	kind := byte(xproto.KeyRelease)
	if down {
		kind = xproto.KeyPress
	}
	if err := xtest.FakeInputChecked(s.x, kind, code, 0, s.root, 0, 0, 0).Check(); err != nil {
		s.t.Fatal(err)
	}
}

func (s *wall) press(code byte) {
	s.key(code, true)
	s.key(code, false)
}

// page reads the code of the page that stands on the screen; 0 where there is none. The page is A4, fitted, or as wide
// as the screen.
func (s *wall) page(wide bool) int {
	width := float64(s.h) * 210 / 297
	if wide {
		width = float64(s.w)
	}
	left := float64(s.x0) + (float64(s.w)-width)/2
	from := int(left + (testpdf.CodeLeft-testpdf.CodeStep)*width)
	to := int(left + (testpdf.CodeLeft+8*testpdf.CodeStep)*width)
	row, err := xproto.GetImage(s.x, xproto.ImageFormatZPixmap, xproto.Drawable(s.root), int16(from), int16(testpdf.CodeTop*width),
		uint16(to-from), 1, 0xffffffff).Reply()
	if err != nil {
		s.t.Fatal(err)
	}
	code := 0
	for i := range 8 {
		x := int(left+(testpdf.CodeLeft+float64(i)*testpdf.CodeStep)*width) - from
		switch v := row.Data[4*x+1]; {
		case v < 0x50:
			code |= 1 << i
		case v < 0xb0:
			return 0
		}
	}
	if code == 255 || row.Data[1] < 0xb0 { // beside the squares there is paper
		return 0
	}
	return code
}

// await waits until a page stands on the screen.
func (s *wall) await(page int, wide bool) {
	deadline := time.Now().Add(patience)
	for got := 0; ; got = s.page(wide) {
		if got == page {
			return
		}
		if time.Now().After(deadline) {
			s.t.Fatalf("waited in vain for page %d, page %d is shown", page, got)
		}
		time.Sleep(500 * time.Microsecond) // between two looks
	}
}

// show starts `phonghop show` and waits for the first page. It returns the process and how long that took.
func (s *wall) show(bin, path string) (*exec.Cmd, time.Duration) {
	cmd := exec.Command(bin, "show", path)
	cmd.Env = append(os.Environ(), "DISPLAY="+s.name, "LC_ALL=C.UTF-8")
	cmd.Stderr = os.Stderr
	begun := time.Now()
	run(s.t, cmd)
	s.await(1, false)
	return cmd, time.Since(begun)
}

// strip is a part of the middle of the screen.
func (s *wall) strip() []byte {
	s.t.Helper()
	p, err := xproto.GetImage(s.x, xproto.ImageFormatZPixmap, xproto.Drawable(s.root), int16(s.x0+s.w/3), 0, 32, uint16(s.h), 0xffffffff).Reply()
	if err != nil {
		s.t.Fatal(err)
	}
	return p.Data
}

// scrolled presses a key and waits until something else stands in the middle of the screen.
func (s *wall) scrolled(code byte) time.Duration {
	before := s.strip()
	begun := time.Now()
	s.press(code)
	for bytes.Equal(s.strip(), before) {
		if time.Since(begun) > patience {
			s.t.Fatal("waited in vain for the screen to scroll")
		}
		time.Sleep(500 * time.Microsecond) // between two looks
	}
	return time.Since(begun)
}

// timed presses a key and waits for the page.
func (s *wall) timed(code byte, page int, wide bool) time.Duration {
	begun := time.Now()
	s.press(code)
	s.await(page, wide)
	return time.Since(begun)
}

// samples are the times of one kind of turn; they are saved as they came where SAMPLES says.
type samples struct {
	b     *testing.B
	name  string
	times []time.Duration
}

func (s *samples) report() {
	sorted := slices.Sorted(slices.Values(s.times))
	ms := func(q float64) float64 {
		return float64(sorted[min(len(sorted)-1, int(q*float64(len(sorted))))].Microseconds()) / 1000
	}
	s.b.ReportMetric(ms(0.5), s.name+"-p50-ms")
	s.b.ReportMetric(ms(0.95), s.name+"-p95-ms")
	dir := os.Getenv("SAMPLES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, strings.ReplaceAll(s.b.Name()+"-"+s.name, "/", "-")+".csv"))
	if err != nil {
		s.b.Fatal(err)
	}
	w := csv.NewWriter(f)
	for _, t := range s.times {
		_ = w.Write([]string{strconv.FormatInt(t.Microseconds(), 10)})
	}
	w.Flush()
	if err := f.Close(); err != nil {
		s.b.Fatal(err)
	}
}

// pss is the memory in MB of a process and all that it started, shared pages counted in parts.
func pss(t testing.TB, pid int) float64 {
	t.Helper()
	total := 0.0
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/smaps_rollup", pid))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		if rest, ok := strings.CutPrefix(line, "Pss:"); ok {
			kb, _ := strconv.Atoi(strings.Fields(rest)[0])
			total += float64(kb) / 1024
		}
	}
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	for _, file := range tasks {
		children, _ := os.ReadFile(file)
		for _, child := range strings.Fields(string(children)) {
			n, _ := strconv.Atoi(child)
			total += pss(t, n)
		}
	}
	return total
}
