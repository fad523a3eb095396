package desk

import (
	"context"
	"slices"

	"phonghop/meeting"
	"phonghop/ui"
)

// letterSizes are the sizes of the desk's letters that one may choose; 1 is normal.
var letterSizes = []float32{1, 1.2, 1.4, 1.6}

// letterSize is how large the desk's letters are.
func (d *Desk) letterSize() float32 {
	if t, ok := d.opt.App.Settings().Theme().(*ui.Theme); ok {
		return t.Scale
	}
	return 1
}

// letters makes the desk's letters larger at once, or smaller, and keeps it so. The
// projector's follow its window alone.
func (d *Desk) letters(by int) {
	at := max(0, slices.Index(letterSizes, d.letterSize()))
	size := letterSizes[max(0, min(at+by, len(letterSizes)-1))]
	d.opt.App.Settings().SetTheme(ui.NewTheme(size))
	d.stage.refresh()
	d.notice.mention(d.t("desk.letters", "n", int(size*100+0.5)))
	d.orders.add(func(context.Context) error {
		set, err := d.opt.Archive.Settings()
		if err != nil {
			return err
		}
		set.TextSize = size
		return d.keepSettings(set)
	})
}

// keepSettings stores settings and tells of them; not on the main goroutine.
func (d *Desk) keepSettings(set meeting.Settings) error {
	if err := d.opt.Archive.SaveSettings(set); err != nil {
		return err
	}
	d.opt.Post(func() {
		if d.opt.OnSettings != nil {
			d.opt.OnSettings(set)
		}
	})
	return nil
}
