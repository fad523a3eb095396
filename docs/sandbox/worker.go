package sandbox

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"sync/atomic"
	"time"
)

// errNoStart means that the worker was not even started.
var errNoStart = errors.New("start")

// worker is one worker process seen from the program: started when it is needed, killed when it is late.
type worker struct {
	kind string
	opt  Options
	// turn holds one token: who has it may talk to the process and change run.
	turn chan struct{}
	// life ends when the worker is closed for good.
	life context.Context
	end  context.CancelFunc
	run  *process

	// mu guards asked, the process that is working on a question, and dropped, whether that question was given up.
	mu      sync.Mutex
	asked   *process
	dropped bool
}

func newWorker(kind string, opt Options) *worker {
	life, end := context.WithCancel(context.Background())
	return &worker{kind: kind, opt: opt, turn: make(chan struct{}, 1), life: life, end: end}
}

// process is a running worker process.
type process struct {
	cmd  *exec.Cmd
	in   *os.File
	out  *os.File
	buf  *bufio.Reader
	last *tail
	// ended is closed when the process is gone.
	ended chan struct{}
	// leash holds what binds the process to the program.
	leash io.Closer
}

// answer is what a question led to.
type answer struct {
	reply reply
	body  []byte
	err   error
}

// warm starts the process if none runs.
func (w *worker) warm(ctx context.Context) error {
	return w.inTurn(ctx, func() answer { return answer{err: w.ensure(ctx)} }).err
}

// ask sends the question and waits for its answer at most limit, counted from the moment the worker is free.
func (w *worker) ask(ctx context.Context, req request, limit time.Duration) (reply, []byte, error) {
	a := w.inTurn(ctx, func() answer {
		begun := time.Now()
		if err := w.ensure(ctx); err != nil {
			return answer{err: err}
		}
		// Starting the process counts, but leaves half of the time at least.
		limit = max(limit-time.Since(begun), limit/2)
		if by, ok := ctx.Deadline(); ok {
			limit = min(limit, time.Until(by))
		}
		return w.question(req, limit)
	})
	return a.reply, a.body, a.err
}

// inTurn does the work when the worker is free. Who loses interest need not wait for it: the worker finishes what it
// does (its deadline holds) rather than being killed for it, since starting it again costs more than most pages.
func (w *worker) inTurn(ctx context.Context, work func() answer) answer {
	select {
	case w.turn <- struct{}{}:
	case <-w.life.Done():
		return answer{err: ErrClosed}
	case <-ctx.Done():
		return answer{err: ctx.Err()}
	}
	result := make(chan answer, 1)
	go func() {
		defer func() { <-w.turn }()
		if ctx.Err() != nil {
			result <- answer{err: ctx.Err()}
			return
		}
		result <- work()
	}()
	select {
	case a := <-result:
		return a
	case <-ctx.Done():
		return answer{err: ctx.Err()}
	}
}

// ensure starts a process if none runs.
func (w *worker) ensure(ctx context.Context) error {
	if w.run != nil {
		select {
		case <-w.run.ended:
			w.stop()
		default:
			return nil
		}
	}
	if w.life.Err() != nil {
		return ErrClosed
	}
	run, err := startProcess(memoryBound(w.kind))
	if err != nil {
		return fmt.Errorf("%w: %w: %w", ErrWorkerDied, errNoStart, err)
	}
	w.run = run
	limit := startDeadline
	if by, ok := ctx.Deadline(); ok {
		limit = min(limit, max(time.Until(by), w.opt.Deadline))
	}
	return w.exchange(request{Op: opStart, Kind: w.kind, CacheDir: w.opt.CacheDir, FontDir: w.opt.FontDir, Background: w.opt.Background}, limit).err
}

// question is an exchange that can be interrupted.
func (w *worker) question(req request, limit time.Duration) answer {
	w.mu.Lock()
	w.asked, w.dropped = w.run, false
	w.mu.Unlock()
	a := w.exchange(req, limit)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked = nil
	if w.dropped {
		if w.run != nil {
			// The answer came just before the end.
			w.stop()
		}
		a = answer{err: ErrInterrupted}
	}
	return a
}

