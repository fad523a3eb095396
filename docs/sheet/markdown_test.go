package sheet_test

import (
	"bytes"
	"strings"
	"testing"

	"phonghop/docs/sheet"
)

func TestFromMarkdown(t *testing.T) {
	for _, c := range []struct{ name, src, want string }{
		{"empty", "", ""},
		{"comment", "<!-- hư cấu -->\nLời văn\nxuống dòng.", "body:Lời văn xuống dòng."},
		{
			"headings", "# BÁO CÁO\n**về việc**\n\n-----\n\n## I- MỤC\n### 1. Nhỏ\nLời **đậm** và *nghiêng*.",
			"type:BÁO CÁO|subject:về việc|hyphens:-----|heading:I- MỤC|subheading:1. Nhỏ|body:Lời [b]đậm[/b] và [i]nghiêng[/i].",
		},
		{"bold in the text is no subject", "# A\n\nmột\n\n**hai**", "type:A|body:một|body:[b]hai[/b]"},
		{"lists", "- một\n- hai\n  tiếp\n1. ba\n2. bốn", "body:- một|body:- hai tiếp|body:1. ba|body:2. bốn"},
		{"note", "# A\n*(ghi chú)*", "type:A|note:(ghi chú)"},
		{"open mark", "một **hai", "body:một [b]hai[/b]"},
		{"star alone", "*", "body:*"},
		{"room for the pen", "ngày     tháng 12", "body:ngày\u00a0\u00a0\u00a0\u00a0\u00a0tháng 12"},
		{"table", "| TT | Việc |\n|:-:|---|\n| 1 | Một |", "table:cell-head:TT;cell-head:Việc;cell-mid:1;cell:Một;"},
		{"crooked table", "| a |\n|---|\n| b | c |\n|", "table:cell-head:a;cell:b;cell:c;cell:;"},
		{
			"head", "| ĐẢNG BỘ | ĐẢNG CỘNG SẢN VIỆT NAM |\n|---|---|\n| **CHI BỘ** | |\n| * | *Vĩnh Mẫu* |\n| Số 1 | |\n\n*Dự thảo*\n\n# KẾ HOẠCH",
			"table:superior:ĐẢNG BỘ;party:ĐẢNG CỘNG SẢN VIỆT NAM;issuer:CHI BỘ;party:;star:*;place-date:Vĩnh Mẫu;number:Số 1;number:;draft:Dự thảo;number:;|type:KẾ HOẠCH",
		},
		{
			"end", "| Nơi nhận: | **T/M CHI BỘ** |\n|---|---|\n| - Lưu. | BÍ THƯ |\n| | **Bền** |",
			"table:recipients:Nơi nhận:;recipient:- Lưu.;authority:T/M CHI BỘ;post:BÍ THƯ;signer:Bền;",
		},
	} {
		if got := describe(sheet.FromMarkdown(c.src)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// describe writes a paper on one line.
func describe(d sheet.Doc) string {
	para := func(p sheet.Para) string {
		s := p.Style + ":"
		for _, sp := range p.Spans {
			switch {
			case sp.B:
				s += "[b]" + sp.Text + "[/b]"
			case sp.I:
				s += "[i]" + sp.Text + "[/i]"
			default:
				s += sp.Text
			}
		}
		return s
	}
	var out []string
	for _, b := range d.Blocks {
		switch b := b.(type) {
		case sheet.Para:
			out = append(out, para(b))
		case sheet.Table:
			s := "table:"
			for _, row := range append(append([]sheet.Row{}, b.Head...), b.Rows...) {
				for _, cell := range row {
					for _, p := range cell {
						s += para(p) + ";"
					}
				}
			}
			out = append(out, s)
		}
	}
	return strings.Join(out, "|")
}

func FuzzFromMarkdown(f *testing.F) {
	for _, s := range []string{"# a\n**b**", "| a | b |\n|:-:|\n| c", "|", "||\n||", "- *a**b***", "| Nơi nhận: |", "| x | ĐẢNG CỘNG SẢN VIỆT NAM |", "||" + strings.Repeat("\xe6ab", 200)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		d := sheet.FromMarkdown(s)
		sheet.Layout(d)
		if err := sheet.WriteText(&b, d); err != nil {
			t.Error(err)
		}
	})
}
