package desk

import (
	"context"
	"net/url"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
)

// menu offers what is not needed every minute.
func (d *Desk) menu(at fyne.CanvasObject) {
	item := func(word, key string, f func()) *fyne.MenuItem {
		text := d.t(word)
		if key != "" {
			text += "  (" + key + ")"
		}
		return fyne.NewMenuItem(text, f)
	}
	under := func(word string, items ...*fyne.MenuItem) *fyne.MenuItem {
		m := fyne.NewMenuItem(d.t(word), nil)
		m.ChildMenu = fyne.NewMenu("", items...)
		return m
	}
	items := []*fyne.MenuItem{
		item("desk.details", "", d.detailsForm),
		item("desk.times", "", d.correctTimes),
		item("papers.title", "", d.openPapers),
		item("desk.read_back", "Ctrl+R", d.readBack),
		item("desk.export", "Ctrl+E", d.export),
		item("desk.library", "Ctrl+L", d.openLibrary),
		fyne.NewMenuItemSeparator(),
		under("menu.cell",
			item("home.roll", "", func() { d.openRoll(nil) }),
			item("year.title", "", d.openYear),
			item("papers.register", "", d.openRegister),
			item("forms.title", "", func() { d.openForms() }),
			item("habits.title", "", d.habitsForm)),
		under("menu.files",
			item("desk.open", "Ctrl+O", d.openFile),
			item("desk.save_as", "Ctrl+S", d.saveFile),
			item("desk.export_to", "", d.exportTo),
			item("desk.poster", "", d.poster),
			item("home.excel", "", d.pickTable),
			item("home.template", "", d.saveTable),
			item("desk.docs.add_folder", "", d.addFolder),
			item("desk.link.add", "", func() { d.linkForm("") })),
		under("menu.screen",
			item("desk.quick", "", d.quickShow),
			item("desk.full_screen", "F11", d.opt.Screen.Toggle),
			item("desk.swap", "Ctrl+F11", d.opt.Screen.Swap),
			item("desk.larger", "Ctrl +", func() { d.letters(1) }),
			item("desk.smaller", "Ctrl −", func() { d.letters(-1) })),
		fyne.NewMenuItemSeparator(),
		item("desk.settings", "", d.settingsForm),
		item("desk.help", "F1", d.help),
		item("desk.leave", "", d.leave),
	}
	widget.ShowPopUpMenuAtRelativePosition(fyne.NewMenu("", items...), d.win.Canvas(), fyne.NewPos(0, at.Size().Height), at)
}

// pickFile asks for a file with one of the endings.
func (d *Desk) pickFile(endings []string, then func(path string)) {
	f := dialog.NewFileOpen(func(r fyne.URIReadCloser, err error) {
		switch {
		case err != nil:
			d.notice.show(d.opt.Errors.Text(err), true)
		case r != nil:
			path := r.URI().Path()
			d.lastDir = filepath.Dir(path)
			_ = r.Close()
			then(path)
		}
	}, d.win)
	if len(endings) > 0 {
		f.SetFilter(storage.NewExtensionFileFilter(endings))
	}
	d.begin(f)
	f.Show() // its size can be set only now
	f.Resize(fyne.NewSize(900, 560))
}

// begin has a file dialog begin where the last file was, or in the user's documents.
func (d *Desk) begin(f *dialog.FileDialog) {
	dir := d.lastDir
	if dir == "" {
		dir = filepath.Dir(d.opt.Papers.DefaultDir())
	}
	if list, err := storage.ListerForURI(storage.NewFileURI(dir)); err == nil {
		f.SetLocation(list)
	}
}

func (d *Desk) openFile() { d.pickFile([]string{".hop"}, d.openMeeting) }

// OpenFile opens a meeting file, as a double-click on it does, and brings the window to
// the front, which is all for "". It may be called from any goroutine.
func (d *Desk) OpenFile(path string) {
	d.opt.Post(func() {
		d.win.RequestFocus()
		if path == "" {
			return
		}
		if strings.EqualFold(filepath.Ext(path), ".xlsx") {
			d.readTable(path)
			return
		}
		d.openMeeting(path)
	})
}

// openMeeting opens another meeting, but not under a form that is open: what stands in it
// was meant for this one.
func (d *Desk) openMeeting(path string) {
	if len(d.boxes) > 0 {
		d.notice.show(d.t("desk.finish_form"), true)
		return
	}
	d.notes.flush()
	d.end.flush()
	d.run(func(ctx context.Context) error { return d.opt.Files.OpenMeeting(ctx, path) }, nil)
}

func (d *Desk) saveFile() {
	if d.now.ID == "" {
		return
	}
	m := d.now
	d.pickTarget(m.Planned.Format("2006-01-02")+" sinh hoat.hop", func(path string) {
		d.run(func(ctx context.Context) error { return d.opt.Files.SaveMeeting(ctx, m, path) },
			func() { d.notice.show(d.t("desk.saved_file", "path", path), false) })
	})
}

// export writes the minutes as Word, PDF and text where exports go.
func (d *Desk) export() { d.exportInto(d.opt.Papers.DefaultDir()) }

func (d *Desk) exportTo() {
	d.pickFolder(d.exportInto)
}

// formats are those that the desk exports, all at once.
var formats = []string{"docx", "pdf", "txt"}

