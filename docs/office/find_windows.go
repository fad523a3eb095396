package office

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// findLibre looks for LibreOffice in the registry, then where its installer puts it.
func findLibre() (string, bool) {
	var folders []string
	for _, root := range []registry.Key{registry.CURRENT_USER, registry.LOCAL_MACHINE} {
		if path := registered(root, `SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\soffice.exe`); path != "" {
			folders = append(folders, filepath.Dir(path))
		}
		if folder := registered(root, `SOFTWARE\LibreOffice\UNO\InstallPath`); folder != "" {
			folders = append(folders, folder)
		}
	}
	for _, name := range []string{"ProgramW6432", "ProgramFiles", "ProgramFiles(x86)"} {
		if folder := os.Getenv(name); folder != "" {
			folders = append(folders, filepath.Join(folder, "LibreOffice", "program"))
		}
	}
	for _, folder := range folders {
		// The first waits for the end and says what went wrong.
		for _, name := range []string{"soffice.com", "soffice.exe"} {
			path := filepath.Join(folder, name)
			if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
				return path, true
			}
		}
	}
	return "", false
}

// registered reads the default value of a key; empty if there is none.
func registered(root registry.Key, path string) string {
	for _, view := range []uint32{registry.WOW64_64KEY, registry.WOW64_32KEY} {
		key, err := registry.OpenKey(root, path, registry.QUERY_VALUE|view)
		if err != nil {
			continue
		}
		value, _, err := key.GetStringValue("")
		_ = key.Close()
		if err == nil && value != "" {
			return value
		}
	}
	return ""
}

// findMicrosoft looks which programs of Microsoft Office can be driven, and for PowerShell, which drives them.
func findMicrosoft() (engine, bool) {
	m := &microsoft{programs: map[string]bool{}}
	for program := range automated {
		key, err := registry.OpenKey(registry.CLASSES_ROOT, program+`\CLSID`, registry.QUERY_VALUE)
		if err == nil {
			m.programs[program] = true
			_ = key.Close()
		}
	}
	system, err := windows.GetSystemDirectory()
	if err != nil || len(m.programs) == 0 {
		return nil, false
	}
	m.shell = filepath.Join(system, "WindowsPowerShell", "v1.0", "powershell.exe")
	_, err = os.Stat(m.shell)
	return m, err == nil
}
