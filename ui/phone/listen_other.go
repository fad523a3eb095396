//go:build !windows

package phone

import (
	"errors"
	"syscall"
)

func portInUse(err error) bool { return errors.Is(err, syscall.EADDRINUSE) }
