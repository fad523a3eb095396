//go:build !windows

package office

import (
	"os/exec"
	"path/filepath"
	"slices"
)

// findLibre looks for LibreOffice where distributions and its own packages put it. One in a Flatpak sees no files of
// others.
func findLibre() (string, bool) {
	for _, name := range []string{"soffice", "libreoffice"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, true
		}
	}
	for _, pattern := range []string{
		"/opt/libreoffice*/program/soffice", "/usr/lib/libreoffice/program/soffice", "/usr/lib64/libreoffice/program/soffice",
		"/Applications/LibreOffice.app/Contents/MacOS/soffice",
	} {
		found, _ := filepath.Glob(pattern)
		slices.Sort(found)
		for _, path := range slices.Backward(found) { // the newest version
			if _, err := exec.LookPath(path); err == nil {
				return path, true
			}
		}
	}
	return "", false
}

// findMicrosoft finds nothing: Microsoft Office can be driven on Windows only.
func findMicrosoft() (engine, bool) { return nil, false }
