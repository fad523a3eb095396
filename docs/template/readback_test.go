package template

import (
	"bytes"
	"math"
	"slices"
	"testing"

	"phonghop/docs/sheet"
)

// form is a paper such as a template is written from.
func paperForm() sheet.Doc {
	head := sheet.Letterhead{
		Superior: []sheet.Span{{Text: "ĐẢNG BỘ XÃ"}}, Issuer: []sheet.Span{{Text: "CHI BỘ"}}, Party: []sheet.Span{{Text: "ĐẢNG CỘNG SẢN VIỆT NAM"}},
		Number: []sheet.Span{{Text: "Số 05-BB/CB"}}, PlaceDate: []sheet.Span{{Text: "Vĩnh Mẫu, ngày 05 tháng 8 năm 2026"}},
	}
	text := sheet.Para{Style: sheet.Body, Spans: []sheet.Span{{Text: "Một câu dài "}, {Text: "đậm", B: true}, {Text: " và "}, {Text: "[chưa điền: số]", Missing: true}, {Text: ".\nDòng hai"}}}
	return sheet.Doc{Page: sheet.Format{Width: 210, Height: 297, Top: 25, Bottom: 20, Left: 30, Right: 15, Number: 10}, Blocks: []sheet.Block{
		head.Table(), sheet.Text(sheet.Type, "BIÊN BẢN"), sheet.Text(sheet.Heading, "I- MỤC"), text, sheet.Text(sheet.LeadIn, "Bảng:"),
		sheet.Table{
			Cols: []float64{12, 100}, Border: true, Head: []sheet.Row{{{sheet.Text(sheet.CellHead, "TT")}, {sheet.Text(sheet.CellHead, "Việc")}}},
			Rows: []sheet.Row{{{sheet.Text(sheet.CellMid, "01")}, {sheet.Text(sheet.CellText, "Một việc")}}},
		},
		sheet.Text(sheet.Body, "Hết."),
		sheet.Signatures(sheet.Cell{sheet.Text(sheet.Authority, "THƯ KÝ")}, sheet.Cell{{Style: sheet.Signer, Spans: []sheet.Span{{Text: "Nguyễn Văn Bền"}}, Gap: sheet.SignRoom}}),
	}}
}

// TestReadBack writes a paper as a Word file and reads it back: the pages must be the same.
func TestReadBack(t *testing.T) {
	d := paperForm()
	var file bytes.Buffer
	if err := sheet.WriteDOCX(&file, d); err != nil {
		t.Fatal(err)
	}
	back, lost, err := Read(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil || len(lost) > 0 {
		t.Fatalf("%v, lost %v", err, lost)
	}
	want, got := sheet.Layout(d), sheet.Layout(back)
	if len(got) != len(want) || back.Page != d.Page {
		t.Fatalf("%d pages on %+v, want %d on %+v", len(got), back.Page, len(want), d.Page)
	}
	for i := range want {
		if len(got[i].Steps) != len(want[i].Steps) {
			t.Fatalf("page %d: %d steps, want %d", i+1, len(got[i].Steps), len(want[i].Steps))
		}
		for k, w := range want[i].Steps {
			g := got[i].Steps[k]
			if g.Text != w.Text || g.Kind != w.Kind || g.Face != w.Face || g.Ink != w.Ink || math.Abs(g.X-w.X) > 0.2 || math.Abs(g.Y-w.Y) > 0.2 || math.Abs(g.Size-w.Size) > 0.1 {
				t.Errorf("page %d: %+v, want %+v", i+1, g, w)
			}
		}
	}
	if missing := back.Missing(); !slices.Equal(missing, []string{"[chưa điền: số]"}) {
		t.Errorf("missing %q", missing)
	}
}

// TestLosses names what a paper cannot show.
func TestLosses(t *testing.T) {
	body := `<w:p><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr><w:ind w:left="720"/></w:pPr><w:r><w:t>a</w:t><w:tab/><w:drawing/></w:r></w:p>` +
		`<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="1000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>`
	file := word(t, body)
	_, lost, err := Read(bytes.NewReader(file), int64(len(file)))
	if want := []Loss{LostIndent, LostMerged, LostNumbers, LostPicture, LostTab}; err != nil || !slices.Equal(lost, want) {
		t.Errorf("%v %v, want %v", err, lost, want)
	}
}

// FuzzRead reads whatever is well formed, and sets it on pages.
func FuzzRead(f *testing.F) {
	f.Add(`<w:p><w:pPr><w:spacing w:line="1" w:lineRule="exact"/><w:ind w:firstLine="99999"/></w:pPr><w:r><w:rPr><w:sz w:val="-4"/></w:rPr><w:t>a b</w:t></w:r></w:p>`)
	f.Add(`<w:tbl><w:tblGrid/><w:tr/><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:tbl/>`)
	f.Add(`<w:tbl><w:tblGrid><w:gridCol w:w="-5"/><w:gridCol w:w="90000"/></w:tblGrid><w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:p/><w:tbl/></w:tc></w:tr></w:tbl>`)
	f.Add(`<w:p><w:pPr><w:pBdr><w:bottom w:val="single"/></w:pBdr></w:pPr></w:p><w:sectPr><w:pgSz w:w="1" w:h="9"/><w:pgMar w:top="-9"/></w:sectPr>`)
	f.Fuzz(func(t *testing.T, body string) {
		file := word(t, body)
		d, _, err := Read(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			return
		}
		sheet.Layout(d)
		var out bytes.Buffer
		if err := sheet.WriteText(&out, d); err != nil {
			t.Error(err)
		}
		if err := sheet.WriteDOCX(&out, d); err != nil {
			t.Error(err)
		}
	})
}
