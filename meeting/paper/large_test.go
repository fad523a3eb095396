package paper_test

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"phonghop/docs/sheet"
	"phonghop/meeting"
	"phonghop/meeting/paper"
)

// large is the meeting of a fictitious cell of 150 members with 40 opinions and more, nine votes and a table of tasks.
func large(opinions, tasks int) *meeting.Meeting {
	family := []string{"Nguyễn Văn", "Trần Thị", "Lê Hoàng", "Phạm Minh", "Danh Thị", "Huỳnh Ngọc", "Võ Thành", "Đặng Thị Mỹ"}
	given := []string{"An", "Bình", "Cường", "Dung", "Đạt", "Giang", "Hạnh", "Hương", "Khánh", "Lâm", "Mẫn", "Nga", "Phước", "Quyên", "Sơn", "Trí", "Út", "Vân", "Yến"}
	cell := meeting.Cell{Name: "CHI BỘ ẤP LỚN", ShortName: "Chi bộ ấp Lớn", Superior: "ĐẢNG BỘ XÃ VĨNH MẪU", Locality: "Vĩnh Mẫu", Numbers: map[string]int{"BB": 30}}
	for i := range 150 {
		cell.Members = append(cell.Members, meeting.Member{
			ID: dv(i + 1), Name: fmt.Sprintf("%s %s", family[i%len(family)], given[i%len(given)]), Official: i < 144, Post: "Đảng viên",
		})
	}
	m := meeting.New("large", meeting.Regular, cell, at(18, 30))
	m.Title, m.Place = "Sinh hoạt chi bộ thường kỳ tháng 12 năm 2026", "Nhà văn hóa ấp Lớn"
	m.Chair, m.MinuteTaker = dv(1), dv(2)
	m.Phase, m.Started, m.Ended = meeting.Ended, at(18, 30), at(21, 5)
	for i, p := range m.Roll {
		a := meeting.Attendance{Status: meeting.Present, Arrived: at(18, 10+i%20)}
		if i%17 == 3 {
			a = meeting.Attendance{Status: meeting.AbsentExcused, Reason: "Đi làm ăn xa, đã báo cáo bí thư chi bộ"}
		}
		m.Attendance[p.ID] = a
	}
	for i := range 8 {
		m.Items = append(m.Items, meeting.Item{
			ID: fmt.Sprint(i), Title: fmt.Sprintf("Nội dung thứ %d của buổi sinh hoạt", i+1), Part: meeting.Content, Presenter: dv(3 + i),
			Discussion: i == 4, Held: []meeting.Span{{From: at(18, 30+i), To: at(18, 31+i)}},
		})
	}
	for i := range opinions {
		m.Opinions = append(m.Opinions, meeting.Opinion{
			ID: fmt.Sprint(i), Item: "4", Member: dv(1 + i), At: at(19, i%60),
			Text: strings.Repeat("Thống nhất báo cáo, đề nghị chi bộ quan tâm tuyến lộ liên tổ. ", 1+i%3),
		})
	}
	for i := range 9 {
		m.Motions = append(m.Motions, meeting.Motion{
			ID: fmt.Sprint(i), Item: "5", Text: fmt.Sprintf("Thông qua nội dung biểu quyết thứ %d", i+1), Form: meeting.Hands,
			InFavour: 130, Other: 5, Base: 144, Voters: 135, At: at(20, i),
		})
	}
	m.Conclusion = "Thống nhất các nội dung đã thảo luận."
	for i := range tasks {
		m.Tasks = append(m.Tasks, meeting.Task{
			ID: fmt.Sprint(i), Text: fmt.Sprintf("Nhiệm vụ thứ %d: vận động hộ dân phát quang hai bên tuyến lộ, thu gom rác", i+1),
			Who: m.Roll[i%150].Name, Deadline: "20/12/2026",
		})
	}
	m.Score = &meeting.Score{Points: 92, Grade: "Tốt"}
	return m
}

