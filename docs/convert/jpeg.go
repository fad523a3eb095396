package convert

import (
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"io"

	"phonghop/docs/kinds"
)

// frame is the head of a JPEG.
type frame struct {
	w, h, components int
	progressive      bool
	// area is how many samples a pixel has over all components: 1.5 to 3 for colours.
	area float64
	// plain says that a PDF can hold it as it is: grey or the usual three colours, 8 bits.
	plain bool
}

// memory is what decoding takes in bytes: the samples, and for progressive ones a number of 4 bytes for each.
func (f frame) memory() int64 {
	samples := f.area
	if f.progressive {
		samples *= 5
	}
	return int64(samples * float64(f.w) * float64(f.h))
}

// maxSegments bounds the segments before the picture.
const maxSegments = 4096

// readFrame reads the segments of a JPEG up to its picture (ITU T.81, annex B).
func readFrame(r io.ReaderAt, size int64) (frame, error) {
	var f frame
	adobe := -1
	var head [4]byte
	at := int64(2)
	for range maxSegments {
		if at >= size {
			break
		}
		if _, err := r.ReadAt(head[:], at); err != nil || head[0] != 0xff {
			break
		}
		marker, length := head[1], int64(binary.BigEndian.Uint16(head[2:]))
		switch {
		case marker == 0xff:
			at++
			continue
		case marker == 0x01 || marker >= 0xd0 && marker <= 0xd8:
			at += 2
			continue
		case length < 2:
			return f, fmt.Errorf("%w: JPEG segment", kinds.ErrDamaged)
		case marker == 0xee:
			if b := readAt(r, at+4, length-2); len(b) >= 12 && string(b[:5]) == "Adobe" {
				adobe = int(b[11])
			}
		case marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc:
			if marker > 0xc2 {
				return f, fmt.Errorf("%w: JPEG coded as 0x%x", kinds.ErrNotSupported, marker)
			}
			if err := f.read(readAt(r, at+4, length-2)); err != nil {
				return f, err
			}
			f.progressive = marker == 0xc2
		case marker == 0xda:
			if f.w == 0 || at+2+length >= size {
				return f, fmt.Errorf("%w: JPEG without a picture", kinds.ErrDamaged)
			}
			// Three colours that are no YCbCr are marked by Adobe's segment, which readers of PDF know as well.
			f.plain = f.components == 1 || f.components == 3 && adobe != 0
			return f, nil
		}
		at += 2 + length
	}
	return f, fmt.Errorf("%w: JPEG without a picture", kinds.ErrDamaged)
}

// read reads the head of the frame.
func (f *frame) read(b []byte) error {
	if len(b) < 6 || len(b) < 6+3*int(b[5]) {
		return fmt.Errorf("%w: JPEG head", kinds.ErrDamaged)
	}
	f.h, f.w, f.components = int(binary.BigEndian.Uint16(b[1:])), int(binary.BigEndian.Uint16(b[3:])), int(b[5])
	if b[0] != 8 {
		return fmt.Errorf("%w: JPEG of %d bits", kinds.ErrNotSupported, b[0])
	}
	if f.w == 0 || f.h == 0 || f.components != 1 && f.components != 3 && f.components != 4 {
		return fmt.Errorf("%w: JPEG of %d by %d, %d colours", kinds.ErrDamaged, f.w, f.h, f.components)
	}
	most, sum := 1, 0
	for i := range f.components {
		s := b[7+3*i]
		most = max(most, int(s>>4)*int(s&15))
		sum += int(s>>4) * int(s&15)
	}
	f.area = max(float64(sum)/float64(most), 1)
	return nil
}

// pixelBytes is what a pixel takes once decoded.
func pixelBytes(c image.Config) int64 {
	switch c.ColorModel {
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 2
	case color.NRGBA64Model, color.RGBA64Model:
		return 8
	}
	if _, ok := c.ColorModel.(color.Palette); ok {
		return 1
	}
	return 4
}
