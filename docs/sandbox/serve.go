package sandbox

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
)

// mark is the environment variable that makes a copy of the program a worker.
const mark = "PHONGHOP_WORKER"

// The kinds of worker.
const (
	kindPictures = "pictures"
	kindText     = "text"
	kindConvert  = "convert"
)

// errBroken means that the engine stopped in the middle of its work and cannot go on with the next question.
var errBroken = errors.New("parser stopped")

// engine answers the questions of one kind.
type engine interface {
	// answer does what is asked. The body, if any, is valid until the next question.
	answer(req request) (reply, []byte, error)
}

// RunIfWorker turns the process into a worker, and never returns, when it was started as one. It is the first call of
// main, and of TestMain in packages whose tests use a [Client]. The tasks are those of the whole program.
func RunIfWorker(tasks ...Task) {
	if os.Getenv(mark) == "" {
		return
	}
	if err := serve(os.Stdin, os.Stdout, tasks); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}

// serve answers questions until the program closes its end.
func serve(in io.Reader, out *os.File, tasks []Task) error {
	// What a library prints must not run into the answers.
	os.Stdout = os.Stderr
	requests := make(chan request)
	// A goroutine of its own reads, so that the end of the program is seen while a file is worked on.
	go func() {
		r := bufio.NewReader(in)
		for {
			var req request
			if err := readHeader(r, &req); err != nil {
				os.Exit(0)
			}
			requests <- req
		}
	}()
	var e engine
	for req := range requests {
		r, body, err := step(&e, req, tasks)
		if err != nil {
			last := r.Last || errors.Is(err, errBroken)
			r, body = failure(err), nil
			r.Last = last
		}
		r.Body = len(body)
		if err := writeFrame(out, r, body); err != nil {
			return err
		}
		if r.Last {
			break
		}
	}
	return nil
}

// step does one request. A panic in a parser is damage of the file.
func step(e *engine, req request, tasks []Task) (r reply, body []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %w: %v", ErrDamaged, errBroken, p)
		}
	}()
	if req.Op == opStart {
		*e, err = startEngine(req, tasks)
		return reply{}, nil, err
	}
	if *e == nil {
		return reply{}, nil, fmt.Errorf("question %q before the start", req.Op)
	}
	return (*e).answer(req)
}

// startEngine bounds the memory of this process, then makes the engine of the kind asked for.
func startEngine(req request, tasks []Task) (engine, error) {
	bound := memoryBound(req.Kind)
	if err := boundMemory(bound + detectorRoom); err != nil {
		return nil, fmt.Errorf("bound memory: %w", err)
	}
	if req.Background {
		stepBack()
	}
	debug.SetMemoryLimit(bound / 4 * 3)
	if req.Kind == kindPictures {
		debug.SetMemoryLimit(picturesLimit)
		debug.SetGCPercent(picturesGrowth)
	}
	switch req.Kind {
	case kindPictures:
		return newPictures(req.CacheDir, req.FontDir)
	case kindText:
		return &textEngine{}, nil
	case kindConvert:
		return convertEngine{tasks}, nil
	default:
		return nil, fmt.Errorf("worker of kind %q", req.Kind)
	}
}

const (
	// wasmPages bounds the memory of the renderer in pages of 64 KiB: 176 MiB, enough for pictures of A4 at 300 dots per
	// inch in any form. While it grows, its old and its new memory exist side by side.
	wasmPages = 2816
	// picturesGrowth is by how much of what it uses its memory may grow, in percent: pictures are few and large.
	picturesGrowth = 10
	// picturesLimit is when the worker that draws is tidied up, in bytes.
	picturesLimit = 256 << 20
	// picturesBound, textBound and convertBound bound a process in bytes.
	picturesBound = 512 << 20
	textBound     = 384 << 20
	convertBound  = 400 << 20
)

// memoryBound is the hard bound of a worker in bytes.
func memoryBound(kind string) int64 {
	switch kind {
	case kindText:
		return textBound
	case kindConvert:
		return convertBound
	}
	return picturesBound
}
