package sandbox

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"
)

// headBytes is how far into a file its mark may stand (PDF 32000-1, annex H).
const headBytes = 1024

// IsPDF tells whether the first bytes of a file are those of a PDF. A name proves nothing.
func IsPDF(head []byte) bool {
	return bytes.Contains(head[:min(len(head), headBytes)], []byte("%PDF-"))
}

// checkFile looks at what can be seen without parsing, and makes the path absolute.
func checkFile(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fmt.Errorf("%w: not a regular file", ErrNotSupported)
	}
	if info.Size() == 0 {
		return "", ErrEmpty
	}
	f, err := openShared(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	head := make([]byte, headBytes)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return "", err
	}
	if !IsPDF(head[:n]) {
		return "", ErrNotSupported
	}
	return path, nil
}

// fileKey tells one state of a file from another.
type fileKey struct {
	path string
	size int64
	time time.Time
}

// shelf keeps the last documents open, so that turning a page does not open the file again.
type shelf[T any] struct {
	room  int
	open  func(f *os.File, size int64) (T, error)
	close func(T)
	// kept holds the most recent document first.
	kept []kept[T]
}

type kept[T any] struct {
	key  fileKey
	file *os.File
	doc  T
}

// get opens the document at path, or finds it open.
func (s *shelf[T]) get(path string) (doc T, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return doc, err
	}
	key := fileKey{path: path, size: info.Size(), time: info.ModTime()}
	for i, k := range s.kept {
		if k.key == key {
			copy(s.kept[1:i+1], s.kept[:i])
			s.kept[0] = k
			return k.doc, nil
		}
	}
	for len(s.kept) >= s.room {
		last := s.kept[len(s.kept)-1]
		s.kept = s.kept[:len(s.kept)-1]
		s.close(last.doc)
		_ = last.file.Close()
	}
	f, err := openShared(path)
	if err != nil {
		return doc, err
	}
	defer func() {
		// Also when a parser panics.
		if err != nil || len(s.kept) == 0 || s.kept[0].file != f {
			_ = f.Close()
		}
	}()
	doc, err = s.open(f, info.Size())
	if err != nil {
		return doc, err
	}
	s.kept = append([]kept[T]{{key: key, file: f, doc: doc}}, s.kept...)
	return doc, nil
}
