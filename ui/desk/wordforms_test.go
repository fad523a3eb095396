package desk

import (
	"context"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"fyne.io/fyne/v2/widget"

	"phonghop/ui"
)

// wordForms are forms of two papers.
type wordForms struct {
	mu  sync.Mutex
	own map[string]bool
}

func (w *wordForms) List() ([]WordForm, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return []WordForm{{"minutes", "Biên bản", w.own["minutes"]}, {"tasks", "Bảng phân công", w.own["tasks"]}}, nil
}

func (w *wordForms) Check(_ context.Context, _, path string) (FormCheck, error) {
	if filepath.Base(path) == "wrong.docx" {
		return FormCheck{Problems: []string{"• {{#ds}} chưa có ô đóng"}}, nil
	}
	return FormCheck{Data: []byte("x"), Fields: 7, Unknown: []string{"• {{la}}"}}, nil
}

func (w *wordForms) Keep(key string, _ FormCheck) error { return w.set(key, true) }
func (w *wordForms) Reset(key string) error             { return w.set(key, false) }
func (w *wordForms) Write(string, string) error         { return nil }
func (w *wordForms) Marks(key string) string            { return "{{" + key + "}}" }

func (w *wordForms) set(key string, own bool) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.own[key] = own
	return nil
}

// A form from Word with mistakes changes nothing and says where they are; a right one is used after a yes that names what
// stays open, until the cell goes back.
func TestWordForms(t *testing.T) {
	f := open(t)
	forms := &wordForms{own: map[string]bool{}}
	f.opt.Forms = forms
	v := f.openForms()
	f.until("the forms are there", func() bool { return len(f.boxes) == 1 })
	find(f, func(l *ui.List) bool { return l.Length() == 2 }).Select(1)
	if !f.sayings("“Bảng phân công” đang dùng mẫu gốc.") {
		t.Error("nobody says which form is used")
	}
	f.tap("Các ô có thể điền")
	f.tap("Chép danh sách")
	if got := f.opt.App.Clipboard().Content(); got != "{{tasks}}" {
		t.Errorf("copied %q", got)
	}
	f.tap("Đóng")
	v.useFile("/x/wrong.docx")
	f.until("the mistakes are told", func() bool { return len(f.boxes) == 2 })
	find(f, func(l *widget.Label) bool { return strings.Contains(l.Text, "{{#ds}} chưa có ô đóng") })
	f.tap("Đóng")
	if forms.has("tasks") {
		t.Fatal("a form with mistakes is used")
	}
	v.useFile("/x/right.docx")
	f.until("it asks", func() bool { return len(f.boxes) == 2 })
	find(f, func(l *widget.Label) bool {
		return strings.Contains(l.Text, "7 ô điền") && strings.Contains(l.Text, "• {{la}}")
	})
	if forms.has("tasks") {
		t.Fatal("a form is used before a yes")
	}
	f.tap("Dùng mẫu này")
	f.until("it is used", func() bool {
		return forms.has("tasks") && f.sayings("“Bảng phân công” đang dùng mẫu của chi bộ.")
	})
	f.tap("Về mẫu gốc")
	f.tap("Có")
	f.until("it is dropped", func() bool {
		return !forms.has("tasks") && f.sayings("“Bảng phân công” đang dùng mẫu gốc.")
	})
}

func (w *wordForms) has(key string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.own[key]
}
