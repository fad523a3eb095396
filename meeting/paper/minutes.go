package paper

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"phonghop/docs/sheet"
	"phonghop/meeting"
)

// Minutes are the minutes of the meeting as a paper, in the layout of HD 05 and in the form of papers/01, or of papers/02
// for a thematic meeting, with the edits made by hand.
func Minutes(m *meeting.Meeting) sheet.Doc {
	f := wordsOf(m.Kind)
	d := sheet.Doc{Title: f.Type + " " + subject(f, m)}
	head := letterhead(f, m)
	if m.Cell.Papers.NoNumber {
		head.Number = nil
	}
	if m.Cell.Papers.NoPlaceDate {
		head.PlaceDate = nil
	}
	d.Blocks = append(d.Blocks, head.Table(), sheet.Text(sheet.Type, f.Type))
	d.Blocks = append(d.Blocks, sheet.Para{Style: sheet.Subject, Spans: spans(f, subject(f, m))})
	if m.Kind == meeting.Thematic {
		d.Blocks = append(d.Blocks, sheet.Para{Style: sheet.Subject, Spans: spans(f, f.say(f.SubjectTopic, fields{"chuyen_de": bare(m.Topic)}))})
	}
	d.Blocks = append(d.Blocks, sheet.Text(sheet.Hyphens, "-----"))
	for _, e := range compose(m) {
		d.Blocks = append(d.Blocks, blocks(f, m, e)...)
	}
	d.Blocks = append(d.Blocks, signatures(f, m))
	return d
}

// blocks are the paragraphs of one entry. An edit of several lines becomes several paragraphs.
func blocks(f *form, m *meeting.Meeting, e entry) []sheet.Block {
	if e.table != nil {
		return []sheet.Block{*e.table}
	}
	text := e.text
	if e.key != "" {
		text = merge(m, e).Text
	}
	var out []sheet.Block
	mark := e.mark
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, sheet.Para{Style: e.style, Spans: spans(f, mark+line)})
			mark = ""
		}
	}
	return out
}

// day is the day of the meeting: of its start, or the planned one before it.
func day(m *meeting.Meeting) time.Time {
	if m.Started.IsZero() {
		return m.Planned
	}
	return m.Started
}

// roman are the quarters as papers write them.
var roman = [5]string{"", "I", "II", "III", "IV"}

func subject(f *form, m *meeting.Meeting) string {
	at := day(m)
	v := fields{}
	if !at.IsZero() {
		v = fields{"thang": month(at.Month()), "nam": fmt.Sprint(at.Year()), "quy": roman[quarter(at)], "ngay_thang": f.date(at)}
	}
	if m.Kind == meeting.Thematic {
		return f.say(f.SubjectThematic, v)
	}
	return f.say(f.SubjectRegular, v)
}

// superior is the left line of the head: the Party organisation of the commune, or where the cell says so its committee.
func superior(c meeting.Cell) string {
	name := bare(c.Superior)
	if c.Papers.SuperiorParty {
		name = strings.Replace(name, "ĐẢNG BỘ", "ĐẢNG ỦY", 1)
	}
	return name
}

func letterhead(f *form, m *meeting.Meeting) sheet.Letterhead {
	number := ""
	if m.Number > 0 {
		number = two(m.Number)
	}
	return sheet.Letterhead{
		Party:     spans(f, f.Party),
		Superior:  spans(f, f.say(f.Superior, fields{"dang_bo": superior(m.Cell)})),
		Issuer:    spans(f, f.say(f.Issuer, fields{"chi_bo": bare(m.Cell.Name)})),
		Number:    spans(f, f.say(f.Number, fields{"so": number})),
		PlaceDate: spans(f, f.say(f.PlaceDate, fields{"dia_danh": bare(m.Cell.Locality), "ngay_thang": f.date(day(m))})),
	}
}

func signatures(f *form, m *meeting.Meeting) sheet.Table {
	side := func(label, name string) sheet.Cell {
		return sheet.Cell{
			{Style: sheet.Authority, Spans: spans(f, label), Gap: 14},
			{Style: sheet.Hint, Spans: spans(f, f.SignHint)},
			{Style: sheet.Signer, Spans: spans(f, f.say(f.SignName, fields{"ten": name})), Gap: sheet.SignRoom},
		}
	}
	left, right := cmp.Or(m.Cell.Papers.SignLeft, f.SignLeft), cmp.Or(m.Cell.Papers.SignRight, f.SignRight)
	return sheet.Signatures(side(left, m.Name(m.MinuteTaker)), side(right, m.Name(m.Chair)))
}

// spans cuts a text into spans, with the places that are not filled in marked as missing.
func spans(f *form, text string) []sheet.Span {
	var out []sheet.Span
	from := 0
	for _, at := range f.blanks.FindAllStringIndex(text, -1) {
		if at[0] > from {
			out = append(out, sheet.Span{Text: text[from:at[0]]})
		}
		out = append(out, sheet.Span{Text: text[at[0]:at[1]], Missing: true})
		from = at[1]
	}
	if from < len(text) {
		out = append(out, sheet.Span{Text: text[from:]})
	}
	return out
}
