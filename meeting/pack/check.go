package pack

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"phonghop/meeting"
)

// Bounds of what a meeting file may say, so that no list grows past what a window can
// show.
const (
	maxPeople    = 5000
	maxItems     = 500
	maxDocuments = 500
	maxText      = 4000 // letters
	maxMinutes   = 24 * 60
	maxPages     = 100_000
)

// plainID is what serves as a key in the data.
var plainID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// checker gathers the first mistake of a file, so that the checks read as a list.
type checker struct{ err error }

func (c *checker) must(ok bool, format string, args ...any) {
	if !ok && c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
}

// id checks that a key is plain and new among its like.
func (c *checker) id(seen map[string]bool, id, what string) {
	c.must(plainID.MatchString(id), "%s: the id %q is not plain", what, id)
	c.must(!seen[id], "%s: the id %q stands twice", what, id)
	seen[id] = true
}

// text returns a text in NFC on one line, without control characters.
func (c *checker) text(s string) string {
	s = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, norm.NFC.String(s))), " ")
	c.must(len(s) <= maxText, "a text of %d bytes", len(s))
	return s
}

func (c *checker) name(s, what string) string {
	s = c.text(s)
	c.must(s != "", "%s has no name", what)
	return s
}

// meeting makes the meeting that a file describes, or says what is wrong with it.
func (f *content) meeting() (*meeting.Meeting, error) {
	c := &checker{}
	c.id(map[string]bool{}, f.ID, "meeting")
	c.must(len(f.Roll) <= maxPeople && len(f.Items) <= maxItems && len(f.Documents) <= maxDocuments,
		"%d people, %d items, %d documents", len(f.Roll), len(f.Items), len(f.Documents))
	if c.err != nil {
		return nil, c.err
	}
	m := meeting.New(f.ID, f.Kind, meeting.Cell{
		Name: c.text(f.Cell.Name), ShortName: c.text(f.Cell.ShortName), Superior: c.text(f.Cell.Superior),
		Locality: c.text(f.Cell.Locality), Place: c.text(f.Cell.Place), Numbers: f.Cell.Numbers, Rules: f.Cell.Rules,
	}, f.Planned)
	if !slices.Contains(meeting.Kinds(), m.Kind) {
		m.Kind = meeting.Regular
	}
	m.Title, m.Topic, m.Place = c.name(f.Title, "the meeting"), c.text(f.Topic), c.text(f.Place)
	m.Chair, m.MinuteTaker, m.Number = f.Chair, f.MinuteTaker, max(f.Number, 0)
	m.Roll = c.roll(f.Roll)
	m.Documents = c.documents(f.Documents)
	m.Items = c.items(f.Items, m)
	c.person(m, m.Chair, "chair")
	c.person(m, m.MinuteTaker, "minute taker")
	if c.err != nil {
		return nil, c.err
	}
	return m, nil
}

func (c *checker) person(m *meeting.Meeting, id meeting.MemberID, what string) {
	if id != "" {
		_, ok := m.Member(id)
		c.must(ok, "%s: %q is not on the roll", what, id)
	}
}

func (c *checker) roll(in []meeting.Member) []meeting.Member {
	out, seen := make([]meeting.Member, 0, len(in)), map[string]bool{}
	for i, p := range in {
		what := fmt.Sprintf("person %d", i+1)
		c.id(seen, string(p.ID), what)
		p.Name, p.Post = c.name(p.Name, what), c.text(p.Post)
		switch p.Standing {
		case "":
			p.Standing = meeting.Active
		case meeting.Active, meeting.Exempt, meeting.Away, meeting.Here, meeting.Suspended, meeting.Guest:
		default:
			c.must(false, "%s: unknown standing %q", what, p.Standing)
		}
		c.must(p.BirthYear == 0 || (p.BirthYear >= 1850 && p.BirthYear <= 2200), "%s: birth year %d", what, p.BirthYear)
		out = append(out, p)
	}
	return out
}

// documents checks what is said of documents. A level that this program does not know
// is read as the strictest.
func (c *checker) documents(in []meeting.Document) []meeting.Document {
	out, seen := make([]meeting.Document, 0, len(in)), map[string]bool{}
	for i, d := range in {
		what := fmt.Sprintf("document %d", i+1)
		c.id(seen, d.ID, what)
		c.must(plainSHA.MatchString(d.SHA256), "%s: %q is no checksum", what, d.SHA256)
		c.must(d.Pages >= 0 && d.Pages <= maxPages, "%s: %d pages", what, d.Pages)
		d.Title, d.Number = c.name(d.Title, what), c.text(d.Number)
		d.Name = c.name(baseName(d.Name), what+": the file")
		d.Kind, d.URL = c.text(d.Kind), c.text(d.URL)
		d.Shown = time.Time{}
		switch d.Level {
		case meeting.Public, meeting.Internal, meeting.Recall:
		default:
			d.Level = meeting.ProjectorOnly
		}
		out = append(out, d)
	}
	return out
}

// baseName drops folders from a file name, whichever system wrote it.
func baseName(name string) string {
	return name[strings.LastIndexAny(name, `/\:`)+1:]
}

func (c *checker) items(in []itemContent, m *meeting.Meeting) []meeting.Item {
	out, seen := make([]meeting.Item, 0, len(in)), map[string]bool{}
	for i, it := range in {
		what := fmt.Sprintf("item %d", i+1)
		c.id(seen, it.ID, what)
		c.must(it.Minutes >= 0 && it.Minutes <= maxMinutes, "%s: %d minutes", what, it.Minutes)
		c.must(len(it.Documents) <= maxDocuments, "%s: %d documents", what, len(it.Documents))
		c.person(m, it.Presenter, what)
		for _, d := range it.Documents {
			_, ok := m.Document(d)
			c.must(ok, "%s: unknown document %q", what, d)
		}
		if it.Part != meeting.Opening && it.Part != meeting.Closing {
			it.Part = meeting.Content
		}
		out = append(out, meeting.Item{
			ID: it.ID, Title: c.name(it.Title, what), Part: it.Part, Discussion: it.Discussion,
			Minutes: it.Minutes, Presenter: it.Presenter, Documents: it.Documents,
		})
	}
	return out
}
