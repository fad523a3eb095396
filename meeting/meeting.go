package meeting

import (
	"maps"
	"slices"
	"time"
)

// Phase is how far a meeting is.
type Phase string

// The phases. The zero value is read as Preparing.
const (
	Preparing Phase = "preparing"
	Running   Phase = "running"
	Paused    Phase = "paused"
	Ended     Phase = "ended"
)

// Kind is the kind of a meeting (HD 42).
type Kind string

// The kinds.
const (
	Regular  Kind = "regular"  // sinh hoạt thường kỳ
	Thematic Kind = "thematic" // sinh hoạt chuyên đề
	// Committee is a meeting of the cell committee before that of the cell, with minutes of its own (HD 42).
	Committee     Kind = "committee"     // họp chi ủy
	Extraordinary Kind = "extraordinary" // sinh hoạt bất thường
)

// Kinds are all kinds, the most frequent first.
func Kinds() []Kind { return []Kind{Regular, Thematic, Committee, Extraordinary} }

// Meeting is a meeting of a cell with all that is recorded of it. Times carry their
// zone and are shown in it.
type Meeting struct {
	ID          string   `json:"id"`
	Kind        Kind     `json:"kind"`
	Title       string   `json:"title"`
	Topic       string   `json:"topic,omitempty"` // of a thematic meeting
	Place       string   `json:"place"`
	Chair       MemberID `json:"chair"`
	MinuteTaker MemberID `json:"minute_taker"`
	Number      int      `json:"number,omitempty"` // of the minutes; 0: not given yet

	Planned time.Time `json:"planned"`
	Phase   Phase     `json:"phase"`
	Started time.Time `json:"started,omitzero"`
	Ended   time.Time `json:"ended,omitzero"`
	Pauses  []Span    `json:"pauses,omitempty"`

	Cell Cell `json:"cell"` // as it was at this meeting, without its members
	// Roll holds the cell's members and the guests of this meeting, so that old
	// papers stay right when the cell changes.
	Roll       []Member                `json:"roll"`
	Items      []Item                  `json:"items"`
	Current    string                  `json:"current,omitempty"` // id of the item that is being held
	Documents  []Document              `json:"documents"`
	Draft      *Document               `json:"draft,omitempty"` // a paper of this meeting that the hall reads, see [PutDraft]
	Attendance map[MemberID]Attendance `json:"attendance,omitempty"`

	Notes      map[string]string   `json:"notes,omitempty"` // minutes by item id, typed by the secretary
	Edits      map[string]LineEdit `json:"edits,omitempty"` // by the key of the sentence
	Ink        map[string][]Stroke `json:"ink,omitempty"`   // drawn on pages, by [InkKey]
	Opinions   []Opinion           `json:"opinions,omitempty"`
	Motions    []Motion            `json:"motions,omitempty"`
	Conclusion string              `json:"conclusion,omitempty"`
	// Texts are what was typed for papers and stands nowhere else, by the field of the form; Numbers those of the papers
	// besides the minutes, by type ("NQ").
	Texts   map[string]string `json:"texts,omitempty"`
	Numbers map[string]int    `json:"numbers,omitempty"`
	Tasks   []Task            `json:"tasks,omitempty"`
	Dues    *Dues             `json:"dues,omitempty"`
	Score   *Score            `json:"score,omitempty"`
	Remarks []Remark          `json:"remarks,omitempty"`
	// Reviewed are the tasks of the last meeting as this one looked at them.
	Reviewed []Task `json:"reviewed,omitempty"`
	// Petitions are those carried over from earlier meetings, then those of this one.
	Petitions []Petition `json:"petitions,omitempty"`

	Phones []Phone    `json:"phones,omitempty"`
	Log    []LogEntry `json:"log,omitempty"`
}

// Summary is a line of the list of meetings.
type Summary struct {
	ID      string
	Title   string
	Kind    Kind
	Phase   Phase
	Planned time.Time
	// Damaged says that the meeting is stored but cannot be read; only ID is known.
	Damaged bool
}

