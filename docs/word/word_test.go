package word

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"phonghop/docs/sheet"
)

const (
	ns     = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="urn:wps" xmlns:v="urn:v"`
	styleX = `<w:styles ` + ns + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:sz w:val="26"/></w:rPr></w:rPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
		`<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:ascii=".VnTimeH" w:hAnsi=".VnTimeH"/><w:b/></w:rPr></w:style>` +
		`<w:style w:type="paragraph" w:styleId="Old"><w:basedOn w:val="H1"/><w:rPr><w:rFonts w:ascii="VNI-Times" w:hAnsi="VNI-Times"/><w:b w:val="0"/></w:rPr></w:style>` +
		`<w:style w:type="character" w:styleId="Abc"><w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr></w:style>` +
		`<w:style w:type="table" w:styleId="Grid"><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr></w:style></w:styles>`
	themeX = `<a:theme ` + ns + `><a:themeElements><a:fontScheme><a:majorFont><a:latin typeface="Arial"/></a:majorFont><a:minorFont><a:latin typeface=".VnArial"/></a:minorFont></a:fontScheme></a:themeElements></a:theme>`
	listX  = `<w:numbering ` + ns + `><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1-"/></w:lvl>` +
		`<w:lvl w:ilvl="1"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/></w:lvl></w:abstractNum>` +
		`<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="` + "\uf0b7" + `"/></w:lvl></w:abstractNum>` +
		`<w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="2"/></w:num>` +
		`<w:num w:numId="7"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num></w:numbering>`
	noteX = `<w:footnotes ` + ns + `><w:footnote w:id="0"><w:p><w:r><w:t>ngăn</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t xml:space="preserve">Theo sổ.</w:t></w:r></w:p></w:footnote></w:footnotes>`
	headX = `<w:hdr ` + ns + `><w:p><w:pPr><w:rPr/></w:pPr><w:r><w:rPr><w:rFonts w:hAnsi=".VnTimeH"/></w:rPr><w:t>mËt</w:t></w:r></w:p><w:p><w:r><w:t>1</w:t></w:r></w:p></w:hdr>`
)

