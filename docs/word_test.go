package docs

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"phonghop/docs/sheet"
)

// Without an office program, or where it fails, a Word file still shows its words; a secrecy mark in it is one.
func TestWordWithoutOffice(t *testing.T) {
	written := func(lines ...string) *bytes.Reader {
		var doc sheet.Doc
		for _, line := range lines {
			doc.Blocks = append(doc.Blocks, sheet.Text(sheet.Body, line))
		}
		var out bytes.Buffer
		if err := sheet.WriteDOCX(&out, doc); err != nil {
			t.Fatal(err)
		}
		return bytes.NewReader(out.Bytes())
	}
	ctx := context.Background()
	for name, l := range map[string]*Library{
		"none": newLibrary(t, t.TempDir()), "one that fails": newLibrary(t, t.TempDir(), WithOffice(&desktop{t: t, err: ErrDamaged})),
	} {
		file, err := l.ImportReader(ctx, "1. Báo cáo.docx", written("Báo cáo", "Chi bộ ấp Minh Hòa"), Options{})
		if err != nil || file.Kind != "word" || file.Pages != 1 || !file.HasText {
			t.Fatalf("%s: %+v, %v", name, file, err)
		}
		path, err := l.Path(file.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		page, err := l.sandbox.Text(ctx, path, 1)
		if err != nil || !strings.Contains(page.Text, "Chi bộ ấp Minh Hòa") {
			t.Errorf("%s: its text is %q, %v", name, page.Text, err)
		}
		if _, err := l.ImportReader(ctx, "a.docx", written("TỐI MẬT", "Báo cáo"), Options{Declared: true}); !errors.Is(err, ErrSecret) {
			t.Errorf("%s: a secrecy mark: %v", name, err)
		}
	}
}
