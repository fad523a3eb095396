package template

import "strings"

// pair finds for every opening mark the one that closes it, and puts what lies between into a block. Inner pairs come first.
func (t *tree) pair(marks []*mark, report *Report) {
	var open []*mark
	wrong := func(kind Kind, m *mark) { report.Mistakes = append(report.Mistakes, Mistake{kind, m.place}) }
	var pairs [][2]*mark
	for _, m := range marks {
		switch m.sign {
		case '#', '^':
			open = append(open, m)
		case '/':
			if len(open) == 0 || open[len(open)-1].key() != m.key() {
				wrong(Unopened, m)
				continue
			}
			first := open[len(open)-1]
			open = open[:len(open)-1]
			first.end = m.at
			pairs = append(pairs, [2]*mark{first, m})
		}
	}
	for _, m := range open {
		wrong(Unclosed, m)
	}
	if len(report.Mistakes) > 0 {
		return
	}
	for _, p := range pairs {
		if !wrap(p[0], p[1]) {
			wrong(Mixed, p[0])
		}
	}
}

// wrap puts what stands between two marks into a block; false if nobody can tell what that is.
func wrap(a, b *mark) bool {
	around, from, to := common(a.node, b.node)
	block := &node{form: aBlock, mark: a}
	p := a.node.within("p")
	if p == nil {
		return false
	}
	if p == b.node.within("p") {
		if only(p, a.node, b.node) {
			a.node.remove()
			b.node.remove()
			return whole(p, block)
		}
		return inline(around, from, to, block, a, b)
	}
	kind := kindOf(around)
	if kind == "row" {
		return cells(around, block, a, b)
	}
	if !outside(around, a, b) {
		return false
	}
	switch kind {
	case "table":
		return rows(around, from, to, block, a, b)
	case "text":
		return between(around, from, to, block, a, b)
	}
	return false
}

// common is the nearest node around both, and its kids that hold them.
func common(a, b *node) (around, from, to *node) {
	up := map[*node]*node{}
	for n := a; n.parent != nil; n = n.parent {
		up[n.parent] = n
	}
	for n := b; n.parent != nil; n = n.parent {
		if from := up[n.parent]; from != nil {
			return n.parent, from, n
		}
	}
	return nil, a, b
}

// kindOf tells what a node holds: paragraphs, rows or cells. Content controls are told by what is in them.
func kindOf(n *node) string {
	for n.form == aBlock && n.parent != nil {
		n = n.parent
	}
	switch {
	case n.is("tr"):
		return "row"
	case n.is("tbl"):
		return "table"
	case n.is("sdtContent"):
		for _, k := range n.kids {
			switch {
			case k.is("tc"):
				return "row"
			case k.is("tr"):
				return "table"
			case k.is("p", "tbl"):
				return "text"
			}
		}
	case n.is("body", "tc", "hdr", "ftr", "footnote", "endnote", "txbxContent"):
		return "text"
	}
	return ""
}

// inside tells that a block was made of marks between these two.
func inside(block *node, a, b *mark) bool { return block.mark.at > a.at && block.mark.end < b.at }

// outside tells that all blocks around a node are those of outer pairs.
func outside(n *node, a, b *mark) bool {
	for ; n != nil; n = n.parent {
		if n.form == aBlock && (n.mark.at > a.at || n.mark.end < b.at) {
			return false
		}
	}
	return true
}

// whole puts one unit, a paragraph or a row, into a block, together with the blocks of inner pairs that hold just it.
func whole(unit *node, block *node) bool {
	for unit.parent.form == aBlock {
		if block.mark.at > unit.parent.mark.at || unit.parent.mark.end > block.mark.end {
			return false
		}
		unit = unit.parent
	}
	i := unit.parent.index(unit)
	unit.parent.wrap(i, i, block)
	return true
}

// inline is a pair around part of a paragraph.
func inline(around, from, to *node, block *node, a, b *mark) bool {
	if !outside(around, a, b) || from != a.node && !blank(from, a.node) || to != b.node && !blank(to, b.node) {
		return false
	}
	i, j := around.index(from), around.index(to)
	around.wrap(i, j, block)
	from.remove()
	to.remove()
	return true
}

// cells is a pair in two cells of a row: the row.
func cells(row *node, block *node, a, b *mark) bool {
	for !row.is("tr") {
		if row = row.parent; row == nil {
			return false
		}
	}
	drop(a.node)
	drop(b.node)
	return whole(row, block)
}

// rows is a pair in two rows: what lies between, and the rows themselves unless they hold only a mark.
func rows(table, from, to *node, block *node, a, b *mark) bool {
	for _, n := range []*node{from, to} {
		if n.form == aBlock && !inside(n, a, b) {
			return false
		}
	}
	emptyFrom, emptyTo := blank(from, a.node), blank(to, b.node)
	i, j := table.index(from), table.index(to)
	table.wrap(i, j, block)
	for _, e := range []struct {
		row   *node
		empty bool
		mark  *node
	}{{from, emptyFrom, a.node}, {to, emptyTo, b.node}} {
		if e.empty {
			e.row.remove()
		} else {
			drop(e.mark)
		}
	}
	return true
}

// between is a pair each alone in a paragraph: everything between.
func between(around, from, to *node, block *node, a, b *mark) bool {
	if !from.is("p", "sdt") || !to.is("p", "sdt") || !blank(from, a.node) || !blank(to, b.node) {
		return false
	}
	around.wrap(around.index(from), around.index(to), block)
	from.remove()
	to.remove()
	return true
}

// drop takes a mark out, and its paragraph if nothing is left in it and another one stands beside it.
func drop(m *node) {
	p := m.within("p")
	m.remove()
	if !blank(p, nil) {
		return
	}
	for _, k := range p.parent.kids {
		if k != p && k.is("p") {
			p.remove()
			return
		}
	}
}

// only tells that nothing stands in the paragraph before one mark and after the other.
func only(p, a, b *node) bool {
	var leaves []*node
	eachLeaf(p, func(n *node) { leaves = append(leaves, n) })
	return len(leaves) > 1 && leaves[0] == a && leaves[len(leaves)-1] == b
}

// blank tells that nothing can be seen in the node but that mark.
func blank(n, but *node) bool {
	empty := true
	eachLeaf(n, func(k *node) { empty = empty && k == but })
	return empty
}

// eachLeaf calls f for all that can be seen: texts, marks, blocks, pictures, ends of pages and sections.
func eachLeaf(n *node, f func(*node)) {
	switch {
	case n.form == aMark, n.form == aBlock:
		f(n)
	case n.form == chars:
		if n.parent.is("t") && strings.TrimSpace(string(n.open)) != "" {
			f(n)
		}
	case n.is("drawing", "pict", "object", "sym", "sectPr", "footnoteReference", "endnoteReference", "fldChar", "fldSimple"),
		n.is("br") && strings.Contains(string(n.open), `"page"`):
		f(n)
	default:
		for _, k := range n.kids {
			eachLeaf(k, f)
		}
	}
}
