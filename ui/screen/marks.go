package screen

import (
	"context"

	"phonghop/meeting"
	"phonghop/ui"
)

// mark draws on the page that is shown what was drawn on it, and marks the words that are
// looked for.
func (v *pageView) mark(doc meeting.Document, stage meeting.Stage) {
	v.layer.show(v.screen.opt.Room.Snapshot(), doc, stage)
	if v.marking != nil {
		v.marking()
		v.marking = nil
	}
	if stage.Find == "" {
		v.marks.Clear()
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
