package ui

import (
	"image"
	"image/color"
	"math"

	"phonghop/meeting"
)

// How wide the tools draw, in parts of the picture's longer side.
const (
	penWidth    = 0.0035
	markerWidth = 0.016
)

// Inks are the colours of the tools, not multiplied by their alpha.
var Inks = map[meeting.Tool]color.NRGBA{
	meeting.Pen:    {R: 0xc8, G: 0x10, B: 0x10, A: 0xff},
	meeting.Marker: {R: 0xff, G: 0xd8, B: 0x00, A: 0x70},
}

// InkWidth is how wide a tool draws on a page of w by h, in the same unit.
func InkWidth(tool meeting.Tool, w, h float32) float32 {
	if tool == meeting.Marker {
		return markerWidth * max(w, h)
	}
	return penWidth * max(w, h)
}

// DrawInk draws strokes on a clear picture of w by h pixels that shows the region of a
// page turned by quarters.
func DrawInk(strokes []meeting.Stroke, turn int, region meeting.Rect, w, h int) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	cover := make([]uint8, w*h)
	for _, s := range strokes {
		clear(cover)
		// The whole page decides, so that a stroke grows when one looks closer.
		radius := float64(InkWidth(s.Tool, float32(float64(w)/region.W), float32(float64(h)/region.H))) / 2
		var last [2]float64
		for i := 0; i+1 < len(s.Points); i += 2 {
			x, y := TurnPoint(float64(s.Points[i]), float64(s.Points[i+1]), turn)
			at := [2]float64{(x - region.X) / region.W * float64(w), (y - region.Y) / region.H * float64(h)}
			if i > 0 {
				capsule(cover, w, h, last, at, radius)
			}
			last = at
		}
		lay(out, cover, Inks[s.Tool])
	}
	return out
}

// capsule covers a line with round ends; 255 is wholly covered.
func capsule(cover []uint8, w, h int, a, b [2]float64, radius float64) {
	x0, x1 := max(0, int(min(a[0], b[0])-radius-1)), min(w-1, int(max(a[0], b[0])+radius+1))
	y0, y1 := max(0, int(min(a[1], b[1])-radius-1)), min(h-1, int(max(a[1], b[1])+radius+1))
	dx, dy := b[0]-a[0], b[1]-a[1]
	length := dx*dx + dy*dy
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			px, py := float64(x)+0.5-a[0], float64(y)+0.5-a[1]
			along := 0.0
			if length > 0 {
				along = max(0, min(1, (px*dx+py*dy)/length))
			}
			d := radius + 0.5 - math.Hypot(px-along*dx, py-along*dy)
			if d > 0 {
				i := y*w + x
				cover[i] = max(cover[i], uint8(255*min(d, 1)))
			}
		}
	}
}

// lay puts a colour on what is covered.
func lay(out *image.RGBA, cover []uint8, c color.NRGBA) {
	for i, v := range cover {
		if v == 0 {
			continue
		}
		alpha := uint32(v) * uint32(c.A) / 255
		p := out.Pix[4*i : 4*i+4]
		for k, channel := range [3]uint8{c.R, c.G, c.B} {
			p[k] = uint8((uint32(channel)*alpha + uint32(p[k])*(255-alpha)) / 255)
		}
		p[3] = uint8(alpha + uint32(p[3])*(255-alpha)/255)
	}
}

// TurnPoint is a point of a page after the page was turned by quarters clockwise.
func TurnPoint(x, y float64, quarters int) (float64, float64) {
	for range (quarters%4 + 4) % 4 {
		x, y = 1-y, x
	}
	return x, y
}
