package desk

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"phonghop/assets/words"
	"phonghop/meeting"
	"phonghop/meeting/room"
	"phonghop/ui"
)

type fixture struct {
	*Desk
	t    *testing.T
	out  *outside
	post chan func()
}

func open(t *testing.T) *fixture {
	t.Helper()
	f := &fixture{t: t, out: &outside{cell: meeting.Cell{Name: "CHI BỘ"}}, post: make(chan func(), 1024)}
	now := time.Date(2026, 12, 3, 18, 30, 0, 0, time.FixedZone("", 7*3600))
	rm := room.New(f.out, func() time.Time { return now })
	w := words.Load("vi")
	app := test.NewTempApp(t)
	app.Settings().SetTheme(ui.NewTheme(1))
	keys := &ui.Keys{Key: func(k fyne.KeyName) bool { return f.Key(k) }, Rune: func(r rune) bool { return f.Rune(r) }}
	f.Desk = New(Options{
		Keys: keys,
		App:  app, Room: rm, Words: w, Errors: ui.NewErrors(w), Post: func(g func()) { f.post <- g },
		Pages: pages{f.out}, Screen: f.out, Archive: f.out, Papers: f.out, Files: files{f.out}, Library: f.out, Phones: f.out,
	})
	t.Cleanup(func() {
		f.Close()
		_ = rm.Close()
	})
	if err := rm.Open(t.Context(), sample(now), meeting.Stage{Show: meeting.ShowJoin}); err != nil {
		t.Fatal(err)
	}
	f.until("the meeting is shown", func() bool { return f.now.ID == "m" })
	return f
}

func sample(planned time.Time) *meeting.Meeting {
	m := meeting.New("m", meeting.Regular, meeting.Cell{}, planned)
	m.Title = "Sinh hoạt"
	for _, n := range []string{"Nguyễn Văn Bền", "Trần Thị Bình", "Lê Văn Cường"} {
		m.Roll = append(m.Roll, meeting.Member{ID: meeting.MemberID(meeting.GivenName(n)), Name: n, Official: true})
	}
	m.Documents = []meeting.Document{{ID: "d", Title: "Báo cáo", SHA256: "x", Pages: 3, Level: meeting.Internal}}
	m.Items = []meeting.Item{
		{ID: "i1", Title: "Khai mạc", Minutes: 10, Presenter: "Bền", Documents: []string{"d"}},
		{ID: "i2", Title: "Thảo luận", Minutes: 30, Discussion: true},
		{ID: "i3", Title: "Kết luận", Minutes: 10},
	}
	return m
}

// until runs what was posted until the condition holds.
func (f *fixture) until(what string, cond func() bool) {
	f.t.Helper()
	deadline := time.After(5 * time.Second)
	for !cond() {
		select {
		case g := <-f.post:
			g()
		case <-deadline:
			f.t.Fatalf("waited in vain until %s", what)
		}
	}
}

func (f *fixture) press(name fyne.KeyName) {
	ev := &fyne.KeyEvent{Name: name}
	if focused := f.win.Canvas().Focused(); focused != nil {
		focused.TypedKey(ev)
		return
	}
	f.win.Canvas().OnTypedKey()(ev)
}

func (f *fixture) phase() meeting.Phase { return f.opt.Room.Snapshot().Phase }

func TestOneKeyForEachStepOfTheMeeting(t *testing.T) {
	f := open(t)
	f.press(fyne.KeyF9)
	f.until("it runs", func() bool { return f.now.Phase == meeting.Running && f.now.Current == "i1" })
	f.press(fyne.KeyF8)
	f.until("item 2 is held", func() bool { return f.now.Current == "i2" && f.selected == "i2" })
	f.press(fyne.KeyF7)
	f.until("item 1 is held again", func() bool { return f.now.Current == "i1" })
	f.press(fyne.KeyF9)
	f.until("it pauses", func() bool { return f.now.Phase == meeting.Paused })
	f.press(fyne.KeyF9)
	f.until("it goes on", func() bool { return f.now.Phase == meeting.Running })
	f.press(fyne.KeyF12)
	f.until("it has ended", func() bool { return f.now.Phase == meeting.Ended })
	if !f.notice.object.Visible() {
		t.Error("nothing says that the meeting has ended and can be reopened")
	}
}

