package desk

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"phonghop/meeting"
	"phonghop/ui"
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

func TestAnOpinionWithoutASpeakerStaysInItsForm(t *testing.T) {
	f := open(t)
	f.opinionForm(meeting.Opinion{})
	who := find(f, func(e *ui.Entry) bool { return !e.MultiLine })
	text := find(f, func(e *ui.Entry) bool { return e.MultiLine })
	text.SetText("đồng ý")
	f.Key(fyne.KeyReturn)
	if len(f.boxes) != 1 {
		t.Fatal("the form closed, and the opinion is lost")
	}
	f.openMeeting("/another.hop")
	if !strings.Contains(f.notice.text.Text, "biểu mẫu") {
		t.Errorf("under an open form the desk says %q", f.notice.text.Text)
	}
	test.Type(who, "cuong")
	f.Key(fyne.KeyReturn)
	f.until("the opinion of the only one who fits is kept", func() bool {
		all := f.opt.Room.Snapshot().Opinions
		return len(all) == 1 && all[0].Member == "Cường" && all[0].Text == "đồng ý"
	})
}
