package desk

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// picker chooses a person of the roll: a few letters, then a tap, or Enter for the
// first. Marks need not be typed.
type picker struct {
	object fyne.CanvasObject
	entry  *ui.Entry
	chosen meeting.MemberID
	next   func()               // where typing goes on after Enter; may be nil
	taken  func(meeting.Member) // told of whoever is tapped; may be nil

	roll  []meeting.Member
	found []meeting.Member
	list  *ui.List
	quiet bool
}

func newPicker(d *Desk, chosen meeting.MemberID) *picker {
	p := &picker{entry: ui.NewEntry(d.keys), roll: slices.Clone(d.now.Roll), chosen: chosen}
	meeting.SortByGivenName(p.roll)
	p.found = p.roll
	p.entry.SetPlaceHolder(d.t("desk.find_name"))
	p.list = ui.NewList(d.keys, func() int { return len(p.found) },
		func() fyne.CanvasObject { return widget.NewLabel("") },
		func(i int, o fyne.CanvasObject) { o.(*widget.Label).SetText(p.found[i].Name) })
	p.list.OnSelected = func(i int) { p.take(p.found[i]) }
	p.entry.OnChanged = func(s string) {
		if !p.quiet {
			p.filter(s)
		}
	}
	p.entry.OnSubmitted = func(string) {
		if len(p.found) > 0 {
			p.take(p.found[0])
			if p.next != nil {
				p.next()
			}
		}
	}
	p.quiet = true
	p.entry.SetText(d.now.Name(chosen))
	p.quiet = false
	p.object = container.NewBorder(p.entry, nil, nil, nil, container.NewGridWrap(fyne.NewSize(460, 130), p.list))
	return p
}

func (p *picker) filter(s string) {
	p.chosen = ""
	p.found = p.found[:0:0]
	for _, m := range p.roll {
		if strings.Contains(meeting.Fold(m.Name), meeting.Fold(s)) {
			p.found = append(p.found, m)
		}
	}
	p.list.UnselectAll()
	p.list.Refresh()
}

func (p *picker) take(m meeting.Member) {
	p.chosen = m.ID
	p.quiet = true
	p.entry.SetText(m.Name)
	p.quiet = false
	if p.taken != nil {
		p.taken(m)
	}
}

// clear empties the field for the next name.
func (p *picker) clear() {
	p.entry.SetText("")
	p.chosen = ""
}

// settle takes the only person that fits what was typed, where none was tapped.
func (p *picker) settle() {
	if p.chosen == "" && strings.TrimSpace(p.entry.Text) != "" && len(p.found) == 1 {
		p.take(p.found[0])
	}
}
