package sandbox

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/tiff"

	"phonghop/docs/kinds"
)

// watchMemory tells, when a worker has ended, the most memory that it was seen with, in MB; 0 where processes
// are not seen in /proc. What the system tells of an ended process counts the memory of who started it.
func watchMemory(run *process) <-chan float64 {
	told := make(chan float64, 1)
	go func() {
		most := 0.0
		for ticker := time.NewTicker(time.Millisecond); ; <-ticker.C {
			most = max(most, highWater(run.cmd.Process.Pid))
			select {
			case <-run.ended:
				ticker.Stop()
				told <- most
				return
			default:
			}
		}
	}()
	return told
}

// wantSmall is the bound of every worker.
func wantSmall(t *testing.T, got float64) {
	t.Helper()
	const most = 400
	if testing.Verbose() {
		t.Logf("peak of the worker: %.0f MB", got)
	}
	if got > most && detectorRoom == 0 {
		t.Errorf("the worker took %.0f MB", got)
	}
}

// Files that unpack to more than there is are refused, and cost little.
func TestConvertBombs(t *testing.T) {
	if detectorRoom > 0 {
		t.Skip("about memory, which the race detector takes much of")
	}
	c := newClient(t, testOptions(t))
	small := made(t, func(b *bytes.Buffer) error { return png.Encode(b, image.NewGray(image.Rect(0, 0, 8, 8))) })
	hugePNG := bytes.Clone(small)
	binary.BigEndian.PutUint32(hugePNG[16:], 60_000)
	binary.BigEndian.PutUint32(hugePNG[20:], 60_000)
	binary.BigEndian.PutUint32(hugePNG[29:], crc32.ChecksumIEEE(hugePNG[12:29]))
	hugeGIF := made(t, func(b *bytes.Buffer) error {
		return gif.Encode(b, image.NewPaletted(image.Rect(0, 0, 8, 8), color.Palette{color.Black, color.White}), nil)
	})
	binary.LittleEndian.PutUint16(hugeGIF[6:], 65_535)
	binary.LittleEndian.PutUint16(hugeGIF[8:], 65_535)
	hugeTIFF := made(t, func(b *bytes.Buffer) error {
		return tiff.Encode(b, image.NewRGBA(image.Rect(0, 0, 8000, 8000)), &tiff.Options{Compression: tiff.Deflate})
	})
	progressive := append([]byte("\xff\xd8\xff\xc2\x00\x11\x08"), 0x4e, 0x20, 0x4e, 0x20, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0)
	progressive = append(progressive, "\xff\xda\x00\x0c\x03\x01\x00\x02\x11\x03\x11\x00\x3f\x00 scan"...)
	liar, err := base64.StdEncoding.DecodeString(losslessWebP)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(liar, []byte("VP8L")) + 9
	binary.LittleEndian.PutUint32(liar[at:], 16383|16383<<14)
	for _, f := range []struct {
		name string
		data []byte
		want error
	}{
		{"a.png", hugePNG, ErrTooLarge},
		{"a.gif", hugeGIF, ErrTooLarge},
		{"a.tiff", hugeTIFF, ErrTooLarge},
		{"strip.tiff", stripBomb(t), ErrTooLarge},
		{"a.jpg", progressive, ErrTooLarge},
		{"a.webp", liar, ErrDamaged},
		{"parts.docx", bombDOCX(t, 200<<20, false), ErrTooLarge},
		{"liar.docx", bombDOCX(t, 200<<20, true), ErrDamaged},
		{"a.txt", []byte(strings.Repeat("một dòng chữ\n", kinds.MaxText/10)), ErrTooLarge},
	} {
		t.Run(f.name, func(t *testing.T) {
			if _, err := convertFile(t, c, f.name, f.data); !errors.Is(err, f.want) {
				t.Errorf("error %v, want %v", err, f.want)
			}
		})
	}
}

