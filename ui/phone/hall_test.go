package phone

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"

	"phonghop/meeting"
	"phonghop/meeting/room"
)

// noDisk stands for the store where a test does not look at the disk.
type noDisk struct{}

func (noDisk) SaveMeeting(*meeting.Meeting) error    { return nil }
func (noDisk) SaveStage(string, meeting.Stage) error { return nil }

// numbers draws the page's number, so that a picture of a picture can be read. It draws
// a page once and keeps it, as Pages must.
type numbers struct {
	plain  bool // no picture, for tests that do not look at it
	broken bool
	mu     sync.Mutex
	kept   map[string][]byte
}

func (n *numbers) PNG(_ context.Context, sha string, page, _, width int) ([]byte, string, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	key := fmt.Sprint(sha, page, width)
	if n.kept == nil {
		n.kept = map[string][]byte{}
	}
	switch {
	case n.broken:
		return nil, "", errors.New("the renderer died")
	case n.plain:
		n.kept[key] = []byte("picture")
	case n.kept[key] == nil:
		n.kept[key] = number(sha, page, width)
	}
	return n.kept[key], "image/png", nil
}

func number(sha string, page, width int) []byte {
	small := image.NewGray(image.Rect(0, 0, 84, 119))
	draw.Draw(small, small.Rect, image.White, image.Point{}, draw.Src)
	d := font.Drawer{Dst: small, Src: image.NewUniform(color.Black), Face: basicfont.Face7x13, Dot: fixed.P(8, 30)}
	d.DrawString(fmt.Sprintf("%.6s", sha))
	d.Dot = fixed.P(30, 70)
	d.DrawString(fmt.Sprint(page + 1))
	img := image.NewGray(image.Rect(0, 0, width, width*119/84))
	xdraw.NearestNeighbor.Scale(img, img.Rect, small, small.Rect, draw.Src, nil)
	var b bytes.Buffer
	_ = png.Encode(&b, img) // memory takes everything
	return b.Bytes()
}

// ids of the hall's people and papers.
const (
	chair     = meeting.MemberID("m1")
	member    = meeting.MemberID("m2")
	twin      = meeting.MemberID("m3")
	suspended = meeting.MemberID("m4")
	guest     = meeting.MemberID("g1")

	docPublic    = "public"
	docInternal  = "internal"
	docRecall    = "recall"
	docProjector = "projector"
	docUnknown   = "unknown"
	docGuests    = "guests"
)

func hallMeeting() *meeting.Meeting {
	m := &meeting.Meeting{
		ID: "meeting", Kind: meeting.Regular, Title: "Sinh hoạt chi bộ thường kỳ tháng 12 năm 2026",
		Place: "Trụ sở ấp Hòa Mẫu", Planned: time.Date(2026, 12, 3, 18, 30, 0, 0, time.UTC), Chair: chair,
		Cell: meeting.Cell{ShortName: "Chi bộ ấp Hòa Mẫu"},
		Roll: []meeting.Member{
			{ID: chair, Name: "Nguyễn Văn Ẩn", Official: true, Post: "Bí thư chi bộ"},
			{ID: member, Name: "Danh Minh Sáng", BirthYear: 1948, Official: true},
			{ID: twin, Name: "Danh Minh Sáng", BirthYear: 1990},
			{ID: suspended, Name: "Trần Thị Đẹp", Official: true, Standing: meeting.Suspended},
			{ID: guest, Name: "Lâm Quốc Việt", Standing: meeting.Guest, Post: "Ủy viên Ban Thường vụ Đảng ủy xã"},
		},
		Items: []meeting.Item{
			{ID: "i1", Title: "Khai mạc; điểm danh; thông qua chương trình", Minutes: 10, Presenter: chair, Part: meeting.Opening},
			{
				ID: "i2", Title: "Báo cáo kết quả lãnh đạo thực hiện nhiệm vụ tháng 11", Minutes: 15, Presenter: chair,
				Documents: []string{docPublic, docInternal, docRecall, docProjector, docUnknown, docGuests},
			},
			{ID: "i3", Title: "Thảo luận <b>&", Minutes: 35},
		},
	}
	for id, level := range map[string]meeting.Level{
		docPublic: meeting.Public, docInternal: meeting.Internal, docRecall: meeting.Recall,
		docProjector: meeting.ProjectorOnly, docUnknown: "gui_lung_tung", docGuests: meeting.Internal,
	} {
		m.Documents = append(m.Documents, meeting.Document{
			ID: id, Title: "TITLE-" + id, Number: "NUMBER-" + id, Name: id + ".pdf", SHA256: "sha-" + id,
			Pages: 37, Level: level, ForGuests: id == docGuests,
		})
	}
	return m.Clone()
}

