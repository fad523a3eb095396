package paper

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"phonghop/docs/sheet"
	"phonghop/docs/template"
	"phonghop/meeting"
)

// Template is a form of a paper that a cell can have in Word: "minutes", "minutes-thematic"…, or the key of another
// paper.
type Template string

// minutesTemplates are those of the minutes by the kind of meeting.
var minutesTemplates = map[meeting.Kind]Template{
	meeting.Regular: "minutes", meeting.Thematic: "minutes-thematic", meeting.Committee: "minutes-committee", meeting.Extraordinary: "minutes-extraordinary",
}

// Templates are the forms that a cell can have in Word, in the order in which they are offered.
func Templates() []Template {
	out := []Template{
		minutesTemplates[meeting.Regular], minutesTemplates[meeting.Thematic], minutesTemplates[meeting.Committee], minutesTemplates[meeting.Extraordinary],
	}
	for _, key := range order {
		if _, ok := paperForms()[key]; ok {
			out = append(out, Template(key))
		}
	}
	return out
}

// TemplateOf is the form of a paper of a meeting, by the paper's key.
func TemplateOf(m *meeting.Meeting, key string) Template {
	if key == "minutes" {
		return cmp.Or(minutesTemplates[m.Kind], "minutes")
	}
	return Template(key)
}

func (t Template) isMinutes() bool { return t == "minutes" || strings.HasPrefix(string(t), "minutes-") }

// kind is the kind of meeting that the form is for.
func (t Template) kind() meeting.Kind {
	for kind, of := range minutesTemplates {
		if of == t {
			return kind
		}
	}
	if f, ok := paperForms()[string(t)]; ok && len(f.Kinds) > 0 {
		return f.Kinds[0]
	}
	return meeting.Regular
}

// Title is what the form is for, in the language of the papers.
func (t Template) Title() string {
	if f, ok := paperForms()[string(t)]; ok {
		return f.Title
	}
	f := wordsOf(t.kind())
	return f.PaperTitle + " (" + f.KindNames[string(t.kind())] + ")"
}

// BuiltIn is the built-in form as a Word file with marks, to be changed in Word and put back. What the cell calls its
// signers stands in it.
func BuiltIn(t Template, cell meeting.Cell) ([]byte, error) {
	var d sheet.Doc
	if f, ok := paperForms()[string(t)]; ok {
		d = f.marked(cell)
	} else {
		d = markedMinutes(t.kind(), cell)
	}
	var out bytes.Buffer
	if err := sheet.WriteDOCX(&out, d); err != nil {
		return nil, fmt.Errorf("write template: %w", err)
	}
	return out.Bytes(), nil
}

func plain(text string) []sheet.Span { return []sheet.Span{{Text: text}} }

// markedHead is the head of a paper with marks.
func markedHead(f *form) sheet.Letterhead {
	return sheet.Letterhead{
		Party: plain(f.Party), Superior: plain(f.Superior), Issuer: plain(f.Issuer), Number: plain(f.Number), PlaceDate: plain(f.PlaceDate),
	}
}

// markedSigners is the end of a paper that secretary and chair sign, with marks.
func markedSigners(left, right, hint string) sheet.Table {
	side := func(label, name string) sheet.Cell {
		return sheet.Cell{
			{Style: sheet.Authority, Spans: plain(label), Gap: 14},
			{Style: sheet.Hint, Spans: plain(hint)},
			{Style: sheet.Signer, Spans: plain(name), Gap: sheet.SignRoom},
		}
	}
	return sheet.Signatures(side(left, "{{thu_ky}}"), side(right, "{{chu_tri}}"))
}

