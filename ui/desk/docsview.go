package desk

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// docsView lists the documents of the chosen item, or all of the meeting.
type docsView struct {
	desk   *Desk
	object fyne.CanvasObject
	rows   *fyne.Container
	all    *ui.Check
}

func newDocsView(d *Desk) *docsView {
	v := &docsView{desk: d, rows: container.NewVBox()}
	v.all = ui.NewCheck(d.keys, d.t("desk.docs.all"), func(bool) { v.refresh() })
	add := ui.NewButton(d.keys, d.t("desk.docs.add"), theme.ContentAddIcon(), d.addDocument)
	library := ui.NewButton(d.keys, d.t("desk.library"), theme.SearchIcon(), d.openLibrary)
	head := widget.NewLabelWithStyle(d.t("desk.docs"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	scroll := container.NewVScroll(v.rows)
	scroll.SetMinSize(fyne.NewSize(0, 76))
	v.object = container.NewBorder(container.NewBorder(nil, nil, head, container.NewHBox(v.all, library, add)), nil, nil, nil, scroll)
	return v
}

func (v *docsView) refresh() {
	d := v.desk
	v.rows.Objects = v.rows.Objects[:0]
	var list []meeting.Document
	if v.all.Checked {
		list = d.now.Documents
	} else if it, ok := d.now.Item(d.selected); ok {
		for _, id := range it.Documents {
			if doc, ok := d.now.Document(id); ok {
				list = append(list, doc)
			}
		}
	}
	stage := d.shown()
	for _, doc := range list {
		v.rows.Add(v.row(doc, stage.Show == meeting.ShowPage && stage.Document == doc.ID))
	}
	if len(list) == 0 {
		none := widget.NewLabel(d.t("desk.docs.none"))
		none.Importance = widget.LowImportance
		v.rows.Add(none)
	}
	v.rows.Refresh()
}

func (v *docsView) row(doc meeting.Document, shown bool) fyne.CanvasObject {
	d := v.desk
	title := widget.NewLabel(doc.Title)
	title.Truncation = fyne.TextTruncateEllipsis
	if shown {
		title.TextStyle.Bold = true
		title.Importance = widget.HighImportance
	}
	level := widget.NewLabel(d.levelText(doc.Level) + " · " + d.t("desk.pages", "n", doc.Pages) + d.signedText(doc))
	level.SizeName = theme.SizeNameCaptionText
	outside := ui.NewButton(d.keys, d.t("desk.docs.open"), theme.MediaPlayIcon(), func() { d.openOutside(doc) })
	outside.Hidden = doc.Kind != meeting.KindLink && doc.Kind != meeting.KindVideo
	show := ui.NewButton(d.keys, d.t("desk.show"), theme.ComputerIcon(), func() {
		d.showDocument(doc.ID)
	})
	edit := ui.NewButton(d.keys, "", theme.MoreVerticalIcon(), func() { d.documentForm(doc) })
	edit.Importance = widget.LowImportance
	return container.NewBorder(nil, nil, nil, container.NewHBox(level, outside, show, edit), title)
}

// signedText says that a document bears a signature that nobody has checked.
func (d *Desk) signedText(doc meeting.Document) string {
	if !doc.Signed {
		return ""
	}
	return " · " + d.t("desk.docs.signed")
}

// openOutside opens a film or a link in the system's own program.
func (d *Desk) openOutside(doc meeting.Document) {
	d.run(func(context.Context) error { return d.opt.Files.OpenOutside(doc) }, nil)
}

func (d *Desk) levels() []meeting.Level {
	return []meeting.Level{meeting.Public, meeting.Internal, meeting.Recall, meeting.ProjectorOnly}
}

func (d *Desk) levelText(l meeting.Level) string { return d.t("level." + string(l)) }

// documentEndings are those that the file dialog shows. What a file is follows from its
// bytes; pictures of telephones are shown so that the secretary reads why they fail.
var documentEndings = []string{
	".pdf", ".docx", ".doc", ".odt", ".rtf", ".pptx", ".ppt", ".odp", ".xlsx", ".xls", ".ods",
	".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".heic", ".heif", ".avif",
	".txt", ".md", ".url", ".mp4", ".mov", ".mkv", ".webm", ".avi", ".wmv", ".mpg",
}

// addDocument asks for a file and brings it in under the chosen item.
func (d *Desk) addDocument() {
	d.pickFile(documentEndings, func(path string) { d.bringIn([]consignment{d.fileConsignment(path)}) })
}

// addFolder asks for a folder and brings in its files, such as those of a USB stick.
func (d *Desk) addFolder() {
	d.pickFolder(func(path string) {
		d.lastDir = path
		d.takeFiles([]string{path})
	})
}

// documentForm changes what is known of a document, above all who may see it.
func (d *Desk) documentForm(doc meeting.Document) {
	title, number := ui.NewEntry(d.keys), ui.NewEntry(d.keys)
	title.SetText(doc.Title)
	number.SetText(doc.Number)
	var names []string
	for _, l := range d.levels() {
		names = append(names, d.levelText(l))
	}
	hint := widget.NewLabel("")
	hint.Wrapping = fyne.TextWrapWord
	level := ui.NewSelect(d.keys, names, nil)
	level.OnChanged = func(string) {
		hint.SetText(d.t("level.hint." + string(d.levels()[level.SelectedIndex()])))
	}
	level.SetSelected(d.levelText(doc.Level))
	guests := ui.NewCheck(d.keys, d.t("desk.docs.guests"), nil)
	guests.SetChecked(doc.ForGuests)
	remove := ui.NewButton(d.keys, d.t("desk.docs.remove"), theme.DeleteIcon(), nil)
	sha := widget.NewLabel(doc.SHA256)
	sha.Wrapping = fyne.TextWrapBreak
	sha.Selectable = true
	f := d.form(doc.Name, []*widget.FormItem{
		widget.NewFormItem(d.t("desk.docs.title"), title),
		widget.NewFormItem(d.t("desk.docs.number"), number),
		widget.NewFormItem(d.t("desk.docs.level"), level),
		widget.NewFormItem("", hint),
		widget.NewFormItem("", guests),
		widget.NewFormItem(d.t("desk.docs.sha"), sha),
		widget.NewFormItem("", remove),
	}, func() {
		doc.Title, doc.Number, doc.ForGuests = title.Text, number.Text, guests.Checked
		doc.Level = d.levels()[level.SelectedIndex()]
		d.do(meeting.PutDocument{Document: doc})
	})
	remove.OnTapped = func() {
		f.Hide()
		d.confirm(d.t("desk.confirm_delete", "name", doc.Title), func() { d.do(meeting.RemoveDocument{ID: doc.ID}) })
	}
}

// dropped takes files that were dropped onto the window.
func (d *Desk) dropped(files []fyne.URI) {
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = f.Path()
	}
	d.takeFiles(paths)
}

// tableOrDocument asks what an Excel file is for. Before any meeting is open it can only be
// a table.
func (d *Desk) tableOrDocument(path string) {
	if d.now.ID == "" {
		d.readTable(path)
		return
	}
	var box *dialog.CustomDialog
	table := ui.NewButton(d.keys, d.t("desk.sheet.table"), nil, func() {
		box.Hide()
		d.readTable(path)
	})
	body := container.NewBorder(nil, table, nil, nil, sentence(d.t("desk.sheet.text", "name", filepath.Base(path))))
	box = d.ask(d.t("desk.sheet.title"), body, d.t("desk.sheet.document"), fyne.NewSize(560, 240), func() bool {
		d.bringIn([]consignment{d.fileConsignment(path)})
		return true
	})
}

// takeFiles opens a meeting file, reads a table that comes before any meeting is open, and
// brings everything else in as documents.
func (d *Desk) takeFiles(paths []string) {
	var list []consignment
	for _, path := range filesIn(paths) {
		ext := strings.ToLower(filepath.Ext(path))
		switch {
		case ext == ".hop":
			d.openMeeting(path)
		case ext == ".xlsx" && len(paths) == 1:
			d.tableOrDocument(path)
		default:
			list = append(list, d.fileConsignment(path))
		}
	}
	d.bringIn(list)
}

// filesIn takes the files of folders that were dropped in place of the folders, without
// folders in them and what systems and office programs hide there.
func filesIn(paths []string) []string {
	var out []string
	for _, path := range paths {
		if st, err := os.Stat(path); err != nil || !st.IsDir() {
			out = append(out, path)
			continue
		}
		entries, err := os.ReadDir(path)
		if err != nil {
			out = append(out, path) // importing it tells why
			continue
		}
		for _, e := range entries {
			name := e.Name()
			hidden := strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || slices.Contains([]string{"Thumbs.db", "desktop.ini"}, name)
			other := strings.EqualFold(filepath.Ext(name), ".hop") // a folder never opens another meeting
			if e.Type().IsRegular() && !hidden && !other {
				out = append(out, filepath.Join(path, name))
			}
		}
	}
	return out
}
