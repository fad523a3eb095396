package pack

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"runtime"
	"strings"
	"testing"
	"time"
)

// rebuilt is the template with one entry's bytes changed.
func rebuilt(t testing.TB, entry string, change func([]byte) []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteTemplate(&b); err != nil {
		t.Fatal(err)
	}
	found := false
	out := repack(t, b.Bytes(), func(name string, data []byte) (string, []byte) {
		if name == entry {
			found = true
			data = change(data)
		}
		return name, data
	})
	if !found {
		t.Fatalf("the template has no %s", entry)
	}
	return out
}

const sheetOne = "xl/worksheets/sheet1.xml"

// sheetData is the template with other rows on its first sheet.
func sheetData(t testing.TB, rows string) []byte {
	return rebuilt(t, sheetOne, func(data []byte) []byte {
		from, to := bytes.Index(data, []byte("<sheetData>")), bytes.Index(data, []byte("</sheetData>"))
		return []byte(string(data[:from+len("<sheetData>")]) + rows + string(data[to:]))
	})
}

// TestHostileWorkbooks holds what papers on excelize measured, and two more: cells
// that are empty do not show in its row iterator, yet fill the memory when the sheet
// is loaded for its merged cells; and so do merged cells that reach far.
func TestHostileWorkbooks(t *testing.T) {
	manyRows := func(n int, cell string) string {
		var b strings.Builder
		for i := 1; i <= n; i++ {
			fmt.Fprintf(&b, `<row r="%d">`+cell+`</row>`, i, i)
		}
		return b.String()
	}
	tests := []struct {
		name string
		data func() []byte
		want error
	}{
		{"empty", func() []byte { return nil }, ErrNotWorkbook},
		{"csv", func() []byte { return []byte("STT;Họ và tên\n1;Bền\n") }, ErrNotWorkbook},
		{"old xls or password", func() []byte { return []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 4096)) }, ErrNotWorkbook},
		{"a zip that is no workbook", func() []byte { _, d := sampleFile(t); return d }, ErrNotWorkbook},
		{"cut short", func() []byte { d := rebuilt(t, sheetOne, bytes.Clone); return d[:len(d)-100] }, ErrNotWorkbook},
		{"too big", func() []byte { return make([]byte, maxWorkbook+1) }, ErrTooBig},
		{"16 MiB of blanks", func() []byte {
			return rebuilt(t, sheetOne, func([]byte) []byte { return bytes.Repeat([]byte{' '}, 16<<20) })
		}, ErrTooBig},
		{"far cells with a value", func() []byte { return sheetData(t, manyRows(5000, `<c r="XFD%d"><v>1</v></c>`)) }, ErrTooBig},
		{"far cells that are empty", func() []byte { return sheetData(t, manyRows(5000, `<c r="XFD%d"/>`)) }, ErrTooBig},
		{"a row without end", func() []byte { return sheetData(t, `<row>`+strings.Repeat(`<c/>`, 2_500_000)+`</row>`) }, ErrTooBig},
		{"the last row", func() []byte { return sheetData(t, `<row r="1"/><row r="1048576"><c r="A1048576"><v>1</v></c></row>`) }, ErrTooBig},
		{"more rows than a cell has members", func() []byte { return sheetData(t, manyRows(5001, `<c r="A%d"><v>1</v></c>`)) }, ErrTooBig},
		{"sheets that fill up when loaded", func() []byte {
			rows := manyRows(5000, `<c r="CV%d"/>`)
			two := sheetData(t, rows)
			return repack(t, two, func(name string, data []byte) (string, []byte) {
				if name == "xl/worksheets/sheet2.xml" {
					data = []byte(`<worksheet><sheetData>` + rows + `</sheetData></worksheet>`)
				}
				return name, data
			})
		}, ErrTooBig},
		{"merged to the end", func() []byte {
			return rebuilt(t, sheetOne, func(d []byte) []byte {
				return bytes.Replace(d, []byte(`ref="A1:F1"`), []byte(`ref="A1:XFD1048576"`), 1)
			})
		}, ErrTooBig},
		{"merged often", func() []byte {
			return rebuilt(t, sheetOne, func(d []byte) []byte {
				return bytes.Replace(d, []byte(`</mergeCells>`), []byte(strings.Repeat(`<mergeCell ref="A9:B9"/>`, 100_000)+`</mergeCells>`), 1)
			})
		}, ErrTooBig},
		{"many styles", func() []byte {
			return rebuilt(t, "xl/styles.xml", func(d []byte) []byte {
				return bytes.Replace(d, []byte(`</styleSheet>`), []byte(`<!--`+strings.Repeat("x", 2<<20)+`--></styleSheet>`), 1)
			})
		}, ErrTooBig},
		{"XML that breaks off", func() []byte {
			return rebuilt(t, sheetOne, func(d []byte) []byte { return d[:bytes.Index(d, []byte("</sheetData>"))] })
		}, ErrNotWorkbook},
		{"another alphabet", func() []byte {
			return rebuilt(t, sheetOne, func(d []byte) []byte {
				return bytes.Replace(d, []byte("UTF-8"), []byte("windows-1258"), 1)
			})
		}, ErrNotWorkbook},
		{"an entry that lies about its size", lyingWorkbook, ErrNotWorkbook},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			data := tt.data()
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			began := time.Now()
			res, problems, err := ReadTemplate(t.Context(), bytes.NewReader(data), nil)
			took := time.Since(began)
			runtime.ReadMemStats(&after)
			if !errors.Is(err, tt.want) || len(problems) > 0 || res.Members != nil {
				t.Errorf("got %v, %v, %v", res, problems, err)
			}
			mib := (after.TotalAlloc - before.TotalAlloc) >> 20
			t.Logf("%v, %d MiB", took.Round(time.Millisecond), mib)
			if mib > 512 {
				t.Errorf("it took %d MiB", mib)
			}
		})
	}
}

