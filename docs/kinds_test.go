package docs

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/image/tiff"

	"phonghop/docs/testpdf"
)

// picture is a red half above a white one.
func picture(w, h int) image.Image {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{255, 255, 255, 255}
			if y < h/2 {
				c = color.RGBA{255, 0, 0, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func encoded(t *testing.T, encode func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// zipped is a zip of parts with these names.
func zipped(t *testing.T, names ...string) []byte {
	t.Helper()
	return encoded(t, func(b *bytes.Buffer) error {
		z := zip.NewWriter(b)
		for _, n := range names {
			w, err := z.Create(n)
			if err != nil {
				return err
			}
			if _, err := w.Write([]byte("<x/>")); err != nil {
				return err
			}
		}
		return z.Close()
	})
}

func TestImportKinds(t *testing.T) {
	img := picture(80, 60)
	text := "ĐẢNG BỘ XÃ BÌNH AN\n\n    Chương trình:\n\t1. Chào cờ.\n" + strings.Repeat("Đồng chí bí thư phát biểu. ", 40) + "\n"
	cases := []struct {
		name string
		data []byte
		kind string
		ext  string
		ask  bool // wants the declaration
		want string
	}{
		{"ảnh.PNG", encoded(t, func(b *bytes.Buffer) error { return png.Encode(b, img) }), "picture", ".png", true, ""},
		{"ảnh.pdf", encoded(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, img, nil) }), "picture", ".jpg", true, ""},
		{"ảnh.gif", encoded(t, func(b *bytes.Buffer) error { return gif.Encode(b, img, nil) }), "picture", ".gif", true, ""},
		{"quét.tif", encoded(t, func(b *bytes.Buffer) error { return tiff.Encode(b, img, nil) }), "picture", ".tiff", true, ""},
		{"chương trình.txt", []byte(text), "text", ".txt", false, "1. Chào cờ."},
		{"chương trình.md", []byte("# BÁO CÁO\n\n" + text), "markdown", ".md", false, "BÁO CÁO"},
		{"trang.url", []byte("[InternetShortcut]\r\nURL=https://dangcongsan.vn/tin\r\n"), "link", ".url", false, "https://dangcongsan.vn/tin"},
		{"phim.mp4", []byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom\x00\x00\x00\x08mdat"), "video", ".mp4", true, "phim"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			l := newLibrary(t, dir)
			file, err := l.ImportReader(context.Background(), c.name, bytes.NewReader(c.data), Options{})
			if c.ask {
				if !errors.Is(err, ErrNeedsDeclaration) {
					t.Fatalf("error %v", err)
				}
				if got := stored(t, dir); len(got) != 0 {
					t.Errorf("stored %v before the declaration", got)
				}
				file, err = l.ImportReader(context.Background(), c.name, bytes.NewReader(c.data), Options{Declared: true})
			}
			if err != nil {
				t.Fatal(err)
			}
			if file.Kind != c.kind || file.Pages != 1 || file.HasText == c.ask {
				t.Errorf("file %+v", file)
			}
			original, err := l.Original(file.SHA256)
			if err != nil || filepath.Ext(original) != c.ext {
				t.Fatalf("original %s, %v", original, err)
			}
			if got, err := os.ReadFile(original); err != nil || !bytes.Equal(got, c.data) {
				t.Errorf("the original differs (%v)", err)
			}
			// Pages that were lost are made again.
			first, err := l.Path(file.SHA256)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(first); err != nil {
				t.Fatal(err)
			}
			pages, err := l.Text(context.Background(), file.SHA256)
			if err != nil || c.kind != "video" && !strings.Contains(pages[0].Text, c.want) {
				t.Errorf("text %v, %v", pages, err)
			}
			again, err := l.ImportReader(context.Background(), "khác", bytes.NewReader(c.data), Options{Declared: true})
			if err != nil || !again.Duplicate || again.Kind != c.kind || again.URL != file.URL {
				t.Errorf("again %+v, %v", again, err)
			}
		})
	}
}

// What is no document, or cannot be shown here, is refused with its reason, and what bears a mark of any kind with that.
func TestImportRefusesKinds(t *testing.T) {
	cases := []struct {
		name string
		data []byte
		want error
	}{
		{"ảnh.jpg", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), ErrPhonePicture},
		{"ảnh.png", []byte("\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avifmiaf"), ErrPhonePicture},
		{"sách.docx", zipped(t, "[Content_Types].xml", "xl/workbook.xml"), ErrNoOffice},
		{"báo cáo.pptx", zipped(t, "ppt/presentation.xml"), ErrNoOffice},
		{"thư mục.zip", zipped(t, "a.txt"), ErrNotSupported},
		{"trang.txt", []byte("<!doctype html><p>MẬT"), ErrNotSupported},
		{"lệnh.txt", []byte("MZ\x90\x00"), ErrProgram},
		{"lệnh.url", []byte("[InternetShortcut]\r\nURL=file:///c:/windows/system32/calc.exe\r\n"), ErrNotSupported},
		{"bí thư.txt", []byte("ĐẢNG BỘ XÃ BÌNH AN\r\n\r\nTỐI MẬT\r\n\r\nBáo cáo\r\n"), ErrSecret},
		{"cột.txt", []byte("ĐẢNG ỦY XÃ BÌNH AN\t\t\tMẬT\r\nBáo cáo\r\n"), ErrSecret},
		{"bí thư.md", []byte("# BÁO CÁO\n\n**TUYỆT MẬT**\n\nMột đoạn.\n"), ErrSecret},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			l := newLibrary(t, dir)
			_, err := l.ImportReader(context.Background(), c.name, bytes.NewReader(c.data), Options{Declared: true})
			if !errors.Is(err, c.want) {
				t.Fatalf("error %v, want %v", err, c.want)
			}
			left, err := filepath.Glob(filepath.Join(dir, "*", "*"))
			if err != nil || len(left) != 0 {
				t.Errorf("left behind: %v, %v", left, err)
			}
		})
	}
}

