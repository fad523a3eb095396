package screen

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"phonghop/ui"
)

const (
	// least is the smallest size of text in heights of the window: the capitals of the
	// bundled font are 0.714 of it high, which is then 1/20 of the window.
	least = 0.0705
	// pitch is the distance of two lines in sizes of text; marks on Vietnamese capitals
	// need it.
	pitch = 1.28
	// mostLines is how many lines of text the hall is given at a time.
	mostLines = 8
)

// sizes are the sizes of text that a scene tries, from large to small, in heights of
// the window.
var sizes = []float32{0.09, 0.085, 0.08, 0.075, least}

// frame is what a scene draws into.
type frame struct {
	w, h    float32
	objects []fyne.CanvasObject
}

// newFrame returns an empty frame with the band at its top.
func newFrame(size fyne.Size) *frame { return &frame{w: size.Width, h: size.Height} }

// margin is the free space at the sides.
func (f *frame) margin() float32 { return f.w * 0.035 }

// band draws the red band at the top and returns where it ends.
func (f *frame) band() float32 {
	height := f.h * 0.022
	f.box(0, 0, f.w, height, ui.Accent)
	return height
}

// box draws a filled rectangle.
func (f *frame) box(x, y, w, h float32, fill color.Color) *canvas.Rectangle {
	r := canvas.NewRectangle(fill)
	f.add(r, x, y, w, h)
	return r
}

// text draws one line whose box begins at x and y and is w wide.
func (f *frame) text(x, y, w float32, s string, t face) *canvas.Text {
	o := canvas.NewText(s, t.colour)
	o.TextSize, o.TextStyle, o.Alignment = t.size, fyne.TextStyle{Bold: t.bold}, t.align
	// The box of a line is taller than the distance of two lines; the surplus hangs
	// over on both sides.
	height := o.MinSize().Height
	f.add(o, x, y-(height-t.line())/2, w, height)
	return o
}

// lines draws lines one below the other and returns where they end.
func (f *frame) lines(x, y, w float32, lines []string, t face) float32 {
	for _, s := range lines {
		f.text(x, y, w, s, t)
		y += t.line()
	}
	return y
}

func (f *frame) add(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
	f.objects = append(f.objects, o)
}

// face is how a text looks.
type face struct {
	size   float32
	bold   bool
	colour color.Color
	align  fyne.TextAlign
}

// line is the height of a line.
func (t face) line() float32 { return t.size * pitch }

// width is how wide a text is.
func (t face) width(s string) float32 {
	return fyne.MeasureText(s, t.size, fyne.TextStyle{Bold: t.bold}).Width
}

// filled lets every object but the page fill the window, and tells of its new size.
// The page places itself, by pixels; the first few objects stay small.
type filled struct {
	small   int
	resized func()
}

// Layout implements [fyne.Layout].
func (l *filled) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for i, o := range objects {
		if i < l.small {
			o.Resize(fyne.NewSize(1, 1))
		} else if _, page := o.(*canvas.Image); !page {
			o.Resize(size)
		}
	}
	l.resized()
}

// MinSize implements [fyne.Layout]: the window must become small to be placed.
func (l *filled) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }
