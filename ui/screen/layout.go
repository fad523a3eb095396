package screen

import (
	"phonghop/docs/page"
	"phonghop/meeting"
	"phonghop/ui"
)

// Aspect returns the width of the window by its height; 16:9 while it is not laid out.
func (s *Screen) Aspect() float64 {
	w, h := s.page.pixels()
	if w < leastWidth || h < leastHeight {
		return 16.0 / 9
	}
	return float64(w) / float64(h)
}

// Paper returns what is known of a page as it is turned: without a size as long as the
// document has not been measured.
func (s *Screen) Paper(doc meeting.Document, number int) meeting.Paper {
	shape, _ := s.opt.Pages.Shape(doc.SHA256)
	p := meeting.Paper{Content: ui.Turned(shape.Content, doc.Turn)}
	if number >= 0 && number < len(shape.Sizes) {
		p.Width, p.Height = shape.Sizes[number].Width, shape.Sizes[number].Height
	}
	if doc.Turn%2 == 1 {
		p.Width, p.Height = p.Height, p.Width
	}
	return p
}

// Turn returns the stage after reading on by half a window, to the next page at the end
// of one; negative reads back.
func (s *Screen) Turn(stage meeting.Stage, by int) meeting.Stage {
	m := s.opt.Room.Snapshot()
	doc, ok := m.Document(stage.Document)
	if !ok {
		return stage
	}
	aspect := s.Aspect()
	for ; by > 0; by-- {
		view, more := stage.View.On(s.Paper(doc, stage.Page), aspect)
		if !more && stage.Page+1 < doc.Pages {
			stage.Page, view = stage.Page+1, stage.View.Start()
		}
		stage.View = view
	}
	for ; by < 0; by++ {
		view, more := stage.View.Up(s.Paper(doc, stage.Page), aspect)
		if !more && stage.Page > 0 {
			stage.Page--
			view = stage.View.End(s.Paper(doc, stage.Page), aspect)
		}
		stage.View = view
	}
	return stage
}

// Region returns the part of the page that the hall sees of a stage.
func (s *Screen) Region(doc meeting.Document, stage meeting.Stage) meeting.Rect {
	return stage.View.Region(s.Paper(doc, stage.Page), s.Aspect())
}

// Cut names the picture of a stage that fits into w by h pixels. Both windows ask for
// the same part of the page, so that the desk sees what the hall sees.
func (s *Screen) Cut(doc meeting.Document, stage meeting.Stage, w, h int) page.Cut {
	c := page.Cut{SHA: doc.SHA256, Page: stage.Page + 1, Turn: doc.Turn, W: w, H: h}
	if r := s.Region(doc, stage); r != meeting.WholePage {
		c.Part = page.Part{X: r.X, Y: r.Y, W: r.W, H: r.H}
	}
	return c
}
