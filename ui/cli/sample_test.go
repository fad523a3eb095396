package cli

import (
	"log/slog"
	"strconv"
	"testing"
	"time"

	"phonghop/meeting"
)

// The sample is loaded once, also when the first try was cut off, and never over a cell
// that somebody has set up.
func TestSampleIsLoadedOnceAndLeavesAnOwnCellAlone(t *testing.T) {
	h := openHouse(t, t.TempDir())
	defer closeHouse(t, h)
	own := meeting.Cell{Name: "CHI BỘ ẤP MÌNH", Members: []meeting.Member{{ID: "1", Name: "Lê Văn Cường"}}}
	if err := h.SaveCell(own); err != nil { // as much as a try that was cut off leaves
		t.Fatal(err)
	}
	for range 2 {
		if err := h.LoadSample(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := h.LeaveRoom(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if all, err := h.Meetings(); err != nil || len(all) != 1 {
		t.Errorf("%d meetings, %v", len(all), err)
	}
	if got, _, err := h.Cell(); err != nil || got.Name != own.Name || len(got.Members) != 1 {
		t.Errorf("the cell became %q with %d members, %v", got.Name, len(got.Members), err)
	}
}

func BenchmarkLinesOf150Members(b *testing.B) {
	m := meeting.New("m", meeting.Regular, meeting.Cell{Name: "CHI BỘ"}, time.Now())
	for i := range 150 {
		id := meeting.MemberID(strconv.Itoa(i))
		m.Roll = append(m.Roll, meeting.Member{ID: id, Name: "Nguyễn Thị Mỹ " + strconv.Itoa(i), Official: true})
	}
	now := time.Now()
	for i := range 12 {
		m.Items = append(m.Items, meeting.Item{ID: strconv.Itoa(i), Title: "Nội dung", Minutes: 10})
	}
	if err := (meeting.Start{}).Apply(m, now); err != nil {
		b.Fatal(err)
	}
	for i := range 150 {
		if err := (meeting.Mark{Member: meeting.MemberID(strconv.Itoa(i)), Status: meeting.Present}).Apply(m, now.Add(time.Duration(i)*time.Second)); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		Papers{}.Lines(m)
	}
}

// The windows read the settings on their own goroutine: that must cost next to nothing,
// also while taps are being written.
func BenchmarkSettingsWhileTapsAreWritten(b *testing.B) {
	h, err := OpenHouse(b.TempDir(), "", time.Now, slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	defer h.Close()
	if err := h.LoadSample(b.Context()); err != nil {
		b.Fatal(err)
	}
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		roll := h.Room.Snapshot().Roll
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				_ = h.Room.Do(b.Context(), meeting.Mark{Member: roll[i%len(roll)].ID, Status: meeting.Present})
			}
		}
	}()
	worst := time.Duration(0)
	for b.Loop() {
		at := time.Now()
		_, _ = h.Settings()
		worst = max(worst, time.Since(at))
	}
	b.ReportMetric(float64(worst.Microseconds()), "µs-worst")
	close(stop)
	<-done
}
