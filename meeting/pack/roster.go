package pack

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/xuri/excelize/v2"

	"phonghop/meeting"
)

// A member list as cells have it (rules 5): columns in any order, headings of several levels, titles above and totals
// below, kinds as marks, dates or words, or as a title over a part of the list. What is not understood is told, and a list
// of which one line is not understood still comes in with the others: the secretary sees before anything changes.

// The words of a line that is no member's.
var (
	totalLine   = regexp.MustCompile(`^(tong|cong|tong cong|tong so)\b`)
	sectionLine = regexp.MustCompile(`\b(dang vien|chinh thuc|du bi|mien|tam thoi|tam di|tam den|dinh chi)\b`)
	signLine    = regexp.MustCompile(`^(t m|tm|nguoi lap|xac nhan|ngay \d|noi nhan|(pho )?bi thu|chi uy|chu tri|thu ky)\b`)
	inBrackets  = regexp.MustCompile(`\s*\(([^)]*)\)\s*$`)
	negative    = regexp.MustCompile(`^(0|chua|khong|ko|k)?$`)
)

// The words by which notes tell how a member belongs to the cell.
var standingWords = []struct {
	standing meeting.Standing
	known    *regexp.Regexp
}{
	{meeting.Suspended, regexp.MustCompile(`\bdinh chi\b`)},
	{meeting.Exempt, regexp.MustCompile(`\b(duoc )?mien( (cong tac|sinh hoat|shd|sh|ct|sinh hoat dang))?\b`)},
	{meeting.Here, regexp.MustCompile(`\b(tam den|tam thoi den|shtt den|sinh hoat tam thoi (tai|o) (chi bo|day)|noi khac den|tu noi khac)\b`)},
	{meeting.Away, regexp.MustCompile(`\b(tam di|tam thoi di|shtt di|shtt|(sinh hoat )?tam thoi (o |tai )?noi khac|gioi thieu (di )?(sinh hoat )?(tam thoi|noi khac)|sinh hoat tam thoi)\b`)},
	{meeting.Guest, regexp.MustCompile(`^(khach moi|dai bieu)\b`)},
}

// standingIn is how a note says that somebody belongs to the cell; "" where it does not say.
func standingIn(plain string) meeting.Standing {
	plain = notStanding.ReplaceAllString(plain, "")
	for _, w := range standingWords {
		if w.known.MatchString(plain) {
			return w.standing
		}
	}
	return ""
}

// What notes say that is not to be taken at its word.
var (
	// notStanding are offices and fees of which somebody is relieved.
	notStanding = regexp.MustCompile(`\bmien (nhiem|phi|giam|thue|dang phi)\b`)
	// undone turns a standing around, or leaves it open: "hết miễn sinh hoạt", "đề nghị miễn", "tạm đi, đã về".
	undone = regexp.MustCompile(`\b(het|khong|chua|thoi|xin|de nghi|du kien|cho xet)( \pL+){0,3} (mien|tam|shtt|dinh chi)\b|\b(mien|tam di|tam thoi di|shtt di|dinh chi)\b.*\b(da ve|tro ve|tro lai)\b`)
	// gone are members who are no longer of the cell.
	gone = regexp.MustCompile(`\b(tu tran|da mat|hy sinh|khai tru|xoa ten|chuyen (sinh hoat |shd |sh )?(dang )?(chinh thuc )?di)\b`)
)

// posts are the short forms in which lists write posts.
var posts = map[string]string{
	"bt": "Bí thư chi bộ", "btcb": "Bí thư chi bộ", "bi thu": "Bí thư chi bộ", "bi thu cb": "Bí thư chi bộ",
	"pbt": "Phó bí thư chi bộ", "pbtcb": "Phó bí thư chi bộ", "pho bi thu": "Phó bí thư chi bộ", "pho bi thu cb": "Phó bí thư chi bộ",
	"cuv": "Chi ủy viên", "chi uy vien": "Chi ủy viên", "chi uy": "Chi ủy viên", "dang vien": "", "dv": "",
}

// part is what a title over a part of the list says of those below it.
type part struct {
	official, probationary bool
	standing               meeting.Standing
}

