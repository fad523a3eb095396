package desk

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// consignment is one thing on its way in: a file, a link or a text.
type consignment struct {
	name string
	take func(ctx context.Context, opt Import) (Imported, error)
	opt  Import
}

// intake brings in what was chosen, dropped or pasted at one time, one after the other,
// and tells of all of it in the end. Its fields belong to the goroutine that works, and
// to the main goroutine while that one waits for an answer.
type intake struct {
	desk    *Desk
	meeting string
	item    string // agenda item that gets the documents
	count   int

	added   []Imported
	refused []string // a line each: name and reason
	locked  []consignment
	unseen  []consignment // without text: a person has to look at them
}

// bringIn imports files, links and texts under the chosen item, without the hall seeing
// anything of it.
func (d *Desk) bringIn(list []consignment) {
	if len(list) == 0 {
		return
	}
	if d.now.ID == "" {
		d.notice.show(d.t("desk.drop_without_meeting"), true)
		return
	}
	in := &intake{desk: d, meeting: d.now.ID, item: d.selected, count: len(list)}
	in.start(list)
}

func (in *intake) start(list []consignment) {
	go func() {
		d := in.desk
		d.importing.Lock()
		for i, c := range list {
			in.takeOne(i, len(list), c)
		}
		d.importing.Unlock()
		if d.ctx.Err() == nil {
			d.opt.Post(in.next)
		}
	}()
}

// takeOne imports one thing. What is good stands on the desk at once.
func (in *intake) takeOne(i, of int, c consignment) {
	d := in.desk
	line := d.t("desk.import.progress", "n", i+1, "of", of, "name", c.name)
	say := func(text string) { d.opt.Post(func() { d.notice.mention(text) }) }
	say(line)
	c.opt.Progress = func(step string) { say(line + ": " + step) }
	got, err := c.take(d.ctx, c.opt)
	if d.ctx.Err() != nil {
		return
	}
	if err == nil {
		in.keep(&got)
		in.added = append(in.added, got)
		return
	}
	switch need := d.opt.Files.Needs(err); {
	case need == NeedDeclaration && !c.opt.Declared:
		in.unseen = append(in.unseen, c)
	case need == NeedPassword:
		in.locked = append(in.locked, c)
	default:
		in.refuse(c.name, d.opt.Errors.Text(err))
	}
}

func (in *intake) refuse(name, why string) { in.refused = append(in.refused, name+": "+why) }

// keep puts the document into the meeting. One that the meeting has already keeps its
// name and its level, and is only tied to the item.
func (in *intake) keep(got *Imported) {
	d := in.desk
	var here []meeting.Document
	if m := d.opt.Room.Snapshot(); m.ID == in.meeting {
		here = slices.Clone(m.Documents)
	}
	for _, a := range in.added {
		here = append(here, a.Document) // perhaps still on its way to the room
	}
	for _, doc := range here {
		if doc.SHA256 == got.Document.SHA256 {
			got.Document, got.Duplicate = doc, true
			break
		}
	}
	d.doIn(in.meeting, meeting.PutDocument{Document: got.Document, Item: in.item}, nil)
}

// next asks for what is missing, one question after the other, and tells in the end what
// became of everything.
func (in *intake) next() {
	switch {
	case len(in.locked) > 0:
		c := in.locked[0]
		in.locked = in.locked[1:]
		in.askPassword(c)
	case len(in.unseen) > 0:
		list := in.unseen
		in.unseen = nil
		in.askDeclaration(list)
	default:
		in.report()
	}
}

// askPassword asks for the password of a file. A wrong one is asked for again.
func (in *intake) askPassword(c consignment) {
	d := in.desk
	word := widget.NewPasswordEntry()
	text := d.t("desk.password.text", "name", c.name)
	if c.opt.Password != "" {
		text = d.t("desk.password.wrong", "name", c.name)
	}
	body := container.NewBorder(nil, word, nil, nil, sentence(text))
	box := in.question(d.t("desk.password.title"), body, d.t("desk.password.yes"), func() {
		c.opt.Password = word.Text
		in.start([]consignment{c})
	}, func() {
		in.refuse(c.name, d.t("error.file_encrypted"))
		in.next()
	})
	word.OnSubmitted = func(string) { box.ok() }
}

