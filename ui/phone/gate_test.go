package phone

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"phonghop/meeting"
)

// everyone returns a phone of each kind that can ask, joined before the meeting's
// phase was set.
func everyone(h *hall) map[string]*handset {
	out := map[string]*handset{
		"nobody":    h.phone(),
		"member":    h.joined(member),
		"suspended": h.joined(suspended),
		"guest":     h.joined(guest),
		"waiting":   h.joined(member),
		"forger":    h.phone(),
		"stranger":  h.phone(),
	}
	out["nobody"].jar = map[string]string{}
	// What the meeting stores of a phone is no way in.
	out["forger"].jar[cookieName] = out["member"].token()
	out["stranger"].get("/") // has a cookie that the meeting does not know
	return out
}

// maySee is written out again here, so that the test does not ask what it tests.
func maySee(who, doc string, phase meeting.Phase) bool {
	inside := map[string]bool{"member": true}[who]
	outside := map[string]bool{"guest": true, "suspended": true}[who]
	switch doc {
	case docPublic:
		return inside || outside
	case docInternal, docRecall:
		return inside && phase != meeting.Ended
	case docGuests:
		return (inside || outside) && phase != meeting.Ended
	default:
		return false
	}
}

var allDocs = []string{docPublic, docInternal, docRecall, docGuests, docProjector, docUnknown}

// courses bring a meeting into each phase.
var courses = map[meeting.Phase][]meeting.Command{
	meeting.Preparing: nil,
	meeting.Running:   {meeting.Start{}, meeting.GoTo{Item: "i2"}},
	meeting.Paused:    {meeting.Start{}, meeting.Pause{}},
	meeting.Ended:     {meeting.Start{}, meeting.End{}},
}

func TestEveryAddressAsEveryone(t *testing.T) {
	for phase, course := range courses {
		h := newHall(t)
		h.pages.plain = true
		h.hurry()
		phones := everyone(h)
		for _, c := range course {
			h.do(c)
		}
		for who, p := range phones {
			for _, doc := range allDocs {
				allowed := maySee(who, doc, phase)
				name := fmt.Sprintf("%s, %s, %s", phase, who, doc)
				h.show(meeting.Stage{Show: meeting.ShowPage, Document: doc, Page: 2})
				for _, width := range widths {
					a := p.get(fmt.Sprintf("/page/%s/2/%d", doc, width))
					if got := a.status == http.StatusOK; got != allowed {
						t.Errorf("%s: picture handed out: %v", name, got)
					}
					if a.head.Get("Cache-Control") != "no-store" {
						t.Errorf("%s: picture may be stored", name)
					}
				}
				addresses := []string{
					"/", "/?q=title", "/read", "/read?doc=" + doc, "/read?doc=" + doc + "&page=3", "/poll", "/notme",
					"/page/" + doc + "/2/721", "/page/" + doc + "/2/0", "/page/" + doc + "/37/720", "/page/" + doc + "/-1/720",
					"/page/" + doc + "/2", "/page/" + doc, "/page/none/2/720", "/files/" + doc, "/files/../hall_test.go",
				}
				for _, address := range addresses {
					leaks(t, name+", "+address, p.get(address).body, doc, allowed)
				}
				leaks(t, name+", stream", firstEvent(h, p), doc, allowed)
			}
		}
		for what := range h.pages.kept {
			if strings.Contains(what, docProjector) || strings.Contains(what, docUnknown) {
				t.Errorf("%s: %s was drawn for a phone", phase, what)
			}
		}
	}
}

// leaks reports anything of a document in an answer to someone who may not see it.
func leaks(t *testing.T, where, body, doc string, allowed bool) {
	t.Helper()
	if allowed {
		return
	}
	for _, s := range []string{"TITLE-" + doc, "NUMBER-" + doc, "sha-" + doc, doc + ".pdf", `"` + doc + `"`, "/page/" + doc} {
		if strings.Contains(body, s) {
			t.Errorf("%s: holds %q\n%s", where, s, body)
		}
	}
	if onlyThat := doc == docProjector || doc == docUnknown; onlyThat && strings.Contains(body, `"pages":37`) {
		t.Errorf("%s: tells the number of pages", where)
	}
}

// firstEvent returns what a phone's stream says at once, without keeping it open.
func firstEvent(h *hall, p *handset) string {
	st, first := h.srv.hub.open(p.token())
	if st == nil {
		return ""
	}
	h.srv.hub.leave(st)
	return string(first)
}

func TestForbiddenAndMissingAreTheSame(t *testing.T) {
	h := newHall(t)
	p := h.joined(member)
	// The page names its number, which no answer may make grow.
	if a, b := p.get("/page/projector/0/720"), p.get("/page/missing/0/720"); a.status != b.status || a.body != b.body {
		t.Errorf("forbidden: %d\n%s\nmissing: %d\n%s", a.status, a.body, b.status, b.body)
	}
}

