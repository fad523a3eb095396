package pack

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"phonghop/assets/words"
	"phonghop/meeting"
)

// template opens the template for filling in.
func template(t testing.TB) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := WriteTemplate(&b); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func fill(t testing.TB, f *excelize.File, sheet string, cells map[string]any) {
	t.Helper()
	for cell, v := range cells {
		if err := f.SetCellValue(sheet, cell, v); err != nil {
			t.Fatal(err)
		}
	}
}

func readFile(t testing.TB, f *excelize.File, roll []meeting.Member) (Result, []Problem) {
	t.Helper()
	b, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	res, problems, err := ReadTemplate(t.Context(), b, roll)
	if err != nil {
		t.Fatal(err)
	}
	return res, problems
}

func texts(problems []Problem) []string {
	w := words.Load("vi")
	var out []string
	for _, p := range problems {
		out = append(out, p.Text(w))
	}
	return out
}

func TestTemplateRoundTrip(t *testing.T) {
	f := template(t)
	if _, problems := readFile(t, f, nil); len(problems) != 1 || problems[0].Key != "pack.problem.empty" {
		t.Fatalf("the empty template gives %v", problems)
	}
	fill(t, f, memberSheet, map[string]any{
		"B3": "  Nguyễn  Văn Bền", "C3": 1971, "D3": "Chính thức", "E3": "Đang sinh hoạt", "F3": "Bí thư chi bộ",
		// B4 stays the example.
		"A5": 3, "B5": "Lê Thị Yến", "C5": "02/09/2002", "D5": "dự bị", "E5": "", "F5": "",
		"B6": "Nguyễn Văn Thạnh", "D6": "Chính thức", "E6": "Miễn sinh hoạt",
		"B8": "Lâm Quốc Việt", "E8": "Khách mời", "F8": "Ủy viên Ban Thường vụ Đảng ủy xã",
		"A9": 7, // a running number alone
	})
	fill(t, f, agendaSheet, map[string]any{
		"B3": "Khai mạc", "C3": "Mở đầu", "D3": 10, "E3": "Nguyễn Văn Bền",
		"B4": "Thảo luận", "C4": "Nội dung", "D4": "35 phút", "E4": "Đ/c Lê Thị Yến",
		"B5": "Ý kiến khác", "D5": 5, "E5": "nguyễn văn thạnh", // stands in the workbook only
	})
	roll := []meeting.Member{{ID: "dv01", Name: "Nguyễn Văn Bền", BirthYear: 1971}, {ID: "dv28", Name: "Lê Thị Yến"}}
	res, problems := readFile(t, f, roll)
	if len(problems) != 0 {
		t.Fatal(texts(problems))
	}
	want := []meeting.Member{
		{ID: "dv01", Name: "Nguyễn Văn Bền", BirthYear: 1971, Official: true, Standing: meeting.Active, Post: "Bí thư chi bộ"},
		{ID: "dv28", Name: "Lê Thị Yến", BirthYear: 2002, Standing: meeting.Active},
		{ID: res.Members[2].ID, Name: "Nguyễn Văn Thạnh", Official: true, Standing: meeting.Exempt},
		{ID: res.Members[3].ID, Name: "Lâm Quốc Việt", Standing: meeting.Guest, Post: "Ủy viên Ban Thường vụ Đảng ủy xã"},
	}
	if !slices.Equal(res.Members, want) {
		t.Errorf("members\n got %+v\nwant %+v", res.Members, want)
	}
	var items []meeting.Item
	for _, it := range res.Items {
		it.ID = ""
		items = append(items, it)
	}
	wantItems := []meeting.Item{
		{Title: "Khai mạc", Part: meeting.Opening, Minutes: 10, Presenter: "dv01"},
		{Title: "Thảo luận", Part: meeting.Content, Discussion: true, Minutes: 35, Presenter: "dv28"},
		{Title: "Ý kiến khác", Part: meeting.Content, Minutes: 5, Presenter: res.Members[2].ID},
	}
	if !slices.EqualFunc(items, wantItems, func(a, b meeting.Item) bool {
		return a.Title == b.Title && a.Part == b.Part && a.Minutes == b.Minutes && a.Presenter == b.Presenter && a.Discussion == b.Discussion
	}) {
		t.Errorf("items\n got %+v\nwant %+v", items, wantItems)
	}
}

