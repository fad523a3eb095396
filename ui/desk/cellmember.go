package desk

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// memberStandings are the standings of members in the order of the choice; guests are of a meeting.
var memberStandings = []meeting.Standing{meeting.Active, meeting.Exempt, meeting.Away, meeting.Here, meeting.Suspended}

// edit changes a member's line, or adds a member. A change of category asks for its day.
func (v *cellRoll) edit(p meeting.Member) {
	d, before := v.desk, p
	fresh := p.ID == ""
	if fresh {
		p.ID = meeting.MemberID(meeting.NewID())
	}
	name, post, year := ui.NewEntry(d.keys), ui.NewEntry(d.keys), ui.NewEntry(d.keys)
	name.SetText(p.Name)
	post.SetText(p.Post)
	if p.BirthYear > 0 {
		year.SetText(strconv.Itoa(p.BirthYear))
	}
	var words []string
	for _, s := range memberStandings {
		words = append(words, d.t("standing."+string(s)))
	}
	standing := ui.NewSelect(d.keys, words, nil)
	standing.SetSelectedIndex(max(0, slices.Index(memberStandings, p.Standing)))
	official := ui.NewCheck(d.keys, d.t("member.official"), nil)
	official.SetChecked(p.Official)
	since := v.newSince()
	d.formUntil(d.t("roll.member"), append([]*widget.FormItem{
		widget.NewFormItem(d.t("member.name"), name),
		widget.NewFormItem(d.t("member.birth_year"), year),
		widget.NewFormItem(d.t("member.post"), post),
		widget.NewFormItem("", official),
		widget.NewFormItem(d.t("member.standing"), standing),
	}, since.items()...), func() string {
		n, err := numbers([]*ui.Entry{year})
		if err != nil || n[0] != 0 && (n[0] < 1900 || n[0] > 2100) {
			return d.t("error.count")
		}
		if strings.TrimSpace(name.Text) == "" {
			return d.t("error.title_needed")
		}
		p.Name, p.Post, p.BirthYear = name.Text, strings.TrimSpace(post.Text), n[0]
		p.Standing, p.Official = memberStandings[standing.SelectedIndex()], official.Checked
		on, wrong := since.read(!fresh && !meeting.SameCategory(before, p))
		if wrong != "" {
			return wrong
		}
		d.changeCell(rollOrder{
			change:  func(c *meeting.Cell) error { return c.PutMember(p, on, strings.TrimSpace(since.note.Text)) },
			meeting: since.meeting(), touched: []meeting.MemberID{p.ID},
		})
		return ""
	}).Resize(fyne.NewSize(700, 560))
	d.win.Canvas().Focus(name)
}

// remove takes a member off the roll, with the day and the reason.
func (v *cellRoll) remove(p meeting.Member) {
	d, since := v.desk, v.newSince()
	d.formUntil(d.t("roll.remove", "name", p.Name), since.items(), func() string {
		on, wrong := since.read(true)
		if wrong != "" {
			return wrong
		}
		d.changeCell(rollOrder{
			change:  func(c *meeting.Cell) error { return c.RemoveMember(p.ID, on, strings.TrimSpace(since.note.Text)) },
			meeting: since.meeting(), touched: []meeting.MemberID{p.ID},
		})
		return ""
	})
}

// since is the part of a form that says from when a change counts, and where.
type since struct {
	desk    *Desk
	day     *ui.Entry
	mistake *ui.Check
	note    *ui.Entry
	too     *ui.Check // the meeting that is being prepared follows
	id      string
}

func (v *cellRoll) newSince() *since {
	d := v.desk
	s := &since{
		desk: d, day: ui.NewEntry(d.keys), note: ui.NewEntry(d.keys), id: d.now.ID,
		mistake: ui.NewCheck(d.keys, d.t("roll.mistake"), nil), too: d.meetingToo(),
	}
	s.day.SetPlaceHolder(d.t("roll.since_hint"))
	s.mistake.OnChanged = func(yes bool) {
		if yes {
			s.day.Disable()
		} else {
			s.day.Enable()
		}
	}
	return s
}

// meetingToo asks whether the meeting that is being prepared follows the cell's roll; hidden where none is.
func (d *Desk) meetingToo() *ui.Check {
	c := ui.NewCheck(d.keys, d.t("roll.import.meeting"), nil)
	preparing := d.now.ID != "" && d.now.Phase == meeting.Preparing
	c.Checked, c.Hidden = preparing, !preparing
	return c
}

func (s *since) items() []*widget.FormItem {
	d := s.desk
	items := []*widget.FormItem{
		widget.NewFormItem(d.t("roll.since"), s.day),
		widget.NewFormItem("", s.mistake),
		widget.NewFormItem(d.t("roll.note"), s.note),
	}
	if !s.too.Hidden {
		items = append(items, widget.NewFormItem("", s.too))
	}
	return items
}

// read gives the day of the change, "" for a mistake that is corrected; or what is wrong with it.
func (s *since) read(needed bool) (meeting.Date, string) {
	if s.mistake.Checked {
		return "", ""
	}
	day, ok := s.desk.readDay(s.day.Text)
	switch {
	case !ok:
		return "", s.desk.t("error.bad_date")
	case needed && day == "":
		return "", s.desk.t("error.date_needed")
	}
	return day, ""
}

func (s *since) meeting() string {
	if s.too.Checked {
		return s.id
	}
	return ""
}

func yearText(p meeting.Member) string {
	if p.BirthYear == 0 {
		return ""
	}
	return strconv.Itoa(p.BirthYear)
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