func TestPagesOfAHiddenDocumentCannotBeCounted(t *testing.T) {
	h := newHall(t)
	p := h.joined(member)
	h.show(meeting.Stage{Show: meeting.ShowPage, Document: docProjector})
	st, _ := h.srv.hub.open(p.token())
	defer h.srv.hub.leave(st)
	h.told()
	drain(st)
	before := h.srv.hub.now(p.token())
	for page := range 20 {
		h.show(meeting.Stage{Show: meeting.ShowPage, Document: docProjector, Page: page})
		h.told()
	}
	h.show(meeting.Stage{Show: meeting.ShowBlank})
	h.told()
	if after := h.srv.hub.now(p.token()); after.Number != before.Number+1 {
		t.Errorf("the number went from %d to %d over pages that no phone sees", before.Number, after.Number)
	}
	if n := drain(st); n != 1 {
		t.Errorf("%d events, want the one that says blank", n)
	}
}

func TestLevelRaisedWhileShown(t *testing.T) {
	h := newHall(t)
	p := h.joined(member)
	h.show(meeting.Stage{Show: meeting.ShowPage, Document: docInternal, Page: 1})
	want(t, p.get("/"), kindFollow, "TITLE-internal")
	want(t, p.get("/read?doc=internal&page=2"), kindRead, "/page/internal/1/720", "page=1", "page=3")
	d, _ := h.room.Snapshot().Document(docInternal)
	d.Level = meeting.ProjectorOnly
	h.do(meeting.PutDocument{Document: d})
	a := p.get("/")
	want(t, a, kindFollow, "Tài liệu này chỉ trình chiếu")
	leaks(t, "follow", a.body, docInternal, false)
	want(t, p.get("/read?doc=internal&page=2"), kindList)
}

func TestGuard(t *testing.T) {
	h := newHall(t)
	p := h.joined(member)
	for _, c := range []struct {
		name   string
		change func(*http.Request)
		status int
	}{
		{"as a browser", func(*http.Request) {}, http.StatusSeeOther},
		{"another origin", func(r *http.Request) { r.Header.Set("Origin", "http://evil.example") }, http.StatusForbidden},
		{"opaque origin", func(r *http.Request) { r.Header.Set("Origin", "null") }, http.StatusForbidden},
		{"another site", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }, http.StatusForbidden},
		{"another port", func(r *http.Request) { r.Header.Set("Origin", "http://192.168.1.5:1") }, http.StatusForbidden},
		{"a name of the outside", func(r *http.Request) { r.Host = "evil.example" }, http.StatusMisdirectedRequest},
		{"no host", func(r *http.Request) { r.Host = "" }, http.StatusMisdirectedRequest},
		{"a name that ends like an address", func(r *http.Request) { r.Host = "192.168.1.5.evil.example" }, http.StatusMisdirectedRequest},
		{"a long body", func(r *http.Request) { r.Body = longBody() }, http.StatusConflict},
	} {
		r := httptest.NewRequest(http.MethodPost, "http://192.168.1.5:8080/join", strings.NewReader("member="+string(member)))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", "http://192.168.1.5:8080")
		r.AddCookie(&http.Cookie{Name: cookieName, Value: p.jar[cookieName]})
		c.change(r)
		w := httptest.NewRecorder()
		h.srv.Handler().ServeHTTP(w, r)
		if w.Code != c.status {
			t.Errorf("%s: %d, want %d", c.name, w.Code, c.status)
		}
		for _, head := range []string{"Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"} {
			if w.Header().Get(head) == "" {
				t.Errorf("%s: no %s", c.name, head)
			}
		}
	}
	for _, method := range []string{http.MethodGet, http.MethodPut, http.MethodDelete, http.MethodHead} {
		if a := p.send(method, "/join", nil); a.status == http.StatusOK || a.status == http.StatusSeeOther {
			t.Errorf("%s /join: %d", method, a.status)
		}
	}
	for host, ours := range map[string]bool{
		"192.168.1.5": true, "192.168.1.5:80": true, "[fd00::1]:80": true, "localhost:1": true, "hoa-mau.local": true,
		"local": false, "evil.com": false, "": false, "127.0.0.1.evil.com:80": false, "xlocalhost": false,
	} {
		if ourHost(host) != ours {
			t.Errorf("host %q is ours: %v", host, !ours)
		}
	}
}

func TestRates(t *testing.T) {
	h := newHall(t)
	p := h.joined(member)
	refused := 0
	for range 3 * int(phonePost.burst) {
		if p.post("/join", tap(member)).status == http.StatusTooManyRequests {
			refused++
		}
	}
	if refused == 0 {
		t.Error("a phone may post without end")
	}
	if a := h.joined(chair).get("/"); a.status != http.StatusOK {
		t.Errorf("another phone behind the same address: %d", a.status)
	}
}
