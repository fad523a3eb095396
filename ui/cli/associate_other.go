//go:build !windows

package cli

// associate has nothing to do here: the package of the program tells the desktop which
// files it opens (FyneApp.toml).
func associate() error { return nil }
