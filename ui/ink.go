package ui

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"

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

// DrawInk draws strokes as they lie on a picture of w by h pixels that shows the region of
// a page turned by quarters. It returns the part of that picture on which there is ink,
// on a clear ground, and where it stands; nil where there is none.
func DrawInk(strokes []meeting.Stroke, turn int, region meeting.Rect, w, h int) (*image.RGBA, image.Rectangle) {
	frame := image.Rect(0, 0, w, h)
	lines := make([]inkLine, len(strokes))
	var all image.Rectangle
	for i, s := range strokes {
		lines[i] = layInk(s, turn, region, w, h)
		all = all.Union(lines[i].bounds.Intersect(frame))
	}
	if all.Empty() {
		return nil, all
	}
	// The frame's own coordinates while it is drawn.
	out := &image.RGBA{Pix: make([]uint8, 4*all.Dx()*all.Dy()), Stride: 4 * all.Dx(), Rect: all}
	cover := &image.Alpha{Pix: make([]uint8, all.Dx()*all.Dy()), Stride: all.Dx(), Rect: all}
	for i, l := range lines {
		part := l.bounds.Intersect(all)
		if part.Empty() {
			continue
		}
		for j := 1; j < len(l.points); j++ {
			capsule(cover, l.points[j-1], l.points[j], l.radius)
		}
		lay(out, cover, part, Inks[strokes[i].Tool])
	}
	out.Rect = out.Rect.Sub(all.Min)
	return out, all
}

// inkLine is a stroke in pixels.
type inkLine struct {
	points [][2]float64
	radius float64
	bounds image.Rectangle
}

func layInk(s meeting.Stroke, turn int, region meeting.Rect, w, h int) inkLine {
	// The whole page decides, so that a stroke grows when one looks closer.
	l := inkLine{radius: float64(InkWidth(s.Tool, float32(float64(w)/region.W), float32(float64(h)/region.H))) / 2}
	around := int(math.Ceil(l.radius)) + 1
	for i := 0; i+1 < len(s.Points); i += 2 {
		x, y := TurnPoint(float64(s.Points[i]), float64(s.Points[i+1]), turn)
		x, y = (x-region.X)/region.W*float64(w), (y-region.Y)/region.H*float64(h)
		l.points = append(l.points, [2]float64{x, y})
		l.bounds = l.bounds.Union(image.Rect(int(x)-around, int(y)-around, int(x)+around+1, int(y)+around+1))
	}
	return l
}

// capsule covers a line with round ends; 255 is wholly covered.
func capsule(cover *image.Alpha, a, b [2]float64, radius float64) {
	part := image.Rect(int(min(a[0], b[0])-radius-1), int(min(a[1], b[1])-radius-1),
		int(max(a[0], b[0])+radius+2), int(max(a[1], b[1])+radius+2)).Intersect(cover.Rect)
	dx, dy := b[0]-a[0], b[1]-a[1]
	length, outer := dx*dx+dy*dy, (radius+0.5)*(radius+0.5)
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			i := cover.PixOffset(x, y)
			if cover.Pix[i] == 255 {
				continue
			}
			px, py := float64(x)+0.5-a[0], float64(y)+0.5-a[1]
			along := 0.0
			if length > 0 {
				along = max(0, min(1, (px*dx+py*dy)/length))
			}
			px, py = px-along*dx, py-along*dy
			away := px*px + py*py
			if away >= outer {
				continue
			}
			if d := radius + 0.5 - math.Sqrt(away); d > 0 {
				cover.Pix[i] = max(cover.Pix[i], uint8(255*min(d, 1)))
			}
		}
	}
}

// lay puts a colour on what is covered of a part, and uncovers it.
func lay(out *image.RGBA, cover *image.Alpha, part image.Rectangle, c color.NRGBA) {
	for y := part.Min.Y; y < part.Max.Y; y++ {
		row := cover.Pix[cover.PixOffset(part.Min.X, y):cover.PixOffset(part.Max.X, y)]
		at := out.PixOffset(part.Min.X, y)
		for i, v := range row {
			if v == 0 {
				continue
			}
			row[i] = 0
			alpha := uint32(v) * uint32(c.A) / 255
			p := out.Pix[at+4*i : at+4*i+4]
			for k, channel := range [3]uint8{c.R, c.G, c.B} {
				p[k] = uint8((uint32(channel)*alpha + uint32(p[k])*(255-alpha)) / 255)
			}
			p[3] = uint8(alpha + uint32(p[3])*(255-alpha)/255)
		}
	}
}

// OnWindow is where a part of a picture of w by h pixels stands in a window in which the
// picture stands at a position.
func OnWindow(part image.Rectangle, w, h int, at fyne.Position, size fyne.Size) (fyne.Position, fyne.Size) {
	x, y := size.Width/float32(w), size.Height/float32(h)
	return at.AddXY(float32(part.Min.X)*x, float32(part.Min.Y)*y), fyne.NewSize(float32(part.Dx())*x, float32(part.Dy())*y)
}

// TurnPoint is a point of a page after the page was turned by quarters clockwise.
func TurnPoint(x, y float64, quarters int) (float64, float64) {
	for range (quarters%4 + 4) % 4 {
		x, y = 1-y, x
	}
	return x, y
}
