package sandbox

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"time"

	"phonghop/docs/kinds"
)

// IsPDF tells whether the first bytes of a file are those of a PDF. A name proves nothing.
func IsPDF(head []byte) bool { return kinds.IsPDF(head) }

// checkFile is [checkAny] for a PDF.
func checkFile(path string) (string, error) {
	path, pdf, err := checkAny(path)
	if err == nil && !pdf {
		err = ErrNotSupported
	}
	if err != nil {
		return "", err
	}
	return path, nil
}

// checkAny looks at what can be seen without parsing: a regular file that is not empty, and whether it is a PDF. It
// makes the path absolute.
func checkAny(path string) (absolute string, pdf bool, err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return "", false, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", false, err
	}
	if !info.Mode().IsRegular() {
		return "", false, fmt.Errorf("%w: not a regular file", ErrNotSupported)
	}
	if info.Size() == 0 {
		return "", false, ErrEmpty
	}
	f, err := openShared(path)
	if err != nil {
		return "", false, err
	}
	defer f.Close()
	head := make([]byte, kinds.HeadBytes)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return "", false, err
	}
	return path, IsPDF(head[:n]), nil
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
	// full tells whether a document has grown too large to stay open; nil if none does.
	full func(T) bool
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
		if k.key == key && s.full != nil && s.full(k.doc) {
			s.drop(i)
			break
		}
		if k.key == key {
			copy(s.kept[1:i+1], s.kept[:i])
			s.kept[0] = k
			return k.doc, nil
		}
	}
	for len(s.kept) >= s.room {
		s.drop(len(s.kept) - 1)
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

// drop closes a document.
func (s *shelf[T]) drop(i int) {
	k := s.kept[i]
	s.kept = slices.Delete(s.kept, i, i+1)
	s.close(k.doc)
	_ = k.file.Close()
}
