package docs

import (
	"bytes"
	"context"
	"os"
	"syscall"
	"testing"

	"phonghop/docs/testpdf"
)

// A full disk is told as such, and keeps what is stored.
func TestDiskFull(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("needs root for a small disk")
	}
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=256k"); err != nil {
		t.Skip("no small disk here:", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	l := newLibrary(t, dir)
	ctx := context.Background()
	small := testpdf.Make(t, []testpdf.Page{testpdf.Report()})
	file, err := l.ImportReader(ctx, "a.pdf", bytes.NewReader(small), Options{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = l.ImportReader(ctx, "b.pdf", bytes.NewReader(testpdf.Make(t, []testpdf.Page{{Scan: 150}})), Options{Declared: true})
	if !IsDiskFull(err) {
		t.Errorf("error %v", err)
	}
	if got := stored(t, dir); len(got) != 1 {
		t.Errorf("stored %v", got)
	}
	if pages, err := l.Text(ctx, file.SHA256); err != nil || pages[0].Err != nil {
		t.Errorf("text of the stored one: %v", err)
	}
}
