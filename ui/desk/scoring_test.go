package desk

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// The program proposes with its reason, the chair decides each; sum and grade follow at once, too much is refused.
func TestScoringTheMeeting(t *testing.T) {
	f := open(t)
	data, err := os.ReadFile("../../assets/forms/quality.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &f.out.quality); err != nil {
		t.Fatal(err)
	}
	for _, p := range f.now.Roll {
		f.Desk.do(meeting.Mark{Member: p.ID, Status: meeting.Present})
	}
	f.Desk.do(meeting.PutOpinion{Opinion: meeting.Opinion{Item: "i2", Member: "Bền", Text: "x"}})
	f.until("it is noted", func() bool { return len(f.now.Opinions) == 1 })
	f.scoreForm()
	said := func(text string) bool {
		return within(f.top(), func(l *widget.Label) bool { return strings.Contains(l.Text, text) && l.Visible() }) != nil
	}
	f.until("proposals come", func() bool { return said("Đề xuất 3 điểm: 1/3 đồng chí có mặt đã phát biểu") })
	if !said("Đề xuất 4 điểm: có mặt 3/3 đồng chí phải dự") {
		t.Error("the share present is not proposed")
	}
	f.tap(f.Desk.t("score.take_all"))
	if !said("Tổng: 8/100, xếp loại Kém") { // 4 for the share, 1 because nobody missed many, 3 for the speakers
		t.Error("the sum does not follow the proposals")
	}
	n := 0
	points := find(f, func(*ui.Entry) bool { n++; return n == 2 }) // the first of group 3, of 3 points; before it the bonus
	points.SetText("4")
	f.tap(f.Desk.t("desk.save"))
	if !f.sayings(f.Desk.t("score.over", "n", 4, "max", 3, "name", "Chuẩn bị nội dung đúng, đủ, trọng tâm")) {
		t.Error("too much is not refused")
	}
	points.SetText("3")
	f.tap(f.Desk.t("desk.save"))
	f.until("it is recorded", func() bool { return f.now.Score != nil && len(f.boxes) == 0 })
	if s := f.now.Score; s.Points != 11 || s.Marks["3.1"] != 3 || s.Marks["4.5"] != 3 || s.Grade != "Kém" {
		t.Errorf("score %+v", s)
	}
	f.scoreForm()
	if !said("Tổng: 11/100") {
		t.Error("what was decided is not shown again")
	}
}

// A form that the cell edited becomes its own; a line that is not understood is named, and nothing changes.
func TestTheCellsOwnForm(t *testing.T) {
	f := open(t)
	f.out.quality = meeting.QualityForm{Groups: []meeting.QualityGroup{{Key: "1", Name: "Riêng", Max: 100, Parts: []meeting.QualityPart{{Name: "a", Points: 100}}}}}
	s := &scoring{desk: f.Desk}
	s.takeForm("bad")
	f.until("the line is named", func() bool { return f.sayings(f.Desk.t("score.form_row", "row", 9)) })
	if f.out.cell.Quality != nil {
		t.Error("a bad form was taken")
	}
	f.press(fyne.KeyEscape)
	f.scoreForm()
	own := &scoring{desk: f.Desk, dialog: f.boxes[0].dialog}
	own.takeForm("good")
	f.until("it is open", func() bool { return len(f.boxes) == 1 && f.boxes[0].dialog != own.dialog && f.sayings("1. Riêng") })
	if f.out.cell.Quality == nil {
		t.Error("the form was not kept")
	}
}
