package e2e

import (
	"bytes"
	"context"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"phonghop/docs/sandbox"
)

const (
	deskTitle   = "Phòng họp không giấy"
	screenTitle = "Màn chiếu"
)

func TestMain(m *testing.M) {
	sandbox.RunIfWorker()
	os.Exit(m.Run())
}

// TestHall is a meeting from the join page to the exported minutes, with a power cut
// in the middle.
func TestHall(t *testing.T) {
	need(t, "tesseract", "soffice", "chromium")
	d := twoScreens(t)
	bin := build(t)
	data := t.TempDir()
	p := d.start(bin, "-sample", "-data", data, "-listen", "127.0.0.1:0")

	covers(t, d)
	address := scan(t, d)
	if !strings.HasPrefix(address, p.join) {
		t.Fatalf("the code on the projector says %q, the program printed %q", address, p.join)
	}

	phone := member(t)
	visit(t, phone, address, "Lê Thị Ngọc")
	tap(t, phone, `button[value="dv28"]`)
	appears(t, phone, "Yến")
	if shot := os.Getenv("PHONGHOP_SHOTS"); shot != "" {
		save(t, filepath.Join(shot, "projector.png"), d.picture(projector))
		save(t, filepath.Join(shot, "desk.png"), d.picture(laptop))
	}
	eventually(t, "the desk shows one member present", func() bool {
		return strings.Contains(read(t, d.picture(laptop)), "mặt 1/24")
	})

	d.key(deskTitle, "F9")
	eventually(t, "the phone shows that item 1 is held", func() bool { return current(phone) == "1" })
	d.key(deskTitle, "F8")
	eventually(t, "the phone shows that item 2 is held", func() bool { return current(phone) == "2" })
	d.key(deskTitle, "F4")
	first := pageOnPhone(t, phone, "")
	hall := d.picture(projector)
	d.key(deskTitle, "End") // PageDown would read on within the page, which the phone shows whole
	eventually(t, "the projector shows the last page", func() bool { return !bytes.Equal(d.picture(projector).Pix, hall.Pix) })
	second := pageOnPhone(t, phone, first)

	port := strings.Trim(strings.TrimPrefix(p.join, "http:"), "/")
	p.kill()
	p = d.start(bin, "-sample", "-data", data, "-listen", port)
	covers(t, d)
	if now := pageOnPhone(t, phone, ""); now != second {
		t.Errorf("after the power cut the phone follows %s, before it %s", now, second)
	}
	appears(t, phone, "Yến")
	d.key(deskTitle, "F12")

	out := t.TempDir()
	cli(t, bin, "export", "-data", data, "-to", out) // answered by the program that runs
	words := opened(t, out)
	for _, want := range []string{"BIÊN BẢN", "CHI BỘ ẤP HÒA MẪU", "Nguyễn Văn Bền", "Có mặt: 01 đồng chí"} {
		if !strings.Contains(words, want) {
			t.Errorf("the exported minutes lack %q:\n%s", want, words)
		}
	}
	p.kill()
}

// TestProjectorComesAndGoes pulls the projector's cable and puts it back.
func TestProjectorComesAndGoes(t *testing.T) {
	d := twoScreens(t)
	p := d.start(build(t), "-sample", "-data", t.TempDir(), "-listen", "127.0.0.1:0")
	defer p.kill()
	covers(t, d)
	d.key(deskTitle, "F9", "F8", "F8", "F4", "Next") // a place within a page
	d.moved(projector)
	page := d.still(projector)
	var back []time.Duration
	for range 20 {
		d.must("xrandr", "--output", "DUMMY1", "--off")
		eventually(t, "the desk alone is on the laptop", func() bool {
			_, _, shown := d.window(screenTitle)
			_, desk, ok := d.window(deskTitle)
			return !shown && ok && !desk.Intersect(laptop).Empty()
		})
		if alike(d.picture(image.Rect(0, 0, 1024, 768)), page) {
			t.Fatal("the page covers the desk")
		}
		begun := time.Now()
		d.must("xrandr", "--output", "DUMMY1", "--mode", "1024x768", "--right-of", "DUMMY0")
		covers(t, d)
		eventually(t, "the same page is on the projector", func() bool { return alike(d.picture(projector), page) })
		back = append(back, time.Since(begun))
	}
	slices.Sort(back)
	t.Logf("back on the projector after %v, at most %v", back[len(back)/2].Round(time.Millisecond), back[len(back)-1].Round(time.Millisecond))

	d.must("xrandr", "--output", "DUMMY1", "--mode", "1024x768", "--same-as", "DUMMY0")
	eventually(t, "the desk alone is shown while both displays show the same", func() bool {
		_, _, shown := d.window(screenTitle)
		return !shown
	})
	d.must("xrandr", "--output", "DUMMY1", "--mode", "1024x768", "--right-of", "DUMMY0")
	covers(t, d)
}

