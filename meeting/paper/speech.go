package paper

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"phonghop/meeting"
)

// two writes a number as official papers do: 0 as it is, then 01 to 09, then plain.
func two(n int) string {
	if n == 0 {
		return "0"
	}
	return fmt.Sprintf("%02d", n)
}

// percent writes tenths of a per cent with the decimal comma: 917 is 91,7.
func percent(tenths int) string { return fmt.Sprintf("%d,%d", tenths/10, tenths%10) }

// clock writes the time of day, or "" for none.
func (f *form) clock(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return f.say(f.Clock, fields{"gio": fmt.Sprintf("%02d", t.Hour()), "phut": fmt.Sprintf("%02d", t.Minute())})
}

// month writes a month: 1 and 2 with a leading zero (HD 05).
func month(m time.Month) string {
	if m < 3 {
		return fmt.Sprintf("%02d", m)
	}
	return fmt.Sprintf("%d", m)
}

// date writes a day, or "" for none.
func (f *form) date(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return f.say(f.Date, fields{"ngay": fmt.Sprintf("%02d", t.Day()), "thang": month(t.Month()), "nam": fmt.Sprintf("%d", t.Year())})
}

// quarter is the quarter of the year from 1.
func quarter(t time.Time) int { return (int(t.Month())-1)/3 + 1 }

// span writes a stretch of time.
func (f *form) span(s meeting.Span) string {
	if s.To.IsZero() {
		return f.say(f.HeldOpen, fields{"tu": f.clock(s.From)})
	}
	return f.say(f.Held, fields{"tu": f.clock(s.From), "den": f.clock(s.To)})
}

// spans writes when an item was held: stretches that touch on the wall's clock are one, and a stretch shorter than a minute
// (a slip of the key) is left out when there is another.
func (f *form) spans(held []meeting.Span) string {
	minute := func(t time.Time) time.Time { return t.Truncate(time.Minute) }
	var kept []meeting.Span
	for _, s := range held {
		if n := len(kept); n > 0 && !minute(s.From).After(minute(kept[n-1].To)) {
			kept[n-1].To = s.To
			continue
		}
		kept = append(kept, s)
	}
	var long []string
	for _, s := range kept {
		if s.To.IsZero() || minute(s.To).After(minute(s.From)) {
			long = append(long, f.span(s))
		}
	}
	if len(long) == 0 && len(kept) > 0 {
		long = append(long, f.span(kept[0]))
	}
	return strings.Join(long, ", ")
}

// post is a member's post as it stands in a sentence.
func (f *form) post(p meeting.Member) string {
	post := strings.TrimSpace(p.Post)
	switch {
	case post == "" && p.IsGuest(), p.ID == "":
		return ""
	case post == "" && p.Official:
		return f.Member
	case post == "":
		return f.Probationary
	case strings.HasPrefix(strings.ToLower(post), f.Member):
		return lowerFirst(post)
	}
	return post
}

// lowerFirst makes the first letter small, unless the word is an abbreviation in capitals.
func lowerFirst(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}
	second, _ := utf8.DecodeRuneInString(s[n:])
	if unicode.IsUpper(second) {
		return s
	}
	return string(unicode.ToLower(first)) + s[n:]
}

// upperFirst makes the first letter large.
func upperFirst(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + s[n:]
}

// bare is a typed text on one line without its full stop, for use inside a sentence.
func bare(s string) string {
	return strings.TrimRight(strings.Join(strings.Fields(s), " "), ". ")
}

// paragraphs cuts a typed text at its line ends; each paragraph ends like a sentence.
func paragraphs(s string) []string {
	var out []string
	for line := range strings.Lines(s) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			out = append(out, sentence(line))
		}
	}
	return out
}

// sentence gives a text its full stop.
func sentence(s string) string {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, `”"')`))
	if strings.ContainsRune(".!?…:;", last) {
		return s
	}
	return s + "."
}
