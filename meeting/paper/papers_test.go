package paper

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"time"

	"phonghop/docs/sheet"
	"phonghop/meeting"
)

// full is a meeting of which everything is recorded that papers speak of.
func full() *meeting.Meeting {
	at := func(h, m int) time.Time { return time.Date(2026, 12, 3, h, m, 0, 0, time.FixedZone("", 7*3600)) }
	cell := meeting.Cell{Name: "CHI BỘ ẤP HÒA MẪU", ShortName: "Chi bộ ấp Hòa Mẫu", Superior: "ĐẢNG BỘ XÃ VĨNH MẪU", Locality: "Vĩnh Mẫu", Place: "Trụ sở ấp"}
	for i, name := range []string{"Nguyễn Văn Bền", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung"} {
		cell.Members = append(cell.Members, meeting.Member{ID: meeting.MemberID(rune('a' + i)), Name: name, BirthYear: 1970 + i, Official: i < 3})
	}
	cell.Members[0].Post = "Bí thư chi bộ"
	m := meeting.New("m", meeting.Regular, cell, at(18, 30))
	m.Title, m.Chair, m.MinuteTaker, m.Phase, m.Started, m.Ended = "Sinh hoạt tháng 12", "a", "b", meeting.Ended, at(18, 30), at(20, 16)
	m.Number, m.Numbers = 18, map[string]int{"NQ": 18, "BC": 20, "KL": 1, "TB": 5, "KH": 7}
	for _, p := range m.Roll[:3] {
		m.Attendance[p.ID] = meeting.Attendance{Status: meeting.Present, Arrived: at(18, 20), Method: meeting.ByPhone}
	}
	m.Attendance["d"] = meeting.Attendance{Status: meeting.AbsentExcused, Reason: "Đi công tác"}
	m.Items = []meeting.Item{{ID: "1", Title: "Khai mạc", Minutes: 10, Presenter: "a"}, {ID: "2", Title: "Thảo luận", Discussion: true, Minutes: 30}}
	m.Opinions = []meeting.Opinion{{ID: "o", Item: "2", Member: "c", Text: "Thống nhất"}}
	m.Motions = []meeting.Motion{{ID: "v", Item: "2", Text: "Thông qua Nghị quyết tháng 12", Form: meeting.Card, InFavour: 3, Base: 3, Voters: 3}}
	m.Conclusion = "Thống nhất các nội dung."
	m.Tasks = []meeting.Task{{ID: "t", Text: "Phát quang tuyến lộ", Who: "Lê Văn Cường", Deadline: "20/12/2026", Expected: "Xong 02 km"}}
	m.Reviewed = []meeting.Task{{ID: "r", Text: "Thu quỹ", Who: "Trần Thị Bình", Deadline: "30/11/2026", State: meeting.TaskDone, Outcome: "đủ"}}
	m.Petitions = []meeting.Petition{
		{ID: "p", Date: "2026-10-03", Source: "Hộ dân", Field: "An ninh", Text: "Ồn sau 22 giờ", To: "Công an xã", Due: "2026-10-15", Status: meeting.PetitionHandled},
		{ID: "q", Date: "2026-12-03", Field: "Kinh tế", Text: "Giá lúa giảm", Status: meeting.PetitionNew},
	}
	m.Remarks = []meeting.Remark{{ID: "x", Kind: meeting.Praise, Member: "c", Text: "đi đầu hiến đất"}}
	m.Score = &meeting.Score{Points: 91, Grade: "Tốt", Weakness: "ít ý kiến", Marks: map[string]int{"1": 5}}
	for _, p := range Papers(m.Kind) {
		for _, f := range p.Typed {
			m.Texts[f.Key] = "Đã ghi " + f.Label
		}
	}
	return m
}

// Every paper of a meeting of which everything is recorded is filled in, names its own type, and says what was recorded.
func TestPapersSayWhatWasRecorded(t *testing.T) {
	m := full()
	want := map[string][]string{
		"resolution": {"Số 18-NQ/CB", "NGHỊ QUYẾT", "lãnh đạo thực hiện nhiệm vụ tháng 12 năm 2026", "NHIỆM VỤ THÁNG 11", "Thu quỹ", "Đã hoàn thành: đủ", "Biểu dương", "Xong 02 km", "03/03 đồng chí tán thành, đạt 100,0%", "T/M CHI BỘ", "BÍ THƯ", "Lưu Chi bộ."},
		"attendance": {"DANH SÁCH ĐIỂM DANH", "Nguyễn Văn Bền", "1970", "Dự bị", "Quét mã", "Vắng có lý do", "Đi công tác", "có mặt: 03 (75,0%)"},
		"tasks":      {"BẢNG PHÂN CÔNG NHIỆM VỤ", "Phát quang tuyến lộ", "01/01 nhiệm vụ hoàn thành"},
		"report":     {"Số 20-BC/CB", "106 phút", "01 đồng chí (33,3%)", "Thông qua Nghị quyết tháng 12 (03/03, 100,0%)", "91/100", "Giá lúa giảm"},
		"petitions":  {"Ồn sau 22 giờ", "Đang xử lý (quá hạn)", "Công an xã"},
		"scoring":    {"PHIẾU ĐÁNH GIÁ", "Chấp hành thời gian", "91/100. Xếp loại: Tốt"},
		"agenda":     {"18 giờ 30 phút", "18:40", "Khai mạc"},
		"conclusion": {"KL/CB", "KẾT LUẬN", "Thống nhất các nội dung.", "Phát quang tuyến lộ"},
		"notice":     {"TB/CB", "đồng chí Nguyễn Văn Bền, Bí thư chi bộ:", "Thống nhất các nội dung."},
		"plan":       {"KH/CB", "công tác tháng 12 năm 2026", "Xong 02 km"},
		"short":      {"để chép sổ", "Lê Văn Cường, 20/12/2026", "có mặt 03"},
	}
	for _, p := range Papers(meeting.Regular) {
		d, err := Build(m, p.Key)
		if err != nil {
			t.Fatal(err)
		}
		if missing := d.Missing(); len(missing) > 0 && p.Key != "minutes" {
			t.Errorf("%s is not filled in: %q", p.Key, missing)
		}
		var b strings.Builder
		if err := sheet.WriteText(&b, d); err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(b.String()), " ")
		for _, w := range want[p.Key] {
			if !strings.Contains(text, w) {
				t.Errorf("%s does not say %q:\n%s", p.Key, w, text)
			}
		}
		if strings.Contains(text, "{{") {
			t.Errorf("%s has a field left: %s", p.Key, text)
		}
	}
	for _, e := range Handbook(m) {
		if e.Label == "" || strings.Contains(e.Text, "{{") || strings.Contains(e.Text, "chưa điền") {
			t.Errorf("the handbook is given %+v", e)
		}
	}
	report, _ := Build(meeting.New("e", meeting.Regular, meeting.Cell{}, time.Time{}), "report")
	if len(report.Missing()) < 5 {
		t.Errorf("a report of nothing misses %q", report.Missing())
	}
}

