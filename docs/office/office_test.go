package office

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"phonghop/docs/sandbox"
	"phonghop/docs/sheet"
)

func TestMain(m *testing.M) {
	sandbox.RunIfWorker()
	os.Exit(m.Run())
}

// program finds LibreOffice with a profile of the test's own.
func program(t testing.TB, o Options) *Office {
	t.Helper()
	path, ok := findLibre()
	if !ok {
		t.Skip("LibreOffice is not installed")
	}
	if o.Deadline == 0 {
		o.Deadline = DefaultDeadline
	}
	if o.Memory == 0 {
		o.Memory = DefaultMemory
	}
	if o.Profile == "" {
		o.Profile = filepath.Join(t.TempDir(), "hồ sơ riêng")
	}
	return &Office{
		engines: []engine{&libre{program: path, profile: o.Profile, memory: o.Memory}},
		words:   o.Words, deadline: o.Deadline, turn: make(chan struct{}, 1),
	}
}

// paper writes a Word file of our own.
func paper(t testing.TB, path string) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	doc := sheet.Doc{Blocks: []sheet.Block{
		sheet.Text(sheet.Type, "BÁO CÁO"), sheet.Text(sheet.Body, "Chi bộ ấp Minh Hòa: thủy lợi, đường ấp đạt 91,7%."),
	}}
	if err := errors.Join(sheet.WriteDOCX(f, doc), f.Close()); err != nil {
		t.Fatal(err)
	}
}

// remade has LibreOffice write a file in another format.
func remade(t testing.TB, o *Office, in, format string) string {
	t.Helper()
	l := o.engines[0].(*libre)
	dir := t.TempDir()
	if err := l.command(context.Background(), dir, in, format); err != nil && !errors.Is(err, ErrFailed) {
		t.Fatal(err)
	}
	made, _ := filepath.Glob(filepath.Join(dir, "*."+format))
	switch writer := filepath.Ext(in) == ".docx"; {
	case len(made) == 1:
		return made[0]
	case writer:
		t.Fatalf("LibreOffice wrote no %s", format)
	default:
		t.Skipf("this LibreOffice has no part that writes %s", format)
	}
	return ""
}

// text reads a PDF.
func text(t testing.TB, path string) string {
	t.Helper()
	c := sandbox.New(sandbox.Options{CacheDir: filepath.Join(os.TempDir(), "phonghop-test-cache")})
	defer c.Close()
	page, err := c.Text(context.Background(), path, 1)
	if err != nil {
		t.Fatal(err)
	}
	return page.Text
}

const slides = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.presentation"><office:body><office:presentation>
<draw:page draw:name="a"><draw:frame svg:x="2cm" svg:y="2cm" svg:width="20cm" svg:height="3cm"><draw:text-box>
<text:p>Chi bộ ấp Minh Hòa</text:p></draw:text-box></draw:frame></draw:page></office:presentation></office:body></office:document>`

const cells = `<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"
 office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body><office:spreadsheet><table:table table:name="a"><table:table-row>
<table:table-cell office:value-type="string"><text:p>Chi bộ ấp Minh Hòa</text:p></table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document>`

// Every kind of office file becomes a PDF with its words, under any name, and the original stays alone in its folder.
func TestConvert(t *testing.T) {
	o := program(t, Options{Words: Words{Working: "đang chuyển"}})
	source := t.TempDir()
	docx := filepath.Join(source, "a.docx")
	paper(t, docx)
	flat, table := filepath.Join(source, "a.fodp"), filepath.Join(source, "a.fods")
	for path, data := range map[string]string{flat: slides, table: cells} {
		if err := os.WriteFile(path, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, from := range []struct{ file, format string }{
		{docx, "docx"}, {docx, "doc"}, {docx, "odt"}, {docx, "rtf"}, {flat, "pptx"}, {flat, "ppt"}, {table, "xlsx"}, {table, "xls"},
	} {
		t.Run(from.format, func(t *testing.T) {
			made := from.file
			if filepath.Ext(made) != "."+from.format {
				made = remade(t, o, made, from.format)
			}
			in := filepath.Join(t.TempDir(), "1. BC tháng 11 của ấp (1).bản cuối."+from.format)
			if err := copyFile(made, in); err != nil {
				t.Fatal(err)
			}
			before, err := os.ReadFile(in)
			if err != nil {
				t.Fatal(err)
			}
			out := t.TempDir()
			var said []string
			begin := time.Now()
			pdf, err := o.Convert(context.Background(), in, out, func(s string) { said = append(said, s) })
			if err != nil {
				t.Fatal(err)
			}
			t.Log(time.Since(begin))
			if got := text(t, pdf); !strings.Contains(got, "Chi bộ ấp Minh Hòa") {
				t.Errorf("its text is %q", got)
			}
			if after, err := os.ReadFile(in); err != nil || string(after) != string(before) {
				t.Errorf("the original was changed: %v", err)
			}
			if entries, _ := os.ReadDir(filepath.Dir(in)); len(entries) != 1 {
				t.Errorf("%d files beside the original", len(entries)-1)
			}
			if entries, _ := os.ReadDir(out); len(entries) != 1 || filepath.Dir(pdf) != out {
				t.Errorf("%s and %d files where one PDF should be", pdf, len(entries))
			}
			if len(said) != 1 || said[0] != "đang chuyển" {
				t.Errorf("told %q", said)
			}
		})
	}
}

func TestConvertRefuses(t *testing.T) {
	o := program(t, Options{})
	dir := t.TempDir()
	broken := filepath.Join(dir, "a.docx")
	if err := os.WriteFile(broken, []byte("PK\x03\x04 no zip at all"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Convert(context.Background(), broken, dir, nil); !errors.Is(err, ErrFailed) {
		t.Errorf("a broken file: %v", err)
	}
	if _, err := o.Convert(context.Background(), filepath.Join(dir, "a.exe"), dir, nil); !errors.Is(err, ErrNone) {
		t.Errorf("no office file: %v", err)
	}
	if _, err := o.Convert(context.Background(), filepath.Join(dir, "none.docx"), dir, nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	none := &Office{turn: make(chan struct{}, 1)}
	if _, err := none.Convert(context.Background(), broken, dir, nil); !errors.Is(err, ErrNone) || none.Available() || !o.Available() {
		t.Errorf("no program: %v", err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("%d files left behind", len(entries)-1)
	}
}
