package sheet

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"sync"
)

// The styles of Party papers. Each is an entry of looks.json, where its look can be read and changed.
const (
	Party        = "party"        // ĐẢNG CỘNG SẢN VIỆT NAM
	Superior     = "superior"     // ĐẢNG BỘ XÃ …
	Issuer       = "issuer"       // CHI BỘ …
	Star         = "star"         // * below the issuing body
	Number       = "number"       // Số 05-NQ/CB
	PlaceDate    = "place-date"   // Vĩnh Mẫu, ngày …
	Draft        = "draft"        // Dự thảo lần 1
	Type         = "type"         // BIÊN BẢN
	Subject      = "subject"      // the line below the type
	Hyphens      = "hyphens"      // ----- below the subject
	Note         = "note"         // a remark below the title
	Heading      = "heading"      // I- …
	SubHeading   = "subheading"   // 1. …
	Body         = "body"         // the text
	LeadIn       = "lead-in"      // text that a table follows
	Plain        = "plain"        // a line of a text without forms
	CellText     = "cell"         // text in a table
	CellMid      = "cell-mid"     // centred text in a table
	CellHead     = "cell-head"    // head of a table
	Authority    = "authority"    // T/M CHI BỘ
	Post         = "post"         // BÍ THƯ
	Hint         = "hint"         // (ký, ghi rõ họ tên)
	Signer       = "signer"       // name of who signs
	Recipients   = "recipients"   // Nơi nhận:
	Recipient    = "recipient"    // one of them
	PageNumber   = "page-number"  // from page 2
	PosterTitle  = "poster-title" // a poster's heading
	PosterStep   = "poster-step"  // Bước 1: …
	PosterText   = "poster-text"  // what to type
	PosterRemark = "poster-note"  // small print
)

// Align is how the lines of a paragraph stand in its column.
type Align string

// The alignments.
const (
	Left    Align = "left"
	Center  Align = "center"
	Right   Align = "right"
	Justify Align = "justify"
)

// Look is how a style looks.
type Look struct {
	// Name is the style's name in Word.
	Name string `json:"name"`
	// Size of the letters, exact height of a line, room before and after a paragraph: points.
	Size   float64 `json:"size"`
	Line   float64 `json:"line"`
	Before float64 `json:"before,omitempty"`
	After  float64 `json:"after,omitempty"`
	// First is the indent of the first line in millimetres.
	First float64 `json:"first,omitempty"`
	Align Align   `json:"align"`
	B     bool    `json:"bold,omitempty"`
	I     bool    `json:"italic,omitempty"`
	U     bool    `json:"underline,omitempty"`
	// Keep keeps the paragraph whole and on the page of what follows it.
	Keep bool `json:"keep,omitempty"`
}

// Looks are the looks of all styles by style.
type Looks map[string]Look

//go:embed looks.json
var looksFile []byte

var standardLooks = sync.OnceValue(func() Looks {
	l, err := ParseLooks(looksFile)
	if err != nil {
		panic(err) // the file is part of the program; a test reads it
	}
	return l
})

// StandardLooks returns a copy of the looks of Party papers.
func StandardLooks() Looks { return maps.Clone(standardLooks()) }

// ParseLooks reads looks from JSON. It reports the first style that could not be printed.
func ParseLooks(data []byte) (Looks, error) {
	var l Looks
	if err := json.Unmarshal(data, &l); err != nil {
		return nil, fmt.Errorf("read looks: %w", err)
	}
	if _, ok := l[Body]; !ok {
		return nil, fmt.Errorf("read looks: no style %q", Body)
	}
	for style, k := range l {
		switch {
		case k.Name == "":
			return nil, fmt.Errorf("read looks: style %q has no name", style)
		case k.Size < 4 || k.Size > 200 || k.Line < k.Size || k.Line > 400:
			return nil, fmt.Errorf("read looks: style %q: letters of %g points on lines of %g points", style, k.Size, k.Line)
		case k.Before < 0 || k.After < 0 || k.First < 0 || k.Before > 200 || k.After > 200 || k.First > 60:
			return nil, fmt.Errorf("read looks: style %q: room around the paragraph out of bounds", style)
		}
		switch k.Align {
		case Left, Center, Right, Justify:
		default:
			return nil, fmt.Errorf("read looks: style %q: alignment %q", style, k.Align)
		}
	}
	return l, nil
}