// requestTime is how long the test server lets requests take; streams take longer.
const requestTime = 200 * time.Millisecond

// hall is a room with a server in front of it.
type hall struct {
	t     testing.TB
	room  *room.Room
	srv   *Server
	pages *numbers
	web   *httptest.Server
	at    atomic.Int64 // the clock, Unix seconds
}

func newHall(t testing.TB) *hall {
	h := &hall{t: t, pages: &numbers{}}
	h.at.Store(time.Date(2026, 12, 3, 18, 20, 0, 0, time.UTC).Unix())
	h.room = room.New(noDisk{}, func() time.Time { return time.Unix(h.at.Load(), 0).UTC() })
	if err := h.room.Open(t.Context(), hallMeeting(), meeting.Stage{Show: meeting.ShowJoin}); err != nil {
		t.Fatal(err)
	}
	h.srv = New(Options{Room: h.room, Pages: h.pages, Finder: finder{}})
	h.web = httptest.NewUnstartedServer(h.srv.Handler())
	h.web.Config.ReadTimeout, h.web.Config.WriteTimeout = requestTime, requestTime
	h.web.Start()
	t.Cleanup(func() {
		_ = h.srv.Close(context.Background())
		h.web.Close()
		_ = h.room.Close()
	})
	return h
}

func (h *hall) do(cmd meeting.Command) {
	h.t.Helper()
	if err := h.room.Do(context.Background(), cmd); err != nil {
		h.t.Fatalf("%T: %v", cmd, err)
	}
}

func (h *hall) show(s meeting.Stage) {
	h.t.Helper()
	if _, err := h.room.Show(s); err != nil {
		h.t.Fatal(err)
	}
}

// hurry lets phones ask a hundred times as often as the bounds allow, for tests that do
// in a second what takes a meeting.
func (h *hall) hurry() {
	begin := time.Now()
	h.srv.limits.now = func() time.Time { return begin.Add(100 * time.Since(begin)) }
}

// told waits until the phones have been told of the room's stage as it is.
func (h *hall) told() {
	h.t.Helper()
	eventually(h.t, func() bool {
		h.srv.hub.mu.Lock()
		defer h.srv.hub.mu.Unlock()
		return h.srv.hub.state.stage == h.room.Stage()
	})
}

// handset is a phone: it keeps cookies and follows redirects as a browser does.
type handset struct {
	h      *hall
	jar    map[string]string
	origin string // what it sends as Origin with a POST
}

func (h *hall) phone() *handset { return &handset{h: h, jar: map[string]string{}, origin: h.web.URL} }

// joined is a phone that has tapped a name.
func (h *hall) joined(id meeting.MemberID) *handset {
	p := h.phone()
	p.get("/")
	p.post("/join", url.Values{"member": {string(id)}})
	return p
}

type answer struct {
	status int
	body   string
	head   http.Header
}

func (p *handset) send(method, path string, form url.Values) answer {
	p.h.t.Helper()
	var r *http.Request
	if form != nil {
		r = httptest.NewRequest(method, p.h.web.URL+path, strings.NewReader(form.Encode()))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", p.origin)
	} else {
		r = httptest.NewRequest(method, p.h.web.URL+path, nil)
	}
	for k, v := range p.jar {
		r.AddCookie(&http.Cookie{Name: k, Value: v})
	}
	w := httptest.NewRecorder()
	p.h.srv.Handler().ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		p.jar[c.Name] = c.Value
	}
	if w.Code == http.StatusSeeOther {
		return p.send(http.MethodGet, w.Header().Get("Location"), nil)
	}
	return answer{w.Code, w.Body.String(), w.Header()}
}

func (p *handset) get(path string) answer { return p.send(http.MethodGet, path, nil) }

func (p *handset) post(path string, form url.Values) answer {
	if form == nil {
		form = url.Values{}
	}
	return p.send(http.MethodPost, path, form)
}

// kind returns what page an answer is.
func (a answer) kind() kind {
	_, rest, _ := strings.Cut(a.body, `data-kind="`)
	k, _, _ := strings.Cut(rest, `"`)
	return kind(k)
}

func (p *handset) token() string {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.AddCookie(&http.Cookie{Name: cookieName, Value: p.jar[cookieName]})
	return tokenOf(r)
}
