package desk

import (
	"testing"

	"fyne.io/fyne/v2"

	"phonghop/meeting"
)

// reader is a desk that shows the first page of a document of nine.
func reader(t *testing.T) *fixture {
	t.Helper()
	f := open(t)
	m := &meeting.Meeting{ID: "r", Items: []meeting.Item{{ID: "a", Title: "Mục", Documents: []string{"d"}}}, Documents: []meeting.Document{
		{ID: "d", Title: "Báo cáo", SHA256: "sha", Pages: 9}, {ID: "e", Title: "Tờ trình", SHA256: "she", Pages: 3},
	}}
	if err := f.opt.Room.Open(t.Context(), m, meeting.Stage{Show: meeting.ShowPage, Document: "d"}); err != nil {
		t.Fatal(err)
	}
	f.until("the meeting is open", func() bool { return f.now.ID == "r" })
	return f
}

func TestReading(t *testing.T) {
	f := reader(t)
	at := func(what, document string, page int) {
		t.Helper()
		if s := f.opt.Room.Stage(); s.Document != document || s.Page != page {
			t.Errorf("%s: %s, page %d, not %s, page %d", what, s.Document, s.Page, document, page)
		}
	}
	f.Key(fyne.KeyPageDown)
	f.Rune(' ')
	at("two on", "d", 2)
	f.Key(fyne.KeyEnd)
	at("the end", "d", 8)
	f.Key(fyne.KeyBackspace)
	at("back to the last place", "d", 2)
	f.showDocument("e")
	f.Key(fyne.KeyPageDown)
	f.showDocument("d")
	at("a document resumes where it was", "d", 2)
	f.goBack()
	at("back to the other document", "e", 1)
	f.goBack()
	at("and to the first", "d", 2)
	f.Key(fyne.KeyHome)
	at("home", "d", 0)

	for _, want := range []meeting.Fit{meeting.FitText, meeting.FitPage, meeting.FitWidth} {
		f.Rune('f')
		if got := f.opt.Room.Stage().View.Fit; got != want {
			t.Errorf("fit %q, not %q", got, want)
		}
	}
	f.Rune('+')
	f.Rune('+')
	if z := f.opt.Room.Stage().View.Zoom; z < 1.5 || z > 1.6 {
		t.Errorf("zoom %v", z)
	}
	f.Rune('0')
	if v := f.opt.Room.Stage().View; v.Zoom != 0 || v.Fit != meeting.FitWidth {
		t.Errorf("back from zoom: %+v", v)
	}
	f.Rune('r')
	f.until("it is turned", func() bool { d, _ := f.now.Document("d"); return d.Turn == 1 })
}

func TestFindGoesFromPlaceToPlace(t *testing.T) {
	f := reader(t)
	f.find.open()
	f.find.words.SetText("quỹ")
	at := func(page, hit int) {
		t.Helper()
		f.until("the place is shown", func() bool { s := f.opt.Room.Stage(); return s.Find == "quỹ" && s.Page == page && s.Hit == hit })
	}
	f.find.look(0)
	at(1, 0)
	f.find.look(1)
	at(1, 1)
	if v := f.opt.Room.Stage().View; v.Y < 0.4 {
		t.Errorf("the place at the foot of the page is out of sight: %+v", v)
	}
	f.find.look(1)
	at(3, 0)
	f.find.look(-1)
	at(1, 1)
	f.find.look(-1)
	f.find.look(-1) // before the answer: the one that is wanted last
	at(1, 0)
	f.find.look(-1)
	at(3, 1)
	f.Key(fyne.KeyEscape)
	if s := f.opt.Room.Stage(); s.Find != "" {
		t.Error("the marks stay")
	}
}

func TestOutlineAndLinksLead(t *testing.T) {
	f := reader(t)
	f.Rune('o')
	f.until("the outline is there", f.boxOpen)
	f.Key(fyne.KeyEscape)
	f.followLink(0.25, 0.25)
	f.until("the link was followed", func() bool { return f.opt.Room.Stage().Page == 1 })
	f.Rune('t')
	if len(f.boxes) != 1 {
		t.Error("no thumbnails")
	}
	f.Key(fyne.KeyEscape)
}

// Two keys are two steps, also when the second one comes before the disk has answered.
func TestTwoStepsBeforeTheAnswer(t *testing.T) {
	f := open(t)
	m := &meeting.Meeting{ID: "r"}
	for _, id := range []string{"a", "b", "c", "d"} {
		m.Items = append(m.Items, meeting.Item{ID: id, Title: id})
	}
	if err := f.opt.Room.Open(t.Context(), m, meeting.Stage{Show: meeting.ShowAgenda}); err != nil {
		t.Fatal(err)
	}
	f.until("the meeting is open", func() bool { return f.now.ID == "r" })
	f.Key(fyne.KeyF9)
	f.until("it runs", func() bool { return f.now.Phase == meeting.Running && f.now.Current == "a" })
	f.Key(fyne.KeyF8)
	f.Key(fyne.KeyF8)
	f.until("two items on", func() bool { return f.now.Current == "c" && f.heading == "" })
	f.Key(fyne.KeyF8)
	f.Key(fyne.KeyF7)
	f.until("there and back", func() bool { return f.now.Current == "c" && f.heading == "" })
}
