package pack

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"
	"time"

	"phonghop/meeting"
)

// The sample's months give the numbers of ../shared/sample/history.json, and its members show each of the three clocks of
// rules 8.
func TestTheSampleYear(t *testing.T) {
	all, err := SampleHistory()
	if err != nil {
		t.Fatal(err)
	}
	cell, dec, _, err := Sample()
	if err != nil {
		t.Fatal(err)
	}
	december(t, dec)
	all = append(all, dec)
	y := meeting.YearOf(all, 2026, cell.Members)
	if len(y.Meetings) != 12 {
		t.Fatalf("%d meetings", len(y.Meetings))
	}
	flags := map[meeting.Flag][]meeting.MemberID{}
	for _, p := range y.Members {
		for _, f := range p.Flags {
			flags[f] = append(flags[f], p.Member.ID)
		}
	}
	want := map[meeting.Flag][]meeting.MemberID{
		meeting.FlagThreeMonths: {"dv18"}, meeting.FlagOverThree: {"dv13"}, meeting.FlagThreeInARow: {"dv10", "dv21"},
	}
	if fmt.Sprint(flags) != fmt.Sprint(want) {
		t.Errorf("flags %v, want %v", flags, want)
	}
	data, err := os.ReadFile("../../../shared/sample/history.json")
	if err != nil {
		t.Skip("no ../shared beside the repository")
	}
	var picture struct {
		Thang []struct {
			Thang    string  `json:"thang"`
			PhaiDu   int     `json:"phai_du"`
			CoMat    int     `json:"co_mat"`
			CoLyDo   int     `json:"vang_co_ly_do"`
			Khong    int     `json:"vang_khong_ly_do"`
			TyLe     float64 `json:"ty_le"`
			Diem     int     `json:"diem"`
			XepLoai  string  `json:"xep_loai"`
			ThoiLung int     `json:"thoi_luong_phut"`
		} `json:"thang"`
	}
	if err := json.Unmarshal(data, &picture); err != nil {
		t.Fatal(err)
	}
	for _, w := range picture.Thang {
		i := slices.IndexFunc(y.Meetings, func(m meeting.MeetingOfYear) bool { return m.Meeting.Planned.Format("2006-01") == w.Thang })
		if i < 0 {
			t.Errorf("no meeting in %s", w.Thang)
			continue
		}
		got := y.Meetings[i]
		if got.Required != w.PhaiDu || got.Present != w.CoMat || got.Excused != w.CoLyDo || got.Unexcused != w.Khong || got.Points != w.Diem ||
			got.Grade != w.XepLoai || got.Minutes != w.ThoiLung || math.Abs(float64(got.Share)/10-w.TyLe) > 0.01 {
			t.Errorf("%s: %+v, want %+v", w.Thang, got, w)
		}
	}
}

// december holds the sample's meeting as its script does.
func december(t *testing.T, m *meeting.Meeting) {
	t.Helper()
	var script struct {
		Steps []struct {
			Mark *struct {
				Member meeting.MemberID `json:"member"`
				Status meeting.Status   `json:"status"`
			} `json:"mark"`
			Join *struct {
				Member meeting.MemberID `json:"member"`
			} `json:"join"`
			Score *meeting.Score `json:"score"`
		} `json:"steps"`
	}
	data, err := SamplePlay()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &script); err != nil {
		t.Fatal(err)
	}
	begin := m.Planned
	cmds := []meeting.Command{meeting.Start{At: begin}}
	for _, s := range script.Steps {
		switch {
		case s.Mark != nil && s.Mark.Status == "":
			cmds = append(cmds, meeting.Mark{Member: s.Mark.Member, Status: meeting.Present})
		case s.Mark != nil:
			cmds = append(cmds, meeting.Mark{Member: s.Mark.Member, Status: s.Mark.Status})
		case s.Join != nil:
			cmds = append(cmds, meeting.Mark{Member: s.Join.Member, Status: meeting.Present})
		case s.Score != nil:
			cmds = append(cmds, meeting.SetClosing{Score: s.Score})
		}
	}
	for _, c := range append(cmds, meeting.End{}) {
		if err := c.Apply(m, begin.Add(106*time.Minute)); err != nil {
			t.Fatalf("%T: %v", c, err)
		}
	}
}

// What the sample's earlier meetings left comes before the meeting of December: eleven tasks, and the petitions that the
// cell still follows.
func TestTheSampleLeavesTasksAndPetitions(t *testing.T) {
	all, err := SampleHistory()
	if err != nil {
		t.Fatal(err)
	}
	tasks, petitions := meeting.Carried(all, time.Date(2026, 12, 3, 18, 30, 0, 0, time.FixedZone("", 7*3600)))
	if len(tasks) != 11 || len(petitions) != 2 || petitions[0].ID != "pa02" || petitions[1].ID != "pa03" {
		t.Errorf("%d tasks, petitions %+v", len(tasks), petitions)
	}
	_, dec, _, err := Sample()
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range dec.Reviewed {
		if p.ID != tasks[i].ID || p.Due != tasks[i].Due {
			t.Errorf("task %+v, left was %+v", p, tasks[i])
		}
	}
	if len(dec.Reviewed) != 11 || len(dec.Petitions) != 4 {
		t.Errorf("%d tasks, %d petitions before December", len(dec.Reviewed), len(dec.Petitions))
	}
}
