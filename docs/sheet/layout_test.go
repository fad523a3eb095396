package sheet_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"phonghop/docs/sheet"
)

const mm = 72 / 25.4

// paperMaker makes random papers whose words name their place: "p7w3" is word 3 of paragraph 7.
type paperMaker struct {
	*rand.Rand
	doc  sheet.Doc
	want []string // all words in reading order, those of table heads once
}

func (g *paperMaker) words(name string, n int) []sheet.Span {
	var spans []sheet.Span
	for i := range n {
		w := fmt.Sprintf("%sw%d", name, i)
		g.want = append(g.want, w)
		pad := strings.Repeat("ẵ", g.IntN(5))
		spans = append(spans, sheet.Span{Text: w + pad, B: g.IntN(4) == 0, I: g.IntN(4) == 0, U: g.IntN(9) == 0, Missing: g.IntN(9) == 0})
		if i < n-1 {
			spans = append(spans, sheet.Span{Text: " "})
		}
	}
	return spans
}

func (g *paperMaker) cells(name string, cols, most int) sheet.Row {
	var row sheet.Row
	for c := range cols {
		row = append(row, sheet.Cell{{Style: sheet.CellText, Spans: g.words(fmt.Sprintf("%sc%d", name, c), 1+g.IntN(most))}})
	}
	return row
}

func (g *paperMaker) make() {
	for i := range 4 + g.IntN(30) {
		switch k := g.IntN(10); {
		case k == 0:
			g.doc.Blocks = append(g.doc.Blocks, sheet.Para{Style: sheet.Heading, Spans: g.words(fmt.Sprintf("h%d", i), 1+g.IntN(20))})
		case k == 1:
			t := sheet.Table{Cols: []float64{45, 50, 70}, Border: g.IntN(3) > 0}
			t.Head = []sheet.Row{g.cells(fmt.Sprintf("t%dhead", i), 3, 3)}
			for r := range 1 + g.IntN(18) {
				t.Rows = append(t.Rows, g.cells(fmt.Sprintf("t%dr%d", i, r), 3, 12))
			}
			g.doc.Blocks = append(g.doc.Blocks, t)
		case k == 2 && g.IntN(3) == 0:
			g.doc.Blocks = append(g.doc.Blocks, sheet.Modules{Bits: [][]bool{{true, false}, {true, true}}, Size: 40})
		default:
			g.doc.Blocks = append(g.doc.Blocks, sheet.Para{Style: sheet.Body, Spans: g.words(fmt.Sprintf("p%d", i), 1+g.IntN(90))})
		}
	}
	g.doc.Blocks = append(g.doc.Blocks, sheet.Para{Style: sheet.Body, Spans: g.words("plast", 1+g.IntN(60))})
	side := func(name string) sheet.Cell {
		return sheet.Cell{{Style: sheet.Authority, Spans: g.words(name+"a", 2)}, {Style: sheet.Signer, Spans: g.words(name+"b", 3), Gap: sheet.SignRoom}}
	}
	g.doc.Blocks = append(g.doc.Blocks, sheet.Signatures(side("sleft"), side("sright")))
}

// place is where a word came to stand.
type place struct {
	page int
	y    float64
}

// TestPagesOfRandomPapers holds 400 papers to the rules of a page: nothing lost, nothing outside the margins, no line alone,
// no heading at the foot of a page, rows and signatures whole, heads of tables repeated, numbers from page 2.
func TestPagesOfRandomPapers(t *testing.T) {
	crossed := 0
	for seed := range uint64(400) {
		g := &paperMaker{Rand: rand.New(rand.NewPCG(seed, 7))}
		g.make()
		pages := sheet.Layout(g.doc)
		places, heads := where(t, pages)
		for _, w := range g.want {
			if len(places[w]) != 1 && !strings.Contains(w, "head") {
				t.Fatalf("seed %d: word %s stands %d times", seed, w, len(places[w]))
			}
		}
		checkMargins(t, seed, pages)
		for i, b := range g.doc.Blocks {
			switch b := b.(type) {
			case sheet.Para:
				checkLines(t, seed, b, places)
				if b.Style == sheet.Heading {
					checkHeading(t, seed, g.doc.Blocks[i+1], b, places)
				}
			case sheet.Table:
				crossed += checkRows(t, seed, b, places, heads)
			}
		}
		if t.Failed() {
			return
		}
	}
	if crossed < 50 {
		t.Errorf("only %d tables went over a page: the papers test nothing", crossed)
	}
	t.Logf("%d tables over a page break", crossed)
}

// where finds the words on the pages, and the pages on which each head of a table stands.
func where(t *testing.T, pages []sheet.Page) (map[string][]place, map[string][]int) {
	t.Helper()
	places, heads := map[string][]place{}, map[string][]int{}
	for n, page := range pages {
		for _, s := range page.Steps {
			if s.Kind != sheet.DrawText {
				continue
			}
			w, _, _ := strings.Cut(strings.TrimRight(s.Text, " "), "ẵ")
			if w == "" {
				continue
			}
			places[w] = append(places[w], place{n, s.Y})
			if table, rest, ok := strings.Cut(w, "head"); ok && rest == "c0w0" {
				heads[table] = append(heads[table], n)
			}
		}
	}
	return places, heads
}

