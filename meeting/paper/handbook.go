package paper

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"

	"phonghop/meeting"
)

// Entry is a line to be copied by hand into another program.
type Entry struct {
	Label string `json:"label"`
	Text  string `json:"text"`
}

//go:embed forms/handbook.json
var handbookFile []byte

// handbookForm is the order in which Sổ tay đảng viên điện tử asks for things. No programming interface of it is known
// (rules 0.2), so a person copies one thing after the other.
var handbookForm = sync.OnceValue(func() []Entry {
	var out []Entry
	if err := json.Unmarshal(handbookFile, &out); err != nil {
		panic(fmt.Errorf("read the form of the handbook: %w", err))
	}
	return out
})

// Handbook are the lines of a meeting for Sổ tay đảng viên điện tử.
func Handbook(m *meeting.Meeting) []Entry {
	f := paperForms()["short"].words // its labels are those of a short record
	v := ValuesOf(m)
	out := make([]Entry, 0, len(handbookForm()))
	for _, e := range handbookForm() {
		out = append(out, Entry{Label: e.Label, Text: f.say(e.Text, v.Fields)})
	}
	return out
}
