package pack

import (
	"errors"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"phonghop/meeting"
)

// Extension is the end of a meeting file's name.
const Extension = ".hop"

// The errors of a meeting file; a newer version matches [meeting.ErrNewerData].
var (
	ErrNotOurs = errors.New("not a meeting file")
	ErrDamaged = errors.New("the meeting file is damaged")
	ErrTooBig  = errors.New("the file is too big")
)

// The meeting file is a zip with these entries. Others are passed over.
const (
	manifestName = "phonghop.json"
	documentsDir = "documents/"
	pagesDir     = "pages/" // PDFs of documents that another laptop may be unable to show
	formatName   = "phonghop-meeting"
	formatNumber = 1 // raised when an older program would misread the file
)

// manifest is the content of phonghop.json.
type manifest struct {
	Format  string   `json:"format"`
	Version int      `json:"version"`
	Meeting *content `json:"meeting"`
}

// content is what travels of a meeting. It is a type of its own, so that nothing
// recorded at a meeting can travel by mistake, out or in.
type content struct {
	ID          string             `json:"id"`
	Kind        meeting.Kind       `json:"kind"`
	Title       string             `json:"title"`
	Topic       string             `json:"topic,omitempty"`
	Place       string             `json:"place,omitempty"`
	Chair       meeting.MemberID   `json:"chair,omitempty"`
	MinuteTaker meeting.MemberID   `json:"minute_taker,omitempty"`
	Number      int                `json:"number,omitempty"`
	Planned     time.Time          `json:"planned,omitzero"`
	Cell        cellContent        `json:"cell"`
	Roll        []meeting.Member   `json:"roll"`
	Items       []itemContent      `json:"items"`
	Documents   []meeting.Document `json:"documents"`
}

// cellContent is a cell without its members, who stand on the roll.
type cellContent struct {
	Name      string         `json:"name"`
	ShortName string         `json:"short_name,omitempty"`
	Superior  string         `json:"superior,omitempty"`
	Locality  string         `json:"locality,omitempty"`
	Place     string         `json:"place,omitempty"`
	Numbers   map[string]int `json:"numbers,omitempty"`
	Rules     meeting.Rules  `json:"rules"`
}

// itemContent is an agenda item without the times at which it was held.
type itemContent struct {
	ID         string           `json:"id"`
	Title      string           `json:"title"`
	Part       meeting.Part     `json:"part"`
	Discussion bool             `json:"discussion,omitempty"`
	Minutes    int              `json:"minutes"`
	Presenter  meeting.MemberID `json:"presenter,omitempty"`
	Documents  []string         `json:"documents,omitempty"`
}

func contentOf(m *meeting.Meeting) *content {
	c := &content{
		ID: m.ID, Kind: m.Kind, Title: m.Title, Topic: m.Topic, Place: m.Place,
		Chair: m.Chair, MinuteTaker: m.MinuteTaker, Number: m.Number, Planned: m.Planned,
		Cell: cellContent{
			Name: m.Cell.Name, ShortName: m.Cell.ShortName, Superior: m.Cell.Superior,
			Locality: m.Cell.Locality, Place: m.Cell.Place, Numbers: m.Cell.Numbers, Rules: m.Cell.Rules,
		},
		Roll: m.Roll, Documents: slices.Clone(m.Documents),
	}
	for i := range c.Documents {
		c.Documents[i].Shown = time.Time{} // is of what was recorded
	}
	for _, it := range m.Items {
		c.Items = append(c.Items, itemContent{
			ID: it.ID, Title: it.Title, Part: it.Part, Discussion: it.Discussion,
			Minutes: it.Minutes, Presenter: it.Presenter, Documents: it.Documents,
		})
	}
	return c
}

var (
	plainExt     = regexp.MustCompile(`^\.[a-z0-9]{1,8}$`)
	documentPath = regexp.MustCompile(`^documents/([0-9a-f]{64})\.[a-z0-9]{1,8}$`)
	pagesPath    = regexp.MustCompile(`^pages/([0-9a-f]{64})\.pdf$`)
	plainSHA     = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// documentEntry is the name under which a document's bytes lie in the file. Only the
// checksum counts; the ending is for people who look inside.
func documentEntry(d meeting.Document) string {
	ext := strings.ToLower(path.Ext(d.Name))
	if !plainExt.MatchString(ext) {
		ext = ".pdf"
	}
	return documentsDir + d.SHA256 + ext
}
