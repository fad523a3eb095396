package paper

import (
	"encoding/xml"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationserifbold"
	"codeberg.org/go-fonts/liberation/liberationserifbolditalic"
	"codeberg.org/go-fonts/liberation/liberationserifitalic"
	"codeberg.org/go-fonts/liberation/liberationserifregular"

	"phonghop/meeting"
)

// printed is a line of a PDF as another program reads it: points from the top left corner, with what stands in it.
type printedLine struct {
	Top   float64 `xml:"top,attr"`
	Left  float64 `xml:"left,attr"`
	Width float64 `xml:"width,attr"`
	Font  string  `xml:"font,attr"`
	Inner string  `xml:",innerxml"`
}

type printedFile struct {
	Pages []struct {
		Width  float64 `xml:"width,attr"`
		Height float64 `xml:"height,attr"`
		Fonts  []struct {
			ID     string  `xml:"id,attr"`
			Size   float64 `xml:"size,attr"`
			Family string  `xml:"family,attr"`
		} `xml:"fontspec"`
		Lines []printedLine `xml:"text"`
	} `xml:"page"`
}

var tags = regexp.MustCompile(`<[^>]*>`)

func (l printedLine) text() string {
	text := strings.Join(strings.Fields(tags.ReplaceAllString(l.Inner, "")), " ")
	return strings.NewReplacer("&amp;", "&", "&#34;", `"`, "&quot;", `"`).Replace(text)
}

// form05 is the table of HD 05-HD/VPTW (rules 2.1), typed from there, with the value that is chosen of each range: size in
// points, bold, italic, and where the line stands in millimetres from the left edge: its left side, or its middle.
var form05 = []struct {
	line         string
	size         float64
	bold, italic bool
	left, middle float64
}{
	{"ĐẢNG CỘNG SẢN VIỆT NAM", 15, true, false, 0, 148.5}, // top right
	{"ĐẢNG BỘ XÃ VĨNH MẪU", 14, false, false, 0, 66},      // top left
	{"CHI BỘ ẤP HÒA MẪU", 14, true, false, 0, 66},
	{"*", 14, false, false, 0, 66},
	{"Số 18-NQ/CB", 14, false, false, 0, 66}, // no colon, a leading zero below 10
	{"Vĩnh Mẫu, ngày 03 tháng 12 năm 2026", 14, false, true, 0, 148.5},
	{"NGHỊ QUYẾT", 16, true, false, 0, 112.5}, // 15-16
	{"lãnh đạo thực hiện nhiệm vụ tháng 12 năm 2026", 14, true, false, 0, 112.5},
	{"-----", 14, false, false, 0, 112.5},
	{"Ngày 03/12/2026, tại Trụ sở ấp, Chi bộ ấp Hòa Mẫu tổ chức sinh hoạt chi bộ", 14, false, false, 40, 0}, // 10 mm in from 30
	{"1. Công tác chính trị, tư tưởng", 14, true, false, 40, 0},
	{"T/M CHI BỘ", 14, true, false, 0, 153.75},
	{"BÍ THƯ", 14, false, false, 0, 153.75}, // regular
	{"Nguyễn Văn Bền", 14, true, false, 0, 153.75},
	{"Nơi nhận:", 14, false, false, 30, 0},
	{"- Lưu Chi bộ.", 12, false, false, 30, 0},
	{"2", 14, false, false, 0, 112.5}, // the page's number
}

// The papers hold the table of HD 05 as other programs see it: our PDF, and the PDF that an office program makes of our
// Word file.
func TestLayoutOfPapers(t *testing.T) {
	tool, err := exec.LookPath("pdftohtml")
	if err != nil {
		t.Skip("pdftohtml is not installed: the layout is not checked")
	}
	m := full()
	m.Texts["ph_xay_dung_dang"] = strings.Repeat("Thực hiện tốt công tác xây dựng Đảng, phát triển đảng viên mới. ", 12)
	dir := t.TempDir()
	files, err := ExportPapers(dir, m, []string{"resolution"}, []string{PDF, DOCX})
	if err != nil {
		t.Fatal(err)
	}
	t.Run("pdf", func(t *testing.T) { checkLayout(t, tool, files[0], m) })
	t.Run("docx", func(t *testing.T) {
		if _, err := exec.LookPath("soffice"); err != nil {
			t.Skip("LibreOffice is not installed: the Word file is not checked")
		}
		out := filepath.Join(dir, "lo")
		cmd := exec.Command("soffice", "-env:UserInstallation=file://"+t.TempDir(), "--headless", "--convert-to", "pdf", "--outdir", out, files[1])
		cmd.Env = append(os.Environ(), "FONTCONFIG_FILE="+timesOnly(t))
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("soffice: %v\n%s", err, said)
		}
		made, _ := filepath.Glob(filepath.Join(out, "*.pdf"))
		if len(made) != 1 {
			t.Fatalf("made %v", made)
		}
		checkLayout(t, tool, made[0], m)
	})
}

