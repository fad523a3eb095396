package pack

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"phonghop/meeting"
)

// entryTime is the time of every entry, the first that a zip can say, so that the same
// meeting gives the same bytes.
var entryTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// Write writes a meeting file: agenda, roll and documents with their levels, and
// nothing that was recorded. Open returns the bytes that lie under a checksum; they
// are checked against it on the way. The same meeting gives the same bytes. The file
// is good only when Write returns nil, so the caller writes beside the old one and
// renames. Pages returns the PDF that must travel with a document which another laptop
// may be unable to show, and nil for the others; it may be nil itself.
func Write(w io.Writer, m *meeting.Meeting, open, pages func(sha string) (io.ReadCloser, error)) error {
	z := zip.NewWriter(w)
	if err := writeManifest(z, m); err != nil {
		return fmt.Errorf("write meeting file: %w", err)
	}
	docs := slices.Clone(m.Documents)
	slices.SortFunc(docs, func(a, b meeting.Document) int { return strings.Compare(a.SHA256, b.SHA256) })
	docs = slices.CompactFunc(docs, func(a, b meeting.Document) bool { return a.SHA256 == b.SHA256 })
	for _, d := range docs {
		if err := writeDocument(z, d, open); err != nil {
			return fmt.Errorf("write meeting file: document %s: %w", d.Name, err)
		}
		if err := writePages(z, d.SHA256, pages); err != nil {
			return fmt.Errorf("write meeting file: pages of %s: %w", d.Name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("write meeting file: %w", err)
	}
	return nil
}

// writeManifest writes phonghop.json as the first entry, by which a file that was cut
// short is still known as ours.
func writeManifest(z *zip.Writer, m *meeting.Meeting) error {
	data, err := json.MarshalIndent(manifest{Format: formatName, Version: formatNumber, Meeting: contentOf(m)}, "", "\t")
	if err != nil {
		return err
	}
	w, err := z.CreateHeader(&zip.FileHeader{Name: manifestName, Method: zip.Deflate, Modified: entryTime})
	if err != nil {
		return err
	}
	_, err = w.Write(append(data, '\n'))
	return err
}

// writePages stores the PDF that shows a document, where there is one to carry.
func writePages(z *zip.Writer, sha string, pages func(string) (io.ReadCloser, error)) error {
	if pages == nil {
		return nil
	}
	r, err := pages(sha)
	if err != nil || r == nil {
		return err
	}
	defer r.Close()
	w, err := z.CreateHeader(&zip.FileHeader{Name: pagesDir + sha + ".pdf", Method: zip.Store, Modified: entryTime})
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return err
}

// writeDocument stores a document as it is: PDF is compressed already.
func writeDocument(z *zip.Writer, d meeting.Document, open func(string) (io.ReadCloser, error)) error {
	r, err := open(d.SHA256)
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := z.CreateHeader(&zip.FileHeader{Name: documentEntry(d), Method: zip.Store, Modified: entryTime})
	if err != nil {
		return err
	}
	sum := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w, sum), r); err != nil {
		return err
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != d.SHA256 {
		return fmt.Errorf("%w: its bytes do not match their checksum", ErrDamaged)
	}
	return nil
}
