package search

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
)

// textVersion is the layout of the text files, and the way in which texts are read: a file of another one is read anew
// from its document.
const textVersion = 1

// errUnfit means a text file that is broken or of another version.
var errUnfit = errors.New("text file is broken or of another version")

// text is what a document says, page by page.
type text struct {
	pages []string
	// missing says that some pages could not be read; tries counts how often that was tried.
	missing bool
	tries   int
}

// textHead is the first line of a text file; the pages follow it without anything between them.
type textHead struct {
	Version int    `json:"version"`
	Sizes   []int  `json:"sizes"` // of the pages in bytes
	Sum     uint32 `json:"sum"`   // CRC-32 of the pages
	Missing bool   `json:"missing,omitempty"`
	Tries   int    `json:"tries,omitempty"`
}

// texts is the folder of the text files.
type texts struct{ dir string }

const (
	textExt  = ".text"
	incoming = "incoming-*.tmp"
)

func (t texts) path(sha string) string { return filepath.Join(t.dir, sha+textExt) }

// write puts a document's text on the disk under its name, whole or not at all. A power cut may leave an empty file,
// which reading finds out: a text can always be read again.
func (t texts) write(sha string, doc text) error {
	head := textHead{Version: textVersion, Missing: doc.missing, Tries: doc.tries}
	body := strings.Join(doc.pages, "")
	head.Sum = crc32.ChecksumIEEE([]byte(body))
	for _, p := range doc.pages {
		head.Sizes = append(head.Sizes, len(p))
	}
	data, err := json.Marshal(head)
	if err != nil {
		return fmt.Errorf("write text: %w", err)
	}
	data = append(append(data, '\n'), body...)
	temp, err := os.CreateTemp(t.dir, incoming)
	if err != nil {
		return fmt.Errorf("write text: %w", err)
	}
	_, err = temp.Write(data)
	if err = errors.Join(err, temp.Close()); err == nil {
		err = os.Rename(temp.Name(), t.path(sha))
	}
	if err != nil {
		_ = os.Remove(temp.Name())
		return fmt.Errorf("write text: %w", err)
	}
	return nil
}

// read reads a document's text from the disk. The error matches [os.ErrNotExist] or errUnfit.
func (t texts) read(sha string) (text, error) {
	data, err := os.ReadFile(t.path(sha))
	if err != nil {
		return text{}, fmt.Errorf("read text: %w", err)
	}
	line, body, ok := bytes.Cut(data, []byte("\n"))
	var head textHead
	if !ok || json.Unmarshal(line, &head) != nil || head.Version != textVersion || head.Sum != crc32.ChecksumIEEE(body) {
		return text{}, fmt.Errorf("read text: %w", errUnfit)
	}
	doc := text{missing: head.Missing, tries: head.Tries, pages: make([]string, len(head.Sizes))}
	for i, n := range head.Sizes {
		if n < 0 || n > len(body) {
			return text{}, fmt.Errorf("read text: %w", errUnfit)
		}
		doc.pages[i], body = string(body[:n]), body[n:]
	}
	return doc, nil
}

// remove forgets a document's text. One that cannot be removed now is removed by the next sweep.
func (t texts) remove(sha string) { _ = os.Remove(t.path(sha)) }

// sweep removes all texts but those that are kept, and what an interrupted write left.
func (t texts) sweep(keep func(sha string) bool) {
	entries, err := os.ReadDir(t.dir)
	if err != nil {
		return // the folder is looked at again at the next change
	}
	for _, e := range entries {
		if sha, ok := strings.CutSuffix(e.Name(), textExt); !ok || !keep(sha) {
			_ = os.Remove(filepath.Join(t.dir, e.Name()))
		}
	}
}
