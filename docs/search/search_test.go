package search

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// bareOf folds by the library's own means: what [fold] is held against.
func bareOf(s string) string {
	s = strings.NewReplacer("đ", "d", "Đ", "d").Replace(s)
	out, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), s)
	if err != nil {
		panic(err)
	}
	return strings.ToLower(out)
}

func TestEveryLetter(t *testing.T) {
	all := allLetters()
	marked := 0
	for _, r := range all {
		own := string(r)
		if bareOf(own) != strings.ToLower(own) {
			marked++
		}
		for _, text := range []string{own, norm.NFD.String(own), strings.ToUpper(own), strings.ToLower(own)} {
			if got := string(fold(text, false).bare); got != " "+bareOf(own)+" " {
				t.Errorf("%q is folded to %q, want %q", text, got, bareOf(own))
			}
		}
		for _, other := range all {
			// A letter without a mark finds all that have its base; one with a mark only itself.
			want := strings.EqualFold(own, string(other)) || bareOf(own) == strings.ToLower(own) && bareOf(string(other)) == bareOf(own)
			for _, form := range []norm.Form{norm.NFC, norm.NFD} {
				if got := len(Find(form.String("; "+string(other)+" 9"), own)) == 1; got != want {
					t.Errorf("%q finds %q: %v", own, string(other), got)
				}
			}
		}
	}
	if marked != 134 {
		t.Errorf("%d letters with marks, want 134", marked)
	}
}

func TestFind(t *testing.T) {
	const page = "Chi bộ ấp Hòa Mẫu, ngày 3/1\nNghị quyết số 42-HD/BTCTW của Ban\nTổ chức Trung ương; UỶ BAN nhân dân: thuỷ lợi"
	for _, c := range []struct{ query, want string }{
		{"chi bo", "Chi bộ"},
		{"CHI BỘ", "Chi bộ"},
		{"bo chi", "Chi|bộ"},
		{"hoà mẫu", "Hòa Mẫu"},
		{"hòa", "Hòa"},
		{"hoa", "Hòa"},
		{"hoá", ""},
		{"ủy ban", "UỶ BAN"},
		{"uỷ", "UỶ"},
		{"thủy", "thuỷ"},
		{"uy", "UỶ"},
		{"42-hd/btctw", "42-HD/BTCTW"},
		{"42 hd", "42-HD"},
		{`"ban tổ chức"`, "Ban\nTổ chức"},
		{`“ban to chuc”`, "Ban\nTổ chức"},
		{`"chức tổ"`, ""},
		{"ban dan", "Ban|BAN|dân"},
		{"nghi", "Nghị"},
		{"ngh", "Ngh"},               // still being typed
		{"ngh ", ""},                 // typed
		{`"ngh"`, ""},                // quoted
		{`"ban tổ ch`, "Ban\nTổ ch"}, // a quotation that is being typed
		{"uyet", ""},                 // not the beginning of a word
		{"ấp xã", ""},                // one word is missing
		{"đan", ""},
		{"dan", "dân"},
		{"", ""},
		{"  ", ""},
		{`""`, ""},
		{"-/.", ""},
		{"\"", ""},
	} {
		for _, form := range []norm.Form{norm.NFC, norm.NFD} {
			text := form.String(page)
			var got []string
			for _, s := range Find(text, form.String(c.query)) {
				got = append(got, norm.NFC.String(text[s.Start:s.End]))
			}
			if strings.Join(got, "|") != c.want {
				t.Errorf("%q finds %q, want %q", c.query, got, c.want)
			}
		}
	}
}

// TestOldAndNewSpelling takes every syllable with oa, oe, uy in both places of the tone.
func TestOldAndNewSpelling(t *testing.T) {
	for _, two := range []struct{ first, second string }{{"oòóõỏọ", "aàáãảạ"}, {"oòóõỏọ", "eèéẽẻẹ"}, {"uùúũủụ", "yỳýỹỷỵ"}} {
		a, b := []rune(two.first), []rune(two.second)
		for tone := 1; tone < 6; tone++ {
			old, now := string([]rune{'h', a[tone], b[0]}), string([]rune{'h', a[0], b[tone]})
			for _, form := range []norm.Form{norm.NFC, norm.NFD} {
				if len(Find(form.String(strings.ToUpper(old)), now)) != 1 || len(Find(form.String(now), old)) != 1 {
					t.Errorf("%s and %s differ", old, now)
				}
			}
			for other := 1; other < 6; other++ {
				if found := Find(string([]rune{'h', a[0], b[other]}), old); (len(found) == 1) != (other == tone) {
					t.Errorf("%s finds tone %d: %v", old, other, found)
				}
			}
		}
	}
}

func FuzzFind(f *testing.F) {
	w := newWriter(1)
	for range 20 {
		f.Add(w.page()[:400], w.word()+" "+w.word())
	}
	f.Add("½ ﬁ İ \u0301a Ð ð\u00adx", "1 2")
	f.Add("Hòa\xffbình", `"hòa b`)
	f.Add("0\xba0\x91", "0")
	f.Fuzz(func(t *testing.T, text, query string) {
		spans := Find(text, query)
		end := 0
		for _, s := range spans {
			if s.Start < end || s.End <= s.Start || s.End > len(text) {
				t.Fatalf("%q in %q: %v", query, text, spans)
			}
			end = s.End
			if !onBorder(text, s.Start) || !onBorder(text, s.End) {
				t.Fatalf("%q in %q: %v is within a letter", query, text, s)
			}
		}
		line, marks := Parse(query).line(text)
		if len(marks) == 0 != (len(spans) == 0) {
			t.Fatalf("%q in %q: spans %v, marks %v", query, text, spans, marks)
		}
		for _, s := range marks {
			if s.Start < 0 || s.End > len(line) || !onBorder(line, s.Start) || !onBorder(line, s.End) || len(Find(line[s.Start:s.End], query)) == 0 && Parse(query).phrase == nil {
				t.Fatalf("%q in line %q: %v", query, line, s)
			}
		}
		if !utf8.ValidString(text) || !utf8.ValidString(query) {
			return
		}
		// In any case, form, and without marks a query finds at least as much.
		for _, other := range []string{strings.ToUpper(query), norm.NFD.String(query), norm.NFC.String(query)} {
			if vietnamese(query) && vietnamese(text) && !slices.Equal(Find(text, other), spans) {
				t.Fatalf("%q finds %v, %q finds %v in %q", query, spans, other, Find(text, other), text)
			}
		}
		if vietnamese(query) && len(Find(text, bareOf(query))) < min(1, len(spans)) {
			t.Fatalf("%q finds more than %q in %q", query, bareOf(query), text)
		}
	})
}

// onBorder tells whether a letter begins at a place, or the text ends; a byte that is no letter stands for one.
func onBorder(s string, i int) bool {
	for at := range s {
		if at == i {
			return true
		}
	}
	return i == len(s)
}

// vietnamese tells whether a text has letters of Vietnamese only; others have small letters that capitals do not come back to.
func vietnamese(s string) bool {
	all := allLetters()
	for _, r := range norm.NFC.String(s) {
		if r >= utf8.RuneSelf && !slices.Contains(all, r) {
			return false
		}
	}
	return true
}
