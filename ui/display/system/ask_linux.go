package system

import (
	"context"
	"os/exec"
	"time"
)

// lookAgain has the X server look which displays are plugged in. Until a client asks,
// a server without a desktop environment does not tell of a display that was plugged
// in before; what it finds comes as a change like any other. Without xrandr nothing is
// asked.
func lookAgain() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	_ = exec.CommandContext(ctx, "xrandr", "--query").Run()
}
