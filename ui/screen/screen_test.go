package screen

import (
	"errors"
	"image/color"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"phonghop/meeting"
)

func TestAgendaShowsTheCurrentItemAndItsNeighbours(t *testing.T) {
	h := newHall(t)
	m := h.room.Snapshot().Clone()
	m.Items[2].Skipped = true
	for _, c := range []struct {
		phase   meeting.Phase
		current string
		want    string
	}{
		{meeting.Preparing, "", "1 2 4 5 6"},
		{meeting.Running, "m1", ">1 2 4"},
		{meeting.Running, "m4", "1 2 >4 5 6"},
		{meeting.Running, "m3", "1 2 >3 4 5"}, // skipped and then returned to
		{meeting.Running, "m7", "5 6 >7"},
		{meeting.Ended, "", "2 4 5 6 7"},
	} {
		m.Phase, m.Current = c.phase, c.current
		var got []string
		for _, r := range viewAgenda(m, h.opt.Words).rows {
			if r.title != "" {
				n, _, _ := strings.Cut(r.title, ".")
				if r.current {
					n = ">" + n
				}
				got = append(got, n)
			}
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s at %q: %s, want %s", c.phase, c.current, s, c.want)
		}
	}
	m.Items, m.Phase = nil, meeting.Ended
	h.draw(viewAgenda(m, h.opt.Words))
}

// fitted shows whole pages.
var fitted = meeting.View{Fit: meeting.FitPage}

func TestReadyPageIsSetInTheKeyHandler(t *testing.T) {
	h := newHall(t)
	page := meeting.Stage{Show: meeting.ShowPage, View: fitted, Document: "tl01"}
	first := h.shelf.put(whole("sha-tl01", 1, 1024, 768))
	second := h.shelf.put(whole("sha-tl01", 2, 1024, 768))
	h.show(page)
	if h.page.image.Image != first || !h.page.image.Visible() || h.sheet.Visible() {
		t.Error("the page is not on the screen when Update returns")
	}
	h.run(func() bool { return slices.Contains(h.shelf.aheadOf(), whole("sha-tl01", 2, 1024, 768)) })
	page.Page = 1
	h.show(page)
	if want := whole("sha-tl01", 1, 1024, 768); !slices.Contains(h.shelf.aheadOf(), want) {
		t.Errorf("who reads on has %v drawn ahead at once, want %v", h.shelf.aheadOf(), want)
	}
	if h.page.image.Image != second {
		t.Error("the second page is not on the screen")
	}
	if at, want := h.page.image.Position(), fyne.NewPos(float32((1024-second.Bounds().Dx())/2), 0); at != want {
		t.Errorf("the page stands at %v, want %v", at, want)
	}
	select {
	case p := <-h.shelf.asked:
		t.Errorf("%v was drawn again", p)
	default:
	}
	h.show(meeting.Stage{Show: meeting.ShowBlank})
	if h.page.image.Visible() || h.back.FillColor != color.Color(dark) {
		t.Error("the screen is not dark")
	}
}

func TestPageThatIsNotReadyLeavesTheOldOne(t *testing.T) {
	h := newHall(t)
	old := h.shelf.put(whole("sha-tl01", 1, 1024, 768))
	h.show(meeting.Stage{Show: meeting.ShowPage, View: fitted, Document: "tl01"})
	h.show(meeting.Stage{Show: meeting.ShowPage, View: fitted, Document: "tl01", Page: 1})
	h.show(meeting.Stage{Show: meeting.ShowPage, View: fitted, Document: "tl02"}) // before the page came
	<-h.shelf.asked
	if got := <-h.shelf.asked; h.page.image.Image != old {
		t.Errorf("the old page went before %v came", got)
	}
	h.shelf.drawn <- nil
	h.run(func() bool { return h.page.image.Image != old })
	if h.page.shown.SHA != "sha-tl02" {
		t.Errorf("shown: %v", h.page.shown)
	}

	// A page that cannot be drawn costs a sentence; the next one comes all the same.
	h.show(meeting.Stage{Show: meeting.ShowPage, View: fitted, Document: "tl03"})
	<-h.shelf.asked
	h.shelf.drawn <- errors.New("page: damaged")
	h.run(func() bool { return h.says("Chưa hiện được trang này.") })
	if h.page.image.Visible() || h.win.Canvas().Overlays().Top() != nil {
		t.Error("something stands over the sentence")
	}
	h.show(meeting.Stage{Show: meeting.ShowPage, View: fitted, Document: "tl01"})
	if h.page.image.Image != old || h.says("Chưa hiện") {
		t.Error("the page after a bad one is not shown")
	}

	// A window that grows shows the old picture fitted in until the right one is there.
	h.win.Resize(fyne.NewSize(1920, 1080))
	if got, want := <-h.shelf.asked, whole("sha-tl01", 1, 1920, 1080); got != want {
		t.Errorf("asked for %v, want %v", got, want)
	}
	if h.page.image.Image != old || h.page.image.Size().Height != 1080 {
		t.Errorf("the old picture is %v high", h.page.image.Size().Height)
	}
	h.shelf.drawn <- nil
	h.run(func() bool { return h.page.image.Image != old })
}

func TestChangesFromElsewhereAreNoticed(t *testing.T) {
	h := newHall(t)
	if _, err := h.room.Show(meeting.Stage{Show: meeting.ShowAgenda}); err != nil {
		t.Fatal(err)
	}
	h.run(func() bool { return h.says("Bắt đầu lúc 18:30") })
	if err := h.room.Do(t.Context(), meeting.Start{}); err != nil {
		t.Fatal(err)
	}
	h.run(func() bool { return h.says("1. Khai mạc") && !h.says("Bắt đầu lúc") })
	drawn := h.sheet.Objects
	h.do(meeting.WriteNote{Item: "m1", Text: "ghi"})
	if &drawn[0] != &h.sheet.Objects[0] {
		t.Error("typing minutes redraws the screen")
	}
	if h.says("ghi") {
		t.Error("a note is on the screen")
	}
	h.win.Close() // only puts it away
	h.do(meeting.GoTo{Item: "m2"})
}