// markedMinutes are the minutes of a kind of meeting with marks.
func markedMinutes(kind meeting.Kind, cell meeting.Cell) sheet.Doc {
	f := wordsOf(kind)
	subject, part3 := f.SubjectRegular, f.Part3
	if kind == meeting.Thematic {
		subject, part3 = f.SubjectThematic, f.Part3Thematic
	}
	d := sheet.Doc{Title: f.Type, Blocks: []sheet.Block{markedHead(f).Table(), sheet.Text(sheet.Type, f.Type), sheet.Text(sheet.Subject, subject)}}
	add := func(style, text string) { d.Blocks = append(d.Blocks, sheet.Text(style, text)) }
	if kind == meeting.Thematic {
		add(sheet.Subject, f.SubjectTopic)
	}
	add(sheet.Hyphens, "-----")
	for i, heading := range []string{"", f.Part1, f.Part2, part3, f.Part4, f.Part5, ""} {
		name := parts[i]
		if heading != "" {
			add(sheet.Heading, "{{#co_"+name+"}}"+heading+"{{/co_"+name+"}}")
		}
		if name == partCourse {
			add(sheet.Plain, "{{#"+name+"}}")
			add(sheet.SubHeading, "{{#de_muc}}{{de_muc}}{{/de_muc}}")
			add(sheet.Body, "{{#loi}}{{loi}}{{/loi}}")
			add(sheet.Plain, "{{/"+name+"}}")
			continue
		}
		add(sheet.Body, "{{#"+name+"}}{{.}}{{/"+name+"}}")
		if name == partConclusion {
			add(sheet.LeadIn, "{{#"+leadIn+"}}{{"+leadIn+"}}{{/"+leadIn+"}}")
			add(sheet.Plain, "{{#co_phan_cong}}")
			d.Blocks = append(d.Blocks, markedTasks(f))
			add(sheet.Plain, "{{/co_phan_cong}}")
		}
	}
	d.Blocks = append(d.Blocks, markedSigners(cmp.Or(cell.Papers.SignLeft, f.SignLeft), cmp.Or(cell.Papers.SignRight, f.SignRight), f.SignHint))
	return d
}

// markedTasks is the table of tasks of the minutes.
func markedTasks(f *form) sheet.Table {
	t := formTable{
		List: "phan_cong", Widths: []float64{12, 80, 43, 30}, Heads: f.TaskColumns[:], Mid: []int{0, 3},
		Cells: []string{"{{tt}}", "{{nhiem_vu}}", "{{nguoi_phu_trach}}", "{{thoi_han}}"},
	}
	return t.marked()
}

// marked is the table with the marks of its repeated rows.
func (t formTable) marked() sheet.Table {
	out := sheet.Table{Cols: t.Widths, Border: true, Head: []sheet.Row{{}}}
	for _, name := range t.Heads {
		out.Head[0] = append(out.Head[0], sheet.Cell{sheet.Text(sheet.CellHead, name)})
	}
	row := func(open, shut string, bold bool) sheet.Row {
		var row sheet.Row
		for col, text := range t.Cells {
			style := sheet.CellText
			if slices.Contains(t.Mid, col) {
				style = sheet.CellMid
			}
			if col == 0 {
				text = open + text
			}
			if col == len(t.Cells)-1 {
				text += shut
			}
			row = append(row, sheet.Cell{{Style: style, Spans: []sheet.Span{{Text: text, B: bold}}}})
		}
		return row
	}
	open, shut := "{{#"+t.List+"}}", "{{/"+t.List+"}}"
	if t.Bold == "" {
		out.Rows = []sheet.Row{row(open, shut, false)}
		return out
	}
	alone := func(mark string) sheet.Row { return sheet.Row{{sheet.Text(sheet.CellText, mark)}} }
	out.Rows = []sheet.Row{
		alone(open), row("{{#"+t.Bold+"}}", "{{/"+t.Bold+"}}", true), row("{{^"+t.Bold+"}}", "{{/"+t.Bold+"}}", false), alone(shut),
	}
	return out
}

