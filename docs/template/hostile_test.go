package template

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const hostile = "<b>&amp; {{so}} {{#y_kien}} \x01 ]]> </w:t>" + "ếẫ" + "\tx\r\ndòng hai\n\ndòng bốn\n"

// TestHostileValue prints a value as text, whatever it looks like.
func TestHostileValue(t *testing.T) {
	out, report, err := fill(word(t, p("[{{v}}]")), Fields{"v": hostile, "so": "KHÔNG"})
	if err != nil {
		t.Fatal(err)
	}
	want := "[<b>&amp; {{so}} {{#y_kien}}  ]]> </w:t>" + "ếẫ" + "→x|dòng hai||dòng bốn]|"
	if got := says(t, part(t, out, "word/document.xml")); got != want || len(report.Missing) > 0 {
		t.Errorf("says %q\nwant %q", got, want)
	}
}

// TestCutAtRandom cuts the runs of a template every few letters, as Word does, and strews between them what Word strews.
func TestCutAtRandom(t *testing.T) {
	lines := []string{
		"Tại {{dia_diem}}, có {{Tổng số}} người{{#trong}} (không){{/trong}}.", "{{#ds}}- {{stt}}. {{ten}}{{?trong}}: {{#con}}{{.}};{{/con}}{{/ds}}",
		"{{#chu}}", "{{.}} và {{chi_bo.bi_thu.ten}}", "{{/chu}}", "Hết: {{trong}}",
	}
	var plain strings.Builder
	for _, l := range lines {
		plain.WriteString(p(l))
	}
	out, _, err := fill(word(t, plain.String()), values())
	if err != nil {
		t.Fatal(err)
	}
	want := says(t, part(t, out, "word/document.xml"))
	between := []string{
		`<w:proofErr w:type="spellStart"/>`, `<w:bookmarkStart w:id="7" w:name="_GoBack"/>`, `<w:bookmarkEnd w:id="7"/>`, "",
		"<w:r><w:rPr><w:lang w:val=\"en-US\"/></w:rPr></w:r>", "\n  ", "<w:r><w:t></w:t></w:r>",
	}
	for seed := range int64(300) {
		rng := rand.New(rand.NewSource(seed))
		var cut strings.Builder
		for _, l := range lines {
			cut.WriteString(`<w:p>`)
			for letters := []rune(l); len(letters) > 0; {
				n := min(len(letters), 1+rng.Intn(6))
				open := []string{`<w:r>`, `<w:r w:rsidR="00A1"><w:rPr><w:i/></w:rPr>`}[rng.Intn(2)]
				text := `<w:t xml:space="preserve">` + string(letters[:n]) + `</w:t>`
				if m := n / 2; rng.Intn(3) == 0 {
					text = `<w:t xml:space="preserve">` + string(letters[:m]) + `</w:t><w:t xml:space="preserve">` + string(letters[m:n]) + `</w:t>`
				}
				cut.WriteString(open + text + `</w:r>` + between[rng.Intn(len(between))])
				letters = letters[n:]
			}
			cut.WriteString(`</w:p>`)
		}
		out, report, err := fill(word(t, cut.String()), values())
		if err != nil {
			t.Fatalf("seed %d: %v %+v", seed, err, report.Mistakes)
		}
		if got := says(t, part(t, out, "word/document.xml")); got != want {
			t.Fatalf("seed %d says %q\nwant %q\n%s", seed, got, want, cut.String())
		}
	}
}

