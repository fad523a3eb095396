package sheet_test

import (
	"bytes"
	"encoding/xml"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"phonghop/docs/sheet"
)

// The table of rules.md 2.1 (HD 05-HD/VPTW, 27/5/2026), typed from there and not from looks.json.
var rules = []struct {
	text  string // the first words of the element
	size  [2]float64
	face  sheet.Face
	align sheet.Align // where the line stands
	from  float64     // edges of its column in millimetres
	to    float64
}{
	{"ĐẢNG CỘNG SẢN VIỆT NAM", [2]float64{15, 15}, sheet.Bold, sheet.Center, 102, 195},
	{"ĐẢNG BỘ XÃ VĨNH MẪU", [2]float64{14, 14}, sheet.Regular, sheet.Center, 30, 102},
	{"CHI BỘ ẤP HÒA MẪU", [2]float64{14, 14}, sheet.Bold, sheet.Center, 30, 102},
	{"*", [2]float64{14, 14}, sheet.Regular, sheet.Center, 30, 102},
	{"Số 20-BC/CB", [2]float64{14, 14}, sheet.Regular, sheet.Center, 30, 102},
	{"Vĩnh Mẫu, ngày 30 tháng 11 năm 2026", [2]float64{14, 14}, sheet.Italic, sheet.Center, 102, 195},
	{"BÁO CÁO", [2]float64{15, 16}, sheet.Bold, sheet.Center, 30, 195},
	{"kết quả lãnh đạo thực hiện nhiệm vụ tháng 11 năm 2026", [2]float64{14, 15}, sheet.Bold, sheet.Center, 30, 195},
	{"-----", [2]float64{14, 15}, sheet.Regular, sheet.Center, 30, 195},
	{"I- KẾT QUẢ LÃNH ĐẠO THỰC HIỆN NHIỆM VỤ THÁNG 11", [2]float64{14, 15}, sheet.Bold, sheet.Left, 40, 195},
	{"1. Công tác chính trị, tư tưởng", [2]float64{14, 15}, sheet.Bold, sheet.Left, 40, 195},
	{"Thực hiện Nghị quyết số 17-NQ/CB, ngày 03/11/2026 của Chi bộ ấp Hòa", [2]float64{14, 15}, sheet.Regular, sheet.Justify, 40, 195},
	{"Mẫu về lãnh đạo thực hiện nhiệm vụ tháng 11 năm 2026, Chi bộ báo cáo kết quả", [2]float64{14, 15}, sheet.Regular, sheet.Justify, 30, 195},
	{"2", [2]float64{14, 14}, sheet.Regular, sheet.Center, 30, 195},
	{"Nơi nhận:", [2]float64{14, 14}, sheet.Regular, sheet.Left, 30, 112.5},
	{"- Lưu Chi bộ.", [2]float64{12, 12}, sheet.Regular, sheet.Left, 30, 112.5},
	{"T/M CHI BỘ", [2]float64{14, 14}, sheet.Bold, sheet.Center, 112.5, 195},
	{"BÍ THƯ", [2]float64{14, 14}, sheet.Regular, sheet.Center, 112.5, 195},
	{"Nguyễn Văn Bền", [2]float64{14, 14}, sheet.Bold, sheet.Center, 112.5, 195},
}

func report(t *testing.T) sheet.Doc {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(sampleDir, "01-bao-cao-thang-11-2026.md"))
	if err != nil {
		t.Fatal(err)
	}
	return sheet.FromMarkdown(string(src))
}

// tool returns the path of a program, or skips the test.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed: what it checks is not checked", name)
	}
	return path
}

// boxes are the words of a PDF as pdftotext finds them.
type boxes struct {
	Pages []struct {
		Width  float64 `xml:"width,attr"`
		Height float64 `xml:"height,attr"`
		Words  []struct {
			X    float64 `xml:"xMin,attr"`
			Y    float64 `xml:"yMin,attr"`
			X2   float64 `xml:"xMax,attr"`
			Y2   float64 `xml:"yMax,attr"`
			Text string  `xml:",chardata"`
		} `xml:"word"`
	} `xml:"body>doc>page"`
}

