// Package pack holds the files that travel: the meeting file (one file with agenda,
// roll and documents), the Excel template with roll and agenda, and what the program
// itself carries (the sample meeting, the agenda templates).
//
//   - A file from outside is measured before it is read, and refused as a whole: what
//     is read is complete and checked, or there is nothing.
//   - What was recorded at a meeting (attendance, phones, minutes, votes, the log of
//     corrections) never travels.
//   - The package reads and writes bytes. Where they lie, and which identities they
//     take in the data of this laptop, is the caller's business.
package pack

import (
	"encoding/json"
	"fmt"

	"phonghop/assets"
	"phonghop/meeting"
)

// Agenda returns the agenda template of a kind of meeting (HD 42: course of a regular
// and of a thematic meeting, at least 90 minutes), its items with fresh ids.
func Agenda(kind meeting.Kind) ([]meeting.Item, error) {
	data, err := assets.Agenda(string(kind))
	if err != nil {
		return nil, fmt.Errorf("agenda template: %w", err)
	}
	var items []meeting.Item
	if err := json.Unmarshal(data, &items); err != nil {
		return nil, fmt.Errorf("agenda template %s: %w", kind, err)
	}
	for i := range items {
		items[i].ID = meeting.NewID()
	}
	return items, nil
}
