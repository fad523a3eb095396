package screen

import (
	"context"

	"phonghop/meeting"
	"phonghop/ui"
)

// mark marks the words that are looked for on the page that is shown.
func (v *pageView) mark(doc meeting.Document, stage meeting.Stage) {
	if v.marking != nil {
		v.marking()
		v.marking = nil
	}
	if stage.Find == "" {
		v.marks.Show(nil, meeting.WholePage, v.image.Position(), v.image.Size())
		return
	}
	ctx, cancel := context.WithCancel(v.screen.ctx)
	v.marking = cancel
	go func() {
		spots, err := ui.Spots(ctx, v.screen.opt.Pages, doc, stage)
		v.screen.opt.Post(func() {
			if ctx.Err() == nil && err == nil { // without marks the page is still read
				v.marks.Show(spots, v.screen.Region(doc, stage), v.image.Position(), v.image.Size())
			}
		})
	}()
}
