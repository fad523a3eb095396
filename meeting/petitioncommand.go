package meeting

import (
	"slices"
	"strings"
	"time"
)

// PutPetition takes a petition down or, where the id is known, rewrites what it says: from whom, field, text, deadline.
// How far it has come and its steps are kept. One without an id gets one; a new one gets its first step.
type PutPetition struct {
	Petition Petition
	Step     string // words of the first step: "Ghi nhận tại sinh hoạt chi bộ"
}

// Topics implements [Command].
func (PutPetition) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c PutPetition) Apply(m *Meeting, now time.Time) error {
	p := c.Petition
	if p.Text = strings.TrimSpace(p.Text); p.Text == "" {
		return ErrTitleNeeded
	}
	if p.Member != "" {
		if _, ok := m.Member(p.Member); !ok {
			return ErrNoMember
		}
	}
	if !validDate(p.Date) || !validDate(p.Due) {
		return ErrBadTime
	}
	if p.Date == "" {
		p.Date = DateOf(now)
	}
	if p.ID == "" {
		p.ID = NewID()
	}
	p.Source, p.Field = strings.TrimSpace(p.Source), strings.TrimSpace(p.Field)
	if i := petitionIndex(m.Petitions, p.ID); i >= 0 {
		old := m.Petitions[i]
		p.Status, p.To, p.Answer, p.Reported, p.Steps = old.Status, old.To, old.Answer, old.Reported, old.Steps
		m.Petitions[i] = p
		return nil
	}
	p.Status, p.To, p.Answer, p.Reported, p.Steps = PetitionNew, "", "", "", nil
	if step := strings.TrimSpace(c.Step); step != "" {
		p.Steps = []PetitionStep{{Date: p.Date, Text: step}}
	}
	m.Petitions = append(m.Petitions, p)
	return nil
}

// MovePetition brings a petition on: it is passed on, handled, answered, settled. The step is written into its history
// under its date. An answer is needed for one that is answered; one whose handling goes on again is not reported any more.
type MovePetition struct {
	ID     string
	Status PetitionStatus
	On     Date   // of the step; "" is today
	Text   string // of the step: "Chuyển Phòng Kinh tế xã"
	To     string // where it was passed on; "" leaves that as it is
	Due    Date   // "" leaves it
	Answer string // "" leaves it
}

// Topics implements [Command].
func (MovePetition) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c MovePetition) Apply(m *Meeting, now time.Time) error {
	i := petitionIndex(m.Petitions, c.ID)
	if i < 0 {
		return ErrNotFound
	}
	on := c.On
	if on == "" {
		on = DateOf(now)
	}
	if !validDate(on) || on > DateOf(now) || !validDate(c.Due) {
		return ErrBadTime
	}
	p := &m.Petitions[i]
	to, answer, text := strings.TrimSpace(c.To), strings.TrimSpace(c.Answer), strings.TrimSpace(c.Text)
	switch {
	case c.Status == PetitionForwarded && to == "" && p.To == "",
		c.Status == PetitionAnswered && answer == "" && p.Answer == "",
		text == "":
		return ErrTitleNeeded
	}
	p.Status = c.Status
	setIf(&p.To, to)
	setIf(&p.Answer, answer)
	setIf(&p.Due, c.Due)
	if !p.Settled() {
		p.Reported = ""
	}
	p.Steps = append(p.Steps, PetitionStep{Date: on, Text: text})
	slices.SortStableFunc(p.Steps, func(a, b PetitionStep) int { return strings.Compare(string(a.Date), string(b.Date)) })
	return nil
}

// ReportPetition says that the cell was told of the outcome, "đã báo lại chi bộ"; Back takes that back. One that nothing
// has come of yet cannot be reported: [ErrNotSettled].
type ReportPetition struct {
	ID   string
	Text string // of the step: "Báo cáo kết quả tại chi bộ"
	Back bool
}

// Topics implements [Command].
func (ReportPetition) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c ReportPetition) Apply(m *Meeting, now time.Time) error {
	i := petitionIndex(m.Petitions, c.ID)
	if i < 0 {
		return ErrNotFound
	}
	p := &m.Petitions[i]
	switch {
	case c.Back:
		p.Reported = ""
		return nil
	case !p.Settled():
		return ErrNotSettled
	case p.Reported != "":
		return nil
	}
	p.Reported = DateOf(now)
	if text := strings.TrimSpace(c.Text); text != "" {
		p.Steps = append(p.Steps, PetitionStep{Date: p.Reported, Text: text})
	}
	return nil
}

// RemovePetition takes a petition out that was taken down by mistake. One that was passed on stays.
type RemovePetition struct{ ID string }

// Topics implements [Command].
func (RemovePetition) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c RemovePetition) Apply(m *Meeting, now time.Time) error {
	i := petitionIndex(m.Petitions, c.ID)
	if i < 0 {
		return ErrNotFound
	}
	if m.Petitions[i].Status != PetitionNew {
		return ErrPassedOn
	}
	m.log(now, "remove_petition", m.Petitions[i].Text, string(PetitionNew), "", "")
	m.Petitions = slices.Delete(m.Petitions, i, i+1)
	return nil
}

// Open tells whether the cell still has to follow the petition: nothing is settled, or the cell has not been told.
func (p Petition) Open() bool { return !p.Settled() || p.Reported == "" }

func petitionIndex(petitions []Petition, id string) int {
	return slices.IndexFunc(petitions, func(p Petition) bool { return p.ID == id })
}

func validDate(d Date) bool {
	_, ok := d.Time()
	return d == "" || ok
}

func setIf[T comparable](to *T, value T) {
	var zero T
	if value != zero {
		*to = value
	}
}
