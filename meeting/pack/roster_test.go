package pack

import (
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"phonghop/meeting"
)

// counted are the numbers by which a list is checked: total, official, probationary, exempt, away, here.
func counted(members []meeting.Member) [6]int {
	n := (&meeting.Meeting{Roll: members}).Count()
	return [6]int{n.Total, n.Official, n.Probationary, n.Exempt, n.Away, n.Here}
}

// Lists as cells have them: whatever the order of the columns and the way to say who belongs how, the counts are right.
func TestRosters(t *testing.T) {
	for _, c := range []struct {
		name    string
		rows    [][]any
		merged  [][2]string
		want    [6]int
		first   meeting.Member
		skipped int
	}{
		{"marks in two columns, a total and signatures below", [][]any{
			{"ĐẢNG BỘ XÃ VĨNH MẪU"},
			{"DANH SÁCH ĐẢNG VIÊN CHI BỘ ẤP HÒA MẪU"},
			{},
			{"STT", "Họ và tên", "Ngày sinh", "Đảng viên", nil, "Chức vụ", "Số CCCD", "Ghi chú"},
			{nil, nil, nil, "Chính thức", "Dự bị"},
			{"(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"},
			{1, "Nguyễn Văn Bền", "19/5/1971", "x", nil, "BT", "0911", nil},
			{2, "Trần Thị Bình", 1979, "x", nil, "PBT", "0912", "Miễn sinh hoạt"},
			{3, "Lê Thị Yến", "03-02-2001", nil, "x", nil, nil, "Giới thiệu sinh hoạt tạm thời nơi khác"},
			{"Tổng cộng: 03 đồng chí"},
			{},
			{nil, nil, nil, nil, nil, "T/M CHI BỘ"},
			{nil, nil, nil, nil, nil, "BÍ THƯ"},
			{nil, "Người lập", nil, nil, nil, "Nguyễn Văn Bền"},
		}, [][2]string{{"D4", "E4"}}, [6]int{3, 2, 1, 1, 1, 0}, meeting.Member{Name: "Nguyễn Văn Bền", BirthYear: 1971, Official: true, Standing: meeting.Active, Post: "Bí thư chi bộ"}, 4},
		{"days of admission, columns in another order", [][]any{
			{"Chức vụ", "Họ tên", "Năm sinh", "Ngày vào Đảng", "Ngày chính thức", "Điện thoại"},
			{"Bí thư chi bộ", "NGUYỄN VĂN BỀN", "1971", "19/05/1996", "19/05/1997", "0900"},
			{"Đảng viên", "LÊ THỊ NGỌC YẾN", "2001", "03/02/2026", "", "0901"},
		}, nil, [6]int{2, 1, 1, 0, 0, 0}, meeting.Member{Name: "Nguyễn Văn Bền", BirthYear: 1971, Official: true, Standing: meeting.Active, Post: "Bí thư chi bộ"}, 0},
		{"the name in two columns, the sex holds the birth", [][]any{
			{"TT", "Họ và chữ đệm", "Tên", "Năm sinh", nil, "Loại đảng viên"},
			{nil, nil, nil, "Nam", "Nữ", nil},
			{1, "Danh Minh", "Sáng", 1984, nil, "CT"},
			{2, "Danh Thị", "Mai", nil, 1990, "DB"},
		}, [][2]string{{"D1", "E1"}}, [6]int{2, 1, 1, 0, 0, 0}, meeting.Member{Name: "Danh Minh Sáng", BirthYear: 1984, Official: true, Standing: meeting.Active}, 0},
		{"titles over parts of the list", [][]any{
			{"STT", "Họ và tên", "Năm sinh", "Quê quán"},
			{"I", "Đảng viên chính thức"},
			{1, "Nguyễn Văn Bền", 1971, "x"},
			{2, "Trần Thị Bình", 1979, "x"},
			{"II", "Đảng viên dự bị"},
			{3, "Lê Thị Yến", 2001, "x"},
			{"III", "Đảng viên được miễn công tác và sinh hoạt đảng"},
			{4, "Nguyễn Văn Thạnh", 1940, "x"},
			{"IV", "Đảng viên sinh hoạt tạm thời đến"},
			{5, "Võ Văn Kha", 1988, "x"},
		}, nil, [6]int{4, 3, 1, 1, 0, 1}, meeting.Member{Name: "Nguyễn Văn Bền", BirthYear: 1971, Official: true, Standing: meeting.Active}, 4},
		{"one column of words, short forms, brackets", [][]any{
			{"Đồng chí", "Sinh năm", "Chính thức / dự bị", "Tình trạng sinh hoạt"},
			{"Đ/c Nguyễn Văn Bền (Bí thư)", 1971, "Chính thức", "Đang sinh hoạt"},
			{"Trần Thị Bình", 1979, "chính thức", "Tạm đi"},
			{"Lê Thị Yến", 2001, "dự bị", ""},
		}, nil, [6]int{3, 2, 1, 0, 1, 0}, meeting.Member{Name: "Nguyễn Văn Bền", BirthYear: 1971, Official: true, Standing: meeting.Active, Post: "Bí thư chi bộ"}, 0},
		{"marks for those exempt and away", [][]any{
			{"STT", "HỌ VÀ TÊN", "NĂM SINH", "DỰ BỊ", "MIỄN SHĐ", "TẠM ĐI", "TẠM ĐẾN", "ĐÌNH CHỈ SINH HOẠT"},
			{1, "Nguyễn Văn Bền", 1971, nil, nil, nil, nil, nil},
			{2, "Trần Thị Bình", 1979, nil, "X", nil, nil, nil},
			{3, "Lê Thị Yến", 2001, "X", nil, nil, nil, nil},
			{4, "Lâm Văn Tài", 1990, nil, nil, "x", nil, nil},
			{5, "Võ Văn Kha", 1988, nil, nil, nil, "x", nil},
			{6, "Hồ Văn Mẫn", 1988, nil, nil, nil, nil, "0"},
		}, nil, [6]int{5, 4, 1, 1, 1, 1}, meeting.Member{Name: "Nguyễn Văn Bền", BirthYear: 1971, Official: true, Standing: meeting.Active}, 0},
		{"names and birth alone", [][]any{
			{"Họ và tên", "Ngày tháng năm sinh", "Địa chỉ"},
			{"Nguyễn Văn Bền", 26072, "ấp Hòa Mẫu"},
			{"Trần Thị Bình", "không rõ", "ấp Hòa Mẫu"},
			{"Bí thư"},
		}, nil, [6]int{2, 2, 0, 0, 0, 0}, meeting.Member{Name: "Nguyễn Văn Bền", BirthYear: 1971, Official: true, Standing: meeting.Active}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := excelize.NewFile()
			defer f.Close()
			for i, row := range c.rows {
				if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
					t.Fatal(err)
				}
			}
			for _, m := range c.merged {
				if err := f.MergeCell("Sheet1", m[0], m[1]); err != nil {
					t.Fatal(err)
				}
			}
			res, problems := readFile(t, f, nil)
			if refused(problems) || counted(res.Members) != c.want {
				t.Fatalf("%v, want %v\n%+v\n%v\n%+v", counted(res.Members), c.want, res.Members, texts(problems), res.Understood)
			}
			first := res.Members[0]
			first.ID = ""
			if first != c.first {
				t.Errorf("the first is %+v, want %+v", first, c.first)
			}
			if len(res.Understood) != 1 || len(res.Understood[0].Skipped) != c.skipped {
				t.Errorf("understood %+v", res.Understood)
			}
			for _, col := range res.Understood[0].Columns {
				if u := useOf(plainHeading(col.Heading)); (col.Heading == "Số CCCD" || col.Heading == "Điện thoại" || col.Heading == "Quê quán" || col.Heading == "Địa chỉ") && u != usePrivate {
					t.Errorf("%s is read as %q", col.Heading, u)
				}
			}
		})
	}
}
