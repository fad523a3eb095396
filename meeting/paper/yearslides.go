package paper

import (
	"fmt"
	"strings"

	"phonghop/docs/sheet"
	"phonghop/meeting"
)

// A slide is 16:9 in points. Its letters have capitals of 1/20 of the height, so that the hall reads them (rules 6).
const (
	slideWide, slideHigh = 960, 540
	slideLetters         = 42 // capitals of the bundled serif face are 0.66 of it
	slideMargin          = 20
	slideTitle           = 52 // base line of the title
	chartTop, chartBase  = 120, 478
	barsAcross           = 12 // meetings on one slide
	linesOfSlide         = 7
	aimedShare           = 900 // more than 90 % present is the aim (rules 1.1), in tenths of a per cent
)

// bar is a meeting in a chart.
type bar struct {
	label, value string
	height       float64 // 0 to 1
	bad          bool
}

// YearSlides are the charts of a year as pages for the hall: share present, scores, speakers, and who has to be looked
// after.
func YearSlides(y meeting.Year) []sheet.Page {
	f, v := yearWords(), yearFields(y, meeting.Cell{})
	most := 1
	for _, m := range y.Meetings {
		most = max(most, m.Speakers)
	}
	var share, points, speakers []bar
	for _, m := range y.Meetings {
		label := m.Meeting.Planned.Format("2/1")
		share = append(share, bar{label, percent(m.Share), float64(m.Share) / 1000, m.Share < aimedShare})
		scored := bar{label: label, height: float64(m.Points) / 100}
		if m.Points > 0 {
			scored.value = fmt.Sprint(m.Points)
		}
		points = append(points, scored)
		speakers = append(speakers, bar{label, fmt.Sprint(m.Speakers), float64(m.Speakers) / float64(most), false})
	}
	var out []sheet.Page
	out = append(out, charts(words().say(f.Share, v), share)...)
	out = append(out, charts(words().say(f.Points, v), points)...)
	out = append(out, charts(words().say(f.Speakers, v), speakers)...)
	lines := f.flags(y)
	if len(lines) == 0 {
		lines = []string{f.None}
	}
	return append(out, listSlides(words().say(f.Flags, v), lines)...)
}

func slide(title string) sheet.Page {
	p := sheet.Page{Width: slideWide, Height: slideHigh}
	p.Steps = append(p.Steps, sheet.Step{Kind: sheet.DrawBox, X2: slideWide, Y2: 10, Ink: sheet.Red})
	size := float64(slideLetters)
	text(&p, slideMargin, slideTitle, size, title, sheet.Bold, sheet.Red)
	return p
}

func text(p *sheet.Page, x, y, size float64, s string, face sheet.Face, ink sheet.Ink) {
	s, _ = sheet.CleanText(s)
	p.Steps = append(p.Steps, sheet.Step{Kind: sheet.DrawText, X: x, Y: y, Size: size, Face: face, Ink: ink, Text: s})
}

// charts draws bars, no more than fit beside each other on a slide.
func charts(title string, bars []bar) []sheet.Page {
	var out []sheet.Page
	for from := 0; from == 0 || from < len(bars); from += barsAcross {
		p := slide(title)
		part := bars[from:min(from+barsAcross, len(bars))]
		slot := float64(slideWide-2*slideMargin) / max(6, float64(len(part)))
		for i, b := range part {
			b.draw(&p, slideMargin+slot*float64(i), slot)
		}
		p.Steps = append(p.Steps, sheet.Step{Kind: sheet.DrawLine, X: slideMargin, X2: slideWide - slideMargin, Y: chartBase, Y2: chartBase, Size: 2})
		out = append(out, p)
	}
	return out
}

func (b bar) draw(p *sheet.Page, x, slot float64) {
	top := chartBase - (chartBase-chartTop)*b.height
	ink := sheet.Grey
	if b.bad {
		ink = sheet.Red
	}
	middle := func(y float64, s string, face sheet.Face, ink sheet.Ink) {
		text(p, x+(slot-sheet.Width(face, slideLetters, s))/2, y, slideLetters, s, face, ink)
	}
	p.Steps = append(p.Steps, sheet.Step{Kind: sheet.DrawBox, X: x + slot*0.14, X2: x + slot*0.86, Y: top, Y2: chartBase, Ink: ink})
	face, said := sheet.Regular, sheet.Black
	if b.bad {
		face, said = sheet.Bold, sheet.Red
	}
	middle(top-8, b.value, face, said)
	middle(slideHigh-22, b.label, sheet.Regular, sheet.Black)
}

// listSlides writes lines, as many as the hall is given at a time.
func listSlides(title string, lines []string) []sheet.Page {
	var rows []string
	for _, l := range lines {
		rows = append(rows, broken(l, slideWide-2*slideMargin)...)
	}
	var out []sheet.Page
	for from := 0; from < len(rows); from += linesOfSlide {
		p := slide(title)
		for i, l := range rows[from:min(from+linesOfSlide, len(rows))] {
			text(&p, slideMargin, slideTitle+68+float64(i)*60, slideLetters, l, sheet.Regular, sheet.Black)
		}
		out = append(out, p)
	}
	return out
}

// broken breaks a line at its spaces where it is wider than there is room.
func broken(line string, wide float64) []string {
	var out []string
	now := ""
	for _, word := range strings.Fields(line) {
		if next := strings.TrimSpace(now + " " + word); now == "" || sheet.Width(sheet.Regular, slideLetters, next) <= wide {
			now = next
			continue
		}
		out = append(out, now)
		now = "   " + word
	}
	return append(out, now)
}
