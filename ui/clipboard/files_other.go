//go:build !windows

package clipboard

// Files are the paths of files that were copied. On this system they come as text, which the toolkit reads.
func Files() []string { return nil }
