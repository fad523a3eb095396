package template

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
)

// values are those of the cases.
func values() Fields {
	return Fields{
		"dia_diem": "Nhà văn hóa", "Tổng số": 24, "trong": "", "co": true,
		"ds":  []Fields{{"ten": "An", "con": []string{"x", "y"}}, {"ten": "Bình", "con": []string{}}},
		"chu": []string{"một", "hai"}, "khong": []Fields{}, "chi_bo": Fields{"ten": "Chi bộ 1", "bi_thu": Fields{"ten": "Bền"}},
		"hai_dong": "a\nb\tc",
	}
}

func TestLanguage(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"value":                {p("Tại {{dia_diem}}."), "Tại Nhà văn hóa.|"},
		"name as people write": {p("{{Địa điểm}} {{ DIA DIEM }} {{dia_diem}} {{tong so}}"), "Nhà văn hóa Nhà văn hóa Nhà văn hóa 24|"},
		"decomposed name":      {p("{{Địa điểm}}"), "Nhà văn hóa|"},
		"missing":              {p("{{trong}}"), "*[chưa điền: trong]|"},
		"unknown":              {p("{{la_lam}}"), "*[chưa điền: la lam]|"},
		"may be empty":         {p("a{{?trong}}b"), "ab|"},
		"split runs":           {`<w:p>` + r("T{") + `<w:proofErr w:type="x"/>` + r("{dia") + `<w:bookmarkStart w:id="1" w:name="x"/>` + r("_di") + r("em}") + r("}.") + `</w:p>`, "TNhà văn hóa.|"},
		"split over a link":    {`<w:p>` + r("{{dia_") + `<w:hyperlink>` + r("diem}} đó") + `</w:hyperlink></w:p>`, "Nhà văn hóa đó|"},
		"part of a paragraph":  {p("Có: {{#ds}}{{stt}}. {{ten}}; {{/ds}}hết"), "Có: 1. An; 2. Bình; hết|"},
		"a paragraph":          {p("{{#ds}}- {{ten}}{{/ds}}") + p("z"), "- An|- Bình|z|"},
		"paragraphs between":   {p("{{#ds}}") + p("{{ten}}") + table(row(p("{{stt}}"))) + p("{{/ds}}") + p("z"), "An|[1|]/Bình|[2|]/z|"},
		"a row":                {table(row(p("TT"), p("Tên")), row(p("{{#ds}}{{stt}}"), p("{{ten}}{{/ds}}"))), "[TT|][Tên|]/[1|][An|]/[2|][Bình|]/|"},
		"rows between marks":   {table(row(p("{{#ds}}"), p("")), row(p("{{ten}}"), p("a")), row(p("{{/ds}}"), p(""))), "[An|][a|]/[Bình|][a|]/|"},
		"rows with marks":      {table(row(p("{{#ds}}{{ten}}"), p("")), row(p("b{{/ds}}"), p(""))), "[An|][|]/[b|][|]/[Bình|][|]/[b|][|]/|"},
		"no rows":              {table(row(p("{{#khong}}{{a}}"), p("{{b}}{{/khong}}"))) + p("z"), "z|"},
		"cell left empty":      {table(row(p("{{#khong}}a{{/khong}}"), p("b"))), "[|][b|]/|"},
		"only if there is":     {p("{{#trong}}a{{/trong}}{{^trong}}b{{/trong}}{{#co}}c{{/co}}{{^khong}}d{{/khong}}"), "bcd|"},
		"plain list":           {p("{{#chu}}{{.}}, {{/chu}}."), "một, hai, .|"},
		"list as a value":      {p("{{chu}}."), "một; hai.|"},
		"nested":               {p("{{#ds}}") + p("{{ten}}:{{#con}} {{stt}}{{.}}{{/con}}") + p("{{/ds}}"), "An: 1x 2y|Bình:|"},
		"field of a field":     {p("{{chi_bo.ten}}, {{chi_bo.bi_thu.ten}}{{#chi_bo}}, {{ten}}, {{dia_diem}}{{/chi_bo}}"), "Chi bộ 1, Bền, Chi bộ 1, Nhà văn hóa|"},
		"lines and tabs":       {p("({{hai_dong}})"), "(a|b→c)|"},
		"lines in a link":      {`<w:p><w:hyperlink>` + r("{{hai_dong}}") + `</w:hyperlink></w:p>`, "a↵b→c|"},
		"both in one":          {p("{{#ds}}{{#con}}{{.}}{{/con}}{{/ds}}"), "xy||"},
		"two of a row":         {table(row(p("{{#ds}}{{#con}}{{ten}}"), p("{{.}}{{/con}}{{/ds}}"))), "[An|][x|]/[An|][y|]/|"},
		"deleted by Word":      {`<w:p><w:del><w:r><w:delText>{{x</w:delText></w:r></w:del><w:ins>` + r("{{dia_diem}}") + `</w:ins></w:p>`, "Nhà văn hóa|"},
		"content control":      {`<w:sdt><w:sdtContent>` + p("{{#ds}}") + p("{{ten}}") + p("{{/ds}}") + `</w:sdtContent></w:sdt>`, "An|Bình|"},
		"text box":             {`<w:p>` + r("a") + `<w:r><w:pict><w:txbxContent>` + p("{{#ds}}{{ten}}{{/ds}}") + `</w:txbxContent></w:pict></w:r></w:p>`, "aAn|Bình||"},
		"table in a table":     {table(row(p("{{#ds}}{{ten}}")+table(row(p("{{#con}}{{.}}"), p("{{/con}}"))), p("{{/ds}}"))), "[An|[x|][|]/[y|][|]/|][|]/[Bình|][|]/|"},
	} {
		t.Run(name, func(t *testing.T) {
			out, report, err := fill(word(t, c.body), values())
			if err != nil {
				t.Fatalf("%v: %+v", err, report.Mistakes)
			}
			if got := says(t, part(t, out, "word/document.xml")); got != c.want {
				t.Errorf("says %q, want %q", got, c.want)
			}
		})
	}
}