// interrupt gives up the question under way, if any.
func (w *worker) interrupt() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.asked != nil {
		w.dropped = true
		w.asked.kill()
	}
}

// exchange sends a question to the running process and reads the answer. A process that is late, ends, or breaks the
// protocol is killed.
func (w *worker) exchange(req request, limit time.Duration) answer {
	run := w.run
	var late atomic.Bool
	timer := time.AfterFunc(limit, func() {
		late.Store(true)
		run.kill()
	})
	stopWatching := context.AfterFunc(w.life, run.kill)
	r, body, err := run.talk(req)
	timer.Stop()
	stopWatching()
	if err != nil || r.Last {
		w.stop()
	}
	if err == nil {
		return answer{reply: r, body: body, err: r.err()}
	}
	switch {
	case w.life.Err() != nil:
		err = ErrClosed
	case late.Load():
		err = fmt.Errorf("%w of %v", ErrTimeout, limit.Round(time.Millisecond))
	default:
		err = fmt.Errorf("%w: %w%s", ErrWorkerDied, err, run.last.suffix())
	}
	return answer{err: err}
}

// stop kills the process and waits until it is gone.
func (w *worker) stop() {
	run := w.run
	w.run = nil
	run.kill()
	<-run.ended
	_ = run.in.Close()
	_ = run.out.Close()
	_ = run.leash.Close()
}

// close ends the process for good.
func (w *worker) close() error {
	w.end()
	w.turn <- struct{}{}
	defer func() { <-w.turn }()
	if w.run != nil {
		w.stop()
	}
	return nil
}

// startProcess starts this program again as a worker with so many bytes of memory at most.
func startProcess(bound int64) (_ *process, err error) {
	exe, err := self()
	if err != nil {
		return nil, err
	}
	childIn, in, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer childIn.Close()
	out, childOut, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(err, in.Close())
	}
	defer childOut.Close()
	widen(out)
	last := &tail{}
	cmd := exec.Command(exe)
	cmd.Args[0] = "phonghop-worker"
	cmd.Env = append(os.Environ(), mark+"=1")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = childIn, childOut, last
	cmd.SysProcAttr = attributes()
	if err := cmd.Start(); err != nil {
		return nil, errors.Join(err, in.Close(), out.Close())
	}
	p := &process{cmd: cmd, in: in, out: out, buf: bufio.NewReaderSize(out, 1<<16), last: last, ended: make(chan struct{})}
	// The worker does nothing before its first frame, so the leash is on in time.
	p.leash, err = tie(cmd.Process, bound)
	go func() {
		_ = cmd.Wait()
		close(p.ended)
	}()
	if err != nil {
		p.kill()
		<-p.ended
		return nil, errors.Join(err, in.Close(), out.Close())
	}
	return p, nil
}

// talk sends a question and reads the answer.
func (p *process) talk(req request) (r reply, body []byte, err error) {
	if err := writeFrame(p.in, req, nil); err != nil {
		return reply{}, nil, err
	}
	if err := readHeader(p.buf, &r); err != nil {
		return reply{}, nil, err
	}
	if r.Body < 0 || r.Body > 4*MaxPixels {
		return reply{}, nil, fmt.Errorf("body of %d bytes", r.Body)
	}
	if r.Body > 0 {
		body = make([]byte, r.Body)
		if _, err := io.ReadFull(p.buf, body); err != nil {
			return reply{}, nil, err
		}
	}
	return r, body, nil
}

// kill ends the process at once.
func (p *process) kill() { _ = p.cmd.Process.Kill() }

// tail keeps the first line of what a worker wrote to its standard error: the cause of its end.
type tail struct {
	mu   sync.Mutex
	line []byte
	full bool
}

// Write never fails.
func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, c := range b {
		if t.full {
			break
		}
		if c == '\n' || len(t.line) >= 200 {
			t.full = len(t.line) > 0
			continue
		}
		t.line = append(t.line, c)
	}
	return len(b), nil
}

// suffix is the line as the end of an error text.
func (t *tail) suffix() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.line) == 0 {
		return ""
	}
	return ": " + string(t.line)
}
