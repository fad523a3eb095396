package phone

import (
	"bytes"
	"net/http"
	"time"
)

const (
	// beat is how often a stream says that it lives. The script takes three silent
	// beats for a lost connection.
	beat = 5 * time.Second
	// streamWrite is how long a phone may take to take an event in.
	streamWrite = 10 * time.Second
)

// events is the stream of a page: where things stand, then what changes.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	token := tokenOf(r)
	if token == "" {
		http.Error(w, "no cookie", http.StatusForbidden)
		return
	}
	st, first := s.hub.open(token)
	if st == nil {
		http.Error(w, "closing", http.StatusServiceUnavailable)
		return
	}
	defer s.hub.leave(st)
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("X-Accel-Buffering", "no")
	out := streamWriter{w: w, c: http.NewResponseController(w)}
	if out.send([]byte("retry: 1000\n"), first) != nil {
		return
	}
	tick := time.NewTicker(beat)
	defer tick.Stop()
	for {
		var err error
		select {
		case data := <-st.queue:
			err = out.send(nil, data)
		case <-tick.C:
			err = out.send([]byte("event: beat\n"), []byte("0"))
		case <-st.gone:
			return
		case <-r.Context().Done():
			return
		}
		if err != nil {
			return
		}
	}
}

// streamWriter writes events, each within its time.
type streamWriter struct {
	w http.ResponseWriter
	c *http.ResponseController
	b bytes.Buffer
}

func (o *streamWriter) send(head, data []byte) error {
	o.b.Reset()
	o.b.Write(head)
	o.b.WriteString("data: ")
	o.b.Write(data)
	o.b.WriteString("\n\n")
	if err := o.c.SetWriteDeadline(time.Now().Add(streamWrite)); err != nil {
		return err
	}
	if _, err := o.w.Write(o.b.Bytes()); err != nil {
		return err
	}
	return o.c.Flush()
}

// poll answers where things stand, for phones whose streams fail.
func (s *Server) poll(w http.ResponseWriter, r *http.Request) {
	token := tokenOf(r)
	s.hub.touch(token, lingers)
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(encode(s.hub.now(token)))
}
