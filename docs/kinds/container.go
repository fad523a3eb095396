package kinds

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
)

// Bounds of a file that is a zip of parts.
const (
	// maxDirectory bounds the zip's list of parts in bytes, and maxParts their number.
	maxDirectory = 8 << 20
	maxParts     = 20_000
	// maxUnpacked bounds all parts together, maxXML one part of text: several times the largest paper or report.
	maxUnpacked = 1 << 30
	maxXML      = 128 << 20
)

// oleMagic begins a compound file: DOC, XLS, PPT, and Office files with a password.
const oleMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// archive tells what a zip is by the parts that make it one of the office formats, and refuses one that unpacks to more
// than a document can hold.
func archive(r io.ReaderAt, size int64) (Format, error) {
	if err := smallDirectory(r, size); err != nil {
		return Format{}, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return Format{}, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	ext := ""
	for _, f := range z.File {
		switch f.Name {
		case "word/document.xml":
			ext = ".docx"
		case "ppt/presentation.xml":
			ext = ".pptx"
		case "xl/workbook.xml", "xl/workbook.bin":
			ext = ".xlsx"
		case "mimetype":
			ext = openDocument(f)
		}
		if ext != "" {
			break
		}
	}
	if ext == "" {
		return Format{}, ErrNotSupported
	}
	return byExt(ext), unpacks(z)
}

// smallDirectory looks at the end of a zip before any of its list is read into memory.
func smallDirectory(r io.ReaderAt, size int64) error {
	tail := make([]byte, min(size, 22+1<<16))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("read file: %w", err)
	}
	at := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if at < 0 || at+22 > len(tail) {
		return fmt.Errorf("%w: the zip has no end", ErrDamaged)
	}
	parts := binary.LittleEndian.Uint16(tail[at+10:])
	length := binary.LittleEndian.Uint32(tail[at+12:])
	if parts > maxParts || length > maxDirectory {
		return fmt.Errorf("%w: %d parts listed in %d bytes", ErrTooLarge, parts, length)
	}
	return nil
}

// openDocument reads the part that names an OpenDocument format.
func openDocument(f *zip.File) string {
	rc, err := f.Open()
	if err != nil {
		return ""
	}
	defer rc.Close()
	raw, err := io.ReadAll(io.LimitReader(rc, 200))
	if err != nil {
		return ""
	}
	switch mime := strings.TrimSpace(string(raw)); mime {
	case "application/vnd.oasis.opendocument.text":
		return ".odt"
	case "application/vnd.oasis.opendocument.presentation":
		return ".odp"
	case "application/vnd.oasis.opendocument.spreadsheet":
		return ".ods"
	}
	return ""
}

// unpacks checks the size of all parts: what they say of themselves, and that they do not lie, by unpacking them.
func unpacks(z *zip.Reader) error {
	var sum uint64
	for _, f := range z.File {
		if f.UncompressedSize64 > maxUnpacked || sum+f.UncompressedSize64 > maxUnpacked {
			return fmt.Errorf("%w: unpacks to more than %d bytes", ErrTooLarge, maxUnpacked)
		}
		sum += f.UncompressedSize64
		text := strings.HasSuffix(f.Name, ".xml") || strings.HasSuffix(f.Name, ".rels")
		if text && f.UncompressedSize64 > maxXML {
			return fmt.Errorf("%w: %s has %d bytes", ErrTooLarge, f.Name, f.UncompressedSize64)
		}
	}
	for _, f := range z.File {
		rc, err := f.Open()
		if err != nil {
			return fmt.Errorf("%w: %s: %w", ErrDamaged, f.Name, err)
		}
		// The zip's reader stops past the size that the part told.
		_, err = io.Copy(io.Discard, rc)
		_ = rc.Close()
		if err != nil {
			return fmt.Errorf("%w: %s: %w", ErrDamaged, f.Name, err)
		}
	}
	return nil
}

// streams are the names in a compound file that tell what it is.
var streams = []struct{ name, ext string }{
	{"EncryptedPackage", ""},
	{"WordDocument", ".doc"},
	{"PowerPoint Document", ".ppt"},
	{"Workbook", ".xls"},
	{"Book", ".xls"},
}

// compound tells what a compound file (MS-CFB) is by the names in its directory, whose entries of 128 bytes begin at
// multiples of 128, wherever the directory lies.
func compound(r io.ReaderAt, size int64) (Format, error) {
	const entry, block = 128, 1 << 16
	best := len(streams)
	buf := make([]byte, block)
	for at := int64(512); at < size && best > 0; at += block {
		n, err := r.ReadAt(buf, at)
		if err != nil && !errors.Is(err, io.EOF) {
			return Format{}, fmt.Errorf("read file: %w", err)
		}
		for ; n >= entry; n -= entry {
			name := entryName(buf[n/entry*entry-entry : n/entry*entry])
			for i, s := range streams[:best] {
				if s.name == name {
					best = i
					break
				}
			}
		}
	}
	switch {
	case best == len(streams):
		return Format{}, ErrNotSupported
	case streams[best].ext == "":
		return Format{}, ErrOfficePassword
	}
	return byExt(streams[best].ext), nil
}

// entryName is the name in an entry of a compound file's directory; empty for what is no entry.
func entryName(entry []byte) string {
	length := int(binary.LittleEndian.Uint16(entry[64:]))
	if length < 4 || length > 64 || length%2 != 0 || entry[66] > 5 {
		return ""
	}
	units := make([]uint16, length/2-1)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(entry[2*i:])
	}
	return string(utf16.Decode(units))
}