// readRoster reads a member list.
func (b *book) readRoster(r *roster) {
	rows := map[string]int{}
	taken := map[meeting.MemberID]bool{}
	var under part
	blank, ended, assumed := 0, false, 0
	sum, above := rosterSum{}, 0 // members below the last sum
	r.forgetEmpty(b)
	for row := r.first; row < len(r.cells); row++ {
		text, cells := r.all(row)
		plain := plainHeading(text)
		skip := func(why string) {
			r.seen.Skipped = append(r.seen.Skipped, SkippedRow{Row: row + 1, Text: clip(r.told(row), 80), Why: why})
		}
		switch {
		case text == "":
			blank++
			continue
		case totalLine.MatchString(plain):
			ended = true
			sum, above = sumOf(text, row, above), 0
			skip("total")
			continue
		case r.section(row, plain, cells):
			under = partOf(plain)
			skip("section")
			continue
		case useOf(plainHeading(r.name(row))) == useName:
			skip("header")
			continue
		case r.outside(row, cells, blank > 0 || ended):
			skip("outside")
			continue
		}
		blank = 0
		p, told, ok := b.rosterMember(r, row, under)
		if notes := r.notes(row); ok && gone.MatchString(notes) && standingIn(notes) == "" {
			skip("gone")
			continue
		}
		if !ok {
			skip("no_name")
			continue
		}
		if !told {
			assumed++
		}
		key := p.Name + " " + strconv.Itoa(p.BirthYear)
		if before, twice := rows[key]; twice {
			b.warn(&table{grid: r.grid}, row, max(r.column(useName), 0), "pack.problem.twice", "name", p.Name, "row", before)
			continue
		}
		rows[key] = row + 1
		p.ID = b.idOf(p, taken)
		b.result.Members = append(b.result.Members, p)
		above++
	}
	b.compareSum(r, sum)
	if assumed > 0 {
		b.refuse(Problem{Sheet: r.sheet, Key: "pack.problem.assumed", Args: []any{"n", assumed}, Warning: true})
	}
	b.result.Understood = append(b.result.Understood, r.seen)
}

// section tells whether a row is a title over a part of the list.
func (r *roster) section(row int, plain string, cells int) bool {
	if cells > 2 || !sectionLine.MatchString(plain) || r.of(row, useBirth) != "" {
		return false
	}
	name := r.name(row)
	return name == "" || sectionLine.MatchString(plainHeading(name))
}

func partOf(plain string) part {
	return part{
		official:     strings.Contains(plain, "chinh thuc"),
		probationary: strings.Contains(plain, "du bi"),
		standing:     standingIn(plain),
	}
}

// outside tells whether a row stands beside the list, as the signatures below it do: without the running number that the
// others have, or alone after an empty line.
func (r *roster) outside(row, cells int, after bool) bool {
	if r.of(row, useBirth) != "" {
		return false
	}
	if r.has(useNumber) {
		return !strings.ContainsAny(r.of(row, useNumber), "0123456789")
	}
	text, _ := r.all(row)
	return cells < 3 && (after || signLine.MatchString(plainHeading(text)))
}

// name is the name in a row, however many columns it takes.
func (r *roster) name(row int) string {
	if r.has(useGiven) {
		return strings.TrimSpace(strings.Join([]string{r.of(row, useFamily), r.of(row, useGiven)}, " "))
	}
	return strings.TrimSpace(strings.Join([]string{r.of(row, useFamily), r.of(row, useName)}, " "))
}

// rosterMember reads a member. Told is false where the list does not say whether the member is official.
func (b *book) rosterMember(r *roster, row int, under part) (p meeting.Member, told, ok bool) {
	name := address.ReplaceAllString(r.name(row), "")
	aside := ""
	if m := inBrackets.FindStringSubmatch(name); m != nil {
		aside, name = m[1], strings.TrimSpace(inBrackets.ReplaceAllString(name, ""))
	}
	p.Name = inTitleCase(name)
	if len(strings.Fields(p.Name)) < 2 || strings.ContainsAny(p.Name, "0123456789:;/") || len([]rune(p.Name)) > 60 {
		return p, false, false
	}
	p.BirthYear = b.rosterBirth(r, row)
	notes := strings.TrimSpace(r.notes(row) + " " + plainHeading(aside))
	said := notes
	if undone.MatchString(notes) && standingIn(notes) != "" {
		said = ""
		b.warn(&table{grid: r.grid}, row, max(r.column(useStanding), 0), "pack.problem.note", "text", clip(strings.TrimSpace(r.of(row, useStanding)+" "+aside), 80))
	}
	p.Standing = r.standing(row, said, under)
	p.Official, told = r.official(row, notes+" "+plainHeading(r.of(row, usePost)), under)
	if p.Standing == meeting.Guest {
		p.Official, told = false, true
	}
	p.Post = postOf(r.of(row, usePost))
	if p.Post == "" {
		p.Post = postOf(aside)
		if !(meeting.Member{Post: p.Post}).OnCommittee() {
			p.Post = ""
		}
	}
	return p, told, true
}

