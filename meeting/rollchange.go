package meeting

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// category is what a change of the roll is about: whether a member is official, and how the member belongs to the cell.
// A corrected name or post is none.
func (m Member) category() (bool, Standing) {
	return m.Official, cmp.Or(m.Standing, Active)
}

// SameCategory tells whether two lines of a roll put a member into the same category.
func SameCategory(a, b Member) bool {
	official, standing := a.category()
	o, s := b.category()
	return official == o && standing == s
}

// PutMember adds a member to the cell's roll or rewrites the line. A change of category with its day is kept among the
// changes; without a day only the line is rewritten, as where a mistake is corrected. The name is put in order.
func (c *Cell) PutMember(p Member, on Date, note string) error {
	if p.Name = strings.Join(strings.Fields(p.Name), " "); p.Name == "" || p.ID == "" {
		return ErrTitleNeeded
	}
	i := slices.IndexFunc(c.Members, func(x Member) bool { return x.ID == p.ID })
	var before Member
	if i >= 0 {
		before = c.Members[i]
		c.Members = slices.Clone(c.Members)
		c.Members[i] = p
	} else {
		c.Members = append(slices.Clone(c.Members), p)
	}
	if on != "" && (i < 0 || !SameCategory(before, p)) {
		c.note(MemberChange{Member: p.ID, Date: on, Before: before, After: p, Note: note})
	}
	return nil
}

// RemoveMember takes a member off the cell's roll. With a day the change is kept, so that meetings before it still find
// the member; without one the line was a mistake.
func (c *Cell) RemoveMember(id MemberID, on Date, note string) error {
	before, ok := FindMember(c.Members, id)
	if !ok {
		return ErrNoMember
	}
	c.Members = slices.DeleteFunc(slices.Clone(c.Members), func(x Member) bool { return x.ID == id })
	if on != "" {
		c.note(MemberChange{Member: id, Date: on, Before: before, Note: note})
	}
	return nil
}

// note keeps a change, the list in the order of days.
func (c *Cell) note(change MemberChange) {
	c.Changes = append(slices.Clone(c.Changes), change)
	slices.SortStableFunc(c.Changes, func(a, b MemberChange) int { return cmp.Compare(a.Date, b.Date) })
}

// RollOn returns the cell's roll as it was at the end of a day: what changed later is taken back, names and posts stay as
// they are known now. A meeting takes its roll from here, so that who becomes official on the 1st of January is
// probationary at a meeting in December, whenever either was written down.
func (c Cell) RollOn(day Date) []Member {
	roll := slices.Clone(c.Members)
	for _, change := range slices.Backward(c.Changes) {
		if day == "" || change.Date <= day {
			continue
		}
		i := slices.IndexFunc(roll, func(x Member) bool { return x.ID == change.Member })
		switch {
		case change.Before.ID == "" && i >= 0: // came new
			roll = slices.Delete(roll, i, i+1)
		case change.After.ID == "" && i < 0: // left
			roll = append(roll, change.Before)
		case change.Before.ID != "" && i >= 0:
			roll[i].Official, roll[i].Standing = change.Before.Official, change.Before.Standing
		}
	}
	return roll
}

// ListFields are the things that a list from outside speaks of: what it does not, it leaves as it is.
type ListFields struct{ Official, Standing, Post bool }

// RollEdit is a member before and after a list is taken in.
type RollEdit struct{ Before, After Member }

// RollDiff is what taking in a list would do.
type RollDiff struct {
	Added   []Member   // on the list only
	Changed []RollEdit // on both, and different
	Same    []Member   // on both, and alike
	Missing []Member   // on the roll only
}

// CompareRoll compares the cell's roll with a list from outside. People are matched by name and year of birth; by the
// name alone where it stands once on either side and one of the two knows no year; and with the marks dropped where the
// year is the same. Guests on the list are left out: they belong to a meeting.
func (c Cell) CompareRoll(list []Member, fields ListFields) RollDiff {
	list = slices.DeleteFunc(slices.Clone(list), Member.IsGuest)
	match := matchMembers(c.Members, list)
	var d RollDiff
	known := map[MemberID]bool{}
	for i, p := range list {
		at := match[i]
		if at < 0 {
			if p.ID == "" || slices.ContainsFunc(c.Members, func(m Member) bool { return m.ID == p.ID }) {
				p.ID = MemberID(NewID())
			}
			d.Added = append(d.Added, p)
			continue
		}
		old := c.Members[at]
		known[old.ID] = true
		if next := merged(old, p, fields); next != old {
			d.Changed = append(d.Changed, RollEdit{old, next})
		} else {
			d.Same = append(d.Same, old)
		}
	}
	for _, m := range c.Members {
		if !known[m.ID] {
			d.Missing = append(d.Missing, m)
		}
	}
	return d
}