// timesOnly has the office program find one family of fonts, which has all Vietnamese letters, in the place of Times New
// Roman: an older one of the machine would be patched with letters of another.
func timesOnly(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"r": liberationserifregular.TTF, "b": liberationserifbold.TTF, "i": liberationserifitalic.TTF, "bi": liberationserifbolditalic.TTF,
	} {
		if err := os.WriteFile(filepath.Join(dir, name+".ttf"), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	conf := filepath.Join(dir, "fonts.conf")
	text := "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>" + dir + "</dir><cachedir>" + dir + "/cache</cachedir>" +
		"<alias binding=\"same\"><family>Times New Roman</family><prefer><family>Liberation Serif</family></prefer></alias></fontconfig>"
	if err := os.WriteFile(conf, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return conf
}

func checkLayout(t *testing.T, tool, path string, m *meeting.Meeting) {
	t.Helper()
	const mm = 72 / 25.4
	out, err := exec.Command(tool, "-xml", "-i", "-stdout", "-zoom", "1", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	var f printedFile
	if err := xml.Unmarshal(regexp.MustCompile(`<!DOCTYPE[^>]*>`).ReplaceAll(out, nil), &f); err != nil {
		t.Fatal(err)
	}
	sizes, families := map[string]float64{}, map[string]string{}
	for _, p := range f.Pages {
		for _, font := range p.Fonts {
			sizes[font.ID], families[font.ID] = font.Size, strings.ToLower(font.Family)
		}
		if math.Abs(p.Width-210*mm) > 1 || math.Abs(p.Height-297*mm) > 1 {
			t.Errorf("a page of %g by %g points is not A4", p.Width, p.Height)
		}
		for _, l := range p.Lines {
			// 30 mm on the left, 15 on the right, 20 above and below; the number alone stands higher. Whole points are told.
			high := len(l.text()) > 1 && l.Top < 20*mm-2
			if l.Left < 30*mm-1.5 || l.Left+l.Width > 195*mm+2 || high || l.Top+sizes[l.Font] > 277*mm+2 {
				t.Errorf("%q stands at %g, %g, %g wide", l.text(), l.Left/mm, l.Top/mm, l.Width/mm)
			}
		}
	}
	for _, want := range form05 {
		var found *printedLine
		for i := range f.Pages {
			for k := range f.Pages[i].Lines {
				// The name of the signer stands at the end, the number of the page alone above the others.
				if l := &f.Pages[i].Lines[k]; l.text() == want.line && (want.line != "2" || l.Top < 20*mm) {
					found = l
				}
			}
		}
		if found == nil {
			t.Errorf("%q does not stand on a line of its own", want.line)
			continue
		}
		bold, italic := strings.Contains(found.Inner, "<b>"), strings.Contains(found.Inner, "<i>")
		if size := sizes[found.Font]; size != want.size || bold != want.bold || italic != want.italic {
			t.Errorf("%q is set in %g points, bold %v, italic %v", want.line, size, bold, italic)
		}
		if family := families[found.Font]; !strings.Contains(family, "liberationserif") && !strings.Contains(family, "times") {
			t.Errorf("%q is set in %s", want.line, family)
		}
		if want.left > 0 && math.Abs(found.Left/mm-want.left) > 0.6 {
			t.Errorf("%q begins at %.1f mm, not at %g", want.line, found.Left/mm, want.left)
		}
		if middle := (found.Left + found.Width/2) / mm; want.middle > 0 && math.Abs(middle-want.middle) > 1.5 {
			t.Errorf("the middle of %q stands at %.1f mm, not at %g", want.line, middle, want.middle)
		}
	}
	checkLines(t, f)
	if first := f.Pages[0].Lines[0].text(); first == "1" {
		t.Error("the first page bears a number")
	}
	if m.Name(m.Chair) == "" {
		t.Error("nobody signs")
	}
}

// checkLines holds the lines of a paragraph to one exact distance of 18 to 22 points, here 20, and those of two paragraphs
// to 6 points more at least.
func checkLines(t *testing.T, f printedFile) {
	t.Helper()
	inside, between := 0, 0
	for _, p := range f.Pages {
		for i := 1; i < len(p.Lines); i++ {
			a, b := p.Lines[i-1], p.Lines[i]
			body := func(l printedLine) bool { return l.Width > 380 && !strings.Contains(l.Inner, "<b>") }
			switch by := b.Top - a.Top; {
			case !body(a):
			case math.Abs(b.Left-85) < 2 && body(b): // goes on at the left margin
				inside++
				if math.Abs(by-20) > 1 {
					t.Errorf("%.40q stands %g points below the line before", b.text(), by)
				}
			case math.Abs(b.Left-113) < 2: // a paragraph begins
				between++
				if by < 25 {
					t.Errorf("the paragraph %.40q begins %g points below the one before", b.text(), by)
				}
			}
		}
	}
	if inside < 4 || between < 1 {
		t.Errorf("only %d lines and %d paragraphs were measured", inside, between)
	}
}