func TestHeader(t *testing.T) {
	header := `<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">` + p("{{chi_bo.ten}}") + `</w:hdr>`
	file := pack(t, "[Content_Types].xml", types, "_rels/.rels", rels, "word/document.xml", head+p("x")+tail, "word/header1.xml", header, "word/other.xml", "{{dia_diem}}")
	out, _, err := fill(file, values())
	if err != nil {
		t.Fatal(err)
	}
	if got := says(t, part(t, out, "word/header1.xml")); got != "Chi bộ 1|" {
		t.Errorf("header says %q", got)
	}
	if got := part(t, out, "word/other.xml"); got != "{{dia_diem}}" {
		t.Errorf("another part was changed: %q", got)
	}
	again, _, _ := fill(file, values())
	if !bytes.Equal(out, again) {
		t.Error("two different files of one template")
	}
}

// TestWrongTemplates are the mistakes people make; nothing is written, and the place is named.
func TestWrongTemplates(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		kind Kind
		near string
	}{
		"not closed":     {p("Danh sách {{#ds}}: {{ten}}"), Unclosed, "Danh sách {{#ds}}"},
		"not opened":     {p("hết {{/ds}}"), Unopened, "hết {{/ds}}"},
		"half a brace":   {p("Tại {{dia_diem."), HalfBrace, "Tại {{dia_diem."},
		"other half":     {p("Tại dia_diem}}."), HalfBrace, "dia_diem}}"},
		"no name":        {p("Tại {{}}"), BadName, "Tại {{}}"},
		"a bad name":     {p("Tại {{a+b}}"), BadName, "{{a+b}}"},
		"crossing":       {p("{{#ds}}a{{#chu}}b{{/ds}}c{{/chu}}"), Unopened, "{{/ds}}"},
		"mixed":          {p("xem {{#ds}} tiếp") + p("đây {{/ds}}"), Mixed, "xem {{#ds}} tiếp"},
		"cell and text":  {table(row(p("{{#ds}}"))) + p("{{/ds}}"), Mixed, "{{#ds}}"},
		"over a tab":     {`<w:p><w:r><w:t>{{dia</w:t><w:tab/><w:t>diem}}</w:t></w:r></w:p>`, HalfBrace, "{{dia"},
		"both over rows": {table(row(p("{{#ds}}{{#chu}}a")), row(p("b{{/chu}}{{/ds}}"))), Mixed, "{{#ds}}{{#chu}}a"},
		"two of one row": {table(row(p("{{#ds}}"), p("{{/ds}}{{#chu}}"), p("{{/chu}}"))), Mixed, "{{#chu}}"},
	} {
		t.Run(name, func(t *testing.T) {
			out, report, err := fill(word(t, p("Đầu trang")+c.body), values())
			if !errors.Is(err, ErrMistakes) || out != nil {
				t.Fatalf("filled: %v", err)
			}
			if m := report.Mistakes[0]; m.Kind != c.kind || !strings.Contains(m.Near, c.near) || m.Part != "document" {
				t.Errorf("mistake %+v, want %s near %q", m, c.kind, c.near)
			}
		})
	}
}

