package sandbox

import (
	"math"

	"github.com/ledongthuc/pdf"

	"phonghop/docs/legacy"
)

const (
	// maxDepth bounds drawings within drawings.
	maxDepth = 8
	// maxStates bounds the saved states of a page.
	maxStates = 512
)

// matrix is a PDF transformation [a b c d e f]: (x, y) goes to (ax+cy+e, bx+dy+f).
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// then is m followed by n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

// move is m after a shift in its own space.
func (m matrix) move(x, y float64) matrix { return matrix{1, 0, 0, 1, x, y}.then(m) }

// state is the part of the graphics state that text needs.
type state struct {
	ctm                            matrix
	font                           *font
	size, chars, words, lead, rise float64
	stretch                        float64
}

// run is a piece of text drawn by one operation.
type run struct {
	x, y, endX, endY float64
	// size is the height of the letters in points, angle the direction of the line in degrees.
	size  float64
	angle int
	text  string
	// old is the encoding in which the text is.
	old legacy.Encoding
}

// walk follows the drawing operations of a page and collects what is text.
type walk struct {
	state
	saved     []state
	tm, line  matrix
	resources pdf.Value
	fonts     map[string]*font
	depth     int

	runs []run
	// pictures is the area covered by pictures in square points.
	pictures float64
	// missed counts the codes whose letters are not known.
	missed int
}

func newWalk() *walk {
	return &walk{state: state{ctm: identity, stretch: 1}, tm: identity, line: identity}
}

// content follows one stream of operations with its own fonts.
func (w *walk) content(stream, resources pdf.Value, depth int) {
	if stream.IsNull() || depth > maxDepth {
		return
	}
	outer := *w
	w.resources, w.fonts, w.depth, w.saved = resources, map[string]*font{}, depth, nil
	pdf.Interpret(stream, func(stack *pdf.Stack, op string) {
		args := make([]pdf.Value, stack.Len())
		for i := len(args) - 1; i >= 0; i-- {
			args[i] = stack.Pop()
		}
		w.operation(op, args)
	})
	w.state, w.saved, w.tm, w.line = outer.state, outer.saved, outer.tm, outer.line
	w.resources, w.fonts, w.depth = outer.resources, outer.fonts, outer.depth
}

// operation does one drawing operation; those with too few operands are skipped.
func (w *walk) operation(op string, args []pdf.Value) {
	if need, ok := operands[op]; !ok || len(args) < need {
		return
	}
	switch op {
	case "q":
		if len(w.saved) < maxStates {
			w.saved = append(w.saved, w.state)
		}
	case "Q":
		if n := len(w.saved); n > 0 {
			w.state, w.saved = w.saved[n-1], w.saved[:n-1]
		}
	case "cm":
		w.ctm = toMatrix(args).then(w.ctm)
	case "Do":
		w.draw(w.resources.Key("XObject").Key(args[0].Name()))
	case "BI":
		// The bytes of an inline picture follow as operations that do not exist, or hardly ever.
	default:
		w.textOperation(op, args)
	}
}

// operands tells how many operands an operation needs.
var operands = map[string]int{
	"q": 0, "Q": 0, "cm": 6, "Do": 1, "BT": 0, "Tf": 2, "Td": 2, "TD": 2, "Tm": 6, "T*": 0,
	"Tc": 1, "Tw": 1, "Tz": 1, "TL": 1, "Ts": 1, "Tj": 1, "TJ": 1, "'": 1, "\"": 3,
}

