package ui

import (
	"context"
	"time"
)

const (
	// stallTick is how often the main goroutine is asked.
	stallTick = 20 * time.Millisecond
	// stallLeast is the shortest wait that is told: what a person who types notices.
	stallLeast = 50 * time.Millisecond
)

// WatchStalls tells, until ctx ends, of every time at which the main goroutine took long
// to come to what was posted: then typing waited, too.
func WatchStalls(ctx context.Context, post Post, tell func(time.Duration)) {
	tick := time.NewTicker(stallTick)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		asked, came := time.Now(), make(chan time.Duration, 1)
		post(func() { came <- time.Since(asked) })
		select {
		case waited := <-came:
			if waited >= stallLeast {
				tell(waited)
			}
		case <-ctx.Done():
			return
		}
	}
}
