package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"phonghop/docs/sheet"
	"phonghop/docs/testpdf"
	"phonghop/meeting"
	"phonghop/meeting/pack"
	"phonghop/meeting/paper"
)

// The check says on the command line what is understood of a file, with the counts of a roll under stable keys, and ends
// with a mistake where nothing is.
func TestCheck(t *testing.T) {
	dir := t.TempDir()
	list := filepath.Join(dir, "danh sách.xlsx")
	f := excelize.NewFile()
	for i, row := range [][]any{
		{"DANH SÁCH"},
		{"STT", "Họ và tên", "Năm sinh", "Ngày chính thức", "Điện thoại", "Ghi chú"},
		{1, "Nguyễn Văn Bền", 1971, "19/05/1997", "0900", ""},
		{2, "Trần Thị Bình", 1979, "03/02/2007", "0901", "miễn sinh hoạt"},
		{3, "Lê Thị Yến", 2001, "", "0902", "tạm đi"},
		{"Tổng cộng: 3"},
	} {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SaveAs(list); err != nil {
		t.Fatal(err)
	}
	write := func(name string, write func(*os.File) error) string {
		file, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if err := write(file); err != nil {
			t.Fatal(err)
		}
		return file.Name()
	}
	house := sampleHouse(t)
	hop := filepath.Join(dir, "a.hop")
	if err := (Files{House: house}).SaveMeeting(t.Context(), house.Room.Snapshot(), hop); err != nil {
		t.Fatal(err)
	}
	word := write("mẫu.docx", func(f *os.File) error {
		return sheet.WriteDOCX(f, sheet.Doc{Blocks: []sheet.Block{sheet.Text(sheet.Body, "Tại {{dia_diem}}, {{#khach}}có {{so khách}} khách{{/khach}}.")}})
	})
	resolution := write("nghị quyết.docx", func(f *os.File) error {
		form, err := paper.BuiltIn("resolution", meeting.Cell{})
		if err == nil {
			_, err = f.Write(form)
		}
		return err
	})
	wrong := write("mẫu sai.docx", func(f *os.File) error {
		return sheet.WriteDOCX(f, sheet.Doc{Blocks: []sheet.Block{sheet.Text(sheet.Body, "Tại {{dia_diem}}, {{#khach}}có khách.")}})
	})
	secret := testpdf.Write(t, "mật.pdf", []testpdf.Page{{Lines: []string{"MẬT", "Báo cáo"}}})
	empty := write("rỗng.pdf", func(*os.File) error { return nil })
	for _, c := range []struct {
		path string
		kind string
		ok   bool
		want map[string]any
		says string
	}{
		{list, "roll", true, map[string]any{"total": 3., "official": 2., "probationary": 1., "exempt": 1., "away": 1., "here": 0.}, "cột E “Điện thoại”: không đọc (dữ liệu riêng)"},
		{hop, "meeting", true, map[string]any{"total": 28., "official": 26., "probationary": 2., "exempt": 3., "away": 1., "here": 0.}, "Chương trình: 7 mục"},
		{write("mẫu.xlsx", func(f *os.File) error { return pack.WriteTemplate(f) }), "", false, nil, "chưa có dòng nào"},
		{word, "template", true, nil, "Không biết ô {{so khách}}"},
		{resolution, "template", true, nil, "Dùng được cho: Nghị quyết tháng."},
		{wrong, "template", false, nil, "{{#khach}} chưa có ô đóng"},
		{secret, "document", false, nil, "dấu độ mật"},
		{empty, "", false, nil, "không hiểu được"},
	} {
		name := filepath.Base(c.path)
		code, out, _ := call("check", "-json", c.path)
		var got map[string]any
		if err := json.Unmarshal([]byte(out), &got); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		if got["kind"] != c.kind || got["ok"] != c.ok || (code == 0) != c.ok {
			t.Errorf("%s: code %d\n%s", name, code, out)
		}
		for key, want := range c.want {
			if got[key] != want {
				t.Errorf("%s: %s is %v, want %v", name, key, got[key], want)
			}
		}
		if _, has := got["total"]; has != (c.want != nil) {
			t.Errorf("%s: counts of a roll: %v", name, has)
		}
		if _, out, _ := call("check", c.path); !strings.Contains(out, c.says) {
			t.Errorf("%s: it does not say %q:\n%s", name, c.says, out)
		}
	}
	if code, _, _ := call("check"); code != 2 {
		t.Errorf("without a file: code %d", code)
	}
}
