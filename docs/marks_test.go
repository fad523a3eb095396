package docs

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

var secretCases = []struct {
	name, page, want string
}{
	{"alone", "ĐẢNG BỘ XÃ\nMẬT\nBÁO CÁO", "MẬT"},
	{"top secret", "TỐI MẬT", "TỐI MẬT"},
	{"utmost", "TUYỆT MẬT", "TUYỆT MẬT"},
	{"spaced letters", "M Ậ T", "MẬT"},
	{"spaced words", "T U Y Ệ T   M Ậ T", "TUYỆT MẬT"},
	{"wide letters", "T\tỐ\tI\tM\tẬ\tT", "TỐI MẬT"},
	{"decomposed", norm.NFD.String("TUYỆT MẬT"), "TUYỆT MẬT"},
	{"half decomposed", "MÂ\u0323T", "MẬT"},
	{"punctuation", "* (MẬT). *", "MẬT"},
	{"brackets", "[TỐI  MẬT]", "TỐI MẬT"},
	{"beside a column", "Số 12-BC/ĐU\tMẬT\tấp Minh Hòa, ngày 03 tháng 12", "MẬT"},
	{"wide gap of spaces", "MẬT          Bình An, ngày 03 tháng 12 năm 2026", "MẬT"},
	{"with a copy number", "MẬT - BẢN SỐ: 03", "MẬT"},
	{"with urgency", "TỐI MẬT - HỎA TỐC", "TỐI MẬT"},
	{"urgency first", "KHẨN, MẬT", "MẬT"},
	{"label", "ĐỘ MẬT: TỐI MẬT", "TỐI MẬT"},
	{"label in small letters", "Độ mật: Mật", "MẬT"},
	{"with circulation", "MẬT (LƯU HÀNH NỘI BỘ)", "MẬT"},
	{"twice", "MẬT MẬT", "MẬT"},
	{"over two lines", "TUYỆT\nMẬT", "MẬT"},
	{"far to the right", strings.Repeat("ô\t", 40) + "MẬT", "MẬT"},
	{"TCVN3", "TuyÖt mËt\ntuyÖt mËt", "TUYỆT MẬT"},
	{"VNI", "TOÁI MAÄT", "TỐI MẬT"},
	{"windows lines", "A\r\nMẬT\r\nB", "MẬT"},

	{"nothing", "", ""},
	{"sentence", "Đảng viên phải giữ bí mật nhà nước và bí mật của Đảng.", ""},
	{"sentence with capitals", "Văn bản có đóng dấu MẬT phải được quản lý riêng.", ""},
	{"heading", "QUY CHẾ BẢO VỆ BÍ MẬT NHÀ NƯỚC", ""},
	{"other word", "BẢO MẬT THÔNG TIN", ""},
	{"heading over two lines", "QUY CHẾ BẢO VỆ BÍ\nMẬT NHÀ NƯỚC", ""},
	{"heading broken before the word", "CÔNG TÁC BẢO VỆ BÍ\nMẬT", ""},
	{"heading with wide spaces", "BẢO VỆ BÍ\tMẬT\tNHÀ NƯỚC", ""},
	{"small letters", "mật", ""},
	{"one capital", "Mật", ""},
	{"honey", "MẬT ONG", ""},
	{"password", "MẬT KHẨU WI-FI", ""},
	{"density", "MẬT ĐỘ DÂN SỐ", ""},
	{"no grade", "Độ mật: Không", ""},
	{"label alone", "ĐỘ MẬT", ""},
	{"present", "CÓ MẶT\nMẶT", ""},
	{"urgency alone", "HỎA TỐC", ""},
	{"secret ballot", "BỎ PHIẾU KÍN", ""},
}

func TestFindSecret(t *testing.T) {
	marks := StandardMarks()
	for _, c := range secretCases {
		t.Run(c.name, func(t *testing.T) {
			got, found := marks.FindSecret(c.page)
			if got != c.want || found != (c.want != "") {
				t.Errorf("FindSecret(%q) = %q, %v; want %q", c.page, got, found, c.want)
			}
		})
	}
}

// A stamp on a line of its own is found whatever else stands on the page, and letters without Ậ are never a mark.
func FuzzFindSecret(f *testing.F) {
	for _, c := range secretCases {
		f.Add(c.page, uint8(0))
		f.Add(c.page, uint8(3))
	}
	marks := StandardMarks()
	stamps := []string{"MẬT", "TỐI MẬT", "TUYỆT MẬT", "M Ậ T", "- T Ố I  M Ậ T -", norm.NFD.String("(TUYỆT MẬT)")}
	f.Fuzz(func(t *testing.T, page string, which uint8) {
		stamp := stamps[int(which)%len(stamps)]
		stamped := page + "\nNơi nhận\n" + stamp + "\n" + page
		if _, found := marks.FindSecret(stamped); !found {
			t.Errorf("no mark in %q", stamped)
		}
		plain := strings.Map(func(r rune) rune {
			if strings.ContainsRune("ậẬÂâËÄäẠạ\u0323\u0302", r) {
				return -1
			}
			return r
		}, norm.NFC.String(page))
		if mark, found := marks.FindSecret(plain); found {
			t.Errorf("mark %q in %q", mark, plain)
		}
	})
}

func TestFindCirculation(t *testing.T) {
	marks := StandardMarks()
	for page, want := range map[string][]string{
		"BÁO CÁO\n(Lưu hành nội bộ)":                              {"LƯU HÀNH NỘI BỘ"},
		"TÀI LIỆU HỘI NGHỊ\nXEM XONG TRẢ LẠI":                     {"TÀI LIỆU HỘI NGHỊ", "XEM XONG TRẢ LẠI"},
		"Số 01\tTÀI LIỆU THU HỒI":                                 {"TÀI LIỆU THU HỒI"},
		"KHÔNG PHỔ BIẾN TRÊN CÁC PHƯƠNG TIỆN THÔNG TIN ĐẠI CHÚNG": {"KHÔNG PHỔ BIẾN"},
		"Tài liệu này lưu hành nội bộ trong chi bộ.":              nil,
		"": nil,
	} {
		if got := marks.FindCirculation(page); !slices.Equal(got, want) {
			t.Errorf("FindCirculation(%q) = %q, want %q", page, got, want)
		}
	}
}