// merged is a member with what the list says.
func merged(old, p Member, fields ListFields) Member {
	next := old
	next.Name = p.Name
	if p.BirthYear != 0 {
		next.BirthYear = p.BirthYear
	}
	if fields.Official {
		next.Official = p.Official
	}
	if fields.Standing && cmp.Or(old.Standing, Active) != cmp.Or(p.Standing, Active) {
		next.Standing = p.Standing
	}
	if fields.Post {
		next.Post = p.Post
	}
	return next
}

// matchMembers finds each line of a list on the roll; -1 for who is not there.
func matchMembers(roll, list []Member) []int {
	match := slices.Repeat([]int{-1}, len(list))
	taken := map[int]bool{}
	alone := func(people []Member, name string) bool {
		n := 0
		for _, p := range people {
			if strings.EqualFold(p.Name, name) {
				n++
			}
		}
		return n == 1
	}
	for _, same := range []func(a, b Member) bool{
		func(a, b Member) bool { return strings.EqualFold(a.Name, b.Name) && a.BirthYear == b.BirthYear },
		func(a, b Member) bool {
			return strings.EqualFold(a.Name, b.Name) && (a.BirthYear == 0 || b.BirthYear == 0) &&
				alone(roll, a.Name) && alone(list, a.Name)
		},
		func(a, b Member) bool {
			return a.BirthYear != 0 && a.BirthYear == b.BirthYear && Fold(a.Name) == Fold(b.Name)
		},
	} {
		for i, p := range list {
			if match[i] >= 0 {
				continue
			}
			for at, m := range roll {
				if !taken[at] && same(m, p) {
					match[i], taken[at] = at, true
					break
				}
			}
		}
	}
	return match
}

// TakeRoll carries out a comparison in one step and keeps the roll as it was before. On is the day of the changes of
// category; members that are missing from the list leave only where drop says so. The first roll of a cell brings no
// changes with it.
func (c *Cell) TakeRoll(d RollDiff, on Date, drop bool, now time.Time) error {
	first := len(c.Members) == 0
	if !first && on == "" {
		return ErrDateNeeded
	}
	if first {
		on = ""
	}
	next := *c
	for _, e := range d.Changed {
		if err := next.PutMember(e.After, on, ""); err != nil {
			return err
		}
	}
	for _, p := range d.Added {
		if err := next.PutMember(p, on, ""); err != nil {
			return err
		}
	}
	if drop {
		for _, p := range d.Missing {
			if err := next.RemoveMember(p.ID, on, ""); err != nil {
				return err
			}
		}
	}
	next.Replaced = &ReplacedRoll{Members: c.Members, Changes: c.Changes, At: now}
	*c = next
	return nil
}

// TakeBackRoll brings the roll back that [Cell.TakeRoll] kept. What it takes away is kept in turn.
func (c *Cell) TakeBackRoll(now time.Time) error {
	if c.Replaced == nil {
		return ErrNothingBefore
	}
	old := *c.Replaced
	c.Replaced = &ReplacedRoll{Members: c.Members, Changes: c.Changes, At: now}
	c.Members, c.Changes = old.Members, old.Changes
	return nil
}

// PutRoll brings the roll of this meeting in line with the cell's: its members are put, those named in Drop leave. The
// attendance stays, and so do guests and whoever is present or spoke; to a meeting of the committee no others come.
type PutRoll struct {
	Members []Member
	Drop    []MemberID
}

// Topics implements [Command].
func (PutRoll) Topics() Topic { return RemoveMember{}.Topics() }

// Apply implements [Command].
func (c PutRoll) Apply(m *Meeting, now time.Time) error {
	for _, p := range c.Members {
		if _, on := m.Member(p.ID); m.Kind == Committee && !on && !p.OnCommittee() {
			continue
		}
		if err := (PutMember{Member: p}).Apply(m, now); err != nil {
			return err
		}
	}
	for _, id := range c.Drop {
		_ = RemoveMember{Member: id}.Apply(m, now) // who was never on it, is present or spoke
	}
	return nil
}
