package store

import (
	"bytes"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// formKey is where the cell's own form of a paper lies.
func formKey(paper string) []byte { return []byte("form:" + paper) }

// Form returns the cell's own Word form of a paper; nil when it has none.
func (s *Store) Form(paper string) (data []byte, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		data = bytes.Clone(tx.Bucket(bucketMain).Get(formKey(paper)))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read form %s: %w", paper, err)
	}
	return data, nil
}

// SaveForm keeps the cell's own Word form of a paper; nil drops it.
func (s *Store) SaveForm(paper string, data []byte) error {
	err := s.db.Update(func(tx *bolt.Tx) error {
		if data == nil {
			return tx.Bucket(bucketMain).Delete(formKey(paper))
		}
		return tx.Bucket(bucketMain).Put(formKey(paper), data)
	})
	if err != nil {
		return fmt.Errorf("save form %s: %w", paper, err)
	}
	return nil
}
