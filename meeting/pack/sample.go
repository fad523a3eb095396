package pack

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"phonghop/assets"
	"phonghop/meeting"
)

// SampleDoc is a document of the sample meeting. The meeting lists it already, with
// its checksum and pages; its bytes are for the caller to import.
type SampleDoc struct {
	ID    string
	Name  string // file name
	Title string
	Level meeting.Level
	Data  []byte
}

// Sample returns the built-in sample: a fictitious cell of 28 members, its meeting of
// 03/12/2026 in preparation, with a guest on the roll, with the tasks that November left and four petitions, and the
// meeting's documents. [SampleHistory] has the meetings before it.
func Sample() (cell meeting.Cell, m *meeting.Meeting, docs []SampleDoc, err error) {
	if err := sampleJSON("cell.json", &cell); err != nil {
		return cell, nil, nil, err
	}
	var own meeting.Meeting // its roll holds the guests only
	if err := sampleJSON("meeting.json", &own); err != nil {
		return cell, nil, nil, err
	}
	m = meeting.New(own.ID, own.Kind, cell, own.Planned)
	m.Title, m.Place, m.Chair, m.MinuteTaker = own.Title, own.Place, own.Chair, own.MinuteTaker
	m.Roll = append(m.Roll, own.Roll...)
	m.Items, m.Documents, m.Petitions = own.Items, own.Documents, own.Petitions
	history, err := SampleHistory()
	if err != nil {
		return cell, nil, nil, err
	}
	m.Reviewed, _ = meeting.Carried(history, m.Planned)
	for i := range m.Documents {
		d := &m.Documents[i]
		data, err := assets.SampleDocument(d.Name)
		if err != nil {
			return cell, nil, nil, fmt.Errorf("sample: %w", err)
		}
		sum := sha256.Sum256(data)
		d.SHA256 = hex.EncodeToString(sum[:])
		d.Added = m.Planned.AddDate(0, 0, -2)
		docs = append(docs, SampleDoc{ID: d.ID, Name: d.Name, Title: d.Title, Level: d.Level, Data: data})
	}
	return cell, m, docs, nil
}

// SamplePlay returns the script that plays the sample meeting, for the command line
// and for tests.
func SamplePlay() ([]byte, error) { return assets.Sample("play.json") }

func sampleJSON(name string, v any) error {
	data, err := assets.Sample(name)
	if err == nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		return fmt.Errorf("sample %s: %w", name, err)
	}
	return nil
}
