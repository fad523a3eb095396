package sheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"phonghop/docs/sheet"
)

// everything is a paper with each kind of block and mark in it.
func everything() sheet.Doc {
	return sheet.Doc{Title: "Mọi thứ & <hơn>", Blocks: []sheet.Block{
		sheet.Letterhead{
			Superior: []sheet.Span{{Text: "ĐẢNG BỘ XÃ VĨNH MẪU"}}, Issuer: []sheet.Span{{Text: "CHI BỘ ẤP HÒA MẪU"}},
			Party: []sheet.Span{{Text: "ĐẢNG CỘNG SẢN VIỆT NAM"}}, Number: []sheet.Span{{Text: "Số [số]-BB/CB", Missing: true}},
			PlaceDate: []sheet.Span{{Text: "Vĩnh Mẫu, ngày 03 tháng 12 năm 2026"}},
		}.Table(),
		sheet.Text(sheet.Type, "BIÊN BẢN"), sheet.Text(sheet.Hyphens, "-----"), sheet.Text(sheet.Heading, "I- MỤC"),
		sheet.Para{Style: sheet.Body, Gap: 12, Spans: []sheet.Span{
			{Text: "  <b>&amp; ]]> </w:t> "}, {Text: "đậm", B: true}, {Text: " nghiêng ", I: true}, {Text: "gạch", U: true, B: true, I: true, Missing: true}, {Text: "\nxuống"}, {},
		}},
		sheet.Table{
			Cols: []float64{20, 145}, Border: true, Head: []sheet.Row{{{sheet.Text(sheet.CellHead, "TT")}, {sheet.Text(sheet.CellHead, "Việc")}}},
			Rows: []sheet.Row{{{sheet.Text(sheet.CellMid, "01")}}, {{}, {sheet.Text(sheet.CellText, "a"), sheet.Text(sheet.CellText, "b")}}},
		},
		sheet.Modules{Bits: [][]bool{{true, false}, {false, true}}, Size: 30, Alt: `Mã "QR"`},
		sheet.Text("no-such-style", "như lời văn"),
		sheet.Signatures(sheet.Cell{sheet.Text(sheet.Authority, "T/M CHI BỘ")}, sheet.Cell{{Style: sheet.Signer, Spans: []sheet.Span{{Text: "Nguyễn Văn Bền"}}, Gap: sheet.SignRoom}}),
	}}
}

// The order of properties is that of ECMA-376, 17.3.1.26 and 17.3.2.28; Word drops those that are out of place.
var (
	orderP = strings.Fields("pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs spacing ind contextualSpacing mirrorIndents jc outlineLvl rPr")
	orderR = strings.Fields("rStyle rFonts b bCs i iCs caps strike color spacing w kern position sz szCs highlight u effect lang")
)

// parts writes the paper as DOCX and returns its parts.
func parts(t *testing.T, d sheet.Doc) map[string]string {
	t.Helper()
	var file bytes.Buffer
	if err := sheet.WriteDOCX(&file, d); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(data)
	}
	return out
}

// checkDOCX holds a Word file to being well formed, to the order of properties, and to the text.
func checkDOCX(t *testing.T, d sheet.Doc, text string) map[string]string {
	t.Helper()
	all := parts(t, d)
	for name, data := range all {
		if strings.HasSuffix(name, ".png") {
			continue
		}
		if got := checkXML(t, name, data); name == "word/document.xml" && got != text {
			t.Errorf("text %q, want %q", got, text)
		}
	}
	return all
}

// checkXML reads one part to its end and returns its text.
func checkXML(t *testing.T, name, data string) string {
	t.Helper()
	dec := xml.NewDecoder(strings.NewReader(data))
	var path []string
	last := map[int]int{} // by depth, the place of the last property
	var text strings.Builder
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return text.String()
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if n := len(path); n > 0 {
				order := map[string][]string{"pPr": orderP, "rPr": orderR}[path[n-1]]
				if order != nil {
					i := slices.Index(order, tok.Name.Local)
					if i < 0 || i < last[n] {
						t.Errorf("%s: %s stands out of order in %s", name, tok.Name.Local, path[n-1])
					}
					last[n] = i
				}
			}
			if tok.Name.Local == "br" {
				text.WriteByte('\n')
			}
			path = append(path, tok.Name.Local)
			last[len(path)] = 0
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			if len(path) > 0 && path[len(path)-1] == "t" {
				text.Write(tok)
			}
		}
	}
}

func TestDOCX(t *testing.T) {
	all := parts(t, everything())
	for name, data := range all {
		if !strings.HasSuffix(name, ".png") {
			checkXML(t, name, data)
		}
	}
	for part, wants := range map[string][]string{
		"word/document.xml": {
			`<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567"`, `<w:titlePg/>`,
			`<w:highlight w:val="yellow"/>`, `<w:cantSplit/><w:tblHeader/>`, `xml:space="preserve">  &lt;b&gt;&amp;amp; ]]&gt; &lt;/w:t&gt; `, `<w:br/>`,
			`<w:pStyle w:val="pk-body"/><w:keepNext/>`, `descr="Mã &#34;QR&#34;"`, `<w:pBdr><w:bottom`,
		},
		"word/header1.xml": {`PAGE`, `pk-page-number`},
		"word/styles.xml": {
			`w:ascii="Times New Roman"`, `<w:name w:val="Lời văn"/>`, `w:line="400" w:lineRule="exact"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>`,
		},
	} {
		for _, want := range wants {
			if !strings.Contains(all[part], want) {
				t.Errorf("%s: no %s", part, want)
			}
		}
	}
	if !strings.HasPrefix(all["word/media/image1.png"], "\x89PNG") {
		t.Error("no picture of the modules")
	}
}

// TestSameBytes writes each paper twice: nothing in a file may come from the clock or from the order of a map.
func TestSameBytes(t *testing.T) {
	for name, write := range map[string]func(io.Writer, sheet.Doc) error{"docx": sheet.WriteDOCX, "pdf": sheet.WritePDF, "txt": sheet.WriteText} {
		var a, b bytes.Buffer
		if err := errors.Join(write(&a, everything()), write(&b, everything())); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: two different files of one paper", name)
		}
	}
}

func TestParseLooks(t *testing.T) {
	data, err := os.ReadFile("looks.json")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sheet.ParseLooks(data); err != nil {
		t.Error(err)
	}
	names := map[string]string{}
	for style, l := range sheet.StandardLooks() {
		if other := names[strings.ToLower(l.Name)]; other != "" {
			t.Errorf("styles %s and %s have one name", style, other)
		}
		names[strings.ToLower(l.Name)] = style
	}
	for _, bad := range []string{
		``, `{`, `{}`, `{"body":{"size":14,"line":20,"align":"left"}}`, `{"body":{"name":"x","size":14,"line":10,"align":"left"}}`,
		`{"body":{"name":"x","size":14,"line":20,"align":"middle"}}`, `{"body":{"name":"x","size":14,"line":20,"align":"left","first":99}}`,
	} {
		if _, err := sheet.ParseLooks([]byte(bad)); err == nil {
			t.Errorf("looks %q were taken", bad)
		}
	}
}
