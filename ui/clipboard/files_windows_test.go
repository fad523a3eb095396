package clipboard

import (
	"encoding/binary"
	"slices"
	"testing"
	"unicode/utf16"
	"unsafe"

	"golang.org/x/sys/windows"
)

// Files that are on the clipboard as the Explorer puts them there are read back.
func TestFiles(t *testing.T) {
	kernel32 := windows.NewLazySystemDLL("kernel32.dll")
	want := []string{`C:\Tài liệu\Tờ trình 1.pdf`, `D:\b.docx`}
	// DROPFILES: where the list begins, a point, a flag, and that the names are wide.
	data := binary.LittleEndian.AppendUint32(nil, 20)
	data = append(data, make([]byte, 12)...)
	data = binary.LittleEndian.AppendUint32(data, 1)
	for _, name := range append(slices.Clone(want), "") {
		for _, u := range append(utf16.Encode([]rune(name)), 0) {
			data = binary.LittleEndian.AppendUint16(data, u)
		}
	}
	const movable = 2
	handle, _, err := kernel32.NewProc("GlobalAlloc").Call(movable, uintptr(len(data)))
	if handle == 0 {
		t.Fatal(err)
	}
	at, _, err := kernel32.NewProc("GlobalLock").Call(handle)
	if at == 0 {
		t.Fatal(err)
	}
	copy(unsafe.Slice((*byte)(*(*unsafe.Pointer)(unsafe.Pointer(&at))), len(data)), data)
	_, _, _ = kernel32.NewProc("GlobalUnlock").Call(handle)
	if ok, _, err := openClipboard.Call(0); ok == 0 {
		t.Skipf("no clipboard here: %v", err)
	}
	_, _, _ = user32.NewProc("EmptyClipboard").Call()
	ok, _, err := user32.NewProc("SetClipboardData").Call(dropFormat, handle)
	_, _, _ = closeClipboard.Call()
	if ok == 0 {
		t.Skipf("no clipboard here: %v", err)
	}
	if got := Files(); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}
