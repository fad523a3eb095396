package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"phonghop/docs/sheet"
	"phonghop/meeting"
	"phonghop/meeting/paper"
	"phonghop/ui/desk"
)

// ErrNoPrinter means that the system has no printer, or none that answers.
var ErrNoPrinter = errors.New("no printer")

// Kinds implements the desk's Papers.
func (p Papers) Kinds(m *meeting.Meeting) []desk.PaperKind {
	var out []desk.PaperKind
	for _, x := range paper.PapersOf(m) {
		k := desk.PaperKind{Key: x.Key, Title: x.Title, Symbol: x.Symbol}
		for _, f := range x.Typed {
			k.Typed = append(k.Typed, desk.PaperField{Key: f.Key, Label: f.Label})
		}
		out = append(out, k)
	}
	return out
}

// PaperPages implements the desk's Papers: the pages that will be printed.
func (p Papers) PaperPages(m *meeting.Meeting, key string) (meeting.Document, int, error) {
	made, err := p.forms().Preview(context.Background(), m, key)
	if err != nil {
		return meeting.Document{}, 0, err
	}
	sha, err := p.library.Draft(made.PDF)
	return meeting.Document{Title: made.Title, SHA256: sha, Pages: made.Pages}, made.Missing, err
}

// ExportPapers implements the desk's Papers.
func (p Papers) ExportPapers(ctx context.Context, m *meeting.Meeting, dir string, keys []string, formats ...string) ([]string, error) {
	return p.forms().Export(ctx, dir, m, keys, formats)
}

// ExistingPapers implements the desk's Papers.
func (p Papers) ExistingPapers(m *meeting.Meeting, dir string, keys []string, formats ...string) []string {
	var out []string
	for _, key := range keys {
		for _, f := range formats {
			path := filepath.Join(dir, paper.PaperFile(m, key, f))
			if _, err := os.Stat(path); err == nil {
				out = append(out, path)
			}
		}
	}
	return out
}

// Ballots implements the desk's Papers.
func (p Papers) Ballots(_ context.Context, m *meeting.Meeting, text string, n int, dir string) (string, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	path := filepath.Join(dir, paper.PaperFile(m, paper.BallotPapers, paper.PDF))
	return path, whole(path, func(w io.Writer) error { return sheet.WritePDF(w, paper.Ballots(m, text, n)) })
}

// Handbook implements the desk's Papers.
func (p Papers) Handbook(m *meeting.Meeting) []desk.Copied {
	var out []desk.Copied
	for _, e := range paper.Handbook(m) {
		out = append(out, desk.Copied{Label: e.Label, Text: e.Text})
	}
	return out
}

// Print implements the desk's Papers: the paper as PDF goes to the system's own way of printing.
func (p Papers) Print(ctx context.Context, m *meeting.Meeting, key string) error {
	const folders = "print-*"
	old, err := filepath.Glob(filepath.Join(p.Dir, folders))
	if err != nil {
		return err
	}
	for _, left := range old { // of earlier papers, which are printed by now
		_ = os.RemoveAll(left)
	}
	dir, err := os.MkdirTemp(p.Dir, folders)
	if err != nil {
		return err
	}
	files, err := p.forms().Export(ctx, dir, m, []string{key}, []string{paper.PDF})
	if err != nil {
		return errors.Join(err, os.RemoveAll(dir))
	}
	out, err := printer(ctx, runtime.GOOS, files[0]).CombinedOutput()
	if err != nil {
		return errors.Join(fmt.Errorf("%w: %w: %s", ErrNoPrinter, err, bytes.TrimSpace(out)), os.RemoveAll(dir))
	}
	if runtime.GOOS != "windows" { // there the program that prints reads the file later
		return os.RemoveAll(dir)
	}
	return nil
}

// printed is the variable in which a script finds the path of what it prints: in the script itself the path would be read
// as a part of it.
const printed = "PHONGHOP_PRINT"

// printer is the command of a system that prints a file.
func printer(ctx context.Context, system, path string) *exec.Cmd {
	if system != "windows" {
		return exec.CommandContext(ctx, "lp", "--", path)
	}
	cmd := exec.CommandContext(ctx, "powershell", "-NoProfile", "-NonInteractive", "-Command", "Start-Process -FilePath $env:"+printed+" -Verb Print")
	cmd.Env = append(os.Environ(), printed+"="+path)
	return cmd
}
