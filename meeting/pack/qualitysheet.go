package pack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"phonghop/meeting"
)

// The scoring form as a sheet that the cell edits in Excel: a line for each group, step and criterion.
const qualitySheet = "Phiếu chấm điểm"

// What a line of the sheet is.
const (
	lineLength = "Thời lượng"
	lineGrade  = "Xếp loại"
	lineGroup  = "Nhóm"
	lineStep   = "Mức"
	lineBonus  = "Cộng thêm"
	linePart   = "Tiêu chí"
)

var qualityHeads = []any{"Loại dòng", "Mã nhóm", "Nội dung", "Điểm", "Cách tính (phần mềm đề xuất)"}

// autoWords are what the program can propose, as the sheet says it.
var autoWords = []struct{ key, word string }{
	{"duration", "thời lượng"},
	{"attendance", "tỷ lệ dự"},
	{"tasks", "nhiệm vụ kỳ trước"},
	{"documents", "tài liệu trước 01 ngày"},
	{"speakers", "số người phát biểu"},
	{"remarks", "biểu dương, nhắc nhở"},
	{"committee", "họp chi ủy trước"},
	{"absent_in_a_row", "vắng liên tiếp"},
}

// ErrQualityForm says that a workbook holds no scoring form that can be used; a [QualityRowError] tells the line.
var ErrQualityForm = errors.New("not a usable scoring form")

// QualityRowError is a line of the sheet that was not understood. It matches [ErrQualityForm].
type QualityRowError struct{ Row int } // from 1 as Excel counts

// Error implements error.
func (e *QualityRowError) Error() string { return fmt.Sprintf("scoring form: row %d", e.Row) }

// Is makes errors.Is(err, ErrQualityForm) true.
func (e *QualityRowError) Is(target error) bool { return target == ErrQualityForm }

// WriteQuality writes a scoring form as a workbook.
func WriteQuality(w io.Writer, form meeting.QualityForm) error {
	f := excelize.NewFile()
	defer f.Close()
	rows := [][]any{qualityHeads, {lineLength, "1 buổi", "", form.Minutes, ""}, {lineLength, "2 buổi", "", form.MinutesBoth, ""}}
	for _, g := range form.Grades {
		rows = append(rows, []any{lineGrade, "", g.Name, g.From, ""})
	}
	for _, g := range form.Groups {
		rows = append(rows, []any{lineGroup, g.Key, g.Name, g.Max, autoWord(g.Auto, 0)})
		rows = append(rows, stepRows(g.Key, g.Steps)...)
		for _, p := range g.Bonus {
			rows = append(rows, []any{lineBonus, g.Key, p.Name, p.Points, autoWord(p.Auto, p.Most)})
		}
		for _, p := range g.Parts {
			rows = append(rows, []any{linePart, g.Key, p.Name, p.Points, autoWord(p.Auto, p.Most)})
			rows = append(rows, stepRows(g.Key, p.Steps)...)
		}
	}
	err := f.SetSheetName("Sheet1", qualitySheet)
	for i, row := range rows {
		err = errors.Join(err, f.SetSheetRow(qualitySheet, "A"+strconv.Itoa(i+1), &row))
	}
	for column, wide := range map[string]float64{"A": 14, "B": 10, "C": 80, "D": 8, "E": 32} {
		err = errors.Join(err, f.SetColWidth(qualitySheet, column, column, wide))
	}
	if err = errors.Join(err, f.Write(w)); err != nil {
		return fmt.Errorf("write scoring form: %w", err)
	}
	return nil
}

func stepRows(group string, steps []meeting.QualityStep) [][]any {
	var out [][]any
	for _, s := range steps {
		how := ""
		switch {
		case s.Unexcused:
			how = "có người vắng không lý do"
		case s.Short > 0:
			how = fmt.Sprintf("thiếu %d phút", s.Short)
		case s.Above:
			how = fmt.Sprintf("trên %d%%", s.From)
		case s.From > 0:
			how = fmt.Sprintf("từ %d%%", s.From)
		}
		out = append(out, []any{lineStep, group, s.Name, s.Points, how})
	}
	return out
}

