package phone

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"phonghop/meeting"
	"phonghop/meeting/room"
)

// program is what a laptop runs: a room and a server on a fixed port.
type program struct {
	t     *testing.T
	room  *room.Room
	srv   *Server
	pages *numbers
	ended chan error
}

// start starts a program with a meeting in it; addr "127.0.0.1:0" takes a free port.
func start(t *testing.T, m *meeting.Meeting, addr string) *program {
	t.Helper()
	p := &program{t: t, pages: &numbers{}, ended: make(chan error, 1)}
	p.room = room.New(noDisk{}, time.Now)
	if err := p.room.Open(t.Context(), m, meeting.Stage{Show: meeting.ShowJoin}); err != nil {
		t.Fatal(err)
	}
	p.srv = New(Options{Room: p.room, Pages: p.pages, Finder: finder{}})
	if err := p.srv.Listen(addr); err != nil {
		t.Fatal(err)
	}
	go func() { p.ended <- p.srv.Serve() }()
	return p
}

func (p *program) stop() {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	if err := p.srv.Close(ctx); err != nil {
		p.t.Error(err)
	}
	if err := <-p.ended; err != nil {
		p.t.Error(err)
	}
	if err := p.room.Close(); err != nil {
		p.t.Error(err)
	}
}

func (p *program) do(cmd meeting.Command) {
	p.t.Helper()
	if err := p.room.Do(context.Background(), cmd); err != nil {
		p.t.Fatalf("%T: %v", cmd, err)
	}
}

func (p *program) show(s meeting.Stage) {
	p.t.Helper()
	if _, err := p.room.Show(s); err != nil {
		p.t.Fatal(err)
	}
}

func (p *program) url() string { return "http://" + p.srv.Addr().String() + "/" }

// browser starts a Chromium of its own and returns a tab as large as a small phone.
func browser(t *testing.T, script bool) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			path = p
			break
		}
	}
	if path == "" {
		t.Skip("no Chromium here: the phone page was not tried in a browser")
	}
	opts := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(t.TempDir()), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.WindowSize(360, 640),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
	)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), opts...)
	t.Cleanup(cancel)
	ctx, cancelTab := chromedp.NewContext(ctx)
	t.Cleanup(func() { _ = chromedp.Cancel(ctx); cancelTab() })
	run(t, ctx, chromedp.EmulateViewport(360, 640, chromedp.EmulateScale(2), chromedp.EmulateMobile))
	complain(t, ctx)
	if !script {
		run(t, ctx, command(emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}))
	}
	return ctx
}

// complain makes the test fail when the page's script throws, or does what its content
// policy forbids.
func complain(t *testing.T, ctx context.Context) {
	t.Helper()
	err := chromedp.Listen(ctx, func(e any) {
		switch e := e.(type) {
		case *runtime.EventExceptionThrown:
			t.Errorf("script: %s %+v", e.ExceptionDetails.Text, e.ExceptionDetails.Exception)
		case *log.EventEntryAdded:
			if e.Entry.Source != log.EntrySourceNetwork { // the program is stopped in between
				t.Errorf("browser: %s: %s", e.Entry.Source, e.Entry.Text)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	run(t, ctx, command(log.Enable, cdp.Empty{}), command(runtime.Enable, cdp.Empty{}))
}

// step is something to do or to wait for in the browser.
type step = chromedp.Action[chromedp.Void]

func command[P any](c cdp.Command[P, cdp.Empty], params P) step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, c, params)
		return err
	})
}

// patience is how long a step may take.
const patience = 10 * time.Second

func run(t *testing.T, ctx context.Context, steps ...step) {
	t.Helper()
	for i, s := range steps {
		if err := inTime(ctx, s); err != nil {
			html, _ := chromedp.Run(ctx, chromedp.OuterHTML("html"))
			t.Fatalf("browser, step %d: %v\n%s", i, err, html)
		}
	}
}

func inTime(ctx context.Context, s step) error {
	if chromedp.FromContext(ctx).Target == nil { // the first step starts the browser, which lives as long as its context
		return chromedp.Do(ctx, s)
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return chromedp.Do(ctx, s)
}

// until waits for a condition in the page. (chromedp.Poll makes functions of strings,
// which the page's content policy forbids.)
func until(condition string) step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		for {
			ok, err := chromedp.Evaluate[bool]("!!("+condition+")")(ctx, t)
			if ok {
				return nil
			}
			select {
			case <-ctx.Done():
				return fmt.Errorf("%s: %w", condition, errors.Join(err, ctx.Err()))
			case <-time.After(5 * time.Millisecond):
			}
		}
	})
}

