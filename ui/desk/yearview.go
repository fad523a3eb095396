package desk

import (
	"context"
	"fmt"
	"image/color"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// yearView is the cell's year: its meetings with their share present and score as bars, and every member's attendance
// with what the secretary has to know.
type yearView struct {
	desk *Desk
	all  []*meeting.Meeting
	cell meeting.Cell
	year meeting.Year
	rows *fyne.Container
}

// openYear reads the meetings and opens the year.
func (d *Desk) openYear() {
	v := &yearView{desk: d, rows: container.NewVBox()}
	d.run(func(context.Context) (err error) {
		if v.all, err = d.opt.Archive.AllMeetings(); err != nil {
			return err
		}
		v.cell, _, err = d.opt.Archive.Cell()
		return err
	}, v.open)
}

func (v *yearView) open() {
	d := v.desk
	var years []string
	for _, m := range v.all {
		if y := strconv.Itoa(m.Planned.Year()); !m.Started.IsZero() && !slices.Contains(years, y) {
			years = append(years, y)
		}
	}
	slices.Sort(years)
	slices.Reverse(years)
	if len(years) == 0 {
		d.notice.show(d.t("year.none"), false)
		return
	}
	pick := ui.NewSelect(d.keys, years, nil)
	pick.OnChanged = func(s string) {
		n, _ := strconv.Atoi(s)
		v.fill(n)
	}
	tools := container.NewHBox(pick, ui.NewButton(d.keys, d.t("year.export"), theme.DownloadIcon(), v.export))
	if d.now.ID != "" {
		tools.Add(ui.NewButton(d.keys, d.t("year.show"), theme.MediaPlayIcon(), v.show))
	}
	pick.SetSelectedIndex(0)
	size := d.win.Canvas().Size()
	d.ask(d.t("year.title"), container.NewBorder(tools, nil, nil, nil, container.NewScroll(v.rows)), "", fyne.NewSize(size.Width*0.92, size.Height*0.92), nil)
}

// fill shows one year: what has to be looked after first.
func (v *yearView) fill(year int) {
	d := v.desk
	roll := slices.Clone(v.cell.Members)
	for _, m := range v.all { // who has left the cell stays in the years in which they were on the roll
		if m.Planned.Year() != year {
			continue
		}
		for _, p := range m.Roll {
			if _, known := meeting.FindMember(roll, p.ID); !known && !p.IsGuest() {
				roll = append(roll, p)
			}
		}
	}
	meeting.SortByGivenName(roll)
	v.year = meeting.YearOf(v.all, year, roll)
	v.rows.Objects = v.rows.Objects[:0]
	v.head("year.flags")
	none := true
	for _, p := range v.year.Members {
		for _, f := range p.Flags {
			none = false
			v.rows.Add(fact(p.Member.Name+": "+d.t("year.flag."+string(f), "months", p.Months, "row", p.Longest), true))
		}
	}
	if none {
		v.rows.Add(widget.NewLabel(d.t("year.no_flags")))
	}
	v.head("year.meetings")
	for _, m := range v.year.Meetings {
		v.rows.Add(v.meeting(m))
	}
	v.head("year.members")
	v.rows.Add(v.members())
	v.rows.Refresh()
}

func (v *yearView) head(word string) {
	v.rows.Add(widget.NewLabelWithStyle(v.desk.t(word), fyne.TextAlignLeading, fyne.TextStyle{Bold: true}))
}

// meeting is a meeting with its share present and its score as bars.
func (v *yearView) meeting(m meeting.MeetingOfYear) fyne.CanvasObject {
	d := v.desk
	share := newChartBar(float64(m.Share)/1000, d.t("year.share", "n", m.Present, "of", m.Required, "share", tenths(m.Share)), m.Share < 900)
	score := newChartBar(float64(m.Points)/100, strings.TrimSpace(fmt.Sprintf("%d %s", m.Points, m.Grade)), false)
	if m.Points == 0 {
		score = newChartBar(0, d.t("year.unscored"), false)
	}
	rest := widget.NewLabel(d.t("year.rest", "speakers", m.Speakers, "minutes", m.Minutes, "excused", m.Excused, "unexcused", m.Unexcused))
	rest.Truncation = fyne.TextTruncateEllipsis
	day := widget.NewLabel(m.Meeting.Planned.Format("02/01"))
	return container.NewBorder(nil, nil, day, nil, container.NewGridWithColumns(3, share, score, rest))
}

// tenths writes tenths of a per cent with the decimal comma.
func tenths(n int) string { return fmt.Sprintf("%d,%d", n/10, n%10) }

// members is the table of who came when.
func (v *yearView) members() fyne.CanvasObject {
	d := v.desk
	signs := map[meeting.Status]string{meeting.Present: "x", meeting.AbsentExcused: "P", meeting.AbsentUnexcused: "K"}
	rows := container.New(layout.NewCustomPaddedVBoxLayout(0))
	wide := float32(0)
	for _, p := range v.year.Members {
		wide = max(wide, widget.NewLabelWithStyle(p.Member.Name, fyne.TextAlignLeading, fyne.TextStyle{Bold: true}).MinSize().Width)
	}
	row := func(name, text string, bad bool) {
		n := widget.NewLabel(name)
		t := widget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Monospace: true})
		if bad {
			n.Importance, n.TextStyle.Bold = widget.DangerImportance, true
		}
		rows.Add(container.NewHBox(container.NewGridWrap(fyne.NewSize(wide, n.MinSize().Height), n), container.NewCenter(t)))
	}
	head := ""
	for _, m := range v.year.Meetings {
		head += fmt.Sprintf("%6s", m.Meeting.Planned.Format("2/1"))
	}
	row("", head+"   "+d.t("year.totals"), false)
	for _, p := range v.year.Members {
		line := ""
		for _, mark := range p.Marks {
			line += fmt.Sprintf("%6s", signs[mark])
		}
		row(p.Member.Name, line+fmt.Sprintf("   %7d %9d %11d %9d", p.Present, p.Excused, p.Unexcused, p.Longest), len(p.Flags) > 0)
	}
	legend := widget.NewLabel(d.t("year.legend"))
	return container.NewVBox(rows, legend)
}

