package pack

import (
	"regexp"
	"strings"
)

// use is what a column of a member list holds.
type use string

// The uses of columns.
const (
	useName         use = "name"
	useFamily       use = "family_name" // họ và chữ đệm
	useGiven        use = "given_name"
	useBirth        use = "birth"
	useOfficial     use = "official"     // a mark, or the day of admission as an official member
	useProbationary use = "probationary" // the same of a probationary one
	useKind         use = "kind"         // "Chính thức" or "Dự bị" in words
	useExempt       use = "exempt"
	useAway         use = "away"
	useHere         use = "here"
	useSuspended    use = "suspended"
	useStanding     use = "standing" // in words
	usePost         use = "post"
	useNumber       use = "number"  // running number
	usePrivate      use = "private" // personal data that the program does not keep
	useOther        use = "other"   // known, and not needed; told as [useNone]
	useNone         use = ""        // not needed
)

// The headings of member lists, with marks and signs dropped. The first that fits says the use.
var heads = []struct {
	use   use
	known *regexp.Regexp
}{
	{useNumber, regexp.MustCompile(`^(stt|tt|so tt|so thu tu|so)$`)},
	{usePrivate, regexp.MustCompile(`\b(cccd|cmnd|can cuoc|chung minh|dinh danh|dien thoai|sdt|so dt|dt|dia chi|thuong tru|tam tru|noi o|cho o|noi cu tru|email|zalo|que quan|ho khau|so the|the dang)\b`)},
	{useOther, regexp.MustCompile(`\b(cha|me|vo|chong|nguoi gioi thieu|tuoi dang|huy hieu|gioi tinh|dan toc|ton giao|trinh do|hoc van|chuyen mon|ly luan|ngoai ngu|dang phi|khen thuong|ky luat|xep loai|chu ky|ky ten)\b`)},
	{useFamily, regexp.MustCompile(`^(ho va ten |ho ten )?(ho|ho dem|ho lot|ho va (chu )?dem|ho va ten dem|ho (va )?(chu )?lot|ho ten dem|ho chu dem)$`)},
	{useGiven, regexp.MustCompile(`^(ho va ten |ho ten )?ten( goi)?$`)},
	{useName, regexp.MustCompile(`^(ho (va )?(chu dem va |dem va |dem )?ten\b|ten dang vien\b|dang vien$|dong chi$|ho va ten\b)`)},
	{useBirth, regexp.MustCompile(`\bsinh( nam| ngay)?\b`)},
	{useSuspended, regexp.MustCompile(`\bdinh chi\b`)},
	{useExempt, regexp.MustCompile(`\bmien\b`)},
	{useHere, regexp.MustCompile(`\b(tam (thoi )?den|noi khac den|shtt den|sinh hoat tam thoi den)\b`)},
	{useAway, regexp.MustCompile(`\b(tam (thoi )?di|noi khac|shtt di|sinh hoat tam thoi di)\b`)},
	{useKind, regexp.MustCompile(`chinh thuc.*du bi|du bi.*chinh thuc|^(phan )?loai( dang vien| dv)?$|^(chinh thuc|ct) (hay |hoac )?db$|^ct db$|^tu cach\b|^doi tuong$`)},
	{useOfficial, regexp.MustCompile(`\bchinh thuc\b|^(dang vien |dv )?ct$|^dvct$`)},
	{useProbationary, regexp.MustCompile(`\bdu bi\b|^(dang vien |dv )?db$|^dvdb$`)},
	{usePost, regexp.MustCompile(`\bchuc (vu|danh)\b|\bnhiem vu\b`)},
	{useStanding, regexp.MustCompile(`^ghi chu\b|\btinh trang\b|\btrang thai\b|^dien\b|\bsinh hoat\b|\bghi chu\b`)},
}

// notBirth are headings that speak of birth and mean something else.
var notBirth = regexp.MustCompile(`sinh hoat|noi sinh|hoc sinh|sinh vien|que`)

// useOf tells the use of a column by its heading, with marks dropped.
func useOf(heading string) use {
	for _, h := range heads {
		if !h.known.MatchString(heading) || h.use == useBirth && notBirth.MatchString(heading) {
			continue
		}
		return h.use
	}
	return useNone
}

// ColumnUse is what was understood of a column of a member list.
type ColumnUse struct {
	Column  string // Excel's letters
	Heading string
	Use     string // "name", "birth", "official", …; "private" for what is never read, "" for what is not needed
}

// SkippedRow is a line of a member list that holds no member.
type SkippedRow struct {
	Row  int // from 1 as Excel counts
	Text string
	Why  string // "total", "section", "no_name", "outside", "header", "gone"
}

// Understood tells how a member list was read.
type Understood struct {
	Sheet   string
	Columns []ColumnUse
	Skipped []SkippedRow
}

// roster is a member list whose headings were found.
type roster struct {
	*grid
	first int // row of the first line below the headings, from 0
	uses  []use
	seen  Understood
	texts []string // headings with marks dropped, by column
}

