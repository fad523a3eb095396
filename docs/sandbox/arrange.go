package sandbox

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"phonghop/docs/legacy"
)

// Gaps between two pieces of text on one line, in parts of the letters' height.
const (
	// wordGap is the least gap that is a space.
	wordGap = 0.17
	// columnGap is the least gap between two columns.
	columnGap = 1.4
	// sameLine is how far up or down a piece may stand and still belong to the line.
	sameLine = 0.4
)

// arrange puts the pieces of a page into lines from top to bottom, each from left to right. Text that runs in another
// direction (a stamp put on crookedly) follows by itself.
func arrange(runs []run) string {
	var angles []int
	groups := map[int][]run{}
	for _, r := range runs {
		if _, ok := groups[r.angle]; !ok {
			angles = append(angles, r.angle)
		}
		groups[r.angle] = append(groups[r.angle], r.turned())
	}
	var out strings.Builder
	for _, angle := range angles {
		for _, line := range linesOf(groups[angle]) {
			out.WriteString(joined(line))
			out.WriteByte('\n')
		}
	}
	return out.String()
}

// turned is the piece as if its line ran from left to right.
func (r run) turned() run {
	sin, cos := math.Sincos(float64(r.angle) * math.Pi / 180)
	r.x, r.y = r.x*cos+r.y*sin, r.y*cos-r.x*sin
	r.endX, r.endY = r.endX*cos+r.endY*sin, r.endY*cos-r.endX*sin
	return r
}

// linesOf groups pieces by height on the page.
func linesOf(runs []run) [][]run {
	slices.SortStableFunc(runs, func(a, b run) int { return cmp.Compare(b.y, a.y) })
	var lines [][]run
	var base float64
	for _, r := range runs {
		if n := len(lines); n > 0 && base-r.y <= sameLine*max(r.size, 1) {
			lines[n-1] = append(lines[n-1], r)
			continue
		}
		lines = append(lines, []run{r})
		base = r.y
	}
	return lines
}

// joined is a line as text. A piece that is drawn twice in the same place, to look bold, counts once.
func joined(line []run) string {
	slices.SortStableFunc(line, func(a, b run) int { return cmp.Compare(a.x, b.x) })
	var out decoded
	var last run
	for i, r := range line {
		if i > 0 {
			if twice(line[max(0, i-8):i], r) {
				continue
			}
			size := max(min(r.size, last.size), 1)
			gap := r.x - last.endX
			switch {
			case gap > columnGap*size:
				out.add("\t", last.old)
			case gap > wordGap*size && !strings.HasSuffix(last.text, " ") && !strings.HasPrefix(r.text, " "):
				out.add(" ", last.old)
			}
		}
		out.add(r.text, r.old)
		last = r
	}
	out.flush()
	return out.done.String()
}

// decoded collects text that comes in pieces of several encodings. Pieces of one encoding are decoded together, since a
// letter and its mark may be in two of them.
type decoded struct {
	done    strings.Builder
	pending strings.Builder
	old     legacy.Encoding
}

func (d *decoded) add(text string, old legacy.Encoding) {
	if old != d.old {
		d.flush()
		d.old = old
	}
	d.pending.WriteString(text)
}

func (d *decoded) flush() {
	d.done.WriteString(d.old.Decode(d.pending.String()))
	d.pending.Reset()
}

// twice tells whether the same text already stands there.
func twice(before []run, r run) bool {
	for _, b := range before {
		if b.text == r.text && math.Abs(b.x-r.x) < 0.15*r.size && math.Abs(b.y-r.y) < 0.15*r.size {
			return true
		}
	}
	return false
}
