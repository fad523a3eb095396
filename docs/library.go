package docs

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"phonghop/docs/convert"
	"phonghop/docs/kinds"
	"phonghop/docs/sandbox"
)

// incoming names the passing folders of files on their way in, incomingOld the files of earlier versions.
const (
	incoming    = "incoming-*"
	incomingOld = "incoming-*.tmp"
)

// lockedExt is the ending of a PDF that opens only with its password.
const lockedExt = ".locked"

// Reader reads PDFs.
type Reader interface {
	// Info opens the file and tells its pages.
	Info(ctx context.Context, path string) (sandbox.Info, error)
	// Text reads a page, counted from 1.
	Text(ctx context.Context, path string, page int) (sandbox.PageText, error)
}

// Sandbox is what the library needs of the sandbox, which alone looks into files.
type Sandbox interface {
	Reader
	// Kind tells what a file is.
	Kind(ctx context.Context, path, name string) (kinds.Format, error)
	// Convert writes a file's pages as PDF into out.
	Convert(ctx context.Context, path, out string, job sandbox.Job) error
	// Unlock writes a copy of a PDF without its password into out.
	Unlock(ctx context.Context, path, out, password string) error
	// Signed tells whether a PDF bears a digital signature.
	Signed(ctx context.Context, path string) (bool, error)
}

// Office is the office program of this machine.
type Office interface {
	// Available tells whether there is one.
	Available() bool
	// Convert writes the pages of the file in as a PDF into the folder outDir, and returns its path. It may take long;
	// progress, which may be nil, is told how it goes.
	Convert(ctx context.Context, in, outDir string, progress func(string)) (pdf string, err error)
}

// Setup changes a library that is being opened.
type Setup func(*Library)

// WithOffice has the office program make the pages of office files.
func WithOffice(o Office) Setup { return func(l *Library) { l.office = o } }

// WithWords sets what stands on the cards of web addresses and films.
func WithWords(w convert.Words) Setup { return func(l *Library) { l.words = w } }

// Library is a folder of documents. Its methods may be called by many goroutines.
type Library struct {
	dir, blobs, pages string
	sandbox           Sandbox
	marks             Marks
	office            Office
	words             convert.Words
	// making is held while lost pages are made again.
	making sync.Mutex
}

// Open makes the folder dir ready, and clears away what an interrupted import left there.
func Open(dir string, reader Sandbox, marks Marks, setup ...Setup) (*Library, error) {
	l := &Library{
		dir: dir, blobs: filepath.Join(dir, "blobs"), pages: filepath.Join(dir, "derived"), sandbox: reader, marks: marks,
	}
	for _, s := range setup {
		s(l)
	}
	if err := errors.Join(os.MkdirAll(l.blobs, 0o700), os.MkdirAll(l.pages, 0o700)); err != nil {
		return nil, fmt.Errorf("open library: %w", err)
	}
	for _, pattern := range []string{filepath.Join(dir, incoming), filepath.Join(l.blobs, incomingOld)} {
		left, err := filepath.Glob(pattern)
		if err != nil {
			return nil, fmt.Errorf("open library: %w", err)
		}
		for _, path := range left {
			// One that cannot be removed is in use, or will be tried again.
			_ = os.RemoveAll(path)
		}
	}
	return l, nil
}

// Path is the PDF that shows a stored document, to be read only: the document itself, or pages made of it. Lost pages
// are made again, which takes a while.
func (l *Library) Path(sha string) (string, error) {
	if !validSHA(sha) {
		return "", fmt.Errorf("%w: %q", ErrNotFound, sha)
	}
	for _, path := range []string{filepath.Join(l.blobs, sha+".pdf"), l.derived(sha)} {
		if _, err := os.Stat(path); err == nil {
			return path, nil
		} else if !errors.Is(err, os.ErrNotExist) {
			return "", err
		}
	}
	return l.again(sha)
}

// again makes the pages of a stored document that has lost them.
func (l *Library) again(sha string) (string, error) {
	l.making.Lock()
	defer l.making.Unlock()
	if _, err := os.Stat(l.derived(sha)); err == nil {
		return l.derived(sha), nil
	}
	original, format, ok := l.find(sha)
	switch {
	case !ok:
		return "", fmt.Errorf("%w: %s", ErrNotFound, sha)
	case filepath.Ext(original) == lockedExt:
		return "", fmt.Errorf("make the pages of %s: %w", sha, ErrEncrypted)
	}
	dir, err := os.MkdirTemp(l.dir, incoming)
	if err != nil {
		return "", fmt.Errorf("make the pages of %s: %w", sha, err)
	}
	defer os.RemoveAll(dir)
	out := filepath.Join(dir, "pages.pdf")
	err = l.derive(context.Background(), original, out, format, "", nil)
	if err == nil {
		err = moveWhole(out, l.derived(sha))
	}
	if err != nil {
		return "", fmt.Errorf("make the pages of %s: %w", sha, err)
	}
	return l.derived(sha), nil
}

