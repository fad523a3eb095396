package phone

import "phonghop/meeting"

// What a phone is told the projector shows, besides the meeting's own words for it.
const (
	// showHidden is a document that never leaves the laptop (Chỉ trình chiếu).
	showHidden meeting.Show = "hidden"
	// showWithheld is a document that others in the room may see.
	showWithheld meeting.Show = "withheld"
)

// stage is what one viewer may know of the projector. Document, page and number of
// pages are there only where the gate lets the viewer see the document.
type stage struct {
	Show     meeting.Show `json:"show"`
	Document string       `json:"document,omitempty"`
	Page     int          `json:"page,omitempty"` // from 0
	Pages    int          `json:"pages,omitempty"`
}

// stageFor passes the stage through the gate.
func stageFor(v meeting.Viewer, m *meeting.Meeting, s meeting.Stage) stage {
	if v.Member.ID == "" {
		return stage{}
	}
	if s.Show == meeting.ShowReview {
		return stage{Show: showHidden} // the board is for the hall
	}
	if s.Show != meeting.ShowPage {
		return stage{Show: s.Show}
	}
	d, ok := m.Document(s.Document)
	switch {
	case !ok:
		return stage{Show: meeting.ShowBlank}
	case meeting.MaySee(v, d, m.Phase):
		return stage{Show: meeting.ShowPage, Document: d.ID, Page: s.Page, Pages: d.Pages}
	case d.Level == meeting.Public || d.Level == meeting.Internal || d.Level == meeting.Recall:
		return stage{Show: showWithheld}
	default:
		return stage{Show: showHidden}
	}
}
