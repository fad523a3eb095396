package meeting

import (
	"crypto/rand"
	"encoding/base32"
	"maps"
	"slices"
	"strings"
	"time"
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

// OnCommittee tells by the post whether the person belongs to the cell committee: the secretary, the deputy and the chi ủy
// viên. A secretary of another body, as of the youth union, does not.
func (m Member) OnCommittee() bool {
	post := strings.ReplaceAll(strings.ToLower(strings.TrimSpace(m.Post)), "uỷ", "ủy")
	for _, of := range []string{"bí thư", "phó bí thư", "chi ủy"} {
		if rest, ok := strings.CutPrefix(post, of); ok && (rest == "" || strings.HasPrefix(rest, " chi bộ") || of == "chi ủy") {
			return m.Standing != Guest
		}
	}
	return false
}

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
	// In charge is the member of the superior committee who follows the cell: "Đồng chí Lâm Quốc Việt, Ủy viên …".
	InCharge string `json:"in_charge,omitempty"`
	Term     Term   `json:"term,omitzero"`
	// Register lists the papers that bear a number, per type and term (HD 05).
	Register []Registered `json:"register,omitempty"`
	// Changes are what became of members, by date: the roll of a meeting stays as it was on its day.
	Changes []MemberChange `json:"changes,omitempty"`
	// Replaced is the roll before a list was taken in, so that this can be taken back; nil when none was.
	Replaced *ReplacedRoll `json:"replaced,omitempty"`
	Papers   PaperHabits   `json:"papers,omitzero"`
	// Quality is the cell's own form for scoring a meeting; nil means the built-in one.
	Quality *QualityForm `json:"quality,omitempty"`
}

// Term is a term of office; documents are numbered per term.
type Term struct {
	Name  string `json:"name"` // "2025 - 2030"
	Begin Date   `json:"begin,omitzero"`
	End   Date   `json:"end,omitzero"`
}

// Registered is a line of the register of numbers.
type Registered struct {
	Type    string `json:"type"` // "NQ", "BB"
	Number  int    `json:"number"`
	Term    string `json:"term"`
	Date    Date   `json:"date"`
	Title   string `json:"title"`
	Meeting string `json:"meeting,omitempty"` // id
}

// MemberChange is what became of a member on a day.
type MemberChange struct {
	Member MemberID `json:"member"`
	Date   Date     `json:"date"`
	Before Member   `json:"before"` // zero: came new
	After  Member   `json:"after"`  // zero: left the cell
	Note   string   `json:"note,omitempty"`
}

// ReplacedRoll is a roll that gave way to another.
type ReplacedRoll struct {
	Members []Member       `json:"members"`
	Changes []MemberChange `json:"changes,omitempty"`
	At      time.Time      `json:"at"` // when it gave way
}

// PaperHabits are the points of the form of papers on which sources differ (rules 2.1); the zero value is the default
// of each.
type PaperHabits struct {
	Authority     string `json:"authority,omitempty"`  // over the signature of a resolution; "" is "T/M CHI BỘ"
	SignLeft      string `json:"sign_left,omitempty"`  // of minutes; "" is "NGƯỜI GHI BIÊN BẢN"
	SignRight     string `json:"sign_right,omitempty"` // of minutes; "" is "CHỦ TRÌ HỘI NGHỊ"
	NoNumber      bool   `json:"no_number,omitempty"`  // minutes bear none, as in a handwritten book
	NoPlaceDate   bool   `json:"no_place_date,omitempty"`
	SuperiorParty bool   `json:"superior_committee,omitempty"` // "ĐẢNG ỦY XÃ …" in place of "ĐẢNG BỘ XÃ …"
}

func (c Cell) clone() Cell {
	c.Members = slices.Clone(c.Members)
	c.Numbers = maps.Clone(c.Numbers)
	c.Register = slices.Clone(c.Register)
	c.Changes = slices.Clone(c.Changes)
	if r := c.Replaced; r != nil {
		c.Replaced = &ReplacedRoll{Members: slices.Clone(r.Members), Changes: slices.Clone(r.Changes), At: r.At}
	}
	c.Quality = c.Quality.clone()
	return c
}

// Rules are the habits of a cell that bear on counting. The zero value is the
// default of each.
type Rules struct {
	HereVote      bool `json:"here_vote,omitempty"`      // members temporarily here vote
	SuspendedVote bool `json:"suspended_vote,omitempty"` // suspended members vote
	LateAfter     int  `json:"late_after,omitempty"`     // minutes after the start from which an arrival is late
	LeastShare    int  `json:"least_share,omitempty"`    // per cent of those required below which the desk warns; 0: half
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
