package desk

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// A file that is there is not touched before the secretary has said yes twice.
func TestTargetsAreReplacedOnlyWithASecondYes(t *testing.T) {
	f := open(t)
	f.lastDir = t.TempDir()
	old := filepath.Join(f.lastDir, "a.hop")
	if err := os.WriteFile(old, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	var got []string
	f.pickTarget("a.hop", func(path string) { got = append(got, path) })
	f.press(fyne.KeyReturn)
	if data, _ := os.ReadFile(old); len(got) != 0 || string(data) != "old" || len(f.boxes) != 1 {
		t.Fatalf("%q after one yes: %q", got, data)
	}
	f.press(fyne.KeyReturn)
	if len(got) != 1 || got[0] != old || len(f.boxes) != 0 {
		t.Fatalf("after the second yes: %q", got)
	}

	f.pickTarget("b.hop", func(path string) { got = append(got, path) })
	test.Type(f.win.Canvas().Focused(), "../")
	f.press(fyne.KeyReturn)
	if len(got) != 1 || len(f.boxes) != 1 {
		t.Errorf("a name that leads elsewhere: %q", got)
	}
}
