// Package office has the office program of the machine make PDFs of Word, Excel and PowerPoint files and of their
// OpenDocument kin: Microsoft Office on Windows, LibreOffice everywhere.
//
// Such a program is the largest parser of all that a file meets, and it was not written for files of strangers. The rules
// are:
//
//   - it works on a copy in a folder of its own, so that lock files and links never touch the original;
//   - LibreOffice has a profile of its own, written anew for each file: no macros, no links, no way to the network;
//   - one file at a time; a program that passes its deadline, or whose file nobody waits for any more, is killed with all
//     processes that it started; its memory is bounded, and it gives way to the windows;
//   - what comes out must be a PDF, which goes through the sandbox as any other.
//
// Microsoft Office was written by its documentation and has not been run.
package office

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"phonghop/docs/kinds"
	"phonghop/docs/sandbox"
)

// What can go wrong. Errors of [Office] wrap one of these, or that of the context.
var (
	// ErrNone means that no program is there for this kind of file.
	ErrNone = errors.New("no office program")
	// ErrTimeout means that the program was killed at its deadline.
	ErrTimeout = fmt.Errorf("office program: %w", sandbox.ErrTimeout)
	// ErrFailed means that the program ended without a PDF: the file is damaged, or the program is.
	ErrFailed = errors.New("office program made no PDF")
	// ErrPassword means that the file opens only with a password. LibreOffice does not tell this from [ErrFailed].
	ErrPassword = fmt.Errorf("office program: %w", kinds.ErrOfficePassword)
)

const (
	// DefaultDeadline bounds the conversion of one file by one program: slides of 60 MB take half a minute.
	DefaultDeadline = 90 * time.Second
	// DefaultMemory bounds the address space of LibreOffice, or its memory on Windows, in bytes. A paper of two pages takes
	// 470 MB of address space and 215 MB of memory.
	DefaultMemory = 3 << 30
	// maxPDF bounds what a program may write into one file, in bytes.
	maxPDF = 1 << 30
)

// Options say how files are converted; the zero value will do.
type Options struct {
	// Profile is the folder that LibreOffice has for itself; by default one among the caches of the user. Two running
	// programs must not share one.
	Profile string
	// Deadline is [DefaultDeadline] by default, Memory [DefaultMemory].
	Deadline time.Duration
	Memory   int64
	// Words are told as progress.
	Words Words
}

// Words are the sentences that tell how a conversion gets on. Those that are empty are not told.
type Words struct {
	// Waiting is told when another file is being converted, Working when the program starts.
	Waiting, Working string
}

// job is one file to convert, by names within one private folder.
type job struct {
	dir, in, out string
}

// engine is one office program.
type engine interface {
	// takes tells whether the program reads files with this ending.
	takes(ext string) bool
	// convert writes the PDF of the job. It returns when no process of it is left.
	convert(ctx context.Context, j job) error
}

// Office converts files one at a time. Its methods may be called by many goroutines.
type Office struct {
	engines  []engine
	deadline time.Duration
	words    Words
	turn     chan struct{}
}

// Find looks for the office programs of this machine. Microsoft Office comes before LibreOffice, since it alone lays its
// own files out as their writers saw them; LibreOffice takes over where it fails.
func Find(o Options) *Office {
	if o.Deadline <= 0 {
		o.Deadline = DefaultDeadline
	}
	if o.Memory <= 0 {
		o.Memory = DefaultMemory
	}
	office := &Office{deadline: o.Deadline, words: o.Words, turn: make(chan struct{}, 1)}
	if m, ok := findMicrosoft(); ok {
		office.engines = append(office.engines, m)
	}
	if program, ok := findLibre(); ok {
		if profile, err := profileFolder(o.Profile); err == nil {
			office.engines = append(office.engines, &libre{program: program, profile: profile, memory: o.Memory})
		}
	}
	return office
}

// profileFolder is the absolute path of the folder for LibreOffice.
func profileFolder(dir string) (string, error) {
	if dir == "" {
		caches, err := os.UserCacheDir()
		if err != nil {
			return "", err
		}
		dir = filepath.Join(caches, "phonghop", "office")
	}
	return filepath.Abs(dir)
}

// Available tells whether there is any office program.
func (o *Office) Available() bool { return len(o.engines) > 0 }

// Convert writes the pages of the file in, whose ending tells its kind, as a new PDF into the folder outDir, and returns
// its path. It may take a minute and wait for others before; progress, which may be nil, is told how it goes.
func (o *Office) Convert(ctx context.Context, in, outDir string, progress func(string)) (string, error) {
	pdf, err := o.inTurn(ctx, in, outDir, func(s string) {
		if progress != nil && s != "" {
			progress(s)
		}
	})
	if err != nil {
		return "", fmt.Errorf("convert by office program: %w", err)
	}
	return pdf, nil
}

func (o *Office) inTurn(ctx context.Context, in, outDir string, say func(string)) (string, error) {
	ext := strings.ToLower(filepath.Ext(in))
	var able []engine
	for _, e := range o.engines {
		if e.takes(ext) {
			able = append(able, e)
		}
	}
	if len(able) == 0 {
		return "", fmt.Errorf("%w for %q", ErrNone, ext)
	}
	select {
	case o.turn <- struct{}{}:
	default:
		say(o.words.Waiting)
		select {
		case o.turn <- struct{}{}:
		case <-ctx.Done():
			return "", ctx.Err()
		}
	}
	defer func() { <-o.turn }()
	say(o.words.Working)
	var failed error
	for _, e := range able {
		pdf, err := o.by(ctx, e, in, outDir, ext)
		if err == nil || ctx.Err() != nil || errors.Is(err, ErrPassword) {
			return pdf, err
		}
		failed = errors.Join(failed, err)
	}
	return "", failed
}

// by converts with one program, in a folder that nobody else knows.
func (o *Office) by(ctx context.Context, e engine, in, outDir, ext string) (_ string, err error) {
	dir, err := os.MkdirTemp("", "phonghop-office-")
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	// The names tell the program nothing, and no program stumbles over them.
	j := job{dir: dir, in: filepath.Join(dir, "paper"+ext), out: filepath.Join(dir, "paper.pdf")}
	if err := copyFile(in, j.in); err != nil {
		return "", err
	}
	limited, cancel := context.WithTimeout(ctx, o.deadline)
	defer cancel()
	switch err = e.convert(limited, j); {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case limited.Err() != nil:
		return "", fmt.Errorf("%w of %v", ErrTimeout, o.deadline)
	case err != nil:
		return "", err
	}
	if err := checkPDF(j.out); err != nil {
		return "", err
	}
	place, err := os.CreateTemp(outDir, "pages-*.pdf")
	if err != nil {
		return "", err
	}
	return place.Name(), errors.Join(place.Close(), copyFile(j.out, place.Name()))
}

// checkPDF tells whether the program wrote what begins like a PDF.
func checkPDF(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrFailed, err)
	}
	defer f.Close()
	head := make([]byte, 5)
	if _, err := io.ReadFull(f, head); err != nil || string(head) != "%PDF-" {
		return fmt.Errorf("%w: it begins with %q", ErrFailed, head)
	}
	return nil
}

// copyFile copies what a file holds; out may be there already.
func copyFile(in, out string) error {
	from, err := os.Open(in)
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := os.OpenFile(out, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, to.Close())
}
