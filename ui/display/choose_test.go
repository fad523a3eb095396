package display

import "testing"

// The lists are as GLFW gives them; the names are those of real machines.
var (
	laptop    = Monitor{Name: "Generic PnP Monitor", Rect: Rect{0, 0, 1366, 768}, Primary: true}
	right     = Monitor{Name: "Generic PnP Monitor", Rect: Rect{1366, 0, 1920, 1080}}
	left      = Monitor{Name: "EPSON PJ", Rect: Rect{-1024, 0, 1024, 768}}
	above     = Monitor{Name: "HDMI-1", Rect: Rect{0, -1080, 1920, 1080}}
	mirrored  = Monitor{Name: "HDMI-1", Rect: Rect{0, 0, 1024, 768}}
	switched  = Monitor{Name: "HDMI-1", Rect: Rect{1366, 0, 0, 0}}
	projector = Monitor{Name: "HDMI-1", Rect: Rect{1366, 0, 1920, 1080}, Primary: true}
	second    = Monitor{Name: "eDP-1", Rect: Rect{0, 0, 1366, 768}}
)

func TestChoose(t *testing.T) {
	onLaptop := Rect{100, 50, 1200, 700}
	for name, c := range map[string]struct {
		list []Monitor
		desk Rect
		want Rect
		ok   bool
	}{
		"TV of 4K right of the laptop": {[]Monitor{laptop, {Name: "SAMSUNG", Rect: Rect{1366, 0, 3840, 2160}}}, onLaptop, Rect{1366, 0, 3840, 2160}, true},
		"below the laptop":             {[]Monitor{laptop, {Name: "PJ", Rect: Rect{0, 768, 1280, 800}}}, onLaptop, Rect{0, 768, 1280, 800}, true},
		"lid closed, projector alone":  {[]Monitor{{Name: "PJ", Rect: Rect{0, 0, 1024, 768}, Primary: true}}, onLaptop, Rect{}, false},
		"at 150 %, 2880 wide":          {[]Monitor{{Rect: Rect{0, 0, 2880, 1800}, Primary: true}, {Rect: Rect{2880, 0, 1024, 768}}}, Rect{60, 60, 2600, 1500}, Rect{2880, 0, 1024, 768}, true},
		"turned upright":               {[]Monitor{laptop, {Rect: Rect{1366, -600, 1080, 1920}}}, onLaptop, Rect{1366, -600, 1080, 1920}, true},
		"mirrored at another size":     {[]Monitor{laptop, {Rect: Rect{0, 0, 1920, 1080}}}, onLaptop, Rect{}, false},

		"no display":                     {nil, onLaptop, Rect{}, false},
		"one display":                    {[]Monitor{laptop}, onLaptop, Rect{}, false},
		"two of one name":                {[]Monitor{laptop, right}, onLaptop, right.Rect, true},
		"the other way round":            {[]Monitor{right, laptop}, onLaptop, right.Rect, true},
		"left of the laptop":             {[]Monitor{laptop, left}, onLaptop, left.Rect, true},
		"above the laptop":               {[]Monitor{laptop, above}, onLaptop, above.Rect, true},
		"mirrored":                       {[]Monitor{laptop, mirrored}, onLaptop, Rect{}, false},
		"going away":                     {[]Monitor{laptop, switched}, onLaptop, Rect{}, false},
		"desk dragged to the other":      {[]Monitor{laptop, right}, Rect{1500, 100, 1200, 700}, laptop.Rect, true},
		"desk mostly on the laptop":      {[]Monitor{laptop, right}, Rect{600, 100, 1200, 600}, right.Rect, true},
		"projector is the primary":       {[]Monitor{projector, second}, onLaptop, projector.Rect, true},
		"desk nowhere: primary is its":   {[]Monitor{laptop, right}, Rect{-9000, 0, 10, 10}, right.Rect, true},
		"three, primary not the desk's":  {[]Monitor{projector, second, left}, onLaptop, left.Rect, true},
		"three, two of them mirrored":    {[]Monitor{laptop, mirrored, right}, onLaptop, right.Rect, true},
		"desk without a size, at origin": {[]Monitor{laptop, right}, Rect{}, right.Rect, true},
	} {
		got, ok := Choose(c.list, c.desk)
		if got.Rect != c.want || ok != c.ok {
			t.Errorf("%s: %v %v, want %v %v", name, got.Rect, ok, c.want, c.ok)
		}
	}
}

func TestMirrored(t *testing.T) {
	desk := Rect{100, 50, 1200, 700}
	for name, c := range map[string]struct {
		list []Monitor
		want bool
	}{
		"no display":                  {nil, false},
		"one display":                 {[]Monitor{laptop}, false},
		"extended":                    {[]Monitor{laptop, right}, false},
		"extended to the left":        {[]Monitor{laptop, left}, false},
		"duplicated":                  {[]Monitor{laptop, mirrored}, true},
		"duplicated at its own size":  {[]Monitor{laptop, {Rect: Rect{0, 0, 1920, 1080}}}, true},
		"going away":                  {[]Monitor{laptop, {Rect: Rect{0, 0, 0, 0}}}, false},
		"duplicated, and a third one": {[]Monitor{laptop, mirrored, right}, true},
	} {
		if got := Mirrored(c.list, desk); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