func autoWord(key string, most int) string {
	for _, a := range autoWords {
		if a.key == key && most > 0 {
			return fmt.Sprintf("%s quá %d lần", a.word, most)
		} else if a.key == key {
			return a.word
		}
	}
	return ""
}

// ReadQuality reads a workbook that [WriteQuality] wrote and a person edited. The workbook is measured before it is
// opened. What is not understood is a [QualityRowError]; a form whose points do not add up is [ErrQualityForm].
func ReadQuality(ctx context.Context, r io.Reader) (meeting.QualityForm, error) {
	var none, form meeting.QualityForm
	data, err := io.ReadAll(&bound{r: r, left: maxWorkbook})
	if err != nil {
		return none, err
	}
	if err := inspect(ctx, data); err != nil {
		return none, err
	}
	f, err := openWorkbook(data)
	if err != nil {
		return none, err
	}
	defer f.Close()
	g, err := loadGrid(ctx, f, f.GetSheetName(0))
	if err != nil {
		return none, err
	}
	for row := 1; row < len(g.cells); row++ {
		if g.at(row, 0) == "" && g.at(row, 2) == "" {
			continue
		}
		if !qualityLine(&form, g, row) {
			return none, &QualityRowError{Row: row + 1}
		}
	}
	if err := form.Check(); err != nil {
		return none, fmt.Errorf("%w: %w", ErrQualityForm, err)
	}
	return form, nil
}

// qualityLine adds a line to the form; false when it cannot be understood.
func qualityLine(form *meeting.QualityForm, g *grid, row int) bool {
	kind, code, name, how := g.at(row, 0), g.at(row, 1), g.at(row, 2), strings.ToLower(g.at(row, 4))
	points, err := strconv.Atoi(g.at(row, 3))
	if err != nil || points < 0 {
		return false
	}
	last := len(form.Groups) - 1
	auto, most, known := autoOf(how)
	switch {
	case kind == lineLength && strings.HasPrefix(code, "1"):
		form.Minutes = points
		return true
	case kind == lineLength && strings.HasPrefix(code, "2"):
		form.MinutesBoth = points
		return true
	case kind == lineGrade:
		form.Grades = append(form.Grades, meeting.Grade{From: points, Name: name})
		return name != ""
	case kind == lineGroup:
		form.Groups = append(form.Groups, meeting.QualityGroup{Key: code, Name: name, Max: points, Auto: auto})
		return known && code != ""
	case last < 0 || code != form.Groups[last].Key:
		return false
	}
	group := &form.Groups[last]
	part := meeting.QualityPart{Name: name, Points: points, Auto: auto, Most: most}
	switch kind {
	case lineBonus:
		group.Bonus = append(group.Bonus, part)
		return known
	case linePart:
		group.Parts = append(group.Parts, part)
		return known
	case lineStep:
		step, ok := stepOf(name, points, how)
		if n := len(group.Parts); n > 0 {
			group.Parts[n-1].Steps = append(group.Parts[n-1].Steps, step)
		} else {
			group.Steps = append(group.Steps, step)
		}
		return ok
	}
	return false
}

var (
	numberInText = regexp.MustCompile(`\d+`)
	stepMeasure  = regexp.MustCompile(`^(thiếu|trên|từ)\s+(\d+)\s*(?:%|phút)?$`)
)

func autoOf(how string) (key string, most int, known bool) {
	if how == "" {
		return "", 0, true
	}
	for _, a := range autoWords {
		if strings.HasPrefix(how, a.word) {
			if a.key == "absent_in_a_row" {
				most, _ = strconv.Atoi(numberInText.FindString(how))
			}
			return a.key, most, true
		}
	}
	return "", 0, false
}

func stepOf(name string, points int, how string) (meeting.QualityStep, bool) {
	s := meeting.QualityStep{Name: name, Points: points}
	switch m := stepMeasure.FindStringSubmatch(how); {
	case how == "":
	case strings.Contains(how, "không lý do"):
		s.Unexcused = true
	case m == nil:
		return s, false
	default:
		n, _ := strconv.Atoi(m[2])
		switch m[1] {
		case "thiếu":
			s.Short = n
		case "trên":
			s.From, s.Above = n, true
		default:
			s.From = n
		}
	}
	return s, true
}
