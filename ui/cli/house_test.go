package cli

import (
	"bytes"
	"errors"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"phonghop/docs"
	"phonghop/meeting"
	"phonghop/meeting/pack"
	"phonghop/meeting/store"
	"phonghop/ui/phone"
)

func TestMain(m *testing.M) {
	RunIfWorker()
	os.Exit(m.Run())
}

// call runs a command as a shell does.
func call(args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = Command{Args: args, Out: &o, Err: &e, Windows: func(*Start) error { return nil }}.Run()
	return code, o.String(), e.String()
}

func openHouse(t *testing.T, dir string) *House {
	t.Helper()
	h, err := OpenHouse(dir, "", time.Now, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func closeHouse(t *testing.T, h *House) {
	t.Helper()
	if err := h.Close(); err != nil {
		t.Error(err)
	}
}

func sampleHouse(t *testing.T) *House {
	t.Helper()
	h := openHouse(t, t.TempDir())
	t.Cleanup(func() { closeHouse(t, h) })
	if err := h.LoadSample(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h
}

func TestCallsThatAreRefused(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	empty, renamed, cut := write("empty.pdf", ""), write("renamed.pdf", "MZ\x90\x00 a program"), write("cut.pdf", "%PDF-1.7\n1 0 obj\n<<")
	file := write("file", "")
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"version"}, 0, ""},
		{[]string{"help"}, 0, ""},
		{[]string{"-nonsense"}, 2, "phonghop help"},
		{[]string{"render"}, 2, "FILE"},
		{[]string{"render", empty, "-page", "1"}, 2, "-o"},
		{[]string{"export"}, 2, "-to"},
		{[]string{"play"}, 2, "SCRIPT"},
		{[]string{"text", filepath.Join(dir, "none.pdf")}, 1, "Không tìm thấy"},
		{[]string{"text", empty}, 1, "Tệp trống"},
		{[]string{"text", renamed}, 1, "chương trình chạy"},
		{[]string{"render", cut, "-o", filepath.Join(dir, "x.png")}, 1, "bị hỏng"},
		{[]string{"export", "-data", filepath.Join(dir, "none"), "-to", dir}, 1, "Không tìm thấy"},
		{[]string{"-data", filepath.Join(file, "below")}, 1, "vẫn còn nguyên"},
		{[]string{"none.hop"}, 1, "Không tìm thấy"},
		{[]string{"-lang", "en", "text", empty}, 2, "phonghop help"}, // flags of the windows stand before a file, not before a command
		{[]string{"text", "-lang", "en", empty}, 1, "The file is empty"},
	} {
		code, out, errs := call(c.args...)
		if code != c.code || !strings.Contains(errs, c.says) || c.code == 0 && (out == "" || errs != "") {
			t.Errorf("%v: exit %d, said %q; want %d and %q", c.args, code, errs, c.code, c.says)
		}
	}
}

// Every difficult file is answered in words, the two that hang the renderer and the
// three that break the text reader among them.
func TestDifficultFilesAreAnsweredInWords(t *testing.T) {
	corpus := "../../../shared/corpus/pdf"
	for _, name := range []string{"operator_list_cycle", "issue16263", "GHOSTSCRIPT-698804-1-fuzzed", "Pages-tree-refs", "poppler-67295-0"} {
		path := filepath.Join(corpus, name+".pdf")
		if _, err := os.Stat(path); err != nil {
			t.Skip("the corpus of difficult PDFs is not here")
		}
		for _, args := range [][]string{{"text", path}, {"render", path, "-page", "1", "-width", "400", "-o", filepath.Join(t.TempDir(), "x.png")}} {
			if code, _, errs := call(args...); code > 1 || code == 1 && !strings.Contains(errs, "vẫn còn nguyên") {
				t.Errorf("%v: exit %d, %q", args, code, errs)
			}
		}
	}
}

