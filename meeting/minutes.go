package meeting

import "time"

// LineEdit is a sentence of the minutes that the program wrote and a person
// rewrote. The program never overwrites it; when the sentence that the program
// would write now differs from Basis, the edit is stale and is marked as such.
type LineEdit struct {
	Text  string    `json:"text"`
	Basis string    `json:"basis"` // what the program had written when it was edited
	At    time.Time `json:"at"`
}

// Opinion is what somebody said under an agenda item.
type Opinion struct {
	ID     string    `json:"id"`
	Item   string    `json:"item"`
	Member MemberID  `json:"member"`
	At     time.Time `json:"at"`
	Text   string    `json:"text"`
}

// Dues are the Party dues as reported at the opening.
type Dues struct {
	Paid int    `json:"paid"`
	Due  int    `json:"due"`
	Note string `json:"note,omitempty"`
}

// Score is the meeting's own assessment of its quality (HD 42), out of 100.
type Score struct {
	Points   int    `json:"points"`
	Grade    string `json:"grade"`
	Weakness string `json:"weakness,omitempty"`
	// Marks are the points that the chair decided, by the key of the criterion; where there are any, Points is their sum.
	Marks map[string]int `json:"marks,omitempty"`
}

// LogEntry is a line of the log of corrections: what was recorded, what stands now,
// and why.
type LogEntry struct {
	At     time.Time `json:"at"`
	What   string    `json:"what"` // the command's name: "correct_time", "reopen", …
	Who    string    `json:"who,omitempty"`
	Before string    `json:"before,omitempty"`
	After  string    `json:"after,omitempty"`
	Reason string    `json:"reason,omitempty"`
}

// Speakers returns how many different people spoke under an item and how often. With
// an empty item it counts the whole meeting.
func (m *Meeting) Speakers(item string) (people, turns int) {
	seen := map[MemberID]bool{}
	for _, o := range m.Opinions {
		if item != "" && o.Item != item {
			continue
		}
		turns++
		seen[o.Member] = true
	}
	return len(seen), turns
}
