package pack

import (
	"regexp"
	"strconv"
	"strings"

	"phonghop/meeting"
)

// notes are what a row says of how somebody belongs, with marks dropped.
func (r *roster) notes(row int) string {
	return plainHeading(r.of(row, useStanding) + " " + r.of(row, useKind))
}

// placeholder is a line or dots where something might be filled in.
var placeholder = regexp.MustCompile(`^[-–—_./…·\s]*$`)

// marked is what stands in a column that is true of some rows, with marks dropped; "" where it is not true of this one.
// A tick counts, whatever the sign.
func (r *roster) marked(row int, u use) string {
	text := r.of(row, u)
	plain := plainHeading(text)
	switch {
	case placeholder.MatchString(text), plain != "" && negative.MatchString(plain):
		return ""
	case plain == "":
		return "x"
	}
	return plain
}

// forgetEmpty takes no column for an answer that nobody ever filled in: an empty day of official admission makes a
// probationary member only where others have theirs. Nor does a day of admission on probation answer anything: official
// members have theirs too.
func (r *roster) forgetEmpty(b *book) {
	col := r.column(useOfficial)
	switch {
	case r.has(useKind) || col < 0 && !r.has(useProbationary):
		return
	case col >= 0 && (r.has(useProbationary) || r.anywhere(useOfficial)):
		return
	case col < 0:
		if col = r.column(useProbationary); !dayHeading.MatchString(r.texts[col]) {
			return
		}
	}
	b.warn(&table{grid: r.grid}, r.first-1, col, "pack.problem.empty_column", "column", r.seen.heading(col))
	gone := r.uses[col]
	for i, u := range r.uses {
		if u == gone {
			r.uses[i] = useNone
			r.tell(i, useNone)
		}
	}
}

// dayHeading are headings of a day.
var dayHeading = regexp.MustCompile(`\b(ngay|nam|thang|vao dang|ket nap)\b`)

// anywhere tells whether anything stands in the columns of a use.
func (r *roster) anywhere(u use) bool {
	for row := r.first; row < len(r.cells); row++ {
		if r.marked(row, u) != "" {
			return true
		}
	}
	return false
}

// heading is that of a column, as it was told.
func (u Understood) heading(col int) string {
	for _, c := range u.Columns {
		if c.Column == letters(col) {
			return c.Heading
		}
	}
	return letters(col)
}

// longNumber is a telephone or the number of a paper, in a column where none belongs.
var longNumber = regexp.MustCompile(`[\d .-]*\d{7,}[\d .-]*`)

// told is a row as it may be shown: without what stands in private columns, and without long numbers.
func (r *roster) told(row int) string {
	var out []string
	for col := range r.cells[row] {
		s := r.at(row, col)
		if s != "" && (col >= len(r.uses) || r.uses[col] != usePrivate) && (len(out) == 0 || out[len(out)-1] != s) {
			out = append(out, s)
		}
	}
	return longNumber.ReplaceAllString(strings.Join(out, " "), "…")
}

// tell corrects what is told of a column.
func (r *roster) tell(col int, u use) {
	for i := range r.seen.Columns {
		if r.seen.Columns[i].Column == letters(col) {
			r.seen.Columns[i].Use = string(u)
		}
	}
}

// rosterSum is what a list says of how many it holds.
type rosterSum struct {
	said  int // 0: nothing
	row   int
	above int // members since the sum before
}

var firstNumber = regexp.MustCompile(`\d{1,4}`)

func sumOf(text string, row, above int) rosterSum {
	n, _ := strconv.Atoi(firstNumber.FindString(text)) // none is 0
	return rosterSum{n, row, above}
}

// compareSum warns where the last sum of a list is neither the number of its people nor that of the part above it.
func (b *book) compareSum(r *roster, sum rosterSum) {
	all := b.result.Members
	n := (&meeting.Meeting{Roll: all}).Count()
	switch sum.said {
	case 0, n.Total, len(all), sum.above:
		return
	}
	b.warn(&table{grid: r.grid}, sum.row, 0, "pack.problem.sum", "said", sum.said, "n", len(all))
}
