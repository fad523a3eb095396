package desk

import (
	"context"
	"net/url"
	"os"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2/storage"
)

// paste brings in what the clipboard holds: files that were copied in a file manager, a
// web address, or any other text as a document of its own.
func (d *Desk) paste() {
	if d.now.ID == "" || len(d.boxes) > 0 {
		return
	}
	text := strings.TrimSpace(d.opt.App.Clipboard().Content())
	paths := pastedFiles(text)
	if len(paths) == 0 && d.opt.Copied != nil {
		paths = d.opt.Copied()
	}
	switch {
	case len(paths) > 0:
		d.takeFiles(paths)
	case text == "":
		d.notice.show(d.t("desk.paste.empty"), false)
	case webAddress(text):
		d.linkForm(text)
	default:
		name := pastedName(text)
		d.confirm(d.t("desk.paste.text", "name", name), func() {
			d.bringIn([]consignment{{name: name, take: func(ctx context.Context, opt Import) (Imported, error) {
				return d.opt.Files.ImportText(ctx, name+".txt", text, opt)
			}}})
		})
	}
}

// pastedFiles are the paths in a clipboard whose every line is one, or the address of a
// file, as file managers write them. Nil for any other text.
func pastedFiles(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		line = strings.Trim(strings.TrimSpace(line), `"`)
		if line == "" || line == "copy" || line == "x-special/nautilus-clipboard" {
			continue
		}
		if strings.HasPrefix(line, "file://") {
			uri, err := storage.ParseURI(line)
			if err != nil {
				return nil
			}
			line = uri.Path()
		}
		if st, err := os.Stat(line); err != nil || !st.Mode().IsRegular() {
			return nil
		}
		out = append(out, line)
	}
	return out
}

// webAddress tells whether the text is nothing but the address of a page on the web.
func webAddress(text string) bool {
	u, err := url.Parse(text)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Hostname() != "" && !strings.ContainsAny(text, " \t\n")
}

// pastedName names a text by its first line.
func pastedName(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	line = strings.NewReplacer("/", "-", `\`, "-").Replace(strings.TrimSpace(line))
	const most = 60
	if utf8.RuneCountInString(line) > most {
		line = string([]rune(line)[:most]) + "…"
	}
	return line
}