// shot keeps a picture of the tab where PHONE_SHOTS names a folder.
func shot(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv("PHONE_SHOTS")
	if dir == "" {
		return
	}
	data, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// name is the button of a member on the page to choose one's name.
func name(id meeting.MemberID) string { return fmt.Sprintf(`button[value=%q]`, id) }

// picture waits for a page's picture to be there and whole.
func picture(document string, page int) step {
	return until(fmt.Sprintf(`(() => {
		const i = document.querySelector('.sheet img');
		return !!i && i.complete && i.naturalWidth > 0 && i.currentSrc.includes('/page/%s/%d/');
	})()`, document, page))
}

func isKind(k kind) step {
	return chromedp.WaitReady(fmt.Sprintf(`#page[data-kind=%q]`, k))
}

// fullRoll adds people until the roll is as long as a cell's.
func fullRoll(m *meeting.Meeting) *meeting.Meeting {
	for i, n := range strings.Split("Nguyễn Thị Bảy,Trần Văn Bình,Lê Thị Cẩm,Danh Cường,Thị Diễm,Phạm Hữu Đức,Võ Thanh Giang,"+
		"Huỳnh Thị Hạnh,Đặng Văn Hòa,Danh Thị Kiều,Ngô Tấn Lộc,Bùi Thị Mỹ,Trương Hoài Nam,Dương Văn Nghĩa,Lý Thị Phượng,"+
		"Đỗ Minh Quân,Nguyễn Hoàng Tâm,Trần Quốc Thắng,Lê Văn Út,Phan Thị Xuân", ",") {
		m.Roll = append(m.Roll, meeting.Member{ID: meeting.MemberID(fmt.Sprint("x", i)), Name: n, Official: true})
	}
	return m
}

func TestBrowser(t *testing.T) {
	p := start(t, fullRoll(hallMeeting()), "127.0.0.1:0")
	defer func() { p.stop() }()
	ctx := browser(t, true)

	run(t, ctx, chromedp.Navigate(p.url()), isKind(kindJoin))
	shot(t, ctx, "01-join")
	run(t, ctx, chromedp.SendKeys("#q", "minh sang"),
		until(`[...document.querySelectorAll('.roll li')].filter(l => !l.hidden).length === 2`))
	shot(t, ctx, "02-search")
	run(t, ctx, chromedp.Click(name(member)), isKind(kindFollow), chromedp.WaitVisible(".agenda"))
	shot(t, ctx, "03-hello")
	if a := p.room.Snapshot().Attendance[member]; a.Status != meeting.Present {
		t.Fatalf("tapped, and attendance is %+v", a)
	}

	run(t, ctx, chromedp.Click(`form[action="/text"] button`), until(`document.documentElement.classList.contains('text1')`),
		chromedp.Click(`form[action="/text"] button`), until(`document.documentElement.classList.contains('text2')`))
	shot(t, ctx, "03-large")
	run(t, ctx, chromedp.Click(`form[action="/text"] button`), until(`document.documentElement.classList.contains('text0')`))

	p.do(meeting.Start{})
	p.do(meeting.GoTo{Item: "i2"})
	run(t, ctx, chromedp.WaitVisible(`.item.current:nth-child(2)`))
	p.show(meeting.Stage{Show: meeting.ShowPage, Document: docInternal})
	run(t, ctx, picture(docInternal, 0))
	shot(t, ctx, "04-page")
	run(t, ctx, chromedp.Click(".zoom"), until(`document.querySelector('.frame').scrollWidth > 700`))
	shot(t, ctx, "04-zoom")
	run(t, ctx, chromedp.Click(".zoom"), until(`document.querySelector('.frame').scrollWidth === 360`))
	followsWithinASecond(t, ctx, p)

	t.Log("read by oneself, and follow again")
	run(t, ctx, chromedp.Navigate(p.url()+"read"), isKind(kindList))
	shot(t, ctx, "05-list")
	run(t, ctx, chromedp.Click(`.tabs a:first-child`), picture(docInternal, 5))
	run(t, ctx, chromedp.Click("#free"), isKind(kindRead), picture(docInternal, 5))
	shot(t, ctx, "05-read")
	run(t, ctx, chromedp.Click(`a[rel=next]`), picture(docInternal, 6))
	p.show(meeting.Stage{Show: meeting.ShowPage, Document: docPublic, Page: 2})
	run(t, ctx, chromedp.Click(`a[rel=next]`), picture(docInternal, 7))
	run(t, ctx, chromedp.Click(`.tabs a:first-child`), isKind(kindFollow), picture(docPublic, 2))

	t.Log("what is for the projector only")
	p.show(meeting.Stage{Show: meeting.ShowPage, Document: docProjector, Page: 3})
	run(t, ctx, chromedp.WaitVisible(`[data-show=hidden]`))
	shot(t, ctx, "06-hidden")
	p.show(meeting.Stage{Show: meeting.ShowBlank})
	run(t, ctx, chromedp.WaitVisible(`[data-show=blank]`))
	shot(t, ctx, "07-blank")

	t.Log("the program starts again on the same port")
	saved, addr := p.room.Snapshot().Clone(), p.srv.Addr().String()
	p.stop()
	run(t, ctx, chromedp.WaitVisible("#link"))
	shot(t, ctx, "08-lost")
	p = start(t, saved, addr)
	p.show(meeting.Stage{Show: meeting.ShowPage, Document: docInternal, Page: 9})
	run(t, ctx, picture(docInternal, 9), until(`!document.querySelector('#link:not(.good):not([hidden])')`))
	if got := p.srv.Connected(); len(got) != 1 || got[0] != member {
		t.Errorf("after the restart connected: %v", got)
	}

	t.Log("pause, end")
	p.do(meeting.Pause{})
	run(t, ctx, chromedp.WaitVisible(`.band`))
	shot(t, ctx, "09-paused")
	p.do(meeting.Resume{})
	p.do(meeting.End{})
	run(t, ctx, chromedp.WaitNotPresent(".sheet"))
	shot(t, ctx, "10-ended")
}

// followsWithinASecond turns pages and measures until the phone holds each picture.
func followsWithinASecond(t *testing.T, ctx context.Context, p *program) {
	t.Helper()
	for n := range 8 { // drawing them is not what is measured
		_, _, _ = p.pages.PNG(t.Context(), "sha-"+docInternal, n, 0, 720)
	}
	var took []time.Duration
	for n := 1; n <= 5; n++ {
		at := time.Now()
		p.show(meeting.Stage{Show: meeting.ShowPage, Document: docInternal, Page: n})
		run(t, ctx, picture(docInternal, n))
		took = append(took, time.Since(at))
	}
	slices.Sort(took)
	t.Logf("five pages took %v", took)
	if took[2] > time.Second {
		t.Errorf("pages took %v", took)
	}
}

func TestBrowserWithoutScript(t *testing.T) {
	p := start(t, fullRoll(hallMeeting()), "127.0.0.1:0")
	defer p.stop()
	ctx := browser(t, false)
	p.do(meeting.Start{})
	p.show(meeting.Stage{Show: meeting.ShowPage, Document: docInternal, Page: 1})

	run(t, ctx, chromedp.Navigate(p.url()), chromedp.WaitVisible(name(member)))
	shot(t, ctx, "20-noscript-join")
	run(t, ctx, chromedp.Click(name(member)), chromedp.WaitVisible(fmt.Sprintf(`img[src^="/page/%s/1/"]`, docInternal)))
	shot(t, ctx, "21-noscript-follow")
	run(t, ctx, chromedp.Click("#free"), chromedp.WaitVisible(`a[rel=next]`),
		chromedp.Click(`a[rel=next]`), chromedp.WaitVisible(fmt.Sprintf(`img[src^="/page/%s/2/"]`, docInternal)),
		chromedp.Click(`.tabs a:first-child`), chromedp.WaitVisible(".agenda"),
		chromedp.Click(`a[href="/notme"]`), chromedp.WaitVisible(`form[action="/notme"] button`))
	shot(t, ctx, "22-noscript-notme")
	run(t, ctx,
		chromedp.Click(`form[action="/notme"] button`), chromedp.WaitVisible(name(twin)))
	if n := len(p.room.Snapshot().Phones); n != 0 {
		t.Errorf("%d phones after “Không phải tôi”", n)
	}
}

func TestBrowserWaitsAndSleeps(t *testing.T) {
	m := hallMeeting()
	p := start(t, m, "127.0.0.1:0")
	defer p.stop()
	p.do(meeting.Join{Token: "the old phone", Member: member})
	p.show(meeting.Stage{Show: meeting.ShowPage, Document: docInternal})
	ctx := browser(t, true)
	run(t, ctx, chromedp.Navigate(p.url()), chromedp.Click(name(member)), isKind(kindWaiting))
	shot(t, ctx, "30-waiting")
	p.do(meeting.AdmitPhone{})
	run(t, ctx, isKind(kindFollow), picture(docInternal, 0), until(`window.same = true`))

	t.Log("the phone sleeps while pages are turned and the meeting starts")
	lifecycle := func(s string) step {
		return command(page.SetWebLifecycleState, page.SetWebLifecycleStateParams{State: page.SetWebLifecycleStateState(s)})
	}
	run(t, ctx, lifecycle("frozen"))
	p.do(meeting.Start{})
	for n := range 30 { // more than a stream's queue
		p.show(meeting.Stage{Show: meeting.ShowPage, Document: docInternal, Page: n})
	}
	p.show(meeting.Stage{Show: meeting.ShowPage, Document: docPublic, Page: 3})
	run(t, ctx, lifecycle("active"), picture(docPublic, 3), chromedp.WaitReady(".item.current"), until(`window.same`))
}

func TestBrowserPollsWhereStreamsFail(t *testing.T) {
	p := start(t, hallMeeting(), "127.0.0.1:0")
	defer p.stop()
	ctx := browser(t, true)
	run(t, ctx, command(network.Enable, network.EnableParams{}),
		command(network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/events", Block: true}}}),
		chromedp.Navigate(p.url()), isKind(kindJoin), chromedp.Click(name(member)), isKind(kindFollow),
		// Three streams must fail first.
		until(`performance.getEntriesByType('resource').some(e => e.name.endsWith('/poll'))`))
	p.show(meeting.Stage{Show: meeting.ShowPage, Document: docInternal, Page: 4})
	run(t, ctx, picture(docInternal, 4))
}

func TestPortInUse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	h := newHall(t)
	if err := h.srv.Listen(l.Addr().String()); !errors.Is(err, ErrPortInUse) {
		t.Errorf("listening on a taken port: %v", err)
	}
}
