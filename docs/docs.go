// Package docs keeps documents as bytes: it lets files in, or refuses them, and stores what it lets in byte for byte
// under its SHA-256. It knows no meeting; who may see a document is decided elsewhere.
//
// The rules are:
//
//   - What a file is follows from its bytes, never from its name.
//   - A file that bears a secrecy mark does not enter: nothing of it stays on the disk (Law 117/2025/QH15, art. 5.2).
//     A file whose first page has no text to look at enters only when a person declares that it bears none.
//   - A stored file is never changed. It appears under its name at once and whole, or not at all.
//   - Everything is shown as a PDF. What is none is kept as it came, and its pages are made once and lie beside it; they
//     can be made again from the original.
//   - No file is parsed here: that is the work of [phonghop/docs/sandbox], and of the office program.
package docs

import (
	"errors"
	"io"

	"phonghop/docs/sandbox"
)

// Why a file is refused. Errors of [Library] wrap one of these, or one of those of the sandbox, which stand here under
// the same names.
var (
	// ErrSecret means that the file bears a mark of state secrecy. See [SecretError] for the mark.
	ErrSecret = errors.New("file bears a secrecy mark")
	// ErrNeedsDeclaration means that a secrecy mark cannot be looked for, since the first page is a picture; the person
	// has to declare that the document bears none.
	ErrNeedsDeclaration = errors.New("file has no text to check for a secrecy mark")
	// ErrNoOffice means that only an office program could make pages of the file, and that none is there.
	ErrNoOffice = errors.New("no office program to make pages")
	// ErrNotFound means that no document with this SHA-256 is stored.
	ErrNotFound = errors.New("no such document")

	ErrEmpty          = sandbox.ErrEmpty          // a file without any bytes
	ErrNotSupported   = sandbox.ErrNotSupported   // of no kind that can be shown, whatever its name says
	ErrPhonePicture   = sandbox.ErrPhonePicture   // a picture that telephones make and few programs read (HEIC, AVIF)
	ErrProgram        = sandbox.ErrProgram        // a program or a script, whatever its name says
	ErrEncrypted      = sandbox.ErrEncrypted      // opens only with a password
	ErrOfficePassword = sandbox.ErrOfficePassword // an office file with a password
	ErrPassword       = sandbox.ErrPassword       // does not open with the password given
	ErrDamaged        = sandbox.ErrDamaged        // cannot be read
	ErrTooLarge       = sandbox.ErrTooLarge       // more than MaxSize bytes, or too many pages
	ErrTimeout        = sandbox.ErrTimeout        // the reader did not answer in time
	ErrWorkerDied     = sandbox.ErrWorkerDied     // the reader ended while it read the file
)

// MaxSize bounds a file in bytes: 512 MiB, several times a long scanned report.
const MaxSize = 512 << 20

// SecretError tells which secrecy mark was found where.
type SecretError struct {
	// Mark is the mark in its usual spelling, such as "TỐI MẬT".
	Mark string
	// Page is the page, counted from 1.
	Page int
}

// Error says what was found, not what the document says.
func (e *SecretError) Error() string { return ErrSecret.Error() + ": " + e.Mark }

// Unwrap makes the error an ErrSecret.
func (e *SecretError) Unwrap() error { return ErrSecret }

// File describes a stored document.
type File struct {
	// SHA256 is the hash of the bytes in lower-case hexadecimal digits; it names the document everywhere.
	SHA256 string
	// Name is the file name that the document came with, without its folder, in NFC.
	Name string
	// Kind is one of the kinds of [phonghop/docs/kinds], such as "pdf" or "picture".
	Kind string
	// URL is the address of a link.
	URL string
	// Signed says that a PDF bears a digital signature, which nobody has checked.
	Signed bool
	// Size is in bytes.
	Size int64
	// Pages is the number of pages, at least 1.
	Pages int
	// HasText says that the first page has text that could be checked for a secrecy mark; false for scans.
	HasText bool
	// Circulation lists the circulation marks on the first page, such as "LƯU HÀNH NỘI BỘ": a suggestion for the
	// sharing level, no more.
	Circulation []string
	// Duplicate says that the same bytes were stored before.
	Duplicate bool
}

// Options of one import.
type Options struct {
	// Declared means that a person has declared "Tài liệu không có dấu độ mật". It lets in files without text; it never
	// lets in a file on which a mark was found.
	Declared bool
	// Password opens a PDF that asks for one. It is not kept; what is shown is a copy without it.
	Password string
	// Pages is the PDF of a file that only an office program or a password could open, where it came with the file.
	Pages io.Reader
	// Progress is told how an office program gets on; it may be nil.
	Progress func(string)
}
