package template

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strings"
)

// The bounds of a file from outside.
const (
	// maxEntries is how many parts it may have.
	maxEntries = 500
	// maxXML is how many bytes the parts that are read may unpack to, all together.
	maxXML = 16 << 20
	// maxUnpacked is what all parts may say that they unpack to.
	maxUnpacked = 64 << 20
	// maxOutput is how many bytes the filled parts may have.
	maxOutput = 32 << 20
)

// archive is a Word file that was opened and may be read.
type archive struct {
	zip *zip.Reader
	// parts are those that may bear marks, in the order of the file.
	parts []*zip.File
	// left is how many bytes may still be read.
	left int64
}

// wordParts are the ends of the content types of the parts that may bear marks.
var wordParts = []string{"document.main+xml", "header+xml", "footer+xml", "footnotes+xml", "endnotes+xml"}

// open opens a Word file and refuses what no template may be.
func open(r io.ReaderAt, size int64) (*archive, error) {
	if size > MaxSize {
		return nil, fmt.Errorf("%w: %d bytes", ErrTooLarge, size)
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNotDOCX, err)
	}
	if len(z.File) > maxEntries {
		return nil, fmt.Errorf("%w: %d parts", ErrTooLarge, len(z.File))
	}
	a := &archive{zip: z, left: maxXML}
	files := map[string]*zip.File{}
	var sum uint64
	for _, f := range z.File {
		key := strings.ToLower(f.Name)
		if files[key] != nil {
			return nil, fmt.Errorf("%w: two parts %q", ErrNotDOCX, f.Name)
		}
		files[key] = f
		if sum += f.UncompressedSize64; sum > maxUnpacked || f.UncompressedSize64 > maxUnpacked {
			return nil, fmt.Errorf("%w: unpacks to more than %d bytes", ErrTooLarge, maxUnpacked)
		}
		if base := path.Base(key); strings.HasPrefix(base, "vba") || strings.Contains(key, "/activex/") {
			return nil, fmt.Errorf("%w: %s", ErrActive, f.Name)
		}
	}
	for _, f := range z.File {
		if strings.HasSuffix(strings.ToLower(f.Name), ".rels") {
			if err := a.checkRelations(f); err != nil {
				return nil, err
			}
		}
	}
	return a, a.findParts(files)
}

// read unpacks a part.
func (a *archive) read(f *zip.File) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrNotDOCX, f.Name, err)
	}
	defer r.Close() //nolint:errcheck // only read
	data, err := io.ReadAll(io.LimitReader(r, a.left+1))
	if int64(len(data)) > a.left {
		return nil, fmt.Errorf("%w: %s unpacks to more than %d bytes", ErrTooLarge, f.Name, int64(maxXML))
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrNotDOCX, f.Name, err)
	}
	a.left -= int64(len(data))
	return bytes.TrimPrefix(data, []byte("\ufeff")), nil
}

// unmarshal reads a small part of the package itself.
func (a *archive) unmarshal(f *zip.File, v any) error {
	data, err := a.read(f)
	if err != nil {
		return err
	}
	if bytes.Contains(data, []byte("<!")) && bytes.Contains(data, []byte("DOCTYPE")) {
		return fmt.Errorf("%w: %s has a document type", ErrNotDOCX, f.Name)
	}
	if err := xml.Unmarshal(data, v); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrNotDOCX, f.Name, err)
	}
	return nil
}

// checkRelations refuses what an office program would fetch from elsewhere. Links that a reader must click are let be.
func (a *archive) checkRelations(f *zip.File) error {
	var rels struct {
		Relationship []struct {
			Type       string `xml:",attr"`
			Target     string `xml:",attr"`
			TargetMode string `xml:",attr"`
		}
	}
	if err := a.unmarshal(f, &rels); err != nil {
		return err
	}
	for _, r := range rels.Relationship {
		if strings.EqualFold(strings.TrimSpace(r.TargetMode), "External") && !strings.HasSuffix(r.Type, "/hyperlink") {
			return fmt.Errorf("%w: %s (%s)", ErrExternal, r.Target, path.Base(r.Type))
		}
	}
	return nil
}

// findParts finds the parts that may bear marks by their content types.
func (a *archive) findParts(files map[string]*zip.File) error {
	f := files["[content_types].xml"]
	if f == nil {
		return fmt.Errorf("%w: no content types", ErrNotDOCX)
	}
	var types struct {
		Override []struct {
			PartName    string `xml:",attr"`
			ContentType string `xml:",attr"`
		}
	}
	if err := a.unmarshal(f, &types); err != nil {
		return err
	}
	kinds := map[string]string{}
	for _, o := range types.Override {
		if strings.Contains(strings.ToLower(o.ContentType), "macroenabled") {
			return fmt.Errorf("%w: %s", ErrActive, o.ContentType)
		}
		for _, end := range wordParts {
			if strings.HasSuffix(o.ContentType, "wordprocessingml."+end) {
				kinds[strings.ToLower(strings.TrimPrefix(o.PartName, "/"))] = end
			}
		}
	}
	main := false
	for _, f := range a.zip.File {
		if kind := kinds[strings.ToLower(f.Name)]; kind != "" {
			a.parts = append(a.parts, f)
			main = main || kind == wordParts[0]
		}
	}
	if !main {
		return fmt.Errorf("%w: no text", ErrNotDOCX)
	}
	return nil
}

// trees reads the parts with marks, and pairs the marks. With mistakes it is [ErrMistakes].
func (a *archive) trees(report *Report) ([]*tree, error) {
	var out []*tree
	seen := map[string]bool{}
	for _, f := range a.parts {
		data, err := a.read(f)
		if err != nil {
			return nil, err
		}
		t, err := parse(f.Name, data)
		if err != nil {
			return nil, err
		}
		marks := t.findMarks(report)
		for _, m := range marks {
			if key := m.key(); key != "." && key != runningNumber && !seen[key] {
				seen[key] = true
				report.Fields = append(report.Fields, m.name)
			}
		}
		if len(report.Mistakes) == 0 {
			t.pair(marks, report)
		}
		out = append(out, t)
	}
	if len(report.Mistakes) > 0 {
		return nil, ErrMistakes
	}
	return out, nil
}
