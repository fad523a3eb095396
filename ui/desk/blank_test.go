package desk

import (
	"testing"

	"phonghop/meeting"
)

func TestTheDarkenedProjectorComesBackAsItWas(t *testing.T) {
	f := open(t)
	page := meeting.Stage{Show: meeting.ShowPage, Document: "d", Page: 2}
	for _, s := range []meeting.Stage{{Show: meeting.ShowJoin}, page, {Show: meeting.ShowAgenda}} {
		f.put(s)
		f.Rune('.')
		if got := f.opt.Room.Stage().Show; got != meeting.ShowBlank {
			t.Fatalf("dark shows %q", got)
		}
		f.Rune('.')
		if got := f.opt.Room.Stage(); got.Show != s.Show || got.Document != s.Document || got.Page != s.Page {
			t.Errorf("after the dark comes %+v, not %+v", got, s)
		}
	}
}

func TestThePageOfBeforeARestartComesBack(t *testing.T) {
	f := open(t)
	if err := f.opt.Room.Open(t.Context(), sample(f.now.Planned), meeting.Stage{Show: meeting.ShowPage, Document: "d", Page: 1}); err != nil {
		t.Fatal(err)
	}
	f.until("it is open again", func() bool { return f.lastDoc.Document == "d" })
	f.show(meeting.ShowAgenda)
	f.showPage()
	if got := f.opt.Room.Stage(); got.Page != 1 {
		t.Errorf("the page key shows %+v", got)
	}
}
