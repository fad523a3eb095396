package meeting

import "math"

// Show is the kind of thing that the projector shows.
type Show string

// What the projector can show.
const (
	ShowBlank  Show = "blank" // nothing: tắt hình màn chiếu
	ShowJoin   Show = "join"  // how to join by phone
	ShowAgenda Show = "agenda"
	ShowPage   Show = "page"
	ShowReview Show = "review" // the tasks of the last meeting and the petitions, page by page
)

// Stage is the one value that says what the hall sees. Windows and phones render
// it; none of them owns it.
type Stage struct {
	Show     Show   `json:"show"`
	Document string `json:"document,omitempty"`
	Page     int    `json:"page,omitempty"` // from 0
	View     View   `json:"view,omitzero"`  // the part of the page
	Over     Over   `json:"over,omitzero"`
	// Find is what is looked for and marked on the page, Hit the place on the page, from
	// 0, that is meant.
	Find string `json:"find,omitempty"`
	Hit  int    `json:"hit,omitempty"`
	// Number grows with every change since the program started; 0 is the stage as it
	// was found.
	Number uint64 `json:"number"`
}

// CheckStage returns the stage with its page brought into the document's range, or
// ErrNoDocument.
func (m *Meeting) CheckStage(s Stage) (Stage, error) {
	s.Over = s.Over.checked(m)
	if s.Show == ShowReview {
		s.Page = max(0, min(s.Page, m.ReviewPages()-1))
		return s, nil
	}
	if s.Show != ShowPage {
		return s, nil
	}
	d, ok := m.Document(s.Document)
	if !ok {
		return s, ErrNoDocument
	}
	s.Page = max(0, min(s.Page, d.Pages-1))
	for _, x := range []*float64{&s.View.Zoom, &s.View.X, &s.View.Y} {
		if math.IsNaN(*x) || math.IsInf(*x, 0) {
			*x = 0
		}
	}
	return s, nil
}

// RowsOfReview is how many tasks or petitions the hall sees at a time: in eight lines, which is what it is given (rules 6).
const RowsOfReview = 2

// ReviewPages is how many pages the board of tasks and petitions has; at least one.
func (m *Meeting) ReviewPages() int {
	return max(1, (len(m.Reviewed)+len(m.Petitions)+RowsOfReview-1)/RowsOfReview)
}
