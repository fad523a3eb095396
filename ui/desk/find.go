package desk

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// findRest is how long somebody must not type before the words are looked for: keyboards
// for Vietnamese pass through letters that are not meant.
const findRest = 250 * time.Millisecond

// findView is the strip in which words are looked for in the document that is shown.
type findView struct {
	desk   *Desk
	object *fyne.Container
	words  *ui.Entry
	said   *widget.Label
	rest   *time.Timer
	cancel context.CancelFunc
}

func newFindView(d *Desk) *findView {
	v := &findView{desk: d, words: ui.NewEntry(d.keys), said: widget.NewLabel("")}
	v.words.SetPlaceHolder(d.t("desk.find.words"))
	v.words.OnSubmitted = func(string) { v.look(1) }
	v.words.OnChanged = func(string) {
		if v.rest != nil {
			v.rest.Stop()
		}
		v.rest = time.AfterFunc(findRest, func() { d.opt.Post(func() { v.look(0) }) })
	}
	back := ui.NewButton(d.keys, d.t("desk.find.back"), theme.MoveUpIcon(), func() { v.look(-1) })
	on := ui.NewButton(d.keys, d.t("desk.find.on"), theme.MoveDownIcon(), func() { v.look(1) })
	end := ui.NewButton(d.keys, "", theme.CancelIcon(), v.close)
	v.object = container.NewBorder(nil, nil, nil, container.NewHBox(v.said, back, on, end), v.words)
	v.object.Hide()
	return v
}

// open shows the strip.
func (v *findView) open() {
	if _, _, ok := v.desk.page(); !ok {
		v.desk.notice.show(v.desk.t("desk.find.no_page"), false)
		return
	}
	v.object.Show()
	v.desk.stage.layout()
	v.desk.win.Canvas().Focus(v.words)
}

// close takes the strip and the marks away.
func (v *findView) close() {
	v.stop()
	v.object.Hide()
	v.words.SetText("")
	v.rest.Stop()
	v.said.SetText("")
	v.desk.stage.layout()
	v.desk.win.Canvas().Unfocus()
	if s, _, ok := v.desk.page(); ok && s.Find != "" {
		s.Find, s.Hit = "", 0
		v.desk.put(s)
	}
}

func (v *findView) stop() {
	if v.cancel != nil {
		v.cancel()
		v.cancel = nil
	}
}

// look goes to the next place of the words, or the one before, or for 0 to the first one
// from what is shown.
func (v *findView) look(by int) {
	v.rest.Stop()
	v.stop()
	d := v.desk
	s, doc, ok := d.page()
	query := strings.TrimSpace(v.words.Text)
	if !ok || query == "" || doc.Pages == 0 {
		return
	}
	if s.Find != query {
		s.Find, s.Hit, by = query, 0, 0
	}
	ctx, cancel := context.WithCancel(d.ctx)
	v.cancel = cancel
	v.said.SetText(d.t("desk.find.looking"))
	go func() {
		to, spot, err := seek(ctx, d.opt.Pages, doc, s, by)
		d.opt.Post(func() {
			switch {
			case ctx.Err() != nil:
			case err != nil:
				v.said.SetText(d.opt.Errors.Text(err))
			case spot == nil:
				v.said.SetText(d.t("desk.find.none"))
			default:
				v.said.SetText(d.t("desk.find.page", "n", to.Page+1))
				d.put(v.inSight(to, doc, *spot))
			}
		})
	}()
}

// inSight scrolls the page so that the place is seen, in the upper part of the window.
func (v *findView) inSight(s meeting.Stage, doc meeting.Document, spot ui.Spot) meeting.Stage {
	region := v.desk.opt.Screen.Region(doc, s)
	if len(spot.Parts) == 0 || region.Shows(spot.Parts[0]) {
		return s
	}
	s.View.X = spot.Parts[0].X + spot.Parts[0].W/2
	s.View.Y = max(0, spot.Parts[0].Y-region.H/4)
	return s
}

// seek finds the next place of the stage's words, through all pages and on from the other
// end. It returns no place where there is none. A page that cannot be read is passed over.
func seek(ctx context.Context, pages ui.Finder, doc meeting.Document, s meeting.Stage, by int) (meeting.Stage, *ui.Spot, error) {
	step := 1
	if by < 0 {
		step = -1
	}
	hit := s.Hit + by
	var bad error
	for range doc.Pages + 1 {
		spots, err := ui.Spots(ctx, pages, doc, s)
		if ctx.Err() != nil {
			return s, nil, ctx.Err()
		}
		if err != nil {
			bad = err
		}
		if hit == fromEnd {
			hit = len(spots) - 1
		}
		if hit >= 0 && hit < len(spots) {
			s.Hit = hit
			return s, &spots[hit], nil
		}
		s.Page = (s.Page + step + doc.Pages) % doc.Pages
		if hit = 0; step < 0 {
			hit = fromEnd
		}
	}
	return s, nil, bad
}

// fromEnd is the last place on a page, wherever that is.
const fromEnd = 1 << 30
