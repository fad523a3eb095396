package pack

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

var (
	dayFirst  = regexp.MustCompile(`^\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*(\d{4})$`)
	monthOnly = regexp.MustCompile(`^\d{1,2}\s*[/.\-]\s*(\d{4})$`)
	yearFirst = regexp.MustCompile(`^(\d{4})-\d{1,2}-\d{1,2}(?:[T ].*)?$`)
	quoted    = regexp.MustCompile(`"[^"]*"|\\.|\[[^\]]*\]`)
)

// Bounds of a year of birth, and of a number that may be a date of Excel's (1910 to
// 2064): 75 in a cell that looks like a date is no day of 1900.
const (
	minYear, maxYear = 1900, 2100
	minDay, maxDay   = 3654, 60000
)

// year reads a year of birth from a raw cell: a text with the day first, a date of
// Excel's, a plain year. Guess tells that a person should look at it. Excelize's own
// rendering of dates is not used: for Excel's default short date it puts the month
// first and cuts the year.
func year(raw string, isDate func() bool, date1904 bool) (y int, guess, ok bool) {
	for _, form := range []*regexp.Regexp{dayFirst, monthOnly, yearFirst} {
		if m := form.FindStringSubmatch(raw); m != nil {
			y, _ = strconv.Atoi(m[1])
			return y, false, y >= minYear && y <= maxYear
		}
	}
	n, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsNaN(n) || n < 0 || n > maxDay {
		return 0, false, false
	}
	dated := isDate()
	switch {
	// A year typed into a cell that looks like a date: nobody was born in 1905.
	case n == math.Trunc(n) && n >= minYear && n <= maxYear:
		return int(n), dated, true
	case n >= minDay:
		t, err := excelize.ExcelDateToTime(n, date1904)
		return t.Year(), !dated, err == nil && t.Year() >= minYear && t.Year() <= maxYear
	}
	return 0, false, false
}

// isDate tells whether a cell's number is shown as a date.
func isDate(f *excelize.File, sheet string, row, col int) bool {
	cell, err := excelize.CoordinatesToCellName(col+1, row+1)
	if err != nil {
		return false
	}
	id, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		return false
	}
	style, err := f.GetStyle(id)
	if err != nil {
		return false
	}
	if style.CustomNumFmt != nil {
		return strings.ContainsAny(strings.ToLower(quoted.ReplaceAllString(*style.CustomNumFmt, "")), "dy")
	}
	return slices.ContainsFunc(dateFormats, func(r [2]int) bool { return style.NumFmt >= r[0] && style.NumFmt <= r[1] })
}

// dateFormats are Excel's built-in formats that show a day (ECMA-376, 18.8.30, with
// those of East Asia).
var dateFormats = [][2]int{{14, 17}, {22, 22}, {27, 31}, {34, 36}, {50, 58}}