func checkMargins(t *testing.T, seed uint64, pages []sheet.Page) {
	t.Helper()
	for n, page := range pages {
		numbered := false
		for _, s := range page.Steps {
			left, right, top, bottom := s.X, s.X2, s.Y, s.Y2
			if s.Kind == sheet.DrawText {
				right = s.X + sheet.Width(s.Face, s.Size, strings.TrimRight(s.Text, " "))
				top, bottom = s.Y-0.7*s.Size, s.Y+0.2*s.Size
				if s.Y < 20*mm && s.Text == fmt.Sprint(n+1) && n > 0 {
					numbered = true
					if mid := (left + right) / 2; math.Abs(mid-(30+165.0/2)*mm) > 0.5 || math.Abs(s.Y-10*mm-0.8*18) > 0.01 {
						t.Errorf("seed %d: number of page %d at %.1f, %.1f", seed, n+1, mid, s.Y)
					}
					continue
				}
			}
			if left < 30*mm-0.5 || right > 195*mm+0.5 || top < 20*mm-0.5 || bottom > 277*mm+1 {
				t.Errorf("seed %d, page %d: %q outside the margins: %.1f-%.1f, %.1f-%.1f", seed, n+1, s.Text, left, right, top, bottom)
			}
		}
		if numbered != (n > 0) {
			t.Errorf("seed %d: page %d: number printed: %v", seed, n+1, numbered)
		}
	}
}

// lines are the places of the lines of a paragraph.
func lines(b sheet.Para, places map[string][]place) []place {
	var out []place
	for _, s := range b.Spans {
		w, _, _ := strings.Cut(s.Text, "ẵ")
		if p := places[w]; len(p) == 1 && (len(out) == 0 || out[len(out)-1] != p[0]) {
			out = append(out, p[0])
		}
	}
	return out
}

// checkLines holds a paragraph to "never one line alone".
func checkLines(t *testing.T, seed uint64, b sheet.Para, places map[string][]place) {
	t.Helper()
	all := lines(b, places)
	count := map[int]int{}
	for _, p := range all {
		count[p.page]++
	}
	for page, n := range count {
		if n == 1 && len(count) > 1 && len(all) > 1 {
			t.Errorf("seed %d: one of %d lines of %q alone on page %d", seed, len(all), b.Spans[0].Text, page+1)
		}
	}
	if b.Style == sheet.Heading && len(count) > 1 {
		t.Errorf("seed %d: heading %q is torn", seed, b.Spans[0].Text)
	}
}

// checkHeading holds a heading to the page of what follows it.
func checkHeading(t *testing.T, seed uint64, next sheet.Block, b sheet.Para, places map[string][]place) {
	t.Helper()
	first := ""
	switch next := next.(type) {
	case sheet.Para:
		first = next.Spans[0].Text
	case sheet.Table:
		first = append(next.Head, next.Rows...)[0][0][0].Spans[0].Text
	default:
		return
	}
	w, _, _ := strings.Cut(first, "ẵ")
	all := lines(b, places)
	if here := all[len(all)-1].page; places[w][0].page != here {
		t.Errorf("seed %d: heading %q at the foot of page %d, %s on page %d", seed, b.Spans[0].Text, here+1, w, places[w][0].page+1)
	}
}

// checkRows holds the rows of a table together and its head on each page; it returns 1 for a table over a page break.
func checkRows(t *testing.T, seed uint64, b sheet.Table, places map[string][]place, heads map[string][]int) int {
	t.Helper()
	pages := map[int]bool{}
	name := ""
	for _, row := range b.Rows {
		on := map[int]bool{}
		for _, cell := range row {
			for _, p := range cell {
				for _, at := range lines(p, places) {
					on[at.page], pages[at.page] = true, true
				}
			}
		}
		name = row[0][0].Spans[0].Text
		if len(on) != 1 {
			t.Errorf("seed %d: row %q on %d pages", seed, name, len(on))
		}
	}
	if b.KeepAll {
		last := places["plastw0"][0]
		for p := range pages {
			if len(pages) != 1 || last.page > p {
				t.Errorf("seed %d: signatures torn over %v", seed, pages)
			}
		}
		before := 0
		for w, at := range places {
			if strings.HasPrefix(w, "plast") {
				before = max(before, at[0].page)
			}
		}
		if !pages[before] {
			t.Errorf("seed %d: signatures alone on their page", seed)
		}
		return 0
	}
	table, _, _ := strings.Cut(name, "r")
	for p := range pages {
		if !slices.Contains(heads[table], p) {
			t.Errorf("seed %d: table %s goes on without its head on page %d; heads on %v", seed, table, p+1, heads[table])
		}
	}
	if len(heads[table]) != len(pages) {
		t.Errorf("seed %d: table %s: %d heads on %d pages", seed, table, len(heads[table]), len(pages))
	}
	return min(1, len(pages)-1)
}

