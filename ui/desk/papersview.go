package desk

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// papersView lists the papers of the meeting, shows the pages of one as they will be printed, and exports those that are
// ticked.
type papersView struct {
	desk    *Desk
	kinds   []PaperKind
	ticked  map[string]bool
	chosen  int
	doc     meeting.Document // the pages that are shown
	page    int
	list    *ui.List
	picture *picture
	status  *widget.Label
	fill    *ui.Button
	number  *ui.Button
	making  int // the preview that was asked for last
	closed  bool
}

// openPapers opens the papers of the meeting.
func (d *Desk) openPapers() {
	if d.now.ID == "" {
		return
	}
	d.notes.flush()
	d.end.flush()
	v := &papersView{desk: d, kinds: d.opt.Papers.Kinds(d.now), ticked: map[string]bool{}, picture: newPicture(d, ""), status: widget.NewLabel("")}
	v.status.Wrapping = fyne.TextWrapWord
	for _, k := range v.kinds {
		v.ticked[k.Key] = k.Key == "minutes"
	}
	v.list = ui.NewList(d.keys, func() int { return len(v.kinds) }, func() fyne.CanvasObject {
		return container.NewBorder(nil, nil, ui.NewCheck(d.keys, "", nil), nil, widget.NewLabel(""))
	}, v.line)
	v.list.OnSelected = v.choose
	button := func(word string, icon fyne.Resource, do func()) *ui.Button {
		return ui.NewButton(d.keys, d.t(word), icon, do)
	}
	v.fill, v.number = button("papers.fill", theme.DocumentCreateIcon(), v.fillForm), button("papers.number", nil, v.numberForm)
	export := button("papers.export", theme.DownloadIcon(), v.export)
	export.Importance = widget.HighImportance
	leaf := container.NewHBox(button("papers.back", theme.NavigateBackIcon(), func() { v.turn(-1) }), button("papers.on", theme.NavigateNextIcon(), func() { v.turn(1) }),
		button("papers.show", theme.ComputerIcon(), v.show))
	tools := container.NewVBox(container.NewHBox(v.fill, v.number), container.NewHBox(button("papers.print", theme.DocumentPrintIcon(), v.print),
		button("papers.folder", theme.FolderOpenIcon(), d.openExports)),
		container.NewHBox(button("papers.handbook", theme.ContentCopyIcon(), d.openHandbook), export))
	left := container.NewBorder(nil, container.NewVBox(v.status, tools), nil, nil, v.list)
	split := container.NewHSplit(left, container.NewBorder(nil, leaf, nil, nil, v.picture.object))
	split.SetOffset(0.42)
	size := d.win.Canvas().Size()
	d.ask(d.t("papers.title"), split, "", fyne.NewSize(max(640, size.Width-60), max(420, size.Height-60)), nil)
	d.boxes[len(d.boxes)-1].closed = func() {
		v.closed = true
		v.picture.stop()
		v.drop(meeting.Document{})
	}
	v.list.Select(0)
}

func (v *papersView) line(i int, o fyne.CanvasObject) {
	c := o.(*fyne.Container)
	k := v.kinds[i]
	c.Objects[0].(*widget.Label).SetText(k.Title)
	check := c.Objects[1].(*ui.Check)
	check.OnChanged = nil
	check.SetChecked(v.ticked[k.Key])
	check.OnChanged = func(on bool) { v.ticked[k.Key] = on }
}

func (v *papersView) choose(i int) {
	v.chosen, v.page = i, 0
	v.refresh()
}

// refresh sets the chosen paper anew, off the windows' goroutine.
func (v *papersView) refresh() {
	d, k := v.desk, v.kinds[v.chosen]
	enable(v.fill, len(k.Typed) > 0)
	enable(v.number, k.Symbol != "")
	v.making++
	asked, m := v.making, d.opt.Room.Snapshot()
	var doc meeting.Document
	missing := 0
	d.run(func(context.Context) (err error) {
		doc, missing, err = d.opt.Papers.PaperPages(m, k.Key)
		return err
	}, func() {
		if v.closed || asked != v.making {
			if doc.SHA256 != v.doc.SHA256 {
				d.opt.Papers.DropReadBack(doc.SHA256)
			}
			return
		}
		v.drop(doc)
		v.doc = doc
		text := ""
		if missing > 0 {
			text = d.t("desk.export.missing", "n", missing)
		}
		v.status.SetText(text)
		v.turn(0)
	})
}

