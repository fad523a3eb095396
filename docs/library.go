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
	"unicode"

	"golang.org/x/text/unicode/norm"

	"phonghop/docs/sandbox"
)

const (
	// markPages is how many pages are looked at for marks.
	markPages = 2
	// scanLetters is the least number of letters that a page covered by a picture needs to count as text: programs for
	// scanning and signing add a line of their own.
	scanLetters = 200
	// lateInRow is how many pages in a row may be late before reading a document's text stops.
	lateInRow = 3
	// incoming names files on their way in.
	incoming = "incoming-*.tmp"
)

// Reader is what the library needs of the sandbox.
type Reader interface {
	// Info opens the file and tells its pages.
	Info(ctx context.Context, path string) (sandbox.Info, error)
	// Text reads a page, counted from 1.
	Text(ctx context.Context, path string, page int) (sandbox.PageText, error)
}

// Library is a folder of documents. Its methods may be called by many goroutines.
type Library struct {
	blobs  string
	reader Reader
	marks  Marks
}

// Open makes the folder dir ready, and clears away what an interrupted import left there.
func Open(dir string, reader Reader, marks Marks) (*Library, error) {
	l := &Library{blobs: filepath.Join(dir, "blobs"), reader: reader, marks: marks}
	if err := os.MkdirAll(l.blobs, 0o700); err != nil {
		return nil, fmt.Errorf("open library: %w", err)
	}
	left, err := filepath.Glob(filepath.Join(l.blobs, incoming))
	if err != nil {
		return nil, fmt.Errorf("open library: %w", err)
	}
	for _, path := range left {
		// One that cannot be removed is in use, or will be tried again.
		_ = os.Remove(path)
	}
	return l, nil
}

// Import lets in the file at path, or says why not.
func (l *Library) Import(ctx context.Context, path string, opt Options) (File, error) {
	f, err := os.Open(path)
	if err != nil {
		return File{}, fmt.Errorf("import document: %w", err)
	}
	defer f.Close()
	return l.ImportReader(ctx, path, f, opt)
}

// ImportReader lets in what r gives, under the last part of name, or says why not.
func (l *Library) ImportReader(ctx context.Context, name string, r io.Reader, opt Options) (File, error) {
	file := File{Name: cleanName(name), Kind: KindPDF}
	if err := l.take(ctx, &file, r, opt); err != nil {
		return File{}, fmt.Errorf("import %q: %w", file.Name, err)
	}
	return file, nil
}

// take copies the bytes into the folder under a passing name, looks at them, and gives them their own name.
func (l *Library) take(ctx context.Context, file *File, r io.Reader, opt Options) error {
	temp, err := os.CreateTemp(l.blobs, incoming)
	if err != nil {
		return err
	}
	stored := false
	defer func() {
		_ = temp.Close()
		if !stored {
			_ = os.Remove(temp.Name())
		}
	}()
	hash := sha256.New()
	file.Size, err = io.Copy(io.MultiWriter(temp, hash), io.LimitReader(contextReader{ctx, r}, MaxSize+1))
	switch {
	case err != nil:
		return err
	case file.Size == 0:
		return ErrEmpty
	case file.Size > MaxSize:
		return ErrTooLarge
	}
	file.SHA256 = hex.EncodeToString(hash.Sum(nil))
	if err := l.inspect(ctx, file, temp.Name(), opt); err != nil {
		return err
	}
	if err := temp.Sync(); err != nil {
		return err
	}
	if err := temp.Close(); err != nil {
		return err
	}
	if st, err := os.Stat(l.path(file.SHA256)); err == nil && st.Size() == file.Size {
		file.Duplicate = true
		return nil
	}
	if err := os.Rename(temp.Name(), l.path(file.SHA256)); err != nil {
		return err
	}
	stored = true
	return syncDir(l.blobs)
}

// inspect fills in what the pages tell, and refuses what may not come in.
func (l *Library) inspect(ctx context.Context, file *File, path string, opt Options) error {
	info, err := l.reader.Info(ctx, path)
	if err != nil {
		return err
	}
	file.Pages = info.Pages
	for number := 1; number <= min(markPages, info.Pages); number++ {
		text, err := l.reader.Text(ctx, path, number)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			// A page that cannot be read is like a picture: a person has to look at it.
			continue
		}
		if mark, found := l.marks.FindSecret(text.Text); found {
			return &SecretError{Mark: mark, Page: number}
		}
		if number == 1 {
			file.HasText = checkable(text)
			file.Circulation = l.marks.FindCirculation(text.Text)
		}
	}
	if !file.HasText && !opt.Declared {
		return ErrNeedsDeclaration
	}
	return nil
}

// checkable tells whether a mark on the page would be among its text.
func checkable(page sandbox.PageText) bool {
	letters := 0
	for _, r := range page.Text {
		if unicode.IsLetter(r) {
			letters++
		}
	}
	return letters >= scanLetters || letters > 0 && !page.Scan
}

// Path is the file of a stored document, to be read only.
func (l *Library) Path(sha string) (string, error) {
	if !validSHA(sha) {
		return "", fmt.Errorf("%w: %q", ErrNotFound, sha)
	}
	if _, err := os.Stat(l.path(sha)); err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return "", fmt.Errorf("%w: %s", ErrNotFound, sha)
		}
		return "", err
	}
	return l.path(sha), nil
}

// Remove forgets a document. One that is not stored is no error.
func (l *Library) Remove(sha string) error {
	if !validSHA(sha) {
		return nil
	}
	if err := os.Remove(l.path(sha)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("remove document: %w", err)
	}
	return nil
}

func (l *Library) path(sha string) string { return filepath.Join(l.blobs, sha+"."+KindPDF) }

// PageText is the text of one page of a document.
type PageText struct {
	// Number counts from 1.
	Number int
	// Text has a line for each line of the page; empty for pictures.
	Text string
	// Err tells why this page could not be read; nil otherwise.
	Err error
}

// Text reads all pages of a stored document. A page that cannot be read costs itself only.
func (l *Library) Text(ctx context.Context, sha string) ([]PageText, error) {
	path, err := l.Path(sha)
	if err != nil {
		return nil, fmt.Errorf("read text: %w", err)
	}
	return TextOf(ctx, l.reader, path)
}

// TextOf reads all pages of the file at path, which need not be in a library.
func TextOf(ctx context.Context, reader Reader, path string) ([]PageText, error) {
	info, err := reader.Info(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("read text: %w", err)
	}
	pages := make([]PageText, info.Pages)
	late := 0
	for i := range pages {
		pages[i].Number = i + 1
		if late == lateInRow {
			pages[i].Err = ErrTimeout
			continue
		}
		text, err := reader.Text(ctx, path, i+1)
		if ctx.Err() != nil {
			return nil, fmt.Errorf("read text: %w", ctx.Err())
		}
		pages[i].Text, pages[i].Err = text.Text, err
		late++
		if !errors.Is(err, ErrTimeout) {
			late = 0
		}
	}
	return pages, nil
}

// contextReader stops reading when the context ends.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

// Read reads unless the context has ended.
func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// cleanName is the last part of a path of any system, in NFC, fit to be shown.
func cleanName(name string) string {
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	return strings.TrimSpace(norm.NFC.String(name))
}

// validSHA keeps anything but a hash from becoming part of a path.
func validSHA(sha string) bool {
	raw, err := hex.DecodeString(sha)
	return err == nil && len(raw) == sha256.Size && sha == strings.ToLower(sha)
}
