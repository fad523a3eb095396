package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// choice is a line of a menu, with the key that does the same.
type choice struct {
	word, key string
	do        func()
}

// tools are the menus of reading, for those who know no keys.
func (d *Desk) tools() fyne.CanvasObject {
	fit := func(f meeting.Fit) func() { return func() { d.setFit(f) } }
	return container.NewHBox(
		d.drop("desk.tool.look", theme.ZoomInIcon(),
			choice{"desk.tool.width", "F", fit(meeting.FitWidth)},
			choice{"desk.tool.text", "F", fit(meeting.FitText)},
			choice{"desk.tool.page", "F", fit(meeting.FitPage)},
			choice{"desk.tool.closer", "+", func() { d.zoom(zoomStep) }},
			choice{"desk.tool.further", "-", func() { d.zoom(1 / zoomStep) }},
			choice{"desk.tool.rotate", "R", d.rotate},
		),
		d.drop("desk.tool.go", theme.ListIcon(),
			choice{"desk.tool.go_to", "G", d.askPage},
			choice{"desk.tool.pages", "T", d.thumbnails},
			choice{"desk.tool.outline", "O", d.outline},
			choice{"desk.tool.find", "Ctrl+F", d.find.open},
			choice{"desk.tool.back", "Backspace", d.goBack},
		),
		d.drop("desk.tool.show", theme.ColorPaletteIcon(),
			choice{"desk.tool.board", "P", d.openBoard},
			choice{"desk.tool.hold", "F10", d.hold},
			choice{"desk.tool.over", "M", d.overForm},
			choice{"desk.tool.timer", "", d.timerForm},
		),
	)
}

// quickShow shows a file full-screen in a program of its own, without the meeting.
func (d *Desk) quickShow() {
	d.pickFile(nil, func(path string) {
		go func() {
			if err := d.opt.Files.QuickShow(d.ctx, path); err != nil && d.ctx.Err() == nil {
				d.opt.Post(func() { d.notice.show(d.opt.Errors.Text(err), true) })
			}
		}()
	})
}

// drop is a button that opens a menu.
func (d *Desk) drop(word string, icon fyne.Resource, choices ...choice) *ui.Button {
	b := ui.NewButton(d.keys, d.t(word), icon, nil)
	b.OnTapped = func() {
		var items []*fyne.MenuItem
		for _, c := range choices {
			text := d.t(c.word)
			if c.key != "" {
				text += "  (" + c.key + ")"
			}
			items = append(items, fyne.NewMenuItem(text, c.do))
		}
		widget.ShowPopUpMenuAtRelativePosition(fyne.NewMenu("", items...), d.win.Canvas(), fyne.NewPos(0, b.Size().Height), b)
	}
	return b
}
