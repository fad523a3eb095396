package cli

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"phonghop/docs"
	"phonghop/docs/testpdf"
	"phonghop/meeting"
	"phonghop/ui/desk"
)

// Documents of every kind travel in a meeting file, and are shown on the other laptop as on this one, also the PDF
// whose password only this one was told.
func TestEveryKindTravels(t *testing.T) {
	h, ctx, dir := sampleHouse(t), t.Context(), t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 30, 40))); err != nil {
		t.Fatal(err)
	}
	f := Files{h}
	locked := write("khóa.pdf", testpdf.Make(t, []testpdf.Page{testpdf.Report()}, testpdf.Password("bí mật")))
	if _, err := f.Import(ctx, locked, desk.Import{}); f.Needs(err) != desk.NeedPassword {
		t.Errorf("without the password: %v", err)
	}
	if _, err := f.Import(ctx, locked, desk.Import{Password: "sai"}); f.Needs(err) != desk.NeedPassword {
		t.Errorf("with a wrong one: %v", err)
	}
	scan := write("ảnh.png", picture.Bytes())
	if _, err := f.Import(ctx, scan, desk.Import{}); f.Needs(err) != desk.NeedDeclaration {
		t.Errorf("undeclared: %v", err)
	}
	film := write("phim.mp4", []byte("\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom\x00\x00\x00\x08mdat"))
	recall := write("thu hồi.txt", []byte("TÀI LIỆU THU HỒI\nBáo cáo của chi bộ về việc thu quỹ và xây dựng đường ấp.\n"))
	var came []meeting.Document
	for _, in := range []func() (desk.Imported, error){
		func() (desk.Imported, error) { return f.Import(ctx, locked, desk.Import{Password: "bí mật"}) },
		func() (desk.Imported, error) { return f.Import(ctx, scan, desk.Import{Declared: true}) },
		func() (desk.Imported, error) { return f.Import(ctx, film, desk.Import{Declared: true}) },
		func() (desk.Imported, error) { return f.Import(ctx, recall, desk.Import{}) },
		func() (desk.Imported, error) {
			return f.ImportLink(ctx, "Bản tin 3/2026", "https://dangcongsan.vn/a?b=1", desk.Import{})
		},
		func() (desk.Imported, error) {
			return f.ImportText(ctx, "Lời ca.txt", "Đoàn quân Việt Nam đi", desk.Import{})
		},
	} {
		got, err := in()
		if err != nil {
			t.Fatal(err)
		}
		if err := h.Room.Do(ctx, meeting.PutDocument{Document: got.Document}); err != nil {
			t.Fatal(err)
		}
		came = append(came, got.Document)
	}
	var kinds []string
	for _, d := range came {
		kinds = append(kinds, d.Kind)
	}
	if want := []string{"pdf", "picture", "video", "text", "link", "text"}; !slices.Equal(kinds, want) {
		t.Errorf("kinds %v, want %v", kinds, want)
	}
	if came[3].Level != meeting.Recall || came[5].Level != meeting.Internal || came[4].Title != "Bản tin 3/2026" {
		t.Errorf("documents %+v", came)
	}

	file := filepath.Join(dir, "a.hop")
	if err := f.SaveMeeting(ctx, h.Room.Snapshot(), file); err != nil {
		t.Fatal(err)
	}
	other, err := OpenHouse(t.TempDir(), "", time.Now, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeHouse(t, other) })
	if err := (Files{other}).OpenMeeting(ctx, file); err != nil {
		t.Fatal(err)
	}
	m := other.Room.Snapshot()
	for _, d := range came {
		got, ok := m.Document(d.ID)
		sent, _ := h.Room.Snapshot().Document(d.ID)
		if d.Added = sent.Added; !ok || !got.Added.Equal(sent.Added) || sent.Added.IsZero() {
			t.Errorf("%s was attached at %v, was at %v", d.Name, got.Added, sent.Added)
		}
		if got.Added = sent.Added; got != d {
			t.Errorf("%s came as %+v, was %+v", d.Name, got, d)
			continue
		}
		text, err := other.library.Text(ctx, d.SHA256)
		if err != nil || len(text) != d.Pages || text[0].Err != nil {
			t.Errorf("%s: %+v, %v", d.Name, text, err)
		}
		if d.Name == "khóa.pdf" && !strings.Contains(text[0].Text, "thủy lợi") {
			t.Errorf("text of the locked file: %q", text[0].Text)
		}
		mine, err := h.library.Original(d.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := other.library.Original(d.SHA256)
		if err != nil || filepath.Base(theirs) != filepath.Base(mine) {
			t.Errorf("%s is %s there and %s here (%v)", d.Name, theirs, mine, err)
		}
	}
}

// The system is only ever given films that are stored, and addresses of the web.
func TestOpenOutside(t *testing.T) {
	h, ctx, dir := sampleHouse(t), t.Context(), t.TempDir()
	f := Files{h}
	film := filepath.Join(dir, "phim & calc.exe")
	if err := os.WriteFile(film, []byte("\x1aE\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := f.Import(ctx, film, desk.Import{Declared: true})
	if err != nil {
		t.Fatal(err)
	}
	if path, err := f.target(got.Document); err != nil || filepath.Base(path) != got.Document.SHA256+".webm" {
		t.Errorf("%s, %v", path, err)
	}
	if at, err := f.target(meeting.Document{Kind: meeting.KindLink, URL: "https://dangcongsan.vn"}); err != nil || at != "https://dangcongsan.vn" {
		t.Errorf("%s, %v", at, err)
	}
	paper := h.Room.Snapshot().Documents[0]
	for _, d := range []meeting.Document{
		{Kind: meeting.KindLink, URL: "file:///C:/Windows/System32/calc.exe"},
		{Kind: meeting.KindLink, URL: "ms-settings:"},
		{Kind: meeting.KindVideo, SHA256: "../../x"},
		{Kind: meeting.KindVideo, SHA256: paper.SHA256},
	} {
		if at, err := f.target(d); !errors.Is(err, docs.ErrNotSupported) && !errors.Is(err, docs.ErrNotFound) {
			t.Errorf("%+v: %s, %v", d, at, err)
		}
	}
	for system, want := range map[string]string{
		"windows": "rundll32 url.dll,FileProtocolHandler x", "darwin": "open x", "linux": "xdg-open x",
	} {
		name, args := opener(system, "x")
		if got := strings.Join(append([]string{name}, args...), " "); got != want {
			t.Errorf("%s: %s", system, got)
		}
	}
}
