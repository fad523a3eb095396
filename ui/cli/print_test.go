package cli

import (
	"slices"
	"strings"
	"testing"
)

// The path of what is printed is never a part of a script, whatever stands in it.
func TestThePathIsNoPartOfAScript(t *testing.T) {
	const path = `C:\\Users\\x'; Remove-Item y; '\\a.pdf`
	windows := printer(t.Context(), "windows", path)
	if slices.ContainsFunc(windows.Args, func(a string) bool { return strings.Contains(a, path) }) || !slices.Contains(windows.Env, printed+"="+path) {
		t.Errorf("%q", windows.Args)
	}
	if linux := printer(t.Context(), "linux", "-x.pdf"); !slices.Equal(linux.Args, []string{"lp", "--", "-x.pdf"}) {
		t.Errorf("%q", linux.Args)
	}
}
