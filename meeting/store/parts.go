package store

import (
	"encoding/json"
	"fmt"
	"strings"

	bolt "go.etcd.io/bbolt"

	"phonghop/meeting"
)

// The parts of a meeting. What grows by single records has a key for each record, so
// that a tap or a keystroke writes a few bytes and not the whole meeting.
const (
	partHead       = "head"
	partLists      = "lists/"      // + name of the list
	partAttendance = "attendance/" // + member id
	partNotes      = "notes/"      // + item id
	partEdits      = "edits/"      // + key of the sentence
	partInk        = "ink/"        // + document, page
	partOpinions   = "opinions/"   // + place, 6 digits
	partLog        = "log/"        // + place, 6 digits
)

// split takes a meeting apart into the bytes of its parts.
func split(m *meeting.Meeting) (map[string][]byte, error) {
	head := *m
	head.Roll, head.Items, head.Documents, head.Motions, head.Phones = nil, nil, nil, nil, nil
	head.Attendance, head.Notes, head.Edits, head.Ink, head.Opinions, head.Log = nil, nil, nil, nil, nil, nil
	values := map[string]any{
		partHead:              head,
		partLists + "roll":    m.Roll,
		partLists + "items":   m.Items,
		partLists + "docs":    m.Documents,
		partLists + "motions": m.Motions,
		partLists + "phones":  m.Phones,
	}
	for k, v := range m.Attendance {
		values[partAttendance+string(k)] = v
	}
	for k, v := range m.Notes {
		values[partNotes+k] = v
	}
	for k, v := range m.Edits {
		values[partEdits+k] = v
	}
	for k, v := range m.Ink {
		values[partInk+k] = v
	}
	for i, v := range m.Opinions {
		values[fmt.Sprintf("%s%06d", partOpinions, i)] = v
	}
	for i, v := range m.Log {
		values[fmt.Sprintf("%s%06d", partLog, i)] = v
	}
	parts := make(map[string][]byte, len(values))
	for k, v := range values {
		data, err := json.Marshal(v)
		if err != nil {
			return nil, fmt.Errorf("part %s: %w", k, err)
		}
		parts[k] = data
	}
	return parts, nil
}

// join puts a meeting together from its bucket. Keys of one kind come in order.
func join(b *bolt.Bucket) (*meeting.Meeting, error) {
	var head meeting.Meeting
	if err := json.Unmarshal(b.Get([]byte(partHead)), &head); err != nil {
		return nil, fmt.Errorf("%w: head: %w", ErrDamaged, err)
	}
	m := head.Clone()
	lists := map[string]any{
		"roll": &m.Roll, "items": &m.Items, "docs": &m.Documents, "motions": &m.Motions, "phones": &m.Phones,
	}
	err := b.ForEach(func(k, v []byte) error {
		kind, name, _ := strings.Cut(string(k), "/")
		var err error
		switch kind + "/" {
		case partLists:
			if list, ok := lists[name]; ok {
				err = json.Unmarshal(v, list)
			}
		case partAttendance:
			err = into(m.Attendance, meeting.MemberID(name), v)
		case partNotes:
			err = into(m.Notes, name, v)
		case partEdits:
			err = into(m.Edits, name, v)
		case partInk:
			err = into(m.Ink, name, v)
		case partOpinions:
			err = onto(&m.Opinions, v)
		case partLog:
			err = onto(&m.Log, v)
		}
		if err != nil {
			return fmt.Errorf("%w: %s: %w", ErrDamaged, k, err)
		}
		return nil
	})
	return m, err
}

func into[K comparable, V any](dst map[K]V, key K, data []byte) error {
	var v V
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	dst[key] = v
	return nil
}

func onto[V any](dst *[]V, data []byte) error {
	var v V
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	*dst = append(*dst, v)
	return nil
}