// findRoster looks for the headings of a member list: a column of names, and another one that is known.
func findRoster(g *grid) (*roster, bool) {
	for row := range min(len(g.cells), headRows) {
		for col := range g.cells[row] {
			switch useOf(plainHeading(g.at(row, col))) {
			case useName, useFamily:
			default:
				continue
			}
			r := &roster{grid: g, seen: Understood{Sheet: g.sheet}}
			bottom := r.bottom(row, col)
			r.place(row, bottom)
			r.first = bottom + 1
			if r.known() {
				return r, true
			}
		}
	}
	return nil, false
}

// numbering is a line that numbers the columns: "(1)", "2", "A".
var numbering = regexp.MustCompile(`^\(?(\d{1,2}|[A-Za-z])\)?$`)

// bottom is the last row of the headings that begin at a row: those of lower levels stand where the name's own is merged or
// empty and hold no figures, and a line of column numbers may follow.
func (r *roster) bottom(row, col int) int {
	heading := r.at(row, col)
	bottom := row
	for next := row + 1; next < min(len(r.cells), headRows+2); next++ {
		name := r.at(next, col)
		filled, numbers, figures := 0, 0, false
		for c := range r.cells[next] {
			s := r.at(next, c)
			if s == "" {
				continue
			}
			filled++
			if numbering.MatchString(s) {
				numbers++
			}
			figures = figures || strings.ContainsAny(s, "0123456789")
		}
		level := name == heading || name == "" && !figures && filled > 0 || useOf(plainHeading(name)) == useFamily
		if filled == 0 || !level && (filled < 2 || numbers < filled) {
			break
		}
		bottom = next
	}
	return bottom
}

// place tells the use of each column.
func (r *roster) place(top, bottom int) {
	width := 0
	for row := top; row <= bottom; row++ {
		width = max(width, len(r.cells[row]))
	}
	for col := range width {
		var levels []string
		for row := top; row <= bottom; row++ {
			if s := r.at(row, col); s != "" && !numbering.MatchString(s) && (len(levels) == 0 || levels[len(levels)-1] != s) {
				levels = append(levels, s)
			}
		}
		heading := strings.Join(levels, " / ")
		plain := plainHeading(heading)
		u := r.settled(col, plain, top)
		r.uses, r.texts = append(r.uses, u), append(r.texts, plain)
		if heading != "" {
			r.seen.Columns = append(r.seen.Columns, ColumnUse{Column: letters(col), Heading: heading, Use: string(u)})
		}
	}
	r.choosePost()
}

// settled is the use of a column beside those at its left: "Nữ" goes with the birth under "Nam", and a second name is
// another one of the same person, unless one heading is merged over both.
func (r *roster) settled(col int, plain string, top int) use {
	u := useOf(plain)
	switch {
	case (plain == "nu" || plain == "thang" || plain == "nam") && col > 0 && r.uses[col-1] == useBirth:
		return useBirth
	case u == useName && r.has(useName) && (r.column(useName) != col-1 || r.at(top, col-1) != r.at(top, col)), u == useOther:
		return useNone
	}
	return u
}

// choosePost keeps one column of posts: that of the Party rather than of an office.
func (r *roster) choosePost() {
	keep := r.column(usePost)
	for col, u := range r.uses {
		if u == usePost && (strings.Contains(r.texts[col], "dang") || strings.Contains(r.texts[col], "chi bo")) && !strings.Contains(r.texts[col], "chinh quyen") {
			keep = col
			break
		}
	}
	for col, u := range r.uses {
		if u != usePost || col == keep {
			continue
		}
		r.uses[col] = useNone
		r.tell(col, useNone)
	}
}

// known tells whether there are names and something else that a list of members has.
func (r *roster) known() bool {
	names, more := 0, 0
	for _, u := range r.uses {
		switch u {
		case useName, useFamily:
			names++
		case useBirth, useOfficial, useProbationary, useKind, useExempt, useAway, useHere, useStanding, usePost, useNumber, usePrivate:
			more++
		}
	}
	return names > 0 && more > 0
}

// of joins what a row has in the columns of a use.
func (r *roster) of(row int, u use) string {
	var out []string
	for col, x := range r.uses {
		if s := r.at(row, col); x == u && s != "" && (len(out) == 0 || out[len(out)-1] != s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}

// has tells whether there is a column of a use.
func (r *roster) has(u use) bool { return r.column(u) >= 0 }

// column is the first column of a use, or -1.
func (r *roster) column(u use) int {
	for col, x := range r.uses {
		if x == u {
			return col
		}
	}
	return -1
}

// all joins everything in a row, once each.
func (r *roster) all(row int) (text string, cells int) {
	var out []string
	for col := range r.cells[row] {
		if s := r.at(row, col); s != "" && (len(out) == 0 || out[len(out)-1] != s) {
			out = append(out, s)
		}
	}
	return strings.Join(out, " "), len(out)
}
