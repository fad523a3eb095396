package phone

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"phonghop/meeting"
)

// kind names what a page is; the script tells by it whether a page can be brought up
// to date in place.
type kind string

const (
	kindJoin    kind = "join"    // choose your name
	kindWaiting kind = "waiting" // for the secretary's yes
	kindFollow  kind = "follow"  // Theo màn chiếu
	kindRead    kind = "read"    // Tự xem: a page of a document
	kindList    kind = "list"    // Tự xem: the documents
	kindSearch  kind = "search"  // what was found in the documents
	kindNotMe   kind = "notme"   // really not me?
	kindConfirm kind = "confirm" // the tap came without a cookie: once more
	kindMessage kind = "message" // something went otherwise
	kindClosed  kind = "closed"  // no meeting, or over, for whoever has not joined
)

// view is everything that a page shows. It is made from one state of the room for one
// viewer, and holds nothing that the viewer may not see.
type view struct {
	Kind     kind
	Epoch    string
	Number   uint64
	Lang     string
	TextSize int // 0, 1 or 2
	Reload   int // seconds after which a page without script asks again; 0: never

	Cell, Title string
	Phase       meeting.Phase
	Me          me
	Stage       stageView
	Agenda      []itemView
	Roll        []rowView
	Query       string
	CanSearch   bool
	Found       []hitView
	Read        readView
	ReadURL     string // of "Tự xem"
	Message     messageView
}

// me is the person at the phone.
type me struct {
	ID      meeting.MemberID
	Name    string
	Arrived string // "18:25"; "" where the roll does not say present
	Fresh   bool   // has just joined: greeted, and shown how to take it back
	CanUndo bool
}

type stageView struct {
	Show    meeting.Show
	Picture pictureView
}

// pictureView is a page as a picture.
type pictureView struct {
	Document, Title string
	Page, Pages     int // Page from 0
}

// N is the page as people count.
func (p pictureView) N() int { return p.Page + 1 }

type itemView struct {
	N         int
	Title     string
	Presenter string
	Time      string // planned, "18:30"
	Current   bool
	Done      bool
	Skipped   bool
	Documents []documentView
}

type documentView struct {
	ID, Title, Number string
	Pages             int
}

type rowView struct {
	ID           meeting.MemberID
	Before, Last string // the name, its given name apart
	Note         string // a guest's post; the year of birth where two share a name
	Taken        bool   // the name stands on a phone
	Fold         string
}

// readView is a page of a document that the member leafs to.
type readView struct {
	Picture pictureView
	Prev    int // page numbers from 0; -1 at the ends
	Next    int
}

type messageView struct{ Head, Text string }

// freshFor is how long the greeting stands after the tap.
const freshFor = 2 * time.Minute

// moment is the state that a page is made from, and who asks for it.
type moment struct {
	who
	m      *meeting.Meeting
	stage  meeting.Stage
	epoch  string
	number uint64
}

// look takes the state as it is. The number comes first: a change between the two
// makes the phone ask once too often, and never too seldom.
func (s *Server) look(r *http.Request) moment {
	token := tokenOf(r)
	e := s.hub.now(token)
	m, st, _ := s.room.State()
	return moment{who: whoIs(m, token), m: m, stage: st, epoch: e.Epoch, number: e.Number}
}

// base makes what all pages share.
func (s *Server) base(p moment, k kind) view {
	m := p.m
	v := view{
		Kind: k, Epoch: p.epoch, Number: p.number, Lang: s.words.Lang(),
		Cell: m.Cell.ShortName, Title: m.Title, Phase: m.Phase, ReadURL: "/read", CanSearch: s.finder != nil,
	}
	if p.member.ID == "" {
		return v
	}
	v.Me = me{ID: p.member.ID, Name: p.member.Name, CanUndo: m.Phase != meeting.Ended}
	if a := m.Attendance[p.member.ID]; a.Status == meeting.Present && !p.waiting {
		v.Me.Arrived = a.Arrived.Format("15:04")
	}
	if phone, ok := m.Phone(p.token); ok && v.Me.CanUndo {
		v.Me.Fresh = s.room.Now().Sub(phone.Since) < freshFor
	}
	return v
}

