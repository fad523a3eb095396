package paper

import (
	"fmt"

	"phonghop/docs/sheet"
	"phonghop/meeting"
)

// conclusion writes part III: what the chair concluded, and who does what until when.
func (c *composer) conclusion() {
	f := c.f
	if c.m.Kind == meeting.Thematic {
		c.fixed(sheet.Heading, f.Part3Thematic)
	} else {
		c.fixed(sheet.Heading, f.Part3)
	}
	lines := paragraphs(c.m.Conclusion)
	if len(lines) == 0 {
		lines = []string{f.say(f.Conclusion, nil)}
	}
	c.typed("", lines)
	given := fields{}
	if len(c.m.Tasks) > 0 {
		given["co_bang"] = "x"
	}
	text := f.say(f.Tasks, given)
	if c.m.Kind == meeting.Thematic && len(c.m.Tasks) == 0 {
		text = "" // form 02 has no table of its own
	}
	c.auto("tasks", "", text)
	if len(c.m.Tasks) > 0 {
		c.out[len(c.out)-1].style = sheet.LeadIn
		c.out = append(c.out, entry{table: c.tasks()})
	}
}

// tasks is the table of tasks.
func (c *composer) tasks() *sheet.Table {
	t := &sheet.Table{Cols: []float64{12, 80, 43, 30}, Border: true}
	var head sheet.Row
	for _, name := range c.f.TaskColumns {
		head = append(head, sheet.Cell{sheet.Text(sheet.CellHead, name)})
	}
	t.Head = []sheet.Row{head}
	filled := func(style, field, text string) sheet.Cell {
		if text = bare(text); text == "" {
			text = c.f.missing(field)
		}
		return sheet.Cell{{Style: style, Spans: spans(c.f, text)}}
	}
	for i, task := range c.m.Tasks {
		t.Rows = append(t.Rows, sheet.Row{
			sheet.Cell{sheet.Text(sheet.CellMid, two(i+1))},
			filled(sheet.CellText, "nhiem_vu", task.Text),
			filled(sheet.CellText, "nguoi_phu_trach", task.Who), filled(sheet.CellMid, "thoi_han", task.Deadline),
		})
	}
	return t
}

// motions writes part IV: each vote with its base, its counts and its share. A thematic meeting need not vote.
func (c *composer) motions() {
	f, m := c.f, c.m
	if len(m.Motions) == 0 && m.Kind == meeting.Thematic {
		return
	}
	c.fixed(sheet.Heading, f.Part4)
	if len(m.Motions) == 0 {
		c.auto("no_motion", "- ", f.say(f.NoMotion, nil))
		return
	}
	same := true
	for _, v := range m.Motions {
		c.auto("motion:"+v.ID, "- ", c.motion(v))
		same = same && v.Base == m.Motions[0].Base && v.Voters == m.Motions[0].Voters
	}
	if same {
		c.auto("base", "", f.say(f.Base, fields{"mau_so": two(m.Motions[0].Base), "co_mat_bq": two(m.Motions[0].Voters)}))
	}
}

// motion says a vote with the base and the voters that were frozen when it was taken.
func (c *composer) motion(v meeting.Motion) string {
	f := c.f
	result := f.NotPassed
	if v.Passed() {
		result = f.Passed
	}
	ballots, need := "", ""
	if b := v.Count; b != nil {
		ballots = f.say(f.Ballots, fields{"phat_ra": two(b.Issued), "thu_ve": two(b.Returned), "hop_le": two(b.Valid), "khong_hop_le": two(b.Invalid)})
	}
	switch v.Threshold {
	case meeting.TwoThirds:
		need = "2/3"
	case meeting.OwnThreshold:
		need = fmt.Sprintf("%d/%d", v.Need.Num, v.Need.Den)
	}
	return f.say(f.Motion, fields{
		"phieu": ballots, "ty_le_can": need,
		"noi_dung": bare(v.Text), "hinh_thuc": f.FormsOfVote[string(v.Form)],
		"mau_so": two(v.Base), "co_mat_bq": two(v.Voters),
		"tan_thanh": two(v.InFavour), "khong_tan_thanh": two(v.Against), "y_kien_khac": two(v.Other),
		"khong_bieu_quyet": when(v.NotVoting, two(v.NotVoting)),
		"ty_le":            percent(meeting.Share(v.InFavour, v.Base)), "ket_qua": result,
	})
}

// closing writes part V and the last sentences.
func (c *composer) closing() {
	f, m := c.f, c.m
	if m.Score != nil || m.Kind == meeting.Regular || m.Kind == "" { // the others are scored only where they are (HD 42)
		c.fixed(sheet.Heading, f.Part5)
		v := fields{}
		if m.Score != nil {
			v = fields{"diem": two(m.Score.Points), "xep_loai": bare(m.Score.Grade), "han_che": bare(m.Score.Weakness)}
		}
		c.auto("score", "", f.say(f.Score, v))
	}
	c.auto("read", "", f.say(f.Read, nil))
	end := fields{"ngay_ket_thuc": f.SameDay}
	if !m.Ended.IsZero() {
		end["gio_ket_thuc"] = f.clock(m.Ended)
		end["thoi_luong"] = two(m.Duration())
		if f.date(m.Ended) != f.date(m.Started) {
			end["ngay_ket_thuc"] = f.date(m.Ended)
		}
	}
	c.auto("end", "", f.say(f.End, end))
}
