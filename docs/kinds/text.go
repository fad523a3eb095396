package kinds

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// MaxText bounds a text in bytes: about a thousand pages.
const MaxText = 2 << 20

// shortcut begins the file in which Windows keeps a web address.
const shortcut = "[InternetShortcut]"

// text tells a link, Markdown and plain text apart, and refuses what is no text.
func text(r io.ReaderAt, size int64, head []byte, name string) (Format, error) {
	if bytes.IndexByte(head, 0) >= 0 && !bytes.HasPrefix(head, []byte("\xff\xfe")) && !bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return Format{}, ErrNotSupported
	}
	if size > MaxText {
		return Format{}, fmt.Errorf("%w: text of %d bytes", ErrTooLarge, size)
	}
	body, err := ReadText(io.NewSectionReader(r, 0, size))
	if err != nil {
		return Format{}, err
	}
	if strings.HasPrefix(strings.TrimSpace(body), shortcut) {
		link, err := ParseLink(body)
		f := byExt(".url")
		f.URL = link.URL
		return f, err
	}
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".markdown":
		return byExt(".md"), nil
	}
	return byExt(".txt"), nil
}

// ReadText reads a text: UTF-8, UTF-16 with its mark, or Windows-1258, the Vietnamese set of 8 bits. The result is in
// NFC with line feeds only. Bytes that no text has mean [ErrNotSupported].
func ReadText(r io.Reader) (string, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxText+1))
	if err != nil {
		return "", fmt.Errorf("read text: %w", err)
	}
	if len(raw) > MaxText {
		return "", ErrTooLarge
	}
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		raw, err = unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(raw)
	case utf8.Valid(raw):
		raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	default:
		raw, err = charmap.Windows1258.NewDecoder().Bytes(raw)
	}
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrNotSupported, err)
	}
	out := norm.NFC.String(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(raw)))
	for _, c := range out {
		if c < ' ' && !strings.ContainsRune("\n\t\f\v\x1a", c) || c == 0x7f {
			return "", fmt.Errorf("%w: not a text", ErrNotSupported)
		}
	}
	return strings.TrimRight(out, "\x1a"), nil
}

// Shortcut is a web address with its title.
type Shortcut struct {
	URL   string
	Title string
}

// ParseLink reads the file in which Windows keeps a web address, with the title that this program writes into it.
func ParseLink(body string) (Shortcut, error) {
	var s Shortcut
	section := ""
	for line := range strings.SplitSeq(body, "\n") {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			section = line
			continue
		}
		key, value, _ := strings.Cut(line, "=")
		switch {
		case section == shortcut && strings.EqualFold(key, "URL") && s.URL == "":
			s.URL = strings.TrimSpace(value)
		case section == titles && strings.EqualFold(key, "Title") && s.Title == "":
			s.Title = strings.TrimSpace(value)
		}
	}
	var err error
	s.URL, err = WebAddress(s.URL)
	return s, err
}

// titles is the section of a link in which its title stands; Windows passes it over.
const titles = "[phonghop]"

// FormatLink writes the file for a web address, as Windows knows it.
func FormatLink(s Shortcut) (string, error) {
	address, err := WebAddress(s.URL)
	if err != nil {
		return "", err
	}
	title := strings.Join(strings.Fields(strings.Map(printable, s.Title)), " ")
	return shortcut + "\r\nURL=" + address + "\r\n" + titles + "\r\nTitle=" + title + "\r\n", nil
}

func printable(r rune) rune {
	if r < ' ' || r == 0x7f {
		return ' '
	}
	return r
}

// maxURL bounds a web address in bytes: what a QR code that a telephone reads from the back row can hold is less.
const maxURL = 1000

// WebAddress checks that the text is the address of a page on the web, and nothing that a system would start: http or
// https with a host and without a user's name.
func WebAddress(s string) (string, error) {
	s = strings.TrimSpace(s)
	u, err := url.Parse(s)
	if err != nil || len(s) > maxURL || strings.ContainsAny(s, " \t\r\n\"<>") {
		return "", fmt.Errorf("%w: no web address", ErrNotSupported)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return "", fmt.Errorf("%w: no web address", ErrNotSupported)
	}
	return u.String(), nil
}
