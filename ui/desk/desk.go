// Package desk is the secretary's window: the agenda, the documents, what the hall
// sees and what comes next, the minutes, the roll, the room.
//
// The desk shows snapshots of the room and sends commands through one queue, in the
// order in which the secretary gave them; it never waits for the disk. What it needs
// of the other rooms stands in the interfaces of [Options].
package desk

import (
	"context"
	"image"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"phonghop/assets/words"
	"phonghop/docs/page"
	"phonghop/meeting"
	"phonghop/meeting/room"
	"phonghop/ui"
)

// Pages are the pictures of documents' pages, which count from 1.
type Pages interface {
	// Preview draws a picture, not on the hall's lane.
	Preview(ctx context.Context, c page.Cut) (*image.RGBA, error)
	// Sketch is a small picture of a page if there is one; Thumbnail draws it.
	Sketch(sha string, page, turn int) (*image.RGBA, bool)
	Thumbnail(ctx context.Context, sha string, page, turn int) (*image.RGBA, error)
	// Measure learns the shape of a document, without which no part of a page can be shown.
	Measure(ctx context.Context, sha string) (page.Shape, error)
	ui.Finder
	// Outline is a document's outline, Links the links of a page to other pages.
	Outline(ctx context.Context, sha string) ([]page.Heading, error)
	Links(ctx context.Context, sha string, page int) ([]page.Link, error)
}

// Screen is the projector's window as the desk steers it. It knows how pages are laid
// into that window.
type Screen interface {
	Update() // show the stage as it is now; on the main goroutine
	Toggle() // full screen on and off where there is one display
	Swap()   // desk and hall change their displays
	// Turn returns the stage after reading on by half a window, or back.
	Turn(s meeting.Stage, by int) meeting.Stage
	// Cut names the picture of a stage that fits into w by h pixels.
	Cut(doc meeting.Document, s meeting.Stage, w, h int) page.Cut
	// Paper is what is known of a page, Aspect the window's width by its height, Region
	// the part of the page that the hall sees.
	Paper(doc meeting.Document, number int) meeting.Paper
	Aspect() float64
	Region(doc meeting.Document, s meeting.Stage) meeting.Rect
	// Point shows the pointer on the page, nil takes it away; Draft shows a line of the
	// stroke that is being drawn, between points of the page as it is turned.
	Point(p *ui.Pointer)
	// With no tool it takes the line away.
	Draft(tool meeting.Tool, x0, y0, x1, y1 float64)
	// Hold keeps the picture of the stage as it is: what is drawn on the page, said or
	// turned meanwhile comes when it ends.
	Hold(on bool)
}

// Archive is the stored meetings, the cell and the settings.
type Archive interface {
	Meetings() ([]meeting.Summary, error)
	AllMeetings() ([]*meeting.Meeting, error) // in full; those that cannot be read are left out
	Cell() (meeting.Cell, bool, error)
	SaveCell(meeting.Cell) error
	Settings() (meeting.Settings, error)
	SaveSettings(meeting.Settings) error
	Open(ctx context.Context, id string) error
	Create(ctx context.Context, m *meeting.Meeting) error // stores it and opens it
	Postpone(ctx context.Context, id string, to time.Time) error
	Delete(ctx context.Context, id string) error
	LeaveRoom(ctx context.Context) error // back to the list of meetings
}

// Line is a sentence of the minutes that the program writes.
type Line struct {
	Key    string // stable name of the fact
	Auto   string // what the program writes now
	Text   string // what stands in the minutes
	Edited bool
	Stale  bool // edited, and the fact changed since
}

// Papers makes papers of a meeting.
type Papers interface {
	Lines(m *meeting.Meeting) []Line
	Export(ctx context.Context, m *meeting.Meeting, dir string, formats ...string) ([]string, error)
	Existing(m *meeting.Meeting, dir string, formats ...string) []string // files that an export would replace
	Missing(m *meeting.Meeting) int                                      // places that nobody has filled in
	JoinPoster(ctx context.Context, dir string) (string, error)
	ReadBack(m *meeting.Meeting) (meeting.Document, error) // the minutes as they are now, to be shown in the hall
	DropReadBack(sha string)
	// Kinds are the papers that can be made of a meeting; PaperPages sets one, to be looked at, and counts the places that
	// nobody has filled in.
	Kinds(m *meeting.Meeting) []PaperKind
	PaperPages(m *meeting.Meeting, key string) (doc meeting.Document, missing int, err error)
	ExportPapers(ctx context.Context, m *meeting.Meeting, dir string, keys []string, formats ...string) ([]string, error)
	ExistingPapers(m *meeting.Meeting, dir string, keys []string, formats ...string) []string
	Print(ctx context.Context, m *meeting.Meeting, key string) error
	Ballots(ctx context.Context, m *meeting.Meeting, text string, n int, dir string) (string, error) // as a PDF, to be printed
	Handbook(m *meeting.Meeting) []Copied                                                            // for Sổ tay đảng viên điện tử, in its order
	// YearCharts stores the charts of a year, to be shown in the hall; ExportYear writes them and the table into a folder.
	YearCharts(y meeting.Year) (meeting.Document, error)
	ExportYear(y meeting.Year, cell meeting.Cell, dir string) ([]string, error)
	DefaultDir() string // where exports go when nobody says otherwise
}

