package legacy

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/unicode/norm"
)

// The tables of the tests are typed by themselves, in another order than those of the code: by letters, with the codes in
// hexadecimal for TCVN3, and as one sees them in Windows-1252 for VNI.
const (
	plain = "aàảãáạ ăằẳẵắặ âầẩẫấậ eèẻẽéẹ êềểễếệ iìỉĩíị oòỏõóọ ôồổỗốộ ơờởỡớợ uùủũúụ ưừửữứự yỳỷỹýỵ đ"
	abc   = "61 b5 b6 b7 b8 b9 | a8 bb bc bd be c6 | a9 c7 c8 c9 ca cb | 65 cc ce cf d0 d1 | aa d2 d3 d4 d5 d6 | " +
		"69 d7 d8 dc dd de | 6f df e1 e2 e3 e4 | ab e5 e6 e7 e8 e9 | ac ea eb ec ed ee | 75 ef f1 f2 f3 f4 | " +
		"ad f5 f6 f7 f8 f9 | 79 fa fb fc fd fe | ae"
	abcCapitals = "ĂA1 ÂA2 ÊA3 ÔA4 ƠA5 ƯA6 ĐA7"
	vni         = "a aø aû aõ aù aï | aê aè aú aü aé aë | aâ aà aå aã aá aä | e eø eû eõ eù eï | eâ eà eå eã eá eä | " +
		"i ì æ ó í ò | o oø oû oõ où oï | oâ oà oå oã oá oä | ô ôø ôû ôõ ôù ôï | u uø uû uõ uù uï | " +
		"ö öø öû öõ öù öï | y yø yû yõ yù î | ñ"
	vniCapitals = "A AØ AÛ AÕ AÙ AÏ | AÊ AÈ AÚ AÜ AÉ AË | AÂ AÀ AÅ AÃ AÁ AÄ | E EØ EÛ EÕ EÙ EÏ | EÂ EÀ EÅ EÃ EÁ EÄ | " +
		"I Ì Æ Ó Í Ò | O OØ OÛ OÕ OÙ OÏ | OÂ OÀ OÅ OÃ OÁ OÄ | Ô ÔØ ÔÛ ÔÕ ÔÙ ÔÏ | U UØ UÛ UÕ UÙ UÏ | " +
		"Ö ÖØ ÖÛ ÖÕ ÖÙ ÖÏ | Y YØ YÛ YÕ YÙ Î | Ñ"
)

// letters gives the small letters, those without marks included, in the order of the tables.
func letters(t *testing.T) []string {
	list := strings.Split(strings.ReplaceAll(plain, " ", ""), "")
	marked := 0
	for _, l := range list {
		if len(l) > 1 {
			marked++
		}
	}
	if marked != 67 {
		t.Fatalf("%d letters with marks in one case, want 67", marked)
	}
	return list
}

// codes gives the columns of a table.
func codes(table string) []string { return strings.Fields(strings.ReplaceAll(table, "|", "")) }

func latin1(hex string) string {
	var n rune
	for _, c := range strings.ToLower(hex) {
		n = n<<4 | rune(strings.IndexRune("0123456789abcdef", c))
	}
	return string(n)
}

// encoders make the old text of a new one, letter by letter.
func encoders(t *testing.T) (small, capitals, vniBoth map[string]string) {
	small, capitals, vniBoth = map[string]string{}, map[string]string{}, map[string]string{}
	low, up := codes(vni), codes(vniCapitals)
	for i, l := range letters(t) {
		L := strings.ToUpper(l)
		small[l] = latin1(codes(abc)[i])
		capitals[L] = small[l]
		vniBoth[l], vniBoth[L] = low[i], up[i]
	}
	for _, c := range strings.Fields(abcCapitals) {
		_, n := utf8.DecodeRuneInString(c)
		small[c[:n]] = latin1(c[n:])
	}
	return small, capitals, vniBoth
}

func TestAllLetters(t *testing.T) {
	small, capitals, vniBoth := encoders(t)
	for e, table := range map[Encoding]map[string]string{TCVN3: small, TCVN3Capitals: capitals, VNI: vniBoth} {
		for want, old := range table {
			if got := e.Decode(old); got != want {
				t.Errorf("%d: %q is %q, want %q", e, old, got, want)
			}
			if got := e.Decode(private(old)); got != want {
				t.Errorf("%d: %q in private characters is %q, want %q", e, old, got, want)
			}
		}
	}
	if len(small) != 67+6+7 || len(capitals) != 67+6 || len(vniBoth) != 2*(67+6) {
		t.Errorf("tables of %d, %d and %d letters", len(small), len(capitals), len(vniBoth))
	}
}

// private is the text as a symbol font has it.
func private(old string) string {
	return strings.Map(func(r rune) rune { return 0xf000 + r }, old)
}

