package paper

import (
	"bytes"
	"fmt"
	"time"

	"phonghop/docs/sheet"
	"phonghop/docs/template"
	"phonghop/meeting"
)

// Template is a form of a paper that a cell can have in Word.
type Template string

// minutesTemplates are those of the minutes by the kind of meeting.
var minutesTemplates = map[meeting.Kind]Template{
	meeting.Regular: "minutes-regular", meeting.Thematic: "minutes-thematic", meeting.Committee: "minutes-committee",
	meeting.Extraordinary: "minutes-extraordinary",
}

// Templates are the forms that a cell can have in Word, in the order in which they are offered.
func Templates() []Template {
	return []Template{
		minutesTemplates[meeting.Regular], minutesTemplates[meeting.Thematic], minutesTemplates[meeting.Committee],
		minutesTemplates[meeting.Extraordinary],
	}
}

// TemplateOf is the form of the minutes of a meeting.
func TemplateOf(m *meeting.Meeting) Template {
	if t, ok := minutesTemplates[m.Kind]; ok {
		return t
	}
	return minutesTemplates[meeting.Regular]
}

// kind is the kind of meeting that the form is for.
func (t Template) kind() meeting.Kind {
	for kind, of := range minutesTemplates {
		if of == t {
			return kind
		}
	}
	return meeting.Regular
}

// BuiltIn is the built-in form as a Word file with marks, to be changed in Word and put back.
func BuiltIn(t Template) ([]byte, error) {
	var out bytes.Buffer
	if err := sheet.WriteDOCX(&out, builtIn(t)); err != nil {
		return nil, fmt.Errorf("write template: %w", err)
	}
	return out.Bytes(), nil
}

func builtIn(t Template) sheet.Doc {
	kind := t.kind()
	f := wordsOf(kind)
	plain := func(text string) []sheet.Span { return []sheet.Span{{Text: text}} }
	subject, part3 := f.SubjectRegular, f.Part3
	if kind == meeting.Thematic {
		subject, part3 = f.SubjectThematic, f.Part3Thematic
	}
	head := sheet.Letterhead{
		Party: plain(f.Party), Superior: plain(f.Superior), Issuer: plain(f.Issuer), Number: plain(f.Number), PlaceDate: plain(f.PlaceDate),
	}
	d := sheet.Doc{Title: f.Type, Blocks: []sheet.Block{head.Table(), sheet.Text(sheet.Type, f.Type), sheet.Text(sheet.Subject, subject)}}
	add := func(style, text string) { d.Blocks = append(d.Blocks, sheet.Text(style, text)) }
	if kind == meeting.Thematic {
		add(sheet.Subject, f.SubjectTopic)
	}
	add(sheet.Hyphens, "-----")
	part := func(name, heading string, more ...sheet.Block) {
		add(sheet.Plain, "{{#"+name+"}}")
		if heading != "" {
			add(sheet.Heading, heading)
		}
		add(sheet.Plain, "{{#dong}}")
		add(sheet.SubHeading, "{{#de_muc}}{{de_muc}}{{/de_muc}}")
		add(sheet.Body, "{{#loi}}{{loi}}{{/loi}}")
		add(sheet.LeadIn, "{{#loi_dan}}{{loi_dan}}{{/loi_dan}}")
		add(sheet.Plain, "{{/dong}}")
		d.Blocks = append(d.Blocks, more...)
		add(sheet.Plain, "{{/"+name+"}}")
	}
	part(partHead, "")
	part(partAttendance, f.Part1)
	part(partCourse, f.Part2)
	part(partConclusion, part3, sheet.Text(sheet.Plain, "{{#co_nhiem_vu}}"), builtInTasks(f), sheet.Text(sheet.Plain, "{{/co_nhiem_vu}}"))
	part(partVotes, f.Part4)
	part(partScore, f.Part5)
	part(partEnd, "")
	side := func(label, name string) sheet.Cell {
		return sheet.Cell{
			{Style: sheet.Authority, Spans: plain(label), Gap: 14},
			{Style: sheet.Hint, Spans: plain(f.SignHint)},
			{Style: sheet.Signer, Spans: plain(name), Gap: sheet.SignRoom},
		}
	}
	d.Blocks = append(d.Blocks, sheet.Signatures(side(f.SignLeft, "{{thu_ky}}"), side(f.SignRight, "{{chu_tri}}")))
	return d
}

// builtInTasks is the table of tasks with the marks of its repeated row.
func builtInTasks(f *form) sheet.Table {
	t := sheet.Table{Cols: []float64{12, 80, 43, 30}, Border: true, Head: []sheet.Row{{}}}
	for _, name := range f.TaskColumns {
		t.Head[0] = append(t.Head[0], sheet.Cell{sheet.Text(sheet.CellHead, name)})
	}
	t.Rows = []sheet.Row{{
		{sheet.Text(sheet.CellMid, "{{#nhiem_vu}}{{tt}}")},
		{sheet.Text(sheet.CellText, "{{nhiem_vu}}")},
		{sheet.Text(sheet.CellText, "{{nguoi_phu_trach}}")},
		{sheet.Text(sheet.CellMid, "{{thoi_han}}{{/nhiem_vu}}")},
	}}
	return t
}

// known are values for a form in which everything is there once, so that a check knows all names.
func known(t Template) template.Data {
	at := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
	m := &meeting.Meeting{
		Kind: t.kind(), Title: "x", Topic: "x", Place: "x", Number: 1, Planned: at, Started: at, Ended: at.Add(time.Hour), Chair: "1", MinuteTaker: "1",
		Roll: []meeting.Member{{ID: "1", Name: "x"}}, Items: []meeting.Item{{ID: "1", Title: "x"}}, Conclusion: "x",
		Opinions: []meeting.Opinion{{Member: "1", Text: "x"}}, Motions: []meeting.Motion{{Text: "x", Form: meeting.Hands, Base: 1}},
		Tasks: []meeting.Task{{Text: "x"}}, Score: &meeting.Score{Points: 1},
	}
	d := Fields(m)
	for _, name := range []string{partHead, partAttendance, partCourse, partConclusion, partVotes, partScore, partEnd} {
		d.Fields[name] = template.Fields{"dong": []template.Fields{{"loi": "x", "de_muc": "x", "loi_dan": "x"}}}
	}
	return d
}
