package docs

import (
	"errors"

	"golang.org/x/sys/windows"

	"phonghop/docs/sandbox"
)

// IsDiskFull tells whether the disk, or the user's share of it, is full.
func IsDiskFull(err error) bool {
	return errors.Is(err, sandbox.ErrDiskFull) || errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL) ||
		errors.Is(err, windows.ERROR_DISK_QUOTA_EXCEEDED)
}

// syncDir has nothing to do: NTFS writes names to its journal by itself.
func syncDir(string) error { return nil }