// A password opens a PDF once; what is kept is the file as it came, and a copy to be shown.
func TestImportWithPassword(t *testing.T) {
	dir := t.TempDir()
	l := newLibrary(t, dir)
	data := testpdf.Make(t, []testpdf.Page{testpdf.Report()}, testpdf.Password("bình an"))
	take := func(opt Options) (File, error) {
		return l.ImportReader(context.Background(), "a.pdf", bytes.NewReader(data), opt)
	}
	if _, err := take(Options{}); !errors.Is(err, ErrEncrypted) {
		t.Errorf("without: %v", err)
	}
	if _, err := take(Options{Password: "sai"}); !errors.Is(err, ErrPassword) {
		t.Errorf("wrong: %v", err)
	}
	file, err := take(Options{Password: "bình an"})
	if err != nil {
		t.Fatal(err)
	}
	original, err := l.Original(file.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(original); err != nil || !bytes.Equal(got, data) {
		t.Errorf("the original differs (%v)", err)
	}
	pages, err := l.Text(context.Background(), file.SHA256)
	if err != nil || !strings.Contains(pages[0].Text, "thủy lợi") {
		t.Errorf("text %v, %v", pages, err)
	}
	if again, err := take(Options{}); err != nil || !again.Duplicate {
		t.Errorf("again: %+v, %v", again, err)
	}
	carried, ok := l.Carried(file.SHA256)
	if !ok {
		t.Fatal("the pages of a locked file do not travel")
	}
	other := newLibrary(t, t.TempDir())
	pdf, err := os.Open(carried)
	if err != nil {
		t.Fatal(err)
	}
	defer pdf.Close()
	moved, err := other.ImportReader(context.Background(), "a.pdf", bytes.NewReader(data), Options{Pages: pdf})
	if err != nil || moved.Pages != 1 {
		t.Errorf("on another machine: %+v, %v", moved, err)
	}
}

// A signature is seen, and nothing of the file is changed.
func TestImportSigned(t *testing.T) {
	path := filepath.Join("..", "..", "shared", "corpus", "pdf", "signed_verified.pdf")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Skipf("no corpus: %v", err)
	}
	l := newLibrary(t, t.TempDir())
	file, err := l.Import(context.Background(), path, Options{Declared: true})
	if err != nil || !file.Signed {
		t.Fatalf("%+v, %v", file, err)
	}
	kept, err := l.Original(file.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(kept); err != nil || !bytes.Equal(got, data) {
		t.Errorf("the file was changed (%v)", err)
	}
}
