package meeting

import "time"

// Level says who may see a document (rules 4.2). The zero value and anything
// unknown are read as ProjectorOnly, the strictest.
type Level string

// The levels. Documents with a secrecy mark have none: they are refused (Law
// 117/2025/QH15, art. 5).
const (
	Public        Level = "public"         // công khai
	Internal      Level = "internal"       // nội bộ chi bộ: the default of an import
	ProjectorOnly Level = "projector_only" // chỉ trình chiếu: never leaves the laptop
	Recall        Level = "recall"         // thu hồi sau buổi sinh hoạt
)

// Document is what a meeting knows of a document; its bytes lie under SHA256.
type Document struct {
	ID        string `json:"id"`
	Title     string `json:"title"`
	Number    string `json:"number,omitempty"` // "20-BC/CB"
	Name      string `json:"name"`             // original file name
	SHA256    string `json:"sha256"`
	Pages     int    `json:"pages"`
	Level     Level  `json:"level"`
	ForGuests bool   `json:"for_guests,omitempty"` // guests may see it too, where members may
	Turn      int    `json:"turn,omitempty"`       // quarter turns clockwise, 0 to 3
	Kind      string `json:"kind,omitempty"`       // "pdf", "picture", "word" …; "" is of earlier data, a PDF
	Signed    bool   `json:"signed,omitempty"`     // bears a digital signature, which nobody has checked
	URL       string `json:"url,omitempty"`        // the address, for KindLink
	// Shown is when the hall of this meeting first saw it; zero: not yet.
	Shown time.Time `json:"shown,omitzero"`
	// Added is when it was attached to this meeting; zero in earlier data.
	Added time.Time `json:"added,omitzero"`
}

// Kinds of documents that are more than the pages they show: the system's browser and player open them.
const (
	KindLink  = "link"
	KindVideo = "video"
)

// Viewer is whoever asks for a page.
type Viewer struct {
	Laptop bool   // the desk and the projector, which are the secretary's own machine
	Member Member // who tapped this name on a phone; zero for nobody
}

// MaySee is the one gate for pages, thumbnails, texts and search hits (rules 4.2):
// whoever hands out anything of a document asks it first. Guests see only what the
// chair marks; suspended members are not convened and are treated as guests.
func MaySee(who Viewer, doc Document, phase Phase) bool {
	if who.Laptop {
		return true
	}
	if who.Member.ID == "" {
		return false
	}
	switch doc.Level {
	case Public:
		return true
	case Internal, Recall:
		if phase == Ended {
			return false
		}
		outsider := who.Member.IsGuest() || who.Member.Standing == Suspended
		return !outsider || doc.ForGuests
	default:
		return false
	}
}

// Document returns the meeting's document with that id.
func (m *Meeting) Document(id string) (Document, bool) {
	if id == DraftID && m.Draft != nil {
		return *m.Draft, true
	}
	for _, d := range m.Documents {
		if d.ID == id {
			return d, true
		}
	}
	return Document{}, false
}
