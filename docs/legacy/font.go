package legacy

import (
	"regexp"
	"strings"
)

var (
	// subset is what PDF puts before the name of a font of which only some letters are in the file (PDF 32000-1, 9.6.4).
	subset = regexp.MustCompile(`^[A-Z]{6}\+`)
	// looks are the words that a name ends with for the faces of a family.
	looks = regexp.MustCompile(`(?:[-, ]?(?:bold|italic|oblique|regular|normal|psmt|mt))+$`)
	// tcvn3Name are the fonts of ABC: a dot first, which some programs drop or replace. Without it only the common families
	// count: "VNtimes new roman" is of another encoding.
	tcvn3Name = regexp.MustCompile(`^(?:[._]vn[a-z0-9]|vn(?:time|arial|arial ?narrow|avant|courier|helvetins|book-?antiqua|bodoni|commercial script|southern)h?$)`)
	// vniName are the fonts of VNI for Windows. Those for DOS and Macintosh have other codes.
	vniName    = regexp.MustCompile(`^vni[-_ ][a-z0-9]`)
	otherVNI   = regexp.MustCompile(`^vni[-_ ](?:dos|mac)\b`)
	unicodeTag = regexp.MustCompile(`\b(?:unicode|uni)\b`)
)

// ByFont is the encoding of a font by its name, as Word and PDF write it: in any letters, with the face behind and the
// mark of a subset in front ("ABCDEF+.VnTimeH,Bold"). It says false for fonts of Unicode.
func ByFont(name string) (Encoding, bool) {
	name = subset.ReplaceAllString(strings.Trim(name, " \t\"'"), "")
	name = looks.ReplaceAllString(strings.ToLower(name), "")
	switch {
	case unicodeTag.MatchString(name), otherVNI.MatchString(name):
		return Unicode, false
	case vniName.MatchString(name):
		return VNI, true
	case !tcvn3Name.MatchString(name):
		return Unicode, false
	case strings.HasSuffix(name, "h"):
		return TCVN3Capitals, true
	}
	return TCVN3, true
}