// show puts the charts on the hall's screen, as a document that never goes to phones.
func (v *yearView) show() {
	d := v.desk
	id, title, year := d.now.ID, d.t("year.document", "year", v.year.Year), v.year
	doc := meeting.Document{ID: meeting.NewID()}
	for _, x := range d.now.Documents {
		if x.Title == title {
			doc.ID = x.ID // shown before: the same document in its new state
		}
	}
	d.run(func(context.Context) error {
		made, err := d.opt.Papers.YearCharts(year)
		doc.SHA256, doc.Pages = made.SHA256, made.Pages
		return err
	}, func() {
		doc.Title, doc.Name, doc.Level, doc.Kind = title, title+".pdf", meeting.ProjectorOnly, "pdf"
		d.doIn(id, meeting.PutDocument{Document: doc}, func(err error) {
			if err == nil {
				delete(d.reading.last, doc.ID)
				d.put(meeting.Stage{Show: meeting.ShowPage, Document: doc.ID, View: meeting.View{Fit: meeting.FitPage}})
			}
		})
	})
}

// export writes the table and the charts of the year as PDF.
func (v *yearView) export() {
	d := v.desk
	var files []string
	year, cell := v.year, v.cell
	d.run(func(context.Context) (err error) {
		files, err = d.opt.Papers.ExportYear(year, cell, d.opt.Papers.DefaultDir())
		return err
	}, func() {
		path := files[0]
		d.notice.offer(d.t("desk.poster_done", "path", path), false, d.t("desk.open_file"), func() { d.openPath(path) })
	})
}

// chartBar is a bar with what it says on it.
type chartBar struct {
	share float64
	bar   *canvas.Rectangle
	text  *widget.Label
}

func newChartBar(share float64, text string, bad bool) fyne.CanvasObject {
	b := &chartBar{share: max(0, min(share, 1)), bar: canvas.NewRectangle(color.NRGBA{R: 0xd9, G: 0xd4, B: 0xce, A: 0xff}), text: widget.NewLabel(text)}
	b.text.Truncation = fyne.TextTruncateEllipsis
	if bad {
		b.text.Importance, b.text.TextStyle.Bold = widget.DangerImportance, true
	}
	return container.New(b, b.bar, b.text)
}

// Layout implements [fyne.Layout].
func (b *chartBar) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	b.bar.Move(fyne.NewPos(0, 3))
	b.bar.Resize(fyne.NewSize((size.Width-8)*float32(b.share), size.Height-6))
	b.text.Resize(size)
}

// MinSize implements [fyne.Layout].
func (b *chartBar) MinSize([]fyne.CanvasObject) fyne.Size { return b.text.MinSize() }
