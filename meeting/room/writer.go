package room

import (
	"errors"
	"fmt"
	"maps"

	"phonghop/meeting"
)

// write is the one goroutine that changes meetings.
func (r *Room) write() {
	defer close(r.done)
	for {
		select {
		case q := <-r.queue:
			r.batch(q)
		case <-r.lazy:
			r.writeStage()
		case <-r.quit:
			r.drain()
			return
		}
	}
}

// drain answers what was asked before the room was closed.
func (r *Room) drain() {
	for {
		select {
		case q := <-r.queue:
			r.batch(q)
		default:
			select {
			case <-r.lazy:
				r.writeStage()
			default:
			}
			return
		}
	}
}

// batch carries out a request and all that wait behind it in one transaction.
func (r *Room) batch(first request) {
	waiting := []request{first}
	for len(waiting) < cap(r.queue) {
		select {
		case q := <-r.queue:
			waiting = append(waiting, q)
			continue
		default:
		}
		break
	}
	for len(waiting) > 0 {
		if waiting[0].open != nil {
			r.open(waiting[0])
			waiting = waiting[1:]
			continue
		}
		n := 1
		for n < len(waiting) && waiting[n].open == nil {
			n++
		}
		r.apply(waiting[:n])
		waiting = waiting[n:]
	}
}

// apply runs commands in order on clones, commits the last good clone, and only then
// publishes it and answers.
func (r *Room) apply(batch []request) {
	state := r.Snapshot()
	errs := make([]error, len(batch))
	var topics meeting.Topic
	for i, q := range batch {
		next := state.Clone()
		if errs[i] = q.cmd.Apply(next, r.clock()); errs[i] == nil {
			state = next
			topics |= q.cmd.Topics()
		}
	}
	if topics != 0 {
		if err := r.store.SaveMeeting(state); err != nil {
			err = fmt.Errorf("%w: %w", meeting.ErrNotSaved, err)
			for i := range errs {
				if errs[i] == nil {
					errs[i] = err
				}
			}
		} else {
			r.publish(state, topics)
		}
	}
	for i, q := range batch {
		q.answer <- errs[i]
	}
}

func (r *Room) publish(state *meeting.Meeting, topics meeting.Topic) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.now = state
	// The document on the projector may just have been taken out of the meeting.
	if s, err := state.CheckStage(r.stage); errors.Is(err, meeting.ErrNoDocument) {
		r.stage = meeting.Stage{Show: meeting.ShowAgenda, Number: r.stage.Number + 1}
		topics |= meeting.TopicStage
	} else if s != r.stage {
		s.Number = r.stage.Number + 1
		r.stage = s
		topics |= meeting.TopicStage
	}
	r.see() // the meeting may have begun with a page on the projector
	if len(r.seen) > 0 {
		r.writeLater()
	}
	r.tell(topics)
}

func (r *Room) open(q request) {
	s, err := q.open.CheckStage(q.stage)
	if err != nil {
		s = meeting.Stage{Show: meeting.ShowJoin}
	}
	seenErr := r.writeSeen() // of the meeting that leaves the room
	r.mu.Lock()
	if seenErr != nil {
		r.stageErr = seenErr
	}
	s.Number = r.stage.Number + 1
	r.now, r.stage = q.open.Clone(), s
	clear(r.seen)
	r.epoch, r.number = meeting.NewID(), 0
	r.tell(meeting.TopicOpened)
	r.mu.Unlock()
	q.answer <- nil
}

// writeStage writes the stage as it is by now; pages turned meanwhile are skipped. What
// the hall saw for the first time is written with it.
func (r *Room) writeStage() {
	m, s, _ := r.State()
	if m.ID == "" {
		return
	}
	err := errors.Join(r.store.SaveStage(m.ID, s), r.writeSeen())
	r.mu.Lock()
	r.stageErr = err
	r.mu.Unlock()
}

// writeSeen records which documents the hall saw for the first time. A full disk does not
// take the page off the projector: it is tried again with the next change.
func (r *Room) writeSeen() error {
	r.mu.Lock()
	seen, state := maps.Clone(r.seen), r.now
	r.mu.Unlock()
	if len(seen) == 0 {
		return nil
	}
	state = state.Clone()
	for i, d := range state.Documents {
		if at, ok := seen[d.ID]; ok && d.Shown.IsZero() {
			state.Documents[i].Shown = at
		}
	}
	if err := r.store.SaveMeeting(state); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for id := range seen {
		delete(r.seen, id)
	}
	r.now = state // nobody is told: no window and no phone shows it while the meeting is held
	return nil
}
