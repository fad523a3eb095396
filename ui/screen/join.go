package screen

import (
	"image"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	qrcode "github.com/skip2/go-qrcode"

	"phonghop/meeting"
	"phonghop/ui"
)

// joinPage says how to come in: step 1 the Wi-Fi, step 2 the code, the address in
// words for those who type it, and what Android asks.
func (s *Screen) joinPage(join ui.Join, size fyne.Size) []fyne.CanvasObject {
	w := s.opt.Words
	if join.Address == "" {
		return sentence(w.T("screen.no_phones"), size)
	}
	address := strings.TrimPrefix(join.Address, "http://")
	foot := line{text: w.T("screen.keep"), size: size.Height * smallest}.wrap(size.Width*0.94, 2)
	footTop := size.Height
	for _, l := range foot {
		footTop -= l.measure().Height
	}
	footTop -= size.Height * 0.01
	out, _ := stack(foot, size.Width*0.03, footTop, size.Width*0.94, fyne.TextAlignCenter)

	wifi := meeting.Settings{WifiName: join.WifiName, WifiKey: join.WifiKey}.WifiCode()
	if wifi == "" {
		return append(out, s.step(w.T("screen.scan"), join.Address, []string{address}, fyne.NewPos(0, 0), fyne.NewSize(size.Width, footTop), size)...)
	}
	half := fyne.NewSize(size.Width/2, footTop)
	notes := []string{w.T("screen.wifi_name", "name", join.WifiName)}
	if join.WifiKey != "" {
		notes = append(notes, w.T("screen.wifi_key", "key", join.WifiKey))
	}
	out = append(out, s.step(w.T("screen.step1"), wifi, notes, fyne.NewPos(0, 0), half, size)...)
	out = append(out, s.step(w.T("screen.step2"), join.Address, []string{w.T("screen.or_type"), address}, fyne.NewPos(size.Width/2, 0), half, size)...)
	bar := canvas.NewRectangle(color.NRGBA{R: 0xd8, G: 0xd2, B: 0xcc, A: 0xff})
	bar.Move(fyne.NewPos(size.Width/2-1, size.Height*0.06))
	bar.Resize(fyne.NewSize(2, footTop-size.Height*0.08))
	return append(out, bar)
}

// step is a head, a code as large as the place allows, and a few words under it.
func (s *Screen) step(head, code string, notes []string, at fyne.Position, place, window fyne.Size) []fyne.CanvasObject {
	margin := place.Width * 0.03
	inner := place.Width - 2*margin
	out, y := stack(line{text: head, size: window.Height / 13, bold: true, color: ui.Accent}.wrap(inner, 1), at.X+margin, at.Y+window.Height*0.015, inner, fyne.TextAlignCenter)
	var under []line
	height := float32(0)
	for _, n := range notes {
		for _, l := range (line{text: n, size: window.Height * smallest, bold: true}).wrap(inner, 2) {
			under = append(under, l)
			height += l.measure().Height
		}
	}
	side := min(inner, place.Height-y-height-window.Height*0.01)
	if qr := s.code(code, side); qr != nil {
		qr.Move(fyne.NewPos(at.X+(place.Width-qr.Size().Width)/2, y))
		out = append(out, qr)
		y += qr.Size().Height
	}
	words, _ := stack(under, at.X+margin, y, inner, fyne.TextAlignCenter)
	return append(out, words...)
}

// code draws a QR code whose modules are whole pixels, with its quiet zone, in a
// square of at most that side.
func (s *Screen) code(text string, side float32) fyne.CanvasObject {
	qr, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return nil // longer than any code holds; the words beside it still say the way
	}
	bits := qr.Bitmap()
	n := len(bits)
	px, _ := s.win.Canvas().PixelCoordinateForPosition(fyne.NewPos(1000, 1000))
	scale := float32(px) / 1000
	module := int(side * scale / float32(n))
	if module < 1 || scale == 0 {
		return nil
	}
	img := image.NewRGBA(image.Rect(0, 0, n*module, n*module))
	for y, row := range bits {
		for x, black := range row {
			c := color.RGBA{R: 0xff, G: 0xff, B: 0xff, A: 0xff}
			if black {
				c = color.RGBA{A: 0xff}
			}
			for dy := range module {
				for dx := range module {
					img.SetRGBA(x*module+dx, y*module+dy, c)
				}
			}
		}
	}
	out := &canvas.Image{Image: img, FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScalePixels}
	out.Resize(fyne.NewSquareSize(float32(n*module) / scale))
	return out
}
