package convert

import (
	"bytes"
	"encoding/binary"
	"io"
)

// Orientation is how a camera was held (EXIF tag 0x0112): 1 to 8, and 1 for what is not said.
type Orientation int

// upright is a picture that need not be turned.
const upright Orientation = 1

// orientationTag is the tag in EXIF data and in TIFF.
const orientationTag = 0x0112

// sideways tells whether width and height change places.
func (o Orientation) sideways() bool { return o >= 5 && o <= 8 }

// matrix puts the unit square of a picture on a page (PDF 32000-1, 8.3.4) so that the picture stands upright.
func (o Orientation) matrix() [6]int {
	switch o {
	case 2: // mirrored
		return [6]int{-1, 0, 0, 1, 1, 0}
	case 3: // upside down
		return [6]int{-1, 0, 0, -1, 1, 1}
	case 4: // upside down, mirrored
		return [6]int{1, 0, 0, -1, 0, 1}
	case 5: // its rows are columns
		return [6]int{0, -1, -1, 0, 1, 1}
	case 6: // to be turned to the right
		return [6]int{0, -1, 1, 0, 0, 1}
	case 7:
		return [6]int{0, 1, 1, 0, 0, 0}
	case 8: // to be turned to the left
		return [6]int{0, 1, -1, 0, 1, 0}
	}
	return [6]int{1, 0, 0, 1, 0, 0}
}

// maxExif bounds the data that is read of a picture's properties.
const maxExif = 1 << 20

// orientationOf finds the orientation in a picture file of the ending.
func orientationOf(r io.ReaderAt, size int64, ext string) Orientation {
	switch ext {
	case ".jpg":
		return jpegOrientation(r)
	case ".png":
		return chunkOrientation(r, size, 8, binary.BigEndian, "eXIf", 8)
	case ".webp":
		return chunkOrientation(r, size, 12, binary.LittleEndian, "EXIF", 8)
	}
	return upright
}

// jpegOrientation looks through the segments before the picture for one with EXIF data.
func jpegOrientation(r io.ReaderAt) Orientation {
	var head [4]byte
	for at := int64(2); at < maxExif; {
		if _, err := r.ReadAt(head[:], at); err != nil || head[0] != 0xff {
			return upright
		}
		length := int64(binary.BigEndian.Uint16(head[2:]))
		switch {
		case head[1] == 0xff: // filling
			at++
			continue
		case head[1] == 0xda || length < 2:
			return upright
		case head[1] == 0xe1:
			if body := readAt(r, at+4, length-2); bytes.HasPrefix(body, []byte("Exif\x00\x00")) {
				return tiffOrientation(body[6:])
			}
		}
		at += 2 + length
	}
	return upright
}

// chunkOrientation looks through the chunks of a PNG or WebP: in PNG the length stands before the name and a checksum
// behind the body, in WebP the name stands first and bodies are even.
func chunkOrientation(r io.ReaderAt, size, at int64, order binary.ByteOrder, want string, headLen int64) Orientation {
	head := make([]byte, headLen)
	for chunks := 0; at+headLen <= size && chunks < 10_000; chunks++ {
		if _, err := r.ReadAt(head, at); err != nil {
			return upright
		}
		name, length := string(head[4:]), int64(order.Uint32(head))
		next := at + headLen + length + 4
		if order == binary.LittleEndian {
			name, length = string(head[:4]), int64(order.Uint32(head[4:]))
			next = at + headLen + length + length%2
		}
		if name == want {
			return tiffOrientation(bytes.TrimPrefix(readAt(r, at+headLen, length), []byte("Exif\x00\x00")))
		}
		at = next
	}
	return upright
}

// readAt reads so many bytes of a picture's properties; nil when there are not so many.
func readAt(r io.ReaderAt, at, length int64) []byte {
	if length < 0 || length > maxExif {
		return nil
	}
	b := make([]byte, length)
	if n, _ := r.ReadAt(b, at); n < len(b) {
		return nil
	}
	return b
}

// tiffOrientation reads the tag in data with the head of a TIFF, which EXIF data is.
func tiffOrientation(b []byte) Orientation {
	order, first, ok := tiffHead(b)
	if !ok {
		return upright
	}
	return directoryOrientation(bytes.NewReader(b), order, int64(first))
}

// tiffHead reads the order of bytes and the place of the first directory.
func tiffHead(b []byte) (order binary.ByteOrder, first uint32, ok bool) {
	if len(b) < 8 {
		return nil, 0, false
	}
	switch string(b[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return nil, 0, false
	}
	return order, order.Uint32(b[4:]), true
}

// directoryOrientation looks through the entries of a directory, 12 bytes each.
func directoryOrientation(r io.ReaderAt, order binary.ByteOrder, at int64) Orientation {
	count := readAt(r, at, 2)
	if count == nil {
		return upright
	}
	for i := range int64(order.Uint16(count)) {
		e := readAt(r, at+2+12*i, 12)
		if e == nil {
			return upright
		}
		const short = 3
		if order.Uint16(e) == orientationTag && order.Uint16(e[2:]) == short {
			if o := Orientation(order.Uint16(e[8:])); o >= 1 && o <= 8 {
				return o
			}
			return upright
		}
	}
	return upright
}
