package paper_test

import (
	"strings"
	"testing"

	"phonghop/meeting"
	"phonghop/meeting/paper"
)

// Remarks, petitions and reviewed tasks stand where form 01 has points 4 and 5, and under the contents; what the secretary
// typed of petitions says it all (papers/01; rules 8: the sentence on petitions in the sample is typed).
func TestRemarksPetitionsAndReviewedTasksInTheMinutes(t *testing.T) {
	m := sample()
	m.Remarks = []meeting.Remark{
		{ID: "a", Kind: meeting.SelfCriticism, Member: dv(16), By: dv(16), Text: "thu gom rác chưa thường xuyên."},
		{ID: "b", Kind: meeting.Criticism, Member: dv(22), By: dv(4), Text: "báo cáo còn chậm"},
		{ID: "c", Kind: meeting.Criticism, Member: dv(22), Text: "đến muộn"},
		{ID: "d", Kind: meeting.Praise, Member: dv(3), Text: "giữ gìn an ninh, trật tự"},
		{ID: "e", Kind: meeting.Reminder, Member: dv(6), Text: "nộp báo cáo đúng hạn"},
	}
	m.Petitions = []meeting.Petition{
		{ID: "p", Date: "2026-11-03", Field: "Môi trường", Text: "Rác ba ngày chưa thu gom.", Status: meeting.PetitionAnswered, To: "UBND xã", Answer: "thu gom 03 lần/tuần", Reported: "2026-12-03"},
		{ID: "q", Date: "2026-12-03", Text: "Giá lúa giảm", Status: meeting.PetitionNew},
	}
	for range 9 {
		m.Reviewed = append(m.Reviewed, meeting.Task{State: meeting.TaskDone})
	}
	m.Reviewed = append(m.Reviewed, meeting.Task{State: meeting.TaskDoing}, meeting.Task{State: meeting.TaskDoing})
	lines := map[string]string{}
	for _, l := range paper.Lines(m) {
		lines[l.Key] = l.Text
	}
	for key, want := range map[string]string{
		"remark:a": "Đồng chí Danh Thị Mai tự phê bình: thu gom rác chưa thường xuyên.",
		"remark:b": "Đồng chí Lê Văn Cường góp ý đồng chí Cao Văn Sơn: báo cáo còn chậm.",
		"remark:c": "Góp ý đồng chí Cao Văn Sơn: đến muộn.",
		"remark:d": "Biểu dương đồng chí Danh Minh Sáng: giữ gìn an ninh, trật tự.",
		"remark:e": "Nhắc nhở đồng chí Huỳnh Văn Đạt: nộp báo cáo đúng hạn.",
		"reviewed": "Thực hiện nhiệm vụ kỳ trước: 11 nhiệm vụ; hoàn thành 09, đang thực hiện 02; tỷ lệ hoàn thành 81,8%.",
	} {
		if lines[key] != want {
			t.Errorf("%s: %q, want %q", key, lines[key], want)
		}
	}
	if _, listed := lines["petition:p"]; listed || !strings.Contains(lines["petitions"], "04 phản ánh trước đó") {
		t.Errorf("the typed sentence on petitions became %q", lines["petitions"])
	}
	for i := range m.Items {
		delete(m.Notes, m.Items[i].ID)
	}
	for _, l := range paper.Lines(m) {
		lines[l.Key] = l.Text
	}
	for key, want := range map[string]string{
		"criticism":  "Tự phê bình và phê bình; biểu dương, nhắc nhở đảng viên:",
		"petitions":  "Phản ánh, kiến nghị và kết quả xử lý: thông báo tình hình xử lý 01 phản ánh trước đó; ghi nhận 01 phản ánh mới.",
		"petition:p": "Môi trường: Rác ba ngày chưa thu gom – đã trả lời (UBND xã): thu gom 03 lần/tuần; đã báo lại chi bộ ngày 03/12/2026.",
		"petition:q": "Giá lúa giảm – mới ghi nhận.",
	} {
		if lines[key] != want {
			t.Errorf("%s: %q, want %q", key, lines[key], want)
		}
	}
	thematic := sample()
	thematic.Kind, thematic.Remarks = meeting.Thematic, m.Remarks
	var keys []string
	for _, l := range paper.Lines(thematic) {
		keys = append(keys, l.Key)
	}
	if got := strings.Join(keys, " "); !strings.Contains(got, "criticism remark:a") || strings.Contains(got, "petitions") {
		t.Errorf("a thematic meeting with remarks says %s", got)
	}
}
