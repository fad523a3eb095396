package page

import (
	"context"
	"errors"
	"image"
	"slices"
	"sync"
	"time"

	"phonghop/docs/sandbox"
)

const (
	// patience is how long a page that is asked for lets a page end that nobody waits for. Most pages are drawn by
	// then; giving one up costs a new worker.
	patience = 120 * time.Millisecond
	// overtakeAfter is how long the hall's lane draws an older page while a newer one waits. The older one is drawn
	// again afterwards.
	overtakeAfter = time.Second
)

// errLaneClosed means that the program is ending.
var errLaneClosed = errors.New("pages are closed")

// job is a page to draw.
type job struct {
	key key
	// waiters counts those who wait for it; without any it is look-ahead or was given up.
	waiters int
	done    chan struct{}
	img     *image.RGBA
	err     error
}

// lane draws one page at a time.
type lane struct {
	renderer Renderer
	draw     func(context.Context, Renderer, key) (*image.RGBA, error)
	life     context.Context
	end      context.CancelFunc
	idle     sync.WaitGroup
	// overtakes says that the newest page need not wait for the end of a slow one.
	overtakes bool

	mu sync.Mutex
	// wake has a token when there may be work.
	wake    chan struct{}
	asked   []*job // the newest last
	later   []*job // look-ahead, the first to be drawn first
	running *job
	begun   time.Time // when running was begun
}

func startLane(r Renderer, overtakes bool, draw func(context.Context, Renderer, key) (*image.RGBA, error)) *lane {
	life, end := context.WithCancel(context.Background())
	l := &lane{renderer: r, draw: draw, life: life, end: end, overtakes: overtakes, wake: make(chan struct{}, 1)}
	l.idle.Go(l.work)
	return l
}

// close ends the lane; those who wait get errLaneClosed.
func (l *lane) close() {
	l.end()
	l.renderer.Interrupt()
	l.idle.Wait()
}

// ask draws a page before all pages asked for earlier.
func (l *lane) ask(ctx context.Context, k key) (*image.RGBA, error) {
	j := l.join(k)
	defer l.leave(j)
	patient := time.NewTicker(patience)
	defer patient.Stop()
	for {
		select {
		case <-j.done:
			return j.img, j.err
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-l.life.Done():
			return nil, errLaneClosed
		case <-patient.C:
			l.hurry(j)
		}
	}
}

// join finds the job for a page, or makes it, and puts it first.
func (l *lane) join(k key) *job {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.running != nil && l.running.key == k {
		l.running.waiters++
		return l.running
	}
	var j *job
	same := func(other *job) bool { return other.key == k }
	if i := slices.IndexFunc(l.asked, same); i >= 0 {
		j = l.asked[i]
		l.asked = slices.Delete(l.asked, i, i+1)
	} else {
		l.later = slices.DeleteFunc(l.later, same)
		j = &job{key: k, done: make(chan struct{})}
	}
	j.waiters++
	l.asked = append(l.asked, j)
	l.signal()
	return j
}

// leave takes one off those who wait; a page that nobody waits for any more is not begun.
func (l *lane) leave(j *job) {
	l.mu.Lock()
	defer l.mu.Unlock()
	j.waiters--
	if j.waiters == 0 {
		l.asked = slices.DeleteFunc(l.asked, func(other *job) bool { return other == j })
	}
}

// hurry gives up the page being drawn if nobody waits for it while j does wait, or if j is newer and it takes long.
func (l *lane) hurry(j *job) {
	l.mu.Lock()
	running, waiting := l.running, len(l.asked)
	give := running != nil && running != j && waiting > 0 && l.asked[waiting-1] == j &&
		(running.waiters == 0 || l.overtakes && time.Since(l.begun) > overtakeAfter)
	l.mu.Unlock()
	if give {
		l.renderer.Interrupt()
	}
}

// ahead draws these pages when there is nothing else to do, in place of those it was to draw ahead before.
func (l *lane) ahead(keys []key) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.later = l.later[:0:0]
	for _, k := range keys {
		same := func(other *job) bool { return other.key == k }
		if l.running != nil && l.running.key == k || slices.ContainsFunc(l.asked, same) || slices.ContainsFunc(l.later, same) {
			continue
		}
		l.later = append(l.later, &job{key: k, done: make(chan struct{})})
	}
	l.signal()
}

// drawsAhead tells whether the lane is busy with another page that nobody waits for.
func (l *lane) drawsAhead(k key) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.running != nil && l.running.waiters == 0 && l.running.key != k
}

// rests tells whether the lane has nothing to do.
func (l *lane) rests() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.running == nil && len(l.asked) == 0
}

// signal wakes the lane; the caller holds mu.
func (l *lane) signal() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// work draws page after page.
func (l *lane) work() {
	for {
		j := l.next()
		if j == nil {
			select {
			case <-l.wake:
				continue
			case <-l.life.Done():
				return
			}
		}
		img, err := l.draw(l.life, l.renderer, j.key)
		if l.again(j, err) {
			continue
		}
		j.img, j.err = img, err
		close(j.done)
	}
}

// next takes the job to do, nil if there is none.
func (l *lane) next() *job {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.running = nil
	switch {
	case l.life.Err() != nil:
	case len(l.asked) > 0:
		l.running = l.asked[len(l.asked)-1]
		l.asked = l.asked[:len(l.asked)-1]
	case len(l.later) > 0:
		l.running = l.later[0]
		l.later = l.later[1:]
	}
	l.begun = time.Now()
	return l.running
}

// again puts back a page that gave way although somebody waits for it.
func (l *lane) again(j *job, err error) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !errors.Is(err, sandbox.ErrInterrupted) || j.waiters == 0 || l.life.Err() != nil {
		l.running = nil
		return false
	}
	l.asked = slices.Insert(l.asked, 0, j)
	return true
}
