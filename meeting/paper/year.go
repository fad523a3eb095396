package paper

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"phonghop/docs/sheet"
	"phonghop/meeting"
)

// yearForm holds the words of a cell's year; forms/year.json says them.
type yearForm struct {
	Title        string            `json:"title"`
	Subject      string            `json:"subject"`
	Share        string            `json:"share"`
	Points       string            `json:"points"`
	Speakers     string            `json:"speakers"`
	Flags        string            `json:"flags"`
	None         string            `json:"none"`
	Flag         map[string]string `json:"flag"`
	Meetings     []string          `json:"meetings"`
	Members      []string          `json:"members"`
	Totals       []string          `json:"totals"`
	PartMeetings string            `json:"part_meetings"`
	PartMembers  string            `json:"part_members"`
	PartFlags    string            `json:"part_flags"`
	Present      string            `json:"present"`
	Excused      string            `json:"excused"`
	Unexcused    string            `json:"unexcused"`
	Legend       string            `json:"legend"`
	File         string            `json:"file"`
	FileSlides   string            `json:"file_slides"`
}

//go:embed forms/year.json
var yearFile []byte

var yearWords = sync.OnceValue(func() *yearForm {
	var f yearForm
	if err := json.Unmarshal(yearFile, &f); err != nil {
		panic(fmt.Errorf("read the form of the year: %w", err))
	}
	return &f
})

// yearFields are what the sentences of a year are filled with.
func yearFields(y meeting.Year, cell meeting.Cell) fields {
	return fields{"nam": fmt.Sprint(y.Year), "chi_bo": cell.ShortName}
}

// YearFiles are the names of the files of a year, without their endings: the table and the charts.
func YearFiles(y meeting.Year) (table, slides string) {
	f, v := yearWords(), yearFields(y, meeting.Cell{})
	return words().say(f.File, v), words().say(f.FileSlides, v)
}

// YearTable is the year on sheets of A4 laid across: the meetings, every member's attendance, and who has to be looked
// after (rules 3: "theo dõi dự sinh hoạt cả năm"; rules 8: the three clocks).
func YearTable(y meeting.Year, cell meeting.Cell) sheet.Doc {
	f, w := yearWords(), words()
	v := yearFields(y, cell)
	d := sheet.Doc{
		Title: f.Title,
		Page:  sheet.Format{Width: 297, Height: 210, Top: 15, Bottom: 15, Left: 15, Right: 15, Number: 8},
		Blocks: []sheet.Block{
			sheet.Text(sheet.Type, f.Title), sheet.Text(sheet.Subject, w.say(f.Subject, v)), sheet.Text(sheet.Hyphens, "-----"),
			sheet.Text(sheet.Heading, f.PartMeetings), f.meetings(y), sheet.Text(sheet.Heading, f.PartMembers),
		},
	}
	for from := 0; from == 0 || from < len(y.Meetings); from += monthsAcross {
		d.Blocks = append(d.Blocks, f.members(y, from, min(from+monthsAcross, len(y.Meetings))))
	}
	d.Blocks = append(d.Blocks, sheet.Text(sheet.Body, f.Legend), sheet.Text(sheet.Heading, f.PartFlags))
	for _, line := range f.flags(y) {
		d.Blocks = append(d.Blocks, sheet.Text(sheet.Body, "- "+line+"."))
	}
	if len(f.flags(y)) == 0 {
		d.Blocks = append(d.Blocks, sheet.Text(sheet.Body, f.None))
	}
	return d
}

// monthsAcross is how many meetings stand beside each other in the table of members.
const monthsAcross = 12

func (f *yearForm) meetings(y meeting.Year) sheet.Table {
	t := sheet.Table{Cols: []float64{29, 24, 24, 24, 28, 32, 27, 30, 20, 29}, Border: true, Head: []sheet.Row{cells(sheet.CellHead, f.Meetings...)}}
	for _, m := range y.Meetings {
		points, grade := "", m.Grade
		if m.Points > 0 {
			points = fmt.Sprint(m.Points)
		}
		t.Rows = append(t.Rows, cells(sheet.CellMid, m.Meeting.Planned.Format("02/01/2006"), fmt.Sprint(m.Required), fmt.Sprint(m.Present), percent(m.Share)+"%",
			fmt.Sprint(m.Excused), fmt.Sprint(m.Unexcused), fmt.Sprint(m.Speakers), when(m.Minutes, fmt.Sprint(m.Minutes)), points, grade))
	}
	return t
}

func (f *yearForm) members(y meeting.Year, from, to int) sheet.Table {
	t := sheet.Table{Cols: []float64{11, 50}, Border: true}
	head := append([]string{}, f.Members...)
	for _, m := range y.Meetings[from:to] {
		head = append(head, m.Meeting.Planned.Format("2/1"))
		t.Cols = append(t.Cols, 11.6)
	}
	for range f.Totals {
		t.Cols = append(t.Cols, 16.6)
	}
	t.Head = []sheet.Row{cells(sheet.CellHead, append(head, f.Totals...)...)}
	signs := map[meeting.Status]string{meeting.Present: f.Present, meeting.AbsentExcused: f.Excused, meeting.AbsentUnexcused: f.Unexcused}
	for i, p := range y.Members {
		row := append(cells(sheet.CellMid, fmt.Sprint(i+1)), cells(sheet.CellText, p.Member.Name)...)
		for _, mark := range p.Marks[from:to] {
			row = append(row, cells(sheet.CellMid, signs[mark])...)
		}
		t.Rows = append(t.Rows, append(row, cells(sheet.CellMid, fmt.Sprint(p.Present), fmt.Sprint(p.Excused), fmt.Sprint(p.Unexcused), fmt.Sprint(p.Longest))...))
	}
	return t
}

func cells(style string, texts ...string) sheet.Row {
	var row sheet.Row
	for _, s := range texts {
		row = append(row, sheet.Cell{sheet.Text(style, s)})
	}
	return row
}

// flags says who has to be looked after.
func (f *yearForm) flags(y meeting.Year) []string {
	var out []string
	for _, p := range y.Members {
		for _, flag := range p.Flags {
			out = append(out, strings.TrimSpace(words().say(f.Flag[string(flag)], fields{
				"ten": p.Member.Name, "thang": fmt.Sprint(p.Months), "lien_tiep": fmt.Sprint(p.Longest),
			})))
		}
	}
	return out
}
