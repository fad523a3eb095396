package desk

import (
	"context"
	"errors"
	"image"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"phonghop/docs/page"
	"phonghop/meeting"
	"phonghop/ui"
)

var (
	errScan = errors.New("no text")
	errFull = errors.New("no space")
	errLock = errors.New("locked")
)

// outside stands for all that lies beyond the desk: disk, papers, phones, projector.
type outside struct {
	mu       sync.Mutex // papers and files are asked off the main goroutine
	cell     meeting.Cell
	saved    meeting.Settings
	updates  int
	pointer  *ui.Pointer
	drafts   int
	written  []string // that were exported
	drafted  int      // how often the minutes were set
	dropped  []string // drafts that are not needed any more
	holds    bool
	exported []string
	exists   []string
	library  []meeting.Kept
	queries  []string
	full     atomic.Bool // the disk is
	links    []string    // addresses that came in
	earlier  []*meeting.Meeting
	created  *meeting.Meeting
	quality  meeting.QualityForm
}

func (o *outside) SaveMeeting(*meeting.Meeting) error {
	if o.full.Load() {
		return errFull
	}
	return nil
}
func (o *outside) SaveStage(string, meeting.Stage) error    { return nil }
func (o *outside) Meetings() ([]meeting.Summary, error)     { return nil, nil }
func (o *outside) AllMeetings() ([]*meeting.Meeting, error) { return o.earlier, nil }
func (o *outside) Cell() (meeting.Cell, bool, error)        { return o.cell, o.cell.Name != "", nil }
func (o *outside) SaveCell(c meeting.Cell) error            { o.cell = c; return nil }
func (o *outside) Settings() (meeting.Settings, error)      { return o.saved, nil }
func (o *outside) SaveSettings(s meeting.Settings) error    { o.saved = s; return nil }
func (o *outside) Open(context.Context, string) error       { return nil }
func (o *outside) Create(_ context.Context, m *meeting.Meeting) error {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.created = m
	return nil
}

func (o *outside) Delete(context.Context, string) error              { return nil }
func (o *outside) LeaveRoom(context.Context) error                   { return nil }
func (o *outside) Postpone(context.Context, string, time.Time) error { return nil }
func (o *outside) Lines(m *meeting.Meeting) []Line {
	return []Line{{Key: "start", Auto: "a", Text: "a"}, {Key: "present", Auto: "new", Text: "mine", Edited: true, Stale: true}}
}

func (o *outside) Export(_ context.Context, m *meeting.Meeting, dir string, _ ...string) ([]string, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, it := range m.Items {
		o.exported = append(o.exported, m.Notes[it.ID])
	}
	return []string{dir}, nil
}
func (o *outside) JoinPoster(context.Context, string) (string, error) { return "", nil }
func (o *outside) ReadBack(m *meeting.Meeting) (meeting.Document, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.drafted++
	return meeting.Document{Title: "Biên bản", SHA256: "draft of " + m.Conclusion, Pages: 3}, nil
}

func (o *outside) DropReadBack(sha string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.dropped = append(o.dropped, sha)
}

func (o *outside) Kinds(*meeting.Meeting) []PaperKind {
	return []PaperKind{{Key: "minutes", Title: "Biên bản", Symbol: "BB"}, {Key: "resolution", Title: "Nghị quyết", Symbol: "NQ", Typed: []PaperField{{"han_che", "hạn chế"}}}}
}

func (o *outside) PaperPages(m *meeting.Meeting, key string) (meeting.Document, int, error) {
	return meeting.Document{Title: key, SHA256: key + m.Texts["han_che"], Pages: 2}, 3, nil
}

func (o *outside) ExportPapers(_ context.Context, _ *meeting.Meeting, dir string, keys []string, _ ...string) ([]string, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.written = append(o.written, keys...)
	return []string{dir}, nil
}

func (o *outside) ExistingPapers(*meeting.Meeting, string, []string, ...string) []string {
	return o.exists
}

func (o *outside) Print(context.Context, *meeting.Meeting, string) error { return nil }

func (o *outside) Ballots(context.Context, *meeting.Meeting, string, int, string) (string, error) {
	return "/nowhere/ballots.pdf", nil
}

func (o *outside) Handbook(*meeting.Meeting) []Copied {
	return []Copied{{"Địa điểm", "Trụ sở ấp"}}
}
func (o *outside) Existing(*meeting.Meeting, string, ...string) []string { return o.exists }
func (o *outside) Missing(*meeting.Meeting) int                          { return 2 }
func (o *outside) DefaultDir() string                                    { return "/nowhere" }
func (o *outside) OpenMeeting(context.Context, string) error             { return nil }
func (o *outside) ReadTable(context.Context, string) (Table, error)      { return Table{}, nil }
func (o *outside) WriteTable(string) error                               { return nil }
func (o *outside) Agenda(meeting.Kind) []meeting.Item                    { return nil }
func (o *outside) QualityForm() (meeting.QualityForm, error)             { return o.quality, nil }
func (o *outside) WriteQualityForm(string, meeting.QualityForm) error    { return nil }
func (o *outside) ReadQualityForm(_ context.Context, path string) (meeting.QualityForm, int, error) {
	if path == "bad" {
		return meeting.QualityForm{}, 9, errScan
	}
	return o.quality, 0, nil
}