func (w *walk) textOperation(op string, args []pdf.Value) {
	number := func(i int) float64 { return args[i].Float64() }
	switch op {
	case "BT":
		w.tm, w.line = identity, identity
	case "Tf":
		w.font, w.size = w.fontNamed(args[0].Name()), number(1)
	case "Td":
		w.newLine(number(0), number(1))
	case "TD":
		w.lead = -number(1)
		w.newLine(number(0), number(1))
	case "Tm":
		w.line = toMatrix(args)
		w.tm = w.line
	case "T*":
		w.newLine(0, -w.lead)
	case "Tc":
		w.chars = number(0)
	case "Tw":
		w.words = number(0)
	case "Tz":
		w.stretch = number(0) / 100
	case "TL":
		w.lead = number(0)
	case "Ts":
		w.rise = number(0)
	case "Tj":
		w.show(args[0].RawString())
	case "'":
		w.newLine(0, -w.lead)
		w.show(args[0].RawString())
	case "\"":
		w.words, w.chars = number(0), number(1)
		w.newLine(0, -w.lead)
		w.show(args[2].RawString())
	case "TJ":
		for i := range args[0].Len() {
			if v := args[0].Index(i); v.Kind() == pdf.String {
				w.show(v.RawString())
			} else {
				w.tm = w.tm.move(-v.Float64()/1000*w.size*w.stretch, 0)
			}
		}
	}
}

func (w *walk) newLine(x, y float64) {
	w.line = w.line.move(x, y)
	w.tm = w.line
}

// show records a piece of text and moves on by its width.
func (w *walk) show(raw string) {
	if w.font == nil {
		w.missed += len(raw)
		return
	}
	width := w.font.width(raw)*w.size + float64(w.font.codes(raw))*w.chars + w.font.spaces(raw)*w.words
	begin := w.tm.move(0, w.rise).then(w.ctm)
	w.tm = w.tm.move(width*w.stretch, 0)
	end := w.tm.move(0, w.rise).then(w.ctm)
	text, missed := w.font.decode(raw)
	if !w.font.known {
		missed = w.font.codes(raw)
	}
	w.missed += missed
	if text == "" {
		return
	}
	w.runs = append(w.runs, run{
		x: begin[4], y: begin[5], endX: end[4], endY: end[5],
		size:  math.Abs(w.size) * math.Hypot(begin[2], begin[3]),
		angle: (int(math.Round(math.Atan2(begin[1], begin[0])*180/math.Pi)) + 360) % 360,
		text:  text,
		old:   w.font.old,
	})
}

// draw follows a drawing within the drawing, or counts a picture.
func (w *walk) draw(object pdf.Value) {
	switch object.Key("Subtype").Name() {
	case "Image":
		// A picture fills the unit square.
		w.pictures += math.Abs(w.ctm[0]*w.ctm[3] - w.ctm[1]*w.ctm[2])
	case "Form":
		outer := w.ctm
		if m := object.Key("Matrix"); m.Len() == 6 {
			w.ctm = toMatrix(items(m)).then(w.ctm)
		}
		resources := object.Key("Resources")
		if resources.IsNull() {
			resources = w.resources
		}
		w.content(object, resources, w.depth+1)
		w.ctm = outer
	}
}

// annotations reads what stamps, signatures and form fields show.
func (w *walk) annotations(list pdf.Value) {
	for i := range list.Len() {
		a := list.Index(i)
		look := a.Key("AP").Key("N")
		if look.Kind() == pdf.Dict {
			look = look.Key(a.Key("AS").Name())
		}
		rect := a.Key("Rect")
		if look.Kind() != pdf.Stream || rect.Len() != 4 {
			continue
		}
		w.state = state{ctm: identity, stretch: 1}
		box := look.Key("BBox")
		w.ctm = w.ctm.move(rect.Index(0).Float64()-box.Index(0).Float64(), rect.Index(1).Float64()-box.Index(1).Float64())
		w.content(look, look.Key("Resources"), 1)
	}
}

// fontNamed finds a font of the page, once.
func (w *walk) fontNamed(name string) *font {
	if f, ok := w.fonts[name]; ok {
		return f
	}
	f := newFont(w.resources.Key("Font").Key(name))
	w.fonts[name] = f
	return f
}

func items(v pdf.Value) []pdf.Value {
	list := make([]pdf.Value, v.Len())
	for i := range list {
		list[i] = v.Index(i)
	}
	return list
}

func toMatrix(args []pdf.Value) (m matrix) {
	for i := range m {
		m[i] = args[i].Float64()
	}
	return m
}