// TestRowHigherThanPage cuts the one row that no page can hold, without losing a word of it.
func TestRowHigherThanPage(t *testing.T) {
	g := &paperMaker{Rand: rand.New(rand.NewPCG(1, 1))}
	row := append(g.cells("t0r0", 1, 1), sheet.Cell{{Style: sheet.CellText, Spans: g.words("long", 1500)}})
	head := sheet.Row{{sheet.Text(sheet.CellHead, "t0headc0w0")}, {sheet.Text(sheet.CellHead, "x")}}
	g.doc.Blocks = []sheet.Block{sheet.Text(sheet.Body, "a"), sheet.Table{Cols: []float64{45, 120}, Border: true, Head: []sheet.Row{head}, Rows: []sheet.Row{row}}}
	pages := sheet.Layout(g.doc)
	places, heads := where(t, pages)
	for _, w := range g.want {
		if len(places[w]) != 1 {
			t.Errorf("word %s stands %d times", w, len(places[w]))
		}
	}
	checkMargins(t, 0, pages)
	if len(pages) < 3 || len(heads["t0"]) < len(pages)-1 {
		t.Errorf("%d pages, heads on %v", len(pages), heads["t0"])
	}
}

// TestJustified holds full lines to both margins and leaves last lines as they are.
func TestJustified(t *testing.T) {
	d := sheet.Doc{Blocks: []sheet.Block{sheet.Text(sheet.Body, strings.Repeat("Chi bộ thống nhất báo cáo tháng 11. ", 20)+"\nXuống dòng giữa đoạn.")}}
	right := map[float64]float64{}
	var ys []float64
	for _, s := range sheet.Layout(d)[0].Steps {
		if _, ok := right[s.Y]; !ok {
			ys = append(ys, s.Y)
		}
		right[s.Y] = max(right[s.Y], s.X+sheet.Width(s.Face, s.Size, strings.TrimRight(s.Text, " ")))
	}
	for i, y := range ys {
		full := math.Abs(right[y]-195*mm) < 0.01
		if full != (i < len(ys)-2) {
			t.Errorf("line %d of %d ends at %.2f mm", i+1, len(ys), right[y]/mm)
		}
		if i > 0 && math.Abs(y-ys[i-1]-20) > 0.001 {
			t.Errorf("line %d is %.2f points below the one above, not exactly 20", i+1, y-ys[i-1])
		}
	}
}

// TestLongWord cuts a word that no line can hold.
func TestLongWord(t *testing.T) {
	long := strings.Repeat("ưởn", 200)
	var got strings.Builder
	for _, s := range sheet.Layout(sheet.Doc{Blocks: []sheet.Block{sheet.Text(sheet.Body, "a "+long+" b")}})[0].Steps {
		got.WriteString(s.Text)
		if end := s.X + sheet.Width(s.Face, s.Size, strings.TrimRight(s.Text, " ")); end > 195*mm+0.5 {
			t.Errorf("a piece ends at %.1f mm", end/mm)
		}
	}
	if strings.ReplaceAll(got.String(), " ", "") != "a"+long+"b" {
		t.Error("letters lost")
	}
}

// TestMarks draws yellow behind a place that is not filled in, its spaces included, and a line under what is underlined.
func TestMarks(t *testing.T) {
	d := sheet.Doc{Blocks: []sheet.Block{sheet.Para{Style: sheet.CellText, Spans: []sheet.Span{
		{Text: "Số "}, {Text: "chưa điền", Missing: true}, {Text: " và "}, {Text: "gạch dưới", U: true},
	}}}}
	x := func(text string) float64 { return 30*mm + sheet.Width(sheet.Regular, 13, text) }
	cover := map[sheet.Kind][2]float64{sheet.DrawBox: {math.Inf(1), 0}, sheet.DrawLine: {math.Inf(1), 0}}
	wide := map[sheet.Kind]float64{}
	for i, s := range sheet.Layout(d)[0].Steps {
		if s.Kind == sheet.DrawText {
			continue
		}
		if s.Kind == sheet.DrawBox && (s.Ink != sheet.Yellow || i > 1) {
			t.Errorf("step %d: %+v: yellow stands behind the text", i, s)
		}
		cover[s.Kind] = [2]float64{min(cover[s.Kind][0], s.X), max(cover[s.Kind][1], s.X2)}
		wide[s.Kind] += s.X2 - s.X
	}
	for kind, want := range map[sheet.Kind][2]float64{
		sheet.DrawBox: {x("Số "), x("Số chưa điền")}, sheet.DrawLine: {x("Số chưa điền và "), x("Số chưa điền và gạch dưới")},
	} {
		got := cover[kind]
		if math.Abs(got[0]-want[0])+math.Abs(got[1]-want[1]) > 0.1 || math.Abs(wide[kind]-(want[1]-want[0])) > 0.1 {
			t.Errorf("kind %d from %.1f to %.1f, %.1f wide; want %.1f", kind, got[0], got[1], wide[kind], want)
		}
	}
}
