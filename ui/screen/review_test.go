package screen

import (
	"strings"
	"testing"

	"phonghop/meeting"
)

// The board is read from the back row at every size of a projector, and what is overdue or late is said in words.
func TestTheBoardIsReadable(t *testing.T) {
	h := newHall(t)
	m := h.room.Snapshot().Clone()
	long := strings.Repeat("Vận động bà con phát quang hai bên lộ và thu gom rác tuyến kênh Sáu Mẫu; ", 3)
	m.Reviewed = []meeting.Task{
		{ID: "a", Text: long, Who: "Danh Minh Sáng, Bùi Văn Hùng, Kim Thị Thu Hương", Deadline: "15/11/2026", Due: "2026-11-15", State: meeting.TaskDoing},
		{ID: "b", Text: "Cài Sổ tay", Who: "Phạm Minh Trí", Deadline: "thường xuyên", State: meeting.TaskDone},
		{ID: "c", Text: "Nghiệm thu cống", State: meeting.TaskLate},
	}
	m.Petitions = []meeting.Petition{
		{ID: "p", Text: long, To: "UBND xã (Phòng Kinh tế)", Due: "2026-11-13", Status: meeting.PetitionForwarded},
		{ID: "q", Text: "Rác", Status: meeting.PetitionAnswered, Due: "2026-11-13"},
	}
	if m.ReviewPages() != 3 {
		t.Fatalf("%d pages", m.ReviewPages())
	}
	for page, want := range []string{"QUÁ HẠN|Đã xong", "Chậm|QUÁ HẠN · Đã chuyển", "Đã trả lời|"} {
		v := viewReview(m, page, "2026-12-03", h.opt.Words)
		for i, w := range strings.Split(want, "|") {
			if r := v.rows[i]; !strings.HasPrefix(r.facts, w) || r.bad != (w == "Chậm" || strings.HasPrefix(w, "QUÁ")) {
				t.Errorf("page %d, row %d: %+v, want %q", page, i, r, w)
			}
		}
		for _, size := range projectors {
			h.win.Resize(size)
			h.draw(v)
			h.readable("board")
		}
	}
	if s, err := m.CheckStage(meeting.Stage{Show: meeting.ShowReview, Page: 9}); err != nil || s.Page != 2 {
		t.Errorf("page 9 is %+v, %v", s, err)
	}
	h.draw(viewReview(&meeting.Meeting{}, 0, "2026-12-03", h.opt.Words))
	if !h.says("Không có nhiệm vụ") {
		t.Error("an empty board says nothing")
	}
}
