package paper_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"phonghop/docs/sheet"
	"phonghop/meeting"
	"phonghop/meeting/paper"
)

func text(t *testing.T, d sheet.Doc) string {
	t.Helper()
	var b bytes.Buffer
	if err := sheet.WriteText(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestSampleMinutes holds the minutes of the sample to the words and numbers of sample/minutes_expected.md, in the layout
// of form papers/01 (rules.md 8).
func TestSampleMinutes(t *testing.T) {
	m := sample()
	got := text(t, paper.Minutes(m))
	t.Logf("\n%s", got)
	from := 0
	for _, want := range []string{
		"ĐẢNG BỘ XÃ VĨNH MẪU", "ĐẢNG CỘNG SẢN VIỆT NAM", "CHI BỘ ẤP HÒA MẪU", "Vĩnh Mẫu, ngày 03 tháng 12 năm 2026", "Số 18-BB/CB",
		"BIÊN BẢN", "sinh hoạt chi bộ thường kỳ tháng 12 năm 2026", "-----",
		"- Thời gian: bắt đầu lúc 18 giờ 30 phút, ngày 03 tháng 12 năm 2026.",
		"- Địa điểm: Trụ sở ấp Hòa Mẫu.",
		"- Chủ trì: đồng chí Nguyễn Văn Bền, Bí thư chi bộ.",
		"- Thư ký: đồng chí Phạm Thị Dung, đảng viên.",
		"- Tài liệu sử dụng: Báo cáo đánh giá kết quả lãnh đạo thực hiện nhiệm vụ tháng 11 năm 2026; Dự thảo Kế hoạch công tác tháng 12 năm 2026; Câu chuyện chuyên đề: Con lộ ấp và lời hứa của người đảng viên già.",
		"I- THÀNH PHẦN",
		"1. Tổng số đảng viên của chi bộ: 28 đồng chí (chính thức 26, dự bị 02).",
		"- Được miễn công tác và sinh hoạt đảng: 03 đồng chí (có dự: đồng chí Nguyễn Văn Thạnh).",
		"sinh hoạt tạm thời nơi khác: 01 đồng chí (Lâm Văn Tài).",
		"- Phải dự sinh hoạt: 24 đồng chí.",
		"2. Có mặt: 22 đồng chí (chính thức 20, dự bị 02), đạt 91,7% số đảng viên phải dự; ngoài ra có 01 đảng viên được miễn sinh hoạt đến dự.",
		"3. Vắng mặt: 02 đồng chí, đều có lý do.",
		"- Có lý do: 02 đồng chí: Ngô Thị Hồng (bận coi thi ở trường (đã báo cáo bí thư)); Hồ Văn Mẫn (trực sẵn sàng chiến đấu theo lịch Ban Chỉ huy quân sự xã).",
		"- Không có lý do: 0 đồng chí.",
		"4. Đại biểu: Đồng chí Lâm Quốc Việt, Ủy viên Ban Thường vụ Đảng ủy xã, phụ trách chi bộ.",
		"II- NỘI DUNG VÀ DIỄN BIẾN",
		"1. Mở đầu (từ 18 giờ 30 phút đến 18 giờ 40 phút)",
		"- Đồng chí chủ trì tuyên bố lý do, giới thiệu đại biểu; thông báo tình hình đảng viên; đảng phí đã nộp 24/25 đồng chí.",
		"- Chi bộ cử thư ký, thông qua chương trình 07 mục (21/21 đồng chí có mặt tán thành).",
		"2. Nội dung",
		"2.1. Học tập và làm theo Bác: câu chuyện “Con lộ ấp và lời hứa của người đảng viên già”; thông tin thời sự, chủ trương mới (từ 18 giờ 40 phút đến 18 giờ 55 phút): đồng chí Phạm Thị Dung trình bày.",
		"- Nội dung chính: [chưa điền: nội dung chính].",
		"2.2. Báo cáo đánh giá", "đồng chí Nguyễn Văn Bền trình bày.",
		"2.3. Dự thảo phương hướng, nhiệm vụ tháng 12 năm 2026 (từ 19 giờ 10 phút đến 19 giờ 20 phút): đồng chí Trần Thị Bình trình bày.",
		"3. Thảo luận (08 đồng chí phát biểu)",
		"- Đồng chí Lê Văn Cường: Thống nhất báo cáo. Đề nghị chi bộ phân công đảng viên theo từng đoạn lộ để vận động bà con phát quang trước ngày 15/12.",
		"- Đồng chí Nguyễn Văn Thạnh: Tuy được miễn sinh hoạt", "- Đồng chí Cao Văn Sơn: Thống nhất dự thảo kế hoạch.",
		"4. Tự phê bình và phê bình; biểu dương, nhắc nhở đảng viên: [chưa điền: tự phê bình và phê bình].",
		"5. Phản ánh, kiến nghị: thông báo kết quả xử lý 04 phản ánh trước đó; ghi nhận thêm 01 phản ánh về giá lúa, đề nghị Đảng ủy xã xem xét.",
		"6. Kết thúc", "(từ 20 giờ 05 phút đến 20 giờ 16 phút)",
		"III- KẾT LUẬN CỦA CHỦ TRÌ",
		"Thống nhất báo cáo tháng 11; tiếp thu ý kiến sửa thời hạn nghiệm thu tuyến cống thành ngày 20/12; phân công nhiệm vụ theo bảng trong Nghị quyết tháng 12.",
		"Phân công nhiệm vụ: [chưa điền: bảng phân công nhiệm vụ].",
		"IV- BIỂU QUYẾT",
		"- Nội dung: Thông qua chương trình buổi sinh hoạt và cử đồng chí Phạm Thị Dung làm thư ký. Hình thức: giơ tay. Đảng viên chính thức được triệu tập: 23; có mặt được biểu quyết: 21. Tán thành: 21; không tán thành: 0; ý kiến khác: 0. Tỷ lệ tán thành: 21/23 (91,3%). Kết quả: thông qua.",
		"Hình thức: giơ thẻ đảng viên.",
		"Cử quần chúng Nguyễn Thị Mỹ Duyên", "ý kiến khác: 01. Tỷ lệ tán thành: 20/23 (87,0%).",
		"Thông qua biên bản buổi sinh hoạt", "21/23 (91,3%)",
		"Mẫu số: 23 đồng chí (đảng viên chính thức được triệu tập, không tính đồng chí sinh hoạt tạm thời nơi khác và đồng chí được miễn không có mặt). Có mặt được biểu quyết: 21 đồng chí.",
		"V- ĐÁNH GIÁ CHẤT LƯỢNG",
		"Tự chấm 91/100 điểm, xếp loại Tốt. Hạn chế: Còn ít ý kiến của đảng viên nữ; một số ý kiến trình bày dài.",
		"Thư ký đã đọc biên bản trước chi bộ; chi bộ nhất trí thông qua.",
		"Buổi sinh hoạt kết thúc lúc 20 giờ 16 phút cùng ngày (thời lượng 106 phút).",
		"NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ", "(ký, ghi rõ họ tên)", "Phạm Thị Dung", "Nguyễn Văn Bền",
	} {
		i := strings.Index(got[from:], want)
		if i < 0 {
			t.Errorf("missing, or out of order: %q", want)
			continue
		}
		from += i
	}
	if strings.Contains(got, "Danh sách đảng viên chưa hoàn thành") {
		t.Error("the title of a document for the projector only stands in the minutes")
	}
	for _, no := range []string{"{{", "}}", "..", " ,", "  giờ"} {
		if strings.Contains(got, no) {
			t.Errorf("%q in the minutes", no)
		}
	}
}

// TestEmptyMinutes says what the minutes of a meeting look like of which nothing is known: the whole form, with its places.
func TestEmptyMinutes(t *testing.T) {
	for _, kind := range []meeting.Kind{meeting.Regular, meeting.Thematic} {
		m := meeting.New("m", kind, meeting.Cell{}, time.Time{})
		d := paper.Minutes(m)
		missing := d.Missing()
		for _, want := range []string{
			"[chưa điền: tên đảng bộ cấp trên]", "[chưa điền: số]", "[chưa điền: giờ bắt đầu]", "[chưa điền: chủ trì]", "[chưa điền: thư ký]",
			"[chưa điền: tài liệu]", "[chưa điền: kết luận của chủ trì]", "[chưa điền: giờ kết thúc]",
		} {
			if !slices.Contains(missing, want) {
				t.Errorf("%s: no place %q; there are %q", kind, want, missing)
			}
		}
		if got := text(t, d); strings.Contains(got, "0001") {
			t.Errorf("%s: a year that nobody knows:\n%s", kind, got)
		}
	}
}

func line(lines []paper.MergedLine, key string) (paper.MergedLine, bool) {
	i := slices.IndexFunc(lines, func(l paper.MergedLine) bool { return l.Key == key })
	if i < 0 {
		return paper.MergedLine{}, false
	}
	return lines[i], true
}

// TestEdits goes the way of a secretary who edits a sentence whose fact then changes.
func TestEdits(t *testing.T) {
	m := sample()
	now := at(21, 0)
	before, _ := line(paper.Merged(m), "present")
	apply := func(c meeting.Command) {
		t.Helper()
		if err := c.Apply(m, now); err != nil {
			t.Fatal(err)
		}
	}
	apply(meeting.EditLine{Key: "present", Text: "Có mặt đông đủ.", Basis: before.Auto})
	if l, _ := line(paper.Merged(m), "present"); !l.Edited || l.Stale || l.Text != "Có mặt đông đủ." {
		t.Errorf("after the edit: %+v", l)
	}
	if got := text(t, paper.Minutes(m)); !strings.Contains(got, "2. Có mặt đông đủ.") || strings.Contains(got, before.Auto) {
		t.Error("the edit does not stand in the minutes")
	}
	apply(meeting.Mark{Member: dv(10), Status: meeting.Present, At: at(18, 50)})
	l, _ := line(paper.Merged(m), "present")
	if !l.Stale || l.Text != "Có mặt đông đủ." || !strings.HasPrefix(l.Auto, "Có mặt: 23 đồng chí") {
		t.Errorf("after a late arrival: %+v", l)
	}
	late, ok := line(paper.Merged(m), "late")
	if !ok || late.Text != "Đến muộn: 01 đồng chí: Ngô Thị Hồng (18 giờ 50 phút)." {
		t.Errorf("late: %+v", late)
	}
	if l, _ := line(paper.Merged(m), "motion:bq1"); !strings.Contains(l.Auto, "21/23") {
		t.Errorf("a result that stood has changed with the roll: %q", l.Auto)
	}
	apply(meeting.EditLine{Key: "late", Text: "Đồng chí Hồng đến muộn có báo.", Basis: late.Auto})
	apply(meeting.EditLine{Key: "motion:bq4", Text: "Biểu quyết lại.", Basis: "x"})
	apply(meeting.Mark{Member: dv(10), Status: meeting.AbsentExcused})
	apply(meeting.RemoveMotion{ID: "bq4", Reason: "nhầm"})
	for key, want := range map[string]string{"late": "Đồng chí Hồng đến muộn có báo.", "motion:bq4": "Biểu quyết lại."} {
		l, ok := line(paper.Merged(m), key)
		if !ok || !l.Stale || l.Auto != "" || l.Text != want {
			t.Errorf("an edit whose fact is gone: %s: %+v", key, l)
		}
		if !strings.Contains(text(t, paper.Minutes(m)), want) {
			t.Errorf("%s is lost from the minutes", key)
		}
	}
	if l, _ := line(paper.Merged(m), "excused"); !strings.Contains(l.Auto, "Ngô Thị Hồng ([chưa điền: lý do])") {
		t.Errorf("an excuse without its reason: %q", l.Auto)
	}
}

func TestItemTimes(t *testing.T) {
	span := func(a, b int) meeting.Span { return meeting.Span{From: at(19, a), To: at(19, b)} }
	for _, c := range []struct {
		held []meeting.Span
		want string
	}{
		{[]meeting.Span{span(0, 10)}, "(từ 19 giờ 00 phút đến 19 giờ 10 phút)"},
		{[]meeting.Span{span(0, 10), span(10, 12)}, "(từ 19 giờ 00 phút đến 19 giờ 12 phút)"},
		{[]meeting.Span{span(0, 10), span(20, 25)}, "(từ 19 giờ 00 phút đến 19 giờ 10 phút, từ 19 giờ 20 phút đến 19 giờ 25 phút)"},
		{[]meeting.Span{span(0, 0), span(20, 25)}, "(từ 19 giờ 20 phút đến 19 giờ 25 phút)"},
		{[]meeting.Span{span(7, 7)}, "(từ 19 giờ 07 phút đến 19 giờ 07 phút)"},
		{[]meeting.Span{{From: at(19, 5)}}, "(từ 19 giờ 05 phút)"},
		{nil, "([chưa điền: thời gian])"},
	} {
		m := sample()
		m.Items[2].Held = c.held
		if l, _ := line(paper.Merged(m), "item:3"); !strings.Contains(l.Auto, c.want) {
			t.Errorf("held %v: %q, want %q", c.held, l.Auto, c.want)
		}
	}
	m := sample()
	m.Items[2].Held, m.Items[2].Skipped = nil, true
	if _, ok := line(paper.Merged(m), "item:3"); ok {
		t.Error("an item that was passed over stands in the minutes")
	}
	m.Ended = m.Ended.Add(4 * time.Hour)
	if l, _ := line(paper.Merged(m), "end"); !strings.Contains(l.Auto, "00 giờ 16 phút ngày 04 tháng 12 năm 2026 (thời lượng 346 phút)") {
		t.Errorf("end after midnight: %q", l.Auto)
	}
}

func TestThematicMinutes(t *testing.T) {
	m := sample()
	m.Kind, m.Topic = meeting.Thematic, "Thực hành tiết kiệm"
	m.Notes["5"] = "Đồng chí đã hứa việc gì với bà con?"
	m.Motions, m.Score = nil, nil
	got := text(t, paper.Minutes(m))
	from := 0
	for _, want := range []string{
		"sinh hoạt chuyên đề quý IV năm 2026 của chi bộ", "Chuyên đề: “Thực hành tiết kiệm”", "I- THÀNH PHẦN",
		"1. Đồng chí Nguyễn Văn Bền nêu mục đích, yêu cầu của chuyên đề (từ 18 giờ 30 phút đến 18 giờ 40 phút).",
		"2. Đồng chí Phạm Thị Dung được phân công trình bày dự thảo chuyên đề: Học tập",
		"5. Định hướng thảo luận: Đồng chí đã hứa việc gì với bà con?", "6. Ý kiến thảo luận, liên hệ bản thân (08 đồng chí phát biểu)",
		"III- KẾT LUẬN", "Thư ký đã đọc biên bản",
	} {
		i := strings.Index(got[from:], want)
		if i < 0 {
			t.Errorf("missing, or out of order: %q in\n%s", want, got)
			continue
		}
		from += i
	}
	if strings.Contains(got, "IV- BIỂU QUYẾT") {
		t.Error("a thematic meeting without votes has a part on votes")
	}
}

func TestTasksAndUnmarked(t *testing.T) {
	m := sample()
	m.Tasks = []meeting.Task{{ID: "1", Text: "Phát quang lộ ấp", Who: "Đ/c Lê Văn Cường", Deadline: "15/12"}, {ID: "2", Text: "Thăm gia đình chính sách"}}
	delete(m.Attendance, dv(9))
	m.Attendance[dv(8)] = meeting.Attendance{Status: meeting.AbsentUnexcused}
	d := paper.Minutes(m)
	got := text(t, d)
	for _, want := range []string{
		"| 01 | Phát quang lộ ấp | Đ/c Lê Văn Cường | 15/12 |", "| 02 | Thăm gia đình chính sách | [chưa điền: người phụ trách] | [chưa điền: thời hạn] |",
		"3. Vắng mặt: 03 đồng chí.", "- Không có lý do: 01 đồng chí: Danh Văn Hiền.", "- [chưa điền: điểm danh 1 đồng chí: Đỗ Văn Hòa]",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing: %q", want)
		}
	}
	if !slices.Contains(d.Missing(), "[chưa điền: điểm danh 1 đồng chí: Đỗ Văn Hòa]") {
		t.Errorf("missing places: %q", d.Missing())
	}
}
