package pack

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"phonghop/meeting"
)

// cellList is a list as a cell might keep it.
type cellList struct {
	name   string
	rows   [][]any
	merged []string // "A1:C1"
	after  func(t *testing.T, f *excelize.File)
	want   [6]int // total, official, probationary, exempt, away, here
	people string // what some lines must become: "name year post; …"
	says   []string
}

func (l cellList) file(t testing.TB) *excelize.File {
	t.Helper()
	f := excelize.NewFile()
	t.Cleanup(func() { _ = f.Close() })
	for i, row := range l.rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range l.merged {
		from, to, _ := strings.Cut(m, ":")
		if err := f.MergeCell("Sheet1", from, to); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// font sets the font of a range.
func font(t *testing.T, f *excelize.File, from, to, family string) {
	t.Helper()
	id, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Family: family}})
	if err == nil {
		err = f.SetCellStyle("Sheet1", from, to, id)
	}
	if err != nil {
		t.Fatal(err)
	}
}

var cellLists = []cellList{
	{
		name: "heads without merging, sexes below the birth, sections, a tail with who signs",
		rows: [][]any{
			{"ĐẢNG BỘ XÃ VĨNH MẪU", nil, nil, nil, "ĐẢNG CỘNG SẢN VIỆT NAM"},
			{"CHI BỘ ẤP HÒA MẪU"},
			{nil, "DANH SÁCH ĐẢNG VIÊN"},
			{nil, "(Tính đến ngày 30/11/2026)"},
			{},
			{"TT", "Họ và tên", "Ngày, tháng, năm sinh", nil, "Ngày vào Đảng", nil, "Chức vụ Đảng", "Ghi chú"},
			{nil, nil, "Nam", "Nữ", "Dự bị", "Chính thức"},
			{1, 2, 3, 4, 5, 6, 7, 8},
			{"I", "Chi ủy"},
			{1, "Nguyễn Văn Bền", "19/5/1971", nil, "19/5/1996", "19/5/1997", "BT", nil},
			{2, "Trần Thị Bình", nil, "02/9/1979", "3/2/2006", "3/2/2007", "PBT", nil},
			{"II", "Đảng viên"},
			{3, "Lê Thị Yến", nil, 2001, "3/2/2026", nil, nil, "Đảng viên dự bị"},
			{4, "Thạch Sang", 1940, nil, 1965, 1966, nil, "Miễn SHĐ"},
			{5, "Tô Đăng Khoa", 1990, nil, "1/1/2015", "1/1/2016", nil, "SHTT đi Cần Thơ"},
			{nil, "Tổng số: 05 đảng viên (04 chính thức)"},
			{nil, nil, nil, nil, nil, "Vĩnh Mẫu, ngày 30 tháng 11 năm 2026"},
			{nil, "NGƯỜI LẬP", nil, nil, nil, nil, "BÍ THƯ"},
			{nil, "Trần Thị Bình", nil, nil, nil, nil, "Nguyễn Văn Bền"},
		},
		merged: []string{"A1:C1", "B3:H3"},
		want:   [6]int{5, 4, 1, 1, 1, 0}, people: "Nguyễn Văn Bền 1971 Bí thư chi bộ; Trần Thị Bình 1979 Phó bí thư chi bộ; Lê Thị Yến 2001",
	},
	{
		name: "the name is merged over two columns",
		rows: [][]any{
			{"STT", "Họ và tên", nil, "Năm sinh", "Loại ĐV", "Chức vụ"},
			{1, "Nguyễn Văn", "Bền", 1971, "CT", "Bí thư"},
			{2, "Lê Thị Ngọc", "Yến", 2001, "DB", nil},
		},
		merged: []string{"B1:C1"},
		want:   [6]int{2, 1, 1, 0, 0, 0}, people: "Nguyễn Văn Bền 1971 Bí thư chi bộ; Lê Thị Ngọc Yến 2001",
	},
	{
		name: "TCVN3 by the font of the cells",
		rows: [][]any{
			{"TT", "Hä vµ tªn", "N¨m sinh", "ChÝnh thøc", "Dù bÞ", "Ghi chó"},
			{1, "NguyÔn V¨n BÒn", 1971, "x", nil, nil},
			{2, "Lª ThÞ YÕn", 2001, nil, "x", nil},
			{3, "TrÇn ThÞ B×nh", 1939, "x", nil, "MiÔn sinh ho¹t"},
		},
		after: func(t *testing.T, f *excelize.File) { font(t, f, "A1", "F4", ".VnTime") },
		want:  [6]int{3, 2, 1, 1, 0, 0}, people: "Nguyễn Văn Bền 1971; Lê Thị Yến 2001; Trần Thị Bình 1939",
	},
	{
		name: "VNI by the font of the cells",
		rows: [][]any{
			{"STT", "Hoï vaø teân", "Naêm sinh", "Chöùc vuï"},
			{1, "Nguyeãn Vaên Beàn", 1971, "Bí thö"},
			{2, "Traàn Thò Bình", 1979, nil},
		},
		after: func(t *testing.T, f *excelize.File) { font(t, f, "A1", "D3", "VNI-Times") },
		want:  [6]int{2, 2, 0, 0, 0, 0}, people: "Nguyễn Văn Bền 1971 Bí thư chi bộ; Trần Thị Bình 1979",
	},
	{
		name: "names in NFD, dates as serials, the birth in three columns",
		rows: [][]any{
			{"STT", "Họ tên", "Ngày sinh", nil, nil, "Ngày công nhận chính thức"},
			{nil, nil, "Ngày", "Tháng", "Năm"},
			{1, "Nguye\u0302\u0303n Va\u0306n Be\u0302\u0300n", 19, 5, 1971, 35569},
			{2, "Danh Thị Mai", 3, 2, 1990, ""},
		},
		merged: []string{"C1:E1"},
		want:   [6]int{2, 1, 1, 0, 0, 0}, people: "Nguyễn Văn Bền 1971; Danh Thị Mai 1990",
	},
	{
		name: "notes that are not to be taken at their word",
		rows: [][]any{
			{"STT", "Họ và tên", "Năm sinh", "Ghi chú"},
			{1, "Nguyễn Văn Một", 1971, "Hết thời gian miễn sinh hoạt"},
			{2, "Nguyễn Văn Hai", 1972, "Đề nghị miễn sinh hoạt"},
			{3, "Nguyễn Văn Ba", 1973, "Trưởng ấp"},
			{4, "Nguyễn Văn Bốn", 1974, "Đã chuyển sinh hoạt chính thức đi Đảng bộ khác"},
			{5, "Nguyễn Văn Năm", 1975, "Từ trần"},
			{6, "Nguyễn Văn Sáu", 1976, "Miễn nhiệm chi ủy viên"},
		},
		want: [6]int{4, 4, 0, 0, 0, 0}, says: []string{"Hết thời gian", "Đề nghị miễn", "chuyển sinh hoạt", "Từ trần"},
	},
	{
		name: "sinh hoạt tạm thời đi and đến under one head",
		rows: [][]any{
			{"STT", "Họ và tên", "Năm sinh", "Đảng viên", nil, "Sinh hoạt tạm thời", nil, "Được miễn"},
			{nil, nil, nil, "CT", "DB", "Đi", "Đến"},
			{1, "Nguyễn Văn Bền", 1971, "x"},
			{2, "Trần Thị Bình", 1979, "x", nil, "x"},
			{3, "Lê Thị Yến", 2001, nil, "x"},
			{4, "Võ Văn Kha", 1988, "x", nil, nil, "x"},
			{5, "Thạch Sang", 1940, "x", nil, nil, nil, "x"},
		},
		merged: []string{"D1:E1", "F1:G1", "A1:A2", "B1:B2", "C1:C2", "H1:H2"},
		want:   [6]int{4, 3, 1, 1, 1, 1},
	},
	{
		name: "private columns of every kind, and two names",
		rows: [][]any{
			{"STT", "Họ và tên đang dùng", "Họ và tên khai sinh", "Sinh ngày", "Quê quán", "Số CCCD", "Số thẻ đảng", "SĐT", "Nơi ở hiện nay", "Họ và tên vợ (chồng)", "Dân tộc", "Chức vụ"},
			{1, "Nguyễn Văn Bền", "Nguyễn Văn Bé", "19-5-1971", "Gò Quao", "091071000001", "12.345678", "0912345678", "ấp Hòa Mẫu", "Lê Thị Lan", "Kinh", "Chi ủy viên"},
		},
		want: [6]int{1, 1, 0, 0, 0, 0}, people: "Nguyễn Văn Bền 1971 Chi ủy viên",
	},
	{
		name: "a sum that is not the number of lines, a double, a line without a name",
		rows: [][]any{
			{"STT", "Họ và tên", "Năm sinh", "Chính thức/Dự bị"},
			{1, "Nguyễn Văn Bền", 1971, "CT"},
			{2, "Nguyễn Văn Bền", 1971, "CT"},
			{3, nil, 1980, "CT"},
			{4, "Lê Thị Yến", "hai nghìn", "DB"},
			{nil, "Cộng", 4},
		},
		want: [6]int{2, 1, 1, 0, 0, 0}, says: []string{"Nguyễn Văn Bền", "hai nghìn", "4"},
	},
	{
		name: "headings far down, on the second sheet beside statistics",
		rows: [][]any{{"THỐNG KÊ"}, {"Tổng số đảng viên", 2}},
		after: func(t *testing.T, f *excelize.File) {
			if _, err := f.NewSheet("DS"); err != nil {
				t.Fatal(err)
			}
			for cell, v := range map[string]any{
				"C13": "HỌ VÀ TÊN", "B13": "STT", "D13": "NĂM SINH", "E13": "DIỆN",
				"B14": 1, "C14": "NGUYỄN VĂN BỀN", "D14": 1971, "E14": "Đang sinh hoạt", "B15": 2, "C15": "TRẦN THỊ BÌNH", "D15": 1979, "E15": "Miễn",
			} {
				if err := f.SetCellValue("DS", cell, v); err != nil {
					t.Fatal(err)
				}
			}
		},
		want: [6]int{2, 2, 0, 1, 0, 0}, people: "Nguyễn Văn Bền 1971; Trần Thị Bình 1979",
	},
	{
		name: "headings once more on the second page, sections by group",
		rows: [][]any{
			{"STT", "Họ và tên", "Năm sinh", "Chức danh"},
			{"Tổ đảng số 1"},
			{1, "Nguyễn Văn Bền", 1971, "Bí thư Chi bộ"},
			{"STT", "Họ và tên", "Năm sinh", "Chức danh"},
			{"Tổ đảng số 2"},
			{2, "Trần Thị Bình", 1979, "Tổ trưởng"},
		},
		merged: []string{"A2:D2", "A5:D5"},
		want:   [6]int{2, 2, 0, 0, 0, 0}, people: "Nguyễn Văn Bền 1971 Bí thư Chi bộ; Trần Thị Bình 1979 Tổ trưởng",
	},
	{
		name: "the day of official admission is never filled in",
		rows: [][]any{
			{"STT", "Họ và tên", "Năm sinh", "Ngày chính thức"},
			{1, "Nguyễn Văn Bền", 1971},
			{2, "Trần Thị Bình", 1979},
		},
		want: [6]int{2, 2, 0, 0, 0, 0}, says: []string{"Ngày chính thức"},
	},
	{
		name: "ticks of many kinds, dots where nothing is filled in",
		rows: [][]any{
			{"STT", "Họ và tên", "Năm sinh", "Chính thức", "Dự bị", "Miễn SH", "Tạm đi"},
			{1, "Nguyễn Văn Bền", 1971, "✓", "-", "…", "0"},
			{2, "Trần Thị Bình", 1979, "√", ".....", "+", nil},
			{3, "Lê Thị Yến", 2001, "–", "●", nil, "không"},
		},
		want: [6]int{3, 2, 1, 1, 0, 0},
	},
	{
		name: "everybody has a day of admission on probation, and there is no other",
		rows: [][]any{
			{"STT", "Họ và tên", "Năm sinh", "Ngày vào Đảng (dự bị)", "Ghi chú"},
			{1, "Nguyễn Văn Bền", 1971, "19/5/1996", "Chuyển đến chi bộ năm 2010"},
			{2, "Lê Thị Yến", 2001, "3/2/2026", "Đảng viên dự bị"},
		},
		want: [6]int{2, 1, 1, 0, 0, 0}, says: []string{"Ngày vào Đảng (dự bị)"},
	},
	{
		name: "one column says everything",
		rows: [][]any{
			{"Họ và tên", "Năm sinh", "Diện"},
			{"Nguyễn Văn Bền", 1971, "Đảng viên chính thức"},
			{"Lê Thị Yến", 2001, "Đảng viên dự bị"},
			{"Thạch Sang", 1940, "ĐV chính thức, miễn SH"},
			{"Tô Đăng Khoa", 1990, "SHTT đi"},
			{"Võ Văn Kha", 1988, "SHTT đến"},
			{"Hồ Văn Mẫn", 1985, "Đình chỉ sinh hoạt"},
		},
		want: [6]int{5, 4, 1, 1, 1, 1},
	},
}

