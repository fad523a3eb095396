package screen

import (
	"image"
	"image/draw"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"phonghop/meeting"
	"phonghop/ui"
)

// readable holds what is on the screen to the rules for the hall.
func (h *hall) readable(name string) {
	h.t.Helper()
	size := h.win.Canvas().Size()
	rows := map[int]bool{}
	texts := h.texts()
	if len(texts) == 0 {
		h.t.Errorf("%s: nothing is written", name)
	}
	for i, t := range texts {
		if capitals := t.TextSize * 0.714; capitals < size.Height/20 {
			h.t.Errorf("%s: capitals of %q are %v high", name, t.Text, capitals)
		}
		if r, _, _, _ := t.Color.RGBA(); r > 0xa000 {
			h.t.Errorf("%s: %q is not dark", name, t.Text)
		}
		box := inked(t)
		if box.Min.X < 0 || box.Min.Y < 0 || float32(box.Max.X) > size.Width || float32(box.Max.Y) > size.Height {
			h.t.Errorf("%s: %q stands at %v, over the edge", name, t.Text, box)
		}
		for _, other := range texts[:i] {
			if box.Overlaps(inked(other)) {
				h.t.Errorf("%s: %q and %q overlap", name, t.Text, other.Text)
			}
		}
		for _, o := range h.sheet.Objects {
			if qr, ok := o.(*canvas.Raster); ok && box.Overlaps(bounds(qr.Position(), qr.Size())) {
				h.t.Errorf("%s: %q stands on the code", name, t.Text)
			}
		}
		rows[int(math.Round(float64(t.Position().Y)))] = true
	}
	if len(rows) > mostLines {
		h.t.Errorf("%s: %d lines", name, len(rows))
	}
}

// inked is where the letters of a line can be, without the air around it.
func inked(t *canvas.Text) image.Rectangle {
	width := fyne.MeasureText(t.Text, t.TextSize, t.TextStyle).Width
	x := t.Position().X
	if t.Alignment == fyne.TextAlignCenter {
		x += (t.Size().Width - width) / 2
	}
	air := t.TextSize * 0.06
	return bounds(fyne.NewPos(x, t.Position().Y+air), fyne.NewSize(width, t.Size().Height-2*air))
}

func bounds(p fyne.Position, s fyne.Size) image.Rectangle {
	return image.Rect(int(p.X), int(p.Y), int(math.Ceil(float64(p.X+s.Width))), int(math.Floor(float64(p.Y+s.Height))))
}

func TestEveryStageIsReadableFromAfar(t *testing.T) {
	h := newHall(t)
	long := strings.Repeat("Thảo luận về tình hình tư tưởng của đảng viên và quần chúng ", 5)
	for _, size := range projectors {
		h.win.Resize(size)
		name := func(what string) string { return what + "-" + strings.ReplaceAll(sizeName(size), " ", "") }
		for what, join := range map[string]ui.Join{
			"join": wholeJoin, "join-scan": {Address: wholeJoin.Address}, "join-none": {},
			"join-open": {Address: "http://10.0.0.5:8686", WifiName: "HoaMau"},
			"join-long": {Address: wholeJoin.Address, WifiName: strings.Repeat("W", 32), WifiKey: strings.Repeat("m", 63)},
		} {
			h.join = join
			h.show(meeting.Stage{Show: meeting.ShowJoin})
			h.readable(name(what))
			h.picture(name(what))
			want := 0
			for _, s := range []string{join.Address, meeting.Settings{WifiName: join.WifiName, WifiKey: join.WifiKey}.WifiCode()} {
				if join.Address != "" && s != "" {
					want++
					if !slices.Contains(h.codes(), s) {
						t.Errorf("%s: no code on the screen reads %q", name(what), s)
					}
				}
			}
			if got := len(h.codes()); got != want {
				t.Errorf("%s: %d codes, want %d", name(what), got, want)
			}
		}
		m := h.room.Snapshot()
		for i, it := range m.Items {
			for _, title := range []string{it.Title, long, strings.Repeat("W", 90)} {
				c := m.Clone()
				c.Phase, c.Current, c.Items[i].Title = meeting.Running, it.ID, title
				h.draw(viewAgenda(c, h.opt.Words))
				h.readable(name("agenda-" + it.ID))
				if title == it.Title {
					h.picture(name("agenda-" + it.ID))
				}
				c.Phase, c.Title = meeting.Paused, long
				h.draw(viewAgenda(c, h.opt.Words))
				h.readable(name("paused-" + it.ID))
			}
		}
		h.draw(viewAgenda(m, h.opt.Words))
		h.readable(name("agenda-before"))
		h.picture(name("agenda-before"))
		h.draw(sentence{text: h.opt.Words.T("screen.page_failed")})
		h.readable(name("failed"))
		h.picture(name("failed"))
	}
}

func sizeName(s fyne.Size) string {
	return strings.TrimSuffix(strings.TrimPrefix(image.Pt(int(s.Width), int(s.Height)).String(), "("), ")")
}

// codes returns what a phone reads in each code on a picture of the screen.
func (h *hall) codes() (out []string) {
	h.t.Helper()
	shot := h.win.Canvas().Capture()
	for _, o := range h.sheet.Objects {
		qr, ok := o.(*canvas.Raster)
		if !ok {
			continue
		}
		part := image.NewRGBA(bounds(qr.Position(), qr.Size()))
		draw.Draw(part, part.Bounds(), shot, part.Bounds().Min, draw.Src)
		bitmap, err := gozxing.NewBinaryBitmapFromImage(part)
		if err != nil {
			h.t.Fatal(err)
		}
		read, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
		if err != nil {
			h.t.Errorf("a code is not readable: %v", err)
			continue
		}
		out = append(out, read.GetText())
	}
	return out
}

// picture leaves a picture of the screen in the folder SCREEN_PICTURES, for people.
func (h *hall) picture(name string) {
	dir := os.Getenv("SCREEN_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		h.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, h.win.Canvas().Capture()); err != nil {
		h.t.Fatal(err)
	}
}