// follow makes the page that follows the projector.
func (s *Server) follow(p moment) view {
	m, v := p.m, s.base(p, kindFollow)
	v.Reload = 10
	seen := stageFor(p.viewer(), m, p.stage)
	v.Stage.Show = seen.Show
	if seen.Show == meeting.ShowPage {
		d, _ := m.Document(seen.Document)
		v.Stage.Picture = pictureView{Document: d.ID, Title: d.Title, Page: seen.Page, Pages: seen.Pages}
		v.ReadURL = readURL(d.ID, seen.Page)
	}
	v.Agenda = agenda(m, p.viewer())
	return v
}

// agenda lists the items with the documents that the viewer may see.
func agenda(m *meeting.Meeting, who meeting.Viewer) []itemView {
	out := make([]itemView, 0, len(m.Items))
	for i, it := range m.Items {
		v := itemView{
			N: i + 1, Title: it.Title, Presenter: m.Name(it.Presenter), Time: m.PlannedStart(i).Format("15:04"),
			Current: it.ID == m.Current, Done: it.ID != m.Current && !it.Finished().IsZero(), Skipped: it.Skipped,
		}
		for _, id := range it.Documents {
			if d, ok := m.Document(id); ok && meeting.MaySee(who, d, m.Phase) {
				v.Documents = append(v.Documents, documentView{d.ID, d.Title, d.Number, d.Pages})
			}
		}
		out = append(out, v)
	}
	return out
}

// read makes a page of "Tự xem"; false where the viewer may not see the document.
func (s *Server) read(p moment, document string, page int) (view, bool) {
	m := p.m
	d, ok := m.Document(document)
	if !ok || !meeting.MaySee(p.viewer(), d, m.Phase) {
		return view{}, false
	}
	page = max(0, min(page, d.Pages-1))
	v := s.base(p, kindRead)
	v.Read = readView{
		Picture: pictureView{Document: d.ID, Title: d.Title, Page: page, Pages: d.Pages},
		Prev:    page - 1, Next: page + 1,
	}
	if v.Read.Next >= d.Pages {
		v.Read.Next = -1
	}
	v.ReadURL = readURL(d.ID, page)
	return v, true
}

// list makes the list of documents: the current item's first.
func (s *Server) list(p moment) view {
	v := s.base(p, kindList)
	for _, it := range agenda(p.m, p.viewer()) {
		if len(it.Documents) > 0 {
			v.Agenda = append(v.Agenda, it)
		}
	}
	slices.SortStableFunc(v.Agenda, func(a, b itemView) int {
		switch {
		case a.Current == b.Current:
			return 0
		case a.Current:
			return -1
		default:
			return 1
		}
	})
	return v
}

// choose makes the page to choose one's name, with those that match the query where
// there is one.
func (s *Server) choose(p moment, query string) view {
	m, v := p.m, s.base(p, kindJoin)
	v.Query = query
	taken := map[meeting.MemberID]bool{}
	for _, phone := range m.Phones {
		taken[phone.Member] = taken[phone.Member] || !phone.Waiting
	}
	names := map[string]int{}
	for _, x := range m.Roll {
		names[x.Name]++
	}
	roll := slices.Clone(m.Roll)
	meeting.SortByGivenName(roll)
	for _, x := range roll {
		row := rowView{ID: x.ID, Taken: taken[x.ID], Fold: meeting.Fold(x.Name)}
		if !matches(row.Fold, query) {
			continue
		}
		row.Last = meeting.GivenName(x.Name)
		row.Before = strings.TrimSpace(strings.TrimSuffix(x.Name, row.Last))
		switch {
		case x.IsGuest():
			row.Note = x.Post
		case names[x.Name] > 1 && x.BirthYear > 0:
			row.Note = s.words.T("phone.born", "year", x.BirthYear)
		case names[x.Name] > 1:
			row.Note = x.Post
		}
		v.Roll = append(v.Roll, row)
	}
	return v
}

// matches tells whether every word of the query stands in a folded name.
func matches(fold, query string) bool {
	for _, w := range strings.Fields(meeting.Fold(query)) {
		if !strings.Contains(fold, w) {
			return false
		}
	}
	return true
}
