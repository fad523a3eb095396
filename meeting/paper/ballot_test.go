package paper

import (
	"strings"
	"testing"
	"time"

	"phonghop/docs/sheet"
	"phonghop/meeting"
)

// The papers of a secret ballot (form 05): ballots without names or numbers, two on a page, and the counting minutes with
// team, ballots and shares. The minutes say the ballots, too.
func TestPapersOfASecretBallot(t *testing.T) {
	m := full()
	if len(PapersOf(m)) != len(Papers(m.Kind)) {
		t.Error("a meeting without a secret ballot has papers of one")
	}
	m.Motions = append(m.Motions, meeting.Motion{
		ID: "s", Item: "2", Text: "Giới thiệu nhân sự", Form: meeting.Ballot, Threshold: meeting.TwoThirds, InFavour: 2, Base: 3, Voters: 3, At: m.Started.Add(time.Hour),
		Count: &meeting.BallotCount{Team: []meeting.MemberID{"b", "c"}, Issued: 3, Returned: 3, Valid: 2, Invalid: 1, Why: "để trống"},
	})
	left := m.Attendance["c"]
	left.Left = m.Started.Add(80 * time.Minute)
	m.Attendance["c"] = left
	text := func(d sheet.Doc) string {
		var b strings.Builder
		if err := sheet.WriteText(&b, d); err != nil {
			t.Fatal(err)
		}
		return strings.Join(strings.Fields(b.String()), " ")
	}
	ballots, err := Build(m, BallotPapers)
	if err != nil {
		t.Fatal(err)
	}
	said := text(ballots)
	for _, p := range m.Roll {
		if strings.Contains(said, p.Name) {
			t.Errorf("a ballot names %s", p.Name)
		}
	}
	if n := strings.Count(said, "PHIẾU BIỂU QUYẾT"); n != 3 || len(sheet.Layout(ballots)) != 2 {
		t.Errorf("%d ballots on %d pages: %s", n, len(sheet.Layout(ballots)), said)
	}
	for i, p := range sheet.Layout(ballots) {
		for _, s := range p.Steps {
			if s.Kind == sheet.DrawText && strings.ContainsAny(s.Text, "0123456789") {
				t.Errorf("page %d of the ballots has %q", i+1, s.Text)
			}
		}
	}
	counting, err := Build(m, CountingMinutes)
	if err != nil {
		t.Fatal(err)
	}
	said = text(counting)
	for _, want := range []string{
		"BIÊN BẢN KIỂM PHIẾU", "về việc Giới thiệu nhân sự", "1. Đồng chí Trần Thị Bình, tổ trưởng; 2. Đồng chí Lê Văn Cường, thành viên", "phát ra: 03; số phiếu thu về: 03",
		"không hợp lệ: 01 (lý do: để trống)", "Tán thành: 02 phiếu (66,7%", "Kết quả: thông qua", "TỔ TRƯỞNG TỔ KIỂM PHIẾU",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the counting minutes lack %q:\n%s", want, said)
		}
	}
	if missing := counting.Missing(); len(missing) > 0 {
		t.Errorf("not filled in: %q", missing)
	}
	said = text(Minutes(m))
	for _, want := range []string{"Số phiếu phát ra: 03; thu về: 03; hợp lệ: 02; không hợp lệ: 01", "cần đạt 2/3", "Về sớm: 01 đồng chí: Lê Văn Cường (19 giờ 50 phút)"} {
		if !strings.Contains(said, want) {
			t.Errorf("the minutes lack %q:\n%s", want, said)
		}
	}
	m.Motions[1].Count = nil
	if counting, _ = Build(m, CountingMinutes); len(counting.Missing()) < 4 {
		t.Errorf("a ballot that was not counted misses %q", counting.Missing())
	}
}
