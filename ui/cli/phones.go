package cli

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strconv"
	"sync/atomic"
	"time"

	"phonghop/meeting"
	"phonghop/ui"
	"phonghop/ui/phone"
)

// firstPort is tried first for the phone page, and the nine after it; the one that
// was free is kept, so that phones find the page again after a restart.
const firstPort = 8686

// closeTimeout bounds how long requests of phones may go on at the end.
const closeTimeout = 2 * time.Second

// Phones is the phone page's server together with the way in.
type Phones struct {
	house  *House
	server *phone.Server
	err    error                         // why nothing listens, or listens elsewhere; nil when all is well
	best   atomic.Pointer[phone.Address] // asked of the system by look, read by the windows
}

// OpenPhones starts the phone page. The meeting runs without phones too: what went
// wrong is in [Phones.Err].
func (h *House) OpenPhones(listen string) *Phones {
	p := &Phones{house: h, server: phone.New(phone.Options{Finder: Finder{h}, Room: h.Room, Pages: phonePages{h.Pages}, Words: h.Words, Log: h.Log})}
	p.err = p.listen(listen)
	p.look()
	if p.server.Addr() == nil {
		return p
	}
	go func() {
		if err := p.server.Serve(); err != nil {
			h.Log.Error("phone page", "err", err)
		}
	}()
	return p
}

func (p *Phones) listen(addr string) error {
	if addr != "" {
		return p.server.Listen(addr)
	}
	set, err := p.house.Settings()
	if err != nil {
		return err
	}
	if set.Port != 0 {
		first := p.server.Listen(port(set.Port))
		if !errors.Is(first, phone.ErrPortInUse) {
			return first
		}
		// For this time another port does; the kept one may be free at the next start.
		if err := p.server.Listen(":0"); err != nil {
			return err
		}
		return first
	}
	for n := firstPort; n < firstPort+10; n++ {
		if err = p.server.Listen(port(n)); err == nil {
			set.Port = n
			return p.house.SaveSettings(set)
		}
	}
	return err
}

func port(n int) string { return ":" + strconv.Itoa(n) }

// Err says why phones cannot come in, or why the port is another one; nil when all is
// well.
func (p *Phones) Err() error { return p.err }

// Close ends the phone page.
func (p *Phones) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	return p.server.Close(ctx)
}

// OnPresence calls f when phones come and go.
func (p *Phones) OnPresence(f func()) { p.server.OnPresence(f) }

// Connected implements the desk's Phones.
func (p *Phones) Connected() []meeting.MemberID { return p.server.Connected() }

// Join implements the desk's Phones: the address by which phones come in now, and the
// room's Wi-Fi.
func (p *Phones) Join() ui.Join {
	set, err := p.house.Settings()
	if err != nil {
		p.house.Log.Error("settings", "err", err)
	}
	at := p.address()
	if at.Reason == phone.OnlyLocal && p.everywhere() {
		at.IP = netip.Addr{} // on no network: no phone can come in
	}
	return ui.Join{Address: p.url(at), WifiName: set.WifiName, WifiKey: set.WifiKey}
}

// URL is the address that the program prints: on a laptop without a network its own,
// so that the page can at least be looked at there.
func (p *Phones) URL() string { return p.url(p.address()) }

func (p *Phones) url(at phone.Address) string {
	tcp, ok := p.server.Addr().(*net.TCPAddr)
	if !ok || !at.IP.IsValid() {
		return ""
	}
	return at.URL(tcp.Port)
}

// everywhere tells whether the page listens on all addresses.
func (p *Phones) everywhere() bool {
	tcp, ok := p.server.Addr().(*net.TCPAddr)
	return ok && tcp.IP.IsUnspecified()
}

// address is where phones find the page now.
func (p *Phones) address() phone.Address {
	if tcp, ok := p.server.Addr().(*net.TCPAddr); ok && !tcp.IP.IsUnspecified() {
		return phone.Address{IP: tcp.AddrPort().Addr().Unmap()}
	}
	return *p.best.Load()
}

// look asks the system for its addresses. It takes some milliseconds on Windows, so
// the windows never wait for it.
func (p *Phones) look() {
	list, err := phone.Interfaces()
	if err != nil {
		p.house.Log.Error("interfaces", "err", err)
	}
	best, _ := phone.Best(list)
	p.best.Store(&best)
}

// Watch calls f whenever the address changes, until ctx ends. Systems tell of changes
// in ways of their own; asking every few seconds is the same everywhere.
func (p *Phones) Watch(ctx context.Context, f func()) {
	tick := time.NewTicker(3 * time.Second)
	defer tick.Stop()
	last := p.URL()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			p.look()
			if now := p.URL(); now != last {
				last = now
				f()
			}
		}
	}
}