// TestWorkbooksWithinBounds reads the worst that is let in.
func TestWorkbooksWithinBounds(t *testing.T) {
	var gaps strings.Builder
	for i := 1; i <= 5000; i++ {
		fmt.Fprintf(&gaps, `<row r="%d"><c r="CV%d"/></row>`, i, i)
	}
	tests := map[string][]byte{
		"a sheet of gaps": sheetData(t, gaps.String()),
		"strings": rebuilt(t, "xl/sharedStrings.xml", func(d []byte) []byte {
			return bytes.Replace(d, []byte(`</sst>`), []byte(strings.Repeat(`<si><t/></si>`, 70_000)+`</sst>`), 1)
		}),
		"styles": rebuilt(t, "xl/styles.xml", func(d []byte) []byte {
			return bytes.Replace(d, []byte(`</cellXfs>`), []byte(strings.Repeat(`<xf/>`, 100_000)+`</cellXfs>`), 1)
		}),
	}
	for name, data := range tests {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			began := time.Now()
			_, _, err := ReadTemplate(t.Context(), bytes.NewReader(data), nil)
			took := time.Since(began)
			runtime.ReadMemStats(&after)
			mib := (after.TotalAlloc - before.TotalAlloc) >> 20
			t.Logf("%v, %d MiB, %v", took.Round(time.Millisecond), mib, err)
			if mib > 512 {
				t.Errorf("it took %d MiB", mib)
			}
		})
	}
}

// lyingWorkbook holds an entry whose directory says fewer bytes than there are.
func lyingWorkbook() []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	body := []byte("<workbook/>")
	head := &zip.FileHeader{Name: "xl/workbook.xml", Method: zip.Store, CRC32: crc32.ChecksumIEEE(body), UncompressedSize64: 2, CompressedSize64: uint64(len(body))}
	if out, err := w.CreateRaw(head); err == nil {
		_, _ = out.Write(body)
	}
	_ = w.Close()
	return b.Bytes()
}

func TestReadTemplateStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var b bytes.Buffer
	if err := WriteTemplate(&b); err != nil {
		t.Fatal(err)
	}
	if _, _, err := ReadTemplate(ctx, &b, nil); !errors.Is(err, ErrSlow) {
		t.Errorf("got %v", err)
	}
}

// TestLargeRoll reads more people than any cell has.
func TestLargeRoll(t *testing.T) {
	const people = 1000
	f := template(t)
	for i := 3; i < people+3; i++ {
		row := []any{i - 2, fmt.Sprintf("Nguyễn Văn Bền %c%d", 'A'+i%26, i), 1950 + i%50, "Chính thức", "Đang sinh hoạt", ""}
		if err := f.SetSheetRow(memberSheet, fmt.Sprintf("A%d", i), &row); err != nil {
			t.Fatal(err)
		}
	}
	began := time.Now()
	res, problems := readFile(t, f, nil)
	t.Logf("%d people in %v", len(res.Members), time.Since(began).Round(time.Millisecond))
	if len(problems) != 0 || len(res.Members) != people {
		t.Errorf("%d people, %v", len(res.Members), problems)
	}
}

// FuzzReadTemplate changes the bytes of a sheet inside a good workbook.
func FuzzReadTemplate(f *testing.F) {
	var b bytes.Buffer
	if err := WriteTemplate(&b); err != nil {
		f.Fatal(err)
	}
	good := b.Bytes()
	repack(f, good, func(name string, data []byte) (string, []byte) {
		if name == sheetOne || name == "xl/sharedStrings.xml" || name == "xl/workbook.xml" {
			f.Add(name, data)
		}
		return name, data
	})
	f.Add(sheetOne, []byte(`<worksheet><sheetData><row><c t="inlineStr"><is><t>Họ và tên</t></is></c><c t="inlineStr"><is><t>Diện</t></is></c></row><row><c/></row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>`))
	f.Fuzz(func(t *testing.T, entry string, data []byte) {
		book := repack(t, good, func(name string, old []byte) (string, []byte) {
			if name == entry {
				return name, data
			}
			return name, old
		})
		res, problems, err := ReadTemplate(t.Context(), bytes.NewReader(book), nil)
		if err != nil && !errors.Is(err, ErrNotWorkbook) && !errors.Is(err, ErrTooBig) {
			t.Fatal(err)
		}
		if (err != nil || refused(problems)) && (res.Members != nil || res.Items != nil) {
			t.Fatalf("half a workbook came in: %v %v", res, problems)
		}
		for _, p := range res.Members {
			if p.ID == "" || p.Name == "" {
				t.Fatalf("read %+v", p)
			}
		}
	})
}
