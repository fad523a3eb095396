package convert

import (
	"strings"

	"phonghop/docs/sheet"
)

// tabStop is how many letters apart the stops of a plain text are.
const tabStop = 8

// plain sets a text as it stands, a paragraph a line.
func plain(text string) sheet.Doc {
	var doc sheet.Doc
	text = strings.NewReplacer("\f", "\n", "\v", "\n").Replace(strings.TrimRight(text, "\n\f \t"))
	for line := range strings.SplitSeq(text, "\n") {
		doc.Blocks = append(doc.Blocks, sheet.Text(sheet.Plain, spaced(strings.TrimRight(line, " \t"))))
	}
	return doc
}

// spaced keeps the room that a writer left with several spaces or tabs: such spaces never break a line, and one that
// stands alone does.
func spaced(line string) string {
	var out strings.Builder
	column, room := 0, 0
	flush := func() {
		if room == 1 && column > 1 {
			out.WriteByte(' ')
		} else {
			out.WriteString(strings.Repeat("\u00a0", room))
		}
		room = 0
	}
	for _, r := range line {
		switch r {
		case ' ':
			room++
			column++
		case '\t':
			step := tabStop - column%tabStop
			room += step
			column += step
		default:
			flush()
			out.WriteRune(r)
			column++
		}
	}
	return out.String()
}
