package store

import (
	"bytes"
	"testing"
)

// TestForms keeps a form, gives it back after the file was opened again, and drops it.
func TestForms(t *testing.T) {
	dir, form := t.TempDir(), bytes.Repeat([]byte("PK\x00\xff"), 300_000)
	s := openStore(t, dir)
	if got, err := s.Form("minutes"); got != nil || err != nil {
		t.Fatalf("a form that nobody put in: %d bytes, %v", len(got), err)
	}
	if err := s.SaveForm("minutes", form); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openStore(t, dir)
	if got, err := s.Form("minutes"); !bytes.Equal(got, form) || err != nil {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	if got, _ := s.Form("tasks"); got != nil {
		t.Error("another paper has the form")
	}
	if err := s.SaveForm("minutes", nil); err != nil {
		t.Fatal(err)
	}
	if got, _ := s.Form("minutes"); got != nil {
		t.Error("a form that was dropped is there")
	}
}
