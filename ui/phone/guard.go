package phone

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// policy lets the page load what this server sends, and nothing else.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; " +
	"connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard refuses what no phone of a member sends, before anything is looked up.
func (s *Server) guard(next http.Handler) http.Handler {
	// Fetch metadata and Origin, where the browser sends them. Those that send neither
	// are held by the cookie's SameSite and by join, which records nothing for a
	// request without the cookie.
	next = http.NewCrossOriginProtection().Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		// Not no-referrer: with that, Chrome sends "Origin: null" for our own forms.
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		switch {
		case !ourHost(r.Host):
			http.Error(w, "unknown host", http.StatusMisdirectedRequest)
		case !s.allow(r):
			h.Set("Retry-After", "1")
			http.Error(w, "too many requests", http.StatusTooManyRequests)
		default:
			r.Body = http.MaxBytesReader(w, r.Body, maxBody)
			next.ServeHTTP(w, r)
		}
	})
}

// bucket names whom a request counts for: the phone where the meeting knows it, since
// a hall may stand behind one address, else the address.
func (s *Server) bucket(r *http.Request) (name string, phone bool) {
	if token := tokenOf(r); token != "" {
		if _, ok := s.room.Snapshot().Phone(token); ok {
			return token, true
		}
	}
	return hostOf(r.RemoteAddr), false
}

// ourHost tells whether a Host header can be an address of this laptop. Names of the
// outside are refused: a page elsewhere could point its own name at us (DNS
// rebinding) and read what its visitors may read.
func ourHost(host string) bool {
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	if host == "localhost" || strings.HasSuffix(host, ".local") {
		return true
	}
	_, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil
}

func (s *Server) allow(r *http.Request) bool {
	name, phone := s.bucket(r)
	return s.limits.allow(name, phone, r.Method == http.MethodPost)
}