// Original is the file of a stored document as it came, to be read only.
func (l *Library) Original(sha string) (string, error) {
	if validSHA(sha) {
		if path, _, ok := l.find(sha); ok {
			return path, nil
		}
	}
	return "", fmt.Errorf("%w: %q", ErrNotFound, sha)
}

// Carried is the PDF that must travel with the document, since another machine may be unable to make it: of office files,
// and of PDFs with a password.
func (l *Library) Carried(sha string) (path string, ok bool) {
	if !validSHA(sha) {
		return "", false
	}
	original, format, found := l.find(sha)
	if !found || !format.Kind.Office() && filepath.Ext(original) != lockedExt {
		return "", false
	}
	_, err := os.Stat(l.derived(sha))
	return l.derived(sha), err == nil
}

// find looks for a stored document under all endings.
func (l *Library) find(sha string) (string, kinds.Format, bool) {
	for _, ext := range append(kinds.Exts(), lockedExt) {
		path := filepath.Join(l.blobs, sha+ext)
		if _, err := os.Stat(path); err == nil {
			format, ok := kinds.ByExt(ext)
			if !ok {
				format, _ = kinds.ByExt(".pdf")
			}
			return path, format, true
		}
	}
	return "", kinds.Format{}, false
}

// Remove forgets a document. One that is not stored is no error.
func (l *Library) Remove(sha string) error {
	if !validSHA(sha) {
		return nil
	}
	if path, _, ok := l.find(sha); ok {
		if err := os.Remove(path); err != nil {
			return fmt.Errorf("remove document: %w", err)
		}
	}
	if err := os.Remove(l.derived(sha)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("remove document: %w", err)
	}
	return nil
}

// Draft keeps pages that the program wrote to be shown for a while, and returns the SHA-256 by which [Library.Path] finds
// them. [Library.Remove] takes them away.
func (l *Library) Draft(pdf []byte) (sha string, err error) {
	sha = fmt.Sprintf("%x", sha256.Sum256(pdf))
	path := l.derived(sha)
	if _, err := os.Stat(path); err == nil {
		return sha, nil
	}
	temp, err := os.CreateTemp(l.pages, "draft-*.tmp")
	if err != nil {
		return "", fmt.Errorf("keep draft: %w", err)
	}
	_, err = temp.Write(pdf)
	if err = errors.Join(err, temp.Close()); err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(temp.Name())
		return "", fmt.Errorf("keep draft: %w", err)
	}
	return sha, nil
}

// derived is where the pages of a document that is no plain PDF lie.
func (l *Library) derived(sha string) string { return filepath.Join(l.pages, sha+".pdf") }

// derive makes the pages of a file of another kind than PDF.
func (l *Library) derive(ctx context.Context, in, out string, f kinds.Format, title string, progress func(string)) error {
	var failed error
	if f.Kind.Office() && l.office != nil && l.office.Available() {
		made, err := l.office.Convert(ctx, in, filepath.Dir(out), progress)
		if err == nil {
			err = os.Rename(made, out)
		}
		if err == nil || ctx.Err() != nil || f.Ext != ".docx" {
			return err
		}
		failed = err // its text can still be laid out without the program
	}
	if err := touch(out); err != nil {
		return err
	}
	err := l.sandbox.Convert(ctx, in, out, sandbox.Job{Format: f, Title: title, Words: l.words})
	if err != nil && f.Kind.Office() && errors.Is(err, ErrNotSupported) {
		err = fmt.Errorf("%w: %w", ErrNoOffice, errors.Join(err, failed))
	}
	return err
}

// PagesOf finds the PDF that shows a file which need not be in a library: the file itself, or one that is made in the
// folder dir. The office program may be nil.
func PagesOf(ctx context.Context, s Sandbox, o Office, path, dir string) (string, error) {
	f, err := s.Kind(ctx, path, filepath.Base(path))
	if err != nil || f.Kind == kinds.PDF {
		return path, err
	}
	out := filepath.Join(dir, "pages.pdf")
	return out, (&Library{sandbox: s, office: o}).derive(ctx, path, out, f, title(filepath.Base(path)), nil)
}

// given takes pages that came with a file.
func (l *Library) given(path string, r io.Reader) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	n, err := io.Copy(f, io.LimitReader(r, MaxSize+1))
	if err == nil && n > MaxSize {
		err = ErrTooLarge
	}
	return errors.Join(err, f.Close())
}

// touch makes an empty file, which a worker fills.
func touch(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

// validSHA keeps anything but a hash from becoming part of a path.
func validSHA(sha string) bool {
	raw, err := hex.DecodeString(sha)
	return err == nil && len(raw) == sha256.Size && sha == strings.ToLower(sha)
}
