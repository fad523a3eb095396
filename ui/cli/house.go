package cli

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"phonghop/assets/words"
	"phonghop/docs"
	"phonghop/docs/convert"
	"phonghop/docs/office"
	"phonghop/docs/page"
	"phonghop/docs/sandbox"
	"phonghop/docs/search"
	"phonghop/meeting"
	"phonghop/meeting/pack"
	"phonghop/meeting/paper"
	"phonghop/meeting/room"
	"phonghop/meeting/store"
	"phonghop/ui"
)

// House is the rooms of the program put together on a data folder, without the
// windows and without the phones.
type House struct {
	Dir    string
	Words  *words.Words
	Errors *ui.Errors
	Log    *slog.Logger
	Room   *room.Room
	Pages  *page.Pages

	store   *store.Store
	library *docs.Library
	hall    *sandbox.Client // draws the hall's page and nothing else
	other   *sandbox.Client // everything else
	texts   *textReader     // reads documents for search
	index   *search.Index
}

// OpenHouse opens the data folder, and in it the meeting that was open last. The
// caller closes the house.
func OpenHouse(dir, lang string, clock func() time.Time, log *slog.Logger) (*House, error) {
	db, err := store.Open(dir)
	if err != nil {
		return nil, err
	}
	h := &House{Dir: dir, Log: log, store: db}
	if err := h.furnish(lang, clock); err != nil {
		_ = db.Close()
		return nil, err
	}
	if err := h.resume(); err != nil {
		return nil, errors.Join(err, h.Close())
	}
	return h, nil
}

func (h *House) furnish(lang string, clock func() time.Time) error {
	set, err := h.store.Settings()
	if err != nil {
		return err
	}
	if lang == "" {
		lang = set.Language
	}
	h.Words = words.Load(lang)
	h.Errors = ui.NewErrors(h.Words, errorWords...)
	h.hall, h.other = sandbox.New(workerOptions()), sandbox.New(behind(workerOptions()))
	h.library, err = docs.Open(filepath.Join(h.Dir, "documents"), h.other, docs.StandardMarks(),
		docs.WithWords(convert.Words{Scan: h.Words.T("card.scan"), Film: h.Words.T("card.film")}),
		docs.WithOffice(office.Find(office.Options{
			Profile: filepath.Join(h.Dir, "office"),
			Words:   office.Words{Waiting: h.Words.T("office.waiting"), Working: h.Words.T("office.working")},
		})))
	if err != nil {
		return errors.Join(err, h.hall.Close(), h.other.Close())
	}
	h.Pages = page.New(page.Options{Hall: h.hall, Other: h.other, Path: h.library.Path})
	h.Room = room.New(h.store, clock)
	return h.openSearch()
}

// RunIfWorker turns the process into a worker, and never returns, when it was started as
// one. It is the first call of main.
func RunIfWorker() { sandbox.RunIfWorker(pack.Table(), paper.FillTemplate()) }

// workerOptions are those of every worker process. The compiled renderer is kept in the
// user's cache folder, so that a worker starts in a tenth of a second, also on new data.
func workerOptions() sandbox.Options {
	dir, err := os.UserCacheDir()
	if err != nil {
		return sandbox.Options{}
	}
	return sandbox.Options{CacheDir: filepath.Join(dir, "phonghop")}
}

// behind are the options of workers that the hall does not wait for.
func behind(opt sandbox.Options) sandbox.Options {
	opt.Background = true
	return opt
}

// resume puts the meeting that was open last back into the room.
func (h *House) resume() error {
	set, err := h.store.Settings()
	if err != nil || set.Last == "" {
		return err
	}
	err = h.Open(context.Background(), set.Last)
	switch {
	case errors.Is(err, meeting.ErrNotFound):
		return nil
	case errors.Is(err, store.ErrDamaged): // the list says so; the others can be opened
		h.Log.Error("the meeting that was open last cannot be read", "err", err)
		return nil
	}
	return err
}

// Close writes what is not written yet and ends the workers.
func (h *House) Close() error {
	err := h.Room.Close()
	h.Pages.Close()
	return errors.Join(err, h.hall.Close(), h.other.Close(), h.texts.Close(), h.store.Close())
}

// Warm starts the worker that draws the hall's pages, so that the first page does not
// wait for it, and then watches until ctx ends whether the windows have to wait.
func (h *House) Warm(ctx context.Context, post ui.Post) {
	if err := h.hall.Warm(ctx); err != nil {
		h.Log.Warn("warm the renderer", "err", err)
	}
	ui.WatchStalls(ctx, post, func(d time.Duration) { h.Log.Warn("the windows waited", "ms", d.Milliseconds()) })
}

// Meetings implements the desk's Archive.
func (h *House) Meetings() ([]meeting.Summary, error) { return h.store.Meetings() }

// AllMeetings implements the desk's Archive.
func (h *House) AllMeetings() ([]*meeting.Meeting, error) {
	all, _, err := h.all()
	return all, err
}

// Cell implements the desk's Archive. A cell of which only a roll was imported is not
// set up yet.
func (h *House) Cell() (meeting.Cell, bool, error) {
	c, ok, err := h.store.Cell()
	return c, ok && c.Name != "", err
}

