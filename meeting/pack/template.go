package pack

import (
	"fmt"
	"io"
	"regexp"

	"github.com/xuri/excelize/v2"

	"phonghop/meeting"
)

// The template: the words in it are part of a format that the program reads back, so
// they stand here and not in the language files.
const (
	memberSheet = "Danh sách đảng viên"
	agendaSheet = "Chương trình"
)

// Columns of the roll, in the order of the template behind STT.
const (
	colName = iota
	colBirth
	colOfficial
	colStanding
	colPost
)

var memberColumns = []column{
	colName:     {heading: "Họ và tên", known: regexp.MustCompile(`^ho (va |chu dem va |dem va |dem )?ten\b`)},
	colBirth:    {heading: "Năm sinh", known: regexp.MustCompile(`^(ngay )?(thang )?(nam )?sinh\b`), optional: true},
	colOfficial: {heading: "Chính thức/Dự bị", known: regexp.MustCompile(`^(dang vien )?chinh thuc (hay |hoac )?du bi$|^loai dang vien$`)},
	colStanding: {heading: "Diện", known: regexp.MustCompile(`^dien( sinh hoat)?$|^tinh trang( sinh hoat)?$`)},
	colPost:     {heading: "Chức vụ", known: regexp.MustCompile(`^chuc (vu|danh)\b`), optional: true},
}

// Columns of the agenda.
const (
	colTitle = iota
	colPart
	colMinutes
	colPresenter
)

var agendaColumns = []column{
	colTitle:     {heading: "Nội dung", known: regexp.MustCompile(`^noi dung\b`)},
	colPart:      {heading: "Phần", known: regexp.MustCompile(`^phan$`)},
	colMinutes:   {heading: "Số phút", known: regexp.MustCompile(`^(so )?phut\b|^thoi (luong|gian)\b`)},
	colPresenter: {heading: "Người trình bày", known: regexp.MustCompile(`^(nguoi )?(trinh bay|phu trach)\b`), optional: true},
}

// choice is a word of a drop-down list and what it stands for.
type choice[V any] struct {
	word  string
	value V
}

var officialChoices = []choice[bool]{{"Chính thức", true}, {"Dự bị", false}}

var standingChoices = []choice[meeting.Standing]{
	{"Đang sinh hoạt", meeting.Active},
	{"Miễn sinh hoạt", meeting.Exempt},
	{"Tạm đi", meeting.Away},
	{"Tạm đến", meeting.Here},
	{"Đình chỉ sinh hoạt", meeting.Suspended},
	{"Khách mời", meeting.Guest},
}

var partChoices = []choice[meeting.Part]{
	{"Mở đầu", meeting.Opening},
	{"Nội dung", meeting.Content},
	{"Kết thúc", meeting.Closing},
}

// choose finds a word of a list, whatever its marks and case.
func choose[V any](choices []choice[V], text string) (V, bool) {
	for _, c := range choices {
		switch plainHeading(text) {
		case plainHeading(c.word), plainHeading("Phần " + c.word): // the desk says "Phần mở đầu"
			return c.value, true
		}
	}
	var none V
	return none, false
}

func wordsOf[V any](choices []choice[V]) []string {
	var out []string
	for _, c := range choices {
		out = append(out, c.word)
	}
	return out
}

// The example lines: the reader passes over those that stand as they were written.
var (
	memberExamples = [][]string{
		{"Nguyễn Văn A", "1975", "Chính thức", "Đang sinh hoạt", "Bí thư chi bộ"},
		{"Trần Thị B", "2001", "Dự bị", "Đang sinh hoạt", ""},
	}
	agendaExamples = [][]string{
		{"Tuyên bố lý do, giới thiệu đại biểu (ví dụ)", "Mở đầu", "10", "Nguyễn Văn A"},
		{"Thảo luận (ví dụ)", "Nội dung", "30", ""},
	}
)

// sheetForm is how a sheet of the template is laid out.
type sheetForm struct {
	name     string
	help     string
	columns  []column
	widths   []float64
	lists    map[int][]string // drop-down lists by column
	examples [][]string
	numbers  map[int]bool // columns whose examples are numbers
}

func forms() []sheetForm {
	return []sheetForm{
		{
			name:    memberSheet,
			help:    "Mỗi đồng chí một dòng, từ dòng 3. Ghi đè hoặc để nguyên hai dòng ví dụ; phần mềm bỏ qua dòng ví dụ còn nguyên.",
			columns: memberColumns, widths: []float64{30, 12, 20, 22, 36}, examples: memberExamples,
			lists:   map[int][]string{colOfficial: wordsOf(officialChoices), colStanding: wordsOf(standingChoices)},
			numbers: map[int]bool{colBirth: true},
		},
		{
			name:    agendaSheet,
			help:    "Mỗi mục một dòng, từ dòng 3. Người trình bày ghi đúng họ và tên trong danh sách đảng viên.",
			columns: agendaColumns, widths: []float64{70, 14, 12, 30}, examples: agendaExamples,
			lists:   map[int][]string{colPart: wordsOf(partChoices)},
			numbers: map[int]bool{colMinutes: true},
		},
	}
}

// templateRows is how far down the drop-down lists reach.
const templateRows = 500

// WriteTemplate writes the Excel template: a sheet for the roll and one for the
// agenda, with drop-down lists and two example lines each. [ReadTemplate] reads it
// back.
func WriteTemplate(w io.Writer) error {
	f := excelize.NewFile()
	defer f.Close()
	for i, form := range forms() {
		var err error
		if i == 0 {
			err = f.SetSheetName(f.GetSheetName(0), form.name)
		} else {
			_, err = f.NewSheet(form.name)
		}
		if err == nil {
			err = form.write(f)
		}
		if err != nil {
			return fmt.Errorf("write template: %w", err)
		}
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("write template: %w", err)
	}
	return nil
}
