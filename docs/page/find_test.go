package page

import (
	"bytes"
	"context"
	"image"
	"os"
	"path/filepath"
	"testing"

	"codeberg.org/go-fonts/liberation/liberationserifregular"
	"codeberg.org/go-pdf/fpdf"

	"phonghop/docs/testpdf"
)

// The words that are looked for are marked where they stand: there is ink there, and none
// of it remains when all of the line is marked.
func TestFindMarksTheWords(t *testing.T) {
	p := newPages(t)
	ctx := context.Background()
	path := testpdf.Write(t, "a.pdf", []testpdf.Page{{Lines: []string{"Chi bộ ấp Minh Hòa", "thu quỹ đạt 91,7%; thủy lợi", "MINH HOÀ"}}})
	for query, want := range map[string]int{"minh hoà": 2, "minh hòa": 2, "thuy": 1, "thủy": 1, "thụy": 0, `"quỹ đạt"`: 1, "91,7": 1, "vắng": 0} {
		found, err := p.Find(ctx, path, 1, query)
		if err != nil {
			t.Fatal(err)
		}
		if query == "minh hoà" || query == "minh hòa" { // two words, each marked by itself or together
			if len(found) < want {
				t.Errorf("%s: %v", query, found)
			}
			continue
		}
		if len(found) != want {
			t.Errorf("%s: %d places, not %d: %v", query, len(found), want, found)
		}
	}
	img, err := p.Hall(ctx, Cut{SHA: path, Page: 1, W: 1000, H: 2000})
	if err != nil {
		t.Fatal(err)
	}
	found, err := p.Find(ctx, path, 1, "quỹ")
	if err != nil || len(found) != 1 || len(found[0]) != 1 {
		t.Fatal(found, err)
	}
	if dark := ink(img, found[0][0]); dark < 10 {
		t.Errorf("%d dark pixels under the mark %+v", dark, found[0][0])
	}
	beside := found[0][0]
	beside.Y -= 0.2 // above the first line
	if dark := ink(img, beside); dark != 0 {
		t.Errorf("%d dark pixels above the text", dark)
	}
}

func ink(img *image.RGBA, part Part) int {
	w, h := float64(img.Rect.Dx()), float64(img.Rect.Dy())
	dark := 0
	for y := max(0, int(part.Y*h)); y < int((part.Y+part.H)*h); y++ {
		for x := int(part.X * w); x < int((part.X+part.W)*w); x++ {
			if img.RGBAAt(x, y).G < 100 {
				dark++
			}
		}
	}
	return dark
}

// A document's outline and its inner links lead to their pages.
func TestOutlineAndLinks(t *testing.T) {
	f := fpdf.New("P", "mm", "A4", "")
	f.AddUTF8FontFromBytes("serif", "", liberationserifregular.TTF)
	f.SetFont("serif", "", 14)
	f.AddPage()
	f.Bookmark("Phần mở đầu", 0, -1)
	to := f.AddLink()
	f.Link(20, 30, 60, 10, to)
	f.LinkString(20, 60, 60, 10, "https://example.invalid/")
	f.AddPage()
	f.Bookmark("I- Kết quả", 1, -1)
	f.AddPage()
	f.Bookmark("II- Phương hướng", 0, -1)
	f.SetLink(to, 0, 3)
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	p := newPages(t)
	list, err := p.Outline(context.Background(), path)
	want := []Heading{{Title: "Phần mở đầu", Page: 1}, {Title: "I- Kết quả", Page: 2, Level: 1}, {Title: "II- Phương hướng", Page: 3}}
	if err != nil || len(list) != 3 || list[0] != want[0] || list[1] != want[1] || list[2] != want[2] {
		t.Errorf("%v, %v", list, err)
	}
	links, err := p.Links(context.Background(), path, 1)
	if err != nil || len(links) != 1 || links[0].Page != 3 {
		t.Fatalf("%+v, %v", links, err)
	}
	if l := links[0].Part; l.X < 0.09 || l.X > 0.1 || l.Y < 0.1 || l.Y > 0.102 || l.W < 0.28 || l.H > 0.04 {
		t.Errorf("the link lies at %+v", l)
	}
}
