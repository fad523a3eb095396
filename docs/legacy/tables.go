package legacy

import "strings"

// tcvn3 are the letters of VN3 in TCVN 5712:1993, table 3. Of the capitals, only those without a tone have codes of their
// own: the others are small letters in a font that shows capitals.
var tcvn3 = map[rune]rune{
	0xa1: 'Ă', 0xa2: 'Â', 0xa3: 'Ê', 0xa4: 'Ô', 0xa5: 'Ơ', 0xa6: 'Ư', 0xa7: 'Đ',
	0xa8: 'ă', 0xa9: 'â', 0xaa: 'ê', 0xab: 'ô', 0xac: 'ơ', 0xad: 'ư', 0xae: 'đ',
	0xb5: 'à', 0xb6: 'ả', 0xb7: 'ã', 0xb8: 'á', 0xb9: 'ạ',
	0xbb: 'ằ', 0xbc: 'ẳ', 0xbd: 'ẵ', 0xbe: 'ắ', 0xc6: 'ặ',
	0xc7: 'ầ', 0xc8: 'ẩ', 0xc9: 'ẫ', 0xca: 'ấ', 0xcb: 'ậ',
	0xcc: 'è', 0xce: 'ẻ', 0xcf: 'ẽ', 0xd0: 'é', 0xd1: 'ẹ',
	0xd2: 'ề', 0xd3: 'ể', 0xd4: 'ễ', 0xd5: 'ế', 0xd6: 'ệ',
	0xd7: 'ì', 0xd8: 'ỉ', 0xdc: 'ĩ', 0xdd: 'í', 0xde: 'ị',
	0xdf: 'ò', 0xe1: 'ỏ', 0xe2: 'õ', 0xe3: 'ó', 0xe4: 'ọ',
	0xe5: 'ồ', 0xe6: 'ổ', 0xe7: 'ỗ', 0xe8: 'ố', 0xe9: 'ộ',
	0xea: 'ờ', 0xeb: 'ở', 0xec: 'ỡ', 0xed: 'ớ', 0xee: 'ợ',
	0xef: 'ù', 0xf1: 'ủ', 0xf2: 'ũ', 0xf3: 'ú', 0xf4: 'ụ',
	0xf5: 'ừ', 0xf6: 'ử', 0xf7: 'ữ', 0xf8: 'ứ', 0xf9: 'ự',
	0xfa: 'ỳ', 0xfb: 'ỷ', 0xfc: 'ỹ', 0xfd: 'ý', 0xfe: 'ỵ',
}

func decodeTCVN3(codes []rune) string {
	var out strings.Builder
	for _, c := range codes {
		if letter, ok := tcvn3[c]; ok {
			c = letter
		}
		out.WriteRune(c)
	}
	return out.String()
}

// vniLetters are the letters that VNI for Windows gives a byte of their own.
var vniLetters = map[rune]rune{
	'í': 'í', 'ì': 'ì', 'æ': 'ỉ', 'ó': 'ĩ', 'ò': 'ị', 'î': 'ỵ', 'ñ': 'đ', 'ô': 'ơ', 'ö': 'ư',
	'Í': 'Í', 'Ì': 'Ì', 'Æ': 'Ỉ', 'Ó': 'Ĩ', 'Ò': 'Ị', 'Î': 'Ỵ', 'Ñ': 'Đ', 'Ô': 'Ơ', 'Ö': 'Ư',
}

// vniTones are the marks for a tone alone, vniHats those with a circumflex, vniBreves those with a breve, as the bytes
// that follow a small letter. The combining characters are what they stand for.
var (
	vniTones = map[rune]string{'ù': "\u0301", 'ø': "\u0300", 'û': "\u0309", 'õ': "\u0303", 'ï': "\u0323"}
	vniHats  = map[rune]string{
		'â': "\u0302", 'á': "\u0302\u0301", 'à': "\u0302\u0300", 'å': "\u0302\u0309", 'ã': "\u0302\u0303", 'ä': "\u0302\u0323",
	}
	vniBreves = map[rune]string{
		'ê': "\u0306", 'é': "\u0306\u0301", 'è': "\u0306\u0300", 'ú': "\u0306\u0309", 'ü': "\u0306\u0303", 'ë': "\u0306\u0323",
	}
)

// vniMarks tells which marks a letter can bear.
var vniMarks = map[rune][]map[rune]string{
	'a': {vniTones, vniHats, vniBreves}, 'e': {vniTones, vniHats}, 'o': {vniTones, vniHats},
	'u': {vniTones}, 'y': {vniTones}, 'ô': {vniTones}, 'ö': {vniTones},
}

func decodeVNI(codes []rune) string {
	var out strings.Builder
	for i := 0; i < len(codes); i++ {
		base := codes[i]
		if letter, ok := vniLetters[base]; ok {
			out.WriteRune(letter)
		} else {
			out.WriteRune(base)
		}
		if i+1 < len(codes) {
			if marks, ok := vniMark(base, codes[i+1]); ok {
				out.WriteString(marks)
				i++
			}
		}
	}
	return out.String()
}

// vniMark reads the byte after a letter as its marks. Whether the letter is a capital is for the letter to say.
func vniMark(base, mark rune) (string, bool) {
	for _, set := range vniMarks[small(base)] {
		if marks, ok := set[small(mark)]; ok {
			return marks, true
		}
	}
	return "", false
}

// small is the small letter in ASCII and Latin-1, where capitals stand 0x20 before them.
func small(r rune) rune {
	if r >= 'A' && r <= 'Z' || r >= 0xc0 && r <= 0xde {
		return r + 0x20
	}
	return r
}