// The forms ask only for fields that are known, label each, and close their marks; widths of columns fill the page.
func TestPaperForms(t *testing.T) {
	known := ValuesOf(full())
	fields := map[string]map[string]string{"": known.Fields}
	for list, rows := range known.Lists {
		all := map[string]string{}
		for _, row := range rows {
			for k := range row {
				all[k] = "x"
			}
		}
		fields[list] = all
	}
	for _, k := range []string{"qua_han", "tra_loi", "da_bao", "nhom", "han", "noi_chuyen", "nguon", "ngay_pa", "linh_vuc"} {
		for _, list := range []string{"phan_anh", "phan_anh_moi", "tieu_chi"} {
			fields[list][k] = "x"
		}
	}
	for _, k := range []string{"so", "kinh_gui", "ten_vkl", "khach", "tai_lieu", "bang_phan_cong"} {
		fields[""][k] = "x"
	}
	for key, f := range paperForms() {
		check := func(list, text string) {
			for _, m := range regexp.MustCompile(`\{\{[#^/?]?([a-z0-9_]+)\}\}`).FindAllStringSubmatch(text, -1) {
				if _, ok := fields[list][m[1]]; !ok {
					t.Errorf("%s: nothing fills %q of list %q", key, m[1], list)
				}
				if f.words.Labels[m[1]] == "" {
					t.Errorf("%s: %q has no label", key, m[1])
				}
			}
			if open, shut := strings.Count(text, "{{#")+strings.Count(text, "{{^"), strings.Count(text, "{{/"); open != shut {
				t.Errorf("%s: %d marks opened, %d closed", key, open, shut)
			}
		}
		check("", f.Subject)
		check("", f.File)
		for _, b := range f.Blocks {
			check(b.List, b.Text)
			if b.Table == nil {
				continue
			}
			sum := 0.0
			for _, w := range b.Table.Widths {
				sum += w
			}
			wide := 165.0
			if f.Landscape {
				wide = 257
			}
			if len(b.Table.Widths) != len(b.Table.Cells) || len(b.Table.Heads) != len(b.Table.Cells) || sum > wide || sum < wide-3 {
				t.Errorf("%s: table of %d, %d, %d columns, %.0f mm of %.0f", key, len(b.Table.Widths), len(b.Table.Heads), len(b.Table.Cells), sum, wide)
			}
			for _, cell := range b.Table.Cells {
				check(b.Table.List, cell)
			}
		}
		if _, err := json.Marshal(f); err != nil {
			t.Error(err)
		}
	}
	builtInQuality()
}

// The points on which sources differ are habits of the cell (rules 2.1).
func TestHabitsOfPapers(t *testing.T) {
	m := full()
	text := func(d sheet.Doc) string {
		var b strings.Builder
		if err := sheet.WriteText(&b, d); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	before := text(Minutes(m))
	m.Cell.Papers = meeting.PaperHabits{Authority: "T/M CHI ỦY", SignLeft: "THƯ KÝ", SignRight: "CHỦ TRÌ", NoNumber: true, NoPlaceDate: true, SuperiorParty: true}
	resolution, _ := Build(m, "resolution")
	after := text(Minutes(m)) + text(resolution)
	for _, want := range []string{"T/M CHI ỦY", "THƯ KÝ", "ĐẢNG ỦY XÃ VĨNH MẪU", "Số 18-NQ/CB"} {
		if !strings.Contains(after, want) || strings.Contains(before, want) {
			t.Errorf("%q: before %v, after %v", want, strings.Contains(before, want), strings.Contains(after, want))
		}
	}
	for _, not := range []string{"18-BB/CB", "NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ", "ĐẢNG BỘ XÃ"} {
		if !strings.Contains(before, not) || strings.Contains(after, not) {
			t.Errorf("%q: before %v, after %v", not, strings.Contains(before, not), strings.Contains(after, not))
		}
	}
}
