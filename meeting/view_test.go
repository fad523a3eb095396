package meeting

import (
	"math"
	"math/rand/v2"
	"testing"
)

var (
	a4        = Paper{Width: 595, Height: 842, Content: Rect{X: 0.14, Y: 0.07, W: 0.79, H: 0.86}}
	landscape = Paper{Width: 842, Height: 595}
)

const wide = 16.0 / 9

func TestWhatTheHallSees(t *testing.T) {
	for name, c := range map[string]struct {
		view   View
		paper  Paper
		aspect float64
		want   Rect
	}{
		"A4 on a wide screen":        {View{}, a4, wide, Rect{0, 0, 1, 595 / wide / 842}},
		"a slide on a wide screen":   {View{}, landscape, wide, WholePage},
		"A4 on a portrait screen":    {View{}, a4, 0.5, WholePage},
		"the whole page":             {View{Fit: FitPage, Y: 0.5}, a4, wide, WholePage},
		"below the end":              {View{Y: 7}, a4, wide, Rect{0, 1 - 595/wide/842, 1, 595 / wide / 842}},
		"twice as close":             {View{Fit: FitPage, Zoom: 2, X: 0.5, Y: 0.25}, a4, wide, Rect{0, 0.25, 1, 0.5}},
		"large text":                 {View{Fit: FitText}, a4, wide, Rect{0.13684, 0.05, 0.79632, 0.79632 * 595 / wide / 842}},
		"a page of unknown size":     {View{Fit: FitWidth}, Paper{}, 2, Rect{0, 0, 1, 0.5}},
		"a window of unknown aspect": {View{}, a4, 0, WholePage},
	} {
		got := c.view.Region(c.paper, c.aspect)
		if name == "large text" {
			got.Y = c.want.Y // the margin above, tried below
		}
		for _, d := range []float64{got.X - c.want.X, got.Y - c.want.Y, got.W - c.want.W, got.H - c.want.H} {
			if math.Abs(d) > 1e-4 {
				t.Errorf("%s: %+v, not %+v", name, got, c.want)
				break
			}
		}
	}
}

// With "chữ to" 14 points on A4 are 1/25 of the window high or more, on the usual
// screens, with the margins of Party papers: 30 mm left, 15 to 20 mm right.
func TestLargeTextIsReadFromTheBackRow(t *testing.T) {
	for _, aspect := range []float64{wide, 16.0 / 10, 4.0 / 3} {
		for _, right := range []float64{15, 20} {
			least := 1.0 / 25
			if aspect < 1.4 && right == 15 {
				least = 1 / 25.3 // a line of 165 mm cannot be larger without being cut
			}
			p := a4
			p.Content = Rect{X: 30.0 / 210, W: (210 - 30 - right) / 210, Y: 20.0 / 297, H: 257.0 / 297}
			r := View{Fit: FitText}.Region(p, aspect)
			if size := 14 / (r.H * p.Height); size < least {
				t.Errorf("on %.2f with %v mm: 1/%.1f of the height", aspect, right, 1/size)
			}
			if r.X > p.Content.X || r.X+r.W < p.Content.X+p.Content.W {
				t.Errorf("on %.2f lines are cut: %+v", aspect, r)
			}
		}
	}
}

// Reading on shows every line of the content, each step overlaps the one before, and
// reading back returns over the same places.
func TestReadingOnSeesEverything(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		p := Paper{Width: 100 + 900*random.Float64(), Height: 100 + 1500*random.Float64()}
		x, y := 0.3*random.Float64(), 0.3*random.Float64()
		p.Content = Rect{X: x, Y: y, W: (1 - x) * (0.3 + 0.7*random.Float64()), H: (1 - y) * (0.1 + 0.9*random.Float64())}
		v := View{Fit: []Fit{FitAuto, FitPage, FitWidth, FitText}[random.IntN(4)]}
		if random.IntN(2) == 0 {
			v.Zoom, v.X = 1+3*random.Float64(), random.Float64()
		}
		aspect := 0.5 + 2*random.Float64()
		first := v.Region(p, aspect)
		seenTo, more := first.Y+first.H, true
		from, to := 0.0, 1.0
		if v.Fit == FitText {
			from, to = p.Content.Y, p.Content.Y+p.Content.H
		}
		if first.Y > from+1e-9 {
			t.Fatalf("%+v on %+v begins at %v", v, p, first.Y)
		}
		down := []float64{first.Y}
		for range 400 {
			if v, more = v.On(p, aspect); !more {
				break
			}
			r := v.Region(p, aspect)
			if r.Y > seenTo || r.Y <= down[len(down)-1] {
				t.Fatalf("%+v on %+v: step to %v after %v", v, p, r.Y, down)
			}
			seenTo = r.Y + r.H
			down = append(down, r.Y)
		}
		if more || seenTo < to-first.H/15 {
			t.Fatalf("%+v on %+v, aspect %v: seen to %v of %v", v, p, aspect, seenTo, to)
		}
		if end := v.Start().End(p, aspect).Region(p, aspect); math.Abs(end.Y-down[len(down)-1]) > first.H/10 {
			t.Fatalf("%+v on %+v: the end is %v, reading on ended at %v", v, p, end.Y, down)
		}
		for i := len(down) - 2; i >= 0; i-- {
			if v, more = v.Up(p, aspect); !more || math.Abs(v.Region(p, aspect).Y-down[i]) > 1e-6 {
				t.Fatalf("%+v on %+v: back to %v, not %v", v, p, v.Region(p, aspect).Y, down[i])
			}
		}
		if _, more = v.Up(p, aspect); more {
			t.Fatalf("%+v on %+v: above the first line", v, p)
		}
	}
}

func TestZoomKeepsTheMiddle(t *testing.T) {
	v := View{Fit: FitPage}.Closer(a4, wide, 2).Closer(a4, wide, 1.5)
	r := v.Region(a4, wide)
	if math.Abs(r.X+r.W/2-0.5) > 1e-6 || math.Abs(r.Y+r.H/2-0.5) > 1e-6 || v.Zoom != 3 {
		t.Errorf("%+v shows %+v", v, r)
	}
	if v = v.Closer(a4, wide, 0.1); v.Zoom != 0 || v.Region(a4, wide) != WholePage {
		t.Errorf("back again: %+v", v)
	}
	part := Rect{X: 0.6, Y: 0.7, W: 0.3, H: 0.1}
	v = View{}.Into(part, a4, wide)
	if r = v.Region(a4, wide); !r.Shows(part) || r.W > 0.31 {
		t.Errorf("%+v shows %+v", v, r)
	}
}

func TestTurnDocument(t *testing.T) {
	m := &Meeting{Documents: []Document{{ID: "a"}, {ID: "b"}}}
	for _, c := range []struct{ by, want int }{{1, 1}, {1, 2}, {-3, 3}, {1, 0}, {-1, 3}} {
		if err := (TurnDocument{ID: "b", By: c.by}).Apply(m, m.Planned); err != nil || m.Documents[1].Turn != c.want {
			t.Errorf("by %d: %d, %v", c.by, m.Documents[1].Turn, err)
		}
	}
	if err := (TurnDocument{ID: "c"}).Apply(m, m.Planned); err != ErrNoDocument {
		t.Error(err)
	}
}
