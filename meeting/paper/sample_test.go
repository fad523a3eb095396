package paper_test

import (
	"fmt"
	"strings"
	"time"

	"phonghop/meeting"
)

var zone = time.FixedZone("ICT", 7*3600)

func at(hour, minute int) time.Time { return time.Date(2026, 12, 3, hour, minute, 20, 0, zone) }

// sampleMembers is the fictitious cell of the sample, dv01 to dv28.
const sampleMembers = `Nguyễn Văn Bền, Trần Thị Bình, Danh Minh Sáng, Lê Văn Cường, Phạm Thị Dung, Huỳnh Văn Đạt, Võ Thị Hạnh,
Danh Văn Hiền, Đỗ Văn Hòa, Ngô Thị Hồng, Bùi Văn Hùng, Kim Thị Thu Hương, Phan Văn Khánh, Trương Văn Lâm, Nguyễn Thị Lan, Danh Thị Mai,
Hồ Văn Mẫn, Lý Văn Nam, Đặng Thị Nga, Mai Văn Phước, Thị Ngọc Quyên, Cao Văn Sơn, Lâm Văn Tài, Nguyễn Văn Thạnh, Trần Văn Thắng,
Danh Thị Út, Phạm Minh Trí, Lê Thị Ngọc Yến`

// sample is the meeting of ../shared/sample as it stands when it has ended, with the typed texts of minutes_expected.md.
func sample() *meeting.Meeting {
	cell := meeting.Cell{
		Name: "CHI BỘ ẤP HÒA MẪU", ShortName: "Chi bộ ấp Hòa Mẫu", Superior: "ĐẢNG BỘ XÃ VĨNH MẪU", Locality: "Vĩnh Mẫu",
		Place: "Trụ sở ấp Hòa Mẫu", Numbers: map[string]int{"BB": 17},
	}
	standing := map[int]meeting.Standing{23: meeting.Away, 24: meeting.Exempt, 25: meeting.Exempt, 26: meeting.Exempt}
	post := map[int]string{1: "Bí thư chi bộ", 2: "Phó bí thư chi bộ", 3: "Chi ủy viên", 27: "Đảng viên dự bị", 28: "Đảng viên dự bị"}
	for i, name := range strings.Split(strings.ReplaceAll(sampleMembers, "\n", " "), ", ") {
		p := meeting.Member{ID: dv(i + 1), Name: name, Official: i < 26, Standing: standing[i+1], Post: post[i+1]}
		if p.Post == "" {
			p.Post = "Đảng viên"
		}
		cell.Members = append(cell.Members, p)
	}
	m := meeting.New("m1", meeting.Regular, cell, at(18, 30))
	m.Title = "Sinh hoạt chi bộ thường kỳ tháng 12 năm 2026"
	m.Chair, m.MinuteTaker = dv(1), dv(5)
	m.Phase, m.Started, m.Ended = meeting.Ended, at(18, 30), at(20, 16)
	m.Roll = append(m.Roll, meeting.Member{
		ID: "khach1", Name: "Lâm Quốc Việt", Standing: meeting.Guest, Post: "Ủy viên Ban Thường vụ Đảng ủy xã, phụ trách chi bộ",
	})
	for _, p := range m.Roll {
		m.Attendance[p.ID] = meeting.Attendance{Status: meeting.Present, Arrived: at(18, 20)}
	}
	for _, n := range []int{23, 25, 26} {
		delete(m.Attendance, dv(n))
	}
	m.Attendance[dv(10)] = meeting.Attendance{Status: meeting.AbsentExcused, Reason: "Bận coi thi ở trường (đã báo cáo bí thư)"}
	m.Attendance[dv(17)] = meeting.Attendance{Status: meeting.AbsentExcused, Reason: "Trực sẵn sàng chiến đấu theo lịch Ban Chỉ huy quân sự xã"}
	sampleAgenda(m)
	sampleMinutes(m)
	return m
}

func dv(n int) meeting.MemberID { return meeting.MemberID(fmt.Sprintf("dv%02d", n)) }

