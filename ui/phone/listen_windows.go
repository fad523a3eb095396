package phone

import (
	"errors"
	"syscall"
)

// Windows' own numbers: Go's syscall.EADDRINUSE is an invented one there. WSAEACCES
// comes for ports that Windows keeps for itself (Hyper-V) or that another program
// holds exclusively.
const (
	wsaAccess    = syscall.Errno(10013)
	wsaAddrInUse = syscall.Errno(10048)
)

func portInUse(err error) bool {
	return errors.Is(err, wsaAddrInUse) || errors.Is(err, wsaAccess)
}
