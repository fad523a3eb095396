package store

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"phonghop/meeting"
)

// SaveMeeting writes what changed of a meeting and returns when it is on the disk.
func (s *Store) SaveMeeting(m *meeting.Meeting) error {
	parts, err := split(m)
	if err != nil {
		return fmt.Errorf("save meeting: %w", err)
	}
	err = s.db.Update(func(tx *bolt.Tx) error {
		b, err := tx.Bucket(bucketMeetings).CreateBucketIfNotExists([]byte(m.ID))
		if err != nil {
			return err
		}
		return replace(b, parts)
	})
	if err != nil {
		return fmt.Errorf("save meeting: %w", err)
	}
	return nil
}

// replace makes the bucket hold exactly these parts, writing only what differs.
func replace(b *bolt.Bucket, parts map[string][]byte) error {
	var gone [][]byte
	err := b.ForEach(func(k, _ []byte) error {
		if _, ok := parts[string(k)]; !ok {
			gone = append(gone, slices.Clone(k))
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, k := range gone {
		if err := b.Delete(k); err != nil {
			return err
		}
	}
	for k, v := range parts {
		if bytes.Equal(b.Get([]byte(k)), v) {
			continue
		}
		if err := b.Put([]byte(k), v); err != nil {
			return err
		}
	}
	return nil
}

// Meeting returns a meeting, or an error that matches [meeting.ErrNotFound].
func (s *Store) Meeting(id string) (*meeting.Meeting, error) {
	var m *meeting.Meeting
	err := s.db.View(func(tx *bolt.Tx) error {
		b := tx.Bucket(bucketMeetings).Bucket([]byte(id))
		if b == nil || id == "" {
			return meeting.ErrNotFound
		}
		var err error
		m, err = join(b)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read meeting: %w", err)
	}
	return m, nil
}

// Meetings lists all meetings, the latest planned first, those that cannot be read last.
func (s *Store) Meetings() ([]meeting.Summary, error) {
	var out []meeting.Summary
	err := s.db.View(func(tx *bolt.Tx) error {
		all := tx.Bucket(bucketMeetings)
		return all.ForEachBucket(func(k []byte) error {
			var m meeting.Meeting
			if err := json.Unmarshal(all.Bucket(k).Get([]byte(partHead)), &m); err != nil {
				// One that cannot be read must not hide the others.
				out = append(out, meeting.Summary{ID: string(k), Damaged: true})
				return nil
			}
			out = append(out, m.Summary())
			return nil
		})
	})
	if err != nil {
		return nil, fmt.Errorf("list meetings: %w", err)
	}
	slices.SortStableFunc(out, func(a, b meeting.Summary) int { return b.Planned.Compare(a.Planned) })
	return out, nil
}

// DeleteMeeting removes a meeting and its stage.
func (s *Store) DeleteMeeting(id string) error {
	err := s.db.Update(func(tx *bolt.Tx) error {
		all := tx.Bucket(bucketMeetings)
		if all.Bucket([]byte(id)) == nil {
			return meeting.ErrNotFound
		}
		if err := all.DeleteBucket([]byte(id)); err != nil {
			return err
		}
		return tx.Bucket(bucketStages).Delete([]byte(id))
	})
	if err != nil {
		return fmt.Errorf("delete meeting: %w", err)
	}
	return nil
}

// SaveStage writes what the projector showed last at a meeting.
func (s *Store) SaveStage(id string, stage meeting.Stage) error {
	err := s.db.Update(func(tx *bolt.Tx) error { return put(tx.Bucket(bucketStages), id, stage) })
	if err != nil {
		return fmt.Errorf("save stage: %w", err)
	}
	return nil
}

// Stage returns what the projector showed last at a meeting; the join page when
// nothing was shown yet.
func (s *Store) Stage(id string) (meeting.Stage, error) {
	stage := meeting.Stage{Show: meeting.ShowJoin}
	err := s.db.View(func(tx *bolt.Tx) error {
		_, err := get(tx.Bucket(bucketStages), id, &stage)
		return err
	})
	if err != nil {
		return stage, fmt.Errorf("read stage: %w", err)
	}
	return stage, nil
}
