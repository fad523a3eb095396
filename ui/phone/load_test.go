package phone

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"slices"
	"testing"
	"time"

	"phonghop/meeting"
)

// BenchmarkPageTurn has 150 phones follow a page turn over real sockets, in this same
// process: each hears the event, then fetches the picture as a phone does that did not
// have it ahead.
func BenchmarkPageTurn(b *testing.B) {
	const phones = 150
	h := newHall(b)
	m := hallMeeting()
	for i := range phones {
		m.Roll = append(m.Roll, meeting.Member{ID: meeting.MemberID(fmt.Sprint("p", i)), Name: fmt.Sprint("Đồng chí ", i), Official: true})
	}
	if err := h.room.Open(b.Context(), m, meeting.Stage{Show: meeting.ShowPage, Document: docInternal}); err != nil {
		b.Fatal(err)
	}
	h.hurry()
	before := heap()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: phones}}
	heard := make(chan time.Time, phones)
	got := make(chan time.Time, phones)
	turns := make([]chan int, phones)
	for i := range phones {
		p := h.joined(meeting.MemberID(fmt.Sprint("p", i)))
		turns[i] = make(chan int, 1)
		go follow(b, client, p, turns[i], heard, got)
	}
	eventually(b, func() bool { return len(h.srv.Connected()) == phones })
	memory := float64(heap()-before) / phones / 1024

	var events, pictures []time.Duration
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		page := 1 + i%35
		at := time.Now()
		h.show(meeting.Stage{Show: meeting.ShowPage, Document: docInternal, Page: page})
		for range phones {
			events = append(events, (<-heard).Sub(at))
		}
		for _, c := range turns {
			c <- page
		}
		for range phones {
			pictures = append(pictures, (<-got).Sub(at))
		}
	}
	b.StopTimer()
	report(b, "event", events)
	report(b, "picture", pictures)
	b.ReportMetric(memory, "KiB/phone")
}

// follow is one phone.
func follow(b *testing.B, client *http.Client, p *handset, turns <-chan int, heard, got chan<- time.Time) {
	ask := func(path string) *http.Response {
		r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, p.h.web.URL+path, http.NoBody)
		if err != nil {
			b.Error(err)
			return nil
		}
		r.AddCookie(&http.Cookie{Name: cookieName, Value: p.jar[cookieName]})
		res, err := client.Do(r)
		if err != nil {
			return nil // the benchmark is over
		}
		return res
	}
	stream := ask("/events")
	if stream == nil {
		return
	}
	defer func() { _ = stream.Body.Close() }()
	lines := bufio.NewScanner(stream.Body)
	first := true
	for lines.Scan() {
		if len(lines.Bytes()) < 20 {
			continue // beats and empty lines
		}
		if first {
			first = false
			continue
		}
		heard <- time.Now()
		page := <-turns
		res := ask(fmt.Sprintf("/page/%s/%d/720", docInternal, page))
		if res == nil {
			return
		}
		if n, _ := io.Copy(io.Discard, res.Body); n < 500 {
			b.Errorf("picture: %s, %d bytes", res.Status, n)
		}
		_ = res.Body.Close()
		got <- time.Now()
	}
}

func report(b *testing.B, what string, times []time.Duration) {
	slices.Sort(times)
	for _, p := range []int{50, 95, 99} {
		b.ReportMetric(float64(times[len(times)*p/100].Microseconds())/1000, fmt.Sprintf("%s-p%d-ms", what, p))
	}
}

func heap() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse + m.StackInuse
}

func TestPicture(t *testing.T) {
	h := newHall(t)
	p := h.joined(member)
	if a := p.get("/page/internal/1/480"); a.status != http.StatusOK || a.head.Get("Content-Type") != "image/png" {
		t.Errorf("picture: %d %s", a.status, a.head.Get("Content-Type"))
	}
	h.pages.broken = true
	if a := p.get("/page/internal/2/480"); a.status != http.StatusBadGateway {
		t.Errorf("a page that cannot be drawn: %d", a.status)
	}
}
