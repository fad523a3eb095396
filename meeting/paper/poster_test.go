package paper_test

import (
	"strings"
	"testing"

	"phonghop/docs/sheet"
	"phonghop/meeting/paper"
)

// squareOf is a pattern as large as the codes of the join page are.
func squareOf(n int) [][]bool {
	bits := make([][]bool, n)
	for r := range bits {
		bits[r] = make([]bool, n)
		for c := range bits[r] {
			bits[r][c] = (r*7+c*3)%5 < 2
		}
	}
	return bits
}

func poster() sheet.Doc {
	return paper.JoinPoster(paper.Join{
		Title: "Sinh hoạt chi bộ thường kỳ tháng 12 năm 2026", WifiName: "ChiBo-HoaMau", WifiKey: "hoamau2026",
		Address: "http://192.168.137.120:8126", WifiQR: squareOf(33), JoinQR: squareOf(33),
	})
}

func TestJoinPoster(t *testing.T) {
	pages := sheet.Layout(poster())
	if len(pages) != 1 {
		t.Fatalf("%d pages", len(pages))
	}
	modules := 0
	for _, s := range pages[0].Steps {
		if s.Kind == sheet.DrawBox {
			modules++
			if s.X < 18*72/25.4 || s.X2 > 192*72/25.4 {
				t.Errorf("a module outside the margins: %+v", s)
			}
		}
	}
	if modules < 500 {
		t.Errorf("%d boxes for two codes", modules)
	}
	got := text(t, poster())
	for _, want := range []string{
		"Bước 1: Vào Wi-Fi", "Tên Wi-Fi: ChiBo-HoaMau", "Mật khẩu: hoamau2026", "“Giữ kết nối”", "Bước 2: Quét mã này", "http://192.168.137.120:8126",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	long := paper.Join{Title: strings.Repeat("Sinh hoạt chuyên đề ", 8), WifiName: strings.Repeat("W", 32), WifiKey: strings.Repeat("k", 63), Address: "http://192.168.137.120:8126", WifiQR: squareOf(45), JoinQR: squareOf(45)}
	if n := len(sheet.Layout(paper.JoinPoster(long))); n != 1 {
		t.Errorf("long names take %d pages", n)
	}
	got = text(t, paper.JoinPoster(paper.Join{}))
	if strings.Contains(got, "Bước 1") || strings.Contains(got, "Bước 2") || !strings.Contains(got, "[chưa điền: địa chỉ]") {
		t.Errorf("without Wi-Fi and address:\n%s", got)
	}
}
