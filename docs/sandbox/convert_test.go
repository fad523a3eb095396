package sandbox

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"phonghop/docs/kinds"

	"golang.org/x/image/tiff"
)

// upright is a picture with another colour in each quarter.
func uprightColour(x, y, w, h int) color.RGBA {
	switch {
	case x < w/2 && y < h/2:
		return color.RGBA{255, 0, 0, 255}
	case y < h/2:
		return color.RGBA{0, 200, 0, 255}
	case x < w/2:
		return color.RGBA{0, 0, 255, 255}
	}
	return color.RGBA{255, 255, 255, 255}
}

// held is the upright picture of 40 by 60 as a camera stores it that was held in one of the eight ways of EXIF: which
// side of what one sees the first row is, and which the first column.
func held(orientation int) image.Image {
	const w, h = 40, 60
	stored := image.Rect(0, 0, w, h)
	if orientation >= 5 {
		stored = image.Rect(0, 0, h, w)
	}
	img := image.NewRGBA(stored)
	for row := range stored.Dy() {
		for col := range stored.Dx() {
			x, y := col, row
			switch orientation {
			case 2: // top, right
				x = w - 1 - col
			case 3: // bottom, right
				x, y = w-1-col, h-1-row
			case 4: // bottom, left
				y = h - 1 - row
			case 5: // left, top
				x, y = row, col
			case 6: // right, top
				x, y = w-1-row, col
			case 7: // right, bottom
				x, y = w-1-row, h-1-col
			case 8: // left, bottom
				x, y = row, h-1-col
			}
			img.SetRGBA(col, row, uprightColour(x, y, w, h))
		}
	}
	return img
}

// exif is the data that says how a camera was held.
func exif(order binary.AppendByteOrder, orientation int) []byte {
	b := []byte("MM\x00*")
	if order.String() == "LittleEndian" {
		b = []byte("II*\x00")
	}
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	for _, tag := range []struct{ tag, value uint16 }{{0x0100, 40}, {0x0112, uint16(orientation)}} {
		b = order.AppendUint16(b, tag.tag)
		b = order.AppendUint16(b, 3)
		b = order.AppendUint32(b, 1)
		b = order.AppendUint16(b, tag.value)
		b = order.AppendUint16(b, 0)
	}
	return order.AppendUint32(b, 0)
}

func pngChunk(name string, body []byte) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(append(b, name...), body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

func made(t *testing.T, encode func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func heldJPEG(t *testing.T, img image.Image, data []byte) []byte {
	b := made(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, img, &jpeg.Options{Quality: 95}) })
	head := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(data)+8))...)
	head = append(append(head, "Exif\x00\x00"...), data...)
	return append(head, b[2:]...)
}

func heldPNG(t *testing.T, img image.Image, data []byte) []byte {
	b := made(t, func(b *bytes.Buffer) error { return png.Encode(b, img) })
	const afterIHDR = 8 + 25
	return bytes.Join([][]byte{b[:afterIHDR], pngChunk("eXIf", data), b[afterIHDR:]}, nil)
}

