package template

import (
	"strconv"
	"strings"
)

// style is how a paragraph and its letters look, as far as a paper can show it. Absent values are those of what it is
// based on.
type style struct {
	align                                *string
	before, after, line, first, left     *int // twentieths of a point
	rule                                 *string
	half                                 *int // half points
	bold, italic, underline, hidden      *bool
	keep, pageBreak, yellow, under, list *bool
}

// over completes the style by another one.
func (s style) over(base style) style {
	pick(&s.align, base.align)
	pick(&s.rule, base.rule)
	for _, v := range [][2]**int{
		{&s.before, &base.before}, {&s.after, &base.after}, {&s.line, &base.line}, {&s.first, &base.first}, {&s.left, &base.left}, {&s.half, &base.half},
	} {
		pick(v[0], *v[1])
	}
	for _, v := range [][2]**bool{
		{&s.bold, &base.bold},
		{&s.italic, &base.italic},
		{&s.underline, &base.underline},
		{&s.hidden, &base.hidden},
		{&s.keep, &base.keep},
		{&s.pageBreak, &base.pageBreak},
		{&s.yellow, &base.yellow},
		{&s.under, &base.under},
		{&s.list, &base.list},
	} {
		pick(v[0], *v[1])
	}
	return s
}

func pick[T any](to **T, base *T) {
	if *to == nil {
		*to = base
	}
}

// or is a value, or what stands for none.
func or[T any](v *T, none T) T {
	if v == nil {
		return none
	}
	return *v
}

// attr is an attribute of an element, whatever its prefix.
func (n *node) attr(name string) string {
	tag := string(n.open)
	for at := 0; ; {
		i := strings.Index(tag[at:], name+`=`)
		if i < 0 {
			return ""
		}
		at += i
		quoted := at + len(name) + 1
		if at > 0 && strings.IndexByte(" \t\r\n:", tag[at-1]) >= 0 && quoted < len(tag) && (tag[quoted] == '"' || tag[quoted] == '\'') {
			value, _, _ := strings.Cut(tag[quoted+1:], tag[quoted:quoted+1])
			return value
		}
		at = quoted
	}
}

// number is an attribute as a whole number; nil if it is none.
func (n *node) number(name string) *int {
	v, err := strconv.ParseFloat(n.attr(name), 64)
	if err != nil || v < -100_000 || v > 100_000 {
		return nil
	}
	i := int(v)
	return &i
}

// on is what a switch such as <w:b/> says.
func (n *node) on() *bool {
	v := n.attr("val")
	yes := v != "0" && v != "false" && v != "off" && v != "none"
	return &yes
}

// paragraphStyle reads w:pPr.
func paragraphStyle(n *node) style {
	var s style
	if n == nil {
		return s
	}
	for _, k := range n.kids {
		switch {
		case k.is("jc"):
			v := k.attr("val")
			s.align = &v
		case k.is("spacing"):
			s.before, s.after, s.line = k.number("before"), k.number("after"), k.number("line")
			if rule := k.attr("lineRule"); s.line != nil || rule != "" {
				s.rule = &rule
			}
		case k.is("ind"):
			s.first, s.left = k.number("firstLine"), k.number("left")
			if s.left == nil {
				s.left = k.number("start")
			}
		case k.is("keepNext"):
			s.keep = k.on()
		case k.is("pageBreakBefore"):
			s.pageBreak = k.on()
		case k.is("numPr"):
			yes := true
			if id := k.kid("numId"); id != nil && id.attr("val") == "0" {
				yes = false
			}
			s.list = &yes
		case k.is("pBdr"):
			if b := k.kid("bottom"); b != nil {
				s.under = b.on()
			}
		}
	}
	return s
}

// letterStyle reads w:rPr.
func letterStyle(n *node) style {
	var s style
	if n == nil {
		return s
	}
	for _, k := range n.kids {
		switch {
		case k.is("b"):
			s.bold = k.on()
		case k.is("i"):
			s.italic = k.on()
		case k.is("u"):
			s.underline = k.on()
		case k.is("vanish"):
			s.hidden = k.on()
		case k.is("highlight"):
			s.yellow = k.on()
		case k.is("sz"):
			s.half = k.number("val")
		}
	}
	return s
}

// styles are the styles of a file by id.
type styles struct {
	all   map[string]*node
	usual string
	base  style
}

// readStyles reads the part with the styles; there may be none.
func readStyles(t *tree) *styles {
	s := &styles{all: map[string]*node{}}
	if t == nil {
		return s
	}
	for _, root := range t.root.kids {
		for _, n := range root.kids {
			switch {
			case n.is("docDefaults"):
				if d := n.kid("pPrDefault"); d != nil {
					s.base = paragraphStyle(d.kid("pPr"))
				}
				if d := n.kid("rPrDefault"); d != nil {
					s.base = letterStyle(d.kid("rPr")).over(s.base)
				}
			case n.is("style"):
				s.all[n.attr("styleId")] = n
				if v := n.attr("default"); n.attr("type") == "paragraph" && (v == "1" || v == "true") {
					s.usual = n.attr("styleId")
				}
			}
		}
	}
	return s
}

// maxBased bounds how many styles may be based one on the other.
const maxBased = 30

// of is the style of that id with all that it is based on.
func (s *styles) of(id string) style {
	var out style
	for range maxBased {
		n := s.all[id]
		if n == nil {
			break
		}
		out = out.over(paragraphStyle(n.kid("pPr")).over(letterStyle(n.kid("rPr"))))
		if id = ""; n.kid("basedOn") != nil {
			id = n.kid("basedOn").attr("val")
		}
	}
	return out
}
