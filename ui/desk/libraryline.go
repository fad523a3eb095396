package desk

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// libraryLine is a row of the library: the document above, and below it where it comes
// from, or the line with the words that were found.
type libraryLine struct {
	widget.BaseWidget
	desk  *Desk
	title *widget.Label
	right *widget.Label
	below *widget.RichText
}

func newLibraryLine(d *Desk) *libraryLine {
	l := &libraryLine{desk: d, title: widget.NewLabel(""), right: widget.NewLabel(""), below: widget.NewRichText()}
	l.title.TextStyle.Bold = true
	l.title.Truncation = fyne.TextTruncateEllipsis
	l.right.SizeName = theme.SizeNameCaptionText
	l.below.Truncation = fyne.TextTruncateEllipsis
	l.below.Segments = []widget.RichTextSegment{&widget.TextSegment{Style: widget.RichTextStyleInline, Text: " "}}
	l.ExtendBaseWidget(l)
	return l
}

// CreateRenderer implements [fyne.Widget].
func (l *libraryLine) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewVBox(container.NewBorder(nil, nil, nil, l.right, l.title), l.below))
}

func (l *libraryLine) show(row libraryRow) {
	d := l.desk
	l.title.SetText(row.doc.Title)
	if row.line == "" {
		l.right.SetText(d.levelText(d.levelOf(row.doc)))
		l.below.Segments = segments(d.origin(row.doc), nil)
	} else {
		l.right.SetText(d.t("desk.library.page", "n", row.page+1))
		line, marks := narrow(row.line, row.marks)
		l.below.Segments = segments(line, marks)
	}
	l.below.Refresh()
}

// segments is a text with its marks standing out.
func segments(text string, marks [][2]int) []widget.RichTextSegment {
	plain, found := widget.RichTextStyleInline, widget.RichTextStyleStrong
	plain.SizeName, found.SizeName = theme.SizeNameText, theme.SizeNameText
	found.ColorName = theme.ColorNamePrimary
	var out []widget.RichTextSegment
	add := func(style widget.RichTextStyle, s string) {
		if s != "" {
			out = append(out, &widget.TextSegment{Style: style, Text: s})
		}
	}
	at := 0
	for _, m := range marks {
		if m[0] < at || m[1] > len(text) {
			continue
		}
		add(plain, text[at:m[0]])
		add(found, text[m[0]:m[1]])
		at = m[1]
	}
	add(plain, text[at:])
	return out
}

// ahead is how many letters of a line stand before the first word found, in a row that is
// too narrow for the whole line.
const ahead = 24

// narrow cuts the front of a line so that its first mark is in sight.
func narrow(line string, marks [][2]int) (string, [][2]int) {
	if len(marks) == 0 || utf8.RuneCountInString(line[:marks[0][0]]) <= ahead {
		return line, marks
	}
	cut := marks[0][0]
	for range ahead {
		_, n := utf8.DecodeLastRuneInString(line[:cut])
		cut -= n
	}
	for i := cut; i < marks[0][0]; i++ { // at the beginning of a word
		if line[i] == ' ' {
			cut = i + 1
			break
		}
	}
	const dots = "…"
	out := make([][2]int, len(marks))
	for i, m := range marks {
		out[i] = [2]int{m[0] - cut + len(dots), m[1] - cut + len(dots)}
	}
	return dots + line[cut:], out
}