// PaperKind is a paper that can be made of a meeting.
type PaperKind struct {
	Key, Title string
	Symbol     string       // of its number in the register; "" for none
	Typed      []PaperField // what only a typed text fills
}

// PaperField is a place in a paper.
type PaperField struct{ Key, Label string }

// Copied is a text to be copied into another program.
type Copied struct{ Label, Text string }

// Table is what was understood of an Excel file.
type Table struct {
	Members  []meeting.Member
	Items    []meeting.Item
	Problems []string // by row and column, in words; with any, nothing was understood
	Warnings []string // guesses to be looked at
	Fields   meeting.ListFields
	// How a list that is not the template was understood, in words; empty for the template.
	Columns, Private, Skipped []string
}

// Import is what the secretary adds to a file on its way in.
type Import struct {
	// Declared says that a person has looked at a file without text and found no
	// secrecy mark.
	Declared bool
	Password string
	Progress func(string) // told how an office program gets on
}

// Imported is a file that came in.
type Imported struct {
	Document  meeting.Document
	Duplicate bool // it was stored before
}

// Need is what an import lacks.
type Need int

// The needs.
const (
	NeedNothing Need = iota
	NeedDeclaration
	NeedPassword
)

// Files brings files in and out.
type Files interface {
	// Import stores the file at a path, ImportLink the address of a page on the web,
	// ImportText a text under a name. Needs tells what the secretary has to add before
	// the same import can go well.
	Import(ctx context.Context, path string, opt Import) (Imported, error)
	ImportLink(ctx context.Context, title, address string, opt Import) (Imported, error)
	ImportText(ctx context.Context, name, text string, opt Import) (Imported, error)
	Needs(err error) Need
	// OpenOutside opens a film in the system's player, a link in its browser.
	OpenOutside(doc meeting.Document) error
	OpenMeeting(ctx context.Context, path string) error
	SaveMeeting(ctx context.Context, m *meeting.Meeting, path string) error
	ReadTable(ctx context.Context, path string) (Table, error)
	WriteTable(path string) error
	Agenda(kind meeting.Kind) []meeting.Item
	QualityForm() (meeting.QualityForm, error) // the built-in one
	// WriteQualityForm writes a scoring form for Excel, ReadQualityForm reads one that was edited there; badRow is the line
	// that was not understood.
	WriteQualityForm(path string, form meeting.QualityForm) error
	ReadQualityForm(ctx context.Context, path string) (form meeting.QualityForm, badRow int, err error)
	OpenSample(ctx context.Context) error
	// QuickShow shows a file full-screen beside the meeting until its window is closed.
	QuickShow(ctx context.Context, path string) error
	Guide() (string, error) // the path of the user's guide
}

// Phones are the phones in the room.
type Phones interface {
	Connected() []meeting.MemberID
	Join() ui.Join
}

// Options are what the desk needs.
type Options struct {
	App     fyne.App
	Room    *room.Room
	Words   *words.Words
	Errors  *ui.Errors
	Post    ui.Post
	Pages   Pages
	Screen  Screen
	Archive Archive
	Papers  Papers
	Forms   Forms
	Files   Files
	Library Library
	Phones  Phones
	// Keys are the window's keys, shared with the projector's window; the desk answers
	// them in Key and Rune.
	Keys *ui.Keys
	// Copied are the files that were copied in a file manager, where the toolkit does
	// not read them from the clipboard; it may be nil.
	Copied func() []string
	// OnSettings is told of settings that were saved.
	OnSettings func(meeting.Settings)
}

// Desk is the secretary's window. Its fields belong to the main goroutine.
type Desk struct {
	opt    Options
	win    fyne.Window
	keys   *ui.Keys
	orders *orders
	ctx    context.Context
	cancel context.CancelFunc
	watch  *room.Watch

	now      *meeting.Meeting // the snapshot that is shown
	selected string           // agenda item whose minutes and documents are shown
	heading  string           // the item that was asked for and is not taken up yet
	reading  reading
	held     bool          // the hall keeps its picture
	own      meeting.Stage // what the desk shows meanwhile
	lastDoc  meeting.Stage // the page that was shown last
	dark     meeting.Stage // what was shown before the projector was darkened
	wrong    string        // what the notice says of the projector, while it is not right
	boxes    []*box        // forms and questions that are open, the topmost last
	lastDir  string        // folder of the file that was chosen last
	// importing is held while files come in, so that two heaps of them follow each other.
	importing sync.Mutex

	bar      *bar
	agenda   *agenda
	stage    *stageView
	find     *findView
	board    *board // open, or nil
	timer    *timerRow
	message  *messageRow
	speaking *speaking
	docs     *docsView
	notes    *notesView
	votes    *votesView
	end      *closingView
	review   *reviewView
	// cellRoll is the cell's roll while it is open, or nil.
	cellRoll *cellRoll
	draft    *draft
	sent     *sent // while a form saves
	lines    *linesView
	roll     *rollView
	hall     *hallView
	home     *homeView
	library  *libraryView // nil while it is closed
	notice   *notice
	tabs     *container.AppTabs
	side     *container.AppTabs
	body     *fyne.Container
}

