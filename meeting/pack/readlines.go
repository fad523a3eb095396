package pack

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"phonghop/meeting"
)

// readMembers reads the roll, line by line. A line with nothing in the template's
// columns is passed over: running numbers are often filled in ahead.
func (b *book) readMembers(t *table) {
	rows := map[string]int{} // where a person stands
	taken := map[meeting.MemberID]bool{}
	for row := t.first; row < len(t.cells); row++ {
		line := t.line(row)
		if empty(line) || isExample(line, memberExamples) {
			continue
		}
		p, ok := b.member(t, row, line)
		if !ok {
			continue
		}
		key := p.Name + " " + strconv.Itoa(p.BirthYear)
		if before, twice := rows[key]; twice {
			b.problem(t, row, t.cols[colName][0], "pack.problem.twice", "name", p.Name, "row", before)
			continue
		}
		rows[key] = row + 1
		p.ID = b.idOf(p, taken)
		b.result.Members = append(b.result.Members, p)
	}
}

func (b *book) member(t *table, row int, line []string) (meeting.Member, bool) {
	before := len(b.problems)
	p := meeting.Member{Name: b.words(t, row, colName, line, 120), Post: b.words(t, row, colPost, line, 200)}
	if p.Name == "" {
		b.needed(t, row, colName, memberColumns[colName].heading)
	}
	p.BirthYear = b.birthYear(t, row, line[colBirth])
	p.Standing = meeting.Active
	if text := line[colStanding]; text != "" {
		p.Standing = pick(b, t, row, colStanding, text, standingChoices)
	}
	switch text := line[colOfficial]; {
	case p.Standing == meeting.Guest:
	case text == "":
		b.needed(t, row, colOfficial, memberColumns[colOfficial].heading)
	default:
		p.Official = pick(b, t, row, colOfficial, text, officialChoices)
	}
	return p, !refused(b.problems[before:])
}

// pick reads a word of a drop-down list.
func pick[V any](b *book, t *table, row, column int, text string, choices []choice[V]) V {
	v, ok := choose(choices, text)
	if !ok {
		_, col := t.text(row, column)
		b.problem(t, row, col, "pack.problem.choice", "text", text, "choices", quoteAll(wordsOf(choices)))
	}
	return v
}

// words reads a text that must hold letters and keep within a length.
func (b *book) words(t *table, row, column int, line []string, longest int) string {
	text := line[column]
	_, col := t.text(row, column)
	switch {
	case text == "":
	case strings.HasPrefix(text, "#") || !strings.ContainsFunc(text, isLetter):
		b.problem(t, row, col, "pack.problem.words", "text", text)
	case len([]rune(text)) > longest:
		b.problem(t, row, col, "pack.problem.long", "n", longest)
	}
	return text
}

func isLetter(r rune) bool { return r > 0x7f || (r|0x20 >= 'a' && r|0x20 <= 'z') }

func (b *book) birthYear(t *table, row int, text string) int {
	if text == "" {
		return 0
	}
	_, col := t.text(row, colBirth)
	y, guess, ok := year(text, func() bool { return isDate(b.file, t.sheet, row, col) }, b.date1904)
	switch {
	case !ok:
		b.problem(t, row, col, "pack.problem.year", "text", text)
	case guess:
		b.warn(t, row, col, "pack.problem.guess", "text", text, "year", y)
	}
	return y
}

// idOf finds the person on the roll as it is now, by name and year of birth, or by
// the name alone where it is the only one, so that the id stays the same.
func (b *book) idOf(p meeting.Member, taken map[meeting.MemberID]bool) meeting.MemberID {
	var same []meeting.Member
	for _, old := range b.roll {
		if norm.NFC.String(old.Name) == p.Name && !taken[old.ID] {
			same = append(same, old)
		}
	}
	i := slices.IndexFunc(same, func(old meeting.Member) bool { return old.BirthYear == p.BirthYear })
	if i < 0 && len(same) == 1 && (same[0].BirthYear == 0 || p.BirthYear == 0) {
		i = 0
	}
	id := meeting.MemberID(meeting.NewID())
	if i >= 0 {
		id = same[i].ID
	}
	taken[id] = true
	return id
}

// readAgenda reads the agenda. An empty part is that of the line above, as in merged
// cells.
func (b *book) readAgenda(t *table) {
	part := meeting.Opening
	for row := t.first; row < len(t.cells); row++ {
		line := t.line(row)
		if empty(line) || isExample(line, agendaExamples) {
			continue
		}
		if line[colPart] != "" {
			part = pick(b, t, row, colPart, line[colPart], partChoices)
		}
		it := meeting.Item{ID: meeting.NewID(), Part: part, Title: b.words(t, row, colTitle, line, 500)}
		if it.Title == "" {
			b.needed(t, row, colTitle, agendaColumns[colTitle].heading)
		}
		it.Minutes = b.minutes(t, row, line[colMinutes])
		it.Presenter = b.presenter(t, row, line[colPresenter])
		it.Discussion = strings.Contains(meeting.Fold(it.Title), "thao luan")
		b.result.Items = append(b.result.Items, it)
	}
}

var minutesText = regexp.MustCompile(`^(\d{1,4})(?:\.0+)? ?(?:phút|p|')?$`)

func (b *book) minutes(t *table, row int, text string) int {
	if text == "" {
		b.needed(t, row, colMinutes, agendaColumns[colMinutes].heading)
		return 0
	}
	if m := minutesText.FindStringSubmatch(strings.ToLower(text)); m != nil {
		if n, err := strconv.Atoi(m[1]); err == nil && n <= maxMinutes {
			return n
		}
	}
	_, col := t.text(row, colMinutes)
	b.problem(t, row, col, "pack.problem.minutes", "text", text)
	return 0
}

var address = regexp.MustCompile(`^(?i:đồng chí|đ/c|đc)[.:]? +`)

// presenter finds the person by the full name, in the workbook's own roll or else in
// the roll as it is now.
func (b *book) presenter(t *table, row int, text string) meeting.MemberID {
	name := address.ReplaceAllString(text, "")
	if name == "" {
		return ""
	}
	roll := b.roll
	if b.result.Members != nil {
		roll = b.result.Members
	}
	var found []meeting.MemberID
	for _, p := range roll {
		if strings.EqualFold(norm.NFC.String(p.Name), name) {
			found = append(found, p.ID)
		}
	}
	_, col := t.text(row, colPresenter)
	switch len(found) {
	case 1:
		return found[0]
	case 0:
		b.problem(t, row, col, "pack.problem.presenter", "name", name)
	default:
		b.problem(t, row, col, "pack.problem.same_name", "name", name, "n", len(found))
	}
	return ""
}

func empty(line []string) bool {
	return !slices.ContainsFunc(line, func(s string) bool { return s != "" })
}

func isExample(line []string, examples [][]string) bool {
	return slices.ContainsFunc(examples, func(e []string) bool { return slices.Equal(e, line) })
}