// TestRefused are files that are no templates.
func TestRefused(t *testing.T) {
	document := head + p("x") + tail
	external := `<Relationships><Relationship Id="r" Type="http://x/image" Target="http://example.invalid/a.png" TargetMode="External"/></Relationships>`
	for name, c := range map[string]struct {
		file []byte
		want error
	}{
		"empty":         {nil, ErrNotDOCX},
		"no zip":        {[]byte("Biên bản"), ErrNotDOCX},
		"no text":       {pack(t, "a.txt", "x"), ErrNotDOCX},
		"doctype":       {pack(t, "[Content_Types].xml", types, "word/document.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]>"+document), ErrNotDOCX},
		"doctype types": {pack(t, "[Content_Types].xml", "<!DOCTYPE x>"+types, "word/document.xml", document), ErrNotDOCX},
		"cut off":       {pack(t, "[Content_Types].xml", types, "word/document.xml", document[:len(document)-20]), ErrNotDOCX},
		"macros":        {pack(t, "[Content_Types].xml", types, "word/document.xml", document, "word/vbaProject.bin", "x"), ErrActive},
		"macro type":    {pack(t, "[Content_Types].xml", strings.Replace(types, "document.main", "document.macroEnabled.main", 1), "word/document.xml", document), ErrActive},
		"external":      {pack(t, "[Content_Types].xml", types, "word/document.xml", document, "word/_rels/document.xml.rels", external), ErrExternal},
		"bomb":          {word(t, p(strings.Repeat(" ", 20<<20))), ErrTooLarge},
		"giant bomb":    {pack(t, "[Content_Types].xml", types, "word/document.xml", document, "word/a.bin", strings.Repeat("\x00", 65<<20)), ErrTooLarge},
		"deep":          {word(t, strings.Repeat("<w:x>", 500)+strings.Repeat("</w:x>", 500)), ErrTooLarge},
		"two of a name": {pack(t, "[Content_Types].xml", types, "word/document.xml", document, "word/Document.xml", document), ErrNotDOCX},
	} {
		t.Run(name, func(t *testing.T) {
			if out, _, err := fill(c.file, values()); !errors.Is(err, c.want) || out != nil {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
}

// TestLoopBomb stops loops in loops, with and without text in them.
func TestLoopBomb(t *testing.T) {
	items := make([]string, 100)
	for _, text := range []string{"", "{{dai}}"} {
		start := time.Now()
		body := strings.Repeat("{{#ds}}", 12) + text + strings.Repeat("{{/ds}}", 12)
		if _, _, err := fill(word(t, p(body)), Fields{"ds": items, "dai": strings.Repeat("x", 1000)}); !errors.Is(err, ErrTooLarge) {
			t.Errorf("%v", err)
		}
		t.Log(time.Since(start))
	}
}

func FuzzMarks(f *testing.F) {
	for _, s := range []string{"{{a}}", "{{#ds}}{{ten}}{{/ds}}", "{{^ds}}x", "{{{{}}", "{{?a.b}}|{{#ds}}|{{/ds}}"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var body strings.Builder
		for i, line := range strings.Split(text, "|") {
			var x bytes.Buffer
			escape(&x, []byte(line))
			if i%3 == 2 {
				body.WriteString(table(row(p(x.String()), p("{{ten}}"))))
			} else {
				body.WriteString(p(x.String()))
			}
		}
		out, report, err := fill(word(t, body.String()), values())
		if err == nil {
			says(t, part(t, out, "word/document.xml"))
		} else if errors.Is(err, ErrMistakes) == (len(report.Mistakes) == 0) && !errors.Is(err, ErrNotDOCX) {
			t.Error(err)
		}
	})
}

func FuzzXML(f *testing.F) {
	f.Add(p("{{#ds}}a") + table(row(p("{{/ds}}"))))
	f.Add(`<w:p>` + r("{{#ds}}{") + `<w:hyperlink>` + r("{ten}}") + `</w:hyperlink>` + r("{{/ds}}") + `</w:p>`)
	f.Add(`<w:sdt><w:sdtContent>` + table(row(p("{{#ds}}"), p("{{ten}}{{/ds}}"))) + `</w:sdtContent></w:sdt>`)
	f.Fuzz(func(t *testing.T, body string) {
		out, _, err := fill(word(t, body), values())
		if err == nil && out == nil {
			t.Error("nothing, and no error")
		}
	})
}

// TestLibreOfficeOpens has LibreOffice read a filled file.
func TestLibreOfficeOpens(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed")
	}
	out, _, err := fill(word(t, p("Tại {{dia_diem}}")+table(row(p("{{#ds}}{{stt}}"), p("{{ten}}{{/ds}}")))+p("{{v}}")), Fields{
		"dia_diem": "Nhà văn hóa", "ds": []Fields{{"ten": "An"}, {"ten": "Bình"}}, "v": hostile,
	})
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	name := filepath.Join(dir, "a.docx")
	if err := os.WriteFile(name, out, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(soffice, fmt.Sprintf("-env:UserInstallation=file://%s/profile", dir), "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir, name)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("LibreOffice does not run: %v\n%s", err, out)
	}
	text, err := os.ReadFile(filepath.Join(dir, "a.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Tại Nhà văn hóa", "An", "Bình", "{{so}}", "dòng bốn"} {
		if !bytes.Contains(text, []byte(want)) {
			t.Errorf("LibreOffice does not show %q in\n%s", want, text)
		}
	}
}