// SaveCell implements the desk's Archive.
func (h *House) SaveCell(c meeting.Cell) error { return h.store.SaveCell(c) }

// Settings implements the desk's Archive.
func (h *House) Settings() (meeting.Settings, error) { return h.store.Settings() }

// SaveSettings implements the desk's Archive.
func (h *House) SaveSettings(s meeting.Settings) error { return h.store.SaveSettings(s) }

// Open implements the desk's Archive: the meeting comes into the room as it was left,
// with what the projector showed.
func (h *House) Open(ctx context.Context, id string) error {
	m, err := h.store.Meeting(id)
	if err != nil {
		return err
	}
	stage, err := h.store.Stage(id)
	if err != nil {
		return err
	}
	if err := h.Room.Open(ctx, m, stage); err != nil {
		return err
	}
	return h.remember(id)
}

// remember notes which meeting is open, for the next start.
func (h *House) remember(id string) error {
	set, err := h.store.Settings()
	if err != nil || set.Last == id {
		return err
	}
	set.Last = id
	return h.store.SaveSettings(set)
}

// LeaveRoom implements the desk's Archive.
func (h *House) LeaveRoom(ctx context.Context) error {
	if err := h.Room.Open(ctx, &meeting.Meeting{}, meeting.Stage{Show: meeting.ShowBlank}); err != nil {
		return err
	}
	return h.remember("")
}

// Create implements the desk's Archive. The minutes get the number after the highest
// one that any meeting has.
func (h *House) Create(ctx context.Context, m *meeting.Meeting) error {
	all, _, err := h.all()
	if err != nil {
		return err
	}
	for _, x := range all {
		if x.ID != m.ID && m.Cell.InTerm(x) && m.Number > 0 && x.Number >= m.Number {
			m.Number = x.Number + 1
		}
	}
	if err := h.store.SaveMeeting(m); err != nil {
		return fmt.Errorf("%w: %w", meeting.ErrNotSaved, err)
	}
	return h.Open(ctx, m.ID)
}

// Postpone implements the desk's Archive.
func (h *House) Postpone(_ context.Context, id string, to time.Time) error {
	m, err := h.store.Meeting(id)
	if err != nil {
		return err
	}
	d := m.Details()
	d.Planned = to
	if err := (meeting.SetDetails{Details: d}).Apply(m, to); err != nil {
		return err
	}
	return h.store.SaveMeeting(m)
}

// Delete implements the desk's Archive: the meeting goes, and with it the documents
// that no other meeting has.
func (h *House) Delete(_ context.Context, id string) error {
	gone, err := h.store.Meeting(id)
	if errors.Is(err, store.ErrDamaged) {
		return h.store.DeleteMeeting(id) // its documents are not known, and stay
	}
	if err != nil {
		return err
	}
	if err := h.store.DeleteMeeting(id); err != nil {
		return err
	}
	h.keepTexts()
	left, whole, err := h.all()
	if err != nil || !whole {
		return err // a meeting that cannot be read may have the same documents
	}
	if gone.Draft != nil {
		if err := h.library.Remove(gone.Draft.SHA256); err != nil {
			return err
		}
	}
	for _, d := range gone.Documents {
		has := func(m *meeting.Meeting) bool {
			return slices.ContainsFunc(m.Documents, func(x meeting.Document) bool { return x.SHA256 == d.SHA256 })
		}
		if slices.ContainsFunc(left, has) {
			continue
		}
		h.Pages.Forget(d.SHA256)
		if err := h.library.Remove(d.SHA256); err != nil {
			return err
		}
	}
	return nil
}

// all returns the meetings that can be read, and whether those are all that are stored.
func (h *House) all() (out []*meeting.Meeting, whole bool, err error) {
	list, err := h.store.Meetings()
	if err != nil {
		return nil, false, err
	}
	whole = true
	for _, s := range list {
		m, err := h.store.Meeting(s.ID)
		switch {
		case errors.Is(err, store.ErrDamaged):
			h.Log.Error("a meeting cannot be read", "id", s.ID, "err", err)
			whole = false
		case err != nil:
			return nil, false, err
		default:
			out = append(out, m)
		}
	}
	return out, whole, nil
}

// Find returns a stored meeting by its id; "latest" is the one that started last, or
// was planned last where none has started.
func (h *House) Find(id string) (*meeting.Meeting, error) {
	if id != "" && id != "latest" {
		return h.store.Meeting(id)
	}
	all, _, err := h.all()
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("find meeting: %w", meeting.ErrNotFound)
	}
	return slices.MaxFunc(all, func(a, b *meeting.Meeting) int {
		if d := a.Started.Compare(b.Started); d != 0 {
			return d
		}
		return a.Planned.Compare(b.Planned)
	}), nil
}

// DataDir returns the system's per-user folder of the program; the sample has one of
// its own, so that a first real meeting inherits nothing from it.
func DataDir(sample bool) (string, error) {
	base, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("data folder: %w", err)
	}
	name := "phonghop"
	if sample {
		name = "phonghop-sample"
	}
	return filepath.Join(base, name), nil
}