func TestPageKeysActWhileTypingAndLettersDoNot(t *testing.T) {
	f := open(t)
	f.press(fyne.KeyF4)
	entry := f.notes.typing.entry
	f.win.Canvas().Focus(entry)
	test.Type(entry, "b. ")
	f.press(fyne.KeyPageDown)
	f.press(fyne.KeyPageDown)
	f.press(fyne.KeyPageUp)
	if s := f.opt.Room.Stage(); s.Show != meeting.ShowPage || s.Page != 1 {
		t.Errorf("stage is %+v after PageDown, PageDown, PageUp while typing", s)
	}
	if entry.Text != "b. " {
		t.Errorf("typed text became %q", entry.Text)
	}
	entry.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyE, Modifier: fyne.KeyModifierControl})
	f.until("Ctrl+E exports while typing", func() bool { return len(f.out.papers()) > 0 })
	f.press(fyne.KeyF6)
	if f.opt.Room.Stage().Show != meeting.ShowBlank {
		t.Error("F6 did not blank the projector while typing")
	}
	f.win.Canvas().Unfocus()
	f.win.Canvas().OnTypedRune()('b')
	if s := f.opt.Room.Stage(); s.Show != meeting.ShowPage || s.Page != 1 {
		t.Errorf("b did not bring the page back: %+v", s)
	}
	f.win.Canvas().OnTypedRune()(' ')
	if s := f.opt.Room.Stage(); s.Page != 2 {
		t.Errorf("Space did not turn the page: %+v", s)
	}
	if f.out.updates < 6 {
		t.Errorf("the projector was told %d times in the same key handlers, want each time", f.out.updates)
	}
}

func TestThePageKeyShowsTheDocumentOfTheItemAtHand(t *testing.T) {
	f := open(t)
	if err := f.opt.Room.Do(t.Context(), meeting.PutDocument{Document: meeting.Document{ID: "e", Title: "Dự thảo", SHA256: "y", Pages: 2}, Item: "i2"}); err != nil {
		t.Fatal(err)
	}
	f.press(fyne.KeyF9)
	f.until("it runs", func() bool { return f.now.Current == "i1" && len(f.now.Documents) == 2 })
	f.press(fyne.KeyF4)
	f.press(fyne.KeyPageDown)
	f.press(fyne.KeyF8)
	f.press(fyne.KeyF4) // at once, before the disk has answered
	if s := f.opt.Room.Stage(); s.Document != "e" || s.Page != 0 {
		t.Errorf("under item 2 F4 shows %+v", s)
	}
	f.until("item 2 is held", func() bool { return f.now.Current == "i2" })
	f.press(fyne.KeyF8) // item 3 has no document: the last page comes back
	f.press(fyne.KeyF3)
	f.press(fyne.KeyF4)
	if s := f.opt.Room.Stage(); s.Document != "e" {
		t.Errorf("under item 3 F4 shows %+v", s)
	}
}

func TestStaleSentencesAreCountedOnTheTab(t *testing.T) {
	f := open(t)
	if got := f.tabs.Items[linesTab].Text; !strings.Contains(got, "1") {
		t.Errorf("the tab says %q", got)
	}
}

func TestTypingIsSavedUnderItsOwnItem(t *testing.T) {
	f := open(t)
	f.press(fyne.KeyF9)
	f.until("it runs", func() bool { return f.now.Current == "i1" })
	test.Type(f.notes.typing.entry, "mở đầu")
	f.press(fyne.KeyF8) // before the pause of typing is over
	f.until("item 2 is shown", func() bool { return f.notes.item == "i2" })
	f.until("the note of item 1 is saved", func() bool { return f.opt.Room.Snapshot().Notes["i1"] == "mở đầu" })
	if got := f.notes.typing.entry.Text; got != "" {
		t.Errorf("item 2 shows %q", got)
	}
	test.Type(f.notes.typing.entry, "ý kiến")
	f.until("the note of item 2 is saved by itself", func() bool { return f.opt.Room.Snapshot().Notes["i2"] == "ý kiến" })
	f.choose("i1")
	if got := f.notes.typing.entry.Text; got != "mở đầu" {
		t.Errorf("item 1 shows %q", got)
	}
}

