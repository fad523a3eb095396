// Package sandbox reads files that come from outside, in processes of their own.
//
// A PDF can hang its renderer for ever, ask for more memory than there is, or end the whole process with a fatal
// error that no recover catches. So no parser of such files runs in the program itself. This same program is started
// again with a hidden mark in its environment; [RunIfWorker], the first call of main, turns that copy into a worker.
//
// The rules are:
//
//   - A worker answers one question at a time, over its standard input and output: a JSON header and raw bytes.
//   - A question has a deadline. A worker that passes it is killed, and a new one is started by the next question.
//   - A worker has a hard bound of memory. One that dies is an error of that question only.
//   - Pictures (pdfium on WebAssembly, with no folder of the machine but its fonts), text (ledongthuc/pdf) and what is
//     no PDF yet ([phonghop/docs/convert]) have a worker each, so that a bad text never costs a page and the other way
//     round.
//   - A worker never outlives the program.
package sandbox

import (
	"errors"
	"time"

	"phonghop/docs/kinds"
)

// What can be wrong with a file, a page, or the worker. Errors of [Client] wrap one of these.
var (
	// ErrEmpty means a file without any bytes.
	ErrEmpty = kinds.ErrEmpty
	// ErrNotSupported means that the bytes are not those of a kind that is read here, whatever the name says.
	ErrNotSupported = kinds.ErrNotSupported
	// ErrPhonePicture means a picture of a kind that telephones make and few programs read (HEIC, HEIF, AVIF).
	ErrPhonePicture = kinds.ErrPhonePicture
	// ErrProgram means a program or a script.
	ErrProgram = kinds.ErrProgram
	// ErrEncrypted means that the file opens only with a password.
	ErrEncrypted = errors.New("file is encrypted")
	// ErrOfficePassword means an office file that opens only with a password.
	ErrOfficePassword = kinds.ErrOfficePassword
	// ErrPassword means that the file does not open with the password given.
	ErrPassword = errors.New("wrong password")
	// ErrDamaged means that the file or the page cannot be read.
	ErrDamaged = kinds.ErrDamaged
	// ErrPageRange means a page number below 1 or above the number of pages.
	ErrPageRange = errors.New("no such page")
	// ErrTooLarge means more pages than MaxPages, or a file that unpacks to more than fits into memory.
	ErrTooLarge = kinds.ErrTooLarge
	// ErrTimeout means that the worker did not answer within the deadline and was killed.
	ErrTimeout = errors.New("no answer within the deadline")
	// ErrWorkerDied means that the worker ended while it worked on the question.
	ErrWorkerDied = errors.New("worker process died")
	// ErrInterrupted means that [Client.Interrupt] gave up the question.
	ErrInterrupted = errors.New("interrupted")
	// ErrDiskFull means that the worker could not write its result.
	ErrDiskFull = errors.New("disk is full")
	// ErrClosed means that the client was closed.
	ErrClosed = errors.New("sandbox is closed")
)

const (
	// DefaultDeadline bounds the answer to one question, so that a page costs five seconds at most, the end of a late
	// worker and a busy machine included.
	DefaultDeadline = 4 * time.Second
	// MaxPages bounds the pages of one file.
	MaxPages = 10_000
	// MaxPixels bounds one picture: 4096 by 4096, 64 MiB.
	MaxPixels = 1 << 24

	// startDeadline bounds the start of a worker. Compiling the renderer takes over a second on a quick machine, and
	// it is compiled again when the folder of the compiled one is empty or of another version.
	startDeadline = 40 * time.Second
	// maxSide bounds one side of a picture in pixels, and of the page that it is a part of.
	maxSide = 1 << 14
	// minPart is the smallest part of a page that is drawn, in parts of its side.
	minPart = 1.0 / 64
)

// Size is the size of a page in points (1/72 inch), turned as the page asks for.
type Size struct {
	Width  float64 `json:"w"`
	Height float64 `json:"h"`
}

// Info is what is known of a file without drawing it.
type Info struct {
	// Pages is the number of pages, at least 1.
	Pages int `json:"pages"`
	// Sizes holds a size for each page; zero for a page that cannot be read.
	Sizes []Size `json:"sizes"`
}

// Part is a part of a page: its left upper corner and its size, in parts of the page's width and height. The zero
// value is the whole page.
type Part struct {
	X float64 `json:"x"`
	Y float64 `json:"y"`
	W float64 `json:"w"`
	H float64 `json:"h"`
}

// Cut says what to draw of a page, and how large.
type Cut struct {
	// Page counts from 1.
	Page int `json:"page"`
	// Turn is by how many quarters the page is turned clockwise before the part is taken.
	Turn int `json:"turn,omitempty"`
	// Part is what is drawn.
	Part Part `json:"part,omitzero"`
	// W and H are the pixels that the picture of the part fits into, with its aspect kept. Zero for one of them means
	// that only the other one counts.
	W int `json:"w"`
	H int `json:"h"`
}

// whole tells whether all of the page is drawn.
func (p Part) whole() bool { return p == Part{} || p == Part{W: 1, H: 1} }

// inside brings the part back onto the page.
func (p Part) inside() Part {
	if p.whole() {
		return Part{W: 1, H: 1}
	}
	side := func(at, length float64) (float64, float64) {
		if !(length > minPart) { // also when it is not a number
			length = minPart
		}
		length = min(length, 1)
		if !(at > 0) {
			at = 0
		}
		return min(at, 1-length), length
	}
	p.X, p.W = side(p.X, p.W)
	p.Y, p.H = side(p.Y, p.H)
	return p
}

// PageText is the text of one page.
type PageText struct {
	// Text is in NFC, a line for each line of the page from top to bottom; a tab stands for a wide gap within a line.
	Text string `json:"text"`
	// Scan says that a picture covers most of the page, so that the text may be only a part of what one reads.
	Scan bool `json:"scan"`
}

// Options are the settings of a [Client]. The zero value works.
type Options struct {
	// CacheDir is the folder of the compiled renderer. Without it each start of a worker compiles anew (over a second).
	CacheDir string
	// FontDir is the folder with fonts for files that embed none; empty means the system's.
	FontDir string
	// Deadline bounds the answer to one question; zero means DefaultDeadline.
	Deadline time.Duration
	// Background says that the windows, and other workers, go before these workers when the processor is busy.
	Background bool
}
