package meeting

import "slices"

// PetitionStatus is how far a petition has come (glossary J).
type PetitionStatus string

// The statuses. That one is overdue follows from its deadline.
const (
	PetitionNew       PetitionStatus = "new"       // mới ghi nhận
	PetitionForwarded PetitionStatus = "forwarded" // đã chuyển
	PetitionHandled   PetitionStatus = "handled"   // đang xử lý
	PetitionDone      PetitionStatus = "done"      // đã xử lý xong
	PetitionAnswered  PetitionStatus = "answered"  // đã trả lời
	PetitionOutside   PetitionStatus = "outside"   // không thuộc thẩm quyền
)

// Petition is a report or request of the people or of members that the cell passes on and follows until it has
// been told of the answer. One that is open when a meeting is made is carried into it under the same id, so that the
// latest meeting says what stands now.
type Petition struct {
	ID       string         `json:"id"`
	Date     Date           `json:"date"`
	Member   MemberID       `json:"member,omitempty"` // who brought it
	Source   string         `json:"source,omitempty"` // from whom: "Hộ dân dọc lộ"
	Field    string         `json:"field"`            // "Thủy lợi"
	Text     string         `json:"text"`
	Hot      bool           `json:"hot,omitempty"` // vấn đề nóng
	To       string         `json:"to,omitempty"`  // where it was passed on: "Công an xã"
	Due      Date           `json:"due,omitzero"`
	Status   PetitionStatus `json:"status"`
	Answer   string         `json:"answer,omitempty"`
	Reported Date           `json:"reported,omitzero"` // when the cell was told: "đã báo lại chi bộ"
	Steps    []PetitionStep `json:"steps,omitempty"`   // the first first
}

// PetitionStep is a line of a petition's history.
type PetitionStep struct {
	Date Date   `json:"date"`
	Text string `json:"text"`
}

// Settled tells whether nothing is left to do for the petition but, at most, to tell the cell.
func (p Petition) Settled() bool {
	return p.Status == PetitionDone || p.Status == PetitionAnswered || p.Status == PetitionOutside
}

// Overdue tells whether the deadline has passed on a day and nothing is settled.
func (p Petition) Overdue(today Date) bool { return p.Due != "" && p.Due < today && !p.Settled() }

func clonePetitions(petitions []Petition) []Petition {
	out := slices.Clone(petitions)
	for i := range out {
		out[i].Steps = slices.Clone(out[i].Steps)
	}
	return out
}