// Lists as cells keep them give the right counts, names, years and posts, and say what is to be looked at.
func TestListsOfCells(t *testing.T) {
	for _, l := range cellLists {
		t.Run(l.name, func(t *testing.T) {
			f := l.file(t)
			if l.after != nil {
				l.after(t, f)
			}
			res, problems := readFile(t, f, nil)
			if refused(problems) || counted(res.Members) != l.want {
				t.Errorf("%v, want %v\n%+v\n%v\n%+v", counted(res.Members), l.want, res.Members, texts(problems), res.Understood)
			}
			for want := range strings.SplitSeq(l.people, "; ") {
				if want != "" && !slices.ContainsFunc(res.Members, func(p meeting.Member) bool {
					return strings.TrimSpace(fmt.Sprintf("%s %d %s", p.Name, p.BirthYear, p.Post)) == want
				}) {
					t.Errorf("no %q in %+v", want, res.Members)
				}
			}
			said := strings.Join(texts(problems), "\n")
			for _, u := range res.Understood {
				for _, s := range u.Skipped {
					said += "\n" + s.Text + " " + s.Why
				}
			}
			for _, s := range l.says {
				if !strings.Contains(said, s) {
					t.Errorf("nothing says %q:\n%s", s, said)
				}
			}
			if len(l.says) == 0 && said != "" {
				t.Log(said)
			}
		})
	}
}
