package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"phonghop/meeting"
	"phonghop/meeting/room"
)

// childEnv names the data folder of the process that is killed.
const childEnv = "PHONGHOP_STORE_CHILD"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childEnv); dir != "" {
		child(dir)
		return
	}
	os.Exit(m.Run())
}

// child commits notes and says each number when, and only when, it is acknowledged.
func child(dir string) {
	s, err := Open(dir)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	m, err := s.Meeting("m")
	if errors.Is(err, meeting.ErrNotFound) {
		m = (&meeting.Meeting{ID: "m", Items: []meeting.Item{{ID: "i", Title: "x"}}}).Clone()
	}
	r := room.New(s, time.Now)
	ctx := context.Background()
	if err := r.Open(ctx, m, meeting.Stage{}); err != nil {
		os.Exit(1)
	}
	from, _ := strconv.Atoi(m.Notes["i"])
	for n := from + 1; n <= from+500; n++ {
		if err := r.Do(ctx, meeting.WriteNote{Item: "i", Text: strconv.Itoa(n)}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Printf("ack %d\n", n)
	}
}

func childCmd(t *testing.T, dir string, before ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	args := append(before, self)
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Env = append(os.Environ(), childEnv+"="+dir)
	return cmd
}

// What was acknowledged is there after kill -9, whenever it comes.
func TestPowerCuts(t *testing.T) {
	dir := t.TempDir()
	random := rand.New(rand.NewPCG(3, 4))
	last := 0
	for round := range 25 {
		cmd := childCmd(t, dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		stop := 1 + random.IntN(30)
		lines := bufio.NewScanner(out)
		for lines.Scan() {
			n, err := strconv.Atoi(strings.TrimPrefix(lines.Text(), "ack "))
			if err != nil {
				t.Fatalf("the child said %q", lines.Text())
			}
			last = n
			if stop--; stop == 0 {
				_ = cmd.Process.Kill() // what is printed after this is still counted
			}
		}
		_ = cmd.Wait()
		s, err := Open(dir)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		m, err := s.Meeting("m")
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		if got, _ := strconv.Atoi(m.Notes["i"]); got < last {
			t.Fatalf("round %d: %d was acknowledged, %d is on the disk", round, last, got)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// The kernel is asked to put the data on the disk before any acknowledgement leaves.
func TestSyncedBeforeAcknowledged(t *testing.T) {
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("strace is not installed: the order of fdatasync and answers was not watched")
	}
	log := t.TempDir() + "/trace"
	cmd := childCmd(t, t.TempDir(), "strace", "-f", "-o", log, "-e", "trace=fdatasync,write", "-s", "64")
	out, err := cmd.CombinedOutput()
	data, readErr := os.ReadFile(log)
	if readErr != nil || len(data) == 0 {
		t.Skipf("strace may not trace here: %v %s", err, out)
	}
	acks, synced := 0, false
	sync := regexp.MustCompile(`fdatasync(\(\d+\)| resumed>\)) += 0`)
	for _, line := range strings.Split(string(data), "\n") {
		switch {
		case sync.MatchString(line):
			synced = true
		case strings.Contains(line, `write(1, "ack `):
			if !synced {
				t.Fatalf("acknowledged without a sync: %s", line)
			}
			acks++
			synced = false
		}
	}
	if acks < 100 {
		t.Fatalf("only %d acknowledgements were seen", acks)
	}
}

// On a full disk nothing that was acknowledged is lost, and work goes on when there is
// space again.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("a small disk cannot be mounted here (%v): not tried", err)
	}
	t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	r := room.New(s, time.Now)
	m := (&meeting.Meeting{ID: "m", Items: []meeting.Item{{ID: "i", Title: "x"}}}).Clone()
	if err := r.Open(t.Context(), m, meeting.Stage{}); err != nil {
		t.Fatal(err)
	}
	ballast := dir + "/ballast"
	if err := os.WriteFile(ballast, make([]byte, 600<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	written := ""
	for n := 0; ; n++ {
		text := strings.Repeat(strconv.Itoa(n%10), 1000*(n+1))
		err := r.Do(t.Context(), meeting.WriteNote{Item: "i", Text: text})
		if err != nil {
			if !errors.Is(err, meeting.ErrNotSaved) || !errors.Is(err, syscall.ENOSPC) {
				t.Fatalf("a full disk is told as %v", err)
			}
			break
		}
		written = text
		if n > 1000 {
			t.Fatal("the disk does not get full")
		}
	}
	if r.Snapshot().Notes["i"] != written {
		t.Error("what was refused is shown")
	}
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	if err := r.Do(t.Context(), meeting.WriteNote{Item: "i", Text: written + "!"}); err != nil {
		t.Fatalf("with space again: %v", err)
	}
	if err := errors.Join(r.Close(), s.Close()); err != nil {
		t.Fatal(err)
	}
	s, err = Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if m, err := s.Meeting("m"); err != nil || m.Notes["i"] != written+"!" {
		t.Errorf("on the disk: %v", err)
	}
}

// A first start on a full disk leaves nothing behind that a second one stumbles over.
func TestFirstStartOnAFullDisk(t *testing.T) {
	for _, free := range []int{0, 4, 8, 12, 16, 20} {
		dir := t.TempDir()
		if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=256k"); err != nil {
			t.Skipf("a small disk cannot be mounted here (%v): not tried", err)
		}
		t.Cleanup(func() { _ = syscall.Unmount(dir, 0) })
		ballast := dir + "/ballast"
		if err := os.WriteFile(ballast, make([]byte, (256-free)<<10), 0o600); err != nil {
			t.Fatal(err)
		}
		if s, err := Open(dir); err == nil {
			t.Errorf("opened with %d KiB", free)
			_ = s.Close()
		} else if !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("with %d KiB: %v", free, err)
		}
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
		s, err := Open(dir)
		if err != nil {
			t.Errorf("with space again, after %d KiB: %v", free, err)
			continue
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// The folder, or the file in it, belongs to somebody else.
func TestWithoutPermission(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("only root can act as somebody else; TestAFolderThatCannotBeWritten tries it")
	}
	dir := t.TempDir()
	if err := os.Chmod(filepath.Dir(dir), 0o755); err != nil {
		t.Fatal(err)
	}
	other := t.TempDir()
	openStore(t, other)
	runtime.LockOSThread() // the rights are this thread's
	const nobody = 65534
	if _, _, e := syscall.RawSyscall(syscall.SYS_SETFSUID, nobody, 0, 0); e != 0 {
		t.Skipf("this thread cannot act as somebody else: %v", e)
	}
	for name, in := range map[string]string{"folder": dir, "file": other} {
		if s, err := Open(in); !errors.Is(err, fs.ErrPermission) {
			t.Errorf("the %s of somebody else: %v", name, err)
			if err == nil {
				_ = s.Close()
			}
		}
	}
	if _, _, e := syscall.RawSyscall(syscall.SYS_SETFSUID, 0, 0, 0); e != 0 {
		t.Errorf("back to root: %v", e)
	}
	runtime.UnlockOSThread()
}
