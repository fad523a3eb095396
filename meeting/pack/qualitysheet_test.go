package pack

import (
	"bytes"
	"errors"
	"reflect"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The form that the program wrote comes back as it was; one that was edited says its own line that is not understood, and
// points that do not add up to 100 are refused (HD 42; the detail is the cell's).
func TestTheScoringFormThroughExcel(t *testing.T) {
	form, err := QualityForm()
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := WriteQuality(&file, form); err != nil {
		t.Fatal(err)
	}
	written := file.Bytes()
	back, err := ReadQuality(t.Context(), bytes.NewReader(written))
	if err != nil || !reflect.DeepEqual(form, back) {
		t.Fatalf("came back as %+v, %v", back, err)
	}
	edited := func(cell string, value any) error {
		f, err := excelize.OpenReader(bytes.NewReader(written))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		var out bytes.Buffer
		if err := errors.Join(f.SetCellValue(qualitySheet, cell, value), f.Write(&out)); err != nil {
			t.Fatal(err)
		}
		_, err = ReadQuality(t.Context(), &out)
		return err
	}
	var row *QualityRowError
	for cell, value := range map[string]any{"D9": "năm", "A9": "Dòng lạ", "E9": "khoảng 90", "B9": "7"} {
		if err := edited(cell, value); !errors.As(err, &row) || row.Row != 9 {
			t.Errorf("%s = %v: %v", cell, value, err)
		}
	}
	if err := edited("D8", 4); !errors.Is(err, ErrQualityForm) { // the first group's maximum: 99 in all
		t.Errorf("99 points: %v", err)
	}
	if err := edited("C9", "Đủ 90 phút"); err != nil {
		t.Errorf("another name: %v", err)
	}
	if _, err := ReadQuality(t.Context(), bytes.NewReader([]byte("no workbook"))); !errors.Is(err, ErrNotWorkbook) {
		t.Errorf("a text: %v", err)
	}
}
