package pack

import (
	"fmt"
	"slices"
	"time"

	"phonghop/meeting"
)

// sampleYear is the sample's year before its meeting, in short.
type sampleYear struct {
	Left struct {
		Member meeting.Member `json:"member"`
		On     meeting.Date   `json:"on"`
	} `json:"left"`
	Joined   map[meeting.MemberID]meeting.Date `json:"joined"`
	Said     []string                          `json:"said"`
	Meetings []sampleMonth                     `json:"meetings"`
}

type sampleMonth struct {
	At        time.Time                   `json:"at"`
	Minutes   int                         `json:"minutes"`
	Points    int                         `json:"points"`
	Excused   map[meeting.MemberID]string `json:"excused"` // with the reason
	Unexcused []meeting.MemberID          `json:"unexcused"`
	Speakers  []meeting.MemberID          `json:"speakers"`
	Tasks     []meeting.Task              `json:"tasks"`
	Petitions []meeting.Petition          `json:"petitions"`
}

// SampleHistory returns the sample cell's meetings of 2026 before that of December, as they ended: what the charts of the
// year, the board of tasks and the carried petitions are made of. All of it is fictitious.
func SampleHistory() ([]*meeting.Meeting, error) {
	var cell meeting.Cell
	if err := sampleJSON("cell.json", &cell); err != nil {
		return nil, err
	}
	var y sampleYear
	if err := sampleJSON("history.json", &y); err != nil {
		return nil, err
	}
	form, err := QualityForm()
	if err != nil {
		return nil, err
	}
	items, err := Agenda(meeting.Regular)
	if err != nil {
		return nil, err
	}
	first := cell.Numbers["BB"] - len(y.Meetings)
	var out []*meeting.Meeting
	for i, month := range y.Meetings {
		cell.Numbers = map[string]int{"BB": first + i}
		m := meeting.New(fmt.Sprintf("mau-%s", month.At.Format("2006-01")), meeting.Regular, cell, month.At)
		m.Items = slices.Clone(items)
		for k := range m.Items {
			m.Items[k].ID = fmt.Sprintf("%s-%d", m.ID, k+1)
		}
		if err := month.play(m, y, form); err != nil {
			return nil, fmt.Errorf("sample history %s: %w", m.ID, err)
		}
		out = append(out, m)
	}
	return out, nil
}

// play holds the meeting by the same commands by which the desk does.
func (s sampleMonth) play(m *meeting.Meeting, y sampleYear, form meeting.QualityForm) error {
	day := meeting.DateOf(s.At)
	m.Title = fmt.Sprintf("Sinh hoạt chi bộ thường kỳ tháng %d năm %d", int(s.At.Month()), s.At.Year())
	m.Chair, m.MinuteTaker = m.Cell.Secretary(), "dv05"
	m.Roll = slices.DeleteFunc(m.Roll, func(p meeting.Member) bool { return y.Joined[p.ID] > day })
	if y.Left.On >= day {
		m.Roll = append(m.Roll, y.Left.Member)
	}
	if m.Chair == "" {
		m.Chair = "dv01"
	}
	m.Petitions = s.Petitions
	if err := (meeting.Start{At: s.At}).Apply(m, s.At); err != nil {
		return err
	}
	var cmds []meeting.Command
	for _, p := range m.Roll {
		switch reason, excused := s.Excused[p.ID]; {
		case excused:
			cmds = append(cmds, meeting.Mark{Member: p.ID, Status: meeting.AbsentExcused, Reason: reason})
		case slices.Contains(s.Unexcused, p.ID):
			cmds = append(cmds, meeting.Mark{Member: p.ID, Status: meeting.AbsentUnexcused})
		case p.Standing == meeting.Active || slices.Contains(s.Speakers, p.ID):
			cmds = append(cmds, meeting.Mark{Member: p.ID, Status: meeting.Present, At: s.At})
		}
	}
	talk := slices.IndexFunc(m.Items, func(it meeting.Item) bool { return it.Discussion })
	for i, who := range s.Speakers {
		cmds = append(cmds, meeting.PutOpinion{Opinion: meeting.Opinion{
			Item: m.Items[talk].ID, Member: who, Text: y.Said[i%len(y.Said)], At: s.At.Add(time.Duration(45+4*i) * time.Minute),
		}})
	}
	for _, t := range s.Tasks {
		cmds = append(cmds, meeting.PutTask{Task: t})
	}
	grade := form.GradeOf(s.Points)
	cmds = append(cmds, meeting.SetClosing{Score: &meeting.Score{Points: s.Points, Grade: grade}}, meeting.End{})
	for _, cmd := range cmds {
		if err := cmd.Apply(m, s.At.Add(time.Duration(s.Minutes)*time.Minute)); err != nil {
			return fmt.Errorf("%T: %w", cmd, err)
		}
	}
	for id := range s.Excused {
		if _, ok := m.Member(id); !ok {
			return meeting.ErrNoMember
		}
	}
	return nil
}
