package paper

import (
	"maps"
	"slices"
	"strings"

	"phonghop/docs/sheet"
	"phonghop/meeting"
)

// Line is a sentence that the program writes by itself. Numbers and hyphens before it are the paper's, not the sentence's.
type Line struct {
	// Key names the fact: "start", "present", "item:<id>", "motion:<id>", "end"…
	Key  string
	Text string
}

// MergedLine is a sentence of the program together with what a person made of it.
type MergedLine struct {
	Key string
	// Auto is what the program writes now; empty when the fact is gone.
	Auto string
	// Text is what the paper says.
	Text   string
	Edited bool
	// Stale is set when the fact has changed since the person edited the sentence.
	Stale bool
}

// Lines are the sentences that the program writes of the meeting as it is now, in the order of the minutes.
func Lines(m *meeting.Meeting) []Line {
	var out []Line
	for _, e := range compose(m) {
		if e.key != "" && e.text != "" {
			out = append(out, Line{Key: e.key, Text: e.text})
		}
	}
	return out
}

// Merged are the same sentences with the edits of the meeting. An edit whose fact is gone stays, as stale.
func Merged(m *meeting.Meeting) []MergedLine {
	var out []MergedLine
	for _, e := range compose(m) {
		if e.key == "" {
			continue
		}
		if line := merge(m, e); line.Text != "" {
			out = append(out, line)
		}
	}
	return out
}

func merge(m *meeting.Meeting, e entry) MergedLine {
	edit, edited := m.Edits[e.key]
	if !edited {
		return MergedLine{Key: e.key, Auto: e.text, Text: e.text}
	}
	return MergedLine{Key: e.key, Auto: e.text, Text: edit.Text, Edited: true, Stale: edit.Basis != e.text}
}

// entry is a part of the minutes in reading order: a sentence of the program (with a key), a fixed head, a typed
// paragraph, or a table.
type entry struct {
	key   string
	style string
	// mark is the number or hyphen before the text.
	mark  string
	text  string
	table *sheet.Table
}

// composer writes the entries of one meeting.
type composer struct {
	m   *meeting.Meeting
	f   *form
	n   meeting.Counts
	out []entry
}

// compose writes the whole of the minutes between the head of the paper and the signatures.
func compose(m *meeting.Meeting) []entry {
	c := &composer{m: m, f: wordsOf(m.Kind), n: m.Count()}
	c.head()
	c.attendance()
	course := len(c.out)
	if m.Kind == meeting.Thematic {
		c.thematicCourse()
	} else {
		c.regularCourse()
	}
	c.orphans(course, func(key string) bool { return !strings.HasPrefix(key, "motion:") })
	c.conclusion()
	votes := len(c.out)
	c.motions()
	c.orphans(votes, func(key string) bool { return strings.HasPrefix(key, "motion:") })
	c.closing()
	return c.out
}

// orphans adds the edits whose items or motions are gone from the meeting, so that nothing typed is lost.
func (c *composer) orphans(from int, mine func(key string) bool) {
	there := map[string]bool{}
	for _, e := range c.out[from:] {
		there[e.key] = true
	}
	for _, key := range slices.Sorted(maps.Keys(c.m.Edits)) {
		if strings.Contains(key, ":") && mine(key) && !there[key] {
			c.auto(key, "- ", "")
		}
	}
}

// auto adds a sentence of the program. One without text stands in the paper only when a person wrote it.
func (c *composer) auto(key, mark, text string) {
	c.out = append(c.out, entry{key: key, style: sheet.Body, mark: mark, text: text})
}

// title adds a sentence of the program that heads what follows.
func (c *composer) title(key, mark, text string) {
	c.out = append(c.out, entry{key: key, style: sheet.SubHeading, mark: mark, text: text})
}

// fixed adds words of the form that nobody edits.
func (c *composer) fixed(style, text string) {
	c.out = append(c.out, entry{style: style, text: text})
}

// typed adds paragraphs that a person typed as minutes.
func (c *composer) typed(mark string, lines []string) {
	for _, line := range lines {
		c.out = append(c.out, entry{style: sheet.Body, mark: mark, text: line})
	}
}

// names joins what say makes of each member for whom is holds.
func (c *composer) names(is func(meeting.Member, meeting.Attendance) bool, say func(meeting.Member, meeting.Attendance) string) string {
	var out []string
	for _, p := range c.m.Roll {
		if a := c.m.Attendance[p.ID]; is(p, a) {
			out = append(out, say(p, a))
		}
	}
	return strings.Join(out, c.f.And)
}

// justName is the plainest way to say a member.
func justName(p meeting.Member, _ meeting.Attendance) string { return p.Name }
