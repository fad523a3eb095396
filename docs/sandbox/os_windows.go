package sandbox

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// self is the running program's file.
func self() (string, error) { return os.Executable() }

// attributes keeps a console window from flashing up.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{HideWindow: true, CreationFlags: windows.CREATE_NO_WINDOW}
}

// job is a Windows job object; closing it ends the processes in it.
type job windows.Handle

// Close ends the worker.
func (j job) Close() error { return windows.CloseHandle(windows.Handle(j)) }

// tie puts the worker into a job that bounds its memory in bytes, and that Windows closes with the program, however the
// program ends.
func tie(p *os.Process, bytes int64) (io.Closer, error) {
	handle, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return io.NopCloser(nil), fmt.Errorf("create job: %w", err)
	}
	limits := windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION{
		BasicLimitInformation: windows.JOBOBJECT_BASIC_LIMIT_INFORMATION{
			LimitFlags: windows.JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE | windows.JOB_OBJECT_LIMIT_PROCESS_MEMORY |
				windows.JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION,
		},
		ProcessMemoryLimit: uintptr(bytes),
	}
	_, err = windows.SetInformationJobObject(handle, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits)))
	if err == nil {
		err = assign(handle, p)
	}
	if err != nil {
		return io.NopCloser(nil), errors.Join(fmt.Errorf("job: %w", err), windows.CloseHandle(handle))
	}
	return job(handle), nil
}

// assign puts a process into a job.
func assign(handle windows.Handle, p *os.Process) error {
	var err error
	outer := p.WithHandle(func(h uintptr) { err = windows.AssignProcessToJobObject(handle, windows.Handle(h)) })
	return errors.Join(outer, err)
}

// boundMemory has nothing left to do here: the job set by tie bounds the process from outside.
func boundMemory(int64) error { return nil }

// systemFonts is the folder with the system's fonts.
func systemFonts() string {
	dir, err := windows.GetWindowsDirectory()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "Fonts")
}

// openShared opens a file that others may rename or remove meanwhile, which os.Open does not allow.
func openShared(path string) (*os.File, error) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	h, err := windows.CreateFile(name, windows.GENERIC_READ,
		windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE, nil,
		windows.OPEN_EXISTING, windows.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return nil, &os.PathError{Op: "open", Path: path, Err: err}
	}
	return os.NewFile(uintptr(h), path), nil
}

// diskFull tells whether the disk, or the user's share of it, is full.
func diskFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL) ||
		errors.Is(err, windows.ERROR_DISK_QUOTA_EXCEEDED)
}

// stepBack lets other processes go first.
func stepBack() {
	_ = windows.SetPriorityClass(windows.CurrentProcess(), windows.BELOW_NORMAL_PRIORITY_CLASS)
}

// widen has nothing to do here.
func widen(*os.File) {}