// pack makes a Word file of the main part's body and other parts.
func pack(t testing.TB, body string, more map[string]string) []byte {
	t.Helper()
	parts := map[string]string{
		"word/document.xml": `<?xml version="1.0" encoding="UTF-8"?><w:document ` + ns + `><w:body>` + body + `</w:body></w:document>`,
	}
	for name, data := range more {
		parts[name] = data
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, data := range parts {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(data))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func readBytes(data []byte) (sheet.Doc, error) {
	return Read(bytes.NewReader(data), int64(len(data)))
}

// shown is a paper as text, with its forms: *bold*, /italic/, _underlined_, # headings, > centred, ^ a new page, and cells
// between bars.
func shown(doc sheet.Doc) string {
	var out strings.Builder
	para := func(p sheet.Para) {
		l, _ := parse(p.Style)
		if p.Break {
			out.WriteString("^")
		}
		out.WriteString(strings.Repeat("#", l.level))
		if l.align == sheet.Center {
			out.WriteString(">")
		}
		for _, s := range p.Spans {
			for _, m := range []struct {
				on   bool
				sign string
			}{{s.B, "*"}, {s.I, "/"}, {s.U, "_"}} {
				if m.on {
					s.Text = m.sign + s.Text + m.sign
				}
			}
			out.WriteString(s.Text)
		}
	}
	for i, b := range doc.Blocks {
		if i > 0 {
			out.WriteString("\n")
		}
		switch b := b.(type) {
		case sheet.Para:
			para(b)
		case sheet.Table:
			for j, row := range append(b.Head, b.Rows...) {
				if j > 0 {
					out.WriteString("\n")
				}
				out.WriteString("|")
				for _, cell := range row {
					for k, p := range cell {
						if k > 0 {
							out.WriteString(";")
						}
						para(p)
					}
					out.WriteString("|")
				}
				fmt.Fprintf(&out, "%d/%d", len(b.Head), len(b.Cols))
			}
		}
	}
	return out.String()
}

func r(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

func p(inner string) string { return `<w:p>` + inner + `</w:p>` }

func styled(style, inner string) string {
	return p(`<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>` + inner)
}

func item(list, level int, text string) string {
	return p(fmt.Sprintf(`<w:pPr><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr></w:pPr>`, level, list) + r(text))
}

func TestRead(t *testing.T) {
	all := map[string]string{"word/styles.xml": styleX, "word/numbering.xml": listX, "word/footnotes.xml": noteX}
	themed := map[string]string{"word/styles.xml": styleX, "word/theme/theme1.xml": themeX, "word/header1.xml": headX}
	for _, c := range []struct {
		name, body string
		parts      map[string]string
		want       string
	}{
		{"forms", p(`<w:pPr><w:jc w:val="center"/></w:pPr>` + r("a ") + `<w:r><w:rPr><w:b/><w:i w:val="0"/></w:rPr><w:t>b</w:t></w:r><w:r><w:rPr><w:i/><w:u w:val="single"/></w:rPr><w:t>c</w:t></w:r>`), nil, ">a *b*_/c/_"},
		{"a heading by its style, in capitals", styled("H1", r("b¸o c¸o")), all, "#>*BÁO CÁO*"},
		{"a style based on another", styled("Old", r("Ñaûng vieân")), all, "#>Đảng viên"},
		{"a style of characters", styled("H1", r("x ")+`<w:r><w:rPr><w:rStyle w:val="Abc"/></w:rPr><w:t>®¶ng</w:t></w:r>`), all, "#>*X **đảng*"},
		{"the font of the theme, and a header", p(r("Trung \u00ad¬ng")), themed, "MẬT\nTrung ương"},
		{"a mark in another run", p(`<w:r><w:rPr><w:rFonts w:hAnsi="VNI-Times"/></w:rPr><w:t>A</w:t></w:r><w:r><w:rPr><w:rFonts w:hAnsi="VNI-Times"/></w:rPr><w:t>Ù</w:t></w:r>`), nil, "Á"},
		{"an outline level", p(`<w:pPr><w:outlineLvl w:val="1"/></w:pPr>` + r("a")), nil, "##a"},
		{"what was taken back", p(`<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del><w:ins>` + r("mới") + `</w:ins><w:moveFrom>` + r("x") + `</w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>`), nil, "mới"},
		{"fields", p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>` + r("mã") + `<w:r><w:fldChar w:fldCharType="separate"/></w:r>` + r("7") + `<w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="x">` + r("8") + `</w:fldSimple><w:hyperlink>` + r("9") + `</w:hyperlink>`), nil, "789"},
		{"lists", item(5, 0, "a") + item(5, 1, "b") + item(5, 1, "c") + item(5, 0, "d") + item(5, 1, "e") + item(6, 0, "g") + item(7, 0, "h"), all, "I- a\n" + tab + "I.3. b\n" + tab + "I.4. c\nII- d\n" + tab + "II.3. e\n• g\nIV- h"},
		{"breaks", p(r("a")+`<w:r><w:br/></w:r>`+r("b")+`<w:r><w:br w:type="page"/></w:r>`+r("c")) + p(r("d")+`<w:r><w:br w:type="page"/></w:r>`) + p(`<w:pPr><w:pageBreakBefore/></w:pPr>`+r("e")), nil, "a\nb\n^c\nd\n^e"},
		{"notes", p(r("a")+`<w:r><w:footnoteReference w:id="2"/></w:r>`+r(".")) + p(r("b")), all, "a[1].\nb\n-----\n[1] Theo sổ."},
		{"a text box, said twice", p(r("a")+`<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent>`+p(r("hộp"))+`</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>`+p(r("hộp"))+`</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>`+r("b")) + p(`<w:r><w:pict><v:textbox><w:txbxContent>`+p(r("cũ"))+`</w:txbxContent></v:textbox></w:pict></w:r>`), nil, "ab\nhộp\n\ncũ"},
		{"a table with cells made one", `<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/></w:tblPr><w:tblGrid><w:gridCol w:w="1000"/><w:gridCol w:w="2000"/><w:gridCol w:w="3000"/></w:tblGrid>` +
			`<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr>` + p(r("đầu")) + `</w:tc></w:tr>` +
			`<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>` + p(r("1")) + `</w:tc><w:tc>` + p(r("2")) + p(r("2b")) + `</w:tc><w:tc>` + p(r("3")) + `</w:tc></w:tr>` +
			`<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>` + p(r("ẩn")) + `</w:tc><w:tc>` + p(r("4")) + `</w:tc><w:tc><w:tbl><w:tr><w:tc>` + p(r("x")) + `</w:tc><w:tc>` + p(r("y")) + `</w:tc></w:tr></w:tbl>` + p("") + `</w:tc></w:tr>` +
			`<w:tr><w:trPr><w:del/></w:trPr><w:tc>` + p(r("xóa")) + `</w:tc></w:tr></w:tbl>`, all, "|đầu|1/1\n|1|2;2b|3|0/3\n||4|x " + tab + "y |0/3"},
		{"signs", p(`<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font=".VnTime" w:char="F0CA"/><w:tab/><w:noBreakHyphen/></w:r>`), nil, "•ấ" + tab + "-"},
		{"nothing", "", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc, err := readBytes(pack(t, c.body, c.parts))
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(doc); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
			if err := sheet.WritePDF(&bytes.Buffer{}, doc); err != nil {
				t.Error(err)
			}
		})
	}
}

// A paper of ours comes back with all its words, its page and its tables.
func TestReadOurOwn(t *testing.T) {
	src, err := os.ReadFile("../../../shared/sample/minutes_expected.md")
	if err != nil {
		t.Skip("no sample minutes: ", err)
	}
	paper := sheet.FromMarkdown(string(src))
	var docx, want, got bytes.Buffer
	if err := sheet.WriteDOCX(&docx, paper); err != nil {
		t.Fatal(err)
	}
	doc, err := readBytes(docx.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(sheet.WriteText(&want, paper), sheet.WriteText(&got, doc)); err != nil {
		t.Fatal(err)
	}
	a, b := strings.Fields(want.String()), strings.Fields(got.String())
	if strings.Join(a, " ") != strings.Join(b, " ") {
		t.Errorf("reads\n%s\nwant\n%s", &got, &want)
	}
	if f := doc.Page; f.Width < 209 || f.Width > 211 || f.Left < 29 || f.Left > 31 {
		t.Errorf("page %+v", f)
	}
}

func TestBounds(t *testing.T) {
	deep := strings.Repeat("<w:ins>", maxDepth) + strings.Repeat("</w:ins>", maxDepth)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"no zip":          {[]byte("PK no"), ErrDamaged},
		"no main part":    {pack(t, "", map[string]string{"word/document.xml": ""}), nil},
		"broken XML":      {pack(t, "<w:p><w:r>", nil), ErrDamaged},
		"too deep":        {pack(t, deep, nil), ErrTooLarge},
		"a zip bomb":      {pack(t, strings.Repeat("<w:p/>", maxPart/6+100), nil), ErrTooLarge},
		"many paragraphs": {pack(t, strings.Repeat("<w:p/>", maxParas+1), nil), ErrTooLarge},
		"an entity": {pack(t, "", map[string]string{
			"word/document.xml": `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document ` + ns + `><w:body>` + p(r("&x;")) + `</w:body></w:document>`,
		}), ErrDamaged},
	} {
		if _, err := readBytes(c.data); !errors.Is(err, c.want) || c.want == nil && err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(styled("H1", r("a"))+item(5, 1, "b"), styleX, listX)
	f.Add(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr></w:tc></w:tr></w:tbl>`, "", "")
	f.Add(`<w:sectPr><w:pgSz w:w="1" w:h="-9"/></w:sectPr>`, `<w:style w:styleId="a"><w:basedOn w:val="a"/></w:style>`, "")
	f.Fuzz(func(t *testing.T, body, styles, lists string) {
		doc, err := readBytes(pack(t, body, map[string]string{"word/styles.xml": styles, "word/numbering.xml": lists}))
		switch {
		case err == nil:
			sheet.Layout(doc)
		case !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrTooLarge):
			t.Error(err)
		}
	})
}
