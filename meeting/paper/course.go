package paper

import (
	"fmt"
	"strings"

	"phonghop/docs/sheet"
	"phonghop/meeting"
)

// regularCourse writes part II of a regular meeting (form 01).
func (c *composer) regularCourse() {
	c.fixed(sheet.Heading, c.f.Part2)
	c.opening()
	c.content()
	c.discussion()
	c.closingItems("6. ")
}

// items are the agenda items of a part, without those that were passed over. The parts of form 01 are: the opening, what
// was presented, what was discussed, the closing.
func (c *composer) items(part meeting.Part, discussion bool) []meeting.Item {
	var out []meeting.Item
	for _, it := range c.m.Items {
		p := it.Part
		if p == "" {
			p = meeting.Content
		}
		match := it.Discussion
		if !discussion {
			match = !it.Discussion && p == part
		}
		if match && (!it.Skipped || len(it.Held) > 0) {
			out = append(out, it)
		}
	}
	return out
}

// item writes an agenda item: its title, its times, who answered for it.
func (c *composer) item(it meeting.Item, mark, sentence, person string) {
	c.auto("item:"+it.ID, mark, c.f.say(sentence, fields{
		"ten_muc": bare(it.Title), "luc": c.f.spans(it.Held), "nguoi": person,
	}))
}

func (c *composer) notes(it meeting.Item) { c.typed("", paragraphs(c.m.Notes[it.ID])) }

func (c *composer) opening() {
	f, m := c.f, c.m
	items := c.items(meeting.Opening, false)
	key, luc := "opening_head", ""
	if len(items) > 0 {
		key, luc = "item:"+items[0].ID, f.spans(items[0].Held)
	}
	c.title(key, "1. ", f.say(f.OpeningHead, fields{"luc": luc}))
	dues := fields{}
	if m.Dues != nil {
		dues = fields{"dang_phi": fmt.Sprintf("%s/%s", two(m.Dues.Paid), two(m.Dues.Due)), "ghi_chu": bare(m.Dues.Note)}
	}
	c.auto("opening", "- ", f.say(f.Opening, dues))
	onAgenda := 0
	for _, it := range m.Items {
		if !it.Skipped {
			onAgenda++
		}
	}
	vote := ""
	if v, ok := c.agendaVote(items); ok {
		vote = f.say(f.AgendaVote, fields{"tan_thanh": two(v.InFavour), "co_mat": two(v.Voters)})
	}
	c.auto("agenda", "- ", f.say(f.Agenda, fields{"so_muc": two(onAgenda), "bq_chuong_trinh": vote}))
	for i, it := range items {
		if i > 0 {
			c.item(it, "- ", f.PlainItem, m.Name(it.Presenter))
		}
		c.notes(it)
	}
}

// agendaVote is the first vote of the opening, by which the agenda is adopted.
func (c *composer) agendaVote(opening []meeting.Item) (meeting.Motion, bool) {
	for _, it := range opening {
		for _, v := range c.m.Motions {
			if v.Item == it.ID {
				return v, true
			}
		}
	}
	return meeting.Motion{}, false
}

func (c *composer) content() {
	c.fixed(sheet.SubHeading, "2. "+c.f.ContentHead)
	n := 0
	next := func() string { n++; return fmt.Sprintf("2.%d. ", n) }
	for _, it := range c.items(meeting.Content, false) {
		c.item(it, next(), c.f.Item, c.m.Name(it.Presenter))
		lines := paragraphs(c.m.Notes[it.ID])
		if len(lines) == 0 && it.Presenter == "" {
			continue
		}
		if len(lines) == 0 {
			lines = []string{""}
		}
		c.typed("- ", []string{sentence(c.f.say(c.f.ItemMain, fields{"tom_tat": lines[0]}))})
		c.typed("", lines[1:])
	}
	c.reviewed(next)
}

