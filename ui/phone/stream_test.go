package phone

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"phonghop/meeting"
)

// eventually waits for something that another goroutine brings about.
func eventually(t testing.TB, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(5 * time.Second); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it did not come about within 5 s")
		}
	}
}

// drain takes what waits in a stream and returns how many events there were.
func drain(st *stream) (n int) {
	for {
		select {
		case <-st.queue:
			n++
		default:
			return n
		}
	}
}

func longBody() io.ReadCloser {
	return io.NopCloser(strings.NewReader("pad=" + strings.Repeat("x", 2*maxBody) + "&member=" + string(member)))
}

// listen opens a phone's stream over a real connection.
func (p *handset) listen(t testing.TB) (next func() event, hangUp func()) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, p.h.web.URL+"/events", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	r.AddCookie(&http.Cookie{Name: cookieName, Value: p.jar[cookieName]})
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("stream: %s, %s", res.Status, res.Header.Get("Content-Type"))
	}
	lines := bufio.NewScanner(res.Body)
	next = func() event {
		t.Helper()
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: {"); ok {
				var e event
				if err := json.Unmarshal([]byte("{"+data), &e); err != nil {
					t.Fatalf("event %q: %v", data, err)
				}
				return e
			}
		}
		t.Fatalf("stream ended: %v", lines.Err())
		return event{}
	}
	return next, func() { _ = res.Body.Close() }
}

func TestStreamTellsWhatConcernsThePhone(t *testing.T) {
	h := newHall(t)
	p := h.joined(member)
	h.told()
	next, hangUp := p.listen(t)
	defer hangUp()
	first := next()
	if first.Stage.Show != meeting.ShowJoin || first.Topics != nil {
		t.Fatalf("first: %+v", first)
	}
	h.do(meeting.WriteNote{Item: "i1", Text: "not for phones"})
	h.joined(chair) // nor the others' taps
	h.show(meeting.Stage{Show: meeting.ShowPage, Document: docInternal, Page: 4})
	e := next()
	if want := (stage{Show: meeting.ShowPage, Document: docInternal, Page: 4, Pages: 37}); e.Stage != want || e.Epoch != first.Epoch {
		t.Fatalf("page: %+v", e)
	}
	if len(e.Topics) != 1 || e.Topics[0] != "stage" {
		t.Errorf("topics of a page turned: %v", e.Topics)
	}
	h.do(meeting.Start{})
	if e = next(); e.Topics[0] != "meeting" {
		t.Errorf("start: %+v", e)
	}
	h.do(meeting.RemovePhone{Token: p.token()})
	if e = next(); e.Topics[0] != "stage" || e.Topics[1] != "phone" || e.Stage != (stage{}) {
		t.Errorf("taken out of the room, and told %+v", e)
	}
	if err := h.room.Open(t.Context(), hallMeeting(), meeting.Stage{Show: meeting.ShowBlank}); err != nil {
		t.Fatal(err)
	}
	if e = next(); e.Epoch == first.Epoch {
		t.Error("another meeting, and the same epoch")
	}
}

func TestStreamOutlivesTheTimeOfARequest(t *testing.T) {
	h := newHall(t)
	p := h.joined(member)
	next, hangUp := p.listen(t)
	defer hangUp()
	next()
	time.Sleep(2 * requestTime)
	h.show(meeting.Stage{Show: meeting.ShowAgenda})
	if e := next(); e.Stage.Show != meeting.ShowAgenda {
		t.Errorf("told %+v", e)
	}
}

func TestStreamNeedsACookie(t *testing.T) {
	h := newHall(t)
	if a := h.phone().get("/events"); a.status != http.StatusForbidden {
		t.Errorf("stream without a cookie: %d", a.status)
	}
}

func TestPresence(t *testing.T) {
	h := newHall(t)
	told := make(chan struct{}, 16)
	h.srv.OnPresence(func() { told <- struct{}{} })
	p, waiting := h.joined(member), h.joined(member)
	_, hangUp := p.listen(t)
	next, hangUpWaiting := waiting.listen(t)
	defer hangUpWaiting()
	next()
	<-told
	if got := h.srv.Connected(); len(got) != 1 || got[0] != member {
		t.Fatalf("connected: %v", got)
	}
	hangUp()
	for len(h.srv.Connected()) > 0 {
		<-told
	}
}

func TestAPhoneHasAFewStreams(t *testing.T) {
	h := newHall(t)
	p := h.joined(member)
	first, _ := h.srv.hub.open(p.token())
	for range streamsPerPhone {
		st, _ := h.srv.hub.open(p.token())
		defer h.srv.hub.leave(st)
	}
	select {
	case <-first.gone:
	default:
		t.Error("the oldest stream stays open")
	}
}

func TestAPhoneThatDoesNotReadIsDropped(t *testing.T) {
	h := newHall(t)
	slow, _ := h.srv.hub.open(h.joined(member).token())
	next, hangUp := h.joined(chair).listen(t)
	defer hangUp()
	next()
	for page := 1; page <= 2*streamQueue; page++ {
		h.show(meeting.Stage{Show: meeting.ShowPage, Document: docInternal, Page: page})
		for next().Stage.Page != page { // the other one hears of every page
		}
	}
	select {
	case <-slow.gone:
	default:
		t.Error("it holds its stream for ever")
	}
}

func TestPoll(t *testing.T) {
	h := newHall(t)
	p := h.joined(member)
	h.show(meeting.Stage{Show: meeting.ShowPage, Document: docInternal, Page: 4})
	var e event
	eventually(t, func() bool {
		if err := json.Unmarshal([]byte(p.get("/poll").body), &e); err != nil {
			t.Fatal(err)
		}
		return e.Stage.Page == 4
	})
	if got := h.srv.Connected(); len(got) != 1 {
		t.Errorf("a phone that polls is not connected: %v", got)
	}
}
