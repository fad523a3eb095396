// Package legacy turns text in the old Vietnamese encodings into Unicode: TCVN3 (ABC), whose fonts are named .VnTime,
// .VnTimeH, .VnArial and so on, and VNI for Windows, whose fonts are named VNI-Times, VNI-Helve and so on.
//
// Both hide Vietnamese letters behind codes that mean something else everywhere else, so that only the name of the font
// tells what a text says. The rules are:
//
//   - a text is converted run by run, by the name of its font ([ByFont]), and never by what it looks like;
//   - what comes in are characters, as files give the bytes: as Latin-1, as Windows-1252, as Windows-1258, or as the
//     private characters of symbol fonts (U+F020 to U+F0FF);
//   - a letter that no byte of an old encoding can be read as shows that somebody typed Unicode in an old font: such a
//     run stays as it is;
//   - what comes out is NFC.
package legacy

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Encoding is how the codes of a font are to be read.
type Encoding uint8

// The encodings.
const (
	// Unicode needs no table.
	Unicode Encoding = iota
	// TCVN3 is the set VN3 of TCVN 5712:1993, called ABC.
	TCVN3
	// TCVN3Capitals is TCVN3 in a font that shows small letters as capitals (".VnTimeH").
	TCVN3Capitals
	// VNI is VNI for Windows: a letter, and most often a second byte for its marks.
	VNI
)

// Decode turns a run of text into Unicode. A letter and its mark must be in one run: join the runs of one font before.
func (e Encoding) Decode(text string) string {
	if e == Unicode {
		return norm.NFC.String(text)
	}
	codes, old := read(text)
	out := string(codes)
	switch {
	case !old:
	case e == VNI:
		out = decodeVNI(codes)
	default:
		out = decodeTCVN3(codes)
	}
	out = norm.NFC.String(out)
	if e == TCVN3Capitals {
		out = strings.ToUpper(out)
	}
	return out
}

// IsUnicode tells whether the text holds letters that only Unicode has, so that it is none of an old encoding.
func IsUnicode(text string) bool {
	return strings.ContainsFunc(norm.NFC.String(text), onlyUnicode)
}

// onlyUnicode are the letters of Vietnamese that stand in no Windows code page.
func onlyUnicode(r rune) bool { return r >= 0x1ea0 && r <= 0x1ef9 }

// read gives the codes of a run: the bytes of an old encoding as characters below U+0100, everything else as it is. It
// tells that a run is not old if somebody typed it in Unicode.
func read(text string) (codes []rune, old bool) {
	codes = []rune(text)
	old = true
	var sign, other bool // of an old encoding, of Unicode or Windows-1258
	for i, r := range codes {
		if r >= 0xf020 && r <= 0xf0ff {
			codes[i] = r - 0xf000
		}
		if onlyUnicode(r) {
			old = false
		}
		sign = sign || strings.ContainsRune(signs, codes[i])
		_, viewed := windows1258[r]
		other = other || viewed
	}
	if other && !sign {
		old = false
	}
	for i, r := range codes {
		if b, viewed := windows1258[r]; viewed && old {
			codes[i] = b
		} else if r >= 0x80 && r <= 0x9f {
			codes[i] = windows1252[r-0x80]
		}
	}
	return codes, old
}

// signs are characters of Latin-1 that old encodings use for letters, and Vietnamese in Unicode for nothing.
const signs = "¡¢£¤¥¦¨ª¬®µ¶¸¹»¼½¾" + "ÄÅÆÇËÎÏÑÖØÛÜäåæçëîïñöøûüÿþß"

// windows1258 are the characters in which Windows-1258 differs from Windows-1252 among the letters, with their bytes.
var windows1258 = map[rune]rune{
	'Ă': 0xc3, 'Đ': 0xd0, 'Ơ': 0xd5, 'Ư': 0xdd, 'ă': 0xe3, 'đ': 0xf0, 'ơ': 0xf5, 'ư': 0xfd, '₫': 0xfe,
	'\u0300': 0xcc, '\u0309': 0xd2, '\u0303': 0xde, '\u0301': 0xec, '\u0323': 0xf2,
}

// windows1252 are the characters of the bytes from 0x80 to 0x9f, which Latin-1 has for control characters. No old
// encoding has letters there.
var windows1252 = [32]rune{
	'€', 0x81, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0x8d, 'Ž', 0x8f,
	0x90, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0x9d, 'ž', 'Ÿ',
}
