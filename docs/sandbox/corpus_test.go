package sandbox

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// testOptions keeps the compiled renderer from run to run, as the program does.
func testOptions(t testing.TB) Options {
	t.Helper()
	return Options{CacheDir: filepath.Join(os.TempDir(), "phonghop-test-cache")}
}

func newClient(t testing.TB, opt Options) *Client {
	t.Helper()
	c := New(opt)
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := c.Warm(context.Background()); err != nil {
		t.Fatal(err)
	}
	return c
}

// corpus lists the public files that hang, crash or bomb.
func corpus(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("../../../shared/corpus/pdf/*.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skip("the corpus of difficult PDFs is not here")
	}
	return files
}

// Every file answers, with a page or an error that says what is wrong, and the next file never pays for it.
func TestCorpus(t *testing.T) {
	c := newClient(t, testOptions(t))
	ctx := context.Background()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	for _, path := range corpus(t) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			timed := func(what string, f func() error) {
				begun := time.Now()
				err := f()
				took := time.Since(begun)
				t.Logf("%-6s %8v  %v", what, took.Round(time.Millisecond), err)
				if took > 5*time.Second {
					t.Errorf("%s took %v", what, took)
				}
				known := false
				for _, e := range []error{ErrDamaged, ErrEncrypted, ErrPageRange, ErrTimeout, ErrWorkerDied, ErrTooLarge, ErrNotSupported} {
					known = known || errors.Is(err, e)
				}
				if err != nil && !known {
					t.Errorf("%s: an error without a name: %v", what, err)
				}
			}
			timed("info", func() error { _, err := c.Info(ctx, path); return err })
			timed("page", func() error {
				img, err := c.Render(ctx, path, Cut{Page: 1, W: 1024, H: 768})
				if err == nil && (img.Rect.Dx() > 1024 || img.Rect.Dy() > 768 || img.Stride != 4*img.Rect.Dx() || !img.Opaque()) {
					t.Errorf("picture %v, stride %d", img.Rect, img.Stride)
				}
				return err
			})
			timed("text", func() error {
				text, err := c.Text(ctx, path, 1)
				t.Logf("%.60q scan=%v", text.Text, text.Scan)
				return err
			})
		})
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if took := int64(m.Sys - before.Sys); took > 200<<20 {
		t.Errorf("the program itself took %d MB", took>>20)
	}
}
