package sheet

import "strings"

// form is how a stretch of letters is drawn.
type form struct {
	face    Face
	under   bool
	missing bool
}

// piece is a part of a word in one form.
type piece struct {
	form
	text  string
	width float64
}

// word is what no line break divides, with the space behind it.
type word struct {
	pieces []piece
	width  float64
	space  piece
	// last ends the line here, as the writer asked.
	last bool
}

// words cuts the spans of a paragraph at spaces and line feeds. Words wider than limit are cut between letters.
func words(p Para, l Look, limit float64) []word {
	var out []word
	var cur word
	end := func(space piece, last bool) {
		cur.space, cur.last = space, last
		out = append(out, cur.cut(limit, l.Size)...)
		cur = word{}
	}
	for _, s := range p.Spans {
		f := form{face: face(l, s), under: l.U || s.U, missing: s.Missing}
		rest := s.Text
		for rest != "" {
			i := strings.IndexAny(rest, " \n")
			if i < 0 {
				cur.add(f, rest, l.Size)
				break
			}
			cur.add(f, rest[:i], l.Size)
			if rest[i] == '\n' {
				end(piece{form: f}, true)
			} else {
				end(piece{form: f, text: " ", width: Width(f.face, l.Size, " ")}, false)
			}
			rest = rest[i+1:]
		}
	}
	if len(cur.pieces) > 0 || len(out) == 0 {
		end(piece{}, false)
	}
	return out
}

// face is the face of a span in a style: the marks of the span add to those of the style.
func face(l Look, s Span) Face {
	var f Face
	if l.B || s.B {
		f |= Bold
	}
	if l.I || s.I {
		f |= Italic
	}
	return f
}

func (w *word) add(f form, text string, size float64) {
	if text == "" {
		return
	}
	p := piece{form: f, text: text, width: Width(f.face, size, text)}
	w.pieces = append(w.pieces, p)
	w.width += p.width
}

// cut divides a word that is wider than the column into words that fit, without a space between them.
func (w word) cut(limit, size float64) []word {
	if w.width <= limit {
		return []word{w}
	}
	var out []word
	var cur word
	for _, p := range w.pieces {
		from, part := 0, 0.0
		for i, r := range p.text {
			letter := Width(p.face, size, string(r))
			if cur.width+part+letter > limit && cur.width+part > 0 {
				cur.add(p.form, p.text[from:i], size)
				out, cur, from, part = append(out, cur), word{}, i, 0
			}
			part += letter
		}
		cur.add(p.form, p.text[from:], size)
	}
	cur.space, cur.last = w.space, w.last
	return append(out, cur)
}

// line is the words of one line with the width that they take without stretching.
type line struct {
	words []word
	width float64
	// full is set for lines that may be stretched: neither the last of the paragraph nor ended by its writer.
	full bool
}

// breakLines fills lines greedily; the first is shorter by indent. All lengths are points.
func breakLines(ws []word, width, indent float64) []line {
	var out []line
	var cur line
	room := width - indent
	end := func(full bool) {
		cur.full = full
		out = append(out, cur)
		cur, room = line{}, width
	}
	for _, w := range ws {
		gap := 0.0
		if n := len(cur.words); n > 0 {
			gap = cur.words[n-1].space.width
		}
		if len(cur.words) > 0 && cur.width+gap+w.width > room+0.001 {
			end(true)
			gap = 0
		}
		cur.words = append(cur.words, w)
		cur.width += gap + w.width
		if w.last {
			end(false)
		}
	}
	if len(cur.words) > 0 || len(out) == 0 {
		end(false)
	}
	return out
}
