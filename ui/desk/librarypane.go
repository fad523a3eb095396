package desk

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// libraryPane is the chosen document of the library: a page of it, where it comes from
// and where it was shown, and what can be done with it.
type libraryPane struct {
	view    *libraryView
	object  fyne.CanvasObject
	picture *picture
	about   *widget.Label
	row     libraryRow
	leaf    []*ui.Button // a page back and on, at the desk
	inRoom  []*ui.Button // show and add: need an open meeting
	level   *ui.Button
}

func newLibraryPane(v *libraryView) *libraryPane {
	d := v.desk
	p := &libraryPane{view: v, picture: newPicture(d, ""), about: widget.NewLabel("")}
	p.about.Wrapping = fyne.TextWrapWord
	p.about.SizeName = theme.SizeNameCaptionText
	back := ui.NewButton(d.keys, "", theme.NavigateBackIcon(), func() { p.turn(-1) })
	on := ui.NewButton(d.keys, "", theme.NavigateNextIcon(), func() { p.turn(1) })
	show := ui.NewButton(d.keys, d.t("desk.library.show"), theme.ComputerIcon(), p.show)
	show.Importance = widget.HighImportance
	add := ui.NewButton(d.keys, d.t("desk.library.add"), theme.ContentAddIcon(), p.add)
	p.level = ui.NewButton(d.keys, d.t("desk.library.level"), theme.MoreVerticalIcon(), p.changeLevel)
	p.leaf, p.inRoom = []*ui.Button{back, on}, []*ui.Button{show, add}
	about := container.NewVScroll(p.about)
	about.SetMinSize(fyne.NewSize(0, 96))
	below := container.NewVBox(about, container.NewHBox(back, on, show), container.NewHBox(add, p.level))
	p.object = container.NewBorder(nil, below, nil, nil, p.picture.object)
	p.clear()
	return p
}

func (p *libraryPane) clear() {
	p.row = libraryRow{}
	p.picture.head.SetText("")
	p.picture.say("")
	p.picture.mark(meeting.Document{}, meeting.Stage{})
	p.about.SetText("")
	for _, b := range slices.Concat(p.leaf, p.inRoom, []*ui.Button{p.level}) {
		b.Disable()
	}
}

// choose shows a row's page at the desk.
func (p *libraryPane) choose(row libraryRow) {
	p.row = row
	p.picture.spots = nil // those of the row before
	p.picture.lay()
	p.refresh()
}

func (p *libraryPane) refresh() {
	d, k := p.view.desk, p.row.doc
	if k.SHA256 == "" {
		return
	}
	doc := k.Document
	here, inMeeting := kept(d.now, k)
	if inMeeting {
		doc = here
	}
	p.picture.head.SetText(d.t("desk.page_of", "n", p.row.page+1, "of", doc.Pages) + " · " + doc.Title)
	stage := meeting.Stage{Show: meeting.ShowPage, Document: doc.ID, Page: p.row.page, View: meeting.View{Fit: meeting.FitPage}, Find: p.row.query}
	p.picture.show(doc, stage)
	p.picture.mark(doc, stage)
	p.about.SetText(d.aboutKept(k))
	for _, b := range p.leaf {
		b.Enable()
	}
	for _, b := range p.inRoom {
		enable(b, d.now.ID != "")
	}
	enable(p.level, inMeeting)
}

func enable(b *ui.Button, on bool) {
	if on {
		b.Enable()
	} else {
		b.Disable()
	}
}

// turn leafs at the desk; the hall sees nothing of it.
func (p *libraryPane) turn(by int) {
	p.row.page = max(0, min(p.row.page+by, p.row.doc.Pages-1))
	p.refresh()
}

// show puts the page on the projector. A document of another meeting comes into this one
// first, with the level that it has there.
func (p *libraryPane) show() {
	d, row := p.view.desk, p.row
	put := func(doc meeting.Document) {
		d.showFound(doc, meeting.Stage{Show: meeting.ShowPage, Document: doc.ID, Page: row.page, View: meeting.View{Fit: d.reading.fit}, Find: row.query})
	}
	p.view.close()
	if doc, ok := kept(d.now, row.doc); ok {
		put(doc)
		return
	}
	d.takeOver(row.doc, d.selected, put)
}

