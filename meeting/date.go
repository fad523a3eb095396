package meeting

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

// Date is a day without a time, "2026-12-20"; the zero value is no day. Dates of one form compare as strings.
type Date string

// DateOf returns the day of a time in its own zone.
func DateOf(t time.Time) Date {
	if t.IsZero() {
		return ""
	}
	return Date(t.Format(time.DateOnly))
}

// Time returns the beginning of the day in UTC; false for what is no date.
func (d Date) Time() (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, string(d))
	return t, err == nil
}

// Vietnamese returns the day as people write it, "20/12/2026"; "" for what is no date.
func (d Date) Vietnamese() string {
	t, ok := d.Time()
	if !ok {
		return ""
	}
	return fmt.Sprintf("%02d/%02d/%d", t.Day(), int(t.Month()), t.Year())
}

// dayInText is a day as people type it within a deadline: "20/12/2026", "trước ngày 15/12", "5-1-27".
var dayInText = regexp.MustCompile(`(?:^|[^\d/.-])(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?(?:$|[^\d/-])`)

// DateIn finds the day in a text that a person typed. A day without a year is the first such day from half a year
// before the day near. What has none, or two, is no date: "thường xuyên", "từ 10/12 đến 15/12" stay words.
func DateIn(text string, near Date) Date {
	if _, ok := Date(text).Time(); ok {
		return Date(text)
	}
	found := dayInText.FindAllStringSubmatch(text, 2)
	if len(found) != 1 {
		return ""
	}
	day, _ := strconv.Atoi(found[0][1])
	month, _ := strconv.Atoi(found[0][2])
	year, _ := strconv.Atoi(found[0][3])
	switch {
	case found[0][3] == "":
		from, ok := near.Time()
		if !ok {
			return ""
		}
		from = from.AddDate(0, -6, 0)
		if year = from.Year(); time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Before(from) {
			year++
		}
	case year < 100:
		year += 2000
	}
	t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day || int(t.Month()) != month {
		return "" // 31/2, 5/13
	}
	return Date(t.Format(time.DateOnly))
}
