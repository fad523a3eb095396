package office

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// settings are written over those of the profile before each file.
//
//go:embed settings.xcu
var settings []byte

// libre is LibreOffice.
type libre struct {
	program string
	// profile is the folder that LibreOffice has for itself.
	profile string
	memory  int64
}

// takes tells what LibreOffice reads.
func (l *libre) takes(ext string) bool {
	return slices.Contains([]string{
		".doc", ".docx", ".odt", ".rtf", ".ppt", ".pptx", ".odp", ".xls", ".xlsx", ".ods",
	}, ext)
}

// convert runs LibreOffice, and once more with a new profile: one that was killed while it wrote its profile cannot start.
func (l *libre) convert(ctx context.Context, j job) error {
	err := l.run(ctx, j)
	if err == nil || ctx.Err() != nil || errors.Is(err, errNotLoaded) {
		return err
	}
	if err := os.RemoveAll(l.profile); err != nil {
		return err
	}
	return l.run(ctx, j)
}

// errNotLoaded is what LibreOffice says when it ran well and could not read the file.
var errNotLoaded = errors.New("source file could not be loaded")

func (l *libre) run(ctx context.Context, j job) error {
	err := l.command(ctx, j.dir, j.in, "pdf")
	if _, missing := os.Stat(j.out); err == nil && missing != nil {
		return fmt.Errorf("%w: %w", ErrFailed, missing)
	}
	return err
}

// command has LibreOffice write the file in into the folder dir in another format.
func (l *libre) command(ctx context.Context, dir, in, format string) error {
	if err := l.prepare(); err != nil {
		return err
	}
	cmd := exec.Command(l.program,
		"-env:UserInstallation="+fileURL(l.profile),
		"--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard",
		"--convert-to", format, "--outdir", dir, in)
	cmd.Dir = dir
	cmd.Env = environment(os.Environ(), dir)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	err := runBound(ctx, cmd, l.memory)
	switch text := tail(said.String()); {
	case strings.Contains(text, errNotLoaded.Error()):
		// It says so, and ends as if all were well.
		return fmt.Errorf("%w: %w", ErrFailed, errNotLoaded)
	case err != nil:
		return fmt.Errorf("%w: LibreOffice: %w: %s", ErrFailed, err, text)
	}
	return nil
}

// prepare writes the settings, whatever an earlier file left there, and takes away the lock of one that was killed.
func (l *libre) prepare() error {
	user := filepath.Join(l.profile, "user")
	if err := os.MkdirAll(user, 0o700); err != nil {
		return err
	}
	for _, lock := range []string{filepath.Join(l.profile, ".lock"), filepath.Join(user, ".lock")} {
		if err := os.Remove(lock); err != nil && !errors.Is(err, os.ErrNotExist) {
			return err
		}
	}
	return os.WriteFile(filepath.Join(user, "registrymodifications.xcu"), settings, 0o600)
}

// environment is that of the program without windows, session and network.
func environment(own []string, temp string) []string {
	const nowhere = "http://127.0.0.1:9"
	var out []string
	for _, pair := range own {
		switch name, _, _ := strings.Cut(pair, "="); strings.ToUpper(name) {
		case "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "SESSION_MANAGER", "HTTP_PROXY", "HTTPS_PROXY",
			"FTP_PROXY", "ALL_PROXY", "NO_PROXY", "TMP", "TEMP", "TMPDIR", "SAL_USE_VCLPLUGIN":
		default:
			out = append(out, pair)
		}
	}
	return append(out, "SAL_USE_VCLPLUGIN=svp", "http_proxy="+nowhere, "https_proxy="+nowhere, "no_proxy=",
		"TMP="+temp, "TEMP="+temp, "TMPDIR="+temp)
}

// fileURL writes a path as LibreOffice wants it.
func fileURL(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/…
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// maxSaid bounds what is kept of a program's words, in bytes.
const maxSaid = 500

// tail is the end of what a program said, on one line.
func tail(said string) string {
	said = strings.Join(strings.Fields(said), " ")
	return strings.ToValidUTF8(said[max(0, len(said)-maxSaid):], "")
}

// lingering is how long the pipes of a killed program may stay open.
const lingering = 2 * time.Second

// runBound runs a command with all its processes in one group, which is killed with the context, and gone when it
// returns. The command must not have a context itself, which would kill its first process only.
func runBound(ctx context.Context, cmd *exec.Cmd, memory int64) error {
	g, err := newGroup(cmd, memory)
	if err != nil {
		return err
	}
	defer g.end()
	if err := ctx.Err(); err != nil {
		return err
	}
	cmd.WaitDelay = lingering
	if err := cmd.Start(); err != nil {
		return err
	}
	joined := g.join(cmd.Process)
	if joined != nil {
		g.end()
	}
	stop := context.AfterFunc(ctx, g.end)
	defer stop()
	return errors.Join(joined, cmd.Wait())
}
