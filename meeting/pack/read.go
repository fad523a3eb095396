package pack

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"phonghop/meeting"
)

// Limits bound what a meeting file may hold.
type Limits struct {
	Entries  int   // entries of the zip
	Document int64 // bytes of one document, unpacked
	Total    int64 // bytes of all documents, unpacked
}

// DefaultLimits are far beyond any meeting of a cell, where a scanned paper of 60
// pages takes about 60 MB. A document may be as big as an import may be.
var DefaultLimits = Limits{Entries: 1000, Document: 512 << 20, Total: 2 << 30}

const (
	maxManifest = 4 << 20 // bytes of phonghop.json, unpacked
	// An entry may grow this many times when unpacked, beyond the first megabyte.
	// Papers that were packed by hand grow less than twice, a bomb a thousand times.
	maxGrowth = 100
)

// File is a meeting file that was read and found whole.
type File struct {
	Meeting   *meeting.Meeting // in preparation, with the ids that stand in the file
	documents map[string]*zip.File
	pages     map[string]*zip.File
}

// Read reads a meeting file and checks all of it: the agenda, the roll, and each
// document against its checksum. Nothing is read past the limits. The errors match
// [ErrNotOurs], [ErrDamaged] (also: cut short), [ErrTooBig] or
// [meeting.ErrNewerData].
//
// The meeting keeps the ids of the file; whether it takes the place of one that is
// here already is for the caller to ask. Documents are only bytes yet: the caller
// imports them like any file from outside, so that secrecy marks are refused.
func Read(r io.ReaderAt, size int64, limits Limits) (*File, error) {
	f, err := read(r, size, limits)
	if err != nil {
		return nil, fmt.Errorf("read meeting file: %w", err)
	}
	return f, nil
}

func read(r io.ReaderAt, size int64, limits Limits) (*File, error) {
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		if startsLikeOurs(r) {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		return nil, fmt.Errorf("%w: %w", ErrNotOurs, err)
	}
	if len(z.File) > limits.Entries {
		return nil, fmt.Errorf("%w: %d entries", ErrTooBig, len(z.File))
	}
	main, documents, pages, err := entries(z)
	if err != nil {
		return nil, err
	}
	c, err := readManifest(main)
	if err != nil {
		return nil, err
	}
	m, err := c.meeting()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	f := &File{Meeting: m, documents: documents, pages: pages}
	return f, f.check(limits)
}

// startsLikeOurs tells whether the first bytes are the first entry that [Write]
// writes.
func startsLikeOurs(r io.ReaderAt) bool {
	const nameAt = 30 // offset of the name in a zip's local header
	head := make([]byte, nameAt+len(manifestName))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return false
	}
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) && string(head[nameAt:]) == manifestName
}

// entries sorts the zip's entries. Names are only compared, never used as paths.
func entries(z *zip.Reader) (main *zip.File, documents, pages map[string]*zip.File, err error) {
	documents, pages = map[string]*zip.File{}, map[string]*zip.File{}
	for _, e := range z.File {
		if e.Name == manifestName {
			if main != nil {
				return nil, nil, nil, fmt.Errorf("%w: two entries %s", ErrDamaged, manifestName)
			}
			main = e
			continue
		}
		if match := documentPath.FindStringSubmatch(e.Name); match != nil {
			if documents[match[1]] != nil {
				return nil, nil, nil, fmt.Errorf("%w: two entries %s", ErrDamaged, e.Name)
			}
			documents[match[1]] = e
		}
		if match := pagesPath.FindStringSubmatch(e.Name); match != nil {
			pages[match[1]] = e
		}
	}
	if main == nil {
		return nil, nil, nil, fmt.Errorf("%w: no %s inside", ErrNotOurs, manifestName)
	}
	return main, documents, pages, nil
}

