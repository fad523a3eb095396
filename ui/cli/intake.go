package cli

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"phonghop/docs"
	"phonghop/docs/office"
	"phonghop/docs/sandbox"
	"phonghop/meeting"
	"phonghop/ui/desk"
)

// Import implements the desk's Files.
func (f Files) Import(ctx context.Context, path string, opt desk.Import) (desk.Imported, error) {
	return imported(f.library.Import(ctx, path, options(opt)))
}

// ImportLink implements the desk's Files.
func (f Files) ImportLink(ctx context.Context, title, address string, _ desk.Import) (desk.Imported, error) {
	got, err := imported(f.library.ImportLink(ctx, title, address))
	got.Document.Title = title
	return got, err
}

// ImportText implements the desk's Files.
func (f Files) ImportText(ctx context.Context, name, text string, opt desk.Import) (desk.Imported, error) {
	return imported(f.library.ImportReader(ctx, name, strings.NewReader(text), options(opt)))
}

func options(opt desk.Import) docs.Options {
	return docs.Options{Declared: opt.Declared, Password: opt.Password, Progress: opt.Progress}
}

// imported is a new document for what the library let in.
func imported(got docs.File, err error) (desk.Imported, error) {
	if err != nil {
		return desk.Imported{}, err
	}
	return desk.Imported{Duplicate: got.Duplicate, Document: meeting.Document{
		ID: meeting.NewID(), Title: strings.TrimSuffix(got.Name, filepath.Ext(got.Name)), Name: got.Name,
		SHA256: got.SHA256, Pages: got.Pages, Level: level(got.Circulation),
		Kind: got.Kind, Signed: got.Signed, URL: got.URL,
	}}, nil
}

// level is the level suggested for a new document: a paper that must be given back
// is recalled after the meeting (rules 4.1), anything else is internal.
func level(marks []string) meeting.Level {
	for _, m := range marks {
		if strings.Contains(m, "TRẢ LẠI") || strings.Contains(m, "THU HỒI") {
			return meeting.Recall
		}
	}
	return meeting.Internal
}

// Needs implements the desk's Files.
func (f Files) Needs(err error) desk.Need {
	switch {
	case errors.Is(err, docs.ErrNeedsDeclaration):
		return desk.NeedDeclaration
	case errors.Is(err, docs.ErrEncrypted), errors.Is(err, docs.ErrPassword):
		return desk.NeedPassword
	}
	return desk.NeedNothing
}

// pagesOf is the PDF that shows a file of any kind, outside of a house, and what clears
// it away.
func pagesOf(ctx context.Context, w *sandbox.Client, path string) (pdf string, clear func(), err error) {
	dir, err := os.MkdirTemp("", "phonghop-*")
	if err != nil {
		return "", nil, err
	}
	clear = func() { _ = os.RemoveAll(dir) }
	// A profile of its own: another program may be converting.
	program := office.Find(office.Options{Profile: filepath.Join(dir, "office")})
	if pdf, err = docs.PagesOf(ctx, w, program, path, dir); err != nil {
		clear()
	}
	return pdf, clear, err
}
