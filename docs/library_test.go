package docs

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"phonghop/docs/kinds"
	"phonghop/docs/sandbox"
	"phonghop/docs/testpdf"
)

func TestMain(m *testing.M) {
	sandbox.RunIfWorker()
	os.Exit(m.Run())
}

func newLibrary(t *testing.T, dir string, setup ...Setup) *Library {
	t.Helper()
	client := sandbox.New(sandbox.Options{CacheDir: filepath.Join(os.TempDir(), "phonghop-test-cache")})
	t.Cleanup(func() { _ = client.Close() })
	l, err := Open(dir, client, StandardMarks(), setup...)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// stored lists the files in the library's folder.
func stored(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Join(dir, "blobs"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestImport(t *testing.T) {
	dir := t.TempDir()
	l := newLibrary(t, dir)
	ctx := context.Background()
	report := testpdf.Report()
	report.Lines = append([]string{"(Lưu hành nội bộ)"}, report.Lines...)
	path := testpdf.Write(t, norm.NFD.String("1. Báo cáo tháng 11 (1).pdf"), []testpdf.Page{report, report})
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	file, err := l.Import(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(raw)
	sha := hex.EncodeToString(sum[:])
	if file.SHA256 != sha || file.Name != "1. Báo cáo tháng 11 (1).pdf" || file.Kind != string(kinds.PDF) || file.Pages != 2 ||
		file.Size != int64(len(raw)) || !file.HasText || file.Duplicate || !slices.Equal(file.Circulation, []string{"LƯU HÀNH NỘI BỘ"}) {
		t.Errorf("file %+v", file)
	}
	kept, err := l.Path(sha)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(kept); err != nil || !bytes.Equal(got, raw) {
		t.Errorf("stored bytes differ (%v)", err)
	}
	again, err := l.ImportReader(ctx, `C:\Tài liệu\khác.pdf`, bytes.NewReader(raw), Options{})
	if err != nil || !again.Duplicate || again.SHA256 != sha || again.Name != "khác.pdf" {
		t.Errorf("the same bytes again: %+v, %v", again, err)
	}
	pages, err := l.Text(ctx, sha)
	if err != nil || len(pages) != 2 || pages[1].Err != nil || !strings.Contains(pages[1].Text, "thủy lợi và thu quỹ đạt 91,7%.") {
		t.Errorf("text %v, %v", pages, err)
	}
	if got := stored(t, dir); !slices.Equal(got, []string{sha + ".pdf"}) {
		t.Errorf("stored %v", got)
	}
	if err := errors.Join(l.Remove(sha), l.Remove(sha), l.Remove("../../etc/passwd")); err != nil {
		t.Error(err)
	}
	if _, err := l.Path(sha); !errors.Is(err, ErrNotFound) {
		t.Errorf("path of a removed document: %v", err)
	}
	if _, err := l.Path("../" + sha); !errors.Is(err, ErrNotFound) {
		t.Errorf("path of a name that is no hash: %v", err)
	}
}

// What is refused leaves nothing behind.
func TestImportRefuses(t *testing.T) {
	report := testpdf.Report()
	with := func(change func(*testpdf.Page)) []testpdf.Page {
		p := report
		p.Lines = slices.Clone(p.Lines)
		change(&p)
		return []testpdf.Page{p, report, report}
	}
	whole := testpdf.Make(t, []testpdf.Page{report})
	scan := testpdf.Make(t, []testpdf.Page{{Scan: 50}})
	scanned := testpdf.Make(t, []testpdf.Page{{Scan: 50, Lines: []string{"Scanned with CamScanner"}}})
	secretScan := testpdf.Make(t, []testpdf.Page{{Scan: 50, Lines: []string{"MẬT"}}})
	cases := []struct {
		name, file string
		data       []byte
		opt        Options
		want       error
	}{
		{"secret line", "a.pdf", testpdf.Make(t, with(func(p *testpdf.Page) { p.Lines[1] = "TỐI MẬT" })), Options{}, ErrSecret},
		{"secret beside a column", "a.pdf", testpdf.Make(t, with(func(p *testpdf.Page) { p.Lines[1] = "MẬT\tBình An, ngày 03" })), Options{}, ErrSecret},
		{"crooked stamp, though declared", "a.pdf", testpdf.Make(t, with(func(p *testpdf.Page) { p.Stamp = "TUYỆT MẬT" })), Options{Declared: true}, ErrSecret},
		{"secret on page 2", "a.pdf", testpdf.Make(t, []testpdf.Page{report, {Lines: []string{"MẬT"}}}), Options{}, ErrSecret},
		{"secret text of a scan", "a.pdf", secretScan, Options{Declared: true}, ErrSecret},
		{"scan", "a.pdf", scan, Options{}, ErrNeedsDeclaration},
		{"scan with the scanner's line", "a.pdf", scanned, Options{}, ErrNeedsDeclaration},
		{"scan, declared", "a.pdf", scan, Options{Declared: true}, nil},
		{"words of secrecy in a heading", "a.pdf", testpdf.Make(t, with(func(p *testpdf.Page) { p.Lines[1] = "BẢO VỆ BÍ MẬT NHÀ NƯỚC" })), Options{}, nil},
		{"empty", "a.pdf", nil, Options{}, ErrEmpty},
		{"a renamed Word file", "báo cáo.pdf", []byte("PK\x03\x04 word/document.xml"), Options{}, ErrDamaged},
		{"a renamed photograph", "ảnh.pdf", []byte("\xff\xd8\xff\xe0 JFIF"), Options{}, ErrDamaged},
		{"a renamed program", "báo cáo.pdf", []byte("MZ\x90 This program cannot be run in DOS mode."), Options{}, ErrProgram},
		{"a web page", "báo cáo.txt", []byte("<!DOCTYPE html><p>MẬT"), Options{}, ErrNotSupported},
		{"a PDF under another name", "báo cáo.docx", whole, Options{}, nil},
		{"cut short", "a.pdf", whole[:200], Options{}, ErrDamaged},
		{"password", "a.pdf", testpdf.Make(t, []testpdf.Page{report}, testpdf.Password("x")), Options{}, ErrEncrypted},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			l := newLibrary(t, dir)
			file, err := l.ImportReader(context.Background(), c.file, bytes.NewReader(c.data), c.opt)
			if !errors.Is(err, c.want) {
				t.Fatalf("error %v, want %v", err, c.want)
			}
			if got := stored(t, dir); (c.want == nil) != (len(got) == 1) || len(got) > 1 {
				t.Errorf("stored %v", got)
			}
			if c.want == nil && c.name == "scan, declared" && file.HasText {
				t.Error("a scan with text")
			}
		})
	}
}

// An import that was cut off leaves nothing after the next start.
func TestOpenClearsAway(t *testing.T) {
	dir := t.TempDir()
	newLibrary(t, dir)
	if err := os.WriteFile(filepath.Join(dir, "blobs", "incoming-1.tmp"), []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	newLibrary(t, dir)
	if got := stored(t, dir); len(got) != 0 {
		t.Errorf("stored %v", got)
	}
}
