//go:build !linux

package system

// lookAgain is not needed: these systems tell of every display by themselves.
func lookAgain() {}

// AwaitWindowManager is not needed: these systems have no windows without one.
func AwaitWindowManager() {}