// moved waits until something else than before stands on a part of the screens, still
// until it stays: then it is returned.
func (d *display) moved(part image.Rectangle) {
	d.t.Helper()
	first := d.picture(part)
	eventually(d.t, "the picture changes", func() bool { return !alike(d.picture(part), first) })
}

func (d *display) still(part image.Rectangle) *image.RGBA {
	d.t.Helper()
	last := d.picture(part)
	eventually(d.t, "the picture stays", func() bool {
		now := d.picture(part)
		same := alike(now, last)
		last = now
		return same
	})
	return last
}

// alike tells whether two pictures are the same but for a few pixels.
func alike(a, b *image.RGBA) bool {
	if a.Rect != b.Rect {
		return false
	}
	differ := 0
	for i := 0; i < len(a.Pix); i += 4 {
		if a.Pix[i] != b.Pix[i] || a.Pix[i+1] != b.Pix[i+1] || a.Pix[i+2] != b.Pix[i+2] {
			differ++
		}
	}
	return differ < len(a.Pix)/4/500
}

// covers waits until the projector's window covers exactly the second screen and
// nothing of the first.
func covers(t *testing.T, d *display) {
	t.Helper()
	eventually(t, "the projector's window covers the second screen", func() bool {
		_, at, ok := d.window(screenTitle)
		return ok && at == projector
	})
	if _, desk, ok := d.window(deskTitle); !ok || !desk.In(laptop) {
		t.Errorf("the desk stands at %v, the laptop's screen is %v", desk, laptop)
	}
}

// scan reads the join code from a picture of the projector, as a phone's camera does.
func scan(t *testing.T, d *display) string {
	t.Helper()
	var text string
	eventually(t, "a code on the projector can be read", func() bool {
		for _, part := range []image.Rectangle{projector, right(projector), left(projector)} {
			bmp, err := gozxing.NewBinaryBitmapFromImage(d.picture(part))
			if err != nil {
				return false
			}
			got, err := qrcode.NewQRCodeReader().Decode(bmp, map[gozxing.DecodeHintType]interface{}{gozxing.DecodeHintType_TRY_HARDER: true})
			if err == nil && strings.HasPrefix(got.GetText(), "http") {
				text = got.GetText()
				return true
			}
		}
		return false
	})
	return text
}

func left(r image.Rectangle) image.Rectangle  { r.Max.X -= r.Dx() / 2; return r }
func right(r image.Rectangle) image.Rectangle { r.Min.X += r.Dx() / 2; return r }

// member is a small phone with a browser.
func member(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no Chromium here: not tried with a phone")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(360, 640),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
	)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancelTab := chromedp.NewContext(ctx)
	t.Cleanup(func() { _ = chromedp.Cancel(ctx); cancelTab() })
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(360, 640, chromedp.EmulateScale(2), chromedp.EmulateMobile)); err != nil {
		t.Fatal(err)
	}
	return ctx
}

func visit(t *testing.T, ctx context.Context, address, want string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate(address)); err != nil {
		t.Fatal(err)
	}
	appears(t, ctx, want)
}

func tap(t *testing.T, ctx context.Context, selector string) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Click(selector)); err != nil {
		t.Fatal(err)
	}
}

// ask runs an expression in the page; "" while the page is not there.
func ask(ctx context.Context, js string) string {
	s, _ := chromedp.Run(ctx, chromedp.Evaluate[string](js))
	return s
}

func appears(t *testing.T, ctx context.Context, want string) {
	t.Helper()
	eventually(t, "the phone shows "+want, func() bool { return strings.Contains(ask(ctx, "document.body.innerText"), want) })
}

// current is the number of the agenda item that the phone marks as the current one.
func current(ctx context.Context) string {
	return ask(ctx, `(function () {
		const item = document.querySelector('.item.current .what');
		return item ? item.innerText.split('.')[0] : '';
	})()`)
}

// pageOnPhone waits until a picture other than the one before has been drawn on the
// phone that follows, and returns which.
func pageOnPhone(t *testing.T, ctx context.Context, before string) string {
	t.Helper()
	var now string
	eventually(t, "the phone follows the projector", func() bool {
		now = ask(ctx, `(function () {
			const sheet = document.querySelector('[data-part=stage] .sheet');
			const img = sheet && sheet.querySelector('img');
			return img && img.complete && img.naturalWidth > 0 ? sheet.dataset.document + '/' + sheet.dataset.page : '';
		})()`)
		return now != "" && now != before
	})
	return now
}

// opened opens the exported Word file in a real office program and returns its words.
func opened(t *testing.T, dir string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.docx"))
	if err != nil || len(files) != 1 {
		t.Fatalf("exported %v, %v", files, err)
	}
	profile := "-env:UserInstallation=file://" + t.TempDir()
	cmd := exec.Command("soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", dir+"/lo", files[0])
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, out)
	}
	texts, err := filepath.Glob(filepath.Join(dir, "lo", "*.txt"))
	if err != nil || len(texts) != 1 {
		t.Fatalf("converted %v, %v", texts, err)
	}
	data, err := os.ReadFile(texts[0])
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