// stripBomb is a TIFF of black and white points whose one strip unpacks to 400 MB.
func stripBomb(t *testing.T) []byte {
	t.Helper()
	order := binary.LittleEndian
	packed := made(t, func(b *bytes.Buffer) error {
		z, err := zlib.NewWriterLevel(b, zlib.BestSpeed)
		if err != nil {
			return err
		}
		block := make([]byte, 1<<20)
		for range 400 {
			if _, err := z.Write(block); err != nil {
				return err
			}
		}
		return z.Close()
	})
	b := []byte("II*\x00\x08\x00\x00\x00")
	entries := [][2]uint32{{256, 8000}, {257, 8000}, {258, 1}, {259, 8}, {262, 1}, {273, 0}, {277, 1}, {278, 8000}, {279, uint32(len(packed))}}
	b = order.AppendUint16(b, uint16(len(entries)))
	end := uint32(len(b) + 12*len(entries) + 4)
	for _, e := range entries {
		if e[0] == 273 {
			e[1] = end
		}
		b = order.AppendUint16(b, uint16(e[0]))
		b = order.AppendUint16(b, 4)
		b = order.AppendUint32(b, 1)
		b = order.AppendUint32(b, e[1])
	}
	return append(order.AppendUint32(b, 0), packed...)
}

// bombDOCX is a paper whose text has so many bytes, which it may hide.
func bombDOCX(t *testing.T, size int, hide bool) []byte {
	t.Helper()
	data := made(t, func(b *bytes.Buffer) error {
		z := zip.NewWriter(b)
		w, err := z.Create("word/document.xml")
		if err != nil {
			return err
		}
		block := make([]byte, 1<<20)
		for range size >> 20 {
			if _, err := w.Write(block); err != nil {
				return err
			}
		}
		return z.Close()
	})
	if hide {
		entry := bytes.LastIndex(data, []byte("PK\x01\x02"))
		binary.LittleEndian.PutUint32(data[entry+24:], 1000)
	}
	return data
}

// A long text stays within the bound of memory, and every line of it stands on a page.
func TestConvertLongText(t *testing.T) {
	if detectorRoom > 0 {
		t.Skip("about memory, which the race detector takes much of")
	}
	c := newClient(t, testOptions(t))
	var text strings.Builder
	for i := 0; text.Len() < kinds.MaxText-200; i++ {
		fmt.Fprintf(&text, "%d. Đồng chí bí thư chi bộ phát biểu kết luận, giao nhiệm vụ cho từng đảng viên.\n", i)
	}
	path, err := convertFile(t, c, "a.txt", []byte(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	info, err := c.Info(context.Background(), path)
	if err != nil || info.Pages < 500 {
		t.Errorf("%d pages, %v", info.Pages, err)
	}
}

// The largest pictures that are let in stay within the bound, whichever way they take.
func TestConvertLargest(t *testing.T) {
	if testing.Short() || detectorRoom > 0 {
		t.Skip("decodes pictures of a hundred million pixels")
	}
	for name, encode := range map[string]func(*bytes.Buffer) error{
		"a.jpg": func(b *bytes.Buffer) error {
			return jpeg.Encode(b, image.NewYCbCr(image.Rect(0, 0, 12_000, 9000), image.YCbCrSubsampleRatio420), nil)
		},
		"a.png": func(b *bytes.Buffer) error {
			return (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(b, image.NewNRGBA(image.Rect(0, 0, 6400, 6400)))
		},
		"a.gif": func(b *bytes.Buffer) error {
			return gif.Encode(b, image.NewPaletted(image.Rect(0, 0, 12_000, 12_000), color.Palette{color.Black, color.White}), nil)
		},
		"a.tiff": func(b *bytes.Buffer) error {
			return tiff.Encode(b, image.NewNRGBA(image.Rect(0, 0, 3600, 3600)), &tiff.Options{Compression: tiff.Deflate})
		},
	} {
		t.Run(name, func(t *testing.T) {
			c := newClient(t, testOptions(t))
			if _, err := convertFile(t, c, name, made(t, encode)); err != nil {
				t.Error(err)
			}
		})
	}
}
