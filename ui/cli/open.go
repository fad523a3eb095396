package cli

import (
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"runtime"

	"phonghop/docs"
	"phonghop/docs/kinds"
	"phonghop/meeting"
)

// ErrCannotOpen means that the system would not open a film or an address.
var ErrCannotOpen = errors.New("system does not open it")

// OpenOutside implements the desk's Files: a film in the system's player, a page of the web in
// its browser. Nothing else is ever given to the system to open.
func (f Files) OpenOutside(doc meeting.Document) error {
	target, err := f.target(doc)
	if err != nil {
		return err
	}
	name, args := opener(runtime.GOOS, target)
	cmd := exec.Command(name, args...)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrCannotOpen, doc.Title, err)
	}
	go func() { _ = cmd.Wait() }() // so that no zombie is left behind
	return nil
}

// target is what the system is asked to open. The file's ending is the one that its
// bytes gave it when it came in.
func (f Files) target(doc meeting.Document) (string, error) {
	if doc.Kind == meeting.KindLink {
		return kinds.WebAddress(doc.URL)
	}
	path, err := f.library.Original(doc.SHA256)
	if err != nil {
		return "", err
	}
	if format, ok := kinds.ByExt(filepath.Ext(path)); !ok || format.Kind != kinds.Video {
		return "", fmt.Errorf("open %s: %w", doc.Title, docs.ErrNotSupported)
	}
	return path, nil
}

// opener is the command of a system that opens a file or an address. None of them goes
// through a shell.
func opener(system, target string) (name string, args []string) {
	switch system {
	case "windows":
		return "rundll32", []string{"url.dll,FileProtocolHandler", target}
	case "darwin":
		return "open", []string{target}
	}
	return "xdg-open", []string{target}
}
