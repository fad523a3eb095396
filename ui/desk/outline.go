package desk

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"phonghop/docs/page"
	"phonghop/ui"
)

// outline shows the headings of the document; a tap shows the place to the hall.
func (d *Desk) outline() {
	_, doc, ok := d.page()
	if !ok {
		return
	}
	go func() {
		list, err := d.opt.Pages.Outline(d.ctx, doc.SHA256)
		d.opt.Post(func() {
			switch {
			case d.ctx.Err() != nil:
			case err != nil:
				d.notice.show(d.opt.Errors.Text(err), true)
			case len(list) == 0:
				d.notice.show(d.t("desk.outline.none"), false)
			default:
				d.showOutline(doc.Title, list)
			}
		})
	}()
}

func (d *Desk) showOutline(title string, headings []page.Heading) {
	var close func()
	list := ui.NewList(d.keys, func() int { return len(headings) },
		func() fyne.CanvasObject {
			l := widget.NewLabel("")
			l.Truncation = fyne.TextTruncateEllipsis
			return l
		},
		func(i int, o fyne.CanvasObject) {
			h := headings[i]
			o.(*widget.Label).SetText(strings.Repeat("      ", h.Level) + h.Title + " · " + d.t("desk.thumbnails.page", "n", h.Page))
		})
	list.OnSelected = func(i widget.ListItemID) {
		close()
		d.goTo(headings[i].Page - 1)
	}
	close = d.ask(d.t("desk.outline.title", "name", title), list, "", fyne.NewSize(640, 520), nil).Hide
}

// followLink goes where a link of the page leads that lies under a point, in parts of the
// page as it is turned.
func (d *Desk) followLink(x, y float64) {
	s, doc, ok := d.page()
	if !ok {
		return
	}
	go func() {
		links, err := d.opt.Pages.Links(d.ctx, doc.SHA256, s.Page+1)
		d.opt.Post(func() {
			if now, _, ok := d.page(); err != nil || !ok || now.Document != s.Document || now.Page != s.Page {
				return // a link that cannot be read is none
			}
			for _, l := range links {
				if r := ui.Turned(l.Part, doc.Turn); x >= r.X && x <= r.X+r.W && y >= r.Y && y <= r.Y+r.H {
					d.goTo(l.Page - 1)
					return
				}
			}
		})
	}()
}
