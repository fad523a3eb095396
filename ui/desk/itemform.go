package desk

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

var parts = []meeting.Part{meeting.Opening, meeting.Content, meeting.Closing}

// itemForm edits an agenda item, or inserts a new one after the chosen one.
func (d *Desk) itemForm(id string) {
	it, ok := d.now.Item(id)
	at := d.now.ItemIndex(d.selected) + 1
	if !ok {
		if id != "" {
			return
		}
		it = meeting.Item{ID: meeting.NewID(), Part: meeting.Content, Minutes: 10}
	}
	title, minutes := ui.NewArea(d.keys), ui.NewEntry(d.keys)
	title.SetText(it.Title)
	title.SetMinRowsVisible(2)
	minutes.SetText(strconv.Itoa(it.Minutes))
	var names []string
	for _, p := range parts {
		names = append(names, d.t("part."+string(p)))
	}
	part := ui.NewSelect(d.keys, names, nil)
	part.SetSelectedIndex(max(0, slices.Index(parts, it.Part)))
	who := newPicker(d, it.Presenter)
	talk := ui.NewCheck(d.keys, d.t("desk.item.discussion"), nil)
	talk.SetChecked(it.Discussion)
	docs := container.NewVBox()
	for _, doc := range d.now.Documents {
		c := ui.NewCheck(d.keys, doc.Title, func(on bool) {
			it.Documents = slices.DeleteFunc(slices.Clone(it.Documents), func(x string) bool { return x == doc.ID })
			if on {
				it.Documents = append(it.Documents, doc.ID)
			}
		})
		c.Checked = slices.Contains(it.Documents, doc.ID)
		docs.Add(c)
	}
	f := d.formUntil(d.t("desk.item"), []*widget.FormItem{
		widget.NewFormItem(d.t("desk.item.title"), title),
		widget.NewFormItem(d.t("desk.item.part"), part),
		widget.NewFormItem(d.t("desk.item.minutes"), minutes),
		widget.NewFormItem(d.t("desk.item.presenter"), who.object),
		widget.NewFormItem("", talk),
		widget.NewFormItem(d.t("desk.docs"), docs),
	}, func() string {
		n, err := numbers([]*ui.Entry{minutes})
		if err != nil || n[0] < 0 {
			return d.t("error.count")
		}
		if strings.TrimSpace(title.Text) == "" {
			return d.t("error.title_needed")
		}
		who.settle()
		it.Title, it.Minutes, it.Part, it.Presenter, it.Discussion = strings.Join(strings.Fields(title.Text), " "), n[0], parts[part.SelectedIndex()], who.chosen, talk.Checked
		d.do(meeting.PutItem{Item: it, At: at})
		return ""
	})
	f.Resize(fyne.NewSize(700, 580))
	d.win.Canvas().Focus(title)
}

// memberForm edits a person's line on this meeting's roll, or adds a person.
func (d *Desk) memberForm(p meeting.Member) {
	d.personForm(p, func(p meeting.Member) { d.do(meeting.PutMember{Member: p}) })
}

// personForm edits a person and hands the result to save.
func (d *Desk) personForm(p meeting.Member, save func(meeting.Member)) {
	if p.ID == "" {
		p.ID = meeting.MemberID(meeting.NewID())
	}
	name, post, year := ui.NewEntry(d.keys), ui.NewEntry(d.keys), ui.NewEntry(d.keys)
	name.SetText(p.Name)
	post.SetText(p.Post)
	if p.BirthYear > 0 {
		year.SetText(strconv.Itoa(p.BirthYear))
	}
	standings := []meeting.Standing{meeting.Active, meeting.Exempt, meeting.Away, meeting.Here, meeting.Suspended, meeting.Guest}
	var names []string
	for _, s := range standings {
		names = append(names, d.t("standing."+string(s)))
	}
	standing := ui.NewSelect(d.keys, names, nil)
	standing.SetSelectedIndex(max(0, slices.Index(standings, p.Standing)))
	official := ui.NewCheck(d.keys, d.t("member.official"), nil)
	official.SetChecked(p.Official)
	d.formUntil(d.t("desk.person"), []*widget.FormItem{
		widget.NewFormItem(d.t("member.name"), name),
		widget.NewFormItem(d.t("member.post"), post),
		widget.NewFormItem(d.t("member.birth_year"), year),
		widget.NewFormItem(d.t("member.standing"), standing),
		widget.NewFormItem("", official),
	}, func() string {
		n, err := numbers([]*ui.Entry{year})
		if err != nil {
			return d.t("error.count")
		}
		if strings.TrimSpace(name.Text) == "" {
			return d.t("error.title_needed")
		}
		p.Name, p.Post, p.BirthYear = strings.Join(strings.Fields(name.Text), " "), strings.TrimSpace(post.Text), n[0]
		p.Standing, p.Official = standings[standing.SelectedIndex()], official.Checked
		if p.IsGuest() {
			p.Official = false
		}
		save(p)
		return ""
	})
	d.win.Canvas().Focus(name)
}
