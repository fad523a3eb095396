package sandbox

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/unicode/norm"
)

const (
	// openTexts is how many documents the text reader keeps open.
	openTexts = 3
	// scanShare is the part of a page from which on its pictures make it a scan.
	scanShare = 0.5
)

// errStrange means that the text reader cannot tell the letters of the page, though it found some.
var errStrange = errors.New("letters unknown")

// textEngine reads text with ledongthuc/pdf.
type textEngine struct {
	docs shelf[*pdf.Reader]
}

// answer reads the text of a page.
func (e *textEngine) answer(req request) (reply, []byte, error) {
	if req.Op != opText {
		return reply{}, nil, fmt.Errorf("question %q to the text reader", req.Op)
	}
	if e.docs.open == nil {
		e.docs = shelf[*pdf.Reader]{room: openTexts, open: openText, close: func(*pdf.Reader) {}}
	}
	doc, err := e.docs.get(req.Path)
	if err != nil {
		return reply{}, nil, err
	}
	text, err := readPage(doc, req.Page)
	return reply{Text: text}, nil, err
}

func openText(f *os.File, size int64) (*pdf.Reader, error) {
	r, err := pdf.NewReader(io.ReaderAt(f), size)
	switch {
	case errors.Is(err, pdf.ErrInvalidPassword):
		return nil, ErrEncrypted
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return r, nil
}

// readPage reads the text of a page, its annotations (stamps) included.
func readPage(doc *pdf.Reader, number int) (_ *PageText, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrDamaged, p)
		}
	}()
	page := doc.Page(number)
	if page.V.IsNull() {
		return nil, fmt.Errorf("%w: %d", ErrPageRange, number)
	}
	w := newWalk()
	w.content(page.V.Key("Contents"), page.Resources(), 0)
	w.annotations(page.V.Key("Annots"))
	if w.missed > 0 {
		// One letter may be that of a secrecy mark: the renderer knows more fonts.
		return nil, fmt.Errorf("%w: %w", ErrDamaged, errStrange)
	}
	box := mediaBox(page.V)
	area := (box[2] - box[0]) * (box[3] - box[1])
	return &PageText{
		Text: tidy(arrange(w.runs)),
		Scan: area > 0 && w.pictures >= scanShare*area,
	}, nil
}

// mediaBox finds the size of the page, which it may inherit.
func mediaBox(page pdf.Value) (box [4]float64) {
	for v, depth := page, 0; !v.IsNull() && depth < 50; v, depth = v.Key("Parent"), depth+1 {
		if b := v.Key("MediaBox"); b.Len() == 4 {
			for i := range box {
				box[i] = b.Index(i).Float64()
			}
			return box
		}
	}
	return box
}

// joinedLetters takes apart what typesetting joins, so that words can be found.
var joinedLetters = strings.NewReplacer("ﬀ", "ff", "ﬁ", "fi", "ﬂ", "fl", "ﬃ", "ffi", "ﬄ", "ffl")

// tidy makes text NFC, with "\n" between lines, and without characters that cannot be read.
func tidy(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return '\n'
		case r == '\n' || r == '\t':
			return r
		case unicode.Is(unicode.Zs, r):
			return ' '
		case r == unicode.ReplacementChar, unicode.IsControl(r), unicode.Is(unicode.Co, r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	lines := strings.Split(norm.NFC.String(joinedLetters.Replace(text)), "\n")
	kept := lines[:0]
	for _, line := range lines {
		if line = strings.TrimSpace(line); line != "" {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "\n")
}
