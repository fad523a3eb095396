package phone

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"phonghop/meeting"
)

// finder says that every document asked for has the words on its second page, and in
// its line which document it is.
type finder struct{}

func (finder) Find(_ context.Context, query string, among []string, limit int) ([]Hit, error) {
	var out []Hit
	for _, sha := range among[:min(limit, len(among))] {
		out = append(out, Hit{SHA256: sha, Page: 1, Line: "Tình hình thu <" + query + "> của " + sha, Marks: [][2]int{{len("Tình hình thu <"), len("Tình hình thu <" + query)}}})
	}
	return out, nil
}

func (finder) Match(query, title string) bool { return strings.Contains(title, query) }

func search(p *handset, query string) answer {
	return p.get("/search?" + url.Values{"q": {query}}.Encode())
}

func TestSearchAsEveryone(t *testing.T) {
	for phase, course := range courses {
		h := newHall(t)
		h.hurry()
		phones := everyone(h)
		for _, c := range course {
			h.do(c)
		}
		for who, p := range phones {
			for _, query := range []string{"đảng phí", "TITLE", "NUMBER"} {
				a := search(p, query)
				seen := 0
				for _, doc := range allDocs {
					allowed := maySee(who, doc, phase)
					leaks(t, string(phase)+", "+who+", search", a.body, doc, allowed)
					if !allowed {
						continue
					}
					seen++
					if !strings.Contains(a.body, "của sha-"+doc) || !strings.Contains(a.body, "doc="+doc+"&amp;page=2") {
						t.Errorf("%s, %s: %s is not found\n%s", phase, who, doc, a.body)
					}
				}
				if n := strings.Count(a.body, `class="line"`); n != seen {
					t.Errorf("%s, %s: %d pages found in %d documents", phase, who, n, seen)
				}
				if inside := who == "member" || who == "guest" || who == "suspended"; inside != (a.kind() == kindSearch) {
					t.Errorf("%s, %s: the answer is a page of kind %q", phase, who, a.kind())
				}
			}
		}
	}
}

func TestSearchShowsLines(t *testing.T) {
	h := newHall(t)
	p := h.joined(member)
	want(t, p.get("/read"), kindList, `action="/search"`)
	a := search(p, "đảng & phí")
	want(t, a, kindSearch, `Tình hình thu &lt;<mark>đảng &amp; phí</mark>&gt; của sha-internal`, "Trang 2", `value="đảng &amp; phí"`)
	want(t, search(p, "TITLE-internal"), kindSearch, `href="/read?doc=internal&amp;page=1"`)
	want(t, search(p, "  "), kindList)
	if long := search(p, strings.Repeat("ấ", 500)).body; strings.Contains(long, strings.Repeat("ấ", maxQuery+1)) {
		t.Error("a long query is not cut")
	}
}

// late finds, and while it does the document is withdrawn from the phones.
type late struct {
	finder
	withdraw func()
}

func (l late) Find(ctx context.Context, query string, among []string, limit int) ([]Hit, error) {
	hits, err := l.finder.Find(ctx, query, among, limit)
	l.withdraw()
	return hits, err
}

func TestLevelRaisedWhileSearching(t *testing.T) {
	h := newHall(t)
	p := h.joined(member)
	h.srv.finder = late{withdraw: func() {
		d, _ := h.room.Snapshot().Document(docInternal)
		d.Level = meeting.ProjectorOnly
		h.do(meeting.PutDocument{Document: d})
	}}
	a := search(p, "phí")
	want(t, a, kindSearch, "sha-public")
	leaks(t, "search", a.body, docInternal, false)
}
