package sandbox

import (
	"regexp"
	"strconv"

	"github.com/ledongthuc/pdf"
)

var (
	// unicodeName is a glyph name that tells its character ("uni1EAC", "u1EAC").
	unicodeName = regexp.MustCompile(`^(?:uni|u)([0-9A-F]{4,6})$`)
	// numberName is a glyph name that tells nothing but a place in the font ("g42", "cid1234").
	numberName = regexp.MustCompile(`^(?:[A-Za-z]|cid|CID|glyph|index|uni)[0-9A-Fa-f]{1,6}$`)
)

// readGlyphs looks through the names that an encoding gives to codes. Those that tell their character go into letters;
// those that tell nothing into odd. The other names are the library's to know.
func readGlyphs(differences pdf.Value) (known *letters, odd map[int]bool) {
	known, odd = &letters{known: map[int]string{}}, map[int]bool{}
	code := 0
	for i := range min(differences.Len(), 1024) {
		v := differences.Index(i)
		if v.Kind() == pdf.Integer {
			code = int(v.Int64())
			continue
		}
		name := v.Name()
		if m := unicodeName.FindStringSubmatch(name); m != nil {
			if n, err := strconv.ParseUint(m[1], 16, 32); err == nil {
				known.known[code] = string(rune(n))
			}
		} else if numberName.MatchString(name) {
			odd[code] = true
		}
		code++
	}
	return known, odd
}
