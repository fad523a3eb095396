package display

import (
	"time"

	"fyne.io/fyne/v2"

	"phonghop/ui"
)

// FullScreen brings a window that is shown already to a display and lets it cover it:
// the one of that number, counted from 1, or for 0 one that is not the primary, or the
// only one. Call it on the main goroutine.
func FullScreen(system System, win fyne.Window, place Place, number int, post ui.Post) {
	list := system.Monitors()
	to := -1
	for i, m := range list {
		if number == i+1 || number == 0 && (to < 0 || list[to].Primary && !m.Primary && !m.Rect.overlaps(list[to].Rect)) {
			to = i
		}
	}
	if to < 0 || len(list) == 1 {
		win.SetFullScreen(true)
		return
	}
	target := list[to].Rect
	win.Resize(fyne.NewSize(200, 150))
	move(win, target.X+20, target.Y+20)
	go func() {
		// Where it really stands decides which display it will cover.
		for end := time.Now().Add(settle); time.Now().Before(end); time.Sleep(look) {
			arrived := make(chan bool, 1)
			post(func() {
				at, known := place.Bounds()
				arrived <- known && target.shared(at) == at.Width*at.Height
			})
			if <-arrived {
				break
			}
		}
		post(func() { win.SetFullScreen(true) })
	}()
}
