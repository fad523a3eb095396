package paper_test

import (
	"strings"
	"testing"

	"phonghop/docs/sheet"
	"phonghop/meeting"
	"phonghop/meeting/paper"
)

// The committee meets before the cell, and has minutes of its own: only its members are counted and vote, and nothing is
// said of dues or scores (HD 42).
func TestMinutesOfTheCommittee(t *testing.T) {
	cell := sample().Cell
	for i, post := range []string{"Bí thư chi bộ", "Phó bí thư chi bộ", "Chi ủy viên", "Bí thư Đoàn thanh niên", "Đảng viên"} {
		cell.Members = append(cell.Members, meeting.Member{ID: dv(i + 1), Name: "Người " + post, Official: true, Post: post})
	}
	m := meeting.New("c", meeting.Committee, cell, at(18, 30))
	if len(m.Roll) != 3 {
		t.Fatalf("convened are %+v", m.Roll)
	}
	m.Phase, m.Started, m.Ended = meeting.Ended, at(18, 30), at(19, 30)
	m.Items = []meeting.Item{{ID: "1", Title: "Nội dung", Part: meeting.Content}}
	for _, p := range m.Roll[:2] {
		m.Attendance[p.ID] = meeting.Attendance{Status: meeting.Present, Arrived: at(18, 20)}
	}
	if err := (meeting.RecordMotion{Motion: meeting.Motion{Item: "1", Text: "Nội dung sinh hoạt tháng 12", Form: meeting.Hands, InFavour: 2}}).Apply(m, at(19, 0)); err != nil {
		t.Fatal(err)
	}
	text := plain(t, paper.Minutes(m))
	for _, want := range []string{
		"họp chi ủy tháng 12 năm 2026", "Tổng số chi ủy viên: 03 đồng chí.", "Có mặt: 02 đồng chí", "Tỷ lệ tán thành: 02/03 (66,7%)", "Cuộc họp kết thúc lúc 19 giờ 30 phút",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the minutes lack %q:\n%s", want, text)
		}
	}
	for _, not := range []string{"đảng phí", "Tự chấm", "miễn công tác", "sinh hoạt tạm thời"} {
		if strings.Contains(text, not) {
			t.Errorf("the minutes of the committee speak of %q", not)
		}
	}
	if name := paper.FileName(m, paper.DOCX); name != "2026-12-03 Bien ban hop chi uy thang 12-2026.docx" {
		t.Error(name)
	}
}

func TestMinutesOfAnExtraordinaryMeeting(t *testing.T) {
	m := sample()
	m.Kind, m.Score = meeting.Extraordinary, nil
	text := plain(t, paper.Minutes(m))
	if !strings.Contains(text, "sinh hoạt chi bộ bất thường, ngày 03 tháng 12 năm 2026") || strings.Contains(text, "Tự chấm") {
		t.Error(text)
	}
}

func plain(t *testing.T, d sheet.Doc) string {
	t.Helper()
	var b strings.Builder
	if err := sheet.WriteText(&b, d); err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
