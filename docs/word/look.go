package word

import (
	"fmt"
	"strconv"
	"strings"

	"phonghop/docs/sheet"
)

// look is how a paragraph is set. Word has endless forms; these are the ones that tell what a paragraph is.
type look struct {
	align sheet.Align
	// half is the size of the letters in half points.
	half int
	// first is the indent of the first line in millimetres.
	first int
	// level is that of a heading from 1; 0 for text.
	level int
	// cell marks a paragraph in a table, which has no room around it.
	cell bool
}

// left is text as it stands.
var left = look{align: sheet.Left, half: usualHalf}

// Sizes of letters in half points.
const (
	usualHalf = 28
	leastHalf = 16
	mostHalf  = 72
	// mostFirst bounds the indent in millimetres.
	mostFirst = 30
	// mostLevel is the deepest level of a heading.
	mostLevel = 9
)

// prefix begins the names of these looks.
const prefix = "word"

// key is the name of the look among the styles of the paper; [parse] reads it.
func (l look) key() string {
	return fmt.Sprintf("%s %s %d %d %d %t", prefix, l.align, l.half, l.first, l.level, l.cell)
}

// parse reads the name of a look.
func parse(key string) (l look, ok bool) {
	words := strings.Fields(key)
	if len(words) != 6 || words[0] != prefix {
		return l, false
	}
	l.align = sheet.Align(words[1])
	for i, to := range []*int{&l.half, &l.first, &l.level} {
		*to, _ = strconv.Atoi(words[2+i])
	}
	l.cell = words[5] == "true"
	return l, true
}

// lookOf finds the look of a paragraph.
func lookOf(p paragraph, spans []span) look {
	l := left
	switch p.align {
	case "center":
		l.align = sheet.Center
	case "right", "end":
		l.align = sheet.Right
	case "both", "distribute":
		l.align = sheet.Justify
	}
	half := p.letters.size
	if len(spans) > 0 && spans[0].letters.size > 0 {
		half = spans[0].letters.size
	}
	if half > 0 {
		l.half = min(max(half, leastHalf), mostHalf)
	}
	if p.outline > 0 && p.outline <= mostLevel {
		l.level = p.outline
	}
	l.first = min(max(int(float64(p.first)*twip+0.5), 0), mostFirst)
	return l
}

// lineHeight is how high a line is for its letters.
const lineHeight = 1.35

// form is the look as a style of the paper.
func (l look) form() sheet.Look {
	size := float64(l.half) / 2
	out := sheet.Look{
		Name: l.key(), Size: size, Line: size * lineHeight, Align: l.align, First: float64(l.first),
		B: l.level > 0, Keep: l.level > 0,
	}
	switch {
	case l.cell:
	case l.level > 0:
		out.Before, out.After = 8, 4
	default:
		out.Before, out.After = 3, 3
	}
	return out
}

// dress gives the paper the looks that its paragraphs name.
func dress(doc *sheet.Doc) {
	doc.Looks = sheet.StandardLooks()
	add := func(p sheet.Para) {
		if l, ok := parse(p.Style); ok {
			doc.Looks[p.Style] = l.form()
		}
	}
	for _, b := range doc.Blocks {
		switch b := b.(type) {
		case sheet.Para:
			add(b)
		case sheet.Table:
			for _, row := range append(b.Head[:len(b.Head):len(b.Head)], b.Rows...) {
				for _, cell := range row {
					for _, p := range cell {
						add(p)
					}
				}
			}
		}
	}
}