func TestTemplateExplains(t *testing.T) {
	f := template(t)
	fill(t, f, memberSheet, map[string]any{
		"B3": "", "C3": 1971,
		"B5": "Lê Văn Cường", "C5": "năm 68", "D5": "Chính thức",
		"B6": "Phạm Thị Dung", "D6": "Đảng viên",
		"B7": "Huỳnh Văn Đạt", "D7": "", "E7": "Nghỉ",
		"B8": "Võ Thị Hạnh", "C8": 1975, "D8": "Chính thức",
		"B9": "Võ Thị Hạnh", "C9": 1975, "D9": "Chính thức",
		"B10": 123, "D10": "Chính thức",
	})
	if err := f.SetCellFormula(memberSheet, "B11", `"Đỗ "&"Văn Hòa"`); err != nil {
		t.Fatal(err)
	}
	fill(t, f, memberSheet, map[string]any{"D11": "Chính thức"})
	fill(t, f, agendaSheet, map[string]any{
		"B3": "Khai mạc", "D3": "mười", "E3": "Nguyễn Văn Bền",
		"B4": "Thảo luận", "C4": "Giữa", "D4": "",
	})
	res, problems := readFile(t, f, nil)
	if res.Members != nil || res.Items != nil {
		t.Errorf("a file with problems gave %+v", res)
	}
	got := texts(problems)
	want := []string{
		`dòng 3, cột B: ô “Họ và tên” còn để trống`,
		`dòng 5, cột C: không đọc được năm sinh “năm 68”`,
		`dòng 6, cột D: “Đảng viên” không có trong danh sách. Đồng chí hãy chọn một trong các giá trị “Chính thức”, “Dự bị”.`,
		`dòng 7, cột E: “Nghỉ” không có trong danh sách`,
		`dòng 7, cột D: ô “Chính thức/Dự bị” còn để trống`,
		`dòng 9, cột B: “Võ Thị Hạnh” đã có ở dòng 8`,
		`dòng 10, cột B: “123” không phải là chữ`,
		`dòng 11, cột B: ô “Họ và tên” là công thức chưa có kết quả`,
		`Trang “Chương trình”, dòng 3, cột D: “mười” không phải là số phút`,
		`Trang “Chương trình”, dòng 3, cột E: không có đồng chí “Nguyễn Văn Bền”`,
		`Trang “Chương trình”, dòng 4, cột C: “Giữa” không có trong danh sách`,
		`Trang “Chương trình”, dòng 4, cột D: ô “Số phút” còn để trống`,
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || !strings.Contains(got[i], want[i]) {
			t.Fatalf("problem %d\n got %s\nwant %s", i, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
		}
	}
}

func TestTemplateTellsNotTooMuch(t *testing.T) {
	f := template(t)
	for i := 3; i < 203; i++ {
		fill(t, f, memberSheet, map[string]any{fmt.Sprintf("B%d", i): fmt.Sprintf("Lê Văn %c%d", 'A'+i%26, i), fmt.Sprintf("D%d", i): "?"})
	}
	res, problems := readFile(t, f, nil)
	if got := texts(problems); res.Members != nil || len(got) != maxProblems+1 || !strings.Contains(got[maxProblems], "150") {
		t.Errorf("%d problems, the last: %s", len(got), got[len(got)-1])
	}
}

func TestTemplateColumns(t *testing.T) {
	tests := []struct {
		name string
		edit func(f *excelize.File)
		want string
	}{
		{"a column renamed", func(f *excelize.File) { fill(t, f, memberSheet, map[string]any{"D2": "Loại"}) }, `không thấy cột “Chính thức/Dự bị”`},
		{"the name column renamed", func(f *excelize.File) { fill(t, f, memberSheet, map[string]any{"B2": "Ai"}) }, `Trang “Danh sách đảng viên”: không thấy cột “Họ và tên”`},
		{"agenda without minutes", func(f *excelize.File) { fill(t, f, agendaSheet, map[string]any{"D2": "Ghi chú"}) }, `Trang “Chương trình”, dòng 2: không thấy cột “Số phút”`},
		{"another workbook", func(f *excelize.File) {
			for _, s := range []string{memberSheet, agendaSheet} {
				if err := f.RemoveRow(s, 2); err != nil {
					t.Fatal(err)
				}
				if err := f.SetSheetName(s, "S"+s[:4]); err != nil {
					t.Fatal(err)
				}
			}
		}, `Tệp không có trang danh sách đảng viên`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := template(t)
			tt.edit(f)
			_, problems := readFile(t, f, nil)
			if got := texts(problems); len(got) != 1 || !strings.Contains(got[0], tt.want) {
				t.Errorf("got %q", got)
			}
		})
	}
}

