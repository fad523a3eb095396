package phone

import (
	"sync"
	"time"
)

// rate is how many requests are allowed: at once, and per second in the long run.
type rate struct{ burst, perSecond float64 }

// The rates. An address may be a whole hall behind a router, so its bound is only
// against floods.
var (
	phoneGet    = rate{burst: 120, perSecond: 30}
	phonePost   = rate{burst: 10, perSecond: 1}
	addressGet  = rate{burst: 3000, perSecond: 1000}
	addressPost = rate{burst: 300, perSecond: 20}
)

// maxBuckets bounds the memory that addresses can take.
const maxBuckets = 5000

type bucketKey struct {
	name string
	post bool
}

type bucket struct {
	left float64
	at   time.Time
}

// limits are token buckets by phone and by address.
type limits struct {
	mu      *sync.Mutex
	buckets map[bucketKey]bucket
	now     func() time.Time
}

func newLimits() limits {
	return limits{mu: new(sync.Mutex), buckets: map[bucketKey]bucket{}, now: time.Now}
}

// allow takes one request out of a bucket and tells whether it was there.
func (l limits) allow(name string, phone, post bool) bool {
	r := addressGet
	switch {
	case phone && post:
		r = phonePost
	case phone:
		r = phoneGet
	case post:
		r = addressPost
	}
	now := l.now()
	key := bucketKey{name, post}
	l.mu.Lock()
	defer l.mu.Unlock()
	b, ok := l.buckets[key]
	if !ok {
		if len(l.buckets) >= maxBuckets {
			l.forget(now)
		}
		b = bucket{left: r.burst, at: now}
	}
	b.left = min(r.burst, b.left+now.Sub(b.at).Seconds()*r.perSecond)
	b.at = now
	if b.left < 1 {
		l.buckets[key] = b
		return false
	}
	b.left--
	l.buckets[key] = b
	return true
}

// forget drops buckets that have been idle long enough to be full again; where there
// are none, all.
func (l limits) forget(now time.Time) {
	for k, b := range l.buckets {
		if now.Sub(b.at) > 30*time.Second {
			delete(l.buckets, k)
		}
	}
	if len(l.buckets) >= maxBuckets {
		clear(l.buckets)
	}
}
