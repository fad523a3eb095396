package kinds

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

func parts(t testing.TB, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, n := range names {
		name, content, _ := strings.Cut(n, "=")
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// compoundFile has a directory with these names, somewhere behind other bytes.
func compoundFile(names ...string) string {
	b := append([]byte(oleMagic), make([]byte, 512*200-8)...)
	for _, n := range names {
		entry := make([]byte, 128)
		units := utf16.Encode([]rune(n))
		for i, u := range units {
			binary.LittleEndian.PutUint16(entry[2*i:], u)
		}
		binary.LittleEndian.PutUint16(entry[64:], uint16(2*len(units)+2))
		entry[66] = 2
		b = append(b, entry...)
	}
	return string(append(b, make([]byte, 100)...))
}

func utf16Text(order binary.AppendByteOrder, s string) string {
	b := order.AppendUint16(nil, 0xfeff)
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

func TestOf(t *testing.T) {
	box := func(brands ...string) string {
		return "\x00\x00\x00" + string(rune(8+4*len(brands)+4)) + "ftyp" + brands[0] + "\x00\x00\x02\x00" + strings.Join(brands[1:], "") + "\x00\x00\x00\x08mdat"
	}
	cases := []struct {
		what, name, data string
		ext              string
		err              error
	}{
		{"empty", "a.pdf", "", "", ErrEmpty},
		{"PDF behind rubbish", "a.txt", strings.Repeat("x", 900) + "%PDF-1.4", ".pdf", nil},
		{"JPEG", "a.pdf", "\xff\xd8\xff\xe0", ".jpg", nil},
		{"TIFF, big end first", "a", "MM\x00*\x00\x00\x00\x08", ".tiff", nil},
		{"WebP", "a.jpg", "RIFF\x10\x00\x00\x00WEBPVP8 ", ".webp", nil},
		{"AVI", "a.jpg", "RIFF\x10\x00\x00\x00AVI LIST", ".avi", nil},
		{"sound", "a.avi", "RIFF\x10\x00\x00\x00WAVEfmt ", "", ErrNotSupported},
		{"iPhone", "a.jpg", box("heic", "mif1", "heic"), "", ErrPhonePicture},
		{"HEIF by its second brand", "a.jpg", box("mp41", "mif1"), "", ErrPhonePicture},
		{"AVIF", "a.jpg", box("avif", "mif1", "miaf"), "", ErrPhonePicture},
		{"MP4", "a", box("isom", "iso2", "mp41"), ".mp4", nil},
		{"QuickTime", "a", box("qt  "), ".mov", nil},
		{"old QuickTime", "a", "\x00\x00\x00\x08wide\x00\x00\x00\x00mdat", ".mov", nil},
		{"sound of Apple", "a.mp4", box("M4A ", "mp42"), "", ErrNotSupported},
		{"Matroska", "a", "\x1aE\xdf\xa3\x01\x00\x00\x00\x00\x00\x00\x23\x42\x82\x88matroska", ".mkv", nil},
		{"WebM", "a", "\x1aE\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm", ".webm", nil},
		{"Word", "a.pdf", parts(t, "[Content_Types].xml", "word/document.xml"), ".docx", nil},
		{"slides", "a", parts(t, "[Content_Types].xml", "ppt/presentation.xml"), ".pptx", nil},
		{"sheet", "a.docx", parts(t, "xl/workbook.xml"), ".xlsx", nil},
		{"OpenDocument", "a.docx", parts(t, "mimetype=application/vnd.oasis.opendocument.text", "content.xml"), ".odt", nil},
		{"a book", "a.docx", parts(t, "mimetype=application/epub+zip"), "", ErrNotSupported},
		{"a meeting of ours", "a.docx", parts(t, "phonghop.json"), "", ErrNotSupported},
		{"a zip cut short", "a.docx", parts(t, "word/document.xml")[:60], "", ErrDamaged},
		{"old Word", "a.docx", compoundFile("Root Entry", "1Table", "WordDocument"), ".doc", nil},
		{"old Word with a sheet in it", "a", compoundFile("Workbook", "WordDocument"), ".doc", nil},
		{"old slides", "a", compoundFile("PowerPoint Document"), ".ppt", nil},
		{"old sheet", "a", compoundFile("Book"), ".xls", nil},
		{"Word with a password", "a.docx", compoundFile("Root Entry", "EncryptionInfo", "EncryptedPackage"), "", ErrOfficePassword},
		{"a mail of Outlook", "a.doc", compoundFile("__nameid_version1.0"), "", ErrNotSupported},
		{"RTF", "a.doc", "{\\rtf1\\ansi", ".rtf", nil},
		{"program", "a.txt", "MZ\x90\x00", "", ErrProgram},
		{"script", "a.txt", "#!/bin/sh\nrm -rf x\n", "", ErrProgram},
		{"web page", "a.txt", "\xef\xbb\xbf  <!DOCTYPE html>", "", ErrNotSupported},
		{"text", "a.pdf", "Chương trình sinh hoạt", ".txt", nil},
		{"Markdown by its name", "a.MD", "# Chương trình", ".md", nil},
		{"text of Notepad", "a.txt", utf16Text(binary.LittleEndian, "Chương trình"), ".txt", nil},
		{"numbers of a program", "a.txt", "\x01\x02\x03\x00\x00", "", ErrNotSupported},
		{"noise", "a.txt", "\x81\x8d\x01\x02\x03", "", ErrNotSupported},
		{"link", "a.txt", "[InternetShortcut]\r\nURL=https://dangcongsan.vn\r\n", ".url", nil},
		{"link to a program", "a.url", "[InternetShortcut]\r\nURL=file:///C:/Windows/System32/calc.exe\r\n", "", ErrNotSupported},
	}
	for _, c := range cases {
		t.Run(c.what, func(t *testing.T) {
			f, err := Of(strings.NewReader(c.data), int64(len(c.data)), c.name)
			if !errors.Is(err, c.err) || err == nil && (f.Ext != c.ext || f.Kind != formats[c.ext]) {
				t.Errorf("%+v, %v; want %q, %v", f, err, c.ext, c.err)
			}
		})
	}
}

// A text is read in every set of letters that Vietnamese programs wrote, also with its marks apart.
func TestReadText(t *testing.T) {
	const want = "Đồng chí Nguyễn Văn Ước: “thống nhất”.\nHết"
	old, err := charmap.Windows1258.NewEncoder().String(decomposed(want))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{
		"UTF-8":            strings.ReplaceAll(want, "\n", "\r\n"),
		"with its mark":    "\xef\xbb\xbf" + want,
		"marks apart":      norm.NFD.String(want),
		"little end first": utf16Text(binary.LittleEndian, want),
		"big end first":    utf16Text(binary.BigEndian, want),
		"Windows-1258":     old,
	} {
		if got, err := ReadText(strings.NewReader(data)); err != nil || got != want {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// decomposed takes off the five tones only, as Windows-1258 has letters: "ồ" is "ô" and a tone.
func decomposed(s string) string {
	var out strings.Builder
	for _, r := range s {
		d := []rune(norm.NFD.String(string(r)))
		if tone := d[len(d)-1]; len(d) > 1 && strings.ContainsRune("\u0300\u0301\u0303\u0309\u0323", tone) {
			out.WriteString(norm.NFC.String(string(d[:len(d)-1])))
			out.WriteRune(tone)
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}

func TestWebAddress(t *testing.T) {
	for s, good := range map[string]bool{
		"https://dangcongsan.vn/tin?id=1": true, " http://192.168.1.2:8080/ ": true, "https://tư-liệu.vn/văn-kiện": true,
		"file:///etc/passwd": false, "file://server/share/x.exe": false, "ftp://dangcongsan.vn/x.exe": false, "javascript:alert(1)": false, "https://": false, "dangcongsan.vn": false,
		"https://ten:mk@dangcongsan.vn": false, "https://a b": false, "https://a\" & calc": false, "-x": false, "": false,
		"https://a/" + strings.Repeat("x", maxURL): false,
	} {
		if _, err := WebAddress(s); (err == nil) != good {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func FuzzOf(f *testing.F) {
	f.Add([]byte(parts(f, "word/document.xml", "mimetype=x")), "a.md")
	f.Add([]byte(compoundFile("WordDocument")), "a")
	f.Add([]byte("[InternetShortcut]\nURL=https://a.vn\n"), "a.url")
	f.Add([]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), "a")
	f.Add([]byte("\x1aE\xdf\xa3webm"), "a")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		got, err := Of(bytes.NewReader(data), int64(len(data)), name)
		if err != nil {
			return
		}
		if known, ok := ByExt(got.Ext); !ok || known.Kind != got.Kind {
			t.Errorf("%+v is no known format", got)
		}
		if got.Kind == Link {
			if _, err := WebAddress(got.URL); err != nil {
				t.Errorf("%q: %v", got.URL, err)
			}
		}
	})
}

// What is written is read back, whatever a title is made of.
func FuzzLink(f *testing.F) {
	f.Add("https://dangcongsan.vn/a?b=c", "Nghị quyết\r\nURL=file:///x")
	f.Add("http://a", "[InternetShortcut]")
	f.Fuzz(func(t *testing.T, address, title string) {
		body, err := FormatLink(Shortcut{URL: address, Title: title})
		if err != nil || !utf8.ValidString(title) {
			return
		}
		back, err := ParseLink(body)
		if want, _ := WebAddress(address); err != nil || back.URL != want {
			t.Errorf("%q: %+v, %v", body, back, err)
		}
	})
}

func FuzzReadText(f *testing.F) {
	f.Add([]byte("\xff\xfeA\x00"))
	f.Add([]byte("Đồng chí\r\n"))
	f.Add([]byte("\xd0\xea\xcc"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := ReadText(bytes.NewReader(data))
		if err == nil && (!utf8.ValidString(got) || !norm.NFC.IsNormalString(got) || strings.ContainsRune(got, '\r')) {
			t.Errorf("%q", got)
		}
	})
}
