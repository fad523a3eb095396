package paper_test

import (
	"testing"
	"time"

	"phonghop/meeting"
	"phonghop/meeting/paper"
)

// TestSentences says what a sentence becomes when one fact of the sample is another.
func TestSentences(t *testing.T) {
	arrived := func(h, m int) meeting.Attendance {
		return meeting.Attendance{Status: meeting.Present, Arrived: at(h, m)}
	}
	for _, c := range []struct {
		name   string
		change func(m *meeting.Meeting)
		key    string
		want   string
	}{
		{"months 1 and 2 have a zero, 3 to 9 have none", func(m *meeting.Meeting) {
			m.Started = time.Date(2027, 2, 3, 7, 5, 0, 0, zone)
		}, "start", "Thời gian: bắt đầu lúc 07 giờ 05 phút, ngày 03 tháng 02 năm 2027."},
		{"March", func(m *meeting.Meeting) {
			m.Started = time.Date(2027, 3, 13, 7, 5, 0, 0, zone)
		}, "start", "Thời gian: bắt đầu lúc 07 giờ 05 phút, ngày 13 tháng 3 năm 2027."},
		{"not started", func(m *meeting.Meeting) {
			m.Started = time.Time{}
		}, "start", "Thời gian: bắt đầu lúc [chưa điền: giờ bắt đầu], ngày 03 tháng 12 năm 2026."},
		{"those who came late, in their order", func(m *meeting.Meeting) {
			m.Attendance[dv(2)], m.Attendance[dv(4)], m.Attendance["khach1"] = arrived(18, 50), arrived(18, 40), arrived(19, 0)
		}, "late", "Đến muộn: 02 đồng chí: Lê Văn Cường (18 giờ 40 phút); Trần Thị Bình (18 giờ 50 phút)."},
		{"nobody late", func(*meeting.Meeting) {}, "late", ""},
		{"an invited guest who stayed away", func(m *meeting.Meeting) { delete(m.Attendance, "khach1") }, "guests", ""},
		{"a guest without a post", func(m *meeting.Meeting) { m.Roll[28].Post = "" }, "guests", "Đại biểu: Đồng chí Lâm Quốc Việt."},
		{"temporary members", func(m *meeting.Meeting) {
			m.Roll = append(m.Roll, meeting.Member{ID: "x", Name: "Trần Văn Xuân", Official: true, Standing: meeting.Here})
			m.Attendance["x"] = arrived(18, 20)
		}, "here", "Sinh hoạt tạm thời tại chi bộ: 01 đồng chí (Trần Văn Xuân)."},
		{"temporary members in the room are among those required", func(m *meeting.Meeting) {
			m.Roll = append(m.Roll, meeting.Member{ID: "x", Name: "Trần Văn Xuân", Official: true, Standing: meeting.Here})
			m.Attendance["x"] = arrived(18, 20)
		}, "present", "Có mặt: 23 đồng chí (chính thức 21, dự bị 02), đạt 92,0% số đảng viên phải dự; ngoài ra có 01 đảng viên được miễn sinh hoạt đến dự."},
		{"a temporary member absent", func(m *meeting.Meeting) {
			m.Roll = append(m.Roll, meeting.Member{ID: "x", Name: "Trần Văn Xuân", Official: true, Standing: meeting.Here})
			m.Attendance["x"] = meeting.Attendance{Status: meeting.AbsentUnexcused}
		}, "unexcused", "Không có lý do: 01 đồng chí: Trần Văn Xuân."},
		{"a suspended member", func(m *meeting.Meeting) { m.Roll[8].Standing = meeting.Suspended }, "suspended", "Đình chỉ sinh hoạt: 01 đồng chí (Đỗ Văn Hòa)."},
		{"a guest writes the minutes", func(m *meeting.Meeting) { m.MinuteTaker = "khach1" }, "minute_taker", "Thư ký: đồng chí Lâm Quốc Việt, Ủy viên Ban Thường vụ Đảng ủy xã, phụ trách chi bộ."},
		{"nobody writes the minutes", func(m *meeting.Meeting) { m.MinuteTaker = "" }, "minute_taker", "Thư ký: đồng chí [chưa điền: thư ký]."},
		{"dues with a note", func(m *meeting.Meeting) { m.Dues.Note = "một đồng chí nộp nơi khác." }, "opening", "Đồng chí chủ trì tuyên bố lý do, giới thiệu đại biểu; thông báo tình hình đảng viên; đảng phí đã nộp 24/25 đồng chí (một đồng chí nộp nơi khác)."},
		{"agenda without a vote", func(m *meeting.Meeting) { m.Motions = m.Motions[1:] }, "agenda", "Chi bộ cử thư ký, thông qua chương trình 07 mục ([chưa điền: kết quả biểu quyết chương trình])."},
		{"one speaks twice", func(m *meeting.Meeting) { m.Opinions[7].Member = dv(4) }, "discussion", "Thảo luận (07 đồng chí phát biểu 08 lượt)"},
		{"nobody speaks", func(m *meeting.Meeting) { m.Opinions = nil }, "discussion", "Thảo luận ([chưa điền: số người] đồng chí phát biểu)"},
		{"exactly half is not passed", func(m *meeting.Meeting) {
			m.Motions[2].Base, m.Motions[2].InFavour, m.Motions[2].NotVoting, m.Motions[2].Against = 22, 11, 2, 7
		}, "motion:bq3", "Nội dung: Cử quần chúng Nguyễn Thị Mỹ Duyên học lớp bồi dưỡng nhận thức về Đảng. Hình thức: giơ tay. Đảng viên chính thức được triệu tập: 22; có mặt được biểu quyết: 21. Tán thành: 11; không tán thành: 07; ý kiến khác: 01; không biểu quyết: 02. Tỷ lệ tán thành: 11/22 (50,0%). Kết quả: không thông qua."},
		{"votes on different bases", func(m *meeting.Meeting) { m.Motions[2].Base = 22 }, "base", ""},
		{"a break", func(m *meeting.Meeting) {
			m.Pauses = []meeting.Span{{From: at(19, 0), To: at(19, 10)}}
		}, "pauses", "Tạm nghỉ: từ 19 giờ 00 phút đến 19 giờ 10 phút."},
		{"criticism typed", func(m *meeting.Meeting) {
			m.Notes["5"] += "\nTự phê bình và phê bình: đồng chí Mai nhận khuyết điểm"
		}, "criticism", "Tự phê bình và phê bình: đồng chí Mai nhận khuyết điểm."},
		{"no score yet", func(m *meeting.Meeting) { m.Score = nil }, "score", "Tự chấm [chưa điền: tổng điểm]/100 điểm, xếp loại [chưa điền: xếp loại]. Hạn chế: [chưa điền: hạn chế cần khắc phục]."},
		{"not ended", func(m *meeting.Meeting) { m.Ended = time.Time{} }, "end", "Buổi sinh hoạt kết thúc lúc [chưa điền: giờ kết thúc] cùng ngày (thời lượng [chưa điền: số] phút)."},
	} {
		m := sample()
		c.change(m)
		got := ""
		for _, l := range paper.Lines(m) {
			if l.Key == c.key {
				got = l.Text
			}
		}
		if got != c.want {
			t.Errorf("%s:\n got %q\nwant %q", c.name, got, c.want)
		}
	}
}
