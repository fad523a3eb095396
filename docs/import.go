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

	"phonghop/docs/kinds"
	"phonghop/docs/sandbox"
)

const (
	// markPages is how many pages are looked at for marks.
	markPages = 2
	// scanLetters is the least number of letters that a page covered by a picture needs to count as text: programs for
	// scanning and signing add a line of their own.
	scanLetters = 200
)

// Import lets in the file at path, or says why not.
func (l *Library) Import(ctx context.Context, path string, opt Options) (File, error) {
	f, err := os.Open(path)
	if err != nil {
		return File{}, fmt.Errorf("import document: %w", err)
	}
	defer f.Close()
	st, err := f.Stat()
	switch {
	case err == nil && !st.Mode().IsRegular():
		err = ErrNotSupported
	case err == nil && st.Size() > MaxSize: // said before so much is copied
		err = ErrTooLarge
	}
	if err != nil {
		return File{}, fmt.Errorf("import %q: %w", cleanName(path), err)
	}
	return l.ImportReader(ctx, path, f, opt)
}

// ImportReader lets in what r gives, under the last part of name, or says why not.
func (l *Library) ImportReader(ctx context.Context, name string, r io.Reader, opt Options) (File, error) {
	in := &arrival{library: l, opt: opt, file: File{Name: cleanName(name)}}
	if err := in.take(ctx, r); err != nil {
		return File{}, fmt.Errorf("import %q: %w", in.file.Name, err)
	}
	return in.file, nil
}

