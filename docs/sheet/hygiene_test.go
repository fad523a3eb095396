package sheet_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"phonghop/docs/sheet"
)

func TestCleanText(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		odd            []rune
	}{
		{"plain", "Chi bộ ấp Hòa Mẫu", "Chi bộ ấp Hòa Mẫu", nil},
		{"decomposed", "Ho\u0300a Ma\u0302\u0303u", "Hòa Mẫu", nil},
		{"controls", "a\x00b\x1bc\u200bd\ufeffe\u00adf", "abcdef", nil},
		{"spaces", "a\tb\u2003c\u00a0d", "a b c\u00a0d", nil},
		{"line ends", "a\r\nb\rc\nd", "a\nb\nc\nd", nil},
		{"hyphen", "2025\u20112030", "2025-2030", nil},
		{"emoji", "Tốt 👍!", "Tốt □!", []rune{'👍'}},
		{"joined emoji", "👨‍👩‍👧", "□□□", []rune{'👨', '👩', '👧'}},
		{"khmer", "កខ", "□□", []rune{'ក', 'ខ'}},
		{"ballot box", "☐ đồng ý", "□ đồng ý", []rune{'☐'}},
		{"no text", "a\xffb", "a□b", []rune{utf8.RuneError}},
		{"signs of papers", "“Nói” – ‘làm’ — № 5 … ₫ □", "“Nói” – ‘làm’ — № 5 … ₫ □", nil},
	} {
		got, odd := sheet.CleanText(c.in)
		if got != c.want || !slices.Equal(odd, c.odd) {
			t.Errorf("%s: %q, %q; want %q, %q", c.name, got, odd, c.want, c.odd)
		}
	}
}

// TestVietnamese holds all letters of the language to the fonts: none may be replaced.
func TestVietnamese(t *testing.T) {
	vowels := "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
	n := 0
	for _, v := range vowels {
		for _, tone := range []string{"", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"} {
			letter := norm.NFC.String(string(v) + tone)
			if utf8.RuneCountInString(letter) != 1 {
				t.Errorf("%q is no single letter", letter)
			}
			if got, odd := sheet.CleanText(letter); got != letter || odd != nil {
				t.Errorf("%s became %s", letter, got)
			}
			n++
		}
	}
	if got, odd := sheet.CleanText("đĐ"); got != "đĐ" || odd != nil || n != 144 {
		t.Errorf("đĐ became %s; %d letters", got, n)
	}
}

func TestCleanReports(t *testing.T) {
	d := sheet.Doc{Title: "x\x00", Blocks: []sheet.Block{
		sheet.Text(sheet.Body, "Cảm ơn 🙏"),
		sheet.Table{Cols: []float64{50}, Rows: []sheet.Row{{{sheet.Text(sheet.CellText, "Xong ✔")}}}},
	}}
	clean, odd := sheet.Clean(d)
	if len(odd) != 2 || odd[0].Letter != '🙏' || odd[1].Letter != '✔' || !strings.Contains(odd[1].Near, "Xong") {
		t.Errorf("reported: %+v", odd)
	}
	if got := d.Blocks[0].(sheet.Para).String(); got != "Cảm ơn 🙏" || clean.Title != "x" {
		t.Errorf("the paper of the caller was changed: %q; title %q", got, clean.Title)
	}
}

func FuzzCleanText(f *testing.F) {
	for _, s := range []string{"", "Chi bộ", "a\u0301\u0323", "\u2011\r\n\t", "👍🏽", "\xff\xfe", "\ufffe", "]]><w:t>&", "ក្ខ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, odd := sheet.CleanText(s)
		if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) {
			t.Errorf("%q: not clean UTF-8 in NFC: %q", s, got)
		}
		for _, r := range got {
			if r > 0xffff || r != '\n' && !unicode.IsGraphic(r) {
				t.Errorf("%q: %U is left", s, r)
			}
		}
		if strings.Count(got, "□") < len(odd) {
			t.Errorf("%q: %d letters reported, %q", s, len(odd), got)
		}
		if again, odd := sheet.CleanText(got); again != got || odd != nil {
			t.Errorf("%q: cleaned twice gives %q, not %q", s, again, got)
		}
		checkDOCX(t, sheet.Doc{Title: s, Blocks: []sheet.Block{sheet.Text(sheet.Body, s)}}, got)
	})
}
