package system

import (
	"context"
	"os"
	"os/exec"
	"strings"
	"time"
)

// lookAgain has the X server look which displays are plugged in. Until a client asks,
// a server without a desktop environment does not tell of a display that was plugged
// in before; what it finds comes as a change like any other. Without xrandr nothing is
// asked.
func lookAgain() {
	_, _ = asked("xrandr", "--query")
}

// managerTime is how long a window manager may take to come up.
const managerTime = 2 * time.Second

// AwaitWindowManager waits, before the first window is made, for the window manager of
// a session that is just starting: GLFW asks only once what it can do, and without it a
// full screen window is not placed right. It returns at once where one runs, where none
// can be asked for (no xprop), and soon where there is none at all.
func AwaitWindowManager() {
	if os.Getenv("DISPLAY") == "" {
		return
	}
	for end := time.Now().Add(managerTime); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		out, err := asked("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
		if err != nil || strings.Contains(out, "window id") {
			return
		}
	}
}

func asked(name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, name, args...).Output()
	return string(out), err
}