// TestForeignRoll reads a list as offices keep them: merged headings in two levels,
// the date of birth in the column of the sex, other columns between.
func TestForeignRoll(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	fill(t, f, "Sheet1", map[string]any{
		"A1": "DANH SÁCH ĐẢNG VIÊN", "A4": "STT", "B4": "Họ và tên", "C4": "Ngày, tháng, năm sinh", "C5": "Nam", "D5": "Nữ",
		"E4": "Điện thoại", "F4": "Chính thức hay dự bị", "G4": "Diện", "H4": "Ngày chính thức",
		"A6": 1, "B6": "Nguyễn Văn Bền", "C6": "5/3/1975", "E6": "0900", "F6": "Chính thức", "H6": "x",
		"A7": 2, "B7": "Trần Thị Bình", "D7": 1979, "F7": "Chính thức", "G7": "Tạm đi",
	})
	for _, m := range [][2]string{{"A1", "H1"}, {"A4", "A5"}, {"B4", "B5"}, {"C4", "D4"}, {"E4", "E5"}, {"F4", "F5"}, {"G4", "G5"}, {"H4", "H5"}} {
		if err := f.MergeCell("Sheet1", m[0], m[1]); err != nil {
			t.Fatal(err)
		}
	}
	res, problems := readFile(t, f, nil)
	if len(problems) != 0 || len(res.Members) != 2 {
		t.Fatal(texts(problems), res)
	}
	if a, b := res.Members[0], res.Members[1]; a.BirthYear != 1975 || b.BirthYear != 1979 || b.Standing != meeting.Away || a.Post != "" {
		t.Errorf("%+v %+v", a, b)
	}
}

func TestYear(t *testing.T) {
	day := time.Date(1975, 3, 5, 0, 0, 0, 0, time.UTC)
	short, custom, text := 14, "[$-1042A]dd/mm/yyyy;@", `"day"0`
	tests := []struct {
		name  string
		value any
		style *excelize.Style
		year  int
		key   string
	}{
		{"date as Vietnamese write it", day, &excelize.Style{CustomNumFmt: &custom}, 1975, ""},
		{"Excel's short date", day, &excelize.Style{NumFmt: short}, 1975, ""},
		{"text", "05/03/1975", nil, 1975, ""},
		{"text with dashes", "3-2-2000", nil, 2000, ""},
		{"year", 1975, nil, 1975, ""},
		{"year as text", "1975", nil, 1975, ""},
		{"serial without a form", 27458, nil, 1975, "pack.problem.guess"},
		{"serial in a form that only quotes a d", 27458, &excelize.Style{CustomNumFmt: &text}, 1975, "pack.problem.guess"},
		{"year in a date's cell", 1975, &excelize.Style{NumFmt: short}, 1975, "pack.problem.guess"},
		{"two digits", "05/03/75", nil, 0, "pack.problem.year"},
		{"small number", 75, nil, 0, "pack.problem.year"},
		{"small number in a date's cell", 75, &excelize.Style{NumFmt: short}, 0, "pack.problem.year"},
		{"far year", "05/03/3975", nil, 0, "pack.problem.year"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := template(t)
			fill(t, f, memberSheet, map[string]any{"B5": "Lê Văn Cường", "C5": tt.value, "D5": "Chính thức"})
			if tt.style != nil {
				id, err := f.NewStyle(tt.style)
				if err != nil {
					t.Fatal(err)
				}
				if err := f.SetCellStyle(memberSheet, "C5", "C5", id); err != nil {
					t.Fatal(err)
				}
			}
			res, problems := readFile(t, f, nil)
			key := ""
			if len(problems) > 0 {
				key = problems[0].Key
			}
			if key != tt.key || len(problems) > 1 {
				t.Errorf("problems %v", texts(problems))
			}
			if tt.year != 0 && (len(res.Members) != 1 || res.Members[0].BirthYear != tt.year) {
				t.Errorf("read %+v", res.Members)
			}
		})
	}
}

func TestTemplateDropLists(t *testing.T) {
	f := template(t)
	for sheet, want := range map[string]int{memberSheet: 2, agendaSheet: 1} {
		lists, err := f.GetDataValidations(sheet)
		if err != nil || len(lists) != want {
			t.Errorf("%s: %d lists, %v", sheet, len(lists), err)
		}
	}
}