// drop lets the pages go that were shown before.
func (v *papersView) drop(next meeting.Document) {
	d := v.desk
	if old := v.doc; old.SHA256 != "" && old.SHA256 != next.SHA256 && (d.now.Draft == nil || d.now.Draft.SHA256 != old.SHA256) {
		d.run(func(context.Context) error { d.opt.Papers.DropReadBack(old.SHA256); return nil }, nil)
	}
}

// turn leafs through the paper at the desk.
func (v *papersView) turn(by int) {
	if v.doc.Pages == 0 {
		return
	}
	v.page = max(0, min(v.page+by, v.doc.Pages-1))
	v.picture.head.SetText(v.desk.t("desk.page_of", "n", v.page+1, "of", v.doc.Pages) + " · " + v.kinds[v.chosen].Title)
	v.picture.show(v.doc, meeting.Stage{Show: meeting.ShowPage, Page: v.page, View: meeting.View{Fit: meeting.FitPage}})
}

// show puts the paper on the projector.
func (v *papersView) show() {
	d := v.desk
	if v.doc.SHA256 == "" {
		return
	}
	d.doThen(meeting.PutDraft{Document: v.doc}, func(err error) {
		if err == nil {
			d.now = d.opt.Room.Snapshot()
			d.showDocument(meeting.DraftID)
		}
	})
}

// fillForm asks for what only a typed text fills.
func (v *papersView) fillForm() {
	d, k := v.desk, v.kinds[v.chosen]
	var items []*widget.FormItem
	fields := make([]*ui.Entry, len(k.Typed))
	for i, f := range k.Typed {
		fields[i] = ui.NewArea(d.keys)
		fields[i].SetText(d.now.Texts[f.Key])
		fields[i].SetMinRowsVisible(3)
		label := widget.NewLabel(f.Label)
		label.Wrapping = fyne.TextWrapWord
		items = append(items, widget.NewFormItem("", label), widget.NewFormItem("", fields[i]))
	}
	form := d.formUntil(k.Title, items, func() string {
		for i, f := range k.Typed {
			if fields[i].Text != d.now.Texts[f.Key] {
				d.do(meeting.WriteText{Field: f.Key, Text: fields[i].Text})
			}
		}
		return ""
	})
	d.boxes[len(d.boxes)-1].closed = v.refresh
	form.Resize(fyne.NewSize(760, max(420, d.win.Canvas().Size().Height-80)))
}

// numberForm gives the paper its number. The register proposes the next one and tells of doubles.
func (v *papersView) numberForm() {
	d, k := v.desk, v.kinds[v.chosen]
	var cell meeting.Cell
	d.run(func(context.Context) (err error) {
		cell, _, err = d.opt.Archive.Cell()
		return err
	}, func() {
		number := ui.NewEntry(d.keys)
		now := d.now.PaperNumber(k.Symbol)
		if now == 0 {
			now = cell.NextNumber(k.Symbol)
		}
		number.SetText(strconv.Itoa(now))
		troubles := widget.NewLabel(strings.Join(d.numberTroubles(cell, k.Symbol), "\n"))
		troubles.Wrapping = fyne.TextWrapWord
		d.formUntil(k.Title, []*widget.FormItem{widget.NewFormItem(d.t("papers.number"), number), widget.NewFormItem("", troubles)}, func() string {
			n, err := numbers([]*ui.Entry{number})
			if err != nil || n[0] < 0 {
				return d.t("error.count")
			}
			d.do(meeting.NumberPaper{Type: k.Symbol, Number: n[0]})
			if n[0] > 0 {
				d.register(k, n[0])
			}
			return ""
		})
		d.boxes[len(d.boxes)-1].closed = v.refresh
	})
}