// convertFile converts a file and returns the path of the PDF, or the first error. The worker may not take more memory
// than any of them may, whatever the file.
func convertFile(t *testing.T, c *Client, name string, data []byte) (string, error) {
	t.Helper()
	dir := t.TempDir()
	in, out := filepath.Join(dir, name), filepath.Join(dir, "out.pdf")
	if err := errors.Join(os.WriteFile(in, data, 0o600), os.WriteFile(out, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if err := c.converts.warm(ctx); err != nil {
		t.Fatal(err)
	}
	run := c.converts.run
	highest := watchMemory(run)
	f, err := c.Kind(ctx, in, name)
	if err == nil {
		err = c.Convert(ctx, in, out, Job{Format: f, Title: name})
	}
	if c.converts.run != nil {
		t.Error("the worker goes on after the file")
	}
	wantSmall(t, <-highest)
	return out, err
}

// wantUpright looks at the middle of each quarter of a page.
func wantUpright(t *testing.T, c *Client, path string, page int) {
	t.Helper()
	const w, h = 200, 300
	img, err := c.Render(context.Background(), path, Cut{Page: page, W: w, H: h})
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != w || b.Dy() != h {
		t.Fatalf("page of %v", b)
	}
	for _, at := range []image.Point{{w / 4, h / 4}, {3 * w / 4, h / 4}, {w / 4, 3 * h / 4}, {3 * w / 4, 3 * h / 4}} {
		got, want := img.RGBAAt(at.X, at.Y), uprightColour(at.X, at.Y, w, h)
		far := func(a, b uint8) bool { return max(a, b)-min(a, b) > 24 }
		if far(got.R, want.R) || far(got.G, want.G) || far(got.B, want.B) {
			t.Errorf("at %v: %v, want %v", at, got, want)
		}
	}
}

// Pictures stand upright however the camera was held.
func TestConvertTurnsUpright(t *testing.T) {
	c := newClient(t, testOptions(t))
	for o := 1; o <= 8; o++ {
		img := held(o)
		little, big := exif(binary.LittleEndian, o), exif(binary.BigEndian, o)
		tif := made(t, func(b *bytes.Buffer) error { return tiff.Encode(b, img, nil) })
		for name, data := range map[string][]byte{
			"a.jpg":   heldJPEG(t, img, little),
			"big.jpg": heldJPEG(t, img, big),
			"a.png":   heldPNG(t, img, big),
			"a.tiff":  withOrientation(t, tif, o),
		} {
			t.Run(fmt.Sprintf("%s as %d", name, o), func(t *testing.T) {
				path, err := convertFile(t, c, name, data)
				if err != nil {
					t.Fatal(err)
				}
				wantUpright(t, c, path, 1)
			})
		}
	}
}

// withOrientation gives a TIFF another directory, with one entry more.
func withOrientation(t *testing.T, tif []byte, o int) []byte {
	t.Helper()
	order := binary.LittleEndian
	at := order.Uint32(tif[4:])
	count := uint32(order.Uint16(tif[at:]))
	entry := exif(order, o)[10+12 : 10+24]
	out := append(bytes.Clone(tif), make([]byte, len(tif)%2)...)
	order.PutUint32(out[4:], uint32(len(out)))
	out = order.AppendUint16(out, uint16(count+1))
	for i := range count {
		e := tif[at+2+12*i : at+14+12*i]
		if entry != nil && order.Uint16(e) > 0x0112 {
			out = append(out, entry...)
			entry = nil
		}
		out = append(out, e...)
	}
	return order.AppendUint32(out, 0)
}

// Two small pictures of Chromium: with loss and without, both with a profile of colours before them.
const (
	lossyWebP    = "UklGRoQCAABXRUJQVlA4WAoAAAAgAAAAJwAAOwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDgglgAAANAFAJ0BKigAPAA+tVSjTCckoyIqqADgFoljANAVADQSyYDBAPX/AYq+bVCbV0lI1Qcr13UGzQAA/uy9jrU+1hxT/1wH/zgP/nAfzE34nDFS7k6p3AWeP/+1izuTFSf+rFnck05tK8ff8eS/QeqVqXvLKtDLv4ysqJyUjjKyALmNuLOKj7TdJR3h+SC7Elp5ZOAK2YAAAA=="
	losslessWebP = "UklGRh4CAABXRUJQVlA4WAoAAAAgAAAAJwAAOwAASUNDUMgBAAAAAAHIAAAAAAQwAABtbnRyUkdCIFhZWiAH4AABAAEAAAAAAABhY3NwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAQAA9tYAAQAAAADTLQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAlkZXNjAAAA8AAAACRyWFlaAAABFAAAABRnWFlaAAABKAAAABRiWFlaAAABPAAAABR3dHB0AAABUAAAABRyVFJDAAABZAAAAChnVFJDAAABZAAAAChiVFJDAAABZAAAAChjcHJ0AAABjAAAADxtbHVjAAAAAAAAAAEAAAAMZW5VUwAAAAgAAAAcAHMAUgBHAEJYWVogAAAAAAAAb6IAADj1AAADkFhZWiAAAAAAAABimQAAt4UAABjaWFlaIAAAAAAAACSgAAAPhAAAts9YWVogAAAAAAAA9tYAAQAAAADTLXBhcmEAAAAAAAQAAAACZmYAAPKnAAANWQAAE9AAAApbAAAAAAAAAABtbHVjAAAAAAAAAAEAAAAMZW5VUwAAACAAAAAcAEcAbwBvAGcAbABlACAASQBuAGMALgAgADIAMAAxADZWUDhMMAAAAC8nwA4ADzD/8z//8x9aIMw2mj/tGdTg3hH9jxqHAAAAAAAAAAAAAAAAAAAAAAAAAA=="
)

// Sorts of pictures that take ways of their own.
func TestConvertPictures(t *testing.T) {
	c := newClient(t, testOptions(t))
	t.Run("webp", func(t *testing.T) {
		for i, text := range []string{lossyWebP, losslessWebP} {
			data, err := base64.StdEncoding.DecodeString(text)
			if err != nil {
				t.Fatal(err)
			}
			path, err := convertFile(t, c, "a.webp", data)
			if err != nil {
				t.Fatalf("%d: %v", i, err)
			}
			img, err := c.Render(context.Background(), path, Cut{Page: 1, W: 200, H: 300})
			if err != nil {
				t.Fatal(err)
			}
			if p := img.RGBAAt(50, 75); p.R < 200 || p.G > 60 {
				t.Errorf("%d: %v in the red quarter", i, p)
			}
			if p := img.RGBAAt(150, 225); p.G < 230 {
				t.Errorf("%d: %v in the white quarter", i, p)
			}
		}
	})
	t.Run("webp turned", func(t *testing.T) {
		data, err := base64.StdEncoding.DecodeString(lossyWebP)
		if err != nil {
			t.Fatal(err)
		}
		tag := exif(binary.LittleEndian, 6)
		data = binary.LittleEndian.AppendUint32(append(data, "EXIF"...), uint32(len(tag)))
		data = append(data, tag...)
		binary.LittleEndian.PutUint32(data[4:], uint32(len(data)-8))
		path, err := convertFile(t, c, "a.webp", data)
		if err != nil {
			t.Fatal(err)
		}
		img, err := c.Render(context.Background(), path, Cut{Page: 1, W: 300, H: 300})
		if err != nil || img.Bounds().Dx() != 300 || img.Bounds().Dy() != 200 {
			t.Fatalf("%v, %v", img, err)
		}
		if p := img.RGBAAt(225, 50); p.R < 200 || p.G > 60 {
			t.Errorf("%v in the corner that the camera held left", p)
		}
	})
	t.Run("tiff of two pages", func(t *testing.T) {
		page := made(t, func(b *bytes.Buffer) error {
			return tiff.Encode(b, held(1), &tiff.Options{Compression: tiff.Deflate, Predictor: true})
		})
		path, err := convertFile(t, c, "a.tiff", twoPages(page))
		if err != nil {
			t.Fatal(err)
		}
		if info, err := c.Info(context.Background(), path); err != nil || info.Pages != 2 {
			t.Fatalf("%+v, %v", info, err)
		}
		wantUpright(t, c, path, 1)
		wantUpright(t, c, path, 2)
	})
	t.Run("see-through png", func(t *testing.T) {
		path, err := convertFile(t, c, "a.png", made(t, func(b *bytes.Buffer) error { return png.Encode(b, image.NewNRGBA(image.Rect(0, 0, 40, 60))) }))
		if err != nil {
			t.Fatal(err)
		}
		img, err := c.Render(context.Background(), path, Cut{Page: 1, W: 20, H: 30})
		if err != nil || img.RGBAAt(10, 15) != (color.RGBA{255, 255, 255, 255}) {
			t.Errorf("%v, %v", img, err)
		}
	})
	t.Run("huge drawing is made smaller", func(t *testing.T) {
		if detectorRoom > 0 {
			t.Skip("takes long with the race detector")
		}
		data := made(t, func(b *bytes.Buffer) error {
			return (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(b, image.NewGray(image.Rect(0, 0, 10_000, 14_000)))
		})
		path, err := convertFile(t, c, "a.png", data)
		if err != nil {
			t.Fatal(err)
		}
		if img, err := c.Render(context.Background(), path, Cut{Page: 1, W: 20, H: 28}); err != nil || img.RGBAAt(10, 14).R != 0 {
			t.Errorf("%v, %v", img, err)
		}
	})
}

// twoPages shows the picture of a TIFF twice: its directory is written a second time at the end.
func twoPages(tif []byte) []byte {
	order := binary.LittleEndian
	at := order.Uint32(tif[4:])
	end := at + 2 + 12*uint32(order.Uint16(tif[at:]))
	second := uint32(len(tif)+1) &^ 1
	out := append(bytes.Clone(tif), make([]byte, int(second)-len(tif))...)
	out = append(out, tif[at:end]...)
	out = append(out, 0, 0, 0, 0)
	order.PutUint32(out[end:], second)
	return out
}

// A full disk is told as one, and is no damage of the file.
func TestConvertDiskFull(t *testing.T) {
	const full = "/dev/full"
	if _, err := os.Stat(full); err != nil {
		t.Skip("no disk that is always full here")
	}
	c := newClient(t, testOptions(t))
	in := filepath.Join(t.TempDir(), "a.txt")
	if err := os.WriteFile(in, []byte("một dòng"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, _ := kinds.ByExt(".txt")
	if err := c.Convert(context.Background(), in, full, Job{Format: f}); !errors.Is(err, ErrDiskFull) {
		t.Errorf("error %v", err)
	}
}
