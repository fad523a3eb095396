// Package template fills Word files (DOCX) that people have written with marks in them.
//
// The language is that of the forms of papers:
//
//	{{dia_diem}}, {{Địa điểm}}   a value; names ignore case, marks of letters, spaces and underscores
//	{{?ghi_chu}}                 a value that may stay empty
//	{{#ds}} … {{/ds}}            a list: repeated; a value or an object: shown when it is filled in
//	{{^ds}} … {{/ds}}            shown when it is not
//	{{stt}}, {{.}}, {{a.b}}      the running number, the item of a plain list, a field of a field
//
// What repeats is decided by where the two marks stand: around part of a paragraph, that part; as the first and last
// thing of a paragraph, the paragraph; each alone in a paragraph, everything between, and the two go; in two cells of a
// row, the row; in two rows, the rows between, and rows that hold only a mark go. Anything else is a mistake.
//
// The rules of the package:
//
//   - It knows Word files and values, and no meeting. It parses what comes from outside: run it in a worker process.
//   - Every part without marks' places is copied as it is, byte for byte; of the others every element that is not
//     touched keeps its own bytes, so that nothing of the writer's form is lost.
//   - A value is text: escaped, composed (NFC), and never looked through for marks of its own.
//   - A value that is not there prints "[chưa điền: …]" on yellow, and is counted.
//   - With a mistake nothing is written; every mistake says where it is.
//   - The same template and the same values give the same bytes.
package template

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"time"
)

// What can be wrong with a template.
var (
	// ErrMistakes means that marks are wrong; the report lists them.
	ErrMistakes = errors.New("the template has mistakes")
	// ErrNotDOCX means that the file is no Word file, or a damaged one.
	ErrNotDOCX = errors.New("not a Word file")
	// ErrTooLarge means that the template, or the paper that it makes, is beyond all bounds.
	ErrTooLarge = errors.New("template too large")
	// ErrActive means that the file carries macros or controls.
	ErrActive = errors.New("the template carries macros")
	// ErrExternal means that the file would fetch something from elsewhere when it is opened.
	ErrExternal = errors.New("the template refers to files elsewhere")
)

// MaxSize is how many bytes a template may have.
const MaxSize = 8 << 20

// Data are the values for a template.
type Data struct {
	// Fields are the values by name: texts, numbers, true or false, lists ([]any, []string, []Fields) and Fields again.
	Fields Fields
	// Labels say for a name what belongs there; the name itself is said where there is none.
	Labels map[string]string
}

// Fields are values by name.
type Fields = map[string]any

// Place is where a mark stands.
type Place struct {
	// Mark is the mark as it is written, with its braces.
	Mark string
	// Near is the text around it.
	Near string
	// Part is the part of the file: "document", "header1"…
	Part string
}

// Kind tells the mistakes apart.
type Kind string

// The mistakes that a template can have.
const (
	// Unclosed is {{#x}} without {{/x}}.
	Unclosed Kind = "unclosed"
	// Unopened is {{/x}} without {{#x}}, or across another pair.
	Unopened Kind = "unopened"
	// BadName is a mark whose name is none.
	BadName Kind = "name"
	// HalfBrace is {{ without }}, or the other way round.
	HalfBrace Kind = "brace"
	// Mixed is a pair of which nobody can tell what it repeats.
	Mixed Kind = "mixed"
)

// Mistake is a mark that is wrong.
type Mistake struct {
	Kind Kind
	Place
}

// Report says what was found in a template.
type Report struct {
	// Fields are the names in it, as first written, in reading order.
	Fields []string
	// Unknown are the marks whose names the values do not know.
	Unknown []Place
	// Missing are what stays open in the paper, in reading order.
	Missing []string
	// Mistakes forbid to use it.
	Mistakes []Mistake
}

// Fill fills the template of that many bytes and returns a Word file. With a mistake in the template it is
// [ErrMistakes], and the report has all of them.
func Fill(r io.ReaderAt, size int64, d Data) ([]byte, Report, error) {
	a, err := open(r, size)
	if err != nil {
		return nil, Report{}, fmt.Errorf("fill template: %w", err)
	}
	var report Report
	trees, err := a.trees(&report)
	if err != nil {
		return nil, report, fmt.Errorf("fill template: %w", err)
	}
	root, err := newRoot(d)
	if err != nil {
		return nil, report, fmt.Errorf("fill template: %w", err)
	}
	written := map[string][]byte{}
	filler := &filler{root: root, report: &report, labels: newLabels(d.Labels), nextID: firstID}
	for _, t := range trees {
		if written[t.name], err = filler.part(t); err != nil {
			return nil, report, fmt.Errorf("fill template: %w", err)
		}
	}
	out, err := a.write(written)
	if err != nil {
		return nil, report, fmt.Errorf("fill template: %w", err)
	}
	return out, report, nil
}

// Check reads a template and says what is in it, by values that stand for all that there can be: every list with an
// item. Mistakes of the marks are no error here; only what cannot be read is one.
func Check(r io.ReaderAt, size int64, d Data) (Report, error) {
	a, err := open(r, size)
	if err != nil {
		return Report{}, fmt.Errorf("check template: %w", err)
	}
	var report Report
	trees, err := a.trees(&report)
	if errors.Is(err, ErrMistakes) {
		return report, nil
	}
	if err != nil {
		return report, fmt.Errorf("check template: %w", err)
	}
	root, err := newRoot(d)
	if err != nil {
		return report, fmt.Errorf("check template: %w", err)
	}
	for _, t := range trees {
		checkNames(t.root, &scope{value: root}, &report)
	}
	return report, nil
}

// write puts the file together again: the parts that were filled, and the others still compressed.
func (a *archive) write(parts map[string][]byte) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, f := range a.zip.File {
		data, filled := parts[f.Name]
		if !filled {
			if err := z.Copy(f); err != nil {
				return nil, fmt.Errorf("%w: %w", ErrNotDOCX, err)
			}
			continue
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(data); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