func TestPlayThenExport(t *testing.T) {
	dir, to := t.TempDir(), t.TempDir()
	if code, out, errs := call("play", "-sample", "-data", dir); code != 0 || !strings.Contains(out, "106") {
		t.Fatalf("play: %d %q %q", code, out, errs)
	}
	code, out, errs := call("export", "-data", dir, "-to", to, "-format", "txt,pdf")
	if code != 0 || len(strings.Fields(strings.ReplaceAll(out, " ", "_"))) != 2 {
		t.Fatalf("export: %d %q %q", code, out, errs)
	}
	texts, _ := filepath.Glob(filepath.Join(to, "*.txt"))
	if len(texts) != 1 {
		t.Fatal(texts)
	}
	data, err := os.ReadFile(texts[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"21/23 (91,3%)", "20/23 (87,0%)", "đạt 91,7%", "20 giờ 16 phút", "106 phút"} {
		if !strings.Contains(string(data), want) {
			t.Errorf("the minutes lack %q", want)
		}
	}
	if code, _, errs := call("export", "-data", dir, "-to", to, "-format", "odt"); code != 1 || !strings.Contains(errs, "docx, pdf, txt") {
		t.Errorf("an unknown format: %d %q", code, errs)
	}
}

// A second start hands its file or its export to the program that runs, and ends.
func TestSecondStart(t *testing.T) {
	h := sampleHouse(t)
	opened := make(chan string, 1)
	s := &Start{House: h}
	inst, err := listen(h.Dir, s.answer)
	if err != nil {
		t.Fatal(err)
	}
	defer inst.close()
	file := filepath.Join(t.TempDir(), "a.hop")
	if err := (Files{h}).SaveMeeting(t.Context(), h.Room.Snapshot(), file); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := call("-data", h.Dir, file); code != 0 {
		t.Errorf("a file: %d %q", code, errs)
	}
	s.OnOpen(func(file string) { opened <- file }) // the windows come later than the request
	if got := <-opened; got != file {
		t.Errorf("handed over %q", got)
	}
	if code, _, errs := call("-data", h.Dir); code != 0 {
		t.Errorf("a start without a file: %d %q", code, errs)
	}
	if got := <-opened; got != "" {
		t.Errorf("a start without a file handed over %q", got)
	}
	to := t.TempDir()
	if code, out, errs := call("export", "-data", h.Dir, "-to", to, "-format", "txt"); code != 0 || !strings.Contains(out, to) {
		t.Errorf("an export: %d %q %q", code, out, errs)
	}
	if code, _, errs := call("export", "-data", h.Dir, "-to", to, "-meeting", "nobody"); code != 1 || !strings.Contains(errs, "Không tìm thấy") {
		t.Errorf("an export that is refused there: %d %q", code, errs)
	}
	// Without the secret of the folder nobody is heard.
	data, err := os.ReadFile(filepath.Join(h.Dir, instanceFile))
	if err != nil {
		t.Fatal(err)
	}
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, instanceFile), bytes.ReplaceAll(data, []byte(inst.secret), []byte("guess")), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := hand(other, request{Open: "x"}); !errors.Is(err, errNoInstance) {
		t.Errorf("a guessed secret: %v", err)
	}
}

func TestProgramThatDoesNotAnswer(t *testing.T) {
	h := sampleHouse(t) // holds the data, and answers nobody
	if code, _, errs := call("-data", h.Dir); code != 1 || !strings.Contains(errs, "cửa sổ khác") {
		t.Errorf("exit %d, %q", code, errs)
	}
}

