package sheet

import "strconv"

func itoa(n int) string { return strconv.Itoa(n) }

// baseline is where letters stand in a line of exact height, counted from its top: as in LibreOffice.
const baseline = 0.8

// setPara sets the lines of a paragraph in a column at x; the room around it is not its business.
func setPara(p Para, l Look, x, width float64) []strip {
	indent := min(l.First*point, width/2)
	lines := breakLines(words(p, l, width-indent), width, indent)
	out := make([]strip, 0, len(lines))
	widest := 0.0
	for i, ln := range lines {
		left, room := x, width
		if i == 0 {
			left, room = x+indent, width-indent
		}
		widest = max(widest, ln.width)
		out = append(out, strip{height: l.Line, steps: setLine(ln, l, left, room)})
	}
	if p.Rule {
		rule(&out[len(out)-1], l, x, width, widest)
	}
	return out
}

// ruleRoom is how far below the line of a text its rule stands, in points.
const ruleRoom = 1

// rule draws a line below a strip, as long as the text above it.
func rule(s *strip, l Look, x, width, text float64) {
	from, to := ruleSpan(l, width, text)
	y := s.height + ruleRoom
	s.steps = append(s.steps, Step{Kind: DrawLine, X: x + from, X2: x + to, Y: y, Y2: y, Size: 2 * hairline})
	s.height += ruleRoom + 2*hairline
}

// ruleSpan is where the rule under a text begins and ends in its column.
func ruleSpan(l Look, width, text float64) (from, to float64) {
	text = min(text, width)
	switch l.Align {
	case Center:
		return (width - text) / 2, (width + text) / 2
	case Right:
		return width - text, width
	}
	return 0, text
}

// setLine places the words of a line. Each word carries the space behind it as a letter, so that copied text has its
// spaces, and the next word is placed by itself, so that stretching needs no help from the format.
func setLine(ln line, l Look, x, room float64) []Step {
	stretch := 0.0
	switch {
	case l.Align == Center:
		x += max(0, (room-ln.width)/2)
	case l.Align == Right:
		x += max(0, room-ln.width)
	case l.Align == Justify && ln.full:
		gaps := 0
		for _, w := range ln.words[:len(ln.words)-1] {
			if w.space.width > 0 {
				gaps++
			}
		}
		if gaps > 0 {
			stretch = max(0, room-ln.width) / float64(gaps)
		}
	}
	y := l.Line * baseline
	var back, front []Step
	for i, w := range ln.words {
		last := i == len(ln.words)-1
		for j, p := range w.pieces {
			text, wide := p.text, p.width
			if j == len(w.pieces)-1 && !last && w.space.width > 0 {
				text += " "
				if joined(p.form, w.space.form, ln.words[i+1]) {
					wide += w.space.width + stretch
				}
			}
			front = append(front, Step{Kind: DrawText, X: x, Y: y, Size: l.Size, Face: p.face, Text: text})
			if p.missing {
				back = append(back, Step{Kind: DrawBox, X: x, X2: x + wide, Y: y - 0.78*l.Size, Y2: y + 0.24*l.Size, Ink: Yellow})
			}
			if p.under {
				at := y + 0.12*l.Size
				front = append(front, Step{Kind: DrawLine, X: x, X2: x + wide, Y: at, Y2: at, Size: 0.05 * l.Size})
			}
			x += p.width
		}
		if !last && w.space.width > 0 {
			x += w.space.width + stretch
		}
	}
	return append(back, front...)
}

// joined tells that the space between two words bears the marks of both: yellow and underline run on through it.
func joined(a, space form, next word) bool {
	if len(next.pieces) == 0 {
		return false
	}
	b := next.pieces[0].form
	return a.missing && space.missing && b.missing || a.under && space.under && b.under
}
