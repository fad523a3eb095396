package paper_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"phonghop/docs/sheet"
	"phonghop/meeting"
	"phonghop/meeting/paper"
)

// year is a year of n meetings in which one member misses all, without reason.
func year(n int) meeting.Year {
	var all []*meeting.Meeting
	roll := []meeting.Member{{ID: "a", Name: "Nguyễn Thị Ngọc Huyền Trân", Official: true}, {ID: "b", Name: "Lý Văn Nam", Official: true}}
	for i := range n {
		m := (&meeting.Meeting{ID: fmt.Sprint(i), Planned: time.Date(2026, 1, 3+i*20, 18, 30, 0, 0, time.UTC), Roll: roll}).Clone()
		m.Started, m.Ended = m.Planned, m.Planned.Add(95*time.Minute)
		m.Attendance["a"] = meeting.Attendance{Status: meeting.Present}
		m.Attendance["b"] = meeting.Attendance{Status: meeting.AbsentUnexcused}
		m.Score = &meeting.Score{Points: 88, Grade: "Khá"}
		all = append(all, m)
	}
	return meeting.YearOf(all, 2026, roll)
}

// The charts are read from the back row, nothing stands over the edge, and what is under 90 % or to be looked after is
// said (rules 1.1, 6 and 8).
func TestSlidesOfAYear(t *testing.T) {
	for _, n := range []int{0, 1, 12, 18} {
		pages := paper.YearSlides(year(n))
		want := 4
		if n > 12 {
			want = 7
		}
		if len(pages) != want {
			t.Errorf("%d meetings are %d slides", n, len(pages))
		}
		for i, p := range pages {
			for _, s := range p.Steps {
				if s.Kind != sheet.DrawText {
					continue
				}
				if s.Size*0.65 < p.Height/20 {
					t.Errorf("%d meetings, slide %d: %q is too small", n, i, s.Text)
				}
				if s.X < 0 || s.X+sheet.Width(s.Face, s.Size, s.Text) > p.Width || s.Y-s.Size*0.7 < 0 || s.Y > p.Height {
					t.Errorf("%d meetings, slide %d: %q stands over the edge", n, i, s.Text)
				}
			}
		}
	}
	said := ""
	for _, p := range paper.YearSlides(year(12)) {
		for _, s := range p.Steps {
			said += s.Text + "|"
		}
	}
	for _, want := range []string{"50,0|", "88|", "Lý Văn Nam: vắng không lý do 8 tháng", "Lý Văn Nam: vắng 12 buổi liên tiếp"} {
		if !strings.Contains(said, want) {
			t.Errorf("no slide says %q: %s", want, said)
		}
	}
	var pdf bytes.Buffer
	if err := sheet.WritePages(&pdf, "Năm", paper.YearSlides(year(12))); err != nil || !bytes.HasPrefix(pdf.Bytes(), []byte("%PDF")) {
		t.Errorf("%v", err)
	}
}

// The table of the year fits its sheets: nobody's mark is lost, whatever the number of meetings.
func TestTableOfAYear(t *testing.T) {
	for _, n := range []int{0, 11, 18} {
		var text bytes.Buffer
		if err := sheet.WriteText(&text, paper.YearTable(year(n), meeting.Cell{ShortName: "Chi bộ ấp Hòa Mẫu"})); err != nil {
			t.Fatal(err)
		}
		if got := strings.Count(text.String(), "K |") + strings.Count(text.String(), "| K"); n > 0 && got < n {
			t.Errorf("%d meetings: %s", n, text.String())
		}
		if !strings.Contains(text.String(), "của Chi bộ ấp Hòa Mẫu năm 2026") {
			t.Errorf("%s", text.String())
		}
	}
}
