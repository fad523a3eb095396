package docs

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"phonghop/docs/sheet"
	"phonghop/docs/testpdf"
)

// desktop stands for an office program: it makes the same pages of every file.
type desktop struct {
	t     *testing.T
	pages []byte
	err   error
	calls int
}

func (d *desktop) Available() bool { return true }

func (d *desktop) Convert(_ context.Context, in, outDir string, progress func(string)) (string, error) {
	d.calls++
	if filepath.Ext(in) == "" {
		d.t.Errorf("converting %s, whose name does not tell its kind", in)
	}
	if progress != nil {
		progress("mở tệp")
	}
	if d.err != nil {
		return "", d.err
	}
	out := filepath.Join(outDir, "made.pdf")
	return out, os.WriteFile(out, d.pages, 0o600)
}

// Office files are converted once, kept as they came, looked at for marks, and bring their pages along to a machine
// without an office program.
func TestImportOffice(t *testing.T) {
	slides := zipped(t, "ppt/presentation.xml")
	program := &desktop{t: t, pages: testpdf.Make(t, []testpdf.Page{testpdf.Report(), testpdf.Report()})}
	dir := t.TempDir()
	l := newLibrary(t, dir, WithOffice(program))
	ctx := context.Background()
	var said []string
	file, err := l.ImportReader(ctx, "báo cáo.pptx", bytes.NewReader(slides), Options{Progress: func(s string) { said = append(said, s) }})
	if err != nil || file.Kind != "slides" || file.Pages != 2 || !file.HasText || len(said) != 1 {
		t.Fatalf("%+v, %v, said %v", file, err, said)
	}
	if again, err := l.ImportReader(ctx, "khác.pptx", bytes.NewReader(slides), Options{}); err != nil || !again.Duplicate || program.calls != 1 {
		t.Errorf("%+v, %v, converted %d times", again, err, program.calls)
	}
	carried, ok := l.Carried(file.SHA256)
	if !ok {
		t.Fatal("the pages do not travel")
	}
	pages, err := os.Open(carried)
	if err != nil {
		t.Fatal(err)
	}
	defer pages.Close()
	bare := newLibrary(t, t.TempDir())
	if _, err := bare.ImportReader(ctx, "báo cáo.pptx", bytes.NewReader(slides), Options{}); !errors.Is(err, ErrNoOffice) {
		t.Errorf("without a program: %v", err)
	}
	if moved, err := bare.ImportReader(ctx, "báo cáo.pptx", bytes.NewReader(slides), Options{Pages: pages}); err != nil || moved.Pages != 2 {
		t.Errorf("with pages: %+v, %v", moved, err)
	}
	secret := &desktop{t: t, pages: testpdf.Make(t, []testpdf.Page{testpdf.Report(), {Lines: []string{"TỐI MẬT"}}})}
	marked := newLibrary(t, t.TempDir(), WithOffice(secret))
	if _, err := marked.ImportReader(ctx, "a.pptx", bytes.NewReader(slides), Options{Declared: true}); !errors.Is(err, ErrSecret) {
		t.Errorf("a mark on the second slide: %v", err)
	}
	broken := newLibrary(t, t.TempDir(), WithOffice(&desktop{t: t, err: ErrTimeout}))
	if _, err := broken.ImportReader(ctx, "a.pptx", bytes.NewReader(slides), Options{}); !errors.Is(err, ErrTimeout) || errors.Is(err, ErrNoOffice) {
		t.Errorf("a program that hangs: %v", err)
	}
}

// A Word file is shown without an office program, and with one that fails on it; the marks on it hold either way.
func TestImportWordPlain(t *testing.T) {
	paper := func(second string) []byte {
		return encoded(t, func(b *bytes.Buffer) error {
			return sheet.WriteDOCX(b, sheet.Doc{Blocks: []sheet.Block{
				sheet.Table{Cols: []float64{80, 80}, Rows: []sheet.Row{
					{sheet.Cell{sheet.Text(sheet.Issuer, "CHI BỘ ẤP MINH HÒA")}, sheet.Cell{sheet.Text(sheet.Party, second)}},
				}},
				sheet.Text(sheet.Type, "BÁO CÁO"),
				sheet.Text(sheet.Body, "Chi bộ đã lãnh đạo thực hiện tốt nhiệm vụ tháng 11."),
			}})
		})
	}
	for name, setup := range map[string][]Setup{
		"no program": nil, "a program that fails": {WithOffice(&desktop{t: t, err: ErrTimeout})},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLibrary(t, t.TempDir(), setup...)
			ctx := context.Background()
			file, err := l.ImportReader(ctx, "báo cáo.docx", bytes.NewReader(paper("ĐẢNG CỘNG SẢN VIỆT NAM")), Options{})
			if err != nil || file.Kind != "word" || !file.HasText {
				t.Fatalf("%+v, %v", file, err)
			}
			pages, err := l.Text(ctx, file.SHA256)
			if err != nil || !strings.Contains(pages[0].Text, "Chi bộ đã lãnh đạo") || !strings.Contains(pages[0].Text, "VIỆT NAM") {
				t.Errorf("text %v, %v", pages, err)
			}
			_, err = l.ImportReader(ctx, "báo cáo.docx", bytes.NewReader(paper("TUYỆT MẬT")), Options{Declared: true})
			if !errors.Is(err, ErrSecret) {
				t.Errorf("a mark in the head: %v", err)
			}
		})
	}
}
