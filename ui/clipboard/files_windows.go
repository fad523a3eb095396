package clipboard

import (
	"runtime"
	"unsafe"

	"golang.org/x/sys/windows"
)

// dropFormat is CF_HDROP, the format of copied files.
const dropFormat = 15

// maxFiles bounds how many files are taken at once.
const maxFiles = 1000

// allFiles asks DragQueryFile for the number of files.
const allFiles = 0xffffffff

var (
	user32  = windows.NewLazySystemDLL("user32.dll")
	shell32 = windows.NewLazySystemDLL("shell32.dll")

	isAvailable    = user32.NewProc("IsClipboardFormatAvailable")
	openClipboard  = user32.NewProc("OpenClipboard")
	closeClipboard = user32.NewProc("CloseClipboard")
	getData        = user32.NewProc("GetClipboardData")
	queryFile      = shell32.NewProc("DragQueryFileW")
)

// Files are the paths of files that were copied in the Explorer; nil when there are none.
func Files() []string {
	if ok, _, _ := isAvailable.Call(dropFormat); ok == 0 {
		return nil
	}
	// The clipboard belongs to the thread that opened it.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if ok, _, _ := openClipboard.Call(0); ok == 0 {
		return nil // another program holds it just now
	}
	defer func() { _, _, _ = closeClipboard.Call() }()
	drop, _, _ := getData.Call(dropFormat)
	if drop == 0 {
		return nil
	}
	count, _, _ := queryFile.Call(drop, allFiles, 0, 0)
	var out []string
	for i := range min(count, maxFiles) {
		length, _, _ := queryFile.Call(drop, i, 0, 0)
		name := make([]uint16, length+1)
		if n, _, _ := queryFile.Call(drop, i, uintptr(unsafe.Pointer(&name[0])), uintptr(len(name))); n > 0 {
			out = append(out, windows.UTF16ToString(name))
		}
	}
	return out
}
