package screen

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// smallest is the height of the smallest letters as a part of the window's height,
// so that they are read from 12 metres (rules 6).
const smallest = 1.0 / 20

// ink is the colour of letters.
var ink = color.NRGBA{R: 0x14, G: 0x14, B: 0x14, A: 0xff}

// board is a page of large letters that is laid out anew for every size.
type board struct {
	widget.BaseWidget
	lay     func(fyne.Size) []fyne.CanvasObject
	resized func()
	objects []fyne.CanvasObject
}

func newBoard(resized func()) *board {
	b := &board{resized: resized}
	b.ExtendBaseWidget(b)
	return b
}

func (b *board) set(lay func(fyne.Size) []fyne.CanvasObject) {
	b.lay = lay
	b.Refresh()
}

// Resize implements [fyne.CanvasObject]; pages of documents are drawn anew too.
func (b *board) Resize(s fyne.Size) {
	changed := s != b.Size()
	b.BaseWidget.Resize(s)
	if changed {
		b.resized()
	}
}

// CreateRenderer implements [fyne.Widget].
func (b *board) CreateRenderer() fyne.WidgetRenderer { return &boardRenderer{board: b} }

type boardRenderer struct{ board *board }

func (r *boardRenderer) Layout(size fyne.Size) {
	r.board.objects = nil
	if r.board.lay != nil && size.Width > 0 && size.Height > 0 {
		r.board.objects = r.board.lay(size)
	}
}

func (r *boardRenderer) Refresh() {
	r.Layout(r.board.Size())
	canvas.Refresh(r.board)
}

func (r *boardRenderer) MinSize() fyne.Size           { return fyne.NewSize(1, 1) }
func (r *boardRenderer) Objects() []fyne.CanvasObject { return r.board.objects }
func (r *boardRenderer) Destroy()                     {}

// line is a line of letters at a place.
type line struct {
	text  string
	size  float32 // of the letters
	bold  bool
	color color.Color
}

func (l line) style() fyne.TextStyle { return fyne.TextStyle{Bold: l.bold} }

// measure returns how wide and high a line stands.
func (l line) measure() fyne.Size { return fyne.MeasureText(l.text, l.size, l.style()) }

// at makes the line's object within a width; align is that of the text.
func (l line) at(x, y, width float32, align fyne.TextAlign) fyne.CanvasObject {
	if l.color == nil {
		l.color = ink
	}
	t := &canvas.Text{Text: l.text, TextSize: l.size, TextStyle: l.style(), Color: l.color, Alignment: align}
	t.Move(fyne.NewPos(x, y))
	t.Resize(fyne.NewSize(width, l.measure().Height))
	return t
}

// wrap breaks a line to a width, at words and where one word is too long within it.
// What does not fit into so many lines is cut with an ellipsis.
func (l line) wrap(width float32, lines int) []line {
	var out []line
	fits := func(s string) bool { return fyne.MeasureText(s, l.size, l.style()).Width <= width }
	put := func(s string) { n := l; n.text = s; out = append(out, n) }
	row := ""
	for _, word := range strings.Fields(l.text) {
		next := strings.TrimSpace(row + " " + word)
		if fits(next) {
			row = next
			continue
		}
		if row != "" {
			put(row)
		}
		row = word
		for !fits(row) && len([]rune(row)) > 1 {
			n := len([]rune(row)) - 1
			for n > 1 && !fits(string([]rune(row)[:n])) {
				n--
			}
			put(string([]rune(row)[:n]))
			row = string([]rune(row)[n:])
		}
	}
	if row != "" {
		put(row)
	}
	if len(out) <= lines {
		return out
	}
	out = out[:lines]
	last := []rune(out[lines-1].text)
	for len(last) > 1 && !fits(string(last)+"…") {
		last = last[:len(last)-1]
	}
	out[lines-1].text = strings.TrimRight(string(last), " ,;:") + "…"
	return out
}

// stack puts lines under each other from y on and returns where the next would stand.
func stack(lines []line, x, y, width float32, align fyne.TextAlign) ([]fyne.CanvasObject, float32) {
	var out []fyne.CanvasObject
	for _, l := range lines {
		out = append(out, l.at(x, y, width, align))
		y += l.measure().Height
	}
	return out, y
}

// sentence is one sentence in the middle of the window.
func sentence(text string, size fyne.Size) []fyne.CanvasObject {
	lines := line{text: text, size: size.Height / 14}.wrap(size.Width*0.86, 6)
	height := float32(0)
	for _, l := range lines {
		height += l.measure().Height
	}
	out, _ := stack(lines, size.Width*0.07, (size.Height-height)/2, size.Width*0.86, fyne.TextAlignCenter)
	return out
}