func TestChangesFromElsewhereDoNotDisturbTyping(t *testing.T) {
	f := open(t)
	f.win.Canvas().Focus(f.notes.typing.entry)
	test.Type(f.notes.typing.entry, "đang gõ")
	if err := f.opt.Room.Do(t.Context(), meeting.WriteNote{Item: "i1", Text: "của máy khác"}); err != nil {
		t.Fatal(err)
	}
	f.until("the change came", func() bool { return f.now.Notes["i1"] == "của máy khác" })
	if got := f.notes.typing.entry.Text; got != "đang gõ" {
		t.Errorf("what is being typed became %q", got)
	}
	f.until("what was typed wins", func() bool { return f.opt.Room.Snapshot().Notes["i1"] == "đang gõ" })
}

func TestExportHoldsWhatWasJustTyped(t *testing.T) {
	f := open(t)
	test.Type(f.notes.typing.entry, "vừa gõ")
	f.export()
	f.until("it is exported", func() bool { return len(f.out.papers()) > 0 })
	if f.out.papers()[0] != "vừa gõ" {
		t.Errorf("the paper holds %q", f.out.papers())
	}
}

func TestExportAsksBeforeItReplacesFiles(t *testing.T) {
	f := open(t)
	f.out.exists = []string{"/nowhere/bien ban.docx"}
	f.export()
	f.until("it asks", func() bool { return f.win.Canvas().Overlays().Top() != nil })
	if len(f.out.papers()) > 0 {
		t.Fatal("it replaced a file unasked")
	}
	f.press(fyne.KeyReturn)
	f.until("it is exported", func() bool { return len(f.out.papers()) > 0 })
	f.until("it says how many places are empty", func() bool { return strings.Contains(f.notice.text.Text, "2 chỗ chưa điền") })
}

// find returns the first object of a type in the topmost dialog that suits.
func find[T fyne.CanvasObject](f *fixture, suits func(T) bool) T {
	f.t.Helper()
	var walk func(fyne.CanvasObject) (T, bool)
	walk = func(o fyne.CanvasObject) (none T, ok bool) {
		if !o.Visible() {
			return none, false
		}
		if x, ok := o.(T); ok && suits(x) {
			return x, true
		}
		var kids []fyne.CanvasObject
		switch o := o.(type) {
		case *fyne.Container:
			kids = o.Objects
		case fyne.Widget:
			kids = test.WidgetRenderer(o).Objects()
		}
		for _, k := range kids {
			if x, ok := walk(k); ok {
				return x, true
			}
		}
		return none, false
	}
	top := f.win.Canvas().Overlays().Top()
	if top == nil {
		top = f.win.Content()
	}
	x, ok := walk(top)
	if !ok {
		f.t.Fatalf("nothing suits")
	}
	return x
}

func (f *fixture) tap(text string) {
	f.t.Helper()
	test.Tap(find(f, func(b *ui.Button) bool { return b.Text == text }))
}

func TestScanIsAskedAboutAndComesInWithAYes(t *testing.T) {
	f := open(t)
	f.takeFiles([]string{"/x/scan.pdf"})
	f.until("it asks", func() bool { return f.win.Canvas().Overlays().Top() != nil })
	if len(f.opt.Room.Snapshot().Documents) != 1 {
		t.Fatal("the scan came in unasked")
	}
	f.press(fyne.KeyReturn) // typed into the minutes at that moment
	if f.win.Canvas().Overlays().Top() == nil {
		t.Fatal("Enter declared that a scan bears no secrecy mark")
	}
	f.tap("Không có dấu độ mật")
	f.until("it is there", func() bool { return len(f.opt.Room.Snapshot().Documents) == 2 })
}

func TestReopeningNeedsAReason(t *testing.T) {
	f := open(t)
	f.press(fyne.KeyF9)
	f.until("it runs", func() bool { return f.now.Phase == meeting.Running })
	f.press(fyne.KeyF12)
	f.until("it has ended", func() bool { return f.now.Phase == meeting.Ended })
	f.press(fyne.KeyF9)
	f.tap("Lưu")
	if f.phase() != meeting.Ended {
		t.Fatal("reopened without a reason")
	}
	find(f, func(*ui.Entry) bool { return true }).SetText("bấm nhầm")
	f.tap("Lưu")
	f.until("it goes on", func() bool { return f.phase() == meeting.Running })
}