func (b *book) rosterBirth(r *roster, row int) int {
	for col, u := range r.uses {
		text := r.at(row, col)
		if u != useBirth || text == "" || strings.EqualFold(text, "x") {
			continue
		}
		y, guess, ok := year(text, func() bool { return isDate(b.file, r.sheet, row, col) }, b.date1904)
		switch {
		case !ok:
			b.warn(&table{grid: r.grid}, row, col, "pack.problem.no_year", "text", clip(text, 40))
		case guess:
			b.warn(&table{grid: r.grid}, row, col, "pack.problem.guess", "text", text, "year", y)
		}
		if ok {
			return y
		}
	}
	return 0
}

func (r *roster) standing(row int, notes string, under part) meeting.Standing {
	for _, c := range []struct {
		use      use
		standing meeting.Standing
	}{{useSuspended, meeting.Suspended}, {useExempt, meeting.Exempt}, {useHere, meeting.Here}, {useAway, meeting.Away}} {
		if r.marked(row, c.use) != "" {
			return c.standing
		}
	}
	if s := standingIn(notes); s != "" {
		return s
	}
	if under.standing != "" {
		return under.standing
	}
	return meeting.Active
}

// official tells whether a member is official, and whether the list says so at all.
func (r *roster) official(row int, notes string, under part) (official, told bool) {
	of, pb := r.marked(row, useOfficial), r.marked(row, useProbationary)
	kind := plainHeading(r.of(row, useKind))
	switch {
	case strings.Contains(kind, "du bi"), kind == "db", kind == "dvdb", strings.Contains(of, "du bi"):
		return false, true
	case strings.Contains(kind, "chinh thuc"), kind == "ct", kind == "dvct", of != "":
		return true, true
	case strings.Contains(notes, "du bi"), pb != "":
		return false, true
	case strings.Contains(notes, "chinh thuc"):
		return true, true
	case under.probationary:
		return false, true
	case under.official:
		return true, true
	case r.has(useOfficial):
		return false, true // the others have their day, or their mark
	case r.has(useProbationary):
		return true, true
	}
	return true, false
}

// postOf writes out a short form of a post.
func postOf(text string) string {
	if full, ok := posts[plainHeading(text)]; ok {
		return full
	}
	return strings.TrimSpace(longNumber.ReplaceAllString(clip(text, 200), ""))
}

// inTitleCase writes a name in capitals as names are written.
func inTitleCase(name string) string {
	if name != strings.ToUpper(name) {
		return name
	}
	words := strings.Fields(name)
	for i, w := range words {
		letters := []rune(strings.ToLower(w))
		letters[0] = unicode.ToUpper(letters[0])
		words[i] = string(letters)
	}
	return strings.Join(words, " ")
}

func clip(s string, n int) string {
	if letters := []rune(s); len(letters) > n {
		return string(letters[:n]) + "…"
	}
	return s
}

func letters(col int) string {
	s, err := excelize.ColumnNumberToName(col + 1)
	if err != nil {
		return ""
	}
	return s
}

// strict tells whether a sheet is to be read as the template: by its name, or since it has all columns and all of its
// lines can be read.
func (b *book) strict(t *table) bool {
	if plainHeading(t.sheet) == plainHeading(memberSheet) {
		return true
	}
	if len(t.missing(memberColumns)) > 0 {
		return false
	}
	try := &book{ctx: b.ctx, roll: b.roll, file: b.file, date1904: b.date1904}
	try.readMembers(t)
	return !slices.ContainsFunc(try.problems, func(p Problem) bool { return !p.Warning })
}

// Fields are the things that a roll says of its members. The template says all of them; a list of the cell's own says
// what it has a column for, or a title over a part.
func (r Result) Fields() meeting.ListFields {
	if len(r.Understood) == 0 {
		return meeting.ListFields{Official: true, Standing: true, Post: true}
	}
	var f meeting.ListFields
	for _, u := range r.Understood {
		for _, c := range u.Columns {
			switch use(c.Use) {
			case useOfficial, useProbationary, useKind:
				f.Official = true
			case useStanding, useExempt, useAway, useHere, useSuspended:
				f.Standing = true
			case usePost:
				f.Post = true
			}
		}
	}
	for _, p := range r.Members {
		f.Official = f.Official || !p.Official && !p.IsGuest()
		f.Standing = f.Standing || p.Standing != meeting.Active
	}
	return f
}
