package sheet

// Kind is what a step of a page draws.
type Kind uint8

// The steps.
const (
	// DrawText sets Text with its baseline beginning at X, Y.
	DrawText Kind = iota
	// DrawLine draws from X, Y to X2, Y2, Size points thick.
	DrawLine
	// DrawBox fills the rectangle between X, Y and X2, Y2.
	DrawBox
)

// Ink is the colour of a box or, on pages that no paper lays out, of a text; lines are black.
type Ink uint8

// The inks.
const (
	Black Ink = iota
	// Yellow marks a place that is not filled in.
	Yellow
	// Red and Grey are of charts.
	Red
	Grey
)

// Step draws one thing. Lengths are points from the top left corner of the page.
type Step struct {
	Kind         Kind
	X, Y, X2, Y2 float64
	// Size is the size of the letters, or the thickness of the line.
	Size float64
	Face Face
	Ink  Ink
	Text string
}

// Page is one page as steps in drawing order; its size is in points.
type Page struct {
	Width, Height float64
	Steps         []Step
}

// point is how many points a millimetre has.
const point = 72 / 25.4

// hairline is the thickness of the grid of tables and of the rule under a text, in points.
const hairline = 0.5

// strip is a horizontal part of the paper that no page break divides: a line, a row, a square of modules.
type strip struct {
	// gap is the room above, left out at the top of a page.
	gap, height float64
	// keep holds the strip on the page of the next one.
	keep bool
	// turn begins a new page.
	turn bool
	// head is printed above the strip when a page begins with it.
	head []strip
	// steps have their place across the page; their place down the page counts from the top of the strip.
	steps []Step
}

// Layout sets the paper on pages.
func Layout(d Doc) []Page {
	d, _ = Clean(d)
	return layout(d)
}

// layout sets a clean paper on pages.
func layout(d Doc) []Page {
	f := d.page()
	b := &builder{doc: d, x: f.Left * point, width: (f.Width - f.Left - f.Right) * point, height: (f.Height - f.Top - f.Bottom) * point}
	for _, block := range d.Blocks {
		switch block := block.(type) {
		case Para:
			b.para(block)
		case Table:
			b.table(block)
		case Modules:
			b.modules(block)
		}
	}
	return number(d, paginate(b.strips, f))
}

// builder turns blocks into strips of one column; all its lengths are points.
type builder struct {
	doc              Doc
	x, width, height float64
	strips           []strip
	// after is the room that the last block wants below itself.
	after float64
}

// para adds the lines of a paragraph. The room between paragraphs is the larger of what the two want (as in Word).
func (b *builder) para(p Para) {
	l := b.doc.look(p.Style)
	lines := setPara(p, l, b.x, b.width)
	for i := range lines {
		switch {
		case i == len(lines)-1:
			lines[i].keep = l.Keep
		case l.Keep, i == 0, i == len(lines)-2:
			lines[i].keep = true // never one line alone on a page
		}
	}
	lines[0].gap, lines[0].turn = max(b.after, l.Before+p.Gap), p.Break
	b.strips = append(b.strips, lines...)
	b.after = l.After
}

// modules adds a square of modules, centred, with the white margin that readers of QR codes need.
func (b *builder) modules(m Modules) {
	side := m.Size * point
	b.strips = append(b.strips, strip{
		gap: b.after, height: side, keep: true, steps: squares(m, b.x+(b.width-side)/2, side),
	})
	b.after = 0
}

// squares fills the black modules, each run in a row as one box. Four modules of white stand around them.
func squares(m Modules, x, side float64) []Step {
	const quiet = 4
	if len(m.Bits) == 0 {
		return nil
	}
	unit := side / float64(len(m.Bits)+2*quiet)
	var out []Step
	for r, row := range m.Bits {
		for c := 0; c < len(row); c++ {
			from := c
			for c < len(row) && row[c] {
				c++
			}
			if c > from {
				out = append(out, Step{
					Kind: DrawBox, X: x + unit*float64(from+quiet), X2: x + unit*float64(c+quiet),
					Y: unit * float64(r+quiet), Y2: unit * float64(r+quiet+1),
				})
			}
		}
	}
	return out
}

// paginate fills pages from the top. What is kept together begins a new page if it does not fit on the rest of this one,
// and is divided only when it is higher than a page.
func paginate(strips []strip, f Format) []Page {
	p := &pager{format: f, bottom: (f.Height - f.Bottom) * point}
	p.turn(nil)
	for i := 0; i < len(strips); {
		j := i + 1
		for j < len(strips) && strips[j-1].keep && !strips[j].turn {
			j++
		}
		high := -strips[i].gap
		for _, s := range strips[i:j] {
			high += s.gap + s.height
		}
		if !p.fresh && (strips[i].turn || p.y+strips[i].gap+high > p.bottom+0.01) {
			p.turn(strips[i].head)
		}
		for _, s := range strips[i:j] {
			p.place(s)
		}
		i = j
	}
	return p.pages
}

// pager is the page being filled.
type pager struct {
	format    Format
	pages     []Page
	y, bottom float64
	// fresh is set until something stands on the page.
	fresh bool
}

// turn begins a page, with the head of the table that goes on there.
func (p *pager) turn(head []strip) {
	p.pages = append(p.pages, Page{Width: p.format.Width * point, Height: p.format.Height * point})
	p.y = p.format.Top * point
	for _, s := range head {
		p.draw(s)
	}
	p.fresh = true
}

func (p *pager) place(s strip) {
	gap := s.gap
	if p.fresh {
		gap = 0
	}
	if !p.fresh && p.y+gap+s.height > p.bottom+0.01 {
		p.turn(s.head)
		gap = 0
	}
	p.y += gap
	p.draw(s)
	p.fresh = false
}

func (p *pager) draw(s strip) {
	page := &p.pages[len(p.pages)-1]
	for _, st := range s.steps {
		st.Y += p.y
		st.Y2 += p.y
		page.Steps = append(page.Steps, st)
	}
	p.y += s.height
}

// number prints the page numbers from page 2, centred between the margins.
func number(d Doc, pages []Page) []Page {
	f := d.page()
	if f.Number <= 0 {
		return pages
	}
	l := d.look(PageNumber)
	for i := 1; i < len(pages); i++ {
		lines := setPara(Text(PageNumber, itoa(i+1)), l, f.Left*point, (f.Width-f.Left-f.Right)*point)
		for _, st := range lines[0].steps {
			st.Y += f.Number * point
			pages[i].Steps = append(pages[i].Steps, st)
		}
	}
	return pages
}