func TestWaitingPhonesAreAdmittedTogether(t *testing.T) {
	f := open(t)
	for _, j := range []meeting.Join{{Token: "a", Member: "Bền"}, {Token: "b", Member: "Bền"}, {Token: "c", Member: "Bình"}, {Token: "d", Member: "Bình"}} {
		if err := f.opt.Room.Do(t.Context(), j); err != nil {
			t.Fatal(err)
		}
	}
	f.until("two wait", func() bool { return len(f.now.Waiting()) == 2 })
	f.side.SelectIndex(1)
	if !strings.Contains(f.side.Items[1].Text, "2") {
		t.Errorf("the tab %q does not say that two wait", f.side.Items[1].Text)
	}
	f.tap("Đồng ý cho tất cả 2 máy")
	f.until("none waits", func() bool { return len(f.opt.Room.Snapshot().Waiting()) == 0 })
}

func TestEnterAndEscapeInForms(t *testing.T) {
	f := open(t)
	f.opinionForm(meeting.Opinion{})
	f.press(fyne.KeyEscape)
	if f.win.Canvas().Overlays().Top() != nil || len(f.boxes) != 0 {
		t.Fatal("Esc did not close the form")
	}
	f.memberForm(meeting.Member{Standing: meeting.Guest})
	find(f, func(*ui.Entry) bool { return true }).SetText("Lâm Quốc Việt")
	f.press(fyne.KeyReturn) // in the field of the name
	f.until("the guest is on the roll", func() bool { return len(f.opt.Room.Snapshot().Roll) == 4 && len(f.boxes) == 0 })
	f.confirm("Xóa?", func() { t.Error("a question was answered by the button that says no") })
	f.win.Canvas().Focus(find(f, func(b *ui.Button) bool { return b.Text == "Hủy" }))
	f.press(fyne.KeyReturn)
	if len(f.boxes) != 0 {
		t.Error("Enter on the focused button did not close the question")
	}
}

func TestEveryFormOpens(t *testing.T) {
	f := open(t)
	for name, show := range map[string]func(){
		"item": func() { f.itemForm("i1") }, "new item": func() { f.itemForm("") }, "member": func() { f.memberForm(f.now.Roll[0]) },
		"opinion": func() { f.opinionForm(meeting.Opinion{}) }, "task": func() { f.taskForm(meeting.Task{}) }, "dues": f.duesForm,
		"score": f.scoreForm, "document": func() { f.documentForm(f.now.Documents[0]) }, "details": f.detailsForm, "settings": f.settingsForm,
		"cell": f.cellForm, "create": f.createMeeting, "times": f.correctTimes, "line": func() { f.lineForm(f.lines.lines[1]) },
		"arrival": func() { f.arrivalForm(f.now.Roll[0]) }, "excuse": func() { f.excuseForm(f.now.Roll[0]) }, "menu": func() { f.menu(f.bar.finish) },
		"open": f.openFile, "roll": func() { f.showRoll(meeting.Cell{}, nil) }, "postpone": func() { f.postpone(f.now.Summary()) },
	} {
		show()
		if f.win.Canvas().Overlays().Top() == nil {
			t.Errorf("%s did not open", name)
		}
		for o := f.win.Canvas().Overlays().Top(); o != nil; o = f.win.Canvas().Overlays().Top() {
			f.win.Canvas().Overlays().Remove(o)
		}
	}
}

func TestParseHour(t *testing.T) {
	base := time.Date(2026, 12, 3, 20, 0, 0, 0, time.UTC)
	for in, want := range map[string]string{"18:30": "18:30", "18h30": "18:30", " 7g05 ": "07:05", "18 30": "18:30", "25:00": "", "x": "", "": ""} {
		got, ok := parseHour(in, base)
		if ok != (want != "") || ok && hour(got) != want {
			t.Errorf("parseHour(%q) = %v, %v; want %q", in, got, ok, want)
		}
	}
}