// exportInto stands in the queue behind what was just typed, so that the papers hold
// it. Files that are there already may have been corrected in Word: they are replaced
// only with a yes.
func (d *Desk) exportInto(dir string) {
	if d.now.ID == "" {
		return
	}
	d.notes.flush()
	d.end.flush()
	d.orders.add(func(context.Context) error {
		m := d.opt.Room.Snapshot()
		there := d.opt.Papers.Existing(m, dir, formats...)
		d.opt.Post(func() {
			if len(there) == 0 {
				d.exportNow(dir)
				return
			}
			d.confirm(d.t("desk.export.replace", "name", filepath.Base(there[0]), "path", dir), func() { d.exportNow(dir) })
		})
		return nil
	})
}

func (d *Desk) exportNow(dir string) {
	missing := 0
	d.notice.show(d.t("desk.exporting"), false)
	d.run(func(ctx context.Context) error {
		m := d.opt.Room.Snapshot()
		missing = d.opt.Papers.Missing(m)
		_, err := d.opt.Papers.Export(ctx, m, dir, formats...)
		return err
	}, func() {
		d.registerAll([]string{"minutes"})
		text := d.t("desk.exported", "path", dir)
		if missing > 0 {
			text += "\n" + d.t("desk.export.missing", "n", missing)
		}
		d.notice.offer(text, false, d.t("desk.open_folder"), func() { d.openPath(dir) })
	})
}

// poster makes the join page for printing on A4 and opens it.
func (d *Desk) poster() {
	var path string
	d.run(func(ctx context.Context) (err error) {
		path, err = d.opt.Papers.JoinPoster(ctx, d.opt.Papers.DefaultDir())
		return err
	}, func() {
		d.notice.offer(d.t("desk.poster_done", "path", path), false, d.t("desk.open_file"), func() { d.openPath(path) })
	})
}

// openPath opens a file or folder with the system's own program.
func (d *Desk) openPath(path string) {
	slashed := filepath.ToSlash(path)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed // C:/… on Windows
	}
	if err := d.opt.App.OpenURL(&url.URL{Scheme: "file", Path: slashed}); err != nil {
		d.tell(d.t("desk.open_file"), d.t("desk.cannot_open", "path", path))
	}
}

func (d *Desk) help() {
	var path string
	d.run(func(context.Context) (err error) {
		path, err = d.opt.Files.Guide()
		return err
	}, func() {
		d.openPath(path)
		d.notice.mention(d.t("desk.help_opened", "path", path))
	})
}

func (d *Desk) openSample() {
	d.run(d.opt.Files.OpenSample, func() { d.notice.show(d.t("home.sample_opens"), false) })
}

func (d *Desk) pickTable() { d.pickFile([]string{".xlsx"}, d.readTable) }

func (d *Desk) saveTable() {
	d.pickTarget("Mau danh sach va chuong trinh.xlsx", func(path string) {
		d.run(func(context.Context) error { return d.opt.Files.WriteTable(path) },
			func() { d.notice.show(d.t("desk.saved_file", "path", path), false) })
	})
}

// readTable reads an Excel file, says what was understood and what not, and changes
// nothing before a yes.
func (d *Desk) readTable(path string) {
	var table Table
	d.run(func(ctx context.Context) (err error) {
		table, err = d.opt.Files.ReadTable(ctx, path)
		return err
	}, func() {
		if len(table.Problems) > 0 {
			d.tell(d.t("desk.excel.problems", "name", filepath.Base(path)), d.t("desk.excel.unchanged")+"\n\n"+strings.Join(table.Problems, "\n"))
			return
		}
		if len(table.Members) > 0 {
			d.previewRoll(filepath.Base(path), table)
			return
		}
		text := d.t("desk.excel.understood", "items", len(table.Items))
		if len(table.Items) > 0 && d.now.ID != "" {
			if d.now.Recorded() {
				text += " " + d.t("desk.excel.items_added")
			} else {
				text += " " + d.t("desk.excel.items_replaced")
			}
		}
		if len(table.Warnings) > 0 {
			text += "\n\n" + d.t("desk.excel.warnings") + "\n" + strings.Join(table.Warnings, "\n")
		}
		if len(table.Items) > 0 && d.now.ID == "" {
			text += "\n" + d.t("desk.excel.items_need_meeting")
		}
		d.confirm(text, func() { d.takeTable(table) })
	})
}

// clearAgenda makes room for an agenda from a file, as long as nothing is recorded
// under the items of the template.
func (d *Desk) clearAgenda(ctx context.Context, wanted bool) error {
	m := d.opt.Room.Snapshot()
	if !wanted || m.Recorded() {
		return nil
	}
	for _, it := range m.Items {
		if err := d.opt.Room.Do(ctx, meeting.RemoveItem{Item: it.ID}); err != nil {
			return err
		}
	}
	return nil
}

// takeTable puts an agenda into the open meeting.
func (d *Desk) takeTable(table Table) {
	d.orders.add(func(ctx context.Context) error {
		if err := d.takeItems(ctx, table.Items); err != nil {
			return err
		}
		d.Notice(d.t("desk.excel.done"), false)
		return nil
	})
}

// takeItems puts the items of a file into the open meeting, if one is.
func (d *Desk) takeItems(ctx context.Context, items []meeting.Item) error {
	if d.opt.Room.Snapshot().ID == "" {
		return nil
	}
	if err := d.clearAgenda(ctx, len(items) > 0); err != nil {
		return err
	}
	for _, it := range items {
		if err := d.opt.Room.Do(ctx, meeting.PutItem{Item: it, At: 1 << 20}); err != nil {
			return err
		}
	}
	return nil
}
