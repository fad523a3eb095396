package page

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"slices"
	"sync"
)

// phoneWidths are the widths in pixels that phones can have: few, so that a page is drawn and kept a few times only.
var phoneWidths = [...]int{360, 480, 720, 1080, 1440}

const (
	// maxRatio bounds the height of a phone's picture, in widths.
	maxRatio = 4
	// jpegQuality keeps small letters of scans readable.
	jpegQuality = 78
	// greyWithin is how far the three colours of a pixel may differ and still be grey: JPEG scans of black on white do.
	greyWithin = 24
	// photoShare is the part of pixels that are neither near white nor near black from which on a page is a photograph.
	photoShare = 0.25
	// smallEnough is how many pixels a byte of PNG must hold for JPEG not to be tried: text without noise does.
	smallEnough = 12
)

// Picture is a page for phones.
type Picture struct {
	// Data is a PNG or a JPEG, as Type says ("image/png" or "image/jpeg").
	Data []byte
	Type string
	// Width and Height are in pixels.
	Width, Height int
}

// phoneKey names a picture for phones.
type phoneKey struct {
	sha               string
	page, turn, width int
}

// PhoneWidth is the width that a phone gets when it asks for width pixels: the next one that is kept.
func PhoneWidth(width int) int {
	i, _ := slices.BinarySearch(phoneWidths[:], width)
	return phoneWidths[min(i, len(phoneWidths)-1)]
}

// Phone is a page, turned clockwise by quarters, as a picture for phones, [PhoneWidth] pixels wide. However many phones ask, it is drawn and packed
// once.
func (p *Pages) Phone(ctx context.Context, sha string, page, turn, width int) (Picture, error) {
	k := phoneKey{sha, page, turn, PhoneWidth(width)}
	if pic, ok := p.phones.get(k); ok {
		return pic, nil
	}
	pic, err := p.flight.do(ctx, k, func(ctx context.Context) (Picture, error) {
		img, err := p.other.ask(ctx, key{Cut: Cut{SHA: sha, Page: page, Turn: turn, W: k.width, H: maxRatio * k.width}, passing: true})
		if err != nil {
			return Picture{}, err
		}
		pic, err := pack(img)
		if err == nil {
			p.phones.put(k, pic, int64(len(pic.Data)))
		}
		return pic, err
	})
	if err != nil {
		return Picture{}, fmt.Errorf("page %d for phones: %w", page, err)
	}
	return pic, nil
}

// pack makes the file of a picture: 16 greys for text without colour, up to 256 colours for text with colour, and JPEG
// for photographs, or where it is smaller.
func pack(img *image.RGBA) (Picture, error) {
	pic := Picture{Width: img.Rect.Dx(), Height: img.Rect.Dy()}
	look := survey(img)
	if !look.photo {
		if flat := look.flatten(img); flat != nil {
			var out bytes.Buffer
			if err := png.Encode(&out, flat); err != nil {
				return Picture{}, err
			}
			pic.Data, pic.Type = out.Bytes(), "image/png"
			if out.Len() < pic.Width*pic.Height/smallEnough {
				return pic, nil
			}
		}
	}
	var out bytes.Buffer
	var source image.Image = img
	if look.grey {
		source = toGrey(img)
	}
	if err := jpeg.Encode(&out, source, &jpeg.Options{Quality: jpegQuality}); err != nil {
		return Picture{}, err
	}
	if pic.Data == nil || out.Len() < len(pic.Data) {
		pic.Data, pic.Type = out.Bytes(), "image/jpeg"
	}
	return pic, nil
}

// looks is what one pass over a picture tells.
type looks struct {
	grey  bool
	photo bool
	// colours are the colours in 4 bits a channel, in the order of their first use; more than 256 are too many.
	colours []uint16
	// place finds a colour among them.
	place [1 << 12]uint8
}

func survey(img *image.RGBA) *looks {
	l := &looks{grey: true}
	var seen [1 << 12]bool
	between := 0
	for i := 0; i+3 < len(img.Pix); i += 4 {
		r, g, b := img.Pix[i], img.Pix[i+1], img.Pix[i+2]
		if max(r, g, b)-min(r, g, b) > greyWithin {
			l.grey = false
		}
		if g > 40 && g < 225 {
			between++
		}
		if c := reduce(r, g, b); !seen[c] {
			seen[c] = true
			l.place[c] = uint8(len(l.colours))
			l.colours = append(l.colours, c)
		}
	}
	l.photo = float64(between) > photoShare*float64(len(img.Pix)/4)
	return l
}

// reduce is a colour in 4 bits a channel.
func reduce(r, g, b uint8) uint16 {
	return uint16(round4(r))<<8 | uint16(round4(g))<<4 | uint16(round4(b))
}

// round4 is the nearest of 16 steps.
func round4(v uint8) uint8 { return uint8((uint16(v) + 8) / 17) }

// flatten is the picture with few colours, nil if it has too many.
func (l *looks) flatten(img *image.RGBA) *image.Paletted {
	out := &image.Paletted{Pix: make([]uint8, len(img.Pix)/4), Stride: img.Rect.Dx(), Rect: img.Rect}
	if l.grey {
		for i := range 16 {
			out.Palette = append(out.Palette, color.Gray{Y: uint8(i * 17)})
		}
		for i := range out.Pix {
			out.Pix[i] = round4(img.Pix[4*i+1])
		}
		return out
	}
	if len(l.colours) > 256 {
		return nil
	}
	for _, c := range l.colours {
		out.Palette = append(out.Palette, color.RGBA{R: uint8(c>>8) * 17, G: uint8(c>>4&15) * 17, B: uint8(c&15) * 17, A: 255})
	}
	for i := range out.Pix {
		out.Pix[i] = l.place[reduce(img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2])]
	}
	return out
}

func toGrey(img *image.RGBA) *image.Gray {
	out := image.NewGray(img.Rect)
	for i := range out.Pix {
		out.Pix[i] = img.Pix[4*i+1]
	}
	return out
}

// flight lets those who want the same thing at the same time wait for one.
type flight[K comparable, V any] struct {
	mu   sync.Mutex
	busy map[K]*trip[V]
}

type trip[V any] struct {
	done  chan struct{}
	value V
	err   error
}

// do gets the value for k, or waits for who is getting it. The work goes on when one of those who wait loses interest.
func (f *flight[K, V]) do(ctx context.Context, k K, get func(context.Context) (V, error)) (V, error) {
	f.mu.Lock()
	t, ok := f.busy[k]
	if !ok {
		t = &trip[V]{done: make(chan struct{})}
		if f.busy == nil {
			f.busy = map[K]*trip[V]{}
		}
		f.busy[k] = t
		go func() {
			t.value, t.err = get(context.WithoutCancel(ctx))
			f.mu.Lock()
			delete(f.busy, k)
			f.mu.Unlock()
			close(t.done)
		}()
	}
	f.mu.Unlock()
	select {
	case <-t.done:
		return t.value, t.err
	case <-ctx.Done():
		var none V
		return none, ctx.Err()
	}
}
