package meeting

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// Tool is what a stroke was drawn with.
type Tool string

// The tools.
const (
	Pen    Tool = "pen"    // bút
	Marker Tool = "marker" // bút đánh dấu: letters stay readable through it
)

// Bounds of what is drawn on one page.
const (
	MaxStrokes = 200  // strokes of a page
	MaxPoints  = 1000 // points of a stroke
)

// Stroke is a line drawn on a page in the meeting.
type Stroke struct {
	Tool Tool `json:"tool"`
	// Points are x and y in turn, in parts of the page's width and height as it lies in
	// its file, not turned.
	Points []float32 `json:"points"`
}

// InkKey is the key of a page's strokes; pages count from 0.
func InkKey(document string, page int) string { return fmt.Sprintf("%s/%d", document, page) }

// InkOn returns what is drawn on a page, counted from 0. It must not be changed.
func (m *Meeting) InkOn(document string, page int) []Stroke { return m.Ink[InkKey(document, page)] }

// PutStroke draws a stroke on a page.
type PutStroke struct {
	Document string
	Page     int // from 0
	Stroke   Stroke
}

// Topics implements [Command].
func (PutStroke) Topics() Topic { return TopicInk }

// Apply implements [Command].
func (c PutStroke) Apply(m *Meeting, _ time.Time) error {
	if d, ok := m.Document(c.Document); !ok || c.Page < 0 || c.Page >= d.Pages {
		return ErrNoDocument
	}
	n := len(c.Stroke.Points)
	if n < 4 || n%2 != 0 || n > 2*MaxPoints || c.Stroke.Tool != Pen && c.Stroke.Tool != Marker {
		return ErrBadStroke
	}
	s := Stroke{Tool: c.Stroke.Tool, Points: make([]float32, n)}
	for i, v := range c.Stroke.Points {
		if !(v >= -1 && v <= 2) { // a hand may slip over the edge
			return ErrBadStroke
		}
		s.Points[i] = float32(math.Round(float64(v)*1e4) / 1e4)
	}
	key := InkKey(c.Document, c.Page)
	if len(m.Ink[key]) >= MaxStrokes {
		return ErrTooMuchInk
	}
	m.Ink[key] = append(slices.Clip(m.Ink[key]), s)
	return nil
}

// UndoStroke takes the last stroke off a page. A page without any is left as it is.
type UndoStroke struct {
	Document string
	Page     int // from 0
}

// Topics implements [Command].
func (UndoStroke) Topics() Topic { return TopicInk }

// Apply implements [Command].
func (c UndoStroke) Apply(m *Meeting, _ time.Time) error {
	key := InkKey(c.Document, c.Page)
	if n := len(m.Ink[key]); n > 1 {
		m.Ink[key] = slices.Clip(m.Ink[key][:n-1])
	} else {
		delete(m.Ink, key)
	}
	return nil
}

// ClearStrokes takes all strokes off a page.
type ClearStrokes struct {
	Document string
	Page     int // from 0
}

// Topics implements [Command].
func (ClearStrokes) Topics() Topic { return TopicInk }

// Apply implements [Command].
func (c ClearStrokes) Apply(m *Meeting, _ time.Time) error {
	delete(m.Ink, InkKey(c.Document, c.Page))
	return nil
}

// wipe takes all strokes off a document.
func (m *Meeting) wipe(document string) {
	for key := range m.Ink {
		if strings.HasPrefix(key, document+"/") {
			delete(m.Ink, key)
		}
	}
}
