package e2e

import (
	"bufio"
	"context"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/draw"
)

// patience bounds every wait for something that must happen; nothing waits for a
// fixed time.
const patience = 60 * time.Second

// need skips the test where a tool is missing, and says which.
func need(t testing.TB, tools ...string) {
	t.Helper()
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed: not tried with real windows", tool)
		}
	}
}

// eventually polls until the condition holds.
func eventually(t testing.TB, what string, cond func() bool) {
	t.Helper()
	deadline := time.Now().Add(patience)
	for !cond() {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain until %s", what)
		}
		time.Sleep(50 * time.Millisecond) // between two looks
	}
}

// The screens of the rig: a laptop, and a projector to its right.
var (
	laptop    = image.Rect(0, 0, 1368, 768)
	projector = image.Rect(1368, 0, 1368+1024, 768)
)

// twoScreens starts an X server with both screens and a window manager.
func twoScreens(t testing.TB) *display {
	t.Helper()
	need(t, "Xorg", "openbox", "xrandr", "xdotool", "xwd", "convert")
	if os.Geteuid() != 0 {
		t.Skip("an X server with two screens needs root: not tried with real windows")
	}
	conf := filepath.Join(root(t), ".ci", "two-heads.conf")
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	x := exec.Command("Xorg", "-displayfd", "3", "-config", conf, "-noreset", "-nolisten", "tcp", "-logfile", filepath.Join(t.TempDir(), "x.log"))
	x.ExtraFiles = []*os.File{w}
	run(t, x)
	_ = w.Close()
	number, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Skipf("the X server with the dummy driver did not start: %v", err)
	}
	d := &display{t: t, name: ":" + strings.TrimSpace(number)}
	d.must("xrandr", "--output", "DUMMY0", "--mode", "1368x768")
	d.must("xrandr", "--addmode", "DUMMY1", "1024x768")
	d.must("xrandr", "--output", "DUMMY1", "--mode", "1024x768", "--right-of", "DUMMY0")
	wm := exec.Command("openbox")
	wm.Env = d.env()
	run(t, wm)
	eventually(t, "the window manager runs", func() bool {
		return d.try("xdotool", "getactivewindow") == nil || d.try("xdotool", "get_desktop") == nil
	})
	return d
}

// run starts a process that ends with the test.
func run(t testing.TB, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
}

// display is an X server.
type display struct {
	t    testing.TB
	name string
}

// env is the environment of programs on this display. Without a locale in UTF-8 xdotool
// does not find a Vietnamese title.
func (d *display) env() []string { return append(os.Environ(), "DISPLAY="+d.name, "LC_ALL=C.UTF-8") }

func (d *display) output(name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = d.env()
	out, err := cmd.Output()
	return string(out), err
}

func (d *display) try(name string, args ...string) error {
	_, err := d.output(name, args...)
	return err
}

func (d *display) must(name string, args ...string) string {
	d.t.Helper()
	out, err := d.output(name, args...)
	if err != nil {
		d.t.Fatalf("%s %v: %v", name, args, err)
	}
	return out
}

// window returns where a window stands, by its title.
func (d *display) window(title string) (id string, at image.Rectangle, ok bool) {
	out, err := d.output("xdotool", "search", "--onlyvisible", "--name", "^"+title+"$")
	if err != nil {
		return "", at, false
	}
	id = strings.TrimSpace(strings.Split(out, "\n")[0])
	out, err = d.output("xdotool", "getwindowgeometry", "--shell", id)
	if err != nil {
		return "", at, false
	}
	n := map[string]int{}
	for _, m := range regexp.MustCompile(`(?m)^(\w+)=(-?\d+)$`).FindAllStringSubmatch(out, -1) {
		n[m[1]], _ = strconv.Atoi(m[2])
	}
	return id, image.Rect(n["X"], n["Y"], n["X"]+n["WIDTH"], n["Y"]+n["HEIGHT"]), true
}

// key presses a key in a window, as a keyboard or a clicker does.
func (d *display) key(title string, keys ...string) {
	d.t.Helper()
	id, _, ok := d.window(title)
	if !ok {
		d.t.Fatalf("no window %q", title)
	}
	d.must("xdotool", append([]string{"windowfocus", "--sync", id, "key", "--delay", "60"}, keys...)...)
}

// picture is what stands on a part of the screens now.
func (d *display) picture(part image.Rectangle) *image.RGBA {
	d.t.Helper()
	cmd := exec.Command("sh", "-c", "xwd -root -silent | convert xwd:- png:-")
	cmd.Env = d.env()
	pipe, err := cmd.StdoutPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	img, err := png.Decode(pipe)
	_, _ = io.Copy(io.Discard, pipe)
	if werr := cmd.Wait(); err != nil || werr != nil {
		d.t.Fatalf("screenshot: %v, %v", err, werr)
	}
	out := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
	draw.Draw(out, out.Bounds(), img, part.Min, draw.Src)
	return out
}

// read reads the words of a picture as a person would.
func read(t *testing.T, img image.Image) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "words.png")
	big := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx()*2, img.Bounds().Dy()*2))
	draw.CatmullRom.Scale(big, big.Bounds(), img, img.Bounds(), draw.Src, nil)
	save(t, path, big)
	out, err := exec.Command("tesseract", path, "-", "-l", "vie", "--psm", "11").Output()
	if err != nil {
		t.Fatalf("tesseract: %v", err)
	}
	return strings.Join(strings.Fields(string(out)), " ")
}

func save(t testing.TB, path string, img image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}

// root is the folder of the repository.
func root(t testing.TB) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// build builds the program as the Makefile does.
func build(t testing.TB) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "phonghop")
	cmd := exec.Command("go", "build", "-tags", "x11,migrated_fynedo,noasm", "-o", bin, ".")
	cmd.Dir = root(t)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return bin
}

// program is a running program.
type program struct {
	t    testing.TB
	cmd  *exec.Cmd
	join string // the address that it printed
}

// start starts the program and waits for its address.
func (d *display) start(bin string, args ...string) *program {
	d.t.Helper()
	cmd := exec.Command(bin, args...)
	cmd.Env = d.env()
	out, err := cmd.StdoutPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	run(d.t, cmd)
	p := &program{t: d.t, cmd: cmd}
	lines := make(chan string, 16)
	go func() {
		s := bufio.NewScanner(out)
		for s.Scan() {
			lines <- s.Text()
		}
		close(lines)
	}()
	deadline := time.After(patience)
	for p.join == "" {
		select {
		case line, ok := <-lines:
			if !ok {
				d.t.Fatal("the program ended before it printed its address")
			}
			p.join, _ = strings.CutPrefix(line, "join: ")
		case <-deadline:
			d.t.Fatal("the program printed no address")
		}
	}
	return p
}

// kill ends the program as a power cut does.
func (p *program) kill() {
	p.t.Helper()
	if err := p.cmd.Process.Kill(); err != nil {
		p.t.Fatal(err)
	}
	_ = p.cmd.Wait()
}

// cli runs the program without windows and returns what it printed.
func cli(t *testing.T, bin string, args ...string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 2*patience)
	defer cancel()
	out, err := exec.CommandContext(ctx, bin, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", args, err, out)
	}
	return string(out)
}
