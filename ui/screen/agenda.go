package screen

import (
	"fmt"

	"fyne.io/fyne/v2"

	"phonghop/assets/words"
	"phonghop/meeting"
	"phonghop/ui"
)

// around is how many items stand on either side of the current one.
const around = 2

// agendaView is the agenda as the hall sees it.
type agendaView struct {
	title  string
	status string // what is to be known besides, or ""
	rows   [2*around + 1]row
}

// row is an agenda item; the zero row is none.
type row struct {
	time, title   string
	current, over bool
}

// viewAgenda returns the current item and two on either side; the first items before
// the meeting, the last ones after it. Skipped items are left out.
func viewAgenda(m *meeting.Meeting, w *words.Words) agendaView {
	v := agendaView{title: m.Title}
	switch m.Phase {
	case meeting.Running:
	case meeting.Paused:
		v.status = w.T("screen.paused")
	case meeting.Ended:
		v.status = w.T("screen.ended")
	default:
		v.status = w.T("screen.begins", "time", m.Planned.Format("15:04"))
	}
	var places []int // of the items that are not skipped
	at := -1
	for i, it := range m.Items {
		if it.ID == m.Current {
			at = len(places)
		} else if it.Skipped {
			continue
		}
		places = append(places, i)
	}
	from, to := at-around, at+around+1
	if at < 0 && m.Phase == meeting.Ended {
		from, to = len(places)-len(v.rows), len(places)
	} else if at < 0 {
		from, to = 0, len(v.rows)
	}
	for n, i := range places[max(0, from):max(0, min(to, len(places)))] {
		it := m.Items[i]
		v.rows[n] = row{
			time: m.PlannedStart(i).Format("15:04"), title: fmt.Sprintf("%d. %s", i+1, it.Title),
			current: it.ID == m.Current, over: it.ID != m.Current && len(it.Held) > 0,
		}
	}
	return v
}

// agendaLayout is the agenda broken into lines at a size of text.
type agendaLayout struct {
	head  face
	title []string
	rows  [][]string
	lines int
	whole bool // neither the title nor the current item is cut
}

func (v agendaView) draw(f *frame) {
	var l agendaLayout
	for _, size := range sizes {
		l = v.layout(f, size*f.h)
		if l.whole && float32(l.lines)*l.head.line() <= f.h*0.8 {
			break
		}
	}
	top := f.band()
	count := 0
	for _, lines := range l.rows {
		if len(lines) > 0 {
			count++
		}
	}
	// What is free is shared by the gaps: above and below the title, between the rows
	// and at the bottom.
	free := f.h - top - float32(l.lines)*l.head.line()
	gap := min(free/float32(count+3), f.h*0.045)
	y := top + (free-gap*float32(count+1))/2
	y = f.lines(f.margin(), y, f.w-2*f.margin(), l.title, l.head)
	if v.status != "" {
		status := l.head
		status.colour = ui.Accent
		y = f.lines(f.margin(), y, f.w-2*f.margin(), []string{v.status}, status)
	}
	y += gap * 1.4
	for i, lines := range l.rows {
		if len(lines) > 0 {
			y = v.rows[i].draw(f, y, lines, l.head.size, gap) + gap
		}
	}
}

// layout breaks the agenda into lines: the title takes at most two, the items one
// each, and the current one what is left.
func (v agendaView) layout(f *frame, size float32) agendaLayout {
	l := agendaLayout{head: face{size: size, bold: true, colour: letters, align: fyne.TextAlignLeading}}
	l.title, l.whole = balance(v.title, l.head, f.w-2*f.margin(), 2)
	fixed := len(l.title) // every line but the current item's
	if v.status != "" {
		fixed++
	}
	for _, r := range v.rows {
		if r.title != "" && !r.current {
			fixed++
		}
	}
	l.lines = fixed
	for _, r := range v.rows {
		most := 1
		if r.current {
			most = mostLines - fixed
		}
		lines, whole := wrap(r.title, r.face(size), f.w-r.left(f, size)-1.5*f.margin(), most)
		if r.current {
			l.whole = l.whole && whole
			l.lines += len(lines)
		}
		l.rows = append(l.rows, lines)
	}
	return l
}

// face is how the row's text looks.
func (r row) face(size float32) face {
	switch {
	case r.current:
		return face{size: size, bold: true, colour: letters}
	case r.over:
		return face{size: size, colour: passed}
	}
	return face{size: size, colour: letters}
}

// left is where the row's title begins: behind a bar and the time.
func (r row) left(f *frame, size float32) float32 {
	return f.margin() + face{size: size, bold: true}.width("00:00") + size*0.9
}

// draw draws the row from y and returns where it ends. The current item is told by a
// frame, a bar and bold letters, so that it stands out without colour too.
func (r row) draw(f *frame, y float32, lines []string, size, gap float32) float32 {
	t := r.face(size)
	left := r.left(f, size)
	height := float32(len(lines)) * t.line()
	if r.current {
		pad := gap * 0.45
		border := f.box(f.margin()*0.5, y-pad, f.w-f.margin(), height+2*pad, tint)
		border.StrokeColor, border.StrokeWidth = ui.Accent, max(2, f.h*0.005)
		f.box(f.margin()*0.5, y-pad, f.margin()*0.5, height+2*pad, ui.Accent)
	}
	when := t
	if r.current {
		when.colour = ui.Accent
	}
	f.text(f.margin()+size*0.35, y, left, r.time, when)
	return f.lines(left, y, f.w-left, lines, t)
}
