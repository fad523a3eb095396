package kinds

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// HeadBytes is how many bytes at the beginning decide. A PDF's mark may stand that far in (PDF 32000-1, annex H).
const HeadBytes = 1024

// IsPDF tells whether the first bytes of a file are those of a PDF.
func IsPDF(head []byte) bool {
	return bytes.Contains(head[:min(len(head), HeadBytes)], []byte("%PDF-"))
}

// magics are the first bytes of files of one sort each.
var magics = []struct {
	begin string
	ext   string
}{
	{"\xff\xd8\xff", ".jpg"},
	{"\x89PNG\r\n\x1a\n", ".png"},
	{"GIF87a", ".gif"},
	{"GIF89a", ".gif"},
	{"II*\x00", ".tiff"},
	{"MM\x00*", ".tiff"},
	{"{\\rtf", ".rtf"},
	{"\x30\x26\xb2\x75\x8e\x66\xcf\x11", ".wmv"},
	{"\x00\x00\x01\xba", ".mpg"},
	{"\x00\x00\x01\xb3", ".mpg"},
}

// refused are the first bytes of files that must not be taken for text.
var (
	refused  = []string{"%!PS", "<!doctype", "<html", "<?xml", "<svg", "Rar!", "7z\xbc\xaf"}
	programs = []string{"MZ", "\x7fELF", "#!"}
)

// Of tells what the file of so many bytes is. The name is only asked whether a text is Markdown.
func Of(r io.ReaderAt, size int64, name string) (Format, error) {
	if size == 0 {
		return Format{}, ErrEmpty
	}
	head := make([]byte, min(HeadBytes, size))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return Format{}, fmt.Errorf("read file: %w", err)
	}
	if IsPDF(head) {
		return byExt(".pdf"), nil
	}
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.begin)) {
			return byExt(m.ext), nil
		}
	}
	switch {
	case len(head) >= 12 && string(head[:4]) == "RIFF":
		return riff(string(head[8:12]))
	case len(head) >= 12 && string(head[4:8]) == "ftyp":
		return boxes(head)
	case len(head) >= 8 && (string(head[4:8]) == "moov" || string(head[4:8]) == "mdat" || string(head[4:8]) == "wide"):
		return byExt(".mov"), nil
	case bytes.HasPrefix(head, []byte("\x1aE\xdf\xa3")):
		return matroska(head), nil
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return archive(r, size)
	case bytes.HasPrefix(head, []byte(oleMagic)):
		return compound(r, size)
	}
	begin := strings.ToLower(string(bytes.TrimLeft(head, "\xef\xbb\xbf \t\r\n")))
	for _, no := range programs {
		if bytes.HasPrefix(head, []byte(no)) {
			return Format{}, ErrProgram
		}
	}
	for _, no := range refused {
		if strings.HasPrefix(begin, strings.ToLower(no)) {
			return Format{}, ErrNotSupported
		}
	}
	return text(r, size, head, name)
}

func byExt(ext string) Format {
	f, _ := ByExt(ext)
	return f
}

func riff(what string) (Format, error) {
	switch what {
	case "WEBP":
		return byExt(".webp"), nil
	case "AVI ":
		return byExt(".avi"), nil
	}
	return Format{}, ErrNotSupported
}

// boxes tells pictures of telephones, sounds and films apart, which share one container (ISO 14496-12), by all the
// brands that the file claims.
func boxes(head []byte) (Format, error) {
	length := int(head[0])<<24 | int(head[1])<<16 | int(head[2])<<8 | int(head[3])
	if length < 16 || length > len(head) {
		length = min(len(head), 64)
	}
	brands := []string{string(head[8:12])}
	for at := 16; at+4 <= length; at += 4 {
		brands = append(brands, string(head[at:at+4]))
	}
	for _, b := range brands {
		switch b {
		case "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1", "avif", "avis":
			return Format{}, ErrPhonePicture
		}
	}
	switch brands[0] {
	case "M4A ", "M4B ", "M4P ":
		return Format{}, ErrNotSupported
	case "qt  ":
		return byExt(".mov"), nil
	}
	return byExt(".mp4"), nil
}

func matroska(head []byte) Format {
	if bytes.Contains(head[:min(len(head), 64)], []byte("webm")) {
		return byExt(".webm")
	}
	return byExt(".mkv")
}
