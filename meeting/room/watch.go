package room

import (
	"sync"

	"phonghop/meeting"
)

// Watch receives what changes. A slow watcher loses nothing that matters: events
// that wait are joined into one, and the state is in the room's snapshot.
type Watch struct {
	room  *Room
	ready chan struct{}

	mu   sync.Mutex
	next meeting.Event
}

// Watch begins to watch. The watcher must call [Watch.Stop] at its end.
func (r *Room) Watch() *Watch {
	w := &Watch{room: r, ready: make(chan struct{}, 1)}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.watches[w] = struct{}{}
	return w
}

// Ready holds a value whenever something changed since the last [Watch.Take].
func (w *Watch) Ready() <-chan struct{} { return w.ready }

// Take returns all that changed since the last Take as one event.
func (w *Watch) Take() meeting.Event {
	w.mu.Lock()
	defer w.mu.Unlock()
	e := w.next
	w.next = meeting.Event{}
	return e
}

// Stop ends watching.
func (w *Watch) Stop() {
	w.room.mu.Lock()
	defer w.room.mu.Unlock()
	delete(w.room.watches, w)
}

func (w *Watch) add(e meeting.Event) {
	w.mu.Lock()
	e.Topics |= w.next.Topics
	w.next = e
	w.mu.Unlock()
	select {
	case w.ready <- struct{}{}:
	default:
	}
}
