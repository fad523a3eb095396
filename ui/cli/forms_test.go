package cli

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"phonghop/docs/template"
)

// TestForms takes a form out, puts it back through a worker process, exports by it, and goes back to the built-in one.
func TestForms(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	h, shut, err := quietHouse(dir, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer shut()
	f := Forms{House: h}
	path := filepath.Join(dir, "mau.docx")
	if err := f.Write("minutes", path); err != nil {
		t.Fatal(err)
	}
	c, err := f.Check(t.Context(), "minutes", path)
	if err != nil || len(c.Problems)+len(c.Unknown)+len(c.Lost) > 0 || c.Fields == 0 {
		t.Fatalf("%v %+v", err, c)
	}
	if err := f.Keep("minutes", c); err != nil {
		t.Fatal(err)
	}
	list, err := f.List()
	if err != nil || !list[0].Own || list[1].Own || list[0].Title == "" {
		t.Errorf("%v %+v", err, list)
	}
	for name, want := range map[string]error{"Biên bản": template.ErrNotDOCX, "": nil, strings.Repeat("x", 3<<20): template.ErrTooLarge} {
		if err := os.WriteFile(path, []byte(name), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Check(t.Context(), "minutes", path); err == nil || want != nil && !errors.Is(err, want) {
			t.Errorf("%d bytes: %v, want %v", len(name), err, want)
		}
	}
	if err := f.Reset("minutes"); err != nil {
		t.Fatal(err)
	}
	if list, _ = f.List(); list[0].Own {
		t.Error("the form is still the cell's own")
	}
}
