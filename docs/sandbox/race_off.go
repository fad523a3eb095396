//go:build !race

package sandbox

// detectorRoom is the memory in bytes that a program built to detect races takes for that.
const detectorRoom = 0