// askDeclaration asks about all files without text at once: a program cannot see a stamp
// on a scan.
func (in *intake) askDeclaration(list []consignment) {
	d := in.desk
	names := make([]string, len(list))
	for i, c := range list {
		names[i] = c.name
	}
	text := d.t("desk.declare.text", "name", strings.Join(names, "\n"))
	in.question(d.t("desk.declare.title"), sentence(text), d.t("desk.declare.yes"), func() {
		for i := range list {
			list[i].opt.Declared = true
		}
		in.start(list)
	}, func() {
		for _, name := range names {
			in.refuse(name, d.t("error.needs_declaration"))
		}
		in.next()
	})
}

// question asks, and goes on with yes or with no, whichever way the box was closed. It
// opens by itself while somebody may be typing, so it takes neither Enter nor the focus.
func (in *intake) question(title string, body fyne.CanvasObject, word string, yes, no func()) *box {
	d := in.desk
	agreed := false
	d.ask(title, body, word, fyne.NewSize(560, 280), func() bool { agreed = true; return true })
	box := d.boxes[len(d.boxes)-1]
	box.deliberate = true
	box.closed = func() {
		if agreed {
			yes()
		} else {
			no()
		}
	}
	return box
}

// report tells what became of everything: the refused ones in one list, with reasons.
func (in *intake) report() {
	d := in.desk
	switch n := len(in.added); {
	case n == 1 && in.added[0].Duplicate:
		doc := in.added[0].Document
		d.notice.offer(d.t("desk.docs.known", "name", doc.Title, "level", d.levelText(doc.Level)), false,
			d.t("desk.docs.change_level"), func() { d.documentForm(doc) })
	case n == 1:
		doc := in.added[0].Document
		d.notice.offer(d.t("desk.docs.added", "name", doc.Title, "level", d.levelText(doc.Level)), false,
			d.t("desk.docs.change_level"), func() { d.documentForm(doc) })
	case n > 1:
		known := 0
		for _, a := range in.added {
			if a.Duplicate {
				known++
			}
		}
		text := d.t("desk.import.done", "n", n)
		if known > 0 {
			text += " " + d.t("desk.import.known", "n", known)
		}
		d.notice.show(text, false)
	default:
		d.notice.object.Hide()
	}
	if len(in.refused) > 0 {
		d.tell(d.t("desk.import.refused", "n", len(in.refused), "of", in.count), strings.Join(in.refused, "\n\n"))
	}
}

// fileConsignment is a file at a path.
func (d *Desk) fileConsignment(path string) consignment {
	return consignment{name: filepath.Base(path), take: func(ctx context.Context, opt Import) (Imported, error) {
		return d.opt.Files.Import(ctx, path, opt)
	}}
}

// linkForm asks for a web address and its title.
func (d *Desk) linkForm(address string) {
	title, link := ui.NewEntry(d.keys), ui.NewEntry(d.keys)
	link.SetText(address)
	d.formUntil(d.t("desk.link.add"), []*widget.FormItem{
		widget.NewFormItem(d.t("desk.link.address"), link),
		widget.NewFormItem(d.t("desk.docs.title"), title),
	}, func() string {
		name := strings.TrimSpace(title.Text)
		if name == "" {
			return d.t("error.title_needed")
		}
		at := strings.TrimSpace(link.Text)
		if !webAddress(at) {
			return d.t("error.link")
		}
		d.bringIn([]consignment{{name: name, take: func(ctx context.Context, opt Import) (Imported, error) {
			return d.opt.Files.ImportLink(ctx, name, at, opt)
		}}})
		return ""
	})
	d.win.Canvas().Focus(title)
}
