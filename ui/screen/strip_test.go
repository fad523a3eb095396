package screen

import (
	"testing"
	"time"

	"phonghop/meeting"
	"phonghop/ui"
)

func TestClock(t *testing.T) {
	for _, c := range []struct {
		left   time.Duration
		want   string
		colour any
	}{
		{10 * time.Minute, "10:00", letters},
		{61 * time.Second, "01:01", letters},
		{time.Minute, "01:00", timeSoon},
		{500 * time.Millisecond, "00:01", timeSoon},
		{0, "00:00", ui.Accent},
		{-80 * time.Second, "-01:20", ui.Accent},
	} {
		if text, colour := clockText(c.left); text != c.want || colour != c.colour {
			t.Errorf("%v: %s in %v", c.left, text, colour)
		}
	}
}

// What lies beside a page hides nothing of it: the page is laid out above.
func TestStripHidesNothing(t *testing.T) {
	h := newHall(t)
	m := h.room.Snapshot()
	stage := meeting.Stage{Show: meeting.ShowPage, Document: "tl01", View: fitted}
	h.shelf.put(whole("sha-tl01", 1, 1024, 768))
	h.show(stage)
	if len(h.strip.box.Objects) > 0 {
		t.Error("a strip with nothing in it")
	}
	stage.Over = meeting.Over{Item: true, Message: "Mời các đồng chí về chỗ ngồi", Ends: m.Planned.Add(5 * time.Minute)}
	h.show(stage)
	asked := <-h.shelf.asked
	if asked.H >= 768 || asked.H < 500 {
		t.Errorf("the page is drawn %d pixels high", asked.H)
	}
	h.shelf.drawn <- nil
	h.run(func() bool { return h.page.image.Visible() && h.page.shown == asked })
	bottom := h.page.image.Position().Y + h.page.image.Size().Height
	if top := h.strip.box.Objects[0].Position().Y; bottom > top+1 {
		t.Errorf("the page ends at %v, the strip begins at %v", bottom, top)
	}
	if !h.says("Mời các đồng chí về chỗ ngồi") || !h.says("05:00") {
		t.Error("the strip does not say what it should")
	}
	h.show(meeting.Stage{Show: meeting.ShowAgenda, Over: stage.Over})
	if len(h.strip.box.Objects) > 0 {
		t.Error("the strip lies over the agenda")
	}
}
