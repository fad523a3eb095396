package desk

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// Import lets files in by their names: scans with a declaration, locked ones with their password, bad ones never. Names
// that begin alike up to a tilde are of the same bytes.
func (o *outside) Import(_ context.Context, path string, opt Import) (Imported, error) {
	name := filepath.Base(path)
	switch {
	case strings.HasPrefix(name, "scan") && !opt.Declared:
		return Imported{}, errScan
	case strings.HasPrefix(name, "locked") && opt.Password != "đúng":
		return Imported{}, errLock
	case strings.HasPrefix(name, "bad"):
		return Imported{}, meeting.ErrNoDocument
	}
	sha, _, _ := strings.Cut(name, "~")
	return Imported{Document: meeting.Document{ID: name, Title: name, Name: name, SHA256: sha, Pages: 1, Level: meeting.Internal}}, nil
}

func (o *outside) ImportLink(ctx context.Context, title, address string, opt Import) (Imported, error) {
	o.mu.Lock()
	o.links = append(o.links, address)
	o.mu.Unlock()
	return o.Import(ctx, title, opt)
}

func (o *outside) ImportText(ctx context.Context, name, _ string, opt Import) (Imported, error) {
	return o.Import(ctx, name, opt)
}

func (o *outside) OpenOutside(meeting.Document) error { return nil }

func (o *outside) Needs(err error) Need {
	switch {
	case errors.Is(err, errScan):
		return NeedDeclaration
	case errors.Is(err, errLock):
		return NeedPassword
	}
	return NeedNothing
}

// titles are the documents of the meeting after the first, which the sample brings.
func (f *fixture) titles() []string {
	var out []string
	for _, d := range f.opt.Room.Snapshot().Documents[1:] {
		out = append(out, d.Title)
	}
	return out
}

func (f *fixture) boxOpen() bool { return len(f.boxes) > 0 }

// Many files at once: the good ones come in, each question is asked once, and what is refused stands in one list. The
// hall sees nothing of it.
func TestManyFilesAtOnce(t *testing.T) {
	f := open(t)
	stage, updates := f.opt.Room.Stage(), f.out.updates
	var dropped []fyne.URI
	for _, name := range []string{"bad1.zip", "a.pdf", "scan1.jpg", "locked.pdf", "b~1.docx", "scan2.png", "b~2.docx", "bad2.exe"} {
		dropped = append(dropped, storage.NewFileURI("/x/"+name))
	}
	f.dropped(dropped)
	f.until("it asks for the password", f.boxOpen)
	f.until("the good ones are in before any question is answered", func() bool {
		return slices.Equal(f.titles(), []string{"a.pdf", "b~1.docx"})
	})
	find(f, func(e *widget.Entry) bool { return e.Password }).SetText("sai")
	f.tap("Mở tệp")
	f.until("it asks again", f.boxOpen)
	find(f, func(l *widget.Label) bool { return strings.Contains(l.Text, "chưa đúng") })
	find(f, func(e *widget.Entry) bool { return e.Password }).SetText("đúng")
	f.tap("Mở tệp")
	f.until("it asks about the scans", f.boxOpen)
	find(f, func(l *widget.Label) bool {
		return strings.Contains(l.Text, "scan1.jpg") && strings.Contains(l.Text, "scan2.png")
	})
	f.press(fyne.KeyReturn)
	if !f.boxOpen() {
		t.Fatal("Enter declared that scans bear no secrecy mark")
	}
	f.tap("Không có dấu độ mật")
	f.until("it tells what was refused", f.boxOpen)
	find(f, func(l *widget.Label) bool {
		return strings.Contains(l.Text, "bad1.zip: ") && strings.Contains(l.Text, "bad2.exe: ")
	})
	f.until("all are there", func() bool { return len(f.titles()) == 5 })
	if got := f.titles(); !slices.Equal(got, []string{"a.pdf", "b~1.docx", "locked.pdf", "scan1.jpg", "scan2.png"}) {
		t.Errorf("documents %v", got)
	}
	f.until("the item has them", func() bool {
		it, _ := f.opt.Room.Snapshot().Item(f.selected)
		return slices.Contains(it.Documents, "b~1.docx") && slices.Contains(it.Documents, "scan2.png")
	})
	if f.opt.Room.Stage() != stage || f.out.updates != updates {
		t.Error("the hall saw something of it")
	}
}

