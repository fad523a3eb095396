package sandbox

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"phonghop/docs/testpdf"
)

// parentMark makes a copy of the test program one that starts a worker, tells its number, and hangs with it.
const parentMark = "PHONGHOP_TEST_PARENT"

func TestMain(m *testing.M) {
	RunIfWorker()
	if path := os.Getenv(parentMark); path != "" {
		beParent(path)
	}
	os.Exit(m.Run())
}

func beParent(path string) {
	c := New(Options{CacheDir: filepath.Join(os.TempDir(), "phonghop-test-cache"), Deadline: time.Hour})
	if err := c.Warm(context.Background()); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(c.pictures.run.cmd.Process.Pid)
	_, err := c.Render(context.Background(), path, Cut{Page: 1, W: 800, H: 600})
	fmt.Println(err)
}

// However the program ends, its worker ends with it, even in the middle of a page that never ends.
func TestWorkerDoesNotOutliveTheProgram(t *testing.T) {
	bad, err := filepath.Abs("../../../shared/corpus/pdf/issue16263.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(bad); err != nil {
		t.Skip("the corpus of difficult PDFs is not here")
	}
	if cpuTicks(os.Getpid()) < 0 {
		t.Skip("processes are not seen in /proc here")
	}
	parent := exec.Command(os.Args[0])
	parent.Env = append(os.Environ(), parentMark+"="+bad)
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	worker, err := strconv.Atoi(strings.TrimSpace(line))
	if err != nil {
		t.Fatal(line)
	}
	// Let it get into the page.
	started := cpuTicks(worker)
	eventually(t, "the worker works", func() bool { return cpuTicks(worker) > started+20 })
	if err := parent.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = parent.Wait()
	eventually(t, "the worker is gone", func() bool { return cpuTicks(worker) < 0 })
}

// cpuTicks is the time a process has computed, in hundredths of a second; below 0 when it is gone.
func cpuTicks(pid int) int {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return -1
	}
	_, rest, _ := strings.Cut(string(raw), ") ")
	fields := strings.Fields(rest)
	if len(fields) < 12 || fields[0] == "Z" || fields[0] == "X" {
		return -1
	}
	ticks, err := strconv.Atoi(fields[11])
	if err != nil {
		return -1
	}
	return ticks
}

