package template

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	// maxSteps bounds the work on loops that print nothing.
	maxSteps = 1_500_000
	// firstID is the first number of drawings that are copies.
	firstID = 1 << 20
)

// filler fills parts with values.
type filler struct {
	root   object
	labels map[string]string
	report *Report
	nextID int
	// made are the bytes of values so far, written those of parts, steps the nodes that were looked at.
	made, written, steps int
	prefix               string
}

// part is the filled part.
func (f *filler) part(t *tree) ([]byte, error) {
	f.prefix = t.prefix
	kids, err := f.expand(t.root, &scope{value: f.root}, false)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", t.name, err)
	}
	var out bytes.Buffer
	for _, k := range kids {
		f.print(&out, k)
	}
	if f.written += out.Len(); f.written > maxOutput {
		return nil, fmt.Errorf("%s: %w", t.name, ErrTooLarge)
	}
	return out.Bytes(), nil
}

// expand returns the filled kids of a node. In a copy nothing may stand that can be in a file only once.
func (f *filler) expand(n *node, s *scope, again bool) ([]*node, error) {
	var out []*node
	for _, k := range n.kids {
		if f.steps++; f.steps > maxSteps || f.made > maxOutput {
			return nil, ErrTooLarge
		}
		var made []*node
		var err error
		switch k.form {
		case aMark:
			made = f.value(k.mark, s)
		case aBlock:
			made, err = f.block(k, s, again)
		case element:
			made, err = f.element(k, s, again)
		default:
			made = []*node{k}
		}
		if err != nil {
			return nil, err
		}
		out = append(out, made...)
	}
	return out, nil
}

// block fills what a pair repeats or hides.
func (f *filler) block(n *node, s *scope, again bool) ([]*node, error) {
	v, known := s.find(n.mark.path)
	if !known {
		f.report.Unknown = append(f.report.Unknown, n.mark.place)
	}
	if n.mark.sign == '^' {
		if filled(v) {
			return nil, nil
		}
		return f.expand(n, s, again)
	}
	if !filled(v) {
		return nil, nil
	}
	switch v := v.(type) {
	case []any:
		var out []*node
		for i, item := range v {
			if f.steps++; f.steps > maxSteps {
				return nil, ErrTooLarge
			}
			made, err := f.expand(n, &scope{value: item, number: i + 1, outer: s}, again || i > 0)
			if err != nil {
				return nil, err
			}
			out = append(out, made...)
		}
		return out, nil
	case object:
		return f.expand(n, &scope{value: v, outer: s}, again)
	}
	return f.expand(n, s, again)
}

// once are the elements that a file may have only once each.
var once = []string{"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "permStart", "permEnd", "sectPr"}

var (
	paragraphID = regexp.MustCompile(`\s[\w]+:(paraId|textId)="[^"]*"`)
	drawingID   = regexp.MustCompile(`\sid="[^"]*"`)
)

// element fills an element. A paragraph may become several.
func (f *filler) element(n *node, s *scope, again bool) ([]*node, error) {
	if again && n.is(once...) {
		return nil, nil
	}
	kids, err := f.expand(n, s, again)
	if err != nil {
		return nil, err
	}
	made := &node{name: n.name, open: n.open, shut: n.shut, kids: kids}
	if again {
		made.open = f.fresh(n)
	}
	switch {
	case n.is("p"):
		return f.split(made), nil
	case n.is("tbl") && !hasRows(kids) && hasRows(flat(n)):
		return nil, nil // a table without rows is no table for Word
	case n.is("tc", "body", "hdr", "ftr", "txbxContent", "footnote", "endnote"):
		made.kids = f.endWithText(kids)
	}
	return []*node{made}, nil
}

// fresh is the start tag of a copy.
func (f *filler) fresh(n *node) []byte {
	switch {
	case n.is("p", "tr"):
		return paragraphID.ReplaceAll(n.open, nil)
	case strings.HasSuffix(n.name, ":docPr"):
		f.nextID++
		return drawingID.ReplaceAll(n.open, fmt.Appendf(nil, ` id="%d"`, f.nextID))
	}
	return n.open
}

// flat are the kids of a node and of the blocks among them.
func flat(n *node) []*node {
	var out []*node
	for _, k := range n.kids {
		if k.form == aBlock {
			out = append(out, flat(k)...)
		} else {
			out = append(out, k)
		}
	}
	return out
}

func hasRows(kids []*node) bool {
	return slices.ContainsFunc(kids, func(k *node) bool { return k.is("tr", "sdt") })
}

// endWithText adds the paragraph with which a cell and a text must end.
func (f *filler) endWithText(kids []*node) []*node {
	at := len(kids)
	for i := len(kids) - 1; i >= 0; i-- {
		switch k := kids[i]; {
		case k.is("p", "sdt"):
			return kids
		case k.is("sectPr"):
			at = i
			continue
		case k.is("tbl", "tcPr"):
		default:
			continue
		}
		break
	}
	return slices.Insert(slices.Clone(kids), at, &node{name: "p", open: []byte("<" + f.prefix + "p/>")})
}

// split makes a paragraph of every line of the values in it.
func (f *filler) split(p *node) []*node {
	if !slices.ContainsFunc(p.kids, func(k *node) bool { return k.form == aBreak }) {
		return []*node{p}
	}
	props := p.kid("pPr")
	var out []*node
	next := func() *node {
		n := &node{name: p.name, open: p.open, shut: p.shut}
		if len(out) > 0 {
			n.open = paragraphID.ReplaceAll(p.open, nil)
			if props != nil {
				n.kids = []*node{props}
			}
		}
		out = append(out, n)
		return n
	}
	at := next()
	for _, k := range p.kids {
		if k.form == aBreak {
			at = next()
			continue
		}
		at.kids = append(at.kids, k)
	}
	if props != nil && props.kid("sectPr") != nil { // the section ends with the last of them
		for _, n := range out[:len(out)-1] {
			n.kids = slices.Clone(n.kids)
			n.kids[slices.Index(n.kids, props)] = props.without("sectPr")
		}
	}
	return out
}

// without is the element without kids of that name.
func (n *node) without(name string) *node {
	return &node{name: n.name, open: n.open, shut: n.shut, kids: slices.DeleteFunc(slices.Clone(n.kids), func(k *node) bool { return k.is(name) })}
}

// open places in values: the program's own sentences may have them.
var openPlace = regexp.MustCompile(`\[chưa điền: [^\]\n]*\]`)

// value prints a value in the place of its mark.
func (f *filler) value(m *mark, s *scope) []*node {
	v, known := s.find(m.path)
	if !known {
		f.report.Unknown = append(f.report.Unknown, m.place)
	}
	text, _ := v.(string)
	if list, ok := v.([]any); ok {
		text = joined(list)
	}
	text = strings.Trim(hygienic(text), "\n")
	if strings.TrimSpace(text) == "" {
		if m.sign == '?' {
			return nil
		}
		text = "[chưa điền: " + f.label(m) + "]"
	}
	var out []*node
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			out = append(out, &node{form: aBreak})
		}
		from := 0
		for _, at := range openPlace.FindAllStringIndex(line, -1) {
			out = append(out, f.run(m.props, line[from:at[0]], false)...)
			out = append(out, f.run(m.props, line[at[0]:at[1]], true)...)
			f.report.Missing = append(f.report.Missing, line[at[0]:at[1]])
			from = at[1]
		}
		out = append(out, f.run(m.props, line[from:], false)...)
	}
	return out
}

