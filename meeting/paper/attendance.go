package paper

import (
	"fmt"
	"slices"
	"strings"

	"phonghop/docs/sheet"
	"phonghop/meeting"
)

// head writes when, where, who chaired, who wrote, and what was on the table.
func (c *composer) head() {
	f, m := c.f, c.m
	at := m.Started
	day := f.date(at)
	if at.IsZero() {
		day = f.date(m.Planned)
	}
	chair, _ := m.Member(m.Chair)
	taker, _ := m.Member(m.MinuteTaker)
	c.auto("start", "- ", f.say(f.Start, fields{"gio_bat_dau": f.clock(at), "ngay_thang": day}))
	c.auto("place", "- ", f.say(f.Place, fields{"dia_diem": bare(m.Place)}))
	c.auto("chair", "- ", f.say(f.Chair, fields{"chu_tri": chair.Name, "chuc_vu": f.post(chair)}))
	c.auto("minute_taker", "- ", f.say(f.MinuteTaker, fields{"thu_ky": taker.Name, "chuc_vu": f.post(taker)}))
	c.auto("documents", "- ", f.say(f.Documents, fields{"tai_lieu": c.documents()}))
}

// documents lists what was used. Titles of what may only be shown on the wall stay out of the paper, which goes further.
func (c *composer) documents() string {
	var titles []string
	for _, d := range c.m.Documents {
		switch d.Level {
		case meeting.Public, meeting.Internal, meeting.Recall:
			titles = append(titles, bare(d.Title))
		}
	}
	return strings.Join(titles, c.f.And)
}

// attendance writes part I: who belongs, who had to come, who came, who did not and why, who was invited.
func (c *composer) attendance() {
	f, n := c.f, c.n
	c.fixed(sheet.Heading, f.Part1)
	c.auto("total", "1. ", f.say(f.Total, fields{"tong": two(n.Total), "chinh_thuc": two(n.Official), "du_bi": two(n.Probationary)}))
	c.auto("exempt", "- ", f.say(f.Exempt, fields{"mien": two(n.Exempt), "ten": c.names(
		func(p meeting.Member, a meeting.Attendance) bool {
			return p.Standing == meeting.Exempt && a.Status == meeting.Present
		},
		func(p meeting.Member, _ meeting.Attendance) string { return f.say(f.Comrade, fields{"ten": p.Name}) },
	)}))
	c.auto("away", "- ", f.say(f.Away, fields{"tam_di": two(n.Away), "ten": c.named(meeting.Away)}))
	c.auto("here", "- ", when(n.Here, f.say(f.Here, fields{"tam_den": two(n.Here), "ten": c.named(meeting.Here)})))
	c.auto("suspended", "- ", when(n.Suspended, f.say(f.Suspended, fields{"dinh_chi": two(n.Suspended), "ten": c.named(meeting.Suspended)})))
	c.auto("required", "- ", f.say(f.Required, fields{"phai_du": two(n.Required)}))
	c.auto("present", "2. ", f.say(f.Present, fields{
		"co_mat": two(n.Present), "ct_co_mat": two(n.PresentOfficial), "db_co_mat": two(n.PresentProbationary),
		"ty_le": percent(meeting.Share(n.Present, n.Required)), "ngoai_ra": when(n.ExemptPresent, f.say(f.PresentExempt, fields{"so_nguoi": two(n.ExemptPresent)})),
	}))
	c.late()
	c.left()
	c.absent()
	guests := c.names(
		func(p meeting.Member, a meeting.Attendance) bool { return p.IsGuest() && a.Status == meeting.Present },
		func(p meeting.Member, _ meeting.Attendance) string {
			return f.say(f.GuestOne, fields{"ten": p.Name, "chuc_vu": f.post(p)})
		},
	)
	c.auto("guests", "4. ", when(len(guests), f.say(f.Guests, fields{"khach_moi": bare(guests)})))
}

// when is the text, or nothing where the number is 0.
func when(n int, text string) string {
	if n == 0 {
		return ""
	}
	return text
}

// named lists the members of a standing.
func (c *composer) named(s meeting.Standing) string {
	return c.names(func(p meeting.Member, _ meeting.Attendance) bool { return p.Standing == s }, justName)
}

// late writes who came late and when, in the order of arrival.
func (c *composer) late() {
	var late []meeting.Member
	for _, p := range slices.Backward(c.m.Arrivals()) {
		if !p.IsGuest() && c.m.Late(p.ID) {
			late = append(late, p)
		}
	}
	said := make([]string, len(late))
	for i, p := range late {
		said[i] = c.f.say(c.f.LateOne, fields{"ten": p.Name, "gio_den": c.f.clock(c.m.Attendance[p.ID].Arrived)})
	}
	c.auto("late", "- ", when(len(late), c.f.say(c.f.Late, fields{"so_nguoi": two(len(late)), "ten": strings.Join(said, c.f.And)})))
}

// left writes who went before the end, and when.
func (c *composer) left() {
	said := c.names(
		func(p meeting.Member, a meeting.Attendance) bool {
			return !p.IsGuest() && a.Status == meeting.Present && !a.Left.IsZero()
		},
		func(p meeting.Member, a meeting.Attendance) string {
			return c.f.say(c.f.LeftOne, fields{"ten": p.Name, "gio_ve": c.f.clock(a.Left)})
		})
	n := 0
	for _, p := range c.m.Roll {
		if a := c.m.Attendance[p.ID]; !p.IsGuest() && a.Status == meeting.Present && !a.Left.IsZero() {
			n++
		}
	}
	c.auto("left", "- ", when(n, c.f.say(c.f.Left, fields{"so_nguoi": two(n), "ten": said})))
}

// absent writes who of those required did not come. Whoever is not marked is a place to fill in, not an absence.
func (c *composer) absent() {
	f, n := c.f, c.n
	all := ""
	if n.Excused > 0 && n.Unexcused+n.Unmarked == 0 {
		all = f.AllExcused
	}
	c.auto("absent", "3. ", f.say(f.Absent, fields{"vang": two(n.Excused + n.Unexcused), "deu_co_ly_do": all}))
	c.auto("excused", "- ", f.say(f.Excused, fields{"so_nguoi": two(n.Excused), "ten": c.names(marked(meeting.AbsentExcused),
		func(p meeting.Member, a meeting.Attendance) string {
			return f.say(f.ExcusedOne, fields{"ten": p.Name, "ly_do": lowerFirst(bare(a.Reason))})
		})}))
	c.auto("unexcused", "- ", f.say(f.Unexcused, fields{"so_nguoi": two(n.Unexcused), "ten": c.names(marked(meeting.AbsentUnexcused), justName)}))
	c.auto("unmarked", "- ", when(n.Unmarked, f.blank(f.say(f.Unmarked, fields{
		"so_nguoi": fmt.Sprint(n.Unmarked), "ten": c.names(marked(meeting.Unmarked), justName),
	}))))
}

// marked holds for the members that had to come (as [meeting.Meeting.Count] has it) and bear a mark.
func marked(s meeting.Status) func(meeting.Member, meeting.Attendance) bool {
	return func(p meeting.Member, a meeting.Attendance) bool {
		switch p.Standing {
		case meeting.Guest, meeting.Exempt, meeting.Away, meeting.Suspended:
			return false
		}
		return a.Status == s
	}
}
