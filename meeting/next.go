package meeting

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"time"
)

// Carried returns what the meetings before a day left to be looked at: the tasks that no meeting has called done, and the
// petitions that the cell still follows, each as the latest meeting knows it. Meetings that were only prepared, not held,
// leave nothing; those of the committee keep their tasks to themselves.
//
// HD 42: the regular meeting opens with what became of the last resolution; petitions are followed until "đã báo lại chi
// bộ" (rules 7, glossary J).
func Carried(all []*Meeting, before time.Time) ([]Task, []Petition) {
	var tasks []Task
	var petitions []Petition
	for _, m := range held(all, before) {
		for _, t := range m.Reviewed {
			i := taskIndex(tasks, t.ID)
			switch {
			case t.State == TaskDone && i >= 0:
				tasks = slices.Delete(tasks, i, i+1)
			case t.State == TaskDone:
			case i >= 0:
				tasks[i] = t
			default:
				tasks = append(tasks, t)
			}
		}
		tasks = append(tasks, m.Tasks...)
		for _, p := range m.Petitions {
			if i := petitionIndex(petitions, p.ID); i >= 0 {
				petitions[i] = p
			} else {
				petitions = append(petitions, p)
			}
		}
	}
	petitions = slices.DeleteFunc(petitions, func(p Petition) bool { return !p.Open() })
	return cloneTasks(tasks), clonePetitions(petitions)
}

// held returns the cell's meetings before a time that were held, the first first.
func held(all []*Meeting, before time.Time) []*Meeting {
	out := slices.DeleteFunc(slices.Clone(all), func(m *Meeting) bool {
		return m.Started.IsZero() || m.Kind == Committee || !m.Planned.Before(before)
	})
	slices.SortStableFunc(out, func(a, b *Meeting) int { return cmp.Or(a.Planned.Compare(b.Planned), cmp.Compare(a.ID, b.ID)) })
	return out
}

// LastOf returns the latest planned meeting of a kind that was held, or nil.
func LastOf(all []*Meeting, kind Kind) *Meeting {
	var last *Meeting
	for _, m := range all {
		if m.Kind == kind && !m.Started.IsZero() && (last == nil || m.Planned.After(last.Planned)) {
			last = m
		}
	}
	return last
}

// MonthLater returns the same time of the same day one month later; of a month that is too short, its last day.
func MonthLater(t time.Time) time.Time {
	y, m, d := t.Date()
	last := time.Date(y, m+2, 0, 0, 0, 0, 0, t.Location()).Day()
	return time.Date(y, m+1, min(d, last), t.Hour(), t.Minute(), 0, 0, t.Location())
}

// Next returns a meeting that starts from the last one of its kind: its agenda with presenters and planned minutes, its
// place, chair and minute-taker, without anything that was recorded, and the next number of minutes. What earlier
// meetings left to be looked at is for [CarryOver]. Documents do not come along: they were the last month's. Whoever has
// left the roll presents nothing.
func Next(id string, last *Meeting, cell Cell, planned time.Time) *Meeting {
	m := New(id, last.Kind, cell, planned)
	m.Place = cmp.Or(last.Place, m.Place)
	known := func(who MemberID) MemberID {
		p, _ := m.Member(who)
		return p.ID
	}
	m.Chair, m.MinuteTaker = known(last.Chair), known(last.MinuteTaker)
	if last.Number > 0 && cell.InTerm(last) {
		m.Number = max(m.Number, last.Number+1)
	}
	by := (planned.Year()-last.Planned.Year())*12 + int(planned.Month()) - int(last.Planned.Month())
	m.Title = laterMonths(last.Title, by)
	for _, it := range last.Items {
		m.Items = append(m.Items, Item{
			ID: NewID(), Title: laterMonths(it.Title, by), Part: it.Part, Discussion: it.Discussion,
			Minutes: it.Minutes, Presenter: known(it.Presenter),
		})
	}
	return m
}

// monthInText is a month as titles name it: "tháng 11 năm 2026", "tháng 11/2026", "tháng 11".
var monthInText = regexp.MustCompile(`([Tt]háng\s+)(\d{1,2})(?:(\s+năm\s+|/)(\d{4}))?`)

// laterMonths moves the months that a text names.
func laterMonths(text string, by int) string {
	return monthInText.ReplaceAllStringFunc(text, func(s string) string {
		part := monthInText.FindStringSubmatch(s)
		month, _ := strconv.Atoi(part[2])
		year, _ := strconv.Atoi(part[4])
		if month < 1 || month > 12 {
			return s
		}
		t := time.Date(year, time.Month(month+by), 1, 0, 0, 0, 0, time.UTC)
		if part[3] == "" {
			return fmt.Sprintf("%s%d", part[1], int(t.Month()))
		}
		return fmt.Sprintf("%s%d%s%d", part[1], int(t.Month()), part[3], t.Year())
	})
}
