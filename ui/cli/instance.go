package cli

import (
	"bufio"
	"crypto/rand"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"
)

// A program that runs on a data folder writes where it can be asked, and a secret
// that only the same user can read, into instanceFile. A second start on the folder
// hands its file or its export over and ends.
const instanceFile = "instance.json"

// handTimeout bounds a hand-over; an export of a long meeting takes about a second.
const handTimeout = 30 * time.Second

// errNoInstance says that nobody answers on the data folder.
var errNoInstance = errors.New("no program answers on this data folder")

// request is what a second start asks for.
type request struct {
	Secret  string   `json:"secret"`
	Open    string   `json:"open,omitempty"`    // a meeting file, as an absolute path
	Show    bool     `json:"show,omitempty"`    // bring the window to the front
	Meeting string   `json:"meeting,omitempty"` // export: id or "latest"
	To      string   `json:"to,omitempty"`      // export: folder, as an absolute path
	Papers  []string `json:"papers,omitempty"`
	Formats []string `json:"formats,omitempty"`
	Find    string   `json:"find,omitempty"` // words
}

// reply answers a request.
type reply struct {
	Files []string `json:"files,omitempty"`
	Lines []string `json:"lines,omitempty"` // that were found
	Error string   `json:"error,omitempty"` // in words
}

type endpoint struct {
	Address string `json:"address"`
	Secret  string `json:"secret"`
}

// instance answers second starts on a data folder.
type instance struct {
	listener net.Listener
	path     string
	secret   string
	serve    func(request) reply
}

// listen begins to answer. It listens on the loopback address only.
func listen(dir string, serve func(request) reply) (*instance, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("listen for second starts: %w", err)
	}
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails, see crypto/rand
	i := &instance{listener: l, path: filepath.Join(dir, instanceFile), secret: hex.EncodeToString(b[:]), serve: serve}
	data, _ := json.Marshal(endpoint{Address: l.Addr().String(), Secret: i.secret})
	if err := os.WriteFile(i.path, data, 0o600); err != nil {
		_ = l.Close()
		return nil, fmt.Errorf("listen for second starts: %w", err)
	}
	go i.accept()
	return i, nil
}

func (i *instance) close() {
	_ = i.listener.Close()
	_ = os.Remove(i.path)
}

func (i *instance) accept() {
	for {
		c, err := i.listener.Accept()
		if err != nil {
			return
		}
		go i.answer(c)
	}
}

func (i *instance) answer(c net.Conn) {
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(handTimeout))
	var q request
	if err := json.NewDecoder(bufio.NewReader(c)).Decode(&q); err != nil {
		return
	}
	if subtle.ConstantTimeCompare([]byte(q.Secret), []byte(i.secret)) != 1 {
		return
	}
	_ = json.NewEncoder(c).Encode(i.serve(q))
}

// hand gives a request to the program that runs on the data folder.
func hand(dir string, q request) (reply, error) {
	data, err := os.ReadFile(filepath.Join(dir, instanceFile))
	if err != nil {
		return reply{}, fmt.Errorf("%w: %w", errNoInstance, err)
	}
	var at endpoint
	if err := json.Unmarshal(data, &at); err != nil {
		return reply{}, fmt.Errorf("%w: %w", errNoInstance, err)
	}
	c, err := net.DialTimeout("tcp", at.Address, 2*time.Second)
	if err != nil {
		return reply{}, fmt.Errorf("%w: %w", errNoInstance, err)
	}
	defer c.Close()
	_ = c.SetDeadline(time.Now().Add(handTimeout))
	q.Secret = at.Secret
	if err := json.NewEncoder(c).Encode(q); err != nil {
		return reply{}, fmt.Errorf("%w: %w", errNoInstance, err)
	}
	var r reply
	if err := json.NewDecoder(bufio.NewReader(c)).Decode(&r); err != nil {
		return reply{}, fmt.Errorf("%w: %w", errNoInstance, err)
	}
	return r, nil
}