func readBoxes(t *testing.T, d sheet.Doc) (string, boxes) {
	t.Helper()
	pdftotext := tool(t, "pdftotext")
	var pdf bytes.Buffer
	if err := sheet.WritePDF(&pdf, d); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(file, pdf.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(pdftotext, "-bbox", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	out = regexp.MustCompile(`(?s)<!DOCTYPE.*?>`).ReplaceAll(out, nil)
	var b boxes
	if err := xml.Unmarshal(out, &b); err != nil {
		t.Fatal(err)
	}
	return file, b
}

// TestPDFAgainstRules holds the file, as another program reads it, to the rules for papers.
func TestPDFAgainstRules(t *testing.T) {
	d := report(t)
	_, b := readBoxes(t, d)
	// Ascent and descent of Liberation Serif are 0.891 and 0.216 of the size.
	const high = 1.107
	faces := facesOf(sheet.Layout(d))
	for _, r := range rules {
		words := strings.Fields(r.text)
		found := false
		for _, page := range b.Pages {
			if w := math.Abs(page.Width-210*mm) + math.Abs(page.Height-297*mm); w > 0.1 {
				t.Fatalf("page of %.1f x %.1f points", page.Width, page.Height)
			}
			for i := range page.Words[:max(0, len(page.Words)-len(words)+1)] {
				run := page.Words[i : i+len(words)]
				same := true
				for k, w := range run {
					same = same && w.Text == words[k] && math.Abs(w.Y2-run[0].Y2) < 0.5
				}
				first, last := run[0], run[len(run)-1]
				if !same || found || r.text == "2" && first.Y > 20*mm {
					continue
				}
				found = true
				if size := (first.Y2 - first.Y) / high; size < r.size[0]-0.05 || size > r.size[1]+0.05 {
					t.Errorf("%q is set in %.2f points", r.text, size)
				}
				left, right := first.X/mm, last.X2/mm
				if r.align != sheet.Center && math.Abs(left-r.from) > 0.1 || r.align == sheet.Justify && math.Abs(right-r.to) > 0.1 ||
					r.align == sheet.Center && math.Abs(left+right-r.from-r.to) > 0.4 {
					t.Errorf("%q stands from %.2f to %.2f mm, its column from %g to %g (%s)", r.text, left, right, r.from, r.to, r.align)
				}
				// The number's line begins 10 mm below the edge; its letters, a little lower.
				if r.text == "2" && math.Abs(first.Y/mm-10) > 1 {
					t.Errorf("page number at %.1f mm", first.Y/mm)
				}
				if f := faces[words[0]]; !slices.Contains(f, r.face) {
					t.Errorf("%q is set in face %d, not %d", r.text, f, r.face)
				}
			}
		}
		if !found {
			t.Errorf("%q does not stand on one line", r.text)
		}
	}
}

// facesOf lists in which faces each word is drawn.
func facesOf(pages []sheet.Page) map[string][]sheet.Face {
	out := map[string][]sheet.Face{}
	for _, p := range pages {
		for _, s := range p.Steps {
			if s.Kind == sheet.DrawText {
				w := strings.TrimSpace(s.Text)
				out[w] = append(out[w], s.Face)
			}
		}
	}
	return out
}

// TestBodyLines holds lines of text to an exact height of 18 to 22 points, with at least 6 between paragraphs, and the rule
// under the Party's name to the length of its text.
func TestBodyLines(t *testing.T) {
	looks := sheet.StandardLooks()
	for _, style := range []string{sheet.Body, sheet.LeadIn, sheet.Heading, sheet.SubHeading} {
		l := looks[style]
		if l.Line < 18 || l.Line > 22 || max(l.Before, l.After) < 6 || l.First != 10 {
			t.Errorf("%s: %+v", style, l)
		}
	}
	for _, s := range sheet.Layout(report(t))[0].Steps {
		if s.Kind == sheet.DrawLine {
			want := sheet.Width(sheet.Bold, 15, "ĐẢNG CỘNG SẢN VIỆT NAM")
			if math.Abs(s.X2-s.X-want) > 0.1 {
				t.Errorf("the rule is %.1f points long, its text %.1f", s.X2-s.X, want)
			}
			return
		}
	}
	t.Error("no rule")
}

// TestPDFFonts holds the file to carry its fonts, with a way back from shapes to letters.
func TestPDFFonts(t *testing.T) {
	pdffonts := tool(t, "pdffonts")
	file, _ := readBoxes(t, report(t))
	out, err := exec.Command(pdffonts, file).Output()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")[2:]
	if len(lines) != 3 {
		t.Errorf("fonts: %q; want regular, bold and italic", lines)
	}
	for _, l := range lines {
		// The columns are: name, type (two words), encoding, embedded, subset, unicode, object.
		f := strings.Fields(l)
		if len(f) < 7 || !strings.Contains(strings.ToLower(f[0]), "liberationserif") || f[4] != "yes" || f[6] != "yes" {
			t.Errorf("font: %q", l)
		}
	}
}
