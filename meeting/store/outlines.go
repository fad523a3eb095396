package store

import (
	"encoding/json"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"phonghop/meeting"
)

// Outlines returns all meetings that can be read with their heads, agendas and documents only, in no
// order: what the library of documents is made of. Rolls and records stay on the disk.
func (s *Store) Outlines() ([]*meeting.Meeting, error) {
	var out []*meeting.Meeting
	err := s.db.View(func(tx *bolt.Tx) error {
		all := tx.Bucket(bucketMeetings)
		return all.ForEachBucket(func(k []byte) error {
			var m meeting.Meeting
			b := all.Bucket(k)
			// The head comes first: it says that the lists are empty.
			if err := json.Unmarshal(b.Get([]byte(partHead)), &m); err != nil {
				return nil // it is told where meetings are listed
			}
			for name, list := range map[string]any{"items": &m.Items, "docs": &m.Documents} {
				if _, err := get(b, partLists+name, list); err != nil {
					return nil
				}
			}
			out = append(out, &m)
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("list documents: %w", err)
	}
	return out, nil
}
