// Package room is the live meeting: one writer, into which commands go and out of
// which events come.
//
//   - Only the room changes a meeting. Whoever looks takes a [Room.Snapshot], which
//     never changes again.
//   - [Room.Do] answers after the change has been committed: what was acknowledged is
//     on the disk. All commands that wait are written in one transaction.
//   - [Room.Show] is the fast lane: the stage changes in memory at once, is told at
//     once, and is written when the writer finds time. It never waits for the disk.
package room

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"phonghop/meeting"
)

// Store is what the room needs of the disk. Both calls return only when the data are
// on it.
type Store interface {
	SaveMeeting(m *meeting.Meeting) error
	SaveStage(id string, s meeting.Stage) error
}

// ErrClosed is the answer of a room that was closed.
var ErrClosed = errors.New("the room is closed")

// Room holds the open meeting.
type Room struct {
	store Store
	clock func() time.Time

	queue chan request
	lazy  chan struct{} // capacity 1: the stage waits to be written
	quit  chan struct{}
	done  chan struct{}

	mu       sync.Mutex
	now      *meeting.Meeting // never nil; the published state
	stage    meeting.Stage
	epoch    string
	number   uint64
	watches  map[*Watch]struct{}
	stageErr error
	// seen are the documents that the hall saw first a moment ago, and when; they wait to be written.
	seen map[string]time.Time
}

type request struct {
	cmd    meeting.Command // nil: open
	open   *meeting.Meeting
	stage  meeting.Stage
	answer chan error
}

// New returns a room with an empty meeting in it. Clock says what time it is.
func New(store Store, clock func() time.Time) *Room {
	r := &Room{
		store: store, clock: clock,
		queue: make(chan request, 256), lazy: make(chan struct{}, 1),
		quit: make(chan struct{}), done: make(chan struct{}),
		now: (&meeting.Meeting{}).Clone(), stage: meeting.Stage{Show: meeting.ShowBlank},
		epoch: meeting.NewID(), watches: map[*Watch]struct{}{}, seen: map[string]time.Time{},
	}
	go r.write()
	return r
}

// Close ends the room after everything that was asked has been answered and the
// stage is written. It returns the error of writing the stage.
func (r *Room) Close() error {
	close(r.quit)
	<-r.done
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.stageErr
}

// Now returns the time by the room's clock.
func (r *Room) Now() time.Time { return r.clock() }

// Snapshot returns the meeting as it is. It must not be changed.
func (r *Room) Snapshot() *meeting.Meeting {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.now
}

// Stage returns what the projector shows.
func (r *Room) Stage() meeting.Stage {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.stage
}

// State returns meeting, stage and the number of the last event as they belong
// together.
func (r *Room) State() (*meeting.Meeting, meeting.Stage, meeting.Event) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.now, r.stage, meeting.Event{Epoch: r.epoch, Number: r.number}
}

// Open puts a stored meeting into the room in place of the one before.
func (r *Room) Open(ctx context.Context, m *meeting.Meeting, s meeting.Stage) error {
	return r.ask(ctx, request{open: m, stage: s})
}

// Do carries out a command and returns when it is on the disk. A refusal is one of
// the errors of package meeting; a failed write matches [meeting.ErrNotSaved], and
// then nothing was changed.
func (r *Room) Do(ctx context.Context, cmd meeting.Command) error {
	return r.ask(ctx, request{cmd: cmd})
}

func (r *Room) ask(ctx context.Context, q request) error {
	q.answer = make(chan error, 1)
	select {
	case r.queue <- q:
	case <-r.quit:
		return ErrClosed
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-q.answer:
		return err
	case <-r.done:
		select {
		case err := <-q.answer:
			return err
		default:
			return ErrClosed
		}
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Show changes what the projector shows, at once, and returns the stage as it stands
// now. It never waits for the disk or for a window.
func (r *Room) Show(s meeting.Stage) (meeting.Stage, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	s, err := r.now.CheckStage(s)
	if err != nil {
		return r.stage, fmt.Errorf("show: %w", err)
	}
	s.Number = r.stage.Number + 1
	r.stage = s
	r.see()
	r.tell(meeting.TopicStage)
	r.writeLater()
	return s, nil
}

// writeLater has the stage written when the writer finds time.
func (r *Room) writeLater() {
	select {
	case r.lazy <- struct{}{}:
	default:
	}
}

// see notes that the hall of a meeting that is held sees a document for the first time; r.mu is held.
func (r *Room) see() {
	held := r.now.Phase == meeting.Running || r.now.Phase == meeting.Paused
	if r.stage.Show != meeting.ShowPage || !held {
		return
	}
	d, ok := r.now.Document(r.stage.Document)
	if _, noted := r.seen[d.ID]; ok && !noted && d.Shown.IsZero() {
		r.seen[d.ID] = r.clock()
	}
}

// tell numbers an event and hands it to all who watch; r.mu is held.
func (r *Room) tell(topics meeting.Topic) {
	r.number++
	e := meeting.Event{Epoch: r.epoch, Number: r.number, Topics: topics}
	for w := range r.watches {
		w.add(e)
	}
}
