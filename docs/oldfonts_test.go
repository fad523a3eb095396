package docs

import (
	"context"
	"errors"
	"testing"

	"phonghop/docs/testpdf"
)

// A secrecy mark is one in every font, and so is a mark of circulation.
func TestMarksInOldFonts(t *testing.T) {
	const font = "<</Type/Font/Subtype/TrueType/Encoding/WinAnsiEncoding/BaseFont/"
	l := newLibrary(t, t.TempDir())
	for name, draw := range map[string]string{
		".VnTimeH": "(M\313T)", ".VnArialH,Bold": "(t\350i m\313t)", "VNI-Times": "(MA\304T)",
	} {
		path := testpdf.Bare(t, font+name+">>", "BT /F 14 Tf 72 700 Td "+draw+"Tj ET", "")
		if _, err := l.Import(context.Background(), path, Options{Declared: true}); !errors.Is(err, ErrSecret) {
			t.Errorf("%s: %v", name, err)
		}
	}
	path := testpdf.Bare(t, font+".VnTimeH>>", "BT /F 14 Tf 72 700 Td (l\255u h\265nh n\351i b\351)Tj ET", "")
	file, err := l.Import(context.Background(), path, Options{Declared: true})
	if err != nil || len(file.Circulation) != 1 || file.Circulation[0] != "LƯU HÀNH NỘI BỘ" {
		t.Errorf("%+v, %v", file, err)
	}
}
