package sandbox

import (
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"testing"

	"phonghop/docs/testpdf"
)

// The text reader gives the lines as one reads them, without help from the renderer.
func TestTextOfPage(t *testing.T) {
	c := newClient(t, testOptions(t))
	path := testpdf.Write(t, "a.pdf", []testpdf.Page{
		{
			Lines: []string{
				"ĐẢNG BỘ XÃ VĨNH MẪU\tĐẢNG CỘNG SẢN VIỆT NAM", "Số 18-BC/CB\tVĩnh Mẫu, ngày 30 tháng 11 năm 2026",
				"ẮẰẲẴẶ ẤẦẨẪẬ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ ỲÝỶỸỴ Đđ", "ủy – “hòa” … 91,7%",
			},
			Stamp: "TỐI MẬT",
		},
		{Scan: 40, Lines: []string{"Scanned with CamScanner"}},
		{},
	})
	want := []PageText{
		{Text: strings.Join([]string{
			"ĐẢNG BỘ XÃ VĨNH MẪU\tĐẢNG CỘNG SẢN VIỆT NAM", "Số 18-BC/CB\tVĩnh Mẫu, ngày 30 tháng 11 năm 2026",
			"ẮẰẲẴẶ ẤẦẨẪẬ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ ỲÝỶỸỴ Đđ", "ủy – “hòa” … 91,7%", "TỐI MẬT",
		}, "\n")},
		{Text: "Scanned with CamScanner", Scan: true},
		{},
	}
	for i, w := range want {
		r, _, err := c.text.ask(context.Background(), request{Op: opText, Path: path, Page: i + 1}, c.deadline)
		if err != nil || *r.Text != w {
			t.Errorf("page %d: %+v, %v; want %+v", i+1, r.Text, err, w)
		}
	}
	// The renderer reads the same words, for files that the text reader refuses.
	r, _, err := c.pictures.ask(context.Background(), request{Op: opText, Path: path, Page: 1}, c.deadline)
	if err != nil {
		t.Fatal(err)
	}
	got, words := strings.Fields(r.Text.Text), strings.Fields(want[0].Text)
	slices.Sort(got)
	slices.Sort(words)
	if !slices.Equal(got, words) {
		t.Errorf("the renderer's words %q", got)
	}
	if r, _, err := c.pictures.ask(context.Background(), request{Op: opText, Path: path, Page: 2}, c.deadline); err != nil || !r.Text.Scan {
		t.Errorf("the renderer on a scan: %+v, %v", r.Text, err)
	}
}

func TestArrange(t *testing.T) {
	piece := func(x, y, end float64, text string) run {
		return run{x: x, y: y, endX: end, endY: y, size: 10, text: text}
	}
	upwards := run{x: 10, y: 300, endX: 10, endY: 340, size: 10, angle: 90, text: "MẬT"}
	for _, c := range []struct {
		name string
		runs []run
		want string
	}{
		{"words by gaps", []run{piece(0, 100, 20, "chi"), piece(23, 100, 40, "bộ"), piece(40.5, 100, 50, "x")}, "chi bộx\n"},
		{"from top to bottom", []run{piece(0, 50, 9, "b"), piece(0, 100, 9, "a")}, "a\nb\n"},
		{"columns", []run{piece(0, 100, 20, "a"), piece(200, 101, 220, "b")}, "a\tb\n"},
		{"bold by drawing twice", []run{piece(0, 100, 30, "MẬT"), piece(0.3, 100, 30.3, "MẬT")}, "MẬT\n"},
		{"letters set apart", []run{piece(0, 100, 8, "M"), piece(13, 100, 20, "Ậ"), piece(25, 100, 31, "T")}, "M Ậ T\n"},
		{"upright", []run{piece(0, 100, 20, "a"), upwards}, "a\nMẬT\n"},
		{"nothing", nil, ""},
	} {
		if got := arrange(c.runs); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

const table = `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
1 begincodespacerange <0000> <FFFF> endcodespacerange % a comment <00>
2 beginbfchar <0003> <0020> <0005><00660069> endbfchar
3 beginbfrange <0010> <0012> <1EA4> <0020> <0021> [<0041> <00 42>]
<1000> <FFFF> <1000> endbfrange endcmap`

func TestReadLetters(t *testing.T) {
	l := readLetters(io.NopCloser(strings.NewReader(table)))
	for code, want := range map[int]string{
		3: " ", 5: "fi", 0x10: "Ấ", 0x12: "Ầ", 0x20: "A", 0x21: "B", 0x1eac: "Ậ", 0x1ef8: "Ỹ", 0x22: "", 0: "",
	} {
		if got := l.text(code); got != want {
			t.Errorf("code %#x is %q, want %q", code, got, want)
		}
	}
}

func FuzzReadLetters(f *testing.F) {
	f.Add([]byte(table))
	f.Add([]byte("<00> [ endbfrange <1> <2> [<3> endbfrange"))
	f.Fuzz(func(_ *testing.T, raw []byte) {
		l := readLetters(io.NopCloser(bytes.NewReader(raw)))
		for code := range 300 {
			l.text(code)
		}
	})
}