// register enters a paper of the meeting into the cell's register.
func (d *Desk) register(k PaperKind, number int) {
	entry := meeting.Registered{Type: k.Symbol, Number: number, Date: d.now.Day(), Title: k.Title + " · " + d.now.Title, Meeting: d.now.ID}
	of := d.now.Cell.Name
	d.changeCell(rollOrder{change: func(c *meeting.Cell) error {
		if c.Name == "" || of != "" && c.Name != of {
			return nil // the meeting is another cell's, as from a file
		}
		entry.Term = c.Term.Name
		*c = c.Enter(entry)
		return nil
	}, done: func(meeting.Cell) {}})
}

// registerAll enters the papers that were exported and bear a number.
func (d *Desk) registerAll(keys []string) {
	for _, k := range d.opt.Papers.Kinds(d.now) {
		if n := d.now.PaperNumber(k.Symbol); k.Symbol != "" && n > 0 && slices.Contains(keys, k.Key) {
			d.register(k, n)
		}
	}
}

// numberTroubles says which numbers of a type, of all for "", are missing or borne twice.
func (d *Desk) numberTroubles(cell meeting.Cell, symbol string) []string {
	var out []string
	for _, x := range cell.Troubles() {
		if symbol != "" && x.Type != symbol {
			continue
		}
		word := "papers.gap"
		if x.Double {
			word = "papers.double"
		}
		out = append(out, d.t(word, "n", x.Number, "type", x.Type, "term", x.Term))
	}
	return out
}

func (v *papersView) keys() []string {
	var keys []string
	for _, k := range v.kinds {
		if v.ticked[k.Key] {
			keys = append(keys, k.Key)
		}
	}
	return keys
}

// export writes the ticked papers; files that are there already are replaced only with a yes.
func (v *papersView) export() {
	d, keys := v.desk, v.keys()
	dir := d.opt.Papers.DefaultDir()
	if len(keys) == 0 {
		v.status.SetText(d.t("papers.none"))
		return
	}
	write := func() {
		d.run(func(ctx context.Context) error {
			_, err := d.opt.Papers.ExportPapers(ctx, d.opt.Room.Snapshot(), dir, keys, formats...)
			return err
		}, func() {
			d.registerAll(keys)
			v.status.SetText(d.t("desk.exported", "path", dir))
			d.notice.offer(d.t("desk.exported", "path", dir), false, d.t("desk.open_folder"), func() { d.openPath(dir) })
		})
	}
	var there []string
	d.run(func(context.Context) error {
		there = d.opt.Papers.ExistingPapers(d.opt.Room.Snapshot(), dir, keys, formats...)
		return nil
	}, func() {
		if len(there) == 0 {
			write()
			return
		}
		d.confirm(d.t("desk.export.replace", "name", filepath.Base(there[0]), "path", dir), write)
	})
}

func (v *papersView) print() {
	d, k := v.desk, v.kinds[v.chosen]
	d.run(func(ctx context.Context) error { return d.opt.Papers.Print(ctx, d.opt.Room.Snapshot(), k.Key) },
		func() { v.status.SetText(d.t("papers.printed", "name", k.Title)) })
}

// openHandbook lists what Sổ tay đảng viên điện tử asks for, in its order, each with a button that copies it.
func (d *Desk) openHandbook() {
	rows := container.NewVBox()
	for _, c := range slices.Clone(d.opt.Papers.Handbook(d.now)) {
		text := widget.NewLabel(c.Text)
		text.Wrapping = fyne.TextWrapWord
		head := widget.NewLabel(c.Label)
		head.TextStyle.Bold = true
		take := ui.NewButton(d.keys, d.t("papers.copy"), theme.ContentCopyIcon(), nil)
		take.OnTapped = func() {
			d.opt.App.Clipboard().SetContent(c.Text)
			take.SetText(d.t("papers.copied"))
		}
		rows.Add(container.NewBorder(head, widget.NewSeparator(), nil, container.NewVBox(take), text))
	}
	d.ask(d.t("papers.handbook"), container.NewVScroll(rows), "", fyne.NewSize(720, max(420, d.win.Canvas().Size().Height-80)), nil)
}

// openExports opens the folder where exports go.
func (d *Desk) openExports() {
	dir := d.opt.Papers.DefaultDir()
	d.run(func(context.Context) error { return os.MkdirAll(dir, 0o755) }, func() { d.openPath(dir) })
}
