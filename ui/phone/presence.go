package phone

import (
	"slices"
	"time"

	"phonghop/meeting"
)

// touch notes a sign of life of a phone that has no stream.
func (h *hub) touch(token string, stays time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.catchUp()
	if _, ok := h.state.meeting.Phone(token); !ok {
		return // the memory is for phones of the meeting, not for whoever asks
	}
	if until := time.Now().Add(stays); len(h.streams[token]) == 0 && until.After(h.seen[token]) {
		h.seen[token] = until
		wake(h.kick)
	}
}

func (h *hub) connected() []meeting.MemberID {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.catchUp()
	return h.count(time.Now())
}

// count returns whose phones are connected, in the order of the roll; h.mu is held.
func (h *hub) count(now time.Time) []meeting.MemberID {
	in := map[string]bool{}
	for token := range h.streams {
		in[token] = true
	}
	for token, until := range h.seen {
		if until.After(now) {
			in[token] = true
		} else {
			delete(h.seen, token)
		}
	}
	here := map[meeting.MemberID]bool{}
	for _, p := range h.state.meeting.Phones {
		if in[p.Token] && !p.Waiting {
			here[p.Member] = true
		}
	}
	var out []meeting.MemberID
	for _, p := range h.state.meeting.Roll {
		if here[p.ID] {
			out = append(out, p.ID)
		}
	}
	return out
}

func (h *hub) checkPresence() {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := h.count(time.Now())
	if slices.Equal(now, h.present) {
		return
	}
	h.present = now
	if h.presence != nil {
		wake(h.tell)
	}
}

func (h *hub) onPresence(f func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.presence = f
}

// tellPresence calls back outside the lane that tells phones: whoever listens may
// take their time, and may even wait for whoever closes the hub.
func (h *hub) tellPresence() {
	for {
		select {
		case <-h.tell:
			h.mu.Lock()
			f := h.presence
			h.mu.Unlock()
			f()
		case <-h.quit:
			return
		}
	}
}
