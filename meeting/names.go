package meeting

import (
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// GivenName returns the last word of a Vietnamese full name, by which rolls are
// sorted and people are called.
func GivenName(name string) string {
	words := strings.Fields(name)
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// SortByGivenName sorts a roll the way Vietnamese lists are sorted: by given name,
// then by the rest of the name, in Vietnamese collation (a ă â … d đ …).
func SortByGivenName(roll []Member) {
	c := collate.New(language.Vietnamese)
	slices.SortStableFunc(roll, func(a, b Member) int {
		if d := c.CompareString(GivenName(a.Name), GivenName(b.Name)); d != 0 {
			return d
		}
		return c.CompareString(a.Name, b.Name)
	})
}

// Fold makes a text comparable for search: lower case, no tone or vowel marks,
// đ as d, single spaces. Old and new places of tone marks (hòa, hoà) fold alike.
func Fold(s string) string {
	var b strings.Builder
	space := false
	for _, r := range norm.NFD.String(strings.ToLower(s)) {
		switch {
		case r >= 0x300 && r <= 0x36f:
			continue
		case r == 'đ':
			r = 'd'
		case r == ' ' || r == '\t' || r == '\n' || r == '\u00a0':
			space = b.Len() > 0
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}
