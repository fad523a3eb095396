package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Accent is the colour of what matters now: a deep red that stays readable, white on
// it or it on white (contrast 8.6 to 1).
var Accent = color.NRGBA{R: 0x9b, G: 0x1c, B: 0x1c, A: 0xff}

// Theme is the look of both windows: dark on light, whatever the system's is, and
// letters as large as the secretary wants them.
type Theme struct {
	fyne.Theme
	Scale float32 // of text and icons; 1 is normal
}

// NewTheme returns the look with letters of that scale; 0 means 1.
func NewTheme(scale float32) *Theme {
	if scale <= 0 {
		scale = 1
	}
	return &Theme{Theme: theme.DefaultTheme(), Scale: scale}
}

// Color implements [fyne.Theme].
func (t *Theme) Color(name fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	switch name {
	case theme.ColorNamePrimary, theme.ColorNameHyperlink, theme.ColorNameError:
		return Accent
	case theme.ColorNameForeground:
		return color.NRGBA{R: 0x1a, G: 0x1a, B: 0x1a, A: 0xff}
	case theme.ColorNameBackground:
		return color.NRGBA{R: 0xfb, G: 0xf9, B: 0xf7, A: 0xff}
	case theme.ColorNameButton, theme.ColorNameInputBackground:
		return color.NRGBA{R: 0xee, G: 0xea, B: 0xe6, A: 0xff}
	case theme.ColorNameInputBorder, theme.ColorNameSeparator:
		return color.NRGBA{R: 0x8a, G: 0x85, B: 0x80, A: 0xff}
	case theme.ColorNameFocus:
		return color.NRGBA{R: 0x9b, G: 0x1c, B: 0x1c, A: 0x50}
	case theme.ColorNameSelection:
		return color.NRGBA{R: 0x9b, G: 0x1c, B: 0x1c, A: 0x30}
	case theme.ColorNameDisabled, theme.ColorNamePlaceHolder:
		return color.NRGBA{R: 0x6b, G: 0x66, B: 0x62, A: 0xff}
	}
	return t.Theme.Color(name, theme.VariantLight)
}

// Size implements [fyne.Theme].
func (t *Theme) Size(name fyne.ThemeSizeName) float32 {
	size := t.Theme.Size(name)
	switch name {
	case theme.SizeNameText, theme.SizeNameHeadingText, theme.SizeNameSubHeadingText,
		theme.SizeNameCaptionText, theme.SizeNameInlineIcon:
		return size * t.Scale
	case theme.SizeNamePadding:
		return 3
	case theme.SizeNameInnerPadding:
		return 6
	}
	return size
}
