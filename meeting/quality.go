package meeting

import "slices"

// QualityForm is the form by which a meeting scores itself (HD 42; the detail is a local form that the cell edits).
type QualityForm struct {
	Grades []Grade        `json:"grades"` // the best first
	Groups []QualityGroup `json:"groups"`
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
	Steps []QualityPart `json:"steps,omitempty"`
	Bonus []QualityPart `json:"bonus,omitempty"`
	Parts []QualityPart `json:"parts,omitempty"`
}

// QualityPart is a criterion, or a step of one. Its key in [Score.Marks] is that of the group, a dot and its place from
// 1 ("4.5"); of a group of steps the group's own ("1"), and of a bonus "1+1".
type QualityPart struct {
	Name   string `json:"name"`
	Points int    `json:"points"` // at most, or those of the step
	Auto   string `json:"auto,omitempty"`
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

func (f *QualityForm) clone() *QualityForm {
	if f == nil {
		return nil
	}
	c := QualityForm{Grades: slices.Clone(f.Grades), Groups: slices.Clone(f.Groups)}
	for i := range c.Groups {
		g := &c.Groups[i]
		g.Steps, g.Bonus, g.Parts = slices.Clone(g.Steps), slices.Clone(g.Bonus), slices.Clone(g.Parts)
	}
	return &c
}