// printed is a page as its lines, from the top, without the page number.
func printed(p sheet.Page) []string {
	type line struct {
		y    float64
		text string
	}
	var lines []line
	steps := slices.Clone(p.Steps)
	slices.SortStableFunc(steps, func(a, b sheet.Step) int { return cmp.Compare(a.Y, b.Y) })
	for _, s := range steps {
		if s.Kind != sheet.DrawText {
			continue
		}
		if n := len(lines); n > 0 && s.Y-lines[n-1].y < 2 {
			lines[n-1].text += " " + s.Text
			continue
		}
		lines = append(lines, line{s.Y, s.Text})
	}
	var out []string
	for _, l := range lines {
		if text := strings.Join(strings.Fields(l.text), " "); !regexp.MustCompile(`^\d+$`).MatchString(text) || l.y > 60 {
			out = append(out, text)
		}
	}
	return out
}

// heading is the number of a part of the minutes, or of an item.
var heading = regexp.MustCompile(`^((I|II|III|IV|V)- \p{Lu}|\d+\. (Mở đầu|Nội dung|Thảo luận|Kết thúc))`)

// However much there is to write, the pages stay whole: headings with their text, the head of the table on each of its
// pages, the signatures together and never alone. Everything that was recorded comes out.
func TestMinutesOfALargeCell(t *testing.T) {
	for opinions := 40; opinions < 80; opinions++ {
		m := large(opinions, 70+opinions%7)
		pages := sheet.Layout(paper.Minutes(m))
		var text []string
		tablePages := 0
		for i, p := range pages {
			lines := printed(p)
			text = append(text, lines...)
			if last := lines[len(lines)-1]; heading.MatchString(last) {
				t.Errorf("%d opinions: page %d ends with the heading %q", opinions, i+1, last)
			}
			if slices.ContainsFunc(lines, func(s string) bool { return strings.Contains(s, "20/12/2026") }) {
				tablePages++
				if !slices.ContainsFunc(lines, func(s string) bool { return strings.Contains(s, "Người phụ trách") }) {
					t.Errorf("%d opinions: the table on page %d has no head", opinions, i+1)
				}
			}
			sign := slices.IndexFunc(lines, func(s string) bool { return strings.Contains(s, "NGƯỜI GHI BIÊN BẢN") })
			if sign == 0 || sign > 0 && !strings.Contains(lines[len(lines)-1], m.Name(m.Chair)) {
				t.Errorf("%d opinions: the signatures on page %d stand as %q", opinions, i+1, lines)
			}
		}
		if tablePages < 3 {
			t.Errorf("the tasks take %d pages: the test shows too little", tablePages)
		}
		all := strings.Join(text, " ")
		for _, o := range m.Opinions {
			if name := "Đồng chí " + m.Name(o.Member) + ":"; !strings.Contains(all, name) {
				t.Errorf("%d opinions: %q is not in the minutes", opinions, name)
			}
		}
		for _, want := range []string{"biểu quyết thứ 9", fmt.Sprintf("Nhiệm vụ thứ %d:", len(m.Tasks)), "130/144", "Vắng mặt: 09 đồng chí"} {
			if !strings.Contains(all, want) {
				t.Errorf("%d opinions: %q is not in the minutes", opinions, want)
			}
		}
	}
}

// BenchmarkLargeMinutes sets the minutes of the large cell in all formats, as an export does.
func BenchmarkLargeMinutes(b *testing.B) {
	m, dir := large(60, 70), b.TempDir()
	var took []time.Duration
	for b.Loop() {
		begun := time.Now()
		if _, err := paper.Export(dir, m, paper.Formats()); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(begun))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Milliseconds()), "p50-ms")
	b.ReportMetric(float64(took[len(took)*95/100].Milliseconds()), "p95-ms")
	b.ReportMetric(float64(len(sheet.Layout(paper.Minutes(m)))), "pages")
}

// BenchmarkLargeEverything writes every paper of the large cell in all formats.
func BenchmarkLargeEverything(b *testing.B) {
	m, dir := large(60, 70), b.TempDir()
	var keys []string
	for _, p := range paper.PapersOf(m) {
		keys = append(keys, p.Key)
	}
	var took []time.Duration
	files := 0
	for b.Loop() {
		begun := time.Now()
		out, err := paper.ExportPapers(dir, m, keys, paper.Formats())
		if err != nil {
			b.Fatal(err)
		}
		files = len(out)
		took = append(took, time.Since(begun))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Milliseconds()), "p50-ms")
	b.ReportMetric(float64(took[len(took)*95/100].Milliseconds()), "p95-ms")
	b.ReportMetric(float64(files), "files")
}
