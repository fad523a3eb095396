//go:build !windows

package docs

import (
	"errors"
	"os"
	"syscall"

	"phonghop/docs/sandbox"
)

// IsDiskFull tells whether the disk, or the user's share of it, is full.
func IsDiskFull(err error) bool {
	return errors.Is(err, sandbox.ErrDiskFull) || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// syncDir makes a new name in the folder outlast a power cut.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
