package cli

import (
	"strings"
	"testing"
)

// Whoever asks how a command is called is told, and that is no mistake; a word that only
// looks like a flag is none.
func TestHelpAndLanguage(t *testing.T) {
	for _, args := range [][]string{{"help"}, {"-h"}, {"render", "-h"}, {"export", "--help"}, {"show", "-help"}} {
		if code, out, errs := call(args...); code != 0 || !strings.Contains(out, "phonghop render") || errs != "" {
			t.Errorf("%v: code %d, %q, %q", args, code, out, errs)
		}
	}
	for _, c := range []struct {
		args  []string
		lang  string
		given bool
	}{
		{[]string{"-lang", "en"}, "en", true},
		{[]string{"--lang=en"}, "en", true},
		{[]string{"find", "lang", "en"}, "vi", false},
		{[]string{"bien-ban-lang=so.pdf"}, "vi", false},
		{[]string{"tai-lieu-langa.hop"}, "vi", false},
	} {
		if lang, given := langOf(c.args); lang != c.lang || given != c.given {
			t.Errorf("%v: %q, %v", c.args, lang, given)
		}
	}
}
