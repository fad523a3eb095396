package testpdf

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// Bare writes a PDF of one page with one font, /F, which stands in it word for word, as does what is drawn: for fonts
// that no library would write. Table is the font's table of letters, object 6, if it is not empty.
func Bare(t testing.TB, font, content, table string) string {
	t.Helper()
	stream := func(data string) string { return fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(data), data) }
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>",
		"<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
		stream(content),
		font,
		stream(table),
	}
	var out bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	places := make([]int, len(objects))
	for i, o := range objects {
		places[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, at := range places {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	path := filepath.Join(t.TempDir(), "bare.pdf")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