func eventually(t *testing.T, what string, true func() bool) {
	t.Helper()
	for range 1000 {
		if true() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("not so after ten seconds: %s", what)
}

// A worker that dies, by itself or from outside, is an error of that question only.
func TestWorkerDies(t *testing.T) {
	c := newClient(t, testOptions(t))
	ctx := context.Background()
	good := testpdf.Write(t, "a.pdf", []testpdf.Page{testpdf.Report()})
	if err := c.pictures.run.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-c.pictures.run.ended
	if _, err := c.Render(ctx, good, Cut{Page: 1, W: 100, H: 100}); err != nil {
		t.Errorf("after the worker was killed: %v", err)
	}
	out, err := filepath.Abs("../../../shared/corpus/pdf/GHOSTSCRIPT-698804-1-fuzzed.pdf")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(out); err != nil {
		t.Skip("the corpus of difficult PDFs is not here")
	}
	// A table of 60 million entries in a file of 150 bytes: gigabytes, which this machine may well have.
	greedy := filepath.Join(t.TempDir(), "greedy.pdf")
	const table = "%PDF-1.5\n1 0 obj\n<</Type/XRef/Size 60000000/W[1 2 1]/Root 2 0 R/Length 4>>\nstream\nabcd\nendstream\nendobj\n" +
		"                                        \nstartxref\n9\n%%EOF\n"
	if err := os.WriteFile(greedy, []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := c.text.ask(ctx, request{Op: opText, Path: greedy, Page: 1}, c.deadline); !errors.Is(err, ErrWorkerDied) {
		t.Errorf("a file that asks for more memory than a worker may have: %v", err)
	}
	_, _, err = c.text.ask(ctx, request{Op: opText, Path: out, Page: 1}, c.deadline)
	// The race detector has words of its own for it.
	if !errors.Is(err, ErrWorkerDied) || !strings.Contains(err.Error(), "out of memory") && !strings.Contains(err.Error(), "failed to allocate") {
		t.Errorf("a file that asks for all memory: %v", err)
	}
	if text, err := c.Text(ctx, out, 1); err != nil {
		t.Errorf("the renderer's text of it: %q, %v", text.Text, err)
	}
	if text, err := c.Text(ctx, good, 1); err != nil || !strings.Contains(text.Text, "thủy lợi") {
		t.Errorf("the next text: %q, %v", text.Text, err)
	}
}

// soon is long before a deadline of a minute, even on a busy machine.
const soon = 20 * time.Second

func TestInterruptAndClose(t *testing.T) {
	bad := "../../../shared/corpus/pdf/operator_list_cycle.pdf"
	if _, err := os.Stat(bad); err != nil {
		t.Skip("the corpus of difficult PDFs is not here")
	}
	if cpuTicks(os.Getpid()) < 0 {
		t.Skip("processes are not seen in /proc here")
	}
	opt := testOptions(t)
	opt.Deadline = time.Minute // so that only the interrupt can end a page
	c := newClient(t, opt)
	c.Interrupt() // nothing is asked: no harm
	ctx, cancel := context.WithCancel(context.Background())
	var wait sync.WaitGroup
	var got error
	pid := c.pictures.run.cmd.Process.Pid
	started := cpuTicks(pid)
	wait.Go(func() { _, got = c.Render(ctx, bad, Cut{Page: 1, W: 500, H: 500}) })
	eventually(t, "the worker works", func() bool { return cpuTicks(pid) > started+30 })
	begun := time.Now()
	c.Interrupt()
	wait.Wait()
	if !errors.Is(got, ErrInterrupted) || time.Since(begun) > soon {
		t.Errorf("interrupted: %v after %v", got, time.Since(begun))
	}
	good := testpdf.Write(t, "a.pdf", []testpdf.Page{testpdf.Report()})
	if _, err := c.Render(ctx, good, Cut{Page: 1, W: 100, H: 100}); err != nil {
		t.Errorf("after an interrupt: %v", err)
	}
	wait.Go(func() { _, got = c.Render(ctx, bad, Cut{Page: 1, W: 500, H: 500}) })
	cancel()
	wait.Wait()
	if !errors.Is(got, context.Canceled) {
		t.Errorf("given up: %v", got)
	}
	begun = time.Now()
	if err := c.Close(); err != nil || time.Since(begun) > soon {
		t.Errorf("close while a page hangs: %v after %v", err, time.Since(begun))
	}
	if _, err := c.Render(context.Background(), good, Cut{Page: 1, W: 100, H: 100}); !errors.Is(err, ErrClosed) {
		t.Errorf("after the end: %v", err)
	}
}

func TestBadFiles(t *testing.T) {
	c := newClient(t, testOptions(t))
	ctx := context.Background()
	whole := testpdf.Make(t, []testpdf.Page{testpdf.Report()})
	for _, f := range []struct {
		name string
		data []byte
		want error
	}{
		{"empty.pdf", nil, ErrEmpty},
		{"word.pdf", []byte("PK\x03\x04"), ErrNotSupported},
		{"short.pdf", []byte("%PDF"), ErrNotSupported},
		{"cut.pdf", whole[:300], ErrDamaged},
		{"locked.pdf", testpdf.Make(t, []testpdf.Page{testpdf.Report()}, testpdf.Password("x")), ErrEncrypted},
	} {
		path := filepath.Join(t.TempDir(), f.name)
		if err := os.WriteFile(path, f.data, 0o600); err != nil {
			t.Fatal(err)
		}
		_, info := c.Info(ctx, path)
		_, render := c.Render(ctx, path, Cut{Page: 1, W: 100, H: 100})
		_, text := c.Text(ctx, path, 1)
		for _, err := range []error{info, render, text} {
			if !errors.Is(err, f.want) {
				t.Errorf("%s: %v, want %v", f.name, err, f.want)
			}
		}
	}
	if _, err := c.Info(ctx, filepath.Join(t.TempDir(), "none.pdf")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
	if _, err := c.Info(ctx, t.TempDir()); !errors.Is(err, ErrNotSupported) {
		t.Errorf("a folder: %v", err)
	}
}

// A file that is replaced under its name is read anew, and one that is open can be removed.
func TestReplacedFile(t *testing.T) {
	c := newClient(t, testOptions(t))
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.pdf")
	for pages := 1; pages <= 3; pages++ {
		if err := os.WriteFile(path, testpdf.Make(t, make([]testpdf.Page, pages)), 0o600); err != nil {
			t.Fatal(err)
		}
		if info, err := c.Info(ctx, path); err != nil || info.Pages != pages || math.Round(info.Sizes[0].Height) != 842 {
			t.Errorf("%+v, %v; want %d pages", info, err, pages)
		}
	}
	if err := os.Remove(path); err != nil {
		t.Error(err)
	}
}

func TestFit(t *testing.T) {
	for _, c := range []struct {
		pw, ph     float64
		w, h       int
		gotW, gotH int
	}{
		{595, 842, 1024, 768, 543, 768},
		{842, 595, 1024, 768, 1024, 724},
		{595, 842, 720, 0, 720, 1019},
		{595, 842, 0, 842, 595, 842},
		{14400, 1, 100, 100, 100, 1},
		{1, 14400, 1000, 0, 1, 16384},
		{100, 100, 100_000, 100_000, 4096, 4096},
	} {
		w, h, err := fit(c.pw, c.ph, c.w, c.h)
		if err != nil || w != c.gotW || h != c.gotH {
			t.Errorf("fit(%v, %v, %d, %d) = %d, %d, %v; want %d, %d", c.pw, c.ph, c.w, c.h, w, h, err, c.gotW, c.gotH)
		}
	}
	if _, _, err := fit(0, 100, 10, 10); !errors.Is(err, ErrDamaged) {
		t.Errorf("a page without a width: %v", err)
	}
}

func FuzzFit(f *testing.F) {
	f.Add(595.0, 842.0, 1024, 768)
	f.Add(1e-300, 1e300, 3, 0)
	f.Fuzz(func(t *testing.T, pw, ph float64, w, h int) {
		gotW, gotH, err := fit(pw, ph, w, h)
		if err != nil {
			return
		}
		if gotW < 1 || gotH < 1 || gotW*gotH > MaxPixels || w > 0 && gotW > w || h > 0 && gotH > h {
			t.Errorf("fit(%v, %v, %d, %d) = %d, %d", pw, ph, w, h, gotW, gotH)
		}
	})
}
