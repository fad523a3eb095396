package meeting

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
)

// QualityForm is the form by which a meeting scores itself (HD 42; the detail is a local form that the cell edits).
type QualityForm struct {
	Grades []Grade        `json:"grades"` // the best first
	Groups []QualityGroup `json:"groups"`
	// Minutes is how long a meeting has to be, MinutesBoth where a regular and a thematic one are held in one sitting
	// (rules 1.1); 0 is 90 and 120.
	Minutes     int `json:"minutes,omitempty"`
	MinutesBoth int `json:"minutes_both,omitempty"`
}

// Grade is what a meeting of at least so many points is called.
type Grade struct {
	From int    `json:"from"`
	Name string `json:"name"`
}

// QualityGroup is a group of criteria: either of Steps, of which one holds, and of Bonus, which come on top, or of Parts,
// each of which has points of its own.
type QualityGroup struct {
	Key   string        `json:"key"` // "4"
	Name  string        `json:"name"`
	Max   int           `json:"max"`
	Auto  string        `json:"auto,omitempty"` // what the program can propose: "duration", "attendance", "tasks"
	Steps []QualityStep `json:"steps,omitempty"`
	Bonus []QualityPart `json:"bonus,omitempty"`
	Parts []QualityPart `json:"parts,omitempty"`
}

// QualityStep is a step of a criterion. The first that holds is proposed; one without a measure always holds.
type QualityStep struct {
	Name      string `json:"name,omitempty"`
	Points    int    `json:"points"`
	From      int    `json:"from,omitempty"`      // per cent at least
	Above     bool   `json:"above,omitempty"`     // more than From
	Short     int    `json:"short,omitempty"`     // at most so many minutes short of the prescribed length
	Unexcused bool   `json:"unexcused,omitempty"` // this one holds as soon as somebody is absent without reason
}

// QualityPart is a criterion. Its key in [Score.Marks] is that of the group, a dot and its place from 1 ("4.5"); of a
// group of steps the group's own ("1"), and of a bonus "1+1".
type QualityPart struct {
	Name   string        `json:"name"`
	Points int           `json:"points"` // at most
	Auto   string        `json:"auto,omitempty"`
	Steps  []QualityStep `json:"steps,omitempty"` // by which the program proposes
	Most   int           `json:"most,omitempty"`  // of meetings missed in a row, for "absent_in_a_row"
}

// Criterion is a line of the form for which points are given.
type Criterion struct {
	Key, Group string // Group is the key of its group
	Name       string
	Max        int
	Auto       string
	Most       int
	Steps      []QualityStep
	Choose     bool // one of the steps is chosen; else points up to Max are given
}

// Criteria lists the lines of the form in their order.
func (f *QualityForm) Criteria() []Criterion {
	var out []Criterion
	for _, g := range f.Groups {
		if len(g.Steps) > 0 {
			c := Criterion{Key: g.Key, Group: g.Key, Name: g.Name, Auto: g.Auto, Steps: g.Steps, Choose: true}
			for _, s := range g.Steps {
				c.Max = max(c.Max, s.Points)
			}
			out = append(out, c)
		}
		add := func(sign string, parts []QualityPart) {
			for i, p := range parts {
				out = append(out, Criterion{Key: g.Key + sign + strconv.Itoa(i+1), Group: g.Key, Name: p.Name, Max: p.Points, Auto: p.Auto, Most: p.Most, Steps: p.Steps})
			}
		}
		add("+", g.Bonus)
		add(".", g.Parts)
	}
	return out
}

// Check tells whether the form can be used: its groups add up to 100, and no group promises more than its criteria give
// (HD 42: 100 points).
func (f *QualityForm) Check() error {
	sum, given := 0, map[string]int{}
	for _, c := range f.Criteria() {
		if c.Max < 0 || strings.TrimSpace(c.Name) == "" {
			return ErrTitleNeeded
		}
		given[c.Group] += c.Max
	}
	seen := map[string]bool{}
	for _, g := range f.Groups {
		if g.Key == "" || seen[g.Key] || given[g.Key] < g.Max || g.Max <= 0 {
			return ErrNegativeCount
		}
		seen[g.Key] = true
		sum += g.Max
	}
	if sum != 100 || len(f.Grades) == 0 || !slices.IsSortedFunc(f.Grades, func(a, b Grade) int { return b.From - a.From }) {
		return ErrNegativeCount
	}
	return nil
}

// Sum adds the points of each group, of which no more than the group's maximum counts.
func (f *QualityForm) Sum(marks map[string]int) int {
	sum := 0
	for _, g := range f.Groups {
		sum += min(g.Max, f.groupSum(g.Key, marks))
	}
	return sum
}

func (f *QualityForm) groupSum(group string, marks map[string]int) int {
	sum := 0
	for _, c := range f.Criteria() {
		if c.Group == group {
			sum += marks[c.Key]
		}
	}
	return sum
}

// GradeOf returns the name of the grade for so many points, "" where the form has none.
func (f *QualityForm) GradeOf(points int) string {
	for _, g := range f.Grades {
		if points >= g.From {
			return g.Name
		}
	}
	return ""
}

// ScoreMeeting records the points that the chair decided for each criterion of a form. More than a criterion or a group
// gives is refused with [ErrOverMax]; the sum and the grade follow from the form, which the meeting
// keeps, so that its paper stays right when the cell changes the form.
type ScoreMeeting struct {
	Form     QualityForm
	Marks    map[string]int
	Weakness string
}

// Topics implements [Command].
func (ScoreMeeting) Topics() Topic { return TopicMinutes }

// Apply implements [Command].
func (c ScoreMeeting) Apply(m *Meeting, _ time.Time) error {
	known := map[string]Criterion{}
	for _, x := range c.Form.Criteria() {
		known[x.Key] = x
	}
	for key, points := range c.Marks {
		x, ok := known[key]
		switch {
		case !ok:
			return ErrNotFound
		case points < 0:
			return ErrNegativeCount
		case points > x.Max:
			return ErrOverMax
		}
	}
	for _, g := range c.Form.Groups {
		if c.Form.groupSum(g.Key, c.Marks) > g.Max {
			return ErrOverMax
		}
	}
	sum := c.Form.Sum(c.Marks)
	m.Cell.Quality = c.Form.clone()
	m.Score = &Score{Points: sum, Grade: c.Form.GradeOf(sum), Weakness: strings.TrimSpace(c.Weakness), Marks: maps.Clone(c.Marks)}
	return nil
}

func (f *QualityForm) clone() *QualityForm {
	if f == nil {
		return nil
	}
	c := *f
	c.Grades, c.Groups = slices.Clone(f.Grades), slices.Clone(f.Groups)
	for i := range c.Groups {
		g := &c.Groups[i]
		g.Steps, g.Bonus, g.Parts = slices.Clone(g.Steps), slices.Clone(g.Bonus), slices.Clone(g.Parts)
		for _, parts := range [][]QualityPart{g.Bonus, g.Parts} {
			for k := range parts {
				parts[k].Steps = slices.Clone(parts[k].Steps)
			}
		}
	}
	return &c
}
