package cli

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"phonghop/meeting"
)

// One meeting that cannot be read, and be it the one that was open last, keeps nobody from
// the others: the program starts, lists, makes, finds and deletes, and no document goes
// that the unreadable one may have.
func TestOneMeetingThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	ctx := context.Background()
	h := openHouse(t, dir)
	if err := h.LoadSample(ctx); err != nil {
		t.Fatal(err)
	}
	sample := h.Room.Snapshot()
	other := sample.Clone()
	other.ID, other.Title, other.Planned = "other", "Buổi hỏng", other.Planned.Add(time.Hour)
	if err := h.Create(ctx, other); err != nil {
		t.Fatal(err)
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	damage(t, filepath.Join(dir, "phonghop.db"), "other")

	h = openHouse(t, dir) // it was open last
	defer h.Close()
	list, err := h.Meetings()
	if err != nil || len(list) != 13 || list[0].ID != sample.ID || !list[12].Damaged { // the sample's year is eleven more
		t.Fatalf("list %+v, %v", list, err)
	}
	if m, err := h.Find("latest"); err != nil || m.ID != "mau-2026-11" { // the sample has not started
		t.Errorf("latest: %v, %v", m, err)
	}
	if err := h.Create(ctx, &meeting.Meeting{ID: "new", Title: "Mới", Planned: sample.Planned}); err != nil {
		t.Error(err)
	}
	if err := h.Delete(ctx, sample.ID); err != nil {
		t.Error(err)
	}
	for _, d := range sample.Documents {
		if _, err := h.library.Path(d.SHA256); err != nil {
			t.Errorf("a document is gone that the unreadable meeting may have: %v", err)
		}
	}
	if err := h.Delete(ctx, "other"); err != nil {
		t.Error(err)
	}
	if list, err = h.Meetings(); err != nil || len(list) != 12 {
		t.Errorf("list %+v, %v", list, err)
	}
}

// damage overwrites the head of a stored meeting.
func damage(t *testing.T, path, id string) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Update(func(tx *bolt.Tx) error {
		return tx.Bucket([]byte("meetings")).Bucket([]byte(id)).Put([]byte("head"), []byte("{broken"))
	}); err != nil {
		t.Fatal(err)
	}
}
