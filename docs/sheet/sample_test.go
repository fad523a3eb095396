package sheet_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"phonghop/docs/sheet"
)

var update = flag.Bool("update", false, "write the sample's PDFs anew from their Markdown")

// sampleDir holds the documents of the sample meeting with their sources.
const sampleDir = "../../assets/sample/docs"

// TestSampleDocuments holds the sample's PDFs to their sources, byte for byte.
func TestSampleDocuments(t *testing.T) {
	sources, err := filepath.Glob(filepath.Join(sampleDir, "*.md"))
	if err != nil || len(sources) != 4 {
		t.Fatalf("sources of the sample: %v, %v", sources, err)
	}
	for _, src := range sources {
		text, err := os.ReadFile(src)
		if err != nil {
			t.Fatal(err)
		}
		doc := sheet.FromMarkdown(string(text))
		if _, odd := sheet.Clean(doc); len(odd) > 0 {
			t.Errorf("%s: letters that the fonts lack: %v", src, odd)
		}
		var got bytes.Buffer
		if err := sheet.WritePDF(&got, doc); err != nil {
			t.Fatal(err)
		}
		file := strings.TrimSuffix(src, ".md") + ".pdf"
		if *update {
			if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s differs from what its source gives; look at it, then run the test with -update", file)
		}
	}
}
