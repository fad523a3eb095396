package paper

import (
	"strings"

	"phonghop/meeting"
)

// criticism writes point 4 of form 01: what the secretary typed, then the remarks by name.
func (c *composer) criticism(mark string, typed []string) {
	f := c.f
	text := strings.Join(typed, "\n")
	if text == "" && len(c.m.Remarks) > 0 {
		text = f.CriticismHead
	}
	if text == "" {
		text = f.say(f.Criticism, nil)
	}
	c.auto("criticism", mark, text)
	for _, r := range c.m.Remarks {
		by := ""
		if r.Kind == meeting.Criticism {
			by = c.m.Name(r.By)
		}
		c.auto("remark:"+r.ID, "- ", sentence(f.say(f.Remarks[string(r.Kind)], fields{
			"ten": c.m.Name(r.Member), "nguoi": by, "noi_dung": bare(r.Text),
		})))
	}
}

// petitions writes point 5 of form 01. What the secretary typed of them says it all; else the program counts them and
// says of each where it stands.
func (c *composer) petitions(mark string, typed []string) {
	f, m := c.f, c.m
	switch {
	case len(typed) > 0:
		c.auto("petitions", mark, strings.Join(typed, "\n"))
		return
	case len(m.Petitions) == 0:
		c.auto("petitions", mark, f.say(f.Petitions, nil))
		return
	}
	fresh := 0
	for _, p := range m.Petitions {
		if p.Date >= m.Day() {
			fresh++
		}
	}
	before := len(m.Petitions) - fresh
	c.auto("petitions", mark, f.say(f.PetitionsSum, fields{"truoc": when(before, two(before)), "moi": when(fresh, two(fresh))}))
	for _, p := range m.Petitions {
		c.auto("petition:"+p.ID, "- ", f.say(f.PetitionOne, fields{
			"linh_vuc": bare(p.Field), "noi_dung": bare(p.Text), "tinh_trang": f.PetitionStatus[string(p.Status)], "noi_chuyen": bare(p.To),
			"tra_loi": bare(p.Answer), "da_bao": when(len(p.Reported), p.Reported.Vietnamese()),
		}))
	}
}

// reviewed says in numbers what became of the last meeting's tasks, once the meeting has looked at them.
func (c *composer) reviewed(mark func() string) {
	r := c.m.ReviewOf()
	if r.Done+r.Doing+r.Late == 0 {
		return
	}
	c.auto("reviewed", mark(), c.f.say(c.f.Reviewed, fields{
		"tong": two(r.All), "xong": two(r.Done), "dang_lam": when(r.Doing, two(r.Doing)), "cham": when(r.Late, two(r.Late)),
		"ty_le": percent(meeting.Share(r.Done, r.All)),
	}))
}
