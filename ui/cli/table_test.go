package cli

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/xuri/excelize/v2"

	"phonghop/meeting"
	"phonghop/meeting/pack"
)

// A workbook is read in the worker process as it would be read here: the same people and items, and the same words about
// what is wrong.
func TestWorkbookIsReadInTheWorker(t *testing.T) {
	h, dir := sampleHouse(t), t.TempDir()
	roll := h.Room.Snapshot().Roll
	book := func(name string, rows ...[]any) string {
		f := excelize.NewFile()
		for i, row := range append([][]any{{"STT", "Họ và tên", "Năm sinh", "Chức vụ"}}, rows...) {
			if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
		path := filepath.Join(dir, name)
		if err := f.SaveAs(path); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for _, path := range []string{
		book("tốt.xlsx", []any{1, roll[0].Name, roll[0].BirthYear, "Bí thư"}, []any{2, "Nguyễn Thị Mới", 1999, ""}),
		book("sai.xlsx", []any{1, "Nguyễn Văn Sai", 1234567, "x"}, []any{2, "", 1999, ""}),
	} {
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		here, saidHere, errHere := pack.ReadTemplate(t.Context(), file, roll)
		there, saidThere, errThere := pack.ReadFile(t.Context(), h.other, path, roll)
		if errHere != nil || errThere != nil {
			t.Fatal(errHere, errThere)
		}
		texts := func(list []pack.Problem) (out []string) {
			for _, p := range list {
				out = append(out, p.Text(h.Words))
			}
			return out
		}
		if !reflect.DeepEqual(texts(saidHere), texts(saidThere)) {
			t.Errorf("%s: said %q here, %q in the worker", path, texts(saidHere), texts(saidThere))
		}
		forget := func(list []meeting.Member) []meeting.Member { // new people get an id of chance
			for i := range list {
				if list[i].ID != roll[0].ID {
					list[i].ID = ""
				}
			}
			return list
		}
		if !reflect.DeepEqual(forget(here.Members), forget(there.Members)) {
			t.Errorf("%s: read %+v here, %+v in the worker", path, here.Members, there.Members)
		}
	}
}

// What is wrong with a workbook as a whole has its name on this side as well.
func TestBadWorkbooksInTheWorker(t *testing.T) {
	h, dir := sampleHouse(t), t.TempDir()
	var bomb bytes.Buffer
	z := zip.NewWriter(&bomb)
	w, err := z.Create("xl/workbook.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(bytes.Repeat([]byte(" "), 20<<20)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"empty": {nil, pack.ErrNotWorkbook}, "text": {[]byte("STT;Họ và tên"), pack.ErrNotWorkbook},
		"bomb": {bomb.Bytes(), pack.ErrTooBig}, "long": {make([]byte, 6<<20), pack.ErrTooBig},
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, _, err := pack.ReadFile(context.Background(), h.other, path, nil); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}
