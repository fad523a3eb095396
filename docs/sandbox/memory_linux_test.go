package sandbox

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"phonghop/docs/testpdf"
)

// mostOf is the most memory in MB that a worker's process had, whether it runs or has ended.
func mostOf(run *process) float64 {
	select {
	case <-run.ended:
		return float64(run.cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) / 1024
	default:
		return highWater(run.cmd.Process.Pid)
	}
}

// Files made to eat memory are bounded hard, and so are large but honest ones.
func TestMemoryOfWorkers(t *testing.T) {
	const bound = 400
	paths := []string{testpdf.Write(t, "scans.pdf", []testpdf.Page{{Scan: 300}, {Scan: 300}, {Scan: 300}})}
	for _, name := range []string{"bomb_giant.pdf", "GHOSTSCRIPT-698804-1-fuzzed.pdf"} {
		path := filepath.Join("../../../shared/corpus/pdf", name)
		if _, err := os.Stat(path); err != nil {
			t.Logf("%s is not here: not tried", name)
			continue
		}
		paths = append(paths, path)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) {
			c := newClient(t, testOptions(t))
			ctx := context.Background()
			if _, _, err := c.text.ask(ctx, request{Op: opText, Path: path, Page: 1}, c.deadline); err != nil {
				t.Log(err)
			}
			for _, w := range []*worker{c.pictures, c.text} {
				if err := w.warm(ctx); err != nil {
					t.Fatal(err)
				}
			}
			pictures, text := c.pictures.run, c.text.run
			info, err := c.Info(ctx, path)
			t.Log(info.Pages, err)
			for page := 1; page <= min(info.Pages, 3); page++ {
				_, err = c.Render(ctx, path, Cut{Page: page, W: 1920, H: 1080})
				t.Log(err)
				_, err = c.Text(ctx, path, page)
				t.Log(err)
			}
			for what, run := range map[string]*process{"pictures": pictures, "text": text} {
				mb := mostOf(run)
				t.Logf("%s: %.0f MB", what, mb)
				if mb > bound {
					t.Errorf("the worker for %s had %.0f MB", what, mb)
				}
			}
		})
	}
}