// What is not answered is refused, and said so.
func TestQuestionsThatAreClosedRefuse(t *testing.T) {
	f := open(t)
	f.takeFiles([]string{"/x/locked.pdf", "/x/scan.pdf"})
	f.until("it asks for the password", f.boxOpen)
	f.press(fyne.KeyEscape)
	f.until("it asks about the scan", f.boxOpen)
	f.press(fyne.KeyEscape)
	f.until("it tells", f.boxOpen)
	find(f, func(l *widget.Label) bool {
		return strings.Contains(l.Text, "locked.pdf: ") && strings.Contains(l.Text, "scan.pdf: ")
	})
	if got := f.titles(); len(got) != 0 {
		t.Errorf("came in: %v", got)
	}
}

// A document that the meeting has already keeps what is known of it, and comes under one item more.
func TestKnownFileKeepsItsLevel(t *testing.T) {
	f := open(t)
	f.takeFiles([]string{"/x/a~1.pdf"})
	f.until("it is there", func() bool { return len(f.titles()) == 1 })
	doc, _ := f.opt.Room.Snapshot().Document("a~1.pdf")
	doc.Title, doc.Level = "Tờ trình", meeting.ProjectorOnly
	f.do(meeting.PutDocument{Document: doc})
	f.until("it is changed", func() bool { return slices.Equal(f.titles(), []string{"Tờ trình"}) })
	f.choose("i2")
	f.takeFiles([]string{"/x/a~2.pdf"})
	f.until("it is under both", func() bool {
		it, _ := f.opt.Room.Snapshot().Item("i2")
		return slices.Contains(it.Documents, "a~1.pdf")
	})
	f.until("it says so", func() bool { return strings.Contains(f.notice.text.Text, "đã có trong thư viện") })
	if got, _ := f.opt.Room.Snapshot().Document("a~1.pdf"); got != doc || len(f.titles()) != 1 {
		t.Errorf("document %+v", got)
	}
}

// The clipboard holds files, an address, or a text.
func TestPaste(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "tờ trình 1.pdf")
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	other := filepath.Join(dir, "b.pdf")
	if err := os.WriteFile(other, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	f := open(t)
	paste := func(text string) {
		f.opt.App.Clipboard().SetContent(text)
		f.paste()
	}
	paste(storage.NewFileURI(path).String() + "\r\n" + `"` + other + `"`)
	f.until("both files are there", func() bool { return slices.Equal(f.titles(), []string{"tờ trình 1.pdf", "b.pdf"}) })

	paste(" https://dangcongsan.vn/tin?id=1 ")
	f.until("it asks for a title", f.boxOpen)
	n := 0
	find(f, func(*ui.Entry) bool { n++; return n == 2 }).SetText("Bản tin")
	f.tap("Lưu")
	f.until("the link is there", func() bool { return slices.Contains(f.titles(), "Bản tin") })
	if !slices.Equal(f.out.links, []string{"https://dangcongsan.vn/tin?id=1"}) {
		t.Errorf("links %v", f.out.links)
	}

	f.opt.Copied = func() []string { return []string{"/x/c.pdf"} }
	paste("")
	f.until("the copied file is there", func() bool { return slices.Contains(f.titles(), "c.pdf") })
	f.opt.Copied = nil

	paste("Lời bài hát\nDòng hai")
	f.until("it asks first", f.boxOpen)
	f.tap("Có")
	f.until("the text is there", func() bool { return slices.Contains(f.titles(), "Lời bài hát.txt") })
}

func TestPastedFiles(t *testing.T) {
	here, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{
		here: 1, here + "\n" + here: 2, "copy\n" + storage.NewFileURI(here).String(): 1,
		here + "\nmột dòng chữ": 0, filepath.Dir(here): 0, "/no/such/file": 0, "": 0, "file://": 0,
	} {
		if got := pastedFiles(text); len(got) != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestFolderIsItsFiles(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"b.pdf", "a.docx", ".ẩn", "~$a.docx", "Thumbs.db", "khác.hop"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "trong.pdf"), 0o700); err != nil {
		t.Fatal(err)
	}
	want := []string{"/x/c.pdf", filepath.Join(dir, "a.docx"), filepath.Join(dir, "b.pdf")}
	if got := filesIn([]string{"/x/c.pdf", dir}); !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}
