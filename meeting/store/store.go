// Package store keeps meetings, the cell and the settings in one bbolt file.
//
//   - A meeting lies in parts: head, roll, agenda, each attendance, each note. A save
//     writes, in one transaction, the parts whose bytes differ from what lies there.
//   - bbolt's lock on the file is the guard against a second program on the same data.
//   - Bytes of bbolt never leave a transaction; callers get their own copies.
package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"phonghop/meeting"
)

// version is the layout of the file. A file with a higher one is refused, a lower
// one is migrated by open.
const version = 1

// ErrInUse says that another program has the data open.
var ErrInUse = errors.New("the data are open in another program")

// ErrDamaged says that the data file is not one of ours or is broken.
var ErrDamaged = errors.New("the data file is damaged")

var (
	bucketMain     = []byte("main") // "version", "cell", "settings"
	bucketMeetings = []byte("meetings")
	bucketStages   = []byte("stages")
)

// FileName is the data file's name in the data folder.
const FileName = "phonghop.db"

// Store is an open data file. Its methods may be called from several goroutines.
type Store struct{ db *bolt.DB }

// Open opens or makes the data file in a folder. The error matches [ErrInUse],
// [ErrDamaged], [meeting.ErrNewerData] or what the system says of the folder.
func Open(dir string) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open data: %w", err)
	}
	path := filepath.Join(dir, FileName)
	if err := intact(path); err != nil {
		return nil, fmt.Errorf("open data: %w", err)
	}
	info, err := os.Stat(path)
	fresh := errors.Is(err, fs.ErrNotExist) || err == nil && info.Size() == 0
	db, err := bolt.Open(path, 0o600, &bolt.Options{Timeout: 200 * time.Millisecond, FreelistType: bolt.FreelistMapType})
	switch {
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, fmt.Errorf("open data: %w", ErrInUse)
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch):
		return nil, fmt.Errorf("open data: %w: %w", ErrDamaged, err)
	case err != nil:
		if fresh && errors.Is(intact(path), ErrDamaged) {
			_ = os.Remove(path) // half a head and nothing else: there was no space for a new file
		}
		return nil, fmt.Errorf("open data: %w", err)
	}
	s := &Store{db: db}
	if err := s.prepare(); err != nil {
		_ = db.Close()
		if errors.Is(err, bolterrors.ErrIncompatibleValue) {
			err = fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		return nil, fmt.Errorf("open data: %w", err)
	}
	return s, nil
}

// prepare makes the buckets and checks the layout's version.
func (s *Store) prepare() error {
	return s.db.Update(func(tx *bolt.Tx) error {
		for _, name := range [][]byte{bucketMain, bucketMeetings, bucketStages} {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		var found int
		main := tx.Bucket(bucketMain)
		if _, err := get(main, "version", &found); err != nil {
			return err
		}
		switch {
		case found > version:
			return meeting.ErrNewerData
		case found < version:
			return put(main, "version", version)
		}
		return nil
	})
}

// Close closes the file.
func (s *Store) Close() error { return s.db.Close() }

// Cell returns the cell, and false when none was set up yet.
func (s *Store) Cell() (c meeting.Cell, ok bool, err error) {
	ok, err = s.read("cell", &c)
	return c, ok, err
}

// SaveCell writes the cell.
func (s *Store) SaveCell(c meeting.Cell) error { return s.write("cell", c) }

// Settings returns the settings; those never set are zero.
func (s *Store) Settings() (set meeting.Settings, err error) {
	_, err = s.read("settings", &set)
	return set, err
}

// SaveSettings writes the settings.
func (s *Store) SaveSettings(set meeting.Settings) error { return s.write("settings", set) }

func (s *Store) read(key string, v any) (ok bool, err error) {
	err = s.db.View(func(tx *bolt.Tx) error {
		ok, err = get(tx.Bucket(bucketMain), key, v)
		return err
	})
	if err != nil {
		return false, fmt.Errorf("read %s: %w", key, err)
	}
	return ok, nil
}

func (s *Store) write(key string, v any) error {
	err := s.db.Update(func(tx *bolt.Tx) error { return put(tx.Bucket(bucketMain), key, v) })
	if err != nil {
		return fmt.Errorf("save %s: %w", key, err)
	}
	return nil
}

func get(b *bolt.Bucket, key string, v any) (bool, error) {
	data := b.Get([]byte(key))
	if data == nil {
		return false, nil
	}
	if err := json.Unmarshal(data, v); err != nil {
		return false, fmt.Errorf("%w: %s: %w", ErrDamaged, key, err)
	}
	return true, nil
}

func put(b *bolt.Bucket, key string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return b.Put([]byte(key), data)
}
