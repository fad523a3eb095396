package desk

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// within returns the first object below o that is a T and fits.
func within[T fyne.CanvasObject](o fyne.CanvasObject, fits func(T) bool) (found T) {
	done := false
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if done {
			return
		}
		if x, ok := o.(T); ok && fits(x) {
			found, done = x, true
			return
		}
		switch x := o.(type) {
		case *fyne.Container:
			for _, c := range x.Objects {
				walk(c)
			}
		case fyne.Widget:
			for _, c := range test.WidgetRenderer(x).Objects() {
				walk(c)
			}
		}
	}
	walk(o)
	return found
}

func (f *fixture) button(o fyne.CanvasObject, word string) *ui.Button {
	f.t.Helper()
	b := within(o, func(b *ui.Button) bool { return b.Text == f.Desk.t(word) })
	if b == nil {
		f.t.Fatalf("no button %q", f.Desk.t(word))
	}
	return b
}

func (f *fixture) top() fyne.CanvasObject { return f.win.Canvas().Overlays().Top() }

// earlier leaves a task and a petition to the meeting of the fixture.
func (f *fixture) earlier() {
	m := sample(f.now.Planned.AddDate(0, -1, 0))
	m.ID, m.Started, m.Phase = "nov", m.Planned, meeting.Ended
	m.Tasks = []meeting.Task{{ID: "t", Text: "Phát quang", Who: "Bền", Deadline: "20/11/2026", Due: "2026-11-20"}}
	m.Petitions = []meeting.Petition{{ID: "p", Text: "Rác", Status: meeting.PetitionNew, Date: "2026-11-03", Due: "2026-11-13"}}
	f.out.earlier = []*meeting.Meeting{m}
}

// What the last meeting left is brought over, looked at, shown to the hall page by page, and what is overdue is red.
func TestTheBoardOfTasksAndPetitions(t *testing.T) {
	f := open(t)
	f.earlier()
	f.tap(f.Desk.t("review.tab"))
	test.Tap(f.button(f.review.object, "review.carry"))
	f.until("they are there", func() bool { return len(f.now.Reviewed) == 1 && len(f.now.Petitions) == 1 })
	late := within(f.review.rows, func(l *widget.Label) bool { return strings.HasPrefix(l.Text, "QUÁ HẠN · Bền") })
	if late == nil || late.Importance != widget.DangerImportance {
		t.Fatal("the overdue task is not red")
	}
	within(f.review.rows, func(*ui.Select) bool { return true }).SetSelectedIndex(1)
	f.until("it is done", func() bool { return f.now.Reviewed[0].State == meeting.TaskDone })
	if within(f.review.rows, func(l *widget.Label) bool { return strings.HasPrefix(l.Text, "QUÁ HẠN · Bền") }) != nil {
		t.Error("what is done is still overdue")
	}
	test.Tap(f.button(f.review.object, "review.show"))
	if s := f.opt.Room.Stage(); s.Show != meeting.ShowReview {
		t.Errorf("the hall sees %+v", s)
	}
	f.press(fyne.KeyPageDown)
	if s := f.opt.Room.Stage(); s.Show != meeting.ShowReview || s.Page != 0 {
		t.Errorf("two rows are one page: %+v", s)
	}
}

// A petition goes its way at the desk: passed on with a date, answered, reported back to the cell.
func TestThePetitionsWay(t *testing.T) {
	f := open(t)
	f.openReview()
	test.Tap(f.button(f.review.object, "petition.add"))
	within(f.top(), func(e *ui.Entry) bool { return e.MultiLine }).SetText("Cống kẹt cửa")
	test.Tap(f.button(f.top(), "desk.save"))
	f.until("it is taken down", func() bool { return len(f.now.Petitions) == 1 && len(f.boxes) == 1 })
	test.Tap(f.button(f.review.rows, "petition.move"))
	test.Tap(f.button(f.top(), "desk.save"))
	if len(f.boxes) != 2 {
		t.Fatal("it was passed on to nobody")
	}
	within(f.top(), func(e *ui.Entry) bool { return e.PlaceHolder == f.Desk.t("petition.to_hint") }).SetText("UBND xã")
	test.Tap(f.button(f.top(), "desk.save"))
	f.until("it is passed on", func() bool { return f.now.Petitions[0].Status == meeting.PetitionForwarded && len(f.boxes) == 1 })
	if s := f.now.Petitions[0].Steps; len(s) != 2 || s[1].Text != "Chuyển UBND xã" || s[1].Date != "2026-12-03" {
		t.Errorf("steps %+v", s)
	}
	f.Desk.do(meeting.MovePetition{ID: f.now.Petitions[0].ID, Status: meeting.PetitionDone, Text: "Đã sửa"})
	f.until("it is settled", func() bool { return f.now.Petitions[0].Settled() })
	test.Tap(f.button(f.review.rows, "petition.report"))
	f.until("the cell was told", func() bool { return f.now.Petitions[0].Reported == "2026-12-03" })
}

