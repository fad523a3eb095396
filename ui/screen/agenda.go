package screen

import (
	"fmt"
	"image/color"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"phonghop/meeting"
	"phonghop/ui"
)

// around is how many items stand on either side of the current one.
const around = 2

// agendaPage shows the current item in full, and two on either side.
func (s *Screen) agendaPage(m *meeting.Meeting, size fyne.Size) []fyne.CanvasObject {
	margin := size.Width * 0.04
	inner := size.Width - 2*margin
	head := line{text: m.Title, size: size.Height / 17, bold: true, color: ui.Accent}.wrap(inner, 1)
	out, y := stack(head, margin, size.Height*0.025, inner, fyne.TextAlignCenter)
	y += size.Height * 0.02

	current := m.ItemIndex(m.Current)
	from, to := window(current, len(m.Items))
	type block struct {
		lines   []line
		current bool
		height  float32
	}
	var blocks []block
	used := float32(0)
	for i := from; i < to; i++ {
		b := block{current: i == current}
		if b.current {
			now := line{text: s.opt.Words.T("screen.now", "at", hour(m.Items[i].Began())), size: size.Height * smallest, bold: true, color: ui.Accent}
			b.lines = append(now.wrap(inner*0.94, 1), line{text: itemText(m, i), size: size.Height / 16, bold: true}.wrap(inner*0.94, 2)...)
		} else {
			b.lines = line{text: itemText(m, i), size: size.Height * smallest, color: quiet(m.Items[i])}.wrap(inner, 1)
		}
		for _, l := range b.lines {
			b.height += l.measure().Height
		}
		used += b.height
		blocks = append(blocks, b)
	}
	if len(blocks) == 0 {
		return out
	}
	gap := min((size.Height*0.97-y-used)/float32(len(blocks)), size.Height*0.05)
	for _, b := range blocks {
		if b.current {
			out = append(out, frame(margin*0.6, y-gap*0.3, size.Width-margin*1.2, b.height+gap*0.6)...)
			var objects []fyne.CanvasObject
			objects, y = stack(b.lines, margin+inner*0.03, y, inner*0.94, fyne.TextAlignLeading)
			out = append(out, objects...)
		} else {
			var objects []fyne.CanvasObject
			objects, y = stack(b.lines, margin, y, inner, fyne.TextAlignLeading)
			out = append(out, objects...)
		}
		y += gap
	}
	return out
}

// window returns which of n items are shown around the current one (-1: none is), so
// that the place is filled at both ends of the agenda.
func window(current, n int) (from, to int) {
	show := min(n, 2*around+1)
	from = max(0, min(current-around, n-show))
	return from, from + show
}

func itemText(m *meeting.Meeting, i int) string {
	return fmt.Sprintf("%s  %d. %s", hour(m.PlannedStart(i)), i+1, m.Items[i].Title)
}

// quiet is the colour of an item beside the current one; what is over or skipped is
// greyer, but never thin grey.
func quiet(it meeting.Item) color.Color {
	if it.Skipped || !it.Finished().IsZero() {
		return color.NRGBA{R: 0x5a, G: 0x56, B: 0x52, A: 0xff}
	}
	return ink
}

// frame marks the current item by a bar and a box, so that colour is not alone.
func frame(x, y, w, h float32) []fyne.CanvasObject {
	box := canvas.NewRectangle(color.NRGBA{R: 0xfb, G: 0xee, B: 0xea, A: 0xff})
	box.StrokeColor, box.StrokeWidth = ui.Accent, 3
	box.Move(fyne.NewPos(x, y))
	box.Resize(fyne.NewSize(w, h))
	bar := canvas.NewRectangle(ui.Accent)
	bar.Move(fyne.NewPos(x, y))
	bar.Resize(fyne.NewSize(w*0.012, h))
	return []fyne.CanvasObject{box, bar}
}

func hour(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("15:04")
}
