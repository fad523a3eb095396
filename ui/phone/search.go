package phone

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"phonghop/meeting"
)

// Finder finds words in documents' texts.
type Finder interface {
	// Find returns the best pages for a query among the documents named by their
	// SHA-256, and of no others; at most limit.
	Find(ctx context.Context, query string, among []string, limit int) ([]Hit, error)
	// Match tells whether a title has all words of a query.
	Match(query, title string) bool
}

// Hit is a page on which words were found.
type Hit struct {
	SHA256 string
	Page   int      // from 0
	Line   string   // the line with the words
	Marks  [][2]int // where they stand in it: bytes, from and to
}

// Bounds of a search by phone.
const (
	maxHits    = 30
	maxQuery   = 100 // letters
	searchTime = 5 * time.Second
)

// hitView is a page that was found; without a line, a document whose title was.
type hitView struct {
	Title string
	N     int // the page as people count
	URL   string
	Line  []piece
}

// piece is a part of a line.
type piece struct {
	Text   string
	Marked bool
}

// serveSearch finds words in the documents of this meeting that the viewer may see.
func (s *Server) serveSearch(w http.ResponseWriter, r *http.Request) {
	p := s.look(r)
	if !p.joined() {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	s.hub.touch(p.token, lingersPage)
	query := firstLetters(strings.TrimSpace(r.URL.Query().Get("q")), maxQuery)
	if query == "" {
		http.Redirect(w, r, "/read", http.StatusSeeOther)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), searchTime)
	defer cancel()
	var among []string
	for _, d := range visible(p) {
		among = append(among, d.SHA256)
	}
	found, err := s.finder.Find(ctx, query, among, maxHits)
	if err != nil {
		s.fail(r, "search for phone", err)
		http.Error(w, "the search failed", http.StatusBadGateway)
		return
	}
	// What was allowed before the search must still be allowed after it.
	s.write(w, r, http.StatusOK, s.found(s.look(r), query, found))
}

// visible lists the meeting's documents that the viewer may see, the current item's
// first.
func visible(p moment) []meeting.Document {
	var out []meeting.Document
	for _, d := range p.m.Documents {
		if meeting.MaySee(p.viewer(), d, p.m.Phase) {
			out = append(out, d)
		}
	}
	it, _ := p.m.Item(p.m.Current)
	slices.SortStableFunc(out, func(a, b meeting.Document) int {
		switch now := slices.Contains(it.Documents, a.ID); {
		case now == slices.Contains(it.Documents, b.ID):
			return 0
		case now:
			return -1
		default:
			return 1
		}
	})
	return out
}

// found makes the page of what was found. The documents are those that the viewer may
// see now; hits in any other are left out, as if they were not.
func (s *Server) found(p moment, query string, hits []Hit) view {
	v := s.base(p, kindSearch)
	v.Query = query
	docs := visible(p)
	for _, d := range docs {
		if s.finder.Match(query, d.Title+" "+d.Number) {
			v.Found = append(v.Found, hitView{Title: d.Title, URL: readURL(d.ID, 0)})
		}
	}
	for _, h := range hits {
		i := slices.IndexFunc(docs, func(d meeting.Document) bool { return d.SHA256 == h.SHA256 })
		if i < 0 || h.Page >= docs[i].Pages {
			continue
		}
		v.Found = append(v.Found, hitView{
			Title: docs[i].Title, N: h.Page + 1, URL: readURL(docs[i].ID, h.Page), Line: pieces(h.Line, h.Marks),
		})
	}
	return v
}

// pieces cuts a line at its marks.
func pieces(line string, marks [][2]int) []piece {
	var out []piece
	at := 0
	for _, m := range marks {
		if m[0] < at || m[1] > len(line) {
			continue
		}
		out = append(out, piece{Text: line[at:m[0]]}, piece{Text: line[m[0]:m[1]], Marked: true})
		at = m[1]
	}
	return append(out, piece{Text: line[at:]})
}

// firstLetters returns the first n letters of a text.
func firstLetters(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	return string([]rune(s)[:n])
}
