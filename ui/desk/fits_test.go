package desk

import (
	"testing"

	"fyne.io/fyne/v2"
	"phonghop/ui"
)

func TestDeskFitsTheLaptop(t *testing.T) {
	f := open(t)
	for _, scale := range []float32{1, 1.2} {
		fyne.CurrentApp().Settings().SetTheme(ui.NewTheme(scale))
		if got := f.body.MinSize(); got.Width > 1366 || got.Height > 700 {
			t.Errorf("at %.0f%% letters the desk needs %v, a laptop has 1366x700", scale*100, got)
		}
	}
}
