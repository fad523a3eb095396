package screen

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"phonghop/assets/words"
	"phonghop/meeting"
	"phonghop/ui"
)

// joinView is the page that tells how phones come in.
type joinView struct {
	wifi, scan joinStep // wifi is zero without a Wi-Fi of the room
	keep       string   // the sentence for phones that miss the Internet
}

// joinStep is one code with its words.
type joinStep struct {
	number  string // "" where there is only one step
	head    string
	content string    // of the code
	words   [2]string // below it
	label   string    // what the first of them is, where it stands away from the code
}

// viewJoin returns the join page; without a network, a sentence that the meeting does
// not need one.
func viewJoin(m *meeting.Meeting, j ui.Join, w *words.Words) scene {
	if j.Address == "" {
		return sentence{head: m.Title, text: w.T("screen.no_network")}
	}
	// Browsers need no scheme, and without it the letters can be larger.
	address := strings.TrimSuffix(strings.TrimPrefix(j.Address, "http://"), "/")
	v := joinView{scan: joinStep{content: j.Address, words: [2]string{address}}}
	code := meeting.Settings{WifiName: j.WifiName, WifiKey: j.WifiKey}.WifiCode()
	if code == "" {
		v.scan.head, v.keep = w.T("screen.scan_only"), w.T("screen.same_wifi")
		return v
	}
	v.scan.number, v.scan.head, v.keep = "2", w.T("screen.scan"), w.T("screen.keep_connected")
	key := w.T("screen.wifi_open")
	if j.WifiKey != "" {
		key = w.T("screen.wifi_key", "key", j.WifiKey)
	}
	v.wifi = joinStep{number: "1", head: w.T("screen.wifi"), content: code, words: [2]string{j.WifiName, key}, label: "Wi-Fi"}
	return v
}

func (v joinView) draw(f *frame) {
	top := f.band() + f.h*0.02
	t := face{size: least * f.h, colour: letters, align: fyne.TextAlignCenter}
	bold := t
	bold.bold = true
	steps := []joinStep{v.wifi, v.scan}
	if v.wifi.content == "" {
		steps = steps[1:]
	}
	full := f.w - 2*f.margin()
	width := full / float32(len(steps))
	under, rows := below(steps, bold, width*0.97, full)
	// From the bottom up: the sentence, the words that are too long for a column.
	keep, _ := balance(v.keep, t, full, max(1, min(2, mostLines-2-len(under))))
	bottom := f.h*0.975 - float32(len(keep))*t.line()
	f.lines(f.margin(), bottom, full, keep, t)
	bottom -= f.h*0.012 + float32(len(under))*bold.line()
	f.lines(f.margin(), bottom, full, under, bold)
	bottom -= float32(rows) * bold.line()
	for i, s := range steps {
		x := f.margin() + float32(i)*width
		y := s.title(f, x, top, width, bold)
		s.code(f, x, y, width, bottom-y)
		if rows > 0 {
			f.lines(x, bottom, width, s.lines(), bold)
		}
	}
	if len(steps) > 1 {
		f.box(f.w*0.499, top+bold.line()*0.3, f.w*0.002, bottom-top-bold.line()*0.3, rule)
	}
}

// below returns the words that stand under both codes because a column is too narrow
// for some of them, or else how many rows of words the columns need.
func below(steps []joinStep, t face, column, full float32) (under []string, rows int) {
	narrow := false
	for _, s := range steps {
		rows = max(rows, len(s.lines()))
		for _, line := range s.lines() {
			narrow = narrow || t.width(line) > column
		}
		lines := s.apart()
		if together := strings.Join(lines, " · "); t.width(together) <= full {
			lines = []string{together}
		}
		for _, line := range lines {
			broken, _ := wrap(line, t, full, 2)
			under = append(under, broken...)
		}
	}
	if narrow {
		return under, 0
	}
	return nil, rows
}

// lines returns the words below the code.
func (s joinStep) lines() []string {
	if s.words[1] == "" {
		return s.words[:1]
	}
	return s.words[:]
}

// apart returns the words as they are understood away from the code.
func (s joinStep) apart() []string {
	lines := slices.Clone(s.lines())
	if s.label != "" {
		lines[0] = s.label + ": " + lines[0]
	}
	return lines
}

// title draws the number of the step in a ring and what to do, and returns where it
// ends.
func (s joinStep) title(f *frame, x, y, width float32, t face) float32 {
	ring, space := t.line(), t.size*0.35
	if s.number == "" {
		ring, space = 0, 0
	}
	left := x + (width-ring-space-t.width(s.head))/2
	if s.number != "" {
		c := canvas.NewCircle(paper)
		c.StrokeColor, c.StrokeWidth = ui.Accent, max(2, f.h*0.006)
		f.add(c, left, y, ring, ring)
		f.text(left, y, ring, s.number, t)
	}
	t.align = fyne.TextAlignLeading
	f.text(left+ring+space, y, width, s.head, t)
	return y + t.line() + f.h*0.01
}

// code draws the step's code as large as the place allows.
func (s joinStep) code(f *frame, x, y, width, height float32) {
	side := min(width, height)
	if qr := newQR(s.content); qr != nil {
		f.add(qr, x+(width-side)/2, y+(height-side)/2, side, side)
	}
}
