package meeting

import (
	"strings"
	"time"
)

// DraftID is the id of the paper that [PutDraft] puts up.
const DraftID = "draft"

// PutDraft puts up a paper that the program made of this meeting, the minutes that are read back before the end (HD 42),
// to be shown in the hall like a document. The next one takes its place, also while it is being shown. It is no document
// of the meeting: it never leaves the laptop, and neither the agenda nor the library knows it.
type PutDraft struct{ Document Document }

// Topics implements [Command].
func (PutDraft) Topics() Topic { return TopicDocuments }

// Apply implements [Command].
func (c PutDraft) Apply(m *Meeting, _ time.Time) error {
	d := c.Document
	if d.SHA256 == "" || d.Pages < 1 {
		return ErrNoDocument
	}
	if d.Title = strings.TrimSpace(d.Title); d.Title == "" {
		return ErrTitleNeeded
	}
	d.ID, d.Level, d.ForGuests = DraftID, ProjectorOnly, false
	if m.Draft != nil {
		d.Turn = m.Draft.Turn
	}
	m.Draft = &d
	return nil
}