// joined are the texts of a plain list, as a sentence lists them.
func joined(list []any) string {
	var out []string
	for _, v := range list {
		if text, ok := v.(string); ok {
			out = append(out, text)
		}
	}
	return strings.Join(out, "; ")
}

// label says what belongs in a place.
func (f *filler) label(m *mark) string {
	label := f.labels[m.key()]
	if label == "" {
		label = f.labels[m.path[len(m.path)-1]]
	}
	if label == "" {
		label = strings.ReplaceAll(m.name, "_", " ")
	}
	return strings.NewReplacer("[", "(", "]", ")", "\n", " ").Replace(hygienic(label))
}

// hygienic is a text that may stand in a file: composed, its lines ended by line feeds, without what XML forbids.
func hygienic(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\v", "\n", "\u2028", "\n", "\u2029", "\n").Replace(text)
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return r
		case r < ' ', r >= 0x7f && r < 0xa0, r == 0xfffe, r == 0xffff, r == utf8.RuneError:
			return -1
		}
		return r
	}, text))
}

// run is a run of a value with the properties of its mark.
func (f *filler) run(props *node, text string, missing bool) []*node {
	if text == "" {
		return nil
	}
	p := f.prefix
	var x bytes.Buffer
	x.WriteString("<" + p + "r>")
	if missing {
		props = f.yellow(props)
	}
	if props != nil {
		f.print(&x, props)
	}
	for i, part := range strings.Split(text, "\t") {
		if i > 0 {
			x.WriteString("<" + p + "tab/>")
		}
		if part != "" {
			x.WriteString("<" + p + `t xml:space="preserve">`)
			escape(&x, []byte(part))
			x.WriteString("</" + p + "t>")
		}
	}
	x.WriteString("</" + p + "r>")
	f.made += x.Len()
	return []*node{{form: raw, open: x.Bytes()}}
}

// afterHighlight are the properties of a run that stand after its highlight (ECMA-376, 17.3.2.28).
var afterHighlight = strings.Fields("u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath rPrChange")

// yellow are the properties of a run with a yellow ground.
func (f *filler) yellow(props *node) *node {
	out := &node{name: "rPr", open: []byte("<" + f.prefix + "rPr>"), shut: []byte("</" + f.prefix + "rPr>")}
	if props != nil {
		out.kids = props.without("highlight").kids
	}
	at := slices.IndexFunc(out.kids, func(k *node) bool { return k.is(afterHighlight...) })
	if at < 0 {
		at = len(out.kids)
	}
	out.kids = slices.Insert(out.kids, at, &node{form: raw, open: []byte("<" + f.prefix + `highlight ` + f.prefix + `val="yellow"/>`)})
	return out
}

// print writes a filled node.
func (f *filler) print(out *bytes.Buffer, n *node) {
	switch n.form {
	case raw:
		out.Write(n.open)
	case aBreak: // in a link or a change a line cannot begin a paragraph
		out.WriteString("<" + f.prefix + "r><" + f.prefix + "br/></" + f.prefix + "r>")
	case chars:
		if n.parent != nil && n.parent.is("t") {
			escape(out, n.open)
		} else {
			out.Write(n.open)
		}
	case element:
		out.Write(n.open)
		for _, k := range n.kids {
			f.print(out, k)
		}
		out.Write(n.shut)
	}
}

// escape writes a text as XML. A carriage return or tab in it stays what it is.
func escape(out *bytes.Buffer, text []byte) { _ = xml.EscapeText(out, text) }