// discussion writes who said what, then what the secretary typed of criticism and of petitions, which form 01 wants as
// points 4 and 5: a typed paragraph that begins with those words goes there.
func (c *composer) discussion() {
	f := c.f
	c.title("discussion", "3. ", f.say(f.DiscussionHead, c.speakers()))
	var rest, criticism, petitions []string
	for _, it := range c.items("", true) {
		c.item(it, "- ", f.PlainItem, "")
		for _, line := range paragraphs(c.m.Notes[it.ID]) {
			switch low := strings.ToLower(line); {
			case strings.HasPrefix(low, f.CriticismStarts):
				criticism = append(criticism, line)
			case strings.HasPrefix(low, f.PetitionsStart):
				petitions = append(petitions, line)
			default:
				rest = append(rest, line)
			}
		}
	}
	c.opinions()
	c.typed("", rest)
	c.criticism("4. ", criticism)
	c.petitions("5. ", petitions)
}

// speakers counts who spoke. How often is said only when it is not the same number.
func (c *composer) speakers() fields {
	people, turns := c.m.Speakers("")
	v := fields{}
	if people > 0 {
		v["so_nguoi"] = two(people)
	}
	if turns != people {
		v["so_luot"] = two(turns)
	}
	return v
}

func (c *composer) opinions() {
	for _, o := range c.m.Opinions {
		lines := paragraphs(o.Text)
		first := ""
		if len(lines) > 0 {
			first = lines[0]
		}
		c.typed("- ", []string{c.f.say(c.f.Opinion, fields{"ten": c.m.Name(o.Member), "y_kien": first})})
		if len(lines) > 1 {
			c.typed("", lines[1:])
		}
	}
}

// closingItems writes the items of the closing part and the breaks.
func (c *composer) closingItems(mark string) {
	items := c.items(meeting.Closing, false)
	if len(items) > 0 {
		c.fixed(sheet.SubHeading, mark+c.f.ClosingHead)
	}
	for _, it := range items {
		c.item(it, "- ", c.f.PlainItem, c.m.Name(it.Presenter))
		c.notes(it)
	}
	pauses := c.f.spans(c.m.Pauses)
	c.auto("pauses", "- ", when(len(pauses), c.f.say(c.f.Pauses, fields{"luc": pauses})))
}

// thematicCourse writes part II of a thematic meeting (form 02).
func (c *composer) thematicCourse() {
	f := c.f
	c.fixed(sheet.Heading, f.Part2)
	n := 0
	next := func() string { n++; return fmt.Sprintf("%d. ", n) }

	opening := c.items(meeting.Opening, false)
	key, luc := "opening_head", ""
	if len(opening) > 0 {
		key, luc = "item:"+opening[0].ID, f.spans(opening[0].Held)
	}
	c.auto(key, next(), f.say(f.ThematicPurpose, fields{"chu_tri": c.m.Name(c.m.Chair), "luc": luc}))
	for i, it := range opening {
		if i > 0 {
			c.item(it, "- ", f.PlainItem, c.m.Name(it.Presenter))
		}
		c.notes(it)
	}
	for _, it := range c.items(meeting.Content, false) {
		c.item(it, next(), f.ThematicItem, c.m.Name(it.Presenter))
		c.typed("", paragraphs(c.m.Notes[it.ID]))
	}
	discussed := c.items("", true)
	questions := ""
	for _, it := range discussed {
		questions = strings.TrimSpace(questions + " " + bare(c.m.Notes[it.ID]))
	}
	c.auto("questions", next(), f.say(f.ThematicQuestions, fields{"cau_hoi": questions}))
	c.title("discussion", next(), f.say(f.ThematicDiscussion, c.speakers()))
	for _, it := range discussed {
		c.item(it, "- ", f.PlainItem, "")
	}
	c.opinions()
	c.reviewed(next)
	if len(c.m.Remarks) > 0 {
		c.criticism(next(), nil)
	}
	if len(c.m.Petitions) > 0 {
		c.petitions(next(), nil)
	}
	c.closingItems(next())
}
