package phone

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"phonghop/meeting"
)

// widths are the widths in pixels that pictures come in: a phone takes the one that
// fits its own width and density, and all phones together cost a page a few pictures.
var widths = []int{480, 720, 1080, 1440}

// drawTime is how long a phone may wait for a page.
const drawTime = 10 * time.Second

// picture hands out one page, through the gate. A document that the viewer may not
// see and one that does not exist are the same answer.
func (s *Server) picture(w http.ResponseWriter, r *http.Request) {
	m := s.room.Snapshot()
	d, ok := m.Document(r.PathValue("document"))
	p := whoIs(m, tokenOf(r))
	page, err1 := strconv.Atoi(r.PathValue("page"))
	width, err2 := strconv.Atoi(r.PathValue("width"))
	if !ok || !meeting.MaySee(p.viewer(), d, m.Phase) || err1 != nil || err2 != nil ||
		page < 0 || page >= d.Pages || !slices.Contains(widths, width) {
		s.notFound(w, r)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), drawTime)
	defer cancel()
	data, mime, err := s.pages.PNG(ctx, d.SHA256, page, d.Turn, width)
	if err != nil || !strings.HasPrefix(mime, "image/") {
		s.fail(r, "draw page for phone", fmt.Errorf("form %q: %w", mime, err))
		http.Error(w, "the page cannot be drawn", http.StatusBadGateway)
		return
	}
	// What was allowed before the drawing must still be allowed after it.
	now := s.room.Snapshot()
	d, ok = now.Document(d.ID)
	if !ok || !meeting.MaySee(whoIs(now, p.token).viewer(), d, now.Phase) {
		s.notFound(w, r)
		return
	}
	w.Header().Set("Content-Type", mime)
	w.Header().Set("Content-Length", strconv.Itoa(len(data)))
	_, _ = w.Write(data)
}
