// Package kinds tells what a file is by its bytes. A name decides only between plain text and Markdown, which no byte
// tells apart.
//
// The bytes come from outside, and parts of them are parsed here (the directory of a zip, the names in a compound
// file), so this package runs in a worker process of [phonghop/docs/sandbox] wherever more than the first bytes matter.
package kinds

import "errors"

// What can be wrong with a file. The sandbox and the library report them under the same names.
var (
	// ErrEmpty means a file without any bytes.
	ErrEmpty = errors.New("file is empty")
	// ErrNotSupported means that the bytes are of no kind that can be shown, whatever the name says.
	ErrNotSupported = errors.New("file is of no kind that can be shown")
	// ErrPhonePicture means a picture of a kind that telephones make and few programs read (HEIC, HEIF, AVIF).
	ErrPhonePicture = errors.New("picture is HEIC, HEIF or AVIF")
	// ErrProgram means a program or a script, which must not even be opened elsewhere to be saved in another form.
	ErrProgram = errors.New("file is a program")
	// ErrOfficePassword means an office file that opens only with a password, which no program can be given from here.
	ErrOfficePassword = errors.New("office file has a password")
	// ErrDamaged means that the file cannot be read.
	ErrDamaged = errors.New("file is damaged")
	// ErrTooLarge means that the file holds more than can be shown, or unpacks to more than fits into memory.
	ErrTooLarge = errors.New("file is too large")
)

// Kind is a sort of document.
type Kind string

// The kinds of documents.
const (
	PDF      Kind = "pdf"
	Picture  Kind = "picture"
	Text     Kind = "text"
	Markdown Kind = "markdown"
	Word     Kind = "word"
	Slides   Kind = "slides"
	Sheet    Kind = "sheet"
	Link     Kind = "link"
	Video    Kind = "video"
)

// Office tells whether an office program makes the pages of the kind.
func (k Kind) Office() bool { return k == Word || k == Slides || k == Sheet }

// Format is what a file was found to be.
type Format struct {
	Kind Kind `json:"kind"`
	// Ext is the usual ending of the file's name with its dot, in small letters: ".jpg".
	Ext string `json:"ext"`
	// URL is the address in a link; empty for the other kinds.
	URL string `json:"url,omitempty"`
}

// formats are the endings that a stored file may have, with their kinds.
var formats = map[string]Kind{
	".pdf": PDF,
	".jpg": Picture, ".png": Picture, ".gif": Picture, ".webp": Picture, ".tiff": Picture,
	".txt": Text, ".md": Markdown, ".url": Link,
	".docx": Word, ".doc": Word, ".odt": Word, ".rtf": Word,
	".pptx": Slides, ".ppt": Slides, ".odp": Slides,
	".xlsx": Sheet, ".xls": Sheet, ".ods": Sheet,
	".mp4": Video, ".mov": Video, ".mkv": Video, ".webm": Video, ".avi": Video, ".wmv": Video, ".mpg": Video,
}

// ByExt is the format of a file that was stored under this ending, which [Of] gave it then.
func ByExt(ext string) (Format, bool) {
	k, ok := formats[ext]
	return Format{Kind: k, Ext: ext}, ok
}

// Exts are all endings that a format can have.
func Exts() []string {
	var out []string
	for ext := range formats {
		out = append(out, ext)
	}
	return out
}
