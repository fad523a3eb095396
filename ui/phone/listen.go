package phone

import (
	"net"
	"sync"
)

// boundedListener closes connections beyond a number at once, so that idle ones
// cannot use up the laptop. One address never takes more than three quarters: a hall
// may stand behind one address, and a single flood must leave room for others.
type boundedListener struct {
	net.Listener
	max int

	mu   sync.Mutex
	open int
	from map[string]int
}

func newBoundedListener(l net.Listener, limit int) *boundedListener {
	return &boundedListener{Listener: l, max: limit, from: map[string]int{}}
}

// Accept implements net.Listener.
func (l *boundedListener) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		host := hostOf(c.RemoteAddr().String())
		if !l.take(host) {
			_ = c.Close()
			continue
		}
		return &boundedConn{Conn: c, give: sync.OnceFunc(func() { l.give(host) })}, nil
	}
}

func (l *boundedListener) take(host string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open >= l.max || l.from[host] >= l.max*3/4 {
		return false
	}
	l.open++
	l.from[host]++
	return true
}

func (l *boundedListener) give(host string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open--
	if l.from[host]--; l.from[host] == 0 {
		delete(l.from, host)
	}
}

type boundedConn struct {
	net.Conn
	give func()
}

// Close implements net.Conn.
func (c *boundedConn) Close() error {
	err := c.Conn.Close()
	c.give()
	return err
}

// hostOf returns the host of "host:port".
func hostOf(addr string) string {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	return host
}
