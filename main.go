// Phonghop is the meeting room of a Party cell on one laptop: agenda, projector,
// phones, minutes.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"runtime/debug"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"phonghop/assets"
	"phonghop/meeting"
	"phonghop/ui"
	"phonghop/ui/cli"
	"phonghop/ui/clipboard"
	"phonghop/ui/desk"
	"phonghop/ui/display"
	"phonghop/ui/display/system"
	"phonghop/ui/quick"
	"phonghop/ui/screen"
)

// appID is the one in FyneApp.toml.
const appID = "vn.phonghopkhonggiay.phonghop"

func main() {
	cli.RunIfWorker()      // never returns in a worker process
	debug.SetGCPercent(30) // pictures of pages are large: tidy up early, for laptops of 4 GB
	c := cli.Command{Args: os.Args[1:], Out: os.Stdout, Err: os.Stderr, Windows: windows, Quick: quickLook}
	if runtime.GOOS == "windows" {
		c.Trouble = func(title, text string) { ui.ShowTrouble(app.NewWithID(appID), title, text) }
	}
	os.Exit(c.Run())
}

// windows puts the two windows and the phone page on a house and runs until the desk
// is closed.
func windows(s *cli.Start) error {
	h := s.House
	if err := ui.UseWords(h.Words); err != nil {
		return fmt.Errorf("words of the toolkit: %w", err)
	}
	set, err := h.Settings()
	if err != nil {
		return err
	}
	system.AwaitWindowManager()
	a := app.NewWithID(appID)
	a.SetIcon(ui.Resource("icon.png", assets.Icon))
	a.Settings().SetTheme(ui.NewTheme(set.TextSize))

	phones := h.OpenPhones(s.Listen)
	var d *desk.Desk
	var place *display.Placer
	var deskProbe, screenProbe system.Probe
	keys := &ui.Keys{Key: func(k fyne.KeyName) bool { return d.Key(k) }, Rune: func(r rune) bool { return d.Rune(r) }}
	hall := screen.New(screen.Options{
		App: a, Room: h.Room, Pages: h.Pages, Words: h.Words, Join: phones.Join, Post: fyne.Do, Keys: keys,
	}, screenProbe.Object())
	d = desk.New(desk.Options{
		App: a, Room: h.Room, Words: h.Words, Errors: h.Errors, Post: fyne.Do, Pages: h.Pages,
		Screen: projector{hall, func() *display.Placer { return place }}, Keys: keys, Archive: h,
		Papers: cli.Papers{House: h, Join: phones.Join}, Forms: cli.Forms{House: h}, Files: cli.Files{House: h}, Library: cli.Library{House: h}, Phones: phones, Copied: clipboard.Files,
		OnSettings: func(meeting.Settings) { hall.Update() },
	}, deskProbe.Object())
	place = display.New(display.Options{
		System: system.Displays{}, Desk: d.Window(), Screen: hall.Window(), DeskPlace: &deskProbe, ScreenPlace: &screenProbe,
		Post: fyne.Do, Update: hall.Update, OnStatus: func(st display.Status) { d.ProjectorChanged(string(st)) },
	})

	hall.Window().SetCloseIntercept(func() { place.Toggle() })
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	phones.OnPresence(d.PhonesChanged)
	go phones.Watch(ctx, func() { d.PhonesChanged(); fyne.Do(hall.Update) })
	s.OnOpen(d.OpenFile)
	a.Lifecycle().SetOnStarted(func() {
		a.Driver().SetDisableScreenBlanking(true)
		place.Start()
		go place.Watch(ctx)
		if err := phones.Err(); err != nil {
			d.Notice(h.Errors.Text(err), true)
		}
		if s.File != "" {
			d.OpenFile(s.File)
		}
	})
	go h.Warm(ctx, fyne.Do)
	go h.ReadForSearch(ctx)
	fmt.Fprintf(s.Out, "join: %s\n", phones.URL())
	d.Window().ShowAndRun()
	d.Close()
	hall.Close()
	return errors.Join(phones.Close())
}

// quickLook shows one document full-screen on one display.
func quickLook(q *cli.Quick) error {
	var probe system.Probe
	full := func(w fyne.Window) { display.FullScreen(system.Displays{}, w, &probe, q.Display, fyne.Do) }
	return quick.Run(quick.Options{
		App: app.NewWithID(appID), Words: q.Words, Pages: q.Pages, Document: q.Document, Checked: q.Checked, Post: fyne.Do,
	}, full, probe.Object())
}

// projector is the screen as the desk steers it.
type projector struct {
	*screen.Screen
	place func() *display.Placer
}

// Toggle and Swap implement the desk's Screen.
func (p projector) Toggle() { p.place().Toggle() }
func (p projector) Swap()   { p.place().Swap() }