// Summary returns the meeting's line in the list of meetings.
func (m *Meeting) Summary() Summary {
	return Summary{ID: m.ID, Title: m.Title, Kind: m.Kind, Phase: m.Phase, Planned: m.Planned}
}

// Clone returns a copy that shares nothing that a command changes.
func (m *Meeting) Clone() *Meeting {
	c := *m
	c.Pauses = slices.Clone(m.Pauses)
	c.Roll = slices.Clone(m.Roll)
	c.Items = slices.Clone(m.Items)
	for i := range c.Items {
		c.Items[i].Documents = slices.Clone(c.Items[i].Documents)
		c.Items[i].Held = slices.Clone(c.Items[i].Held)
	}
	c.Documents = slices.Clone(m.Documents)
	c.Attendance = cloneMap(m.Attendance)
	c.Notes = cloneMap(m.Notes)
	c.Edits = cloneMap(m.Edits)
	c.Texts, c.Numbers = cloneMap(m.Texts), cloneMap(m.Numbers)
	c.Ink = cloneMap(m.Ink)
	c.Opinions = slices.Clone(m.Opinions)
	c.Motions = slices.Clone(m.Motions)
	for i := range c.Motions {
		c.Motions[i].Count = c.Motions[i].Count.clone()
	}
	c.Tasks = cloneTasks(m.Tasks)
	c.Reviewed = cloneTasks(m.Reviewed)
	c.Petitions = clonePetitions(m.Petitions)
	c.Remarks = slices.Clone(m.Remarks)
	c.Phones = slices.Clone(m.Phones)
	c.Log = slices.Clone(m.Log)
	c.Cell = m.Cell.clone()
	return &c
}

func cloneMap[K comparable, V any](src map[K]V) map[K]V {
	if src == nil {
		return map[K]V{}
	}
	return maps.Clone(src)
}

// Member returns the person on this meeting's roll with that id.
func (m *Meeting) Member(id MemberID) (Member, bool) { return FindMember(m.Roll, id) }

// Name returns a person's full name, or "" for nobody.
func (m *Meeting) Name(id MemberID) string {
	p, _ := m.Member(id)
	return p.Name
}

// Recorded tells whether anything was recorded of the meeting yet: who came, what was
// said, or that it began.
func (m *Meeting) Recorded() bool {
	return !m.Started.IsZero() || len(m.Attendance)+len(m.Notes)+len(m.Edits)+len(m.Opinions)+len(m.Motions)+len(m.Tasks)+len(m.Remarks) > 0 ||
		m.Conclusion != "" || m.Dues != nil || m.Score != nil
}

// Duration is the time from the start to the end, pauses included, in whole
// minutes as the clock on the wall shows them; 0 before the end.
func (m *Meeting) Duration() int {
	if m.Started.IsZero() || m.Ended.IsZero() {
		return 0
	}
	return int(m.Ended.Truncate(time.Minute).Sub(m.Started.Truncate(time.Minute)) / time.Minute)
}

// New returns a meeting of the cell that is being prepared, with the cell's roll
// copied and the next number of minutes. To a meeting of the committee only its members are convened.
func New(id string, kind Kind, cell Cell, planned time.Time) *Meeting {
	m := &Meeting{
		ID: id, Kind: kind, Place: cell.Place, Planned: planned, Phase: Preparing,
		Cell: cell, Roll: cell.RollOn(DateOf(planned)),
	}
	m.Cell.Members, m.Cell.Changes, m.Cell.Replaced = nil, nil, nil
	if committee := slices.DeleteFunc(slices.Clone(m.Roll), func(p Member) bool { return !p.OnCommittee() }); kind == Committee && len(committee) > 0 {
		m.Roll = committee
	}
	if _, counted := cell.Numbers["BB"]; counted || cell.Term.Name != "" || len(cell.Register) > 0 {
		m.Number = cell.NextNumber("BB")
	}
	return m.Clone()
}
