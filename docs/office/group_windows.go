package office

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// group is a job object, which holds a process and all that it starts.
type group struct {
	once sync.Once
	job  windows.Handle
}

// newGroup makes a job that bounds the memory of its processes, and that Windows closes with our process, however that
// ends.
func newGroup(cmd *exec.Cmd, memory int64) (*group, error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{
		HideWindow:    true,
		CreationFlags: windows.CREATE_NO_WINDOW | windows.BELOW_NORMAL_PRIORITY_CLASS,
	}
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return nil, fmt.Errorf("create job: %w", err)
	}
	limits := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{
		BasicLimitInformation: windows.JOBOBJECT_BASIC_LIMIT_INFORMATION{
			LimitFlags: windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | windows.JOB_OBJECT_LIMIT_JOB_MEMORY |
				windows.JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION,
		},
		JobMemoryLimit: uintptr(memory),
	}
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits)))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("bound job: %w", err), windows.CloseHandle(job))
	}
	return &group{job: job}, nil
}

// join puts a process that was just started into the job.
func (g *group) join(p *os.Process) error {
	var err error
	outer := p.WithHandle(func(h uintptr) { err = windows.AssignProcessToJobObject(g.job, windows.Handle(h)) })
	return errors.Join(outer, err)
}

// end kills all processes of the job.
func (g *group) end() {
	g.once.Do(func() {
		_ = windows.TerminateJobObject(g.job, 1)
		_ = windows.CloseHandle(g.job)
	})
}