func TestReport(t *testing.T) {
	file := word(t, p("{{dia_diem}} {{trong}} {{la}}")+p("{{#ds}}{{ten}} {{tuoi}}{{/ds}} {{cau}}"))
	d := Data{Fields: values(), Labels: map[string]string{"trong": "chỗ này", "ds.tuoi": "không dùng", "tuoi": "tuổi"}}
	d.Fields["cau"] = "Có [chưa điền: số] người"
	_, report, err := Fill(bytes.NewReader(file), int64(len(file)), d)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"[chưa điền: chỗ này]", "[chưa điền: la]", "[chưa điền: tuổi]", "[chưa điền: tuổi]", "[chưa điền: số]"}
	if !slices.Equal(report.Missing, want) {
		t.Errorf("missing %q", report.Missing)
	}
	if want := []string{"dia_diem", "trong", "la", "ds", "ten", "tuoi", "cau"}; !slices.Equal(report.Fields, want) {
		t.Errorf("fields %q", report.Fields)
	}
	checked, err := Check(bytes.NewReader(file), int64(len(file)), d)
	if err != nil {
		t.Fatal(err)
	}
	var unknown []string
	for _, u := range checked.Unknown {
		unknown = append(unknown, u.Mark)
	}
	if !slices.Equal(unknown, []string{"{{la}}", "{{tuoi}}"}) {
		t.Errorf("unknown %q", unknown)
	}
}

// TestYellowInOrder keeps the order of properties, which Word insists on.
func TestYellowInOrder(t *testing.T) {
	out, _, err := fill(word(t, `<w:p><w:r><w:rPr><w:b/><w:sz w:val="28"/><w:u w:val="single"/><w:lang w:val="vi-VN"/></w:rPr><w:t>{{trong}}</w:t></w:r></w:p>`), values())
	if err != nil {
		t.Fatal(err)
	}
	if want := `<w:sz w:val="28"/><w:highlight w:val="yellow"/><w:u w:val="single"/>`; !strings.Contains(part(t, out, "word/document.xml"), want) {
		t.Error("the yellow stands elsewhere")
	}
}

// TestCopies lose what a file may have only once.
func TestCopies(t *testing.T) {
	body := `<w:p w14:paraId="1A" w:rsidR="2"><w:bookmarkStart w:id="0" w:name="b"/>` + r("{{#chu}}{{.}}{{/chu}}") + `<w:bookmarkEnd w:id="0"/></w:p>`
	out, _, err := fill(word(t, body), values())
	if err != nil {
		t.Fatal(err)
	}
	got := part(t, out, "word/document.xml")
	for _, once := range []string{`w14:paraId`, `bookmarkStart`, `bookmarkEnd`} {
		if n := strings.Count(got, once); n != 1 {
			t.Errorf("%s stands %d times", once, n)
		}
	}
}
