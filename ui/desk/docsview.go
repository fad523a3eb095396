package desk

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
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
	head := widget.NewLabelWithStyle(d.t("desk.docs"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	scroll := container.NewVScroll(v.rows)
	scroll.SetMinSize(fyne.NewSize(0, 76))
	v.object = container.NewBorder(container.NewBorder(nil, nil, head, container.NewHBox(v.all, add)), nil, nil, nil, scroll)
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
	stage := d.opt.Room.Stage()
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
	level := widget.NewLabel(d.levelText(doc.Level) + " · " + d.t("desk.pages", "n", doc.Pages))
	level.SizeName = theme.SizeNameCaptionText
	show := ui.NewButton(d.keys, d.t("desk.show"), theme.ComputerIcon(), func() {
		d.showDocument(doc.ID)
	})
	edit := ui.NewButton(d.keys, "", theme.MoreVerticalIcon(), func() { d.documentForm(doc) })
	edit.Importance = widget.LowImportance
	return container.NewBorder(nil, nil, nil, container.NewHBox(level, show, edit), title)
}

func (d *Desk) levels() []meeting.Level {
	return []meeting.Level{meeting.Public, meeting.Internal, meeting.Recall, meeting.ProjectorOnly}
}

func (d *Desk) levelText(l meeting.Level) string { return d.t("level." + string(l)) }

// addDocument asks for a file and brings it in under the chosen item.
func (d *Desk) addDocument() {
	d.pickFile([]string{".pdf"}, func(path string) { d.importDocument(path, false) })
}

// importDocument brings a file in. A file without text is asked about once: a
// program cannot see a stamp on a scan.
func (d *Desk) importDocument(path string, declared bool) {
	into, item := d.now.ID, d.selected
	go func() {
		doc, err := d.opt.Files.Import(d.ctx, path, declared)
		d.opt.Post(func() {
			switch {
			case err != nil && d.opt.Files.NeedsDeclaration(err):
				d.ask(d.t("desk.declare.title"), sentence(d.t("desk.declare.text", "name", filepath.Base(path))), d.t("desk.declare.yes"), fyne.NewSize(560, 240), func() bool {
					d.importDocument(path, true)
					return true
				})
				d.boxes[len(d.boxes)-1].deliberate = true
			case err != nil:
				d.tell(filepath.Base(path), d.opt.Errors.Text(err))
			default:
				d.doIn(into, meeting.PutDocument{Document: doc, Item: item}, nil)
				d.notice.offer(d.t("desk.docs.added", "name", doc.Title, "level", d.levelText(doc.Level)), false,
					d.t("desk.docs.change_level"), func() { d.documentForm(doc) })
			}
		})
	}()
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
	f := d.form(doc.Name, []*widget.FormItem{
		widget.NewFormItem(d.t("desk.docs.title"), title),
		widget.NewFormItem(d.t("desk.docs.number"), number),
		widget.NewFormItem(d.t("desk.docs.level"), level),
		widget.NewFormItem("", hint),
		widget.NewFormItem("", guests),
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
	for _, f := range files {
		path := f.Path()
		switch strings.ToLower(filepath.Ext(path)) {
		case ".hop":
			d.openMeeting(path)
		case ".xlsx":
			d.readTable(path)
		default:
			if d.now.ID == "" {
				d.notice.show(d.t("desk.drop_without_meeting"), true)
				return
			}
			d.importDocument(path, false)
		}
	}
}
