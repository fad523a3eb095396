package desk

import (
	"cmp"
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
)

// openRegister lists the numbered papers of the cell, what is missing or doubled first.
func (d *Desk) openRegister() {
	var cell meeting.Cell
	d.run(func(context.Context) (err error) {
		cell, _, err = d.opt.Archive.Cell()
		return err
	}, func() {
		rows := container.NewVBox()
		line := func(text string, importance widget.Importance) {
			l := widget.NewLabel(text)
			l.Wrapping, l.Importance = fyne.TextWrapWord, importance
			rows.Add(l)
		}
		for _, text := range d.numberTroubles(cell, "") {
			line(text, widget.DangerImportance)
		}
		register := slices.Clone(cell.Register)
		slices.SortStableFunc(register, func(a, b meeting.Registered) int {
			return cmp.Or(cmp.Compare(b.Term, a.Term), cmp.Compare(a.Type, b.Type), cmp.Compare(b.Number, a.Number))
		})
		for _, r := range register {
			line(d.t("papers.entry", "n", r.Number, "type", r.Type, "term", r.Term, "date", r.Date.Vietnamese(), "title", r.Title), widget.MediumImportance)
		}
		if len(register) == 0 {
			line(d.t("papers.register_empty"), widget.MediumImportance)
		}
		d.ask(d.t("papers.register"), container.NewVScroll(rows), "", fyne.NewSize(720, max(420, d.win.Canvas().Size().Height-80)), nil)
	})
}
