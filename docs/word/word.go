// Package word reads Word files (DOCX) as papers of [phonghop/docs/sheet], for machines without an office program: the text
// with its headings, lists, tables and forms, not its look.
//
// The rules are:
//
//   - what the writer took back is not read: tracked deletions, hidden text, the codes of fields;
//   - the text of headers comes first, since a secrecy mark may stand there; that of text boxes follows their paragraph;
//     footnotes stand at the end;
//   - text in the old Vietnamese fonts becomes Unicode, run by run, by the font that Word itself would take
//     ([phonghop/docs/legacy]);
//   - parts are read as streams, and every one of them is bounded: its bytes, its depth, and what it makes.
//
// It parses what comes from outside, so it runs in a worker process of [phonghop/docs/sandbox].
package word

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"phonghop/docs/kinds"
	"phonghop/docs/sheet"
)

// What can be wrong with a file.
var (
	// ErrDamaged means that the file cannot be read.
	ErrDamaged = kinds.ErrDamaged
	// ErrTooLarge means that the file unpacks to more than a paper can hold.
	ErrTooLarge = kinds.ErrTooLarge
)

// Bounds of a file.
const (
	// maxParts bounds the parts of the file.
	maxParts = 20_000
	// maxPart bounds the bytes of one part, maxAll those of all parts that are read.
	maxPart = 64 << 20
	maxAll  = 128 << 20
	// maxDepth bounds elements within elements.
	maxDepth = 400
	// maxParas bounds the paragraphs and rows.
	maxParas = 200_000
)

// file is a Word file that is being read.
type file struct {
	parts map[string]*zip.File
	// left is how many bytes may still be read.
	left   int64
	styles styles
	lists  lists
	fonts  theme
	// paras counts paragraphs and rows.
	paras int
}

// Read reads a Word file of that many bytes.
func Read(r io.ReaderAt, size int64) (sheet.Doc, error) {
	doc, err := read(r, size)
	if err != nil {
		return sheet.Doc{}, fmt.Errorf("read Word file: %w", err)
	}
	return doc, nil
}

func read(r io.ReaderAt, size int64) (doc sheet.Doc, err error) {
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return doc, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if len(z.File) > maxParts {
		return doc, fmt.Errorf("%w: %d parts", ErrTooLarge, len(z.File))
	}
	f := &file{parts: map[string]*zip.File{}, left: maxAll, styles: styles{all: map[string]style{}}}
	for _, part := range z.File {
		if _, twice := f.parts[part.Name]; !twice {
			f.parts[part.Name] = part
		}
	}
	for name, read := range map[string]func(*parser) error{
		"word/theme/theme1.xml": f.fonts.read, "word/styles.xml": f.styles.read, "word/numbering.xml": f.lists.read,
	} {
		if err := f.part(name, read); err != nil && !errors.Is(err, errNoPart) {
			return doc, fmt.Errorf("%s: %w", name, err)
		}
	}
	return f.paper()
}

// paper puts the parts with text together.
func (f *file) paper() (sheet.Doc, error) {
	main := &body{file: f}
	if err := f.part("word/document.xml", main.read); err != nil {
		if errors.Is(err, errNoPart) {
			err = fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		return sheet.Doc{}, err
	}
	heads, err := f.besides("word/header*.xml")
	if err != nil {
		return sheet.Doc{}, err
	}
	feet, err := f.besides("word/footer*.xml")
	if err != nil {
		return sheet.Doc{}, err
	}
	notes, err := f.notes(main.notes)
	if err != nil {
		return sheet.Doc{}, err
	}
	doc := sheet.Doc{Page: main.page.format(), Blocks: slices.Concat(heads, main.blocks, notes, feet)}
	if len(doc.Blocks) == 0 {
		doc.Blocks = []sheet.Block{sheet.Para{}}
	}
	dress(&doc)
	return doc, nil
}

// besides reads headers or footers: those that say more than a number, each once.
func (f *file) besides(pattern string) ([]sheet.Block, error) {
	var names []string
	for name := range f.parts {
		if ok, _ := path.Match(pattern, name); ok {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	var out []sheet.Block
	seen := map[string]bool{}
	for _, name := range names {
		b := &body{file: f}
		if err := f.part(name, b.read); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, block := range b.blocks {
			text := strings.Join(strings.Fields(blockText(block)), " ")
			if !seen[text] && strings.ContainsFunc(text, isLetter) {
				seen[text] = true
				out = append(out, block)
			}
		}
	}
	return out, nil
}

// noteParts are where the two sorts of notes stand.
var noteParts = map[string]string{"footnoteReference": "word/footnotes.xml", "endnoteReference": "word/endnotes.xml"}

// note is a place in the text that points to a note.
type note struct {
	sort, id string
	number   int
}

// notes reads the notes that the text points to, in the order of the text.
func (f *file) notes(asked []note) ([]sheet.Block, error) {
	found := map[note][]sheet.Block{}
	for _, sort := range []string{"footnoteReference", "endnoteReference"} {
		name := noteParts[sort]
		err := f.part(name, func(p *parser) error {
			return p.each(func(e element) error {
				if e.name != "footnote" && e.name != "endnote" {
					return p.skip()
				}
				b := &body{file: f}
				err := b.blocksOf(p, &b.blocks)
				found[note{sort: sort, id: e.attr("id")}] = b.blocks
				return err
			})
		})
		if err != nil && !errors.Is(err, errNoPart) {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	var out []sheet.Block
	for _, n := range asked {
		text := found[note{sort: n.sort, id: n.id}]
		if len(text) == 0 {
			continue
		}
		if len(out) == 0 {
			out = append(out, sheet.Text(left.key(), "-----"))
		}
		if p, ok := text[0].(sheet.Para); ok {
			p.Spans = append([]sheet.Span{{Text: mark(n.number) + " "}}, p.Spans...)
			text = append([]sheet.Block{p}, text[1:]...)
		}
		out = append(out, text...)
	}
	return out, nil
}

// mark is how the number of a note stands in the text.
func mark(number int) string { return fmt.Sprintf("[%d]", number) }

// count counts a paragraph or row.
func (f *file) count() error {
	if f.paras++; f.paras > maxParas {
		return fmt.Errorf("%w: over %d paragraphs", ErrTooLarge, maxParas)
	}
	return nil
}
