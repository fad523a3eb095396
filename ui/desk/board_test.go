package desk

import (
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"phonghop/meeting"
)

// What the mouse does on the board is done on the hall's page, at the same place of the
// paper; what is drawn is kept, and taken back by one button.
func TestBoard(t *testing.T) {
	f := reader(t)
	f.Rune('p')
	if f.board == nil || len(f.boxes) != 1 {
		t.Fatal("no board")
	}
	b := f.board
	b.Resize(fyne.NewSize(800, 600))
	// The tests' projector shows A4 by its width: 16:9 of it at the top, in 800 by 450.
	move := func(x, y float32) {
		b.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
	}
	drag := func(x, y, dx, dy float32) {
		b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Dragged: fyne.Delta{DX: dx, DY: dy}})
	}
	move(400, 75)
	if p := f.out.pointer; p == nil || math.Abs(p.X-0.5) > 0.01 || math.Abs(p.Y) > 0.01 || p.Spot {
		t.Errorf("the pointer is at %+v", p)
	}
	b.MouseOut()
	if f.out.pointer != nil {
		t.Error("the pointer stays")
	}
	f.Rune('3')
	drag(200, 300, 0, 0)
	drag(300, 300, 100, 0)
	b.DragEnd()
	f.until("the stroke is kept", func() bool { return len(f.now.InkOn("d", 0)) == 1 })
	s := f.now.InkOn("d", 0)[0]
	if n := len(s.Points); f.out.drafts == 0 || s.Tool != meeting.Pen || math.Abs(float64(s.Points[0])-0.25) > 0.01 || math.Abs(float64(s.Points[n-2])-0.375) > 0.01 {
		t.Errorf("%+v, %d drafts", s, f.out.drafts)
	}
	b.Tapped(&fyne.PointEvent{Position: fyne.NewPos(100, 300)})
	f.until("a dot is kept", func() bool { return len(f.now.InkOn("d", 0)) == 2 })
	f.Rune('z')
	f.Rune('z')
	f.until("it is taken back", func() bool { return len(f.now.InkOn("d", 0)) == 0 })

	f.Rune('5')
	drag(200, 200, 1, 1)
	drag(400, 300, 200, 100)
	b.DragEnd()
	if v := f.opt.Room.Stage().View; v.Zoom < 3 || v.Zoom > 4.5 {
		t.Errorf("the part of 200 by 100 was enlarged to %+v", v)
	}
	b.DoubleTapped(nil)
	if v := f.opt.Room.Stage().View; v.Zoom != 0 {
		t.Errorf("back from the part: %+v", v)
	}
	f.Key(fyne.KeyEscape)
	if f.board != nil || len(f.boxes) != 0 {
		t.Error("the board stays")
	}
}