// A task has several people; the words of the paper follow the names.
func TestATaskOfSeveral(t *testing.T) {
	f := open(t)
	f.taskForm(meeting.Task{})
	within(f.top(), func(e *ui.Entry) bool { return e.MultiLine }).SetText("Phát quang")
	for _, name := range []string{"cuong", "binh"} {
		entry := within(f.top(), func(e *ui.Entry) bool { return e.PlaceHolder == f.Desk.t("desk.find_name") })
		entry.SetText(name)
		entry.OnSubmitted("")
	}
	within(f.top(), func(e *ui.Entry) bool { return e.PlaceHolder == "20/12/2026" }).SetText("trước 15/12")
	test.Tap(f.button(f.top(), "desk.save"))
	f.until("it is given", func() bool { return len(f.now.Tasks) == 1 && len(f.boxes) == 0 })
	if got := f.now.Tasks[0]; got.Who != "Lê Văn Cường, Trần Thị Bình" || len(got.Members) != 2 || got.Due != meeting.DateOf(time.Date(2026, 12, 15, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("task %+v", got)
	}
}

// Who speaks is picked by name, one action starts the clock, and what was said becomes the opinion at that time.
func TestTheSpeakersClock(t *testing.T) {
	f := open(t)
	f.choose("i2")
	f.tap(f.Desk.t("speaking.invite"))
	entry := find(f, func(e *ui.Entry) bool { return e.PlaceHolder == f.Desk.t("desk.find_name") })
	entry.SetText("cuong")
	entry.OnSubmitted("")
	began := f.opt.Room.Now()
	if o := f.opt.Room.Stage().Over; !o.Ends.Equal(began.Add(5*time.Minute)) || o.Message != "Đang phát biểu: đồng chí Lê Văn Cường" {
		t.Fatalf("the hall sees %+v", o)
	}
	f.choose("i3") // the opinion stays with its item
	f.tap(f.Desk.t("speaking.take"))
	if o := f.opt.Room.Stage().Over; !o.IsZero() {
		t.Errorf("the clock runs on: %+v", o)
	}
	find(f, func(e *ui.Entry) bool { return e.MultiLine }).SetText("Thống nhất báo cáo")
	f.tap(f.Desk.t("desk.save"))
	f.until("the opinion is there", func() bool { return len(f.now.Opinions) == 1 && len(f.boxes) == 0 })
	if o := f.now.Opinions[0]; o.Item != "i2" || o.Member != "Cường" || !o.At.Equal(began) {
		t.Errorf("opinion %+v", o)
	}
}

// A remark is taken down under its item by name.
func TestARemarkUnderItsItem(t *testing.T) {
	f := open(t)
	f.choose("i2")
	f.tap(f.Desk.t("remark.add"))
	entry := find(f, func(e *ui.Entry) bool { return e.PlaceHolder == f.Desk.t("desk.find_name") })
	entry.SetText("binh")
	find(f, func(e *ui.Entry) bool { return e.MultiLine }).SetText("thu gom rác chưa thường xuyên")
	f.tap(f.Desk.t("desk.save"))
	f.until("it is taken down", func() bool { return len(f.now.Remarks) == 1 && len(f.boxes) == 0 })
	if r := f.now.Remarks[0]; r.Kind != meeting.SelfCriticism || r.Member != "Bình" || r.By != "Bình" || r.Item != "i2" {
		t.Errorf("remark %+v", r)
	}
	if within(f.notes.opinions, func(l *widget.Label) bool { return strings.Contains(l.Text, "Tự phê bình: Trần Thị Bình") }) == nil {
		t.Error("the remark is not shown under its item")
	}
}

// A new meeting starts from the last one of its kind, a month later, with its tasks to be looked at.
func TestANewMeetingFromTheLast(t *testing.T) {
	f := open(t)
	f.earlier()
	f.out.earlier[0].Kind, f.out.earlier[0].Title = meeting.Regular, "Sinh hoạt tháng 11 năm 2026"
	f.createMeeting()
	title := func() *ui.Entry {
		return find(f, func(e *ui.Entry) bool { return strings.Contains(e.Text, "2026") && strings.HasPrefix(e.Text, "Sinh") })
	}
	f.until("the last one is proposed", func() bool { return title().Text == "Sinh hoạt tháng 12 năm 2026" })
	f.tap(f.Desk.t("desk.save"))
	made := func() *meeting.Meeting {
		f.out.mu.Lock()
		defer f.out.mu.Unlock()
		return f.out.created
	}
	f.until("it is made", func() bool { return made() != nil })
	m := made()
	if len(m.Items) != 3 || m.Items[1].Minutes != 30 || len(m.Reviewed) != 1 || len(m.Petitions) != 1 || !m.Planned.Equal(f.now.Planned) && m.Planned.Format("02/01/2006 15:04") != "03/12/2026 18:30" {
		t.Errorf("made %+v", m)
	}
}

// The year says first who has to be looked after, and its charts come on the hall's screen, never on phones.
func TestTheYearAtTheDesk(t *testing.T) {
	f := open(t)
	f.out.cell.Members = f.now.Roll
	for i := range 4 {
		m := sample(f.now.Planned.AddDate(0, -i-1, 0))
		m.ID, m.Started, m.Phase = string(rune('a'+i)), m.Planned, meeting.Ended
		m.Attendance = map[meeting.MemberID]meeting.Attendance{"Bền": {Status: meeting.Present}, "Bình": {Status: meeting.AbsentUnexcused}}
		f.out.earlier = append(f.out.earlier, m)
	}
	f.openYear()
	f.until("it is open", func() bool { return len(f.boxes) == 1 })
	for _, want := range []string{"Trần Thị Bình: vắng không lý do 4 tháng trong năm", "Trần Thị Bình: vắng 4 buổi liên tiếp (quá 3 buổi)"} {
		find(f, func(l *widget.Label) bool { return l.Text == want && l.Importance == widget.DangerImportance })
	}
	f.tap(f.Desk.t("year.show"))
	f.until("the hall sees the charts", func() bool { return f.opt.Room.Stage().Show == meeting.ShowPage })
	if d, ok := f.opt.Room.Snapshot().Document(f.opt.Room.Stage().Document); !ok || d.Level != meeting.ProjectorOnly || d.Pages != 4 {
		t.Errorf("shown %+v", d)
	}
}
