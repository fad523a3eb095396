package template

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	// runningNumber is the name of the running number in a list.
	runningNumber = "stt"
	// maxMarks bounds the marks of a part.
	maxMarks = 5000
	// maxName bounds a name, in bytes.
	maxName = 200
	// around is how many letters of the text around a mark a report has.
	around = 40
)

// mark is one mark of a template.
type mark struct {
	// sign is 0 for a value, else one of ? # ^ /.
	sign byte
	// name is as it is written, path what it means.
	name string
	path []string
	// text is the mark with its braces.
	text  string
	place Place
	node  *node
	// props are the properties of the run of its first brace.
	props *node
	// at is its place among the marks of the part; end that of the one that closes it.
	at, end int
}

func (m *mark) key() string { return strings.Join(m.path, ".") }

// fold is a name without what people write now this way, now that: case, marks of letters, spaces, underscores.
func fold(name string) string {
	var out strings.Builder
	for _, r := range norm.NFD.String(name) {
		switch r = unicode.ToLower(r); {
		case unicode.Is(unicode.Mn, r), unicode.IsSpace(r), r == '_', r == '\u200b', r == '\u00ad':
		case r == 'đ':
			out.WriteByte('d')
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// readMark reads what stands between the braces; false if it is no name.
func readMark(inside string) (*mark, bool) {
	m := &mark{text: "{{" + inside + "}}"}
	inside = strings.TrimSpace(norm.NFC.String(inside))
	if inside != "" && strings.IndexByte("?#^/", inside[0]) >= 0 {
		m.sign, inside = inside[0], strings.TrimSpace(inside[1:])
	}
	m.name = inside
	if inside == "." {
		m.path = []string{"."}
		return m, m.sign == 0 || m.sign == '?'
	}
	if len(inside) > maxName {
		return m, false
	}
	for _, step := range strings.Split(inside, ".") {
		step = fold(step)
		if step == "" || strings.ContainsFunc(step, func(r rune) bool { return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9') }) {
			return m, false
		}
		m.path = append(m.path, step)
	}
	return m, true
}

// piece is a stretch of a paragraph's text: a w:t, or something else between, which no mark may reach across.
type piece struct {
	node     *node
	from, to int
}

// findMarks finds the marks of the part and puts a node in the place of each. Mistakes go to the report.
func (t *tree) findMarks(report *Report) []*mark {
	t.tidy(t.root)
	var out []*mark
	for _, p := range t.paragraphs(t.root, nil) {
		out = append(out, t.marksOf(p, report)...)
		if len(out) > maxMarks {
			report.Mistakes = append(report.Mistakes, Mistake{Mixed, out[maxMarks].place})
			break
		}
	}
	for i, m := range out {
		m.at = i
	}
	return out
}

// tidy drops what Word strews between the letters and what means nothing: the findings of its spelling checker.
func (t *tree) tidy(n *node) {
	kept := n.kids[:0]
	for _, k := range n.kids {
		if !k.is("proofErr", "lastRenderedPageBreak") {
			t.tidy(k)
			kept = append(kept, k)
		}
	}
	n.kids = kept
}

// paragraphs are all paragraphs in reading order; one in a text box comes after that in which the box stands.
func (t *tree) paragraphs(n *node, out []*node) []*node {
	if n.is("p") {
		out = append(out, n)
	}
	for _, k := range n.kids {
		out = t.paragraphs(k, out)
	}
	return out
}

// pieces joins the text of a paragraph. What is no letter stands in it as a line feed.
func pieces(n *node, text *strings.Builder, out []piece) []piece {
	for _, k := range n.kids {
		switch {
		case k.is("p", "rPr", "pPr", "del"):
		case k.is("t"):
			from := text.Len()
			for _, c := range k.kids {
				if c.form == chars {
					text.Write(c.open)
				}
			}
			out = append(out, piece{k, from, text.Len()})
		case k.is("br", "tab", "cr", "sym", "noBreakHyphen", "drawing", "pict", "object", "fldChar"):
			text.WriteByte('\n')
			if k.is("drawing", "pict", "object") {
				continue
			}
			out = pieces(k, text, out)
		default:
			out = pieces(k, text, out)
		}
	}
	return out
}

// braces finds marks, and braces that make none.
var braces = regexp.MustCompile(`\{\{([^{}\n]*)\}\}|\{\{|\}\}`)

// marksOf finds the marks of one paragraph, cuts its runs there, and puts a node in the place of each mark.
func (t *tree) marksOf(p *node, report *Report) []*mark {
	var joined strings.Builder
	all := pieces(p, &joined, nil)
	text := joined.String()
	var marks []*mark
	var spans [][2]int
	for _, at := range braces.FindAllStringSubmatchIndex(text, -1) {
		place := Place{Mark: text[at[0]:at[1]], Near: near(text, at[0], at[1]), Part: t.part()}
		if at[2] < 0 {
			report.Mistakes = append(report.Mistakes, Mistake{HalfBrace, place})
			continue
		}
		m, ok := readMark(text[at[2]:at[3]])
		if !ok {
			report.Mistakes = append(report.Mistakes, Mistake{BadName, place})
			continue
		}
		m.place = place
		marks = append(marks, m)
		spans = append(spans, [2]int{at[0], at[1]})
	}
	if len(marks) == 0 {
		return nil
	}
	for _, pc := range all {
		t.cut(pc, text, marks, spans)
	}
	return marks
}

// near is the text around a mark, in one line.
func near(text string, from, to int) string {
	start, end := from, to
	for n := 0; n < around && start > 0; n++ {
		_, size := utf8.DecodeLastRuneInString(text[:start])
		start -= size
	}
	for n := 0; n < around && end < len(text); n++ {
		_, size := utf8.DecodeRuneInString(text[end:])
		end += size
	}
	return strings.Join(strings.Fields(text[start:end]), " ")
}

// cut takes the text of marks out of a w:t. Where a mark begins in it, its run is cut in two and the mark stands between.
func (t *tree) cut(pc piece, text string, marks []*mark, spans [][2]int) {
	from, touched := pc.from, false
	var parts []*node // texts and marks in place of the w:t
	keep := func(to int) {
		if to > from {
			parts = append(parts, t.textNode(text[from:to]))
		}
	}
	for i, s := range spans {
		if s[1] <= pc.from || s[0] >= pc.to {
			continue
		}
		touched = true
		keep(min(s[0], pc.to))
		if s[0] >= pc.from {
			m := marks[i]
			m.node = &node{form: aMark, mark: m}
			parts = append(parts, m.node)
		}
		from = max(from, min(s[1], pc.to))
	}
	if !touched {
		return
	}
	keep(pc.to)
	t.splitRun(pc.node, parts)
}

// splitRun replaces a w:t by texts and marks; marks are lifted out of its run.
func (t *tree) splitRun(old *node, parts []*node) {
	run := old.parent
	if !run.is("r") {
		old.replace(parts...)
		return
	}
	props := run.kid("rPr")
	at := run.index(old)
	before, after := run.kids[:at], run.kids[at+1:]
	var out []*node
	current := append([]*node(nil), before...)
	flush := func() {
		if hasContent(current) {
			out = append(out, runOf(run, props, current))
		}
		current = nil
	}
	for _, part := range parts {
		if part.form != aMark {
			current = append(current, part)
			continue
		}
		flush()
		part.mark.props = props
		out = append(out, part)
	}
	current = append(current, after...)
	// What follows in the run may be cut later: it must keep its place in the tree, so the old run goes on as the last one.
	rest := current
	if props != nil && (len(rest) == 0 || rest[0] != props) {
		rest = append([]*node{props}, rest...)
	}
	run.kids = rest
	for _, k := range rest {
		k.parent = run
	}
	if hasContent(rest) {
		out = append(out, run)
	}
	run.replace(out...)
}

// hasContent tells that a run with these kids says anything.
func hasContent(kids []*node) bool {
	for _, k := range kids {
		if k.form != chars && !k.is("rPr") || k.form == chars && strings.TrimSpace(string(k.open)) != "" {
			return true
		}
	}
	return false
}

// runOf is a run like another one with other contents.
func runOf(like, props *node, kids []*node) *node {
	r := &node{name: like.name, open: like.open, shut: like.shut}
	if props != nil && (len(kids) == 0 || kids[0] != props) {
		r.kids = append(r.kids, props)
	}
	r.kids = append(r.kids, kids...)
	for _, k := range r.kids {
		if k != props {
			k.parent = r
		}
	}
	return r
}

// textNode is a w:t of that text.
func (t *tree) textNode(text string) *node {
	n := &node{name: "t", open: []byte("<" + t.prefix + `t xml:space="preserve">`), shut: []byte("</" + t.prefix + "t>")}
	n.add(&node{form: chars, open: []byte(text)})
	return n
}
