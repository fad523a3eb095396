package desk

import (
	"context"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

const (
	// searchPause is how long the field must be still before it is searched for.
	searchPause = 200 * time.Millisecond
	// againPause is when a search is done again that not all documents could answer yet.
	againPause = 2 * time.Second
	// mostHits bounds the pages that are listed.
	mostHits = 100
)

// Hit is a page of a document on which words were found.
type Hit struct {
	Document meeting.Kept
	Page     int      // from 0
	Line     string   // the line with the words
	Marks    [][2]int // where they stand in it: bytes, from and to
}

// Found is what was found in the library.
type Found struct {
	Titles  []meeting.Kept // documents whose title, number or file name has the words
	Hits    []Hit          // the best pages
	Pages   int            // all pages that have the words
	Waiting int            // documents that are still to be read
}

// Library is the documents of all meetings.
type Library interface {
	Documents(ctx context.Context) ([]meeting.Kept, error) // the latest first
	Find(ctx context.Context, query string, among []meeting.Kept, limit int) (Found, error)
	Wordless(k meeting.Kept) bool // read, and without words to find: a scan
}

// libraryView lists the documents of all meetings, searches them, and shows a page of the
// chosen one at the desk. Nothing goes to the projector but by its button.
type libraryView struct {
	desk   *Desk
	entry  *ui.Entry
	list   *ui.List
	status *widget.Label
	pane   *libraryPane
	close  func()

	ctx    context.Context // ends with the view
	all    []meeting.Kept
	rows   []libraryRow
	timer  *time.Timer
	cancel context.CancelFunc // of the search that is under way
}

// libraryRow is a document, or a page of it on which something was found.
type libraryRow struct {
	doc   meeting.Kept
	page  int
	line  string // "" for a document
	marks [][2]int
	query string // what was looked for on the page; "" for a document
}

// openLibrary opens the library, or takes the secretary back into its field.
func (d *Desk) openLibrary() {
	if d.library != nil {
		d.win.Canvas().Focus(d.library.entry)
		return
	}
	v := &libraryView{desk: d, entry: ui.NewEntry(d.keys), status: widget.NewLabel("")}
	ctx, cancel := context.WithCancel(d.ctx)
	v.ctx = ctx
	v.pane = newLibraryPane(v)
	v.status.Truncation = fyne.TextTruncateEllipsis
	v.status.SizeName = theme.SizeNameCaptionText
	v.entry.SetPlaceHolder(d.t("desk.library.find"))
	v.entry.OnChanged = func(string) { v.later(searchPause) }
	v.entry.OnSubmitted = func(string) { v.enter() }
	v.list = ui.NewList(d.keys, func() int { return len(v.rows) },
		func() fyne.CanvasObject { return newLibraryLine(d) },
		func(i int, o fyne.CanvasObject) { o.(*libraryLine).show(v.rows[i]) })
	v.list.OnSelected = func(i int) { v.pane.choose(v.rows[i]) }
	split := container.NewHSplit(container.NewBorder(v.entry, v.status, nil, nil, v.list), v.pane.object)
	split.SetOffset(0.56)
	size := d.win.Canvas().Size()
	v.close = d.ask(d.t("desk.library"), split, "", fyne.NewSize(max(640, size.Width-60), max(420, size.Height-60)), nil).Hide
	d.boxes[len(d.boxes)-1].closed = func() {
		cancel()
		v.still()
		v.pane.picture.stop()
		d.library = nil
	}
	d.library = v
	d.win.Canvas().Focus(v.entry)
	v.load()
}

// load reads the list of documents off the main goroutine.
func (v *libraryView) load() {
	go func() {
		all, err := v.desk.opt.Library.Documents(v.ctx)
		v.desk.opt.Post(func() {
			if v.ctx.Err() != nil {
				return
			}
			v.all = all
			if err != nil {
				v.status.SetText(v.desk.opt.Errors.Text(err))
				return
			}
			v.search()
		})
	}()
}

// refresh shows what became of the documents in the open meeting.
func (v *libraryView) refresh() {
	v.list.Refresh()
	v.pane.refresh()
}

// later searches when nothing was typed for a while.
func (v *libraryView) later(pause time.Duration) {
	v.still()
	v.timer = time.AfterFunc(pause, func() { v.desk.opt.Post(v.search) })
}

func (v *libraryView) still() {
	if v.timer != nil {
		v.timer.Stop()
		v.timer = nil
	}
}

// enter goes on to what was found.
func (v *libraryView) enter() {
	if v.timer != nil {
		v.search()
	}
	v.desk.win.Canvas().Focus(v.list)
}

// search lists what was found, or all documents where nothing is looked for.
func (v *libraryView) search() {
	if v.ctx.Err() != nil {
		return
	}
	v.still()
	if v.cancel != nil {
		v.cancel()
	}
	query := v.entry.Text // a space at its end says that the last word is whole
	if strings.TrimSpace(query) == "" {
		rows := make([]libraryRow, len(v.all))
		for i, k := range v.all {
			rows[i] = libraryRow{doc: k}
		}
		v.fill(rows, v.desk.t("desk.library.count", "n", len(v.all)))
		return
	}
	ctx, cancel := context.WithCancel(v.ctx)
	v.cancel = cancel
	all := v.all
	go func() {
		found, err := v.desk.opt.Library.Find(ctx, query, all, mostHits)
		v.desk.opt.Post(func() {
			if ctx.Err() == nil {
				v.show(query, found, err)
			}
		})
	}()
}

// show lists the answer of a search.
func (v *libraryView) show(query string, found Found, err error) {
	d := v.desk
	if err != nil {
		v.fill(nil, d.opt.Errors.Text(err))
		return
	}
	var rows []libraryRow
	for _, k := range found.Titles {
		rows = append(rows, libraryRow{doc: k})
	}
	for _, h := range found.Hits {
		rows = append(rows, libraryRow{doc: h.Document, page: h.Page, line: h.Line, marks: h.Marks, query: query})
	}
	text := d.t("desk.library.found", "n", found.Pages)
	if found.Pages > len(found.Hits) {
		text = d.t("desk.library.most", "n", found.Pages, "shown", len(found.Hits))
	}
	if len(rows) == 0 {
		text = d.t("desk.library.none")
	}
	if found.Waiting > 0 {
		text += " " + d.t("desk.library.waiting", "n", found.Waiting)
		v.later(againPause)
	}
	v.fill(rows, text)
}

// fill lists the rows and shows the first, unless they are the same as before.
func (v *libraryView) fill(rows []libraryRow, status string) {
	v.status.SetText(status)
	if sameRows(v.rows, rows) {
		return
	}
	v.rows = rows
	v.list.UnselectAll()
	v.list.Refresh()
	v.list.ScrollToTop()
	if len(rows) == 0 {
		v.pane.clear()
		return
	}
	v.list.Select(0)
}

// sameRows tells whether two lists show the same.
func sameRows(a, b []libraryRow) bool {
	if len(a) != len(b) || len(a) == 0 {
		return false
	}
	for i := range a {
		if a[i].doc.SHA256 != b[i].doc.SHA256 || a[i].page != b[i].page || a[i].line != b[i].line || a[i].query != b[i].query {
			return false
		}
	}
	return true
}