func readManifest(e *zip.File) (*content, error) {
	r, err := open(e, maxManifest)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		return nil, unpackError(err)
	}
	var version struct {
		Format  string `json:"format"`
		Version int    `json:"version"`
	}
	if err := json.Unmarshal(data, &version); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrDamaged, manifestName, err)
	}
	switch {
	case version.Format != formatName:
		return nil, fmt.Errorf("%w: format %q", ErrNotOurs, version.Format)
	case version.Version > formatNumber:
		return nil, fmt.Errorf("%w: version %d", meeting.ErrNewerData, version.Version)
	case version.Version < 1:
		return nil, fmt.Errorf("%w: version %d", ErrDamaged, version.Version)
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrDamaged, manifestName, err)
	}
	if m.Meeting == nil {
		return nil, fmt.Errorf("%w: no meeting inside", ErrDamaged)
	}
	return m.Meeting, nil
}

// check reads every document once and compares it with its checksum.
func (f *File) check(limits Limits) error {
	left := limits.Total
	seen := map[string]bool{}
	for _, d := range f.Meeting.Documents {
		if seen[d.SHA256] {
			continue
		}
		seen[d.SHA256] = true
		e := f.documents[d.SHA256]
		if e == nil {
			return fmt.Errorf("%w: the document %q is missing", ErrDamaged, d.Name)
		}
		n, err := checkDocument(e, d.SHA256, min(limits.Document, left))
		if err != nil {
			return fmt.Errorf("document %q: %w", d.Name, err)
		}
		left -= n
	}
	return nil
}

func checkDocument(e *zip.File, sha string, limit int64) (int64, error) {
	r, err := open(e, limit)
	if err != nil {
		return 0, err
	}
	defer r.Close()
	sum := sha256.New()
	n, err := io.Copy(sum, r)
	if err != nil {
		return n, unpackError(err)
	}
	if hex.EncodeToString(sum.Sum(nil)) != sha {
		return n, fmt.Errorf("%w: its bytes do not match their checksum", ErrDamaged)
	}
	return n, nil
}

// Open returns the bytes of a document by its checksum, or an error that matches
// [meeting.ErrNoDocument]. The file that was read must still be open.
func (f *File) Open(sha string) (io.ReadCloser, error) {
	e := f.documents[sha]
	if e == nil {
		return nil, fmt.Errorf("meeting file: %w", meeting.ErrNoDocument)
	}
	r, err := open(e, int64(e.UncompressedSize64))
	if err != nil {
		return nil, fmt.Errorf("meeting file: %w", err)
	}
	return r, nil
}

// Pages returns the PDF that travels with a document, nil where there is none. The file
// that was read must still be open, and reading fails past the size of a document.
func (f *File) Pages(sha string) (io.ReadCloser, error) {
	e := f.pages[sha]
	if e == nil {
		return nil, nil
	}
	r, err := open(e, DefaultLimits.Document)
	if err != nil {
		return nil, fmt.Errorf("meeting file: %w", err)
	}
	return r, nil
}

// bounded is an entry that is being unpacked and gives no more than the limit.
type bounded struct {
	io.Reader
	io.Closer
}

// open unpacks an entry, up to a number of bytes; beyond, reading fails with
// [ErrTooBig]. What the entry says of its own size is only believed when it is too
// much.
func open(e *zip.File, limit int64) (io.ReadCloser, error) {
	growth := e.CompressedSize64*maxGrowth + 1<<20
	if e.UncompressedSize64 > uint64(max(limit, 0)) || e.UncompressedSize64 > growth {
		return nil, fmt.Errorf("%w: %d bytes in %s", ErrTooBig, e.UncompressedSize64, e.Name)
	}
	r, err := e.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrDamaged, e.Name, err)
	}
	return bounded{&bound{r: r, left: min(limit, int64(growth))}, r}, nil
}

// bound fails when more than the limit is read, where io.LimitReader would end.
type bound struct {
	r    io.Reader
	left int64
}

// Read implements io.Reader.
func (b *bound) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, ErrTooBig
	}
	return n, err
}

// unpackError makes whatever zip or flate says a damaged file.
func unpackError(err error) error {
	if errors.Is(err, ErrTooBig) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}
