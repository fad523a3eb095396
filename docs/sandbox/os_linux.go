package sandbox

import (
	"errors"
	"io"
	"os"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// self is the running program's file, also when another one took its place on the disk.
func self() (string, error) {
	const running = "/proc/self/exe"
	if _, err := os.Stat(running); err != nil {
		return os.Executable()
	}
	return running, nil
}

// attributes makes the kernel end the worker with the program, however the program ends.
func attributes() *syscall.SysProcAttr { return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }

// tie has nothing left to do here: see attributes.
func tie(*os.Process, int64) (io.Closer, error) { return io.NopCloser(nil), nil }

// boundMemory bounds the writable memory of this process. The address space is no good measure: Go reserves plenty
// that it never uses.
func boundMemory(bytes int64) error {
	return unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: uint64(bytes), Max: uint64(bytes)})
}

// systemFonts is the folder with the system's fonts.
func systemFonts() string { return "/usr/share/fonts" }

// openShared opens a file that others may rename or remove meanwhile.
func openShared(path string) (*os.File, error) { return os.Open(path) }

// diskFull tells whether the disk, or the user's share of it, is full.
func diskFull(err error) bool { return errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) }

// stepBack lets other processes go first. A priority belongs to a thread; those to come inherit it.
func stepBack() {
	const behind = 10
	threads, _ := os.ReadDir("/proc/self/task")
	for _, t := range threads {
		if id, err := strconv.Atoi(t.Name()); err == nil {
			_ = syscall.Setpriority(syscall.PRIO_PROCESS, id, behind)
		}
	}
}

// widen lets a pipe hold a good part of a picture, so that the two processes need not take turns for each 64 KiB of it.
func widen(pipe *os.File) {
	if raw, err := pipe.SyscallConn(); err == nil {
		_ = raw.Control(func(fd uintptr) { _, _ = unix.FcntlInt(fd, unix.F_SETPIPE_SZ, 1<<20) })
	}
}