// New makes the desk's window, which the caller shows. Objects of extra are laid into
// it without being seen.
func New(opt Options, extra ...fyne.CanvasObject) *Desk {
	d := &Desk{opt: opt, now: opt.Room.Snapshot(), keys: opt.Keys}
	d.ctx, d.cancel = context.WithCancel(context.Background())
	d.orders = newOrders(d)
	d.win = opt.App.NewWindow(d.t("app.title"))
	d.win.SetMaster()
	d.build(extra)
	d.keys.Combined = d.combined()
	d.keys.Attach(d.win.Canvas())
	d.win.SetOnDropped(func(_ fyne.Position, files []fyne.URI) { d.dropped(files) })
	d.win.Canvas().AddShortcut(&fyne.ShortcutPaste{}, func(fyne.Shortcut) { d.paste() })
	d.win.Resize(fyne.NewSize(1280, 680))
	d.win.SetOnClosed(d.Close)
	d.watch = opt.Room.Watch()
	go d.follow()
	d.refresh(meeting.TopicOpened)
	return d
}

// Window returns the desk's window.
func (d *Desk) Window() fyne.Window { return d.win }

// Close saves what is being typed and ends the desk's work. It may be called twice.
func (d *Desk) Close() {
	if d.ctx.Err() != nil {
		return
	}
	d.notes.flush()
	d.end.flush()
	d.watch.Stop()
	d.orders.close()
	d.cancel()
}

// PhonesChanged is called, from any goroutine, when phones come and go or the
// network's address changed.
func (d *Desk) PhonesChanged() { d.opt.Post(func() { d.hall.refresh() }) }

// Notice shows a message in the desk's strip; bad ones stand out.
func (d *Desk) Notice(text string, bad bool) { d.opt.Post(func() { d.notice.show(text, bad) }) }

// ProjectorChanged tells the secretary what became of the projector's window: "none",
// "mirrored", "placed", "over", "hidden", "lost" or "missing". What was wrong with it is
// taken back when it is right again.
func (d *Desk) ProjectorChanged(status string) {
	switch status {
	case "lost", "missing", "mirrored":
		d.notice.show(d.t("desk.projector."+status), true)
		d.wrong = d.notice.text.Text
	default:
		if d.wrong != "" && d.notice.text.Text == d.wrong {
			d.notice.show(d.t("desk.projector."+status), false)
		}
		d.wrong = ""
		d.notice.mention(d.t("desk.projector." + status))
	}
}

func (d *Desk) t(key string, pairs ...any) string { return d.opt.Words.T(key, pairs...) }

// build makes the parts of the window once; refresh fills them.
func (d *Desk) build(extra []fyne.CanvasObject) {
	d.notice = newNotice(d)
	d.bar = newBar(d)
	d.agenda = newAgenda(d)
	d.find = newFindView(d)
	d.timer = newTimerRow(d)
	d.message = newMessageRow(d)
	d.speaking = newSpeaking(d)
	d.stage = newStageView(d)
	d.docs = newDocsView(d)
	d.notes = newNotesView(d)
	d.votes = newVotesView(d)
	d.end = newClosingView(d)
	d.review = newReviewView(d)
	d.lines = newLinesView(d)
	d.draft = &draft{desk: d}
	d.roll = newRollView(d)
	d.hall = newHallView(d)
	d.home = newHomeView(d)

	d.tabs = container.NewAppTabs(
		container.NewTabItem(d.t("desk.tab.notes"), d.notes.object),
		container.NewTabItem(d.t("desk.tab.votes"), d.votes.object),
		container.NewTabItem(d.t("desk.tab.closing"), d.end.object),
		container.NewTabItem(d.t("desk.tab.lines"), d.lines.object),
	)
	d.side = container.NewAppTabs(
		container.NewTabItem(d.t("desk.tab.roll"), d.roll.object),
		container.NewTabItem(d.t("desk.tab.room"), d.hall.object),
	)
	middle := container.NewBorder(container.NewVBox(d.stage.object, d.docs.object), nil, nil, nil, d.tabs)
	right := container.NewHSplit(middle, d.side)
	right.SetOffset(0.68)
	columns := container.NewHSplit(d.agenda.object, right)
	columns.SetOffset(0.24)
	d.body = container.NewBorder(d.bar.object, nil, nil, nil, columns)
	d.body.Hide()
	// With very large letters the desk needs more than a small laptop has: then it scrolls.
	all := container.NewScroll(container.NewStack(append(extra, d.home.object, d.body)...))
	d.win.SetContent(container.NewBorder(nil, d.notice.object, nil, nil, all))
}
