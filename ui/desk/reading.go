package desk

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

const (
	zoomStep  = 1.25
	mostBacks = 50 // places that Backspace leads back to
)

// fits are the ways to lay a page into the window, in the order of the key.
var fits = []meeting.Fit{meeting.FitWidth, meeting.FitText, meeting.FitPage}

// reading is where the documents are read: what each was shown at last, and from where
// the hall was taken elsewhere.
type reading struct {
	last  map[string]meeting.Stage // by document
	fit   meeting.Fit              // chosen last, for documents that were not shown yet
	backs []meeting.Stage
}

// page returns the stage if a page is shown, with its document.
func (d *Desk) page() (meeting.Stage, meeting.Document, bool) {
	s := d.shown()
	doc, ok := d.now.Document(s.Document)
	return s, doc, ok && s.Show == meeting.ShowPage
}

// turn reads on by half a window, or back. Where no page is shown, it brings the last
// one back.
func (d *Desk) turn(by int) {
	if s := d.shown(); s.Show == meeting.ShowReview {
		s.Page += by
		d.put(s)
		return
	}
	s, _, ok := d.page()
	if !ok {
		d.showPage()
		return
	}
	d.put(d.opt.Screen.Turn(s, by))
}

// place returns where a document was shown last, or its beginning.
func (d *Desk) place(doc string) meeting.Stage {
	if s, ok := d.reading.last[doc]; ok {
		return s
	}
	return meeting.Stage{Show: meeting.ShowPage, Document: doc, View: meeting.View{Fit: d.reading.fit}}
}

// showDocument shows a document where it was shown last.
func (d *Desk) showDocument(doc string) { d.jump(d.place(doc)) }

// beside gives a place that the hall is taken to what lies beside the page now.
func (d *Desk) beside(s meeting.Stage) meeting.Stage {
	s.Over = d.shown().Over
	return s
}

// jump goes to a place from which Backspace leads back.
func (d *Desk) jump(to meeting.Stage) {
	if s, _, ok := d.page(); ok && (s.Document != to.Document || s.Page != to.Page) {
		d.reading.backs = append(d.reading.backs, s)
		if len(d.reading.backs) > mostBacks {
			d.reading.backs = d.reading.backs[1:]
		}
	}
	d.put(d.beside(to))
}

// goBack returns to the place before the last jump.
func (d *Desk) goBack() {
	for n := len(d.reading.backs); n > 0; n = len(d.reading.backs) {
		s := d.reading.backs[n-1]
		d.reading.backs = d.reading.backs[:n-1]
		if _, ok := d.now.Document(s.Document); ok {
			d.put(d.beside(s))
			return
		}
	}
}

// goTo shows the top of a page, counted from 0, of the document that is shown.
func (d *Desk) goTo(number int) {
	s, doc, ok := d.page()
	if !ok {
		return
	}
	s.Page, s.View = max(0, min(number, doc.Pages-1)), s.View.Start()
	d.jump(s)
}

// changeView changes how the page is seen.
func (d *Desk) changeView(change func(v meeting.View, p meeting.Paper, aspect float64) meeting.View) {
	s, doc, ok := d.page()
	if !ok {
		return
	}
	s.View = change(s.View, d.opt.Screen.Paper(doc, s.Page), d.opt.Screen.Aspect())
	d.put(s)
}

func (d *Desk) zoom(factor float64) {
	d.changeView(func(v meeting.View, p meeting.Paper, aspect float64) meeting.View { return v.Closer(p, aspect, factor) })
}

// unzoom goes back to the fit.
func (d *Desk) unzoom() {
	d.changeView(func(v meeting.View, _ meeting.Paper, _ float64) meeting.View { return meeting.View{Fit: v.Fit, Y: v.Y} })
}

// setFit lays the page out in another way, and documents to come too.
func (d *Desk) setFit(fit meeting.Fit) {
	d.reading.fit = fit
	d.changeView(func(v meeting.View, _ meeting.Paper, _ float64) meeting.View { return meeting.View{Fit: fit, Y: v.Y} })
}

// nextFit goes through the ways to lay a page out.
func (d *Desk) nextFit() {
	s, doc, ok := d.page()
	if !ok {
		return
	}
	now := s.View.FitFor(d.opt.Screen.Paper(doc, s.Page), d.opt.Screen.Aspect())
	for i, f := range fits {
		if f == now {
			d.setFit(fits[(i+1)%len(fits)])
			return
		}
	}
	d.setFit(fits[0])
}

// rotate turns the document that is shown by a quarter, clockwise.
func (d *Desk) rotate() {
	if _, doc, ok := d.page(); ok {
		d.do(meeting.TurnDocument{ID: doc.ID, By: 1})
	}
}

// askPage asks for the number of a page to show.
func (d *Desk) askPage() {
	s, doc, ok := d.page()
	if !ok {
		return
	}
	number := ui.NewEntry(d.keys)
	number.SetPlaceHolder(strconv.Itoa(s.Page + 1))
	d.formUntil(d.t("desk.go_to.title"), []*widget.FormItem{
		widget.NewFormItem(d.t("desk.go_to.number", "of", doc.Pages), number),
	}, func() string {
		n, err := strconv.Atoi(strings.TrimSpace(number.Text))
		if err != nil || n < 1 || n > doc.Pages {
			return d.t("desk.go_to.wrong", "of", doc.Pages)
		}
		d.goTo(n - 1)
		return ""
	})
	d.win.Canvas().Focus(number)
}

// readingKey carries out the keys of reading that text fields keep to themselves.
func (d *Desk) readingKey(name fyne.KeyName) bool {
	switch name {
	case fyne.KeyHome:
		d.goTo(0)
	case fyne.KeyEnd:
		if _, doc, ok := d.page(); ok {
			d.goTo(doc.Pages - 1)
		}
	case fyne.KeyBackspace:
		d.goBack()
	default:
		return false
	}
	return true
}

// readingRune carries out the letters of reading.
func (d *Desk) readingRune(r rune) bool {
	switch r {
	case 'f', 'F':
		d.nextFit()
	case 'g', 'G':
		d.askPage()
	case 'r', 'R':
		d.rotate()
	case 't', 'T':
		d.thumbnails()
	case 'p', 'P':
		d.openBoard()
	case 'o', 'O':
		d.outline()
	case '+', '=':
		d.zoom(zoomStep)
	case '-':
		d.zoom(1 / zoomStep)
	case '0':
		d.unzoom()
	default:
		return false
	}
	return true
}