// ImportLink lets in the address of a page on the web, shown as a card with the title and a code for telephones.
func (l *Library) ImportLink(ctx context.Context, title, address string) (File, error) {
	text, err := kinds.FormatLink(kinds.Shortcut{URL: address, Title: norm.NFC.String(title)})
	if err != nil {
		return File{}, fmt.Errorf("import link: %w", err)
	}
	// Its name keeps its last slash from cutting the title.
	name := strings.NewReplacer("/", "-", `\`, "-").Replace(title) + ".url"
	return l.ImportReader(ctx, name, strings.NewReader(text), Options{})
}

// arrival is a file on its way in.
type arrival struct {
	library *Library
	opt     Options
	file    File
	// dir is the passing folder, original the file in it, pages the PDF to be shown: the original, one beside it, or one
	// that is stored already.
	dir, original, pages string
	format               kinds.Format
	locked               bool
}

// take copies the bytes into a passing folder, looks at them, and gives them their own name. What is refused leaves
// nothing behind.
func (in *arrival) take(ctx context.Context, r io.Reader) (err error) {
	in.dir, err = os.MkdirTemp(in.library.dir, incoming)
	if err != nil {
		return err
	}
	defer os.RemoveAll(in.dir)
	if err := in.copy(ctx, r); err != nil {
		return err
	}
	if err := in.makePages(ctx); err != nil {
		return err
	}
	if err := in.inspect(ctx); err != nil {
		return err
	}
	return in.store()
}

// copy brings the bytes into the passing folder.
func (in *arrival) copy(ctx context.Context, r io.Reader) error {
	in.original = filepath.Join(in.dir, "original")
	out, err := os.OpenFile(in.original, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	hash := sha256.New()
	in.file.Size, err = io.Copy(io.MultiWriter(out, hash), io.LimitReader(contextReader{ctx, r}, MaxSize+1))
	if err := errors.Join(err, out.Close()); err != nil {
		return err
	}
	switch {
	case in.file.Size == 0:
		return ErrEmpty
	case in.file.Size > MaxSize:
		return ErrTooLarge
	}
	in.file.SHA256 = hex.EncodeToString(hash.Sum(nil))
	return nil
}

// makePages finds out what the file is, and finds or makes the PDF that shows it.
func (in *arrival) makePages(ctx context.Context) error {
	l := in.library
	if stored, format, ok := l.find(in.file.SHA256); ok && sizeOf(stored) == in.file.Size {
		if pages, err := l.Path(in.file.SHA256); err == nil {
			in.original, in.pages, in.format = stored, pages, format
			in.file.Duplicate = true
			return in.describe(ctx)
		}
	}
	var err error
	if in.format, err = l.sandbox.Kind(ctx, in.original, in.file.Name); err != nil {
		return err
	}
	// Office programs look at the ending as well.
	named := in.original + in.format.Ext
	if err := os.Rename(in.original, named); err != nil {
		return err
	}
	in.original = named
	in.pages = filepath.Join(in.dir, "pages.pdf")
	if in.format.Kind == kinds.PDF {
		err = in.openPDF(ctx)
	} else {
		err = in.convert(ctx)
	}
	if err != nil {
		return err
	}
	return in.describe(ctx)
}

// sizeOf is the size of a stored file: one that was cut short is stored again.
func sizeOf(path string) int64 {
	st, err := os.Stat(path)
	if err != nil {
		return -1
	}
	return st.Size()
}

// openPDF takes a PDF as its own pages, or makes a copy that opens without its password.
func (in *arrival) openPDF(ctx context.Context) error {
	_, err := in.library.sandbox.Info(ctx, in.original)
	if !errors.Is(err, ErrEncrypted) {
		in.pages = in.original
		return err
	}
	in.locked = true
	switch {
	case in.opt.Pages != nil:
		return in.library.given(in.pages, in.opt.Pages)
	case in.opt.Password == "":
		return err
	}
	if err := touch(in.pages); err != nil {
		return err
	}
	return in.library.sandbox.Unlock(ctx, in.original, in.pages, in.opt.Password)
}

// convert makes the pages of any other kind. Pages that came with the file are taken where only an office program
// could make them.
func (in *arrival) convert(ctx context.Context) error {
	if in.format.Kind.Office() && in.opt.Pages != nil {
		return in.library.given(in.pages, in.opt.Pages)
	}
	return in.library.derive(ctx, in.original, in.pages, in.format, title(in.file.Name), in.opt.Progress)
}

// describe fills in what the file is.
func (in *arrival) describe(ctx context.Context) error {
	in.file.Kind, in.file.URL = string(in.format.Kind), in.format.URL
	if in.format.Kind == kinds.Link && in.file.URL == "" {
		format, err := in.library.sandbox.Kind(ctx, in.original, in.file.Name)
		if err != nil {
			return err
		}
		in.file.URL = format.URL
	}
	if in.format.Kind == kinds.PDF {
		// A file whose signatures cannot be read is shown as one without.
		in.file.Signed, _ = in.library.sandbox.Signed(ctx, in.pages)
	}
	return ctx.Err()
}

// inspect fills in what the pages tell, and refuses what may not come in.
func (in *arrival) inspect(ctx context.Context) error {
	l, file := in.library, &in.file
	info, err := l.sandbox.Info(ctx, in.pages)
	if err != nil {
		return err
	}
	file.Pages = info.Pages
	for number := 1; number <= min(markPages, info.Pages); number++ {
		text, err := l.sandbox.Text(ctx, in.pages, number)
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
			// The card of a film has text, the film has none.
			file.HasText = checkable(text) && in.format.Kind != kinds.Video
			file.Circulation = l.marks.FindCirculation(text.Text)
		}
	}
	if !file.HasText && !in.opt.Declared {
		return ErrNeedsDeclaration
	}
	return nil
}

// store moves what is new to its place: the pages first, since a document without them cannot be shown.
func (in *arrival) store() error {
	if in.file.Duplicate {
		return nil
	}
	l, sha := in.library, in.file.SHA256
	if in.pages != in.original {
		if err := moveWhole(in.pages, l.derived(sha)); err != nil {
			return err
		}
	}
	ext := in.format.Ext
	if in.locked {
		ext = lockedExt
	}
	if err := moveWhole(in.original, filepath.Join(l.blobs, sha+ext)); err != nil {
		return err
	}
	return syncDir(l.blobs)
}

// moveWhole gives a file its place once its bytes are on the disk.
func moveWhole(from, to string) error {
	f, err := os.OpenFile(from, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(from, to)
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

// title is a file's name without its ending.
func title(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }
