package sandbox

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"phonghop/docs/kinds"
)

// A frame is the length of its header (4 bytes, big endian), the header in JSON, and the raw bytes of the body, whose
// length the header tells.

// maxHeader bounds a header: the text of a page, or the sizes of MaxPages pages.
const maxHeader = 32 << 20

// maxWhy bounds what a parser tells of an error, in letters; some quote the file.
const maxWhy = 160

// What a worker is asked.
const (
	opStart  = "start"
	opInfo   = "info"
	opRender = "render"
	opText   = "text"
	// opContent asks where something is printed.
	opContent = "content"
	// What a document tells of itself.
	opOutline = "outline"
	opLinks   = "links"
	opLetters = "letters"
	// Of the worker for kinds, and of the renderer.
	opKind    = "kind"
	opConvert = "convert"
	opUnlock  = "unlock"
	opSigned  = "signed"
	opTask    = "task"
)

// request is what the program asks a worker.
type request struct {
	Op   string `json:"op"`
	Path string `json:"path,omitempty"`
	Page int    `json:"page,omitempty"`
	Cut  Cut    `json:"cut,omitzero"`
	// Kind, CacheDir and FontDir belong to opStart.
	Kind     string `json:"kind,omitempty"`
	CacheDir string `json:"cacheDir,omitempty"`
	FontDir  string `json:"fontDir,omitempty"`
	// Background belongs to opStart too.
	Background bool `json:"background,omitempty"`
	// Name belongs to opKind and opTask, Question to opTask, Job to opConvert, Out to opConvert and opUnlock: a file that is there and is written.
	Name     string `json:"name,omitempty"`
	Job      *Job   `json:"job,omitempty"`
	Out      string `json:"out,omitempty"`
	Password string `json:"password,omitempty"`
	Question []byte `json:"question,omitempty"`
}

// reply is what the worker answers; Body bytes follow it.
type reply struct {
	// Err is the name of a sentinel in errorNames; empty means success.
	Err  string    `json:"err,omitempty"`
	Why  string    `json:"why,omitempty"`
	Info *Info     `json:"info,omitempty"`
	Text *PageText `json:"text,omitempty"`
	// Format answers opKind, Signed opSigned.
	Format *kinds.Format `json:"format,omitempty"`
	Signed bool          `json:"signed,omitempty"`
	W      int           `json:"w,omitempty"`
	H      int           `json:"h,omitempty"`
	Cut    Cut           `json:"cut,omitzero"`
	Body   int           `json:"body,omitempty"`
	// Guide answers opOutline, opLinks and opLetters.
	Guide *guide `json:"guide,omitempty"`
	// Last says that the worker ends after this answer, since it no longer trusts its own memory.
	Last bool `json:"last,omitempty"`
}

// errorNames are the errors that a worker can report.
var errorNames = map[string]error{
	"empty":     ErrEmpty,
	"kind":      ErrNotSupported,
	"encrypted": ErrEncrypted,
	"damaged":   ErrDamaged,
	"page":      ErrPageRange,
	"large":     ErrTooLarge,
	"phone":     ErrPhonePicture,
	"program":   ErrProgram,
	"password":  ErrPassword,
	"office":    ErrOfficePassword,
	"full":      ErrDiskFull,
}

// failure makes the reply for an error; what is not known by name counts as damage.
func failure(err error) reply {
	why := []rune(strings.ToValidUTF8(err.Error(), ""))
	r := reply{Err: "damaged", Why: string(why[:min(len(why), maxWhy)])}
	for name, sentinel := range errorNames {
		if errors.Is(err, sentinel) {
			r.Err = name
			r.Why = strings.TrimPrefix(strings.TrimPrefix(r.Why, sentinel.Error()), ": ")
		}
	}
	return r
}

// err is the error that the reply reports, or nil.
func (r reply) err() error {
	if r.Err == "" {
		return nil
	}
	sentinel, ok := errorNames[r.Err]
	if !ok {
		return fmt.Errorf("%w: %s: %s", ErrDamaged, r.Err, r.Why)
	}
	if r.Why == "" {
		return sentinel
	}
	return fmt.Errorf("%w (%s)", sentinel, r.Why)
}

// writeFrame writes a header and its body.
func writeFrame(w io.Writer, header any, body []byte) error {
	raw, err := json.Marshal(header)
	if err != nil {
		return err
	}
	if len(raw) > maxHeader {
		return fmt.Errorf("frame of %d bytes", len(raw))
	}
	raw = append(binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(raw)), uint32(len(raw))), raw...)
	if _, err := w.Write(raw); err != nil {
		return err
	}
	if len(body) == 0 {
		return nil
	}
	_, err = w.Write(body)
	return err
}

// readHeader reads a frame up to its body.
func readHeader(r *bufio.Reader, header any) error {
	var length [4]byte
	if _, err := io.ReadFull(r, length[:]); err != nil {
		return err
	}
	n := binary.BigEndian.Uint32(length[:])
	if n > maxHeader {
		return fmt.Errorf("frame of %d bytes", n)
	}
	raw := make([]byte, n)
	if _, err := io.ReadFull(r, raw); err != nil {
		return err
	}
	return json.Unmarshal(raw, header)
}
