package desk

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/ui"
)

// pickTarget asks under which name and in which folder to write a file. The toolkit's own dialog would empty a file of
// that name before the new one is written; here the old one stays until then, and is replaced only with a second yes.
func (d *Desk) pickTarget(name string, then func(path string)) {
	dir := d.lastDir
	if dir == "" {
		dir = d.opt.Papers.DefaultDir()
	}
	file, folder := ui.NewEntry(d.keys), widget.NewLabel(dir)
	file.SetText(name)
	folder.Truncation = fyne.TextTruncateEllipsis
	agreed := ""
	choose := ui.NewButton(d.keys, d.t("desk.target.choose"), theme.FolderOpenIcon(), func() {
		d.pickFolder(func(path string) {
			dir = path
			folder.SetText(path)
		})
	})
	d.formUntil(d.t("desk.target"), []*widget.FormItem{
		widget.NewFormItem(d.t("desk.target.name"), file),
		widget.NewFormItem(d.t("desk.target.folder"), container.NewBorder(nil, nil, nil, choose, folder)),
	}, func() string {
		base := strings.TrimSpace(file.Text)
		if base == "" || base != filepath.Base(base) || strings.ContainsAny(base, `\/:*?"<>|`) {
			return d.t("desk.target.bad_name")
		}
		if !strings.EqualFold(filepath.Ext(base), filepath.Ext(name)) {
			base += filepath.Ext(name)
		}
		path := filepath.Join(dir, base)
		if _, err := os.Stat(path); err == nil && agreed != path {
			agreed = path
			return d.t("desk.target.exists", "name", base)
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return d.opt.Errors.Text(err)
		}
		d.lastDir = dir
		then(path)
		return ""
	})
	d.win.Canvas().Focus(file)
}

// pickFolder asks for a folder.
func (d *Desk) pickFolder(then func(path string)) {
	f := dialog.NewFolderOpen(func(u fyne.ListableURI, err error) {
		switch {
		case err != nil:
			d.notice.show(d.opt.Errors.Text(err), true)
		case u != nil:
			then(u.Path())
		}
	}, d.win)
	d.begin(f)
	f.Show() // its size can be set only now
	f.Resize(fyne.NewSize(900, 560))
}
