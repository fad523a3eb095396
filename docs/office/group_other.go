//go:build !linux && !windows

package office

import (
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// group is a process and all that it starts. Its memory is not bounded here.
type group struct{ pid int }

func newGroup(cmd *exec.Cmd, _ int64) (*group, error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	return &group{}, nil
}

func (g *group) join(p *os.Process) error {
	g.pid = p.Pid
	return nil
}

// end kills all processes of the group.
func (g *group) end() {
	if g.pid > 0 {
		_ = unix.Kill(-g.pid, unix.SIGKILL)
	}
}