func TestMeetingFileGoesRound(t *testing.T) {
	h := sampleHouse(t)
	ctx := t.Context()
	file := filepath.Join(t.TempDir(), "a.hop")
	if err := (Files{h}).SaveMeeting(ctx, h.Room.Snapshot(), file); err != nil {
		t.Fatal(err)
	}
	other := openHouse(t, t.TempDir())
	defer closeHouse(t, other)
	if err := (Files{other}).OpenMeeting(ctx, file); err != nil {
		t.Fatal(err)
	}
	a, b := h.Room.Snapshot(), other.Room.Snapshot()
	if len(b.Items) != len(a.Items) || len(b.Documents) != len(a.Documents) || len(b.Roll) != len(a.Roll) || b.Number != a.Number || b.Documents[0].Pages != a.Documents[0].Pages {
		t.Errorf("came back as %+v", b)
	}
	for _, d := range b.Documents {
		if _, err := other.library.Path(d.SHA256); err != nil {
			t.Errorf("%s: %v", d.Title, err)
		}
	}
	if cell, known, err := other.Cell(); err != nil || !known || len(cell.Members) != 28 {
		t.Errorf("a laptop without a cell learned %d members, %v, %v", len(cell.Members), known, err)
	}
	// Opened again it takes nothing away from what was recorded meanwhile.
	if err := other.Room.Do(ctx, meeting.Mark{Member: "dv01", Status: meeting.Present}); err != nil {
		t.Fatal(err)
	}
	if err := (Files{other}).OpenMeeting(ctx, file); err != nil || other.Room.Snapshot().Attendance["dv01"].Status != meeting.Present {
		t.Errorf("opened again: %v, %+v", err, other.Room.Snapshot().Attendance)
	}
	if err := os.WriteFile(file, []byte("PK"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := (Files{other}).OpenMeeting(ctx, file); !errors.Is(err, pack.ErrNotOurs) && !errors.Is(err, pack.ErrDamaged) {
		t.Errorf("a file cut short: %v", err)
	}
}

func TestDocumentsGoWithTheirLastMeeting(t *testing.T) {
	h := sampleHouse(t)
	ctx := t.Context()
	first := h.Room.Snapshot()
	second := first.Clone()
	second.ID, second.Documents = "second", second.Documents[:1]
	if err := h.Create(ctx, second); err != nil {
		t.Fatal(err)
	}
	if second.Number != first.Number+1 {
		t.Errorf("the second meeting's minutes have number %d, the first's %d", second.Number, first.Number)
	}
	if err := h.Delete(ctx, first.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := h.library.Path(first.Documents[0].SHA256); err != nil {
		t.Errorf("a document of the other meeting is gone: %v", err)
	}
	if _, err := h.library.Path(first.Documents[1].SHA256); !errors.Is(err, docs.ErrNotFound) {
		t.Errorf("a document of the deleted meeting is still there: %v", err)
	}
}

func TestTheMeetingThatWasOpenComesBack(t *testing.T) {
	dir := t.TempDir()
	h := openHouse(t, dir)
	ctx := t.Context()
	if err := h.LoadSample(ctx); err != nil {
		t.Fatal(err)
	}
	id := h.Room.Snapshot().ID
	if _, err := h.Room.Show(meeting.Stage{Show: meeting.ShowAgenda}); err != nil {
		t.Fatal(err)
	}
	closeHouse(t, h)
	h = openHouse(t, dir)
	if got := h.Room.Snapshot().ID; got != id || h.Room.Stage().Show != meeting.ShowAgenda {
		t.Errorf("came back with %q and %+v", got, h.Room.Stage())
	}
	if err := h.LoadSample(ctx); err != nil {
		t.Fatal(err)
	}
	if list, err := h.Meetings(); err != nil || len(list) != 12 {
		t.Errorf("loading the sample twice made %d meetings, %v", len(list), err)
	}
	if err := h.Postpone(ctx, id, time.Date(2026, 12, 10, 18, 30, 0, 0, time.Local)); err != nil {
		t.Fatal(err)
	}
	if err := h.LeaveRoom(ctx); err != nil {
		t.Fatal(err)
	}
	closeHouse(t, h)
	h = openHouse(t, dir)
	defer closeHouse(t, h)
	if h.Room.Snapshot().ID != "" {
		t.Error("a meeting that was left came back")
	}
	if m, err := h.Find(id); err != nil || m.Planned.Day() != 10 {
		t.Errorf("postponed: %v, %v", m.Planned, err)
	}
	if _, err := OpenHouse(dir, "", time.Now, h.Log); !errors.Is(err, store.ErrInUse) {
		t.Errorf("opened twice: %v", err)
	}
}

func TestPortIsKeptAndATakenOneIsTold(t *testing.T) {
	h := sampleHouse(t)
	p := h.OpenPhones("")
	set, err := h.Settings()
	if err != nil || p.Err() != nil || set.Port == 0 {
		t.Fatalf("port %d, %v, %v", set.Port, err, p.Err())
	}
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	busy, err := net.Listen("tcp", ":"+strconv.Itoa(set.Port))
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	p = h.OpenPhones("")
	defer p.Close()
	if !errors.Is(p.Err(), phone.ErrPortInUse) || p.URL() == "" || strings.Contains(p.URL(), ":"+strconv.Itoa(set.Port)+"/") {
		t.Errorf("a taken port: %v, at %q", p.Err(), p.URL())
	}
	if again, err := h.Settings(); err != nil || again.Port != set.Port {
		t.Errorf("the kept port became %d, %v", again.Port, err)
	}
}

func TestExcelTemplateGoesRound(t *testing.T) {
	h := sampleHouse(t)
	f := Files{h}
	path := filepath.Join(t.TempDir(), "mau.xlsx")
	if err := f.WriteTable(path); err != nil {
		t.Fatal(err)
	}
	table, err := f.ReadTable(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Members)+len(table.Items) != 0 || len(table.Problems) == 0 {
		t.Errorf("an empty template was read as %+v", table)
	}
	if err := os.WriteFile(path, []byte("STT;Họ và tên"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := f.ReadTable(t.Context(), path); !errors.Is(err, pack.ErrNotWorkbook) {
		t.Errorf("a text file: %v", err)
	}
}
