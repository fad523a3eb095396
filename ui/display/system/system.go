// Package system is the displays of this machine, through the same GLFW that Fyne
// draws with.
package system

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/go-gl/glfw/v3.4/glfw"

	"phonghop/ui/display"
)

// Displays are the displays of this machine.
type Displays struct{}

// Monitors implements [display.System].
func (Displays) Monitors() []display.Monitor {
	var out []display.Monitor
	first := glfw.GetPrimaryMonitor()
	for _, m := range glfw.GetMonitors() {
		mode := m.GetVideoMode()
		if mode == nil { // it is being pulled out
			continue
		}
		x, y := m.GetPos()
		px, py := x, y
		if first != nil {
			px, py = first.GetPos()
		}
		out = append(out, display.Monitor{
			Rect: display.Rect{X: x, Y: y, Width: mode.Width, Height: mode.Height}, Name: m.GetName(), Primary: x == px && y == py,
		})
	}
	return out
}

// OnChange implements [display.System]. Fyne does not use GLFW's monitor callback, so
// it is ours.
func (Displays) OnChange(f func()) {
	glfw.SetMonitorCallback(func(*glfw.Monitor, glfw.PeripheralEvent) { f() })
	go lookAgain()
}

// Probe learns which native window it lies in: Fyne does not tell, but while a window
// is painted its GL context is the current one. Lay its Object into the window.
type Probe struct{ window *glfw.Window }

// Object returns the probe's own object, which shows nothing.
func (p *Probe) Object() fyne.CanvasObject {
	return canvas.NewRasterWithPixels(func(_, _, _, _ int) color.Color {
		if p.window == nil {
			p.window = glfw.GetCurrentContext()
		}
		return color.Transparent
	})
}

// Bounds implements [display.Place].
func (p *Probe) Bounds() (display.Rect, bool) {
	if p.window == nil {
		return display.Rect{}, false
	}
	x, y := p.window.GetPos()
	w, h := p.window.GetSize()
	return display.Rect{X: x, Y: y, Width: w, Height: h}, true
}
