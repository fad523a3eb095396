package convert

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"

	"golang.org/x/image/tiff"

	"phonghop/docs/kinds"
)

// A JPEG lies in the PDF byte for byte: nothing of it is lost.
func TestJPEGIsKept(t *testing.T) {
	for _, img := range []image.Image{image.NewGray(image.Rect(0, 0, 9, 7)), image.NewRGBA(image.Rect(0, 0, 9, 7))} {
		var raw, out bytes.Buffer
		if err := jpeg.Encode(&raw, img, nil); err != nil {
			t.Fatal(err)
		}
		if err := PDF(&out, source(raw.Bytes(), ".jpg")); err != nil || !bytes.Contains(out.Bytes(), raw.Bytes()) {
			t.Errorf("%T: %v", img, err)
		}
	}
}

func source(data []byte, ext string) Source {
	f, _ := kinds.ByExt(ext)
	return Source{R: bytes.NewReader(data), Size: int64(len(data)), Format: f, Title: "Ảnh"}
}

func TestSpaced(t *testing.T) {
	for in, want := range map[string]string{
		"một hai": "một hai", "  một": "··một", "một  hai": "một··hai", "a\tb": "a·······b", "\tb": "········b", "": "",
	} {
		if got := strings.ReplaceAll(spaced(in), "\u00a0", "·"); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// Whatever the bytes, there is a PDF or an error, and a turn that exists.
func FuzzPicture(f *testing.F) {
	img := image.NewPaletted(image.Rect(0, 0, 5, 3), color.Palette{color.Black, color.White})
	var j, p, g bytes.Buffer
	if jpeg.Encode(&j, img, nil) != nil || png.Encode(&p, img) != nil || tiff.Encode(&g, img, nil) != nil {
		f.Fatal("no seeds")
	}
	withExif := append([]byte("\xff\xd8\xff\xe1\x00\x22Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00\x00\x00\x00\x00"), j.Bytes()[2:]...)
	f.Add(withExif, uint8(0))
	f.Add(p.Bytes(), uint8(1))
	f.Add(g.Bytes(), uint8(2))
	f.Add([]byte("RIFF\x20\x00\x00\x00WEBPEXIF\x0e\x00\x00\x00MM\x00*\x00\x00\x00\x08\x00\x00"), uint8(3))
	exts := []string{".jpg", ".png", ".tiff", ".webp"}
	f.Fuzz(func(t *testing.T, data []byte, which uint8) {
		s := source(data, exts[int(which)%len(exts)])
		if o := orientationOf(s.R, s.Size, s.Format.Ext); o < 1 || o > 8 {
			t.Errorf("turn %d", o)
		}
		if frame, err := readFrame(s.R, s.Size); err == nil && (frame.w < 1 || frame.h < 1 || frame.memory() < 1) {
			t.Errorf("%+v", frame)
		}
		if s.Format.Ext == ".tiff" {
			_ = tiffPages(newPDF(io.Discard), small(s))
		}
	})
}

// small keeps what the decoder makes within what a fuzzing process has.
func small(s Source) Source {
	if s.Size > 1<<16 {
		s.Size = 0
	}
	return s
}
