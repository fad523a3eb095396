// Package clipboard reads from the system's clipboard what the toolkit does not: files that were copied in a file
// manager.
package clipboard
