package desk

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
)

// allPresent is a desk with three members in the room.
func allPresent(t *testing.T) *fixture {
	t.Helper()
	f := open(t)
	for _, p := range f.now.Roll {
		f.do(meeting.Mark{Member: p.ID, Status: meeting.Present})
	}
	f.until("all are present", func() bool { return f.now.Count().Voters == 3 })
	return f
}

func (f *fixture) recorded(n int) meeting.Motion {
	f.t.Helper()
	f.until("the vote is recorded", func() bool { return len(f.now.Motions) == n && len(f.boxes) == 0 })
	return f.now.Motions[n-1]
}

func TestTallyThatDoesNotMatchIsRefusedInTheForm(t *testing.T) {
	f := allPresent(t)
	form := f.motionForm(meeting.Motion{})
	form.text.SetText("Thông qua chương trình")
	form.counts[0].SetText("2")
	f.tap("Lưu")
	sentence := "Tổng số phiếu (2) không khớp số đảng viên có mặt được biểu quyết (3). Mời kiểm lại."
	find(f, func(l *widget.Label) bool { return l.Text == sentence })
	form.text.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	if !strings.Contains(form.live.Text, "100,0%. Thông qua") {
		t.Errorf("while it is typed the form says %q", form.live.Text)
	}
	f.tap("Lưu")
	if m := f.recorded(1); m.InFavour != 3 || m.Base != 3 || m.Count != nil {
		t.Errorf("recorded %+v", m)
	}
}

// A secret ballot is taken down with its team and its ballots, which must add up.
func TestBallotsAreTakenDown(t *testing.T) {
	f := allPresent(t)
	form := f.motionForm(meeting.Motion{})
	asks := func(o fyne.CanvasObject) bool { return slices.Contains(form.extra.Objects, o) }
	if asks(form.ofBallot) || form.counts[3].Disabled() || asks(form.ofOwn) {
		t.Error("a show of hands is asked for ballots")
	}
	form.text.SetText("Giới thiệu nhân sự")
	form.form.SetSelectedIndex(2)
	form.needs.SetSelectedIndex(2)
	if !asks(form.ofBallot) || !form.counts[3].Disabled() || !asks(form.ofOwn) {
		t.Error("a ballot with a share of its own is not asked for them")
	}
	form.share.SetText("3 / 4")
	form.team.add("Bền")
	form.team.add("Bình")
	for i, n := range []string{"3", "3", "2", "1"} {
		form.ballots[i].SetText(n)
	}
	form.counts[0].SetText("3")
	f.tap("Lưu")
	find(f, func(l *widget.Label) bool {
		return strings.Contains(l.Text, "không bằng số phiếu hợp lệ (2)")
	})
	form.counts[0].SetText("2")
	f.tap("Lưu")
	m := f.recorded(1)
	if b := m.Count; m.Passed() || m.Need != (meeting.Fraction{Num: 3, Den: 4}) || b == nil || b.Invalid != 1 || len(b.Team) != 2 {
		t.Errorf("recorded %+v, %+v", m, m.Count)
	}
}

// A later correction of attendance shows beside the result, and counts only with a tick and a reason.
func TestResultsAreRecountedWithATick(t *testing.T) {
	f := allPresent(t)
	f.do(meeting.Mark{Member: "Bền", Status: meeting.AbsentExcused})
	f.do(meeting.RecordMotion{Motion: meeting.Motion{ID: "v", Item: "i1", Text: "x", InFavour: 2}})
	f.recorded(1)
	f.do(meeting.Mark{Member: "Bền", Status: meeting.Present})
	f.until("it shows beside the result", func() bool {
		return f.now.Count().Voters == 3 && strings.Contains(f.tallyText(f.now.Motions[0]), "hiện nay 3 được triệu tập, 3 có mặt")
	})
	form := f.motionForm(f.now.Motions[0])
	form.recount.SetChecked(true)
	form.counts[0].SetText("3")
	f.tap("Lưu")
	find(f, func(l *widget.Label) bool { return l.Text == f.opt.Errors.Text(meeting.ErrReasonNeeded) })
	form.reason.SetText("đến muộn, có biểu quyết")
	f.tap("Lưu")
	f.until("it is corrected", func() bool { return f.now.Motions[0].Voters == 3 && f.now.Motions[0].InFavour == 3 })
}

func TestLeavingEarlyIsTakenDown(t *testing.T) {
	f := allPresent(t)
	f.leftForm(f.now.Roll[0])
	f.press(fyne.KeyReturn)
	f.until("two vote", func() bool { return f.now.Count().Voters == 2 && len(f.boxes) == 0 })
	if text := f.attendanceText(f.now.Roll[0]); !strings.Contains(text, "Về sớm 18:30") {
		t.Errorf("the roll says %q", text)
	}
	f.leftForm(f.now.Roll[0])
	f.win.Canvas().Focused().(interface{ SetText(string) }).SetText("")
	f.press(fyne.KeyReturn)
	f.until("all vote again", func() bool { return f.now.Count().Voters == 3 })
}