// What is written in an old encoding comes back, whichever way its bytes were read on the way.
func TestRoundTrip(t *testing.T) {
	small, capitals, vniBoth := encoders(t)
	rnd := rand.New(rand.NewPCG(1, 2))
	for e, table := range map[Encoding]map[string]string{TCVN3: small, TCVN3Capitals: capitals, VNI: vniBoth} {
		var list []string
		for l := range table {
			list = append(list, l)
		}
		for range 3000 {
			// A letter that only an old text shows like this comes first.
			first := map[Encoding]string{TCVN3: "đ", TCVN3Capitals: "Đ", VNI: "đ"}[e]
			want, old := first, table[first]
			for range rnd.IntN(12) {
				l := list[rnd.IntN(len(list))]
				if rnd.IntN(2) == 0 {
					// A consonant between vowels, as in words: "o" and "â" side by side would be another letter in VNI.
					want, old = want+" ", old+" "
				}
				if e == VNI {
					if r, _ := utf8.DecodeLastRuneInString(old); r != ' ' {
						want, old = want+"-", old+"-"
					}
				}
				want, old = want+l, old+table[l]
			}
			for name, view := range map[string]string{"Latin-1": old, "Windows-1258": viewed(t, old), "private": private(old)} {
				if got := e.Decode(view); got != want {
					t.Fatalf("%d, %s: %q is %q, want %q", e, name, view, got, want)
				}
			}
		}
	}
}

// viewed is how a program with Windows-1258 reads the bytes.
func viewed(t *testing.T, old string) string {
	raw, err := charmap.ISO8859_1.NewEncoder().String(old)
	if err != nil {
		t.Fatal(err)
	}
	out, err := charmap.Windows1258.NewDecoder().String(raw)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		font, old, want string
	}{
		{".VnTime", "Ban ChÊp hµnh Trung \u00ad¬ng ®¶ng céng s¶n viÖt nam", "Ban Chấp hành Trung ương đảng cộng sản việt nam"},
		// The page of 2004 has lost its soft hyphens, and with them its "ư".
		{".VnTime", "Ban ChÊp hµnh Trung ¬ng ®¶ng céng s¶n viÖt nam", "Ban Chấp hành Trung ơng đảng cộng sản việt nam"},
		{".VnTimeH", "mËt", "MẬT"},
		{".VnTimeH", "MËT", "MẬT"},
		{"ABCDEF+.VnTimeH,Bold", "tuyÖt mËt", "TUYỆT MẬT"},
		{"VNI-Times", "Ñaûng Coäng saûn Vieät Nam", "Đảng Cộng sản Việt Nam"},
		{"VNI-Times", "TUYEÄT MAÄT, LÖU HAØNH NOÄI BOÄ", "TUYỆT MẬT, LƯU HÀNH NỘI BỘ"},
		{"VNI-Helve-Condense", "nghò quyeát; tyû leä; kyõ thuaät; Aùi", "nghị quyết; tỷ lệ; kỹ thuật; Ái"},
		{"VNI-Times", "\u0093Chæ thò\u0094 \u0096 50", "“Chỉ thị” – 50"},
		// Typed in Unicode though the font is an old one.
		{".VnTime", "Đảng ủy xã trương ăn", "Đảng ủy xã trương ăn"},
		{".VnTime", "trương", "trương"},
		{"VNI-Times", "chu\u0301ng tôi", "chúng tôi"},
		{".VnTimeH", "đồng chí", "ĐỒNG CHÍ"},
		{"Times New Roman", "MËT®", "MËT®"},
		{"", "e\u0302\u0301", "ế"},
	} {
		e, _ := ByFont(c.font)
		if got := e.Decode(c.old); got != c.want {
			t.Errorf("%s: %q is %q, want %q", c.font, c.old, got, c.want)
		}
	}
}

func TestByFont(t *testing.T) {
	for name, want := range map[string]Encoding{
		".VnTime": TCVN3, ".VnTimeH": TCVN3Capitals, ".VNTIMEH": TCVN3Capitals, "ABCDEF+.VnTime": TCVN3,
		".VnArial Narrow": TCVN3, ".VnArial NarrowH": TCVN3Capitals, ".VnTimeH,BoldItalic": TCVN3Capitals,
		".VnTime-Bold": TCVN3, "VnTimeH": TCVN3Capitals, "QWERTY+VnTime,Italic": TCVN3, ".Vn3DH": TCVN3Capitals,
		".VnHelvetInsH": TCVN3Capitals, "VNI-Times": VNI, "vni-helve": VNI, "ABCDEF+VNI-Times,Bold": VNI, "VNI Times": VNI,
		"Times New Roman": Unicode, "VNtimes new roman": Unicode, "UVN Bach Tuyet": Unicode, "": Unicode, "Arial": Unicode,
		"VNI-DOS Sample Font": Unicode, "abcdef+.VnTime": Unicode, "Vntopia": Unicode, "H": Unicode,
	} {
		got, ok := ByFont(name)
		if got != want || ok != (want != Unicode) {
			t.Errorf("%q: %d, %v, want %d", name, got, ok, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add("Ñaûng ®¶ng \u0093\uf0ca", uint8(VNI))
	f.Fuzz(func(t *testing.T, text string, e uint8) {
		got := Encoding(e % 4).Decode(text)
		if !utf8.ValidString(text) {
			return
		}
		if !norm.NFC.IsNormalString(got) || !utf8.ValidString(got) {
			t.Errorf("%q", got)
		}
	})
}
