package desk

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"phonghop/meeting"
)

// The minutes are read back in the hall, and what is corrected meanwhile stands on the projector without a key, at the
// place that is being read.
func TestTheHallReadsTheMinutesAsTheyAreCorrected(t *testing.T) {
	f := open(t)
	f.do(meeting.WriteConclusion{Text: "một"})
	f.until("the conclusion stands", func() bool { return f.now.Conclusion == "một" })
	f.win.Canvas().Focus(f.notes.typing.entry)
	f.notes.typing.entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyR, Modifier: fyne.KeyModifierControl})
	f.until("the hall reads the minutes", func() bool { return f.opt.Room.Stage().Document == meeting.DraftID })
	f.turn(1)
	f.do(meeting.WriteConclusion{Text: "hai"})
	f.until("the correction stands on the projector", func() bool {
		d, ok := f.opt.Room.Snapshot().Document(meeting.DraftID)
		return ok && d.SHA256 == "draft of hai"
	})
	if s := f.opt.Room.Stage(); s.Document != meeting.DraftID || s.Page != 1 {
		t.Errorf("the hall was taken to %+v", s)
	}
	f.until("the old one is dropped", func() bool {
		f.out.mu.Lock()
		defer f.out.mu.Unlock()
		return slices.Equal(f.out.dropped, []string{"draft of một"})
	})
	if m := f.opt.Room.Snapshot(); slices.ContainsFunc(m.Documents, func(d meeting.Document) bool { return d.ID == meeting.DraftID }) {
		t.Error("the minutes are a document of the meeting")
	}

	f.do(meeting.WriteConclusion{Text: "ba"})
	f.show(meeting.ShowAgenda)
	f.settle()
	f.out.mu.Lock()
	made := f.out.drafted
	f.out.mu.Unlock()
	f.do(meeting.WriteConclusion{Text: "bốn"})
	f.until("it stands", func() bool { return f.now.Conclusion == "bốn" })
	f.settle()
	f.out.mu.Lock()
	defer f.out.mu.Unlock()
	if f.out.drafted > made+1 {
		t.Errorf("the minutes were set %d times while nobody reads them", f.out.drafted-made)
	}
}
