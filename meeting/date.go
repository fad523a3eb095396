package meeting

import (
	"fmt"
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