func (o *outside) YearCharts(meeting.Year) (meeting.Document, error) {
	return meeting.Document{SHA256: "year", Pages: 4}, nil
}

func (o *outside) ExportYear(_ meeting.Year, _ meeting.Cell, dir string) ([]string, error) {
	return []string{dir}, nil
}
func (o *outside) QuickShow(context.Context, string) error { return nil }
func (o *outside) OpenSample(context.Context) error        { return nil }
func (o *outside) Guide() (string, error)                  { return "", nil }
func (o *outside) Connected() []meeting.MemberID           { return nil }
func (o *outside) Join() ui.Join                           { return ui.Join{Address: "http://127.0.0.1:8686"} }
func (o *outside) Update()                                 { o.updates++ }
func (o *outside) Toggle()                                 {}
func (o *outside) Preview(context.Context, page.Cut) (*image.RGBA, error) {
	return image.NewRGBA(image.Rect(0, 0, 8, 8)), nil
}

func (o *outside) Outline(context.Context, string) ([]page.Heading, error) {
	return []page.Heading{{Title: "II- Phương hướng", Page: 3}}, nil
}

func (o *outside) Links(context.Context, string, int) ([]page.Link, error) {
	return []page.Link{{Part: page.Part{X: 0.2, Y: 0.2, W: 0.2, H: 0.1}, Page: 2}}, nil
}

func (o *outside) Measure(context.Context, string) (page.Shape, error) { return page.Shape{}, nil }

// Wordless tells that the second document is a scan.
func (o *outside) Wordless(k meeting.Kept) bool { return k.SHA256 == "y" }

// pages give the desk's Pages their own Find, which finds every word twice on pages 2 and 4.
type pages struct{ *outside }

func (pages) Find(_ context.Context, _ string, number int, _ string) ([][]page.Part, error) {
	if number != 2 && number != 4 {
		return nil, nil
	}
	return [][]page.Part{{{X: 0.1, Y: 0.1, W: 0.1, H: 0.02}}, {{X: 0.1, Y: 0.9, W: 0.1, H: 0.02}}}, nil
}
func (o *outside) Sketch(string, int, int) (*image.RGBA, bool) { return nil, false }
func (o *outside) Thumbnail(context.Context, string, int, int) (*image.RGBA, error) {
	return image.NewRGBA(image.Rect(0, 0, 8, 8)), nil
}

// The projector of the desk's tests shows whole pages.
func (o *outside) Turn(s meeting.Stage, by int) meeting.Stage {
	s.Page = max(0, s.Page+by)
	return s
}

func (o *outside) Cut(d meeting.Document, s meeting.Stage, w, h int) page.Cut {
	return page.Cut{SHA: d.SHA256, Page: s.Page + 1, W: w, H: h}
}

func (o *outside) Paper(meeting.Document, int) meeting.Paper {
	return meeting.Paper{Width: 210, Height: 297}
}
func (o *outside) Point(p *ui.Pointer)                                    { o.pointer = p }
func (o *outside) Hold(on bool)                                           { o.holds = on }
func (o *outside) Draft(meeting.Tool, float64, float64, float64, float64) { o.drafts++ }
func (o *outside) Swap()                                                  {}
func (o *outside) Aspect() float64                                        { return 16.0 / 9 }
func (o *outside) Region(d meeting.Document, s meeting.Stage) meeting.Rect {
	return s.View.Region(o.Paper(d, s.Page), o.Aspect())
}

// files gives the desk's Files their own SaveMeeting; the store's has another form.
type files struct{ *outside }

func (files) SaveMeeting(context.Context, *meeting.Meeting, string) error { return nil }

func (o *outside) papers() []string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return slices.Clone(o.exported)
}

// Documents implements the desk's Library.
func (o *outside) Documents(context.Context) ([]meeting.Kept, error) { return o.library, nil }

// Find finds the words "đảng phí" on the second page of every document.
func (o *outside) Find(ctx context.Context, query string, among []meeting.Kept, _ int) (Found, error) {
	o.mu.Lock()
	o.queries = append(o.queries, query)
	o.mu.Unlock()
	var f Found
	for _, k := range among {
		f.Hits = append(f.Hits, Hit{Document: k, Page: 1, Line: "thu đảng phí " + k.Title, Marks: [][2]int{{4, 4 + len("đảng phí")}}})
	}
	f.Pages = len(f.Hits)
	return f, ctx.Err()
}
