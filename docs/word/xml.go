package word

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// errNoPart means that the file has no such part.
var errNoPart = errors.New("no such part")

// part reads one part from its outermost element on.
func (f *file) part(name string, read func(*parser) error) error {
	part, ok := f.parts[name]
	if !ok {
		return fmt.Errorf("%w: %s", errNoPart, name)
	}
	r, err := part.Open()
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	defer r.Close()
	p := &parser{dec: xml.NewDecoder(&bounded{r: r, part: maxPart, all: &f.left})}
	return p.each(func(element) error { return read(p) })
}

// bounded ends with ErrTooLarge where a part, or all parts together, are too long.
type bounded struct {
	r    io.Reader
	part int64
	all  *int64
}

func (b *bounded) Read(to []byte) (int, error) {
	n, err := b.r.Read(to)
	b.part -= int64(n)
	*b.all -= int64(n)
	switch {
	case b.part < 0 || *b.all < 0:
		return 0, fmt.Errorf("%w: over %d MB unpacked", ErrTooLarge, maxPart>>20)
	case errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrFormat), errors.Is(err, io.ErrUnexpectedEOF):
		return n, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return n, err
}

// parser goes through XML as a stream. It follows nothing that points out of it: encoding/xml knows no external entities.
type parser struct {
	dec   *xml.Decoder
	depth int
}

// element is the start of an element.
type element struct {
	// name is the name in WordprocessingML, and with a short prefix in the other languages of a Word file.
	name  string
	attrs []xml.Attr
}

// attr is the value of an attribute; empty if there is none.
func (e element) attr(name string) string {
	for _, a := range e.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// on is what an element says that switches something: on, unless it says otherwise.
func (e element) on() toggle {
	switch e.attr("val") {
	case "0", "false", "off", "none":
		return off
	}
	return on
}

// each calls handle for every element directly within the one that was read last, to its end. What handle does not read,
// it skips.
func (p *parser) each(handle func(element) error) error {
	for {
		t, err := p.dec.Token()
		switch {
		case errors.Is(err, io.EOF) && p.depth == 0:
			return nil
		case errors.Is(err, ErrTooLarge):
			return err
		case err != nil:
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		switch t := t.(type) {
		case xml.StartElement:
			if p.depth++; p.depth > maxDepth {
				return fmt.Errorf("%w: over %d elements within each other", ErrTooLarge, maxDepth)
			}
			if err := handle(element{name: named(t.Name), attrs: t.Attr}); err != nil {
				return err
			}
		case xml.EndElement:
			p.depth--
			return nil
		}
	}
}

// skip passes over what is within the element that was read last.
func (p *parser) skip() error {
	return p.each(func(element) error { return p.skip() })
}

// text is the text directly within the element that was read last.
func (p *parser) text() (string, error) {
	var out strings.Builder
	for {
		t, err := p.dec.Token()
		switch {
		case errors.Is(err, ErrTooLarge):
			return "", err
		case err != nil:
			return "", fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		switch t := t.(type) {
		case xml.CharData:
			out.Write(t)
		case xml.StartElement:
			p.depth++
			if err := p.skip(); err != nil {
				return "", err
			}
		case xml.EndElement:
			p.depth--
			return out.String(), nil
		}
	}
}

// prefixes are the short prefixes of other languages, by what their names end with.
var prefixes = []struct{ end, prefix string }{
	{"/wordprocessingml/2006/main", ""},
	{"/wordprocessingml/main", ""},
	{"/markup-compatibility/2006", "mc:"},
	{"/drawingml/2006/main", "a:"},
	{"/drawingml/main", "a:"},
	{"/officeDocument/2006/math", "m:"},
	{"/officeDocument/math", "m:"},
}

func named(n xml.Name) string {
	for _, p := range prefixes {
		if strings.HasSuffix(n.Space, p.end) {
			return p.prefix + n.Local
		}
	}
	return "other:" + n.Local
}