func sampleAgenda(m *meeting.Meeting) {
	m.Documents = []meeting.Document{
		{ID: "tl01", Title: "Báo cáo đánh giá kết quả lãnh đạo thực hiện nhiệm vụ tháng 11 năm 2026", Level: meeting.Internal},
		{ID: "tl02", Title: "Dự thảo Kế hoạch công tác tháng 12 năm 2026", Level: meeting.Internal},
		{ID: "tl03", Title: "Câu chuyện chuyên đề: Con lộ ấp và lời hứa của người đảng viên già", Level: meeting.Internal},
		{ID: "tl04", Title: "Danh sách đảng viên chưa hoàn thành nhiệm vụ tháng 11", Level: meeting.ProjectorOnly},
	}
	item := func(id string, part meeting.Part, who int, title string, from, to time.Time) {
		m.Items = append(m.Items, meeting.Item{
			ID: id, Part: part, Presenter: dv(who), Title: title, Minutes: 10, Discussion: id == "5",
			Held: []meeting.Span{{From: from, To: to}},
		})
	}
	item("1", meeting.Opening, 1, "Khai mạc: tuyên bố lý do, giới thiệu đại biểu, cử thư ký; điểm danh; thông báo tình hình đảng viên và đảng phí; thông qua chương trình", at(18, 30), at(18, 40))
	item("2", meeting.Content, 5, "Học tập và làm theo Bác: câu chuyện “Con lộ ấp và lời hứa của người đảng viên già”; thông tin thời sự, chủ trương mới", at(18, 40), at(18, 55))
	item("3", meeting.Content, 1, "Báo cáo đánh giá kết quả lãnh đạo thực hiện nhiệm vụ tháng 11 năm 2026", at(18, 55), at(19, 10))
	item("4", meeting.Content, 2, "Dự thảo phương hướng, nhiệm vụ tháng 12 năm 2026", at(19, 10), at(19, 20))
	item("5", meeting.Content, 1, "Thảo luận; tình hình tư tưởng đảng viên; tự phê bình và phê bình; phản ánh, kiến nghị của nhân dân và kết quả xử lý", at(19, 20), at(19, 55))
	item("6", meeting.Closing, 1, "Kết luận, phân công nhiệm vụ cho đảng viên; biểu quyết thông qua Nghị quyết tháng 12", at(19, 55), at(20, 5))
	item("7", meeting.Closing, 5, "Chấm điểm chất lượng buổi sinh hoạt; thư ký thông qua biên bản; bế mạc", at(20, 5), at(20, 16))
}

func sampleMinutes(m *meeting.Meeting) {
	for i, o := range []struct {
		who  int
		text string
	}{
		{4, "Thống nhất báo cáo. Đề nghị chi bộ phân công đảng viên theo từng đoạn lộ để vận động bà con phát quang trước ngày 15/12."},
		{3, "Báo cáo thêm tình hình an ninh, trật tự: trong tháng có 01 vụ gây rối do uống rượu, đã hòa giải. Đề nghị hộ có camera kết nối với tổ bảo vệ."},
		{12, "Đề nghị tuyên truyền phòng bệnh tay chân miệng và sốt xuất huyết bằng loa ấp, có phần tiếng Khmer cho bà con lớn tuổi."},
		{11, "Giá lúa giảm, nông dân lo đầu ra. Kiến nghị xã mời doanh nghiệp về ký bao tiêu vụ Đông Xuân."},
		{27, "Xin nhận nhiệm vụ hướng dẫn các cô chú cài Sổ tay đảng viên điện tử và quét mã QR tài liệu trong tháng 12."},
		{24, "Tuy được miễn sinh hoạt nhưng còn khỏe nên dự họp. Đề nghị chữ trên màn chiếu để to, đọc chậm cho người lớn tuổi nghe kịp."},
		{16, "Tự phê bình: tháng qua vận động thu gom rác tuyến kênh chưa thường xuyên, xin khắc phục trong tháng 12."},
		{22, "Thống nhất dự thảo kế hoạch. Đề nghị sửa thời hạn nghiệm thu tuyến cống thành ngày 20/12 cho khớp lịch của xã."},
	} {
		m.Opinions = append(m.Opinions, meeting.Opinion{ID: fmt.Sprint(i), Item: "5", Member: dv(o.who), Text: o.text, At: at(19, 22+3*i)})
	}
	vote := func(id, item string, form meeting.Form, yes, other int, text string) {
		m.Motions = append(m.Motions, meeting.Motion{
			ID: id, Item: item, Form: form, Text: text, InFavour: yes, Other: other, Base: m.Count().Base, Voters: m.Count().Voters,
		})
	}
	vote("bq1", "1", meeting.Hands, 21, 0, "Thông qua chương trình buổi sinh hoạt và cử đồng chí Phạm Thị Dung làm thư ký")
	vote("bq2", "6", meeting.Card, 21, 0, "Thông qua Nghị quyết lãnh đạo thực hiện nhiệm vụ tháng 12 năm 2026")
	vote("bq3", "6", meeting.Hands, 20, 1, "Cử quần chúng Nguyễn Thị Mỹ Duyên học lớp bồi dưỡng nhận thức về Đảng")
	vote("bq4", "7", meeting.Hands, 21, 0, "Thông qua biên bản buổi sinh hoạt")
	m.Notes["5"] = "Phản ánh, kiến nghị: thông báo kết quả xử lý 04 phản ánh trước đó; ghi nhận thêm 01 phản ánh về giá lúa, đề nghị Đảng ủy xã xem xét."
	m.Conclusion = "Thống nhất báo cáo tháng 11; tiếp thu ý kiến sửa thời hạn nghiệm thu tuyến cống thành ngày 20/12; phân công nhiệm vụ theo bảng trong Nghị quyết tháng 12."
	m.Dues = &meeting.Dues{Paid: 24, Due: 25}
	m.Score = &meeting.Score{Points: 91, Grade: "Tốt", Weakness: "Còn ít ý kiến của đảng viên nữ; một số ý kiến trình bày dài."}
}
