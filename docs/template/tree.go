package template

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// The bounds of one part.
const (
	maxDepth = 400
	maxNodes = 600_000
)

// Both namespaces of Word's text: that of the transitional standard, which Word writes, and the strict one.
var wordSpaces = []string{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
	"http://purl.oclc.org/ooxml/wordprocessingml/main",
}

// form tells the nodes apart.
type form uint8

const (
	element form = iota
	// chars is text between tags; of <w:t> it is unescaped, else as it stands in the file.
	chars
	// raw is anything else: comments, instructions.
	raw
	// aMark is a mark in place of its text.
	aMark
	// aBlock is what a pair of marks repeats or hides.
	aBlock
	// aBreak is the end of a line in a value, where a new paragraph begins.
	aBreak
)

// node is a part of the tree of a part. It keeps the bytes of its tags, so that unknown names and prefixes survive.
type node struct {
	form form
	// name is the name of an element; Word's own are without prefix, others keep theirs.
	name string
	// open is the start tag, or the bytes of chars and raw.
	open []byte
	// shut is the end tag; nil for <x/>.
	shut   []byte
	kids   []*node
	parent *node
	mark   *mark
}

// tree is a part of the file.
type tree struct {
	name string
	// prefix is that of Word's names here, with its colon.
	prefix string
	root   *node
	nodes  int
}

// part is the part's name as reports say it.
func (t *tree) part() string { return strings.TrimSuffix(path.Base(t.name), ".xml") }

// parse reads a part. The root of the tree stands for the whole file.
func parse(name string, data []byte) (*tree, error) {
	t := &tree{name: name, prefix: "w:", root: &node{}}
	dec := xml.NewDecoder(bytes.NewReader(data))
	at, depth := t.root, 0
	var from int64
	for {
		tok, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %s: %w", ErrNotDOCX, name, err)
		}
		to := dec.InputOffset()
		piece := data[from:to]
		from = to
		if t.nodes++; t.nodes > maxNodes {
			return nil, fmt.Errorf("%w: %s", ErrTooLarge, name)
		}
		switch tok := tok.(type) {
		case xml.Directive:
			return nil, fmt.Errorf("%w: %s has a document type", ErrNotDOCX, name)
		case xml.StartElement:
			if at == t.root {
				t.findPrefix(tok)
			}
			if depth++; depth > maxDepth {
				return nil, fmt.Errorf("%w: %s is nested too deeply", ErrTooLarge, name)
			}
			at = at.add(&node{name: t.local(tok.Name), open: piece})
		case xml.EndElement:
			if depth == 0 || at.name != t.local(tok.Name) {
				return nil, fmt.Errorf("%w: %s: </%s> out of place", ErrNotDOCX, name, tok.Name.Local)
			}
			if len(piece) > 0 {
				at.shut = piece
			}
			at, depth = at.parent, depth-1
		case xml.CharData:
			n := at.add(&node{form: chars, open: piece})
			if at.name == "t" {
				n.open = append([]byte(nil), tok...)
			}
		default:
			at.add(&node{form: raw, open: piece})
		}
	}
	if depth != 0 {
		return nil, fmt.Errorf("%w: %s ends too early", ErrNotDOCX, name)
	}
	return t, nil
}

// findPrefix takes the prefix of Word's names from the root element.
func (t *tree) findPrefix(root xml.StartElement) {
	for _, a := range root.Attr {
		for _, space := range wordSpaces {
			switch {
			case a.Value != space:
			case a.Name.Space == "xmlns":
				t.prefix = a.Name.Local + ":"
			case a.Name.Space == "" && a.Name.Local == "xmlns":
				t.prefix = ""
			}
		}
	}
}

// local is the name of an element: Word's own without prefix.
func (t *tree) local(n xml.Name) string {
	if n.Space != "" {
		n.Space += ":"
	}
	if n.Space == t.prefix {
		return n.Local
	}
	return n.Space + n.Local
}

func (n *node) add(kid *node) *node {
	kid.parent = n
	n.kids = append(n.kids, kid)
	return kid
}

// is tells an element of one of the names.
func (n *node) is(names ...string) bool {
	if n.form != element {
		return false
	}
	for _, name := range names {
		if n.name == name {
			return true
		}
	}
	return false
}

// kid is the first element of that name below the node, or nil.
func (n *node) kid(name string) *node {
	for _, k := range n.kids {
		if k.is(name) {
			return k
		}
	}
	return nil
}

// within is the nearest element of that name around the node, or nil.
func (n *node) within(name string) *node {
	for p := n.parent; p != nil; p = p.parent {
		if p.is(name) {
			return p
		}
	}
	return nil
}

// index is the place of a kid; -1 for a stranger.
func (n *node) index(kid *node) int {
	for i, k := range n.kids {
		if k == kid {
			return i
		}
	}
	return -1
}

// remove takes the node out of the tree.
func (n *node) remove() { n.replace() }

// replace puts others in the node's place.
func (n *node) replace(others ...*node) {
	p := n.parent
	i := p.index(n)
	kids := append([]*node(nil), p.kids[:i]...)
	kids = append(kids, others...)
	p.kids = append(kids, p.kids[i+1:]...)
	for _, o := range others {
		o.parent = p
	}
}

// wrap puts the kids from i to j, both included, into a block.
func (n *node) wrap(i, j int, block *node) {
	block.kids = append([]*node(nil), n.kids[i:j+1]...)
	for _, k := range block.kids {
		k.parent = block
	}
	kids := append([]*node(nil), n.kids[:i]...)
	kids = append(kids, block)
	n.kids = append(kids, n.kids[j+1:]...)
	block.parent = n
}
