package ui

import (
	"context"
	"testing"
	"time"
)

func TestWatchStalls(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	posts := make(chan func())
	told := make(chan time.Duration, 10)
	done := make(chan struct{})
	go func() {
		WatchStalls(ctx, func(f func()) { posts <- f }, func(d time.Duration) { told <- d })
		close(done)
	}()
	for range 3 {
		(<-posts)()
	}
	if len(told) != 0 {
		t.Error("told of what came at once")
	}
	late := <-posts
	time.Sleep(2 * stallLeast) // the main goroutine is busy
	late()
	if d := <-told; d < stallLeast {
		t.Errorf("told of %v", d)
	}
	cancel()
	for {
		select {
		case f := <-posts:
			f()
		case <-done:
			return
		}
	}
}
