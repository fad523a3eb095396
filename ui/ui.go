// Package ui holds what the two windows share: the look, the keyed widgets, the
// words of errors, and the seam through which results come back to the windows.
//
// The rules of the windows:
//
//   - Nothing that can wait (disk, worker, network) is done on the main goroutine.
//     It is done elsewhere and comes back through one Post.
//   - Windows own no state of the meeting: they show snapshots and send commands.
//   - F-keys and the page keys act whatever has the focus; letters, the period and
//     Space act only while no text field has it. So every focusable widget of the
//     desk is one of the keyed widgets of this package.
package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"phonghop/assets/words"
)

// Post runs a function on the main goroutine, soon. It is [fyne.Do] in the program
// and a queue in tests.
type Post func(func())

// UseWords makes the toolkit speak the language of the words too, whatever the
// system's language is. Call it before the first widget is made.
func UseWords(w *words.Words) error {
	// Fyne offers no way to choose a language; what is added for the system's own
	// locale wins over its built-in texts.
	return lang.AddTranslationsForLocale(w.Fyne(), lang.SystemLocale())
}

// Resource wraps bytes that the binary carries for the toolkit.
func Resource(name string, data []byte) fyne.Resource {
	return fyne.NewStaticResource(name, data)
}

// Join is how phones come in.
type Join struct {
	Address  string // http://192.168.1.5:8686, "" without a network
	WifiName string // "" when members need no Wi-Fi of the room
	WifiKey  string
}
