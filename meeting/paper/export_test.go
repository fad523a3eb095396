package paper_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"phonghop/docs/sheet"
	"phonghop/meeting"
	"phonghop/meeting/paper"
)

func TestExport(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Biên bản chi bộ")
	m := sample()
	files, err := paper.Export(dir, m, paper.Formats())
	if err != nil || len(files) != 3 {
		t.Fatal(files, err)
	}
	const name = "2026-12-03 Bien ban SHCB thuong ky thang 12-2026"
	for i, format := range paper.Formats() {
		if got := filepath.Base(files[i]); got != name+"."+format {
			t.Errorf("file %q", got)
		}
	}
	data, err := os.ReadFile(files[2])
	if err != nil || !bytes.Contains(data, []byte("21/23 (91,3%). Kết quả: thông qua.\r\n")) {
		t.Errorf("text: %v\n%s", err, data)
	}
	m.Place = "Nhà văn hóa ấp"
	if _, err := paper.Export(dir, m, []string{paper.TXT}); err != nil {
		t.Fatal(err)
	}
	if data, _ := os.ReadFile(files[2]); !bytes.Contains(data, []byte("Nhà văn hóa ấp")) {
		t.Error("the second export did not replace the first")
	}
	if all, _ := os.ReadDir(dir); len(all) != 3 {
		t.Errorf("left in the folder: %v", all)
	}
}

// TestExportRefusals says what is refused, and that what was there stays.
func TestExportRefusals(t *testing.T) {
	dir := t.TempDir()
	m := sample()
	if _, err := paper.Export(dir, m, []string{paper.TXT, "xls"}); !errors.Is(err, paper.ErrFormat) {
		t.Errorf("unknown format: %v", err)
	}
	if all, _ := os.ReadDir(dir); len(all) != 0 {
		t.Errorf("written for an unknown format: %v", all)
	}
	docx := paper.FileName(m, paper.DOCX)
	for _, lock := range []string{".~lock." + docx + "#", "~$" + docx, "~$" + docx[2:]} {
		for _, name := range []string{docx, lock} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte("old"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		done, err := paper.Export(dir, m, []string{paper.PDF, paper.DOCX})
		if !errors.Is(err, paper.ErrFileOpen) || len(done) != 1 {
			t.Errorf("%s: %v, %v", lock, done, err)
		}
		if data, _ := os.ReadFile(filepath.Join(dir, docx)); string(data) != "old" {
			t.Errorf("%s: the open file was changed", lock)
		}
		if err := os.Remove(filepath.Join(dir, lock)); err != nil {
			t.Fatal(err)
		}
	}
	// A folder stands where the file should: the rename fails, and no half file stays.
	if err := os.Mkdir(filepath.Join(dir, paper.FileName(m, paper.TXT)), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := paper.Export(dir, m, []string{paper.TXT}); err == nil {
		t.Error("a folder was replaced")
	}
	if left, _ := filepath.Glob(filepath.Join(dir, ".phonghop-*")); len(left) != 0 {
		t.Errorf("half files: %v", left)
	}
	if _, err := paper.Export(filepath.Join(dir, docx, "x"), m, paper.Formats()); err == nil {
		t.Error("a file served as a folder")
	}
}

// TestFileNames holds names to what every system and old archive program can carry.
func TestFileNames(t *testing.T) {
	m := sample()
	m.Kind = meeting.Thematic
	if got := paper.FileName(m, paper.PDF); got != "2026-12-03 Bien ban SHCB chuyen de quy 4-2026.pdf" {
		t.Errorf("thematic: %q", got)
	}
	for _, r := range paper.FileName(m, paper.DOCX) {
		if r > '~' || strings.ContainsRune(`<>:"/\|?*`, r) {
			t.Errorf("letter %q in a file name", r)
		}
	}
}

// TestLibreOffice opens our Word files in a real office program and compares its pages with ours, letter by letter.
func TestLibreOffice(t *testing.T) {
	soffice := tool(t, "soffice")
	pdftotext := tool(t, "pdftotext")
	dir := t.TempDir()
	m := sample()
	m.Tasks = []meeting.Task{{Text: "Phát quang lộ ấp", Who: "Đ/c Lê Văn Cường", Deadline: "15/12"}}
	docs := map[string]sheet.Doc{"minutes": paper.Minutes(m), "poster": poster()}
	for _, name := range []string{"01-bao-cao-thang-11-2026", "02-du-thao-ke-hoach-thang-12-2026"} {
		src, err := os.ReadFile(filepath.Join("../../assets/sample/docs", name+".md"))
		if err != nil {
			t.Fatal(err)
		}
		docs[name] = sheet.FromMarkdown(string(src))
	}
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(dir) + "/profile", "--headless", "--convert-to", "pdf", "--outdir", filepath.Join(dir, "office")}
	for name, d := range docs {
		var word, pdf bytes.Buffer
		if err := errors.Join(sheet.WriteDOCX(&word, d), sheet.WritePDF(&pdf, d)); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(dir, name)
		if err := errors.Join(os.WriteFile(file+".docx", word.Bytes(), 0o600), os.WriteFile(file+".pdf", pdf.Bytes(), 0o600)); err != nil {
			t.Fatal(err)
		}
		args = append(args, file+".docx")
	}
	run := exec.CommandContext(t.Context(), soffice, args...)
	run.Env = append(os.Environ(), "FONTCONFIG_FILE="+ourFonts(t, dir))
	run.WaitDelay = 5 * time.Second
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	letters := func(file string) (string, int) {
		out, err := exec.Command(pdftotext, "-raw", file, "-").Output()
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		pages := strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
		for i, p := range pages {
			// A page's number stands before its text in one file and behind it in the other.
			lines := slices.DeleteFunc(strings.Split(p, "\n"), func(l string) bool { return i > 0 && len(strings.TrimSpace(l)) == 1 })
			pages[i] = strings.Join(strings.Fields(strings.Join(lines, " ")), "")
		}
		return strings.Join(pages, ""), len(pages)
	}
	for name, d := range docs {
		ours, n := letters(filepath.Join(dir, name+".pdf"))
		theirs, k := letters(filepath.Join(dir, "office", name+".pdf"))
		if headless(ours, d) != headless(theirs, d) {
			t.Errorf("%s: not the same text:\n%s\n%s", name, ours, theirs)
		}
		t.Logf("%s: %d letters, %d pages of ours, %d of the office program's", name, len([]rune(ours)), n, k)
	}
}

// ourFonts makes the office program see the fonts of this program only, so that what it shows does not hang on the machine.
func ourFonts(t *testing.T, dir string) string {
	t.Helper()
	for f := range 4 {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("face%d.ttf", f)), sheet.Face(f).Font(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	conf := filepath.Join(dir, "fonts.conf")
	err := os.WriteFile(conf, []byte(`<fontconfig><dir>`+dir+`</dir><cachedir>`+dir+`/cache</cachedir><alias binding="same">`+
		`<family>Times New Roman</family><prefer><family>Liberation Serif</family></prefer></alias></fontconfig>`), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	return conf
}

// headless takes the heads of tables out of a text, since they stand once on each page.
func headless(text string, d sheet.Doc) string {
	for _, b := range d.Blocks {
		if table, ok := b.(sheet.Table); ok && len(table.Head) > 0 {
			head := ""
			for _, cell := range table.Head[0] {
				for _, p := range cell {
					head += strings.Join(strings.Fields(p.String()), "")
				}
			}
			text = strings.ReplaceAll(text, head, "")
		}
	}
	return text
}

func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed: what it checks is not checked", name)
	}
	return path
}
