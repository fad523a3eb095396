package cli

import (
	"context"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"phonghop/assets/words"
	"phonghop/docs"
	"phonghop/docs/page"
	"phonghop/docs/sandbox"
	"phonghop/meeting"
)

// Quick is one document to be shown full-screen without a meeting.
type Quick struct {
	Words    *words.Words
	Pages    *page.Pages
	Document meeting.Document
	// Display is the display to show it on, counted from 1; 0 is the hall's, or the only one.
	Display int
	// Checked gives at most one error, later: that the document may not be shown.
	Checked <-chan error
}

// show shows a file full-screen, without a house and without a meeting.
func (c Command) show(args []string, w *words.Words) error {
	var display int
	files, err := flags("show", args, func(fs *flag.FlagSet) { fs.IntVar(&display, "display", 0, "") })
	if err != nil {
		return err
	}
	if len(files) != 1 {
		return usageError{"FILE"}
	}
	path, err := filepath.Abs(files[0])
	if err != nil {
		return err
	}
	hall, other := sandbox.New(workerOptions()), sandbox.New(behind(workerOptions()))
	ctx, cancel := context.WithCancel(context.Background())
	pages := page.New(page.Options{Hall: hall, Other: other, Path: func(string) (string, error) { return path, nil }})
	defer func() {
		cancel()
		pages.Close()
		_ = errors.Join(hall.Close(), other.Close())
	}()
	go func() { _ = hall.Warm(ctx) }() // a worker that does not start is told by the page
	name := filepath.Base(path)
	path, clear, err := pagesOf(ctx, other, path)
	if err != nil {
		return err
	}
	defer clear()
	shape, err := pages.Measure(ctx, path)
	if err != nil {
		return err
	}
	checked := make(chan error, 1)
	go func() { checked <- secrecy(ctx, other, path, len(shape.Sizes)) }()
	return c.Quick(&Quick{
		Words: w, Pages: pages, Display: display, Checked: checked,
		Document: meeting.Document{
			ID: "quick", SHA256: path, Name: name, Title: strings.TrimSuffix(name, filepath.Ext(name)),
			Pages: len(shape.Sizes), Level: meeting.ProjectorOnly,
		},
	})
}

// QuickShow implements the desk's Files: a second program shows the file, so that the
// meeting's own windows stay as they are.
func (f Files) QuickShow(ctx context.Context, path string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	out, err := exec.CommandContext(ctx, self, "show", path).CombinedOutput()
	if text := strings.TrimSpace(string(out)); err != nil && text != "" {
		return inWords(text)
	}
	return err
}

// secrecy looks for a secrecy mark on the first pages, as an import does.
func secrecy(ctx context.Context, reader docs.Reader, path string, pages int) error {
	marks := docs.StandardMarks()
	for n := 1; n <= min(pages, 2); n++ {
		text, err := reader.Text(ctx, path, n)
		if err != nil {
			continue // like a picture: nothing can be found on it
		}
		if mark, found := marks.FindSecret(text.Text); found {
			return &docs.SecretError{Mark: mark, Page: n}
		}
	}
	return nil
}
