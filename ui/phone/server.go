package phone

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"phonghop/assets/words"
	"phonghop/meeting"
	"phonghop/meeting/room"
)

// Pages draws pages of documents for phones. A hall of phones asks for the same page at
// the same moment: it is for Pages to draw it once, and to keep it.
type Pages interface {
	// PNG returns a page, counted from 0 and turned by quarters, width pixels wide, as a picture in the form
	// that mime names. The data are not changed afterwards.
	PNG(ctx context.Context, sha256 string, page, turn, width int) (data []byte, mime string, err error)
}

// Options are what a server needs.
type Options struct {
	Room  *room.Room
	Pages Pages
	// Finder finds words in documents; nil: phones cannot search.
	Finder Finder
	Words  *words.Words // nil: Vietnamese
	Log    *slog.Logger // nil: nothing is logged
}

// ErrPortInUse says that another program, or another start of this one, has the port.
var ErrPortInUse = errors.New("the port is in use")

// Bounds of the server. A hall of 150 phones stays far below them; a flood does not
// get past them.
const (
	maxConnections = 2000
	maxHeader      = 8 << 10
	maxBody        = 4 << 10
	headerTime     = 5 * time.Second
	answerTime     = 30 * time.Second // a page drawn for the first time, over weak Wi-Fi
	idleTime       = 60 * time.Second
)

// Server is the phone page's server.
type Server struct {
	room    *room.Room
	words   *words.Words
	log     *slog.Logger
	hub     *hub
	pages   Pages
	finder  Finder
	files   files
	limits  limits
	handler http.Handler

	mu       sync.Mutex
	listener net.Listener
	http     *http.Server
}

// New returns a server that does not listen yet; [Server.Handler] works at once. It
// must be closed.
func New(opt Options) *Server {
	if opt.Words == nil {
		opt.Words = words.Load(words.Default)
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{
		room: opt.Room, words: opt.Words, log: opt.Log,
		hub: newHub(opt.Room), pages: opt.Pages, finder: opt.Finder,
		files: loadFiles(opt.Words), limits: newLimits(),
	}
	s.handler = s.guard(s.routes())
	return s
}

// Handler returns the page and everything below it.
func (s *Server) Handler() http.Handler { return s.handler }

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.serveHome)
	mux.HandleFunc("GET /read", s.serveRead)
	if s.finder != nil {
		mux.HandleFunc("GET /search", s.serveSearch)
	}
	mux.HandleFunc("GET /notme", s.serveNotMe)
	mux.HandleFunc("POST /join", s.join)
	mux.HandleFunc("POST /notme", s.notMe)
	mux.HandleFunc("POST /text", s.textSize)
	mux.HandleFunc("GET /events", s.events)
	mux.HandleFunc("GET /poll", s.poll)
	mux.HandleFunc("GET /page/{document}/{page}/{width}", s.picture)
	mux.HandleFunc("GET /files/{name}", s.file)
	mux.HandleFunc("/", s.notFound)
	return mux
}

// Listen takes the port, so that [Server.Addr] is known before [Server.Serve]. Port 0
// takes any free one. The error matches [ErrPortInUse] where that is the cause.
func (s *Server) Listen(addr string) error {
	l, err := net.Listen("tcp", addr)
	if err != nil {
		if portInUse(err) {
			err = fmt.Errorf("%w: %w", ErrPortInUse, err)
		}
		return fmt.Errorf("listen for phones: %w", err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.listener = newBoundedListener(l, maxConnections)
	s.http = &http.Server{
		Handler: s.handler, MaxHeaderBytes: maxHeader,
		ReadHeaderTimeout: headerTime, ReadTimeout: 2 * headerTime,
		WriteTimeout: answerTime, IdleTimeout: idleTime,
		ErrorLog: slog.NewLogLogger(s.log.Handler(), slog.LevelDebug),
	}
	return nil
}

// Addr returns the address that the server listens on, nil before [Server.Listen].
func (s *Server) Addr() net.Addr {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.listener == nil {
		return nil
	}
	return s.listener.Addr()
}

// Serve answers phones until [Server.Close]; it returns nil then.
func (s *Server) Serve() error {
	s.mu.Lock()
	srv, l := s.http, s.listener
	s.mu.Unlock()
	if srv == nil {
		return fmt.Errorf("serve phones: %w", net.ErrClosed)
	}
	if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve phones: %w", err)
	}
	return nil
}

// Close ends the streams, lets requests under way finish until ctx ends, and gives
// the port back. A closed server is not used again.
func (s *Server) Close(ctx context.Context) error {
	s.hub.close()
	s.mu.Lock()
	srv, l := s.http, s.listener
	s.mu.Unlock()
	if srv == nil {
		return nil
	}
	err := srv.Shutdown(ctx)
	if err != nil {
		_ = srv.Close()
	}
	// Shutdown knows only listeners that were served.
	if e := l.Close(); e != nil && !errors.Is(e, net.ErrClosed) {
		err = errors.Join(err, e)
	}
	if err != nil {
		return fmt.Errorf("close phone server: %w", err)
	}
	return nil
}

// Connected returns the members whose phones are connected now, in the order of the
// roll.
func (s *Server) Connected() []meeting.MemberID { return s.hub.connected() }

// OnPresence makes the server call f after the result of [Server.Connected] has
// changed. Changes that come while f runs are told once, after it.
func (s *Server) OnPresence(f func()) { s.hub.onPresence(f) }

// fail logs what a member cannot help and is not told in detail.
func (s *Server) fail(r *http.Request, what string, err error) {
	if errors.Is(err, context.Canceled) || errors.Is(err, io.ErrClosedPipe) {
		return
	}
	s.log.Warn(what, "path", r.URL.Path, "error", err)
}