// add puts the document under the chosen item.
func (p *libraryPane) add() {
	d, v := p.view.desk, p.view
	it, _ := d.now.Item(d.selected)
	d.takeOver(p.row.doc, it.ID, func(doc meeting.Document) {
		v.status.SetText(d.t("desk.library.added", "name", doc.Title, "item", it.Title, "level", d.levelText(doc.Level)))
		p.refresh()
	})
}

// takeOver puts a document of the library under an item of the open meeting and tells, on
// the main goroutine, what the meeting knows it as. Its bytes are stored once, whichever
// meetings have it, and it stands in a meeting once.
func (d *Desk) takeOver(k meeting.Kept, item string, then func(meeting.Document)) {
	id, fresh := d.now.ID, k.Fresh()
	d.orders.add(func(ctx context.Context) error {
		m := d.opt.Room.Snapshot() // what was asked for before is done by now
		if m.ID != id {
			d.Notice(d.t("desk.other_meeting"), true)
			return nil
		}
		doc, ok := kept(m, k)
		if !ok {
			doc = fresh
		}
		if err := d.opt.Room.Do(ctx, meeting.PutDocument{Document: doc, Item: item}); err != nil {
			return err
		}
		d.opt.Post(func() { then(doc) })
		return nil
	})
}

// showFound shows a page to the hall, scrolled to the first of the words that were looked
// for. They are marked at the desk only.
func (d *Desk) showFound(doc meeting.Document, stage meeting.Stage) {
	looked := stage
	stage.Find = ""
	if looked.Find == "" {
		d.jump(stage)
		return
	}
	go func() {
		_, err := d.opt.Pages.Measure(d.ctx, doc.SHA256)
		spots, bad := ui.Spots(d.ctx, d.opt.Pages, doc, looked)
		d.opt.Post(func() {
			if err == nil && bad == nil && len(spots) > 0 {
				stage = d.find.inSight(stage, doc, spots[0])
			}
			d.jump(stage)
		})
	}()
}

// changeLevel opens what is known of a document of this meeting, in place of the library.
func (p *libraryPane) changeLevel() {
	d := p.view.desk
	if doc, ok := kept(d.now, p.row.doc); ok {
		p.view.close()
		d.documentForm(doc)
	}
}

// kept returns what a meeting knows of a document, by its bytes.
func kept(m *meeting.Meeting, k meeting.Kept) (meeting.Document, bool) {
	i := slices.IndexFunc(m.Documents, func(x meeting.Document) bool { return x.SHA256 == k.SHA256 })
	if i < 0 {
		return meeting.Document{}, false
	}
	return m.Documents[i], true
}

// levelOf is a document's level in the open meeting, or in the latest that has it.
func (d *Desk) levelOf(k meeting.Kept) meeting.Level {
	if doc, ok := kept(d.now, k); ok {
		return doc.Level
	}
	return k.Level
}

// origin says where a document comes from.
func (d *Desk) origin(k meeting.Kept) string {
	o := k.Origin()
	return d.t("desk.library.origin", "date", day(o), "meeting", o.Meeting.Title)
}

// aboutKept says all that the library knows of a document.
func (d *Desk) aboutKept(k meeting.Kept) string {
	lines := []string{d.levelText(d.levelOf(k)) + " · " + d.t("desk.pages", "n", k.Pages) + " · " + k.Name, d.origin(k)}
	if item := k.Origin().Item; item != "" {
		lines[1] += " · " + item
	}
	if d.opt.Library.Wordless(k) {
		lines = append(lines, d.t("desk.library.wordless"))
	}
	var shown []string
	for _, u := range k.Shown() {
		shown = append(shown, day(u)+" "+u.Meeting.Title)
	}
	if len(shown) == 0 {
		return strings.Join(append(lines, d.t("desk.library.never")), "\n")
	}
	return strings.Join(append(lines, d.t("desk.library.shown", "where", strings.Join(shown, "; "))), "\n")
}

// day is the date of a use.
func day(u meeting.Use) string { return u.Meeting.Planned.Format("02/01/2006") }
