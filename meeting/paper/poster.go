package paper

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"

	"phonghop/docs/sheet"
)

// posterForm holds the words of the poster; forms/poster.json says them.
type posterForm struct {
	Title    string `json:"title"`
	WifiStep string `json:"wifi_step"`
	WifiName string `json:"wifi_name"`
	WifiKey  string `json:"wifi_key"`
	WifiOpen string `json:"wifi_open"`
	WifiAlt  string `json:"wifi_alt"`
	WifiNote string `json:"wifi_note"`
	JoinStep string `json:"join_step"`
	JoinOnly string `json:"join_only"`
	JoinAlt  string `json:"join_alt"`
	JoinNote string `json:"join_note"`
	Blank    string `json:"blank"`
}

//go:embed forms/poster.json
var posterFile []byte

var posterWords = sync.OnceValue(func() *posterForm {
	var f posterForm
	if err := json.Unmarshal(posterFile, &f); err != nil {
		panic(fmt.Errorf("read the form of the poster: %w", err))
	}
	return &f
})

// Join is what the page for joining says.
type Join struct {
	// Title of the meeting; may be empty.
	Title string
	// WifiName is empty where members need no Wi-Fi of the hall, WifiKey where it has no password.
	WifiName, WifiKey string
	// Address as people type it.
	Address string
	// WifiQR and JoinQR are the modules of the codes, true for black, without a margin; nil where there is none.
	WifiQR, JoinQR [][]bool
}

// The side of a code on the poster in millimetres: as large as one page allows.
const (
	largestCode  = 82
	smallestCode = 40
)

// JoinPoster is the page for joining on one sheet of A4, for a hall whose projector fails.
func JoinPoster(j Join) sheet.Doc {
	for side := float64(largestCode); ; side -= 3 {
		if d := joinPoster(j, side); side <= smallestCode || len(sheet.Layout(d)) == 1 {
			return d
		}
	}
}

func joinPoster(j Join, side float64) sheet.Doc {
	f := posterWords()
	d := sheet.Doc{Title: f.Title, Page: sheet.Format{Width: 210, Height: 297, Top: 15, Bottom: 12, Left: 18, Right: 18}}
	add := func(blocks ...sheet.Block) { d.Blocks = append(d.Blocks, blocks...) }
	add(sheet.Text(sheet.PosterTitle, f.Title))
	if j.Title != "" {
		add(sheet.Text(sheet.PosterText, j.Title))
	}
	step := f.JoinStep
	if j.WifiName == "" {
		step = f.JoinOnly
	} else {
		add(sheet.Text(sheet.PosterStep, f.WifiStep))
		addCode(&d, j.WifiQR, side, f.WifiAlt)
		add(label(f.WifiName, j.WifiName))
		if j.WifiKey == "" {
			add(sheet.Text(sheet.PosterText, f.WifiOpen))
		} else {
			add(label(f.WifiKey, j.WifiKey))
		}
		add(sheet.Text(sheet.PosterRemark, f.WifiNote))
	}
	add(sheet.Text(sheet.PosterStep, step))
	addCode(&d, j.JoinQR, side, f.JoinAlt)
	add(sheet.Text(sheet.PosterRemark, f.JoinNote))
	address := sheet.Span{Text: j.Address, B: true}
	if j.Address == "" {
		address = sheet.Span{Text: f.Blank, Missing: true}
	}
	add(sheet.Para{Style: sheet.PosterText, Spans: []sheet.Span{address}})
	return d
}

func addCode(d *sheet.Doc, bits [][]bool, side float64, alt string) {
	if len(bits) > 0 {
		d.Blocks = append(d.Blocks, sheet.Modules{Bits: bits, Size: side, Alt: alt})
	}
}

// label is what to type, with its name before it.
func label(name, value string) sheet.Para {
	return sheet.Para{Style: sheet.PosterText, Spans: []sheet.Span{{Text: name}, {Text: value, B: true}}}
}
