package desk

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"phonghop/meeting"
	"phonghop/ui"
)

// openWithLibrary opens the library over a meeting: one document is its own, one is of an
// older meeting.
func openWithLibrary(t *testing.T) (*fixture, *libraryView) {
	t.Helper()
	f := open(t)
	old := &meeting.Meeting{
		ID: "old", Title: "Sinh hoạt tháng 11", Planned: f.now.Planned.AddDate(0, -1, 0),
		Documents: []meeting.Document{{ID: "o", Title: "Quy chế", SHA256: "y", Pages: 9, Level: meeting.ProjectorOnly, Shown: f.now.Planned.AddDate(0, -1, 0)}},
		Items:     []meeting.Item{{ID: "1", Title: "Khai mạc", Documents: []string{"o"}}},
	}
	f.out.library = meeting.Library([]*meeting.Meeting{f.now, old})
	f.win.Canvas().Focus(f.notes.typing.entry)
	f.notes.typing.entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyL, Modifier: fyne.KeyModifierControl})
	if f.library == nil {
		t.Fatal("Ctrl+L does not open the library while somebody types")
	}
	f.until("the documents are listed", func() bool { return len(f.library.rows) == 2 })
	return f, f.library
}

func TestLibrarySearchesWhenTypingRests(t *testing.T) {
	f, v := openWithLibrary(t)
	if f.win.Canvas().Focused() != fyne.Focusable(v.entry) {
		t.Fatal("the field has not got the focus")
	}
	test.Type(v.entry, "dang phi")
	f.until("it is found", func() bool { return len(v.rows) == 2 && v.rows[0].line != "" })
	if !slices.Equal(f.out.queries, []string{"dang phi"}) {
		t.Errorf("asked for %q: once is enough for what was typed without a rest", f.out.queries)
	}
	v.list.Select(1)
	if v.pane.row.page != 1 || v.pane.row.doc.SHA256 != "y" {
		t.Errorf("the pane shows %+v", v.pane.row)
	}
	if about := v.pane.about.Text; !strings.Contains(about, "Chỉ trình chiếu") || !strings.Contains(about, "Sinh hoạt tháng 11 · Khai mạc") ||
		!strings.Contains(about, "Đã chiếu: 03/11/2026") || !strings.Contains(about, "bản quét") {
		t.Errorf("of the old document it says %q", about)
	}
	if s := f.opt.Room.Stage(); s.Show != meeting.ShowJoin {
		t.Errorf("looking at a page put it on the projector: %+v", s)
	}
	v.entry.SetText("")
	f.until("all are listed again", func() bool { return len(v.rows) == 2 && v.rows[0].line == "" })
	f.press(fyne.KeyEscape)
	if f.library != nil || len(f.boxes) != 0 {
		t.Error("Esc does not close the library")
	}
}

func TestAnOldDocumentKeepsItsLevel(t *testing.T) {
	f, v := openWithLibrary(t)
	f.selected = "i2"
	v.list.Select(1)
	for range 2 { // the second time it is there already
		test.Tap(v.pane.inRoom[1])
	}
	told := 0
	f.until("it is in the meeting", func() bool {
		it, _ := f.now.Item("i2")
		told += strings.Count(v.status.Text, "Đã thêm")
		return len(it.Documents) == 1 && told > 0
	})
	f.settle()
	if n := len(f.opt.Room.Snapshot().Documents); n != 2 {
		t.Errorf("the meeting has %d documents", n)
	}
	doc := f.opt.Room.Snapshot().Documents[1]
	if doc.SHA256 != "y" || doc.Level != meeting.ProjectorOnly || !doc.Shown.IsZero() || doc.ID == "o" {
		t.Errorf("it came as %+v", doc)
	}
}

// settle waits until everything that was asked for is done.
func (f *fixture) settle() {
	done := false
	f.orders.add(func(context.Context) error { f.opt.Post(func() { done = true }); return nil })
	f.until("all is done", func() bool { return done })
}

func TestShowingFromTheLibrary(t *testing.T) {
	f, v := openWithLibrary(t)
	test.Type(v.entry, "phi")
	f.until("it is found", func() bool { return len(v.rows) == 2 && v.rows[0].line != "" })
	v.list.Select(1)
	test.Tap(v.pane.leaf[1]) // leaf at the desk
	test.Tap(v.pane.inRoom[0])
	f.until("the hall sees the page", func() bool {
		s := f.opt.Room.Stage()
		doc, ok := f.opt.Room.Snapshot().Document(s.Document)
		return s.Show == meeting.ShowPage && s.Page == 2 && ok && doc.SHA256 == "y"
	})
	if f.library != nil {
		t.Error("the library still covers the desk")
	}
}

func TestNarrowKeepsTheWordsInSight(t *testing.T) {
	const whole, word = "Căn cứ Điều lệ Đảng, chi bộ thống nhất mức thu đảng phí năm 2027", "đảng phí"
	at := strings.Index(whole, word)
	line, marks := narrow(whole, [][2]int{{at, at + len(word)}})
	if got := line[marks[0][0]:marks[0][1]]; line != "…bộ thống nhất mức thu đảng phí năm 2027" || got != word {
		t.Errorf("%q, marked %q", line, got)
	}
}

func TestWordsAreMarkedAtTheDeskOnly(t *testing.T) {
	f, v := openWithLibrary(t)
	test.Type(v.entry, "phi")
	f.until("the words are marked", func() bool { return len(v.pane.picture.marks.Box.Objects) > 0 })
	test.Tap(v.pane.inRoom[0])
	f.until("the hall sees the page", func() bool { return f.opt.Room.Stage().Show == meeting.ShowPage })
	if s := f.opt.Room.Stage(); s.Find != "" || s.Page != 1 || s.View.Y != 0 {
		t.Errorf("the hall sees %+v", s)
	}
	// A word at the foot of a page is brought into sight.
	foot := ui.Spot{Parts: []meeting.Rect{{X: 0.1, Y: 0.9, W: 0.1, H: 0.02}}}
	if s := f.find.inSight(f.opt.Room.Stage(), f.now.Documents[0], foot); s.View.Y == 0 {
		t.Errorf("the foot of the page is out of sight: %+v", s.View)
	}
}

func TestLibraryFitsTheLaptop(t *testing.T) {
	_, v := openWithLibrary(t)
	for _, scale := range []float32{1, 1.5} {
		fyne.CurrentApp().Settings().SetTheme(ui.NewTheme(scale))
		if got := v.pane.object.MinSize(); got.Width > 560 || got.Height > 560 {
			t.Errorf("at %.0f%% letters the document's side needs %v", scale*100, got)
		}
	}
}
