//go:build !linux && !windows

package sandbox

import (
	"errors"
	"io"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// self is the running program's file.
func self() (string, error) { return os.Executable() }

// attributes has nothing to set; a worker here ends when its standard input does.
func attributes() *syscall.SysProcAttr { return nil }

// tie has nothing to do here.
func tie(*os.Process, int64) (io.Closer, error) { return io.NopCloser(nil), nil }

// boundMemory bounds the writable memory of this process.
func boundMemory(bytes int64) error {
	return unix.Setrlimit(unix.RLIMIT_DATA, &unix.Rlimit{Cur: uint64(bytes), Max: uint64(bytes)})
}

// systemFonts is the folder with the system's fonts.
func systemFonts() string { return "/Library/Fonts" }

// openShared opens a file that others may rename or remove meanwhile.
func openShared(path string) (*os.File, error) { return os.Open(path) }

// diskFull tells whether the disk, or the user's share of it, is full.
func diskFull(err error) bool { return errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) }

// stepBack lets other processes go first.
func stepBack() { _ = syscall.Setpriority(syscall.PRIO_PROCESS, 0, 10) }

// widen has nothing to do here.
func widen(*os.File) {}
