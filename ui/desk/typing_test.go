package desk

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"phonghop/meeting"
)

func TestTextThatCouldNotBeWrittenStaysAndIsTriedAgain(t *testing.T) {
	f := open(t)
	f.out.full.Store(true)
	test.Type(f.notes.typing.entry, "ghi nhớ")
	f.until("it is told that the disk is full", func() bool { return f.notice.object.Visible() && f.notes.typing.refused })
	f.out.full.Store(false)
	if err := f.opt.Room.Do(t.Context(), meeting.MoveItem{Item: "i3", To: 1}); err != nil {
		t.Fatal(err)
	}
	f.until("the note is written", func() bool { return f.opt.Room.Snapshot().Notes["i1"] == "ghi nhớ" })
	if got := f.notes.typing.entry.Text; got != "ghi nhớ" {
		t.Errorf("the field became %q", got)
	}
}

func TestAnOlderSnapshotDoesNotTakeTypedTextBack(t *testing.T) {
	f := open(t)
	test.Type(f.notes.typing.entry, "mới")
	f.notes.flush()
	f.notes.refresh() // something else changed before the note was on the disk
	if got := f.notes.typing.entry.Text; got != "mới" {
		t.Errorf("the field became %q", got)
	}
	f.until("it is written", func() bool { return f.now.Notes["i1"] == "mới" && f.notes.typing.under == 0 })
}

func TestNothingTypedForOneMeetingReachesTheNext(t *testing.T) {
	f := open(t)
	test.Type(f.notes.typing.entry, "của cuộc trước")
	test.Type(f.end.typing.entry, "của cuộc trước")
	next := sample(f.now.Planned)
	next.ID = "n"
	if err := f.opt.Room.Open(t.Context(), next, meeting.Stage{Show: meeting.ShowJoin}); err != nil {
		t.Fatal(err)
	}
	f.do(meeting.WriteConclusion{Text: "của cuộc trước"}) // the window does not know yet
	f.until("the next is shown, and the command refused", func() bool { return f.now.ID == "n" && f.notice.object.Visible() })
	f.notes.flush()
	f.end.flush()
	m := f.opt.Room.Snapshot()
	if len(m.Notes["i1"]) > 0 || m.Conclusion != "" || f.notes.typing.entry.Text != "" || f.end.typing.entry.Text != "" {
		t.Errorf("the next meeting holds %q and %q", m.Notes, m.Conclusion)
	}
}
