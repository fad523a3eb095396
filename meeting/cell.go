package meeting

import (
	"crypto/rand"
	"encoding/base32"
	"strings"
)

// NewID returns a random identifier of 13 lower-case letters and digits, for
// meetings, items, documents, motions and opinions.
func NewID() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails, see crypto/rand
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b[:]))
}

// MemberID names a person on a roll; it stays the same from meeting to meeting.
type MemberID string

// Standing is how a person belongs to the cell (rules of the attendance lists that
// cells publish; HD 42).
type Standing string

// The standings. The zero value is read as Active.
const (
	Active    Standing = "active"
	Exempt    Standing = "exempt"    // miễn công tác và sinh hoạt đảng
	Away      Standing = "away"      // sinh hoạt tạm thời đi nơi khác
	Here      Standing = "here"      // sinh hoạt tạm thời tại chi bộ
	Suspended Standing = "suspended" // đình chỉ sinh hoạt
	Guest     Standing = "guest"     // đại biểu, khách mời: no member of the cell
)

// Member is a person on the roll of a cell or of a meeting. It holds the least
// personal data that the papers need: no address, no telephone, no identity number.
type Member struct {
	ID        MemberID `json:"id"`
	Name      string   `json:"name"`                 // full name, NFC
	BirthYear int      `json:"birth_year,omitempty"` // 0: unknown
	Official  bool     `json:"official,omitempty"`   // false: probationary (or a guest)
	Standing  Standing `json:"standing,omitempty"`
	Post      string   `json:"post,omitempty"` // "Bí thư chi bộ"; a guest's office
}

// IsGuest tells whether the person is invited and not of the cell.
func (m Member) IsGuest() bool { return m.Standing == Guest }

// Cell is a Party cell: its names as they stand at the head of its papers, its
// roll, and its habits.
type Cell struct {
	Name      string         `json:"name"`       // head of papers: "CHI BỘ ẤP HÒA MẪU"
	ShortName string         `json:"short_name"` // in sentences: "Chi bộ ấp Hòa Mẫu"
	Superior  string         `json:"superior"`   // head of papers: "ĐẢNG BỘ XÃ VĨNH MẪU"
	Locality  string         `json:"locality"`   // before the date: "Vĩnh Mẫu"
	Place     string         `json:"place"`      // where it usually meets
	Members   []Member       `json:"members"`
	Numbers   map[string]int `json:"numbers,omitempty"` // last number used by type of paper: "BB": 17
	Rules     Rules          `json:"rules"`
}

// Rules are the habits of a cell that bear on counting. The zero value is the
// default of each.
type Rules struct {
	HereVote      bool `json:"here_vote,omitempty"`      // members temporarily here vote
	SuspendedVote bool `json:"suspended_vote,omitempty"` // suspended members vote
	LateAfter     int  `json:"late_after,omitempty"`     // minutes after the start from which an arrival is late
}

// FindMember returns the person with that id in a roll.
func FindMember(roll []Member, id MemberID) (Member, bool) {
	for _, m := range roll {
		if m.ID == id {
			return m, true
		}
	}
	return Member{}, false
}

// Secretary returns the cell's secretary, who as a rule chairs (HD 42), or "".
func (c Cell) Secretary() MemberID {
	for _, m := range c.Members {
		if strings.HasPrefix(strings.ToLower(m.Post), "bí thư") {
			return m.ID
		}
	}
	return ""
}
