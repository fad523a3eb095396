package sheet

import (
	"regexp"
	"strings"
)

// FromMarkdown turns a small part of Markdown into a Party paper: headings, paragraphs, bold and italic, lists, tables
// between bars, and lines of HTML comment, which are left out. Three habits of Party papers are recognised: a table that
// names the Party is the head of the paper, one that begins with "Nơi nhận:" is its end, and what stands between the title
// and the text (bold, italic, a line of hyphens) belongs to the title.
func FromMarkdown(src string) Doc {
	m := &markdown{}
	lines := strings.Split(strings.ReplaceAll(src, "\r\n", "\n"), "\n")
	for i := 0; i < len(lines); {
		switch line := strings.TrimSpace(lines[i]); {
		case line == "" || strings.HasPrefix(line, "<!--"):
			i++
		case strings.HasPrefix(line, "|"):
			from := i
			for i < len(lines) && strings.HasPrefix(strings.TrimSpace(lines[i]), "|") {
				i++
			}
			m.table(lines[from:i])
		default:
			text := line
			for i++; i < len(lines) && !standsAlone(text) && continues(lines[i]); i++ {
				text += " " + strings.TrimSpace(lines[i])
			}
			m.line(text)
		}
	}
	m.flushHead()
	return Doc{Title: m.title, Blocks: m.blocks}
}

// markdown is the paper as far as it has been read.
type markdown struct {
	blocks []Block
	title  string
	head   *Letterhead
	// top is set from the title until the text begins.
	top bool
}

var (
	hyphensLine = regexp.MustCompile(`^-{3,}$`)
	itemStart   = regexp.MustCompile(`^(-|\d+\.|[a-zđ]\)) `)
)

// standsAlone tells that a line is never continued by the next one.
func standsAlone(line string) bool {
	return strings.HasPrefix(line, "#") || hyphensLine.MatchString(line)
}

// continues tells that a line goes on with the paragraph before it.
func continues(line string) bool {
	line = strings.TrimSpace(line)
	return line != "" && !standsAlone(line) && !itemStart.MatchString(line) && !strings.HasPrefix(line, "|") && !strings.HasPrefix(line, "<!--")
}

// line adds a paragraph of any kind.
func (m *markdown) line(text string) {
	spans := inline(text)
	switch {
	case strings.HasPrefix(text, "# "):
		m.flushHead()
		m.top = true
		m.add(Para{Style: Type, Spans: inline(text[2:])})
		m.title = plainText(inline(text[2:]))
	case strings.HasPrefix(text, "## "):
		m.body(Para{Style: Heading, Spans: inline(text[3:])})
	case strings.HasPrefix(text, "### "):
		m.body(Para{Style: SubHeading, Spans: inline(text[4:])})
	case hyphensLine.MatchString(text):
		m.add(Text(Hyphens, "-----"))
	case m.head != nil && all(spans, func(s Span) bool { return s.I }):
		m.head.Draft = unmark(spans)
	case m.top && all(spans, func(s Span) bool { return s.B }):
		m.title += " " + plainText(spans)
		m.add(Para{Style: Subject, Spans: unmark(spans)})
	case m.top && all(spans, func(s Span) bool { return s.I }):
		m.add(Para{Style: Note, Spans: unmark(spans)})
	default:
		m.body(Para{Style: Body, Spans: spans})
	}
}

func (m *markdown) add(b Block) { m.blocks = append(m.blocks, b) }

func (m *markdown) body(b Block) {
	m.flushHead()
	m.top = false
	m.add(b)
}

// flushHead adds the head of the paper, which waits for a mark of draft below it.
func (m *markdown) flushHead() {
	if m.head != nil {
		m.add(m.head.Table())
		m.head = nil
	}
}

var manySpaces = regexp.MustCompile(` {2,}`)

// inline reads bold and italic. Several spaces are room left for the pen and stay as they are.
func inline(text string) []Span {
	if text == "*" {
		return []Span{{Text: text}} // the star below the issuing body
	}
	text = manySpaces.ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat(string(nbsp), len(s)) })
	var out []Span
	var s Span
	flush := func() {
		if s.Text != "" {
			out = append(out, s)
		}
		s.Text = ""
	}
	for text != "" {
		switch {
		case strings.HasPrefix(text, "**"):
			flush()
			s.B = !s.B
			text = text[2:]
		case strings.HasPrefix(text, "*"):
			flush()
			s.I = !s.I
			text = text[1:]
		default:
			i := strings.IndexByte(text, '*')
			if i < 0 {
				i = len(text)
			}
			s.Text += text[:i]
			text = text[i:]
		}
	}
	flush()
	return out
}

func all(spans []Span, is func(Span) bool) bool {
	for _, s := range spans {
		if !is(s) {
			return false
		}
	}
	return len(spans) > 0
}

// unmark takes the marks off, where the style says how the text looks.
func unmark(spans []Span) []Span {
	out := make([]Span, 0, len(spans))
	for _, s := range spans {
		out = append(out, Span{Text: s.Text})
	}
	return out
}

func plainText(spans []Span) string { return Para{Spans: spans}.String() }