// marked is the paper with marks.
func (f *paperForm) marked(cell meeting.Cell) sheet.Doc {
	d := sheet.Doc{Title: f.Type, Page: f.page()}
	if f.Head != "none" {
		h := markedHead(f.words)
		h.Number = nil
		if f.Symbol != "" {
			h.Number = plain(strings.ReplaceAll(f.words.Number, "-BB/", "-"+f.Symbol+"/"))
		}
		if f.Head == "short" {
			h.PlaceDate = nil
		}
		d.Blocks = append(d.Blocks, f.wide(h.Table()))
	}
	d.Blocks = append(d.Blocks, sheet.Text(sheet.Type, f.Type), sheet.Text(sheet.Subject, f.Subject), sheet.Text(sheet.Hyphens, "-----"))
	for _, b := range f.Blocks {
		d.Blocks = append(d.Blocks, b.marked()...)
	}
	if f.Sign == "two" {
		left, right := cmp.Or(f.SignLeft, cell.Papers.SignLeft, f.words.SignLeft), cmp.Or(f.SignRight, cell.Papers.SignRight, f.words.SignRight)
		d.Blocks = append(d.Blocks, f.wide(markedSigners(left, right, f.words.SignHint)))
		return d
	}
	var left sheet.Cell
	if len(f.Recipients) > 0 {
		left = sheet.Cell{{Style: sheet.Recipients, Spans: plain(f.words.RecipientsHead), Gap: 14}}
		for _, to := range f.Recipients {
			left = append(left, sheet.Text(sheet.Recipient, "- "+to))
		}
	}
	d.Blocks = append(d.Blocks, f.wide(sheet.Signatures(left, sheet.Cell{
		{Style: sheet.Authority, Spans: plain(cmp.Or(cell.Papers.Authority, f.words.Authority)), Gap: 14},
		{Style: sheet.Post, Spans: plain("{{chuc_vu_ky}}")},
		{Style: sheet.Signer, Spans: plain("{{chu_tri}}"), Gap: sheet.SignRoom},
	})))
	return d
}

// marked is the block with the marks of its list and its conditions.
func (b formBlock) marked() []sheet.Block {
	open, shut := "", ""
	for _, c := range [][2]string{{"#", b.If}, {"^", b.Unless}} {
		if c[1] != "" {
			open, shut = open+"{{"+c[0]+c[1]+"}}", "{{/"+c[1]+"}}"+shut
		}
	}
	if b.Table != nil {
		t := b.Table.marked()
		if open == "" {
			return []sheet.Block{t}
		}
		return []sheet.Block{sheet.Text(sheet.Plain, open), t, sheet.Text(sheet.Plain, shut)}
	}
	text := b.Text
	if b.List != "" {
		text = "{{#" + b.List + "}}" + text + "{{/" + b.List + "}}"
	}
	return []sheet.Block{sheet.Text(b.Style, open+text+shut)}
}

// known are values for a form in which everything is there once, so that a check knows all names.
func known(t Template) template.Data {
	at := time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)
	task := []meeting.Task{{ID: "1", Text: "x", State: meeting.TaskDone}}
	m := &meeting.Meeting{
		Kind: t.kind(), Title: "x", Topic: "x", Place: "x", Number: 1, Planned: at, Started: at, Ended: at.Add(time.Hour), Chair: "1", MinuteTaker: "1",
		Roll: []meeting.Member{{ID: "1", Name: "x"}}, Items: []meeting.Item{{ID: "1", Title: "x"}}, Conclusion: "x",
		Attendance: map[meeting.MemberID]meeting.Attendance{"1": {Status: meeting.Present, Arrived: at}},
		Opinions:   []meeting.Opinion{{Member: "1", Text: "x"}}, Motions: []meeting.Motion{{Text: wordsOf(t.kind()).ResolutionWord, Form: meeting.Hands, Base: 1}},
		Tasks: task, Reviewed: task, Score: &meeting.Score{Points: 1, Marks: map[string]int{}},
		Petitions: []meeting.Petition{{ID: "1", Text: "x", Date: "2026-01-05", Due: "2026-01-01"}},
	}
	d := FieldsOf(m, t)
	if t.isMinutes() {
		for _, name := range parts {
			d.Fields[name] = []string{"x"}
		}
		d.Fields[partCourse], d.Fields[leadIn] = []template.Fields{{"de_muc": "x", "loi": "x"}}, "x"
	}
	return d
}
