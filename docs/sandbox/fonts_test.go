package sandbox

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// bare is a PDF that embeds no fonts and names its glyphs in several ways; its first page bears a stamp put on as an
// annotation.
func bare(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	var places []int
	object := func(s string) {
		places = append(places, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(places), s)
	}
	stream := func(head, s string) { object(fmt.Sprintf("<<%s/Length %d>>stream\n%s\nendstream", head, len(s), s)) }
	font := func(names string) string {
		return "<</Type/Font/Subtype/TrueType/BaseFont/Liberation#20Serif/FontDescriptor<</Type/FontDescriptor" +
			"/FontName/Liberation#20Serif/Flags 34>>/Encoding<</Type/Encoding/Differences[128" + names + "]>>>>"
	}
	b.WriteString("%PDF-1.4\n")
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>")
	page := "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 100]/Contents %d 0 R/Resources<</Font<</F1 %d 0 R>>>>/Annots[%s]>>"
	object(fmt.Sprintf(page, 5, 6, "8 0 R"))
	object(fmt.Sprintf(page, 5, 7, ""))
	stream("", "BT /F1 40 Tf 20 40 Td (M\\200T \\201) Tj ET")
	object(font("/uni1EAC/eacute"))
	object(font("/g17/g18"))
	object("<</Type/Annot/Subtype/Stamp/Rect[250 5 390 30]/F 4/AP<</N 9 0 R>>>>")
	stream("/Type/XObject/Subtype/Form/BBox[0 0 140 25]/Resources<</Font<</F1 6 0 R>>>>", "BT /F1 18 Tf 5 5 Td (T\\200M) Tj ET")
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(places)+1)
	for _, p := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", p)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(places)+1, start)
	path := filepath.Join(t.TempDir(), "bare.pdf")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// bareLetters is a PDF of one page for each font name, with one Vietnamese letter in that font, which is not embedded.
func bareLetters(t *testing.T, names []string) string {
	t.Helper()
	var b bytes.Buffer
	var places []int
	object := func(format string, args ...any) {
		places = append(places, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(places), fmt.Sprintf(format, args...))
	}
	b.WriteString("%PDF-1.4\n")
	var kids strings.Builder
	for i := range names {
		fmt.Fprintf(&kids, "%d 0 R ", 4+2*i)
	}
	object("<</Type/Catalog/Pages 2 0 R>>")
	object("<</Type/Pages/Kids[%s]/Count %d>>", kids.String(), len(names))
	const draw = "BT /F1 60 Tf 20 20 Td (\\200) Tj ET"
	object("<</Length %d>>stream\n%s\nendstream", len(draw), draw)
	for i, name := range names {
		object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 3 0 R/Resources<</Font<</F1 %d 0 R>>>>>>", 5+2*i)
		object("<</Type/Font/Subtype/TrueType/BaseFont/%[1]s/FontDescriptor<</Type/FontDescriptor/FontName/%[1]s/Flags 34>>"+
			"/Encoding<</Type/Encoding/Differences[128/uni1EAC]>>>>", strings.ReplaceAll(name, " ", "#20"))
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(places)+1)
	for _, p := range places {
		fmt.Fprintf(&b, "%010d 00000 n \n", p)
	}
	fmt.Fprintf(&b, "trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(places)+1, start)
	path := filepath.Join(t.TempDir(), "letters.pdf")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Vietnamese letters of the fonts that office programs use are drawn though they are not embedded, on a machine with
// fonts of its own and on one with none.
func TestFontsNotEmbedded(t *testing.T) {
	names := []string{
		"Times New Roman", "TimesNewRomanPSMT", "TimesNewRoman,Bold", "TimesNewRomanPS-ItalicMT", "Times New Roman,BoldItalic",
		"Arial", "ArialMT", "Arial-BoldMT", "Calibri", "Cambria", "Tahoma",
	}
	path := bareLetters(t, names)
	ctx := context.Background()
	for _, dir := range []string{"", filepath.Join(t.TempDir(), "none")} {
		opt := testOptions(t)
		opt.FontDir = dir
		c := newClient(t, opt)
		for i, name := range names {
			img, err := c.Render(ctx, path, Cut{Page: i + 1, W: 100, H: 100})
			if err != nil {
				t.Fatal(err)
			}
			ink := 0
			for i := 0; i < len(img.Pix); i += 4 {
				if img.Pix[i] < 128 {
					ink++
				}
			}
			if ink < 150 {
				t.Errorf("%s with fonts of %q: %d dark pixels", name, dir, ink)
			}
		}
	}
}

// Letters of fonts that are not embedded are read by their names.
func TestReadWithoutFonts(t *testing.T) {
	path, ctx := bare(t), context.Background()
	c := newClient(t, testOptions(t))
	r, _, err := c.text.ask(ctx, request{Op: opText, Path: path, Page: 1}, c.deadline)
	if err != nil || r.Text.Text != "MẬT é\nTẬM" {
		t.Errorf("text %+v, %v", r.Text, err)
	}
	if r, _, err = c.text.ask(ctx, request{Op: opText, Path: path, Page: 2}, c.deadline); err == nil || !strings.Contains(err.Error(), errStrange.Error()) {
		t.Errorf("letters that nobody can tell: %+v, %v", r.Text, err)
	}
}

// The renderer sees fonts and nothing else of the disk.
func TestFontFS(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"times.ttf", "secret.txt", "LiberationSerif-Bold.ttf"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	f := newFontFS(dir)
	var seen []string
	standIns := 0
	err := fs.WalkDir(f, fontRoot, func(path string, e fs.DirEntry, err error) error {
		if strings.Contains(path, standInDir) {
			if !e.IsDir() {
				standIns++
				if font, err := fs.ReadFile(f, path); err != nil || len(font) < 100_000 {
					t.Errorf("%s: %d bytes, %v", path, len(font), err)
				}
			}
			return err
		}
		seen = append(seen, path)
		return err
	})
	if want := 4 * (len(families()) - 1); standIns != want { // Times is there
		t.Errorf("%d stand-ins, want %d", standIns, want)
	}
	if want := "usr/share/fonts usr/share/fonts/LiberationSerif-Bold.ttf usr/share/fonts/times.ttf"; err != nil || strings.Join(seen, " ") != want {
		t.Errorf("seen %q, %v", seen, err)
	}
	for _, name := range []string{"etc/passwd", "usr/share/fonts/secret.txt", "usr/share/fonts/../../../etc/passwd", "usr/share/fontsx", "/etc"} {
		if _, err := f.Open(name); err == nil {
			t.Errorf("opened %s", name)
		}
	}
}
