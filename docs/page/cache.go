package page

import (
	"container/list"
	"sync"
)

// lru keeps values up to a number of bytes and drops those not used for longest.
type lru[K comparable, V any] struct {
	mu    sync.Mutex
	room  int64
	bytes int64
	order *list.List // of *entry[K, V], the most recent in front
	items map[K]*list.Element
}

type entry[K comparable, V any] struct {
	key   K
	value V
	bytes int64
}

func newLRU[K comparable, V any](room int64) *lru[K, V] {
	return &lru[K, V]{room: room, order: list.New(), items: map[K]*list.Element{}}
}

// atLeast makes sure that there is room for so many bytes.
func (c *lru[K, V]) atLeast(room int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.room = max(c.room, room)
}

// get finds a value and makes it the most recent.
func (c *lru[K, V]) get(k K) (v V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.items[k]
	if !ok {
		return v, false
	}
	c.order.MoveToFront(e)
	return e.Value.(*entry[K, V]).value, true
}

// has tells whether a value is kept, without making it more recent.
func (c *lru[K, V]) has(k K) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	_, ok := c.items[k]
	return ok
}

// put keeps a value, unless it alone is larger than the room.
func (c *lru[K, V]) put(k K, v V, bytes int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.items[k]; ok {
		c.remove(e)
	}
	if bytes > c.room {
		return
	}
	c.items[k] = c.order.PushFront(&entry[K, V]{key: k, value: v, bytes: bytes})
	c.bytes += bytes
	for c.bytes > c.room {
		c.remove(c.order.Back())
	}
}

// drop forgets the values that match.
func (c *lru[K, V]) drop(match func(K) bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for k, e := range c.items {
		if match(k) {
			c.remove(e)
		}
	}
}

// remove takes an element out; the caller holds mu.
func (c *lru[K, V]) remove(e *list.Element) {
	gone := c.order.Remove(e).(*entry[K, V])
	delete(c.items, gone.key)
	c.bytes -= gone.bytes
}
