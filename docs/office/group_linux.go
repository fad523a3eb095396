package office

import (
	"errors"
	"os"
	"os/exec"
	"syscall"

	"golang.org/x/sys/unix"
)

// niceness makes the program give way to the windows.
const niceness = 10

// group is a process and all that it starts.
type group struct {
	pid    int
	memory int64
}

func newGroup(cmd *exec.Cmd, memory int64) (*group, error) {
	// The kernel ends the first process with ours, however ours ends.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	return &group{memory: memory}, nil
}

// join bounds a process that was just started; what it starts is bounded with it.
func (g *group) join(p *os.Process) error {
	g.pid = p.Pid
	err := errors.Join(
		unix.Prlimit(p.Pid, unix.RLIMIT_AS, &unix.Rlimit{Cur: uint64(g.memory), Max: uint64(g.memory)}, nil),
		unix.Prlimit(p.Pid, unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: maxPDF, Max: maxPDF}, nil),
		unix.Prlimit(p.Pid, unix.RLIMIT_CORE, &unix.Rlimit{}, nil),
		unix.Setpriority(unix.PRIO_PGRP, p.Pid, niceness),
	)
	if errors.Is(err, unix.ESRCH) {
		return nil // it has ended
	}
	return err
}

// end kills all processes of the group.
func (g *group) end() {
	if g.pid > 0 {
		_ = unix.Kill(-g.pid, unix.SIGKILL)
	}
}
