package office

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// automated are the programs of Microsoft Office by the names under which they can be driven, with what they read.
var automated = map[string][]string{
	"Word.Application":       {".doc", ".docx", ".rtf", ".odt"},
	"Excel.Application":      {".xls", ".xlsx", ".ods"},
	"PowerPoint.Application": {".ppt", ".pptx", ".odp"},
}

// microsoft is Microsoft Office, driven by PowerShell. It was written by its documentation and has not been run.
type microsoft struct {
	// shell is the path of PowerShell.
	shell    string
	programs map[string]bool
}

// program is the name of the one that reads files with this ending; empty if there is none.
func (m *microsoft) program(ext string) string {
	for name := range m.programs {
		if slices.Contains(automated[name], ext) {
			return name
		}
	}
	return ""
}

func (m *microsoft) takes(ext string) bool { return m.program(ext) != "" }

// script opens the file and exports it. It is the same for all files: what differs goes by its environment, so that no
// name of a file is ever read as a command.
//
//go:embed convert.ps1
var script string

// exitPassword is what the script ends with for a file that wants a password.
const exitPassword = 3

// shellMemory bounds PowerShell itself, in bytes. The programs that it drives are started by Windows, outside its job.
const shellMemory = 2 << 30

func (m *microsoft) convert(ctx context.Context, j job) error {
	started := filepath.Join(j.dir, "started")
	cmd := exec.Command(m.shell, arguments()...)
	cmd.Dir = j.dir
	cmd.Env = append(os.Environ(),
		"PHONGHOP_PROGRAM="+m.program(filepath.Ext(j.in)), "PHONGHOP_IN="+j.in, "PHONGHOP_OUT="+j.out, "PHONGHOP_STARTED="+started)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	err := runBound(ctx, cmd, shellMemory)
	if err == nil {
		return nil
	}
	endStarted(started)
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == exitPassword {
		return ErrPassword
	}
	return fmt.Errorf("%w: Microsoft Office: %w: %s", ErrFailed, err, tail(said.String()))
}

// arguments are those of PowerShell: the script as base64 of UTF-16, which needs no quotes.
func arguments() []string {
	units := utf16.Encode([]rune(script))
	raw := make([]byte, 0, 2*len(units))
	for _, u := range units {
		raw = binary.LittleEndian.AppendUint16(raw, u)
	}
	return []string{"-NoLogo", "-NoProfile", "-NonInteractive", "-EncodedCommand", base64.StdEncoding.EncodeToString(raw)}
}

// endStarted kills the programs that the script wrote down as started by itself. One that the user had open is none.
func endStarted(list string) {
	raw, err := os.ReadFile(list)
	if err != nil {
		return // none was started
	}
	for _, word := range strings.Fields(string(raw)) {
		id, err := strconv.Atoi(word)
		if err != nil || id <= 0 {
			continue
		}
		if p, err := os.FindProcess(id); err == nil {
			_ = p.Kill()
		}
	}
}
