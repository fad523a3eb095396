//go:build race

package sandbox

// detectorRoom is the memory in bytes that a program built to detect races takes for that, beyond what it is allowed.
const detectorRoom = 4 << 30
