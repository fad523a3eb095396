package desk

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/ui"
)

// WordForm is the form of a paper, which a cell may have in Word in its own way.
type WordForm struct {
	Key, Title string
	Own        bool // the cell has put in its own
}

// FormCheck is what a cell's own form was found to be.
type FormCheck struct {
	Data     []byte   // the form that was checked
	Fields   int      // places in it
	Problems []string // mistakes with their places, in words; with any, it cannot be used
	Unknown  []string // places that the program does not know, which would stay open
	Lost     []string // what its PDF does not show
}

// Forms are the Word forms of papers.
type Forms interface {
	List() ([]WordForm, error)
	Write(key, path string) error // the one in use, to be changed in Word
	Check(ctx context.Context, key, path string) (FormCheck, error)
	Keep(key string, c FormCheck) error // a form that was checked
	Reset(key string) error             // to the built-in one
	Marks(key string) string            // what may be written in it, a line each
}

// formsView lists the forms, and puts the cell's own in their places.
type formsView struct {
	desk   *Desk
	forms  []WordForm
	chosen int
	list   *ui.List
	own    *ui.Button
	reset  *ui.Button
	status *widget.Label
}

// openForms opens the Word forms of papers.
func (d *Desk) openForms() *formsView {
	v := &formsView{desk: d, status: widget.NewLabel("")}
	v.load(v.open)
	return v
}

// load reads which forms are the cell's own.
func (v *formsView) load(then func()) {
	v.desk.run(func(context.Context) (err error) {
		v.forms, err = v.desk.opt.Forms.List()
		return err
	}, then)
}

func (v *formsView) open() {
	d := v.desk
	v.status.Wrapping = fyne.TextWrapWord
	v.list = ui.NewList(d.keys, func() int { return len(v.forms) }, func() fyne.CanvasObject {
		mark := widget.NewLabel("")
		mark.Importance = widget.HighImportance
		return container.NewBorder(nil, nil, nil, mark, widget.NewLabel(""))
	}, v.line)
	v.list.OnSelected = func(i int) { v.chosen = i; v.show() }
	button := func(word string, icon fyne.Resource, do func()) *ui.Button {
		return ui.NewButton(d.keys, d.t(word), icon, do)
	}
	export := button("forms.export", theme.DownloadIcon(), v.export)
	export.Importance = widget.HighImportance
	v.own, v.reset = button("forms.use", theme.UploadIcon(), v.use), button("forms.reset", theme.ContentUndoIcon(), v.back)
	hint := widget.NewLabel(d.t("forms.hint"))
	hint.Wrapping = fyne.TextWrapWord
	right := container.NewVBox(hint, export, v.own, v.reset, button("forms.marks", theme.ListIcon(), v.marks), v.status)
	split := container.NewHSplit(v.list, container.NewVScroll(right))
	split.SetOffset(0.5)
	size := d.win.Canvas().Size()
	d.ask(d.t("forms.title"), split, "", fyne.NewSize(min(980, size.Width-60), min(600, size.Height-60)), nil)
	v.list.Select(0)
}

func (v *formsView) line(i int, o fyne.CanvasObject) {
	c := o.(*fyne.Container)
	mark := ""
	if v.forms[i].Own {
		mark = v.desk.t("forms.own")
	}
	c.Objects[0].(*widget.Label).SetText(v.forms[i].Title)
	c.Objects[1].(*widget.Label).SetText(mark)
}

// show says which form is used.
func (v *formsView) show() {
	f := v.forms[v.chosen]
	word := "forms.uses_built_in"
	if f.Own {
		word = "forms.uses_own"
		v.reset.Enable()
	} else {
		v.reset.Disable()
	}
	v.status.SetText(v.desk.t(word, "name", f.Title))
}

// changed shows what is true after a change.
func (v *formsView) changed(text string) {
	v.load(func() {
		v.list.Refresh()
		v.show()
		v.desk.notice.show(text, false)
	})
}

func (v *formsView) export() {
	d, f := v.desk, v.forms[v.chosen]
	d.pickTarget(f.Title+".docx", func(path string) {
		d.run(func(context.Context) error { return d.opt.Forms.Write(f.Key, path) }, func() {
			d.notice.offer(d.t("desk.saved_file", "path", path), false, d.t("desk.open_file"), func() { d.openPath(path) })
		})
	})
}

// use checks a form from Word, and keeps it with a yes.
func (v *formsView) use() {
	v.desk.pickFile([]string{".docx"}, v.useFile)
}

func (v *formsView) useFile(path string) {
	d, f := v.desk, v.forms[v.chosen]
	var c FormCheck
	d.run(func(ctx context.Context) (err error) {
		c, err = d.opt.Forms.Check(ctx, f.Key, path)
		return err
	}, func() {
		if len(c.Problems) > 0 {
			d.tell(d.t("forms.problems", "name", filepath.Base(path)), d.t("forms.unchanged")+"\n\n"+strings.Join(c.Problems, "\n"))
			return
		}
		text := []string{d.t("forms.understood", "n", c.Fields, "name", f.Title)}
		if len(c.Unknown) > 0 {
			text = append(text, d.t("forms.unknown")+"\n"+strings.Join(c.Unknown, "\n"))
		}
		if len(c.Lost) > 0 {
			text = append(text, d.t("forms.lost")+"\n"+strings.Join(c.Lost, "\n"))
		}
		d.ask(d.t("forms.use"), sentence(strings.Join(text, "\n\n")), d.t("forms.use_yes"), fyne.NewSize(640, 360), func() bool {
			d.run(func(context.Context) error { return d.opt.Forms.Keep(f.Key, c) }, func() { v.changed(d.t("forms.kept", "name", f.Title)) })
			return true
		})
	})
}

// back goes back to the built-in form.
func (v *formsView) back() {
	d, f := v.desk, v.forms[v.chosen]
	d.confirm(d.t("forms.reset_sure", "name", f.Title), func() {
		d.run(func(context.Context) error { return d.opt.Forms.Reset(f.Key) }, func() { v.changed(d.t("forms.reset_done", "name", f.Title)) })
	})
}

// marks shows what may be written in a form, to be copied.
func (v *formsView) marks() {
	d := v.desk
	text := d.opt.Forms.Marks(v.forms[v.chosen].Key)
	body := widget.NewLabel(d.t("forms.language") + "\n\n" + text)
	body.Wrapping = fyne.TextWrapWord
	body.Selectable = true
	copied := ui.NewButton(d.keys, d.t("forms.copy"), theme.ContentCopyIcon(), func() {
		d.opt.App.Clipboard().SetContent(text)
		d.notice.show(d.t("forms.copied"), false)
	})
	d.ask(d.t("forms.marks"), container.NewBorder(nil, copied, nil, nil, container.NewVScroll(body)), "", fyne.NewSize(680, 500), nil)
}
