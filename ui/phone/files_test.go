package phone

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"phonghop/assets/words"
)

// Chrome 80 and Safari 13 do not know these; a linter for them would be one more tool.
var tooNew = map[string]*regexp.Regexp{
	"phone.js": regexp.MustCompile(`\?\.[a-z(\[]|\?\?|\|\|=|&&=|\.at\(|replaceAll|replaceChildren|structuredClone|Promise\.any|allSettled|matchAll|` +
		`requestIdleCallback|submitter|requestSubmit|ResizeObserver|WeakRef|import |localStorage|innerHTML\s*=|eval\(|Object\.fromEntries|\.flat\(|#[a-z]+\(|` +
		`crypto\.|serviceWorker|clipboard|new Function|static \{`),
	"phone.css": regexp.MustCompile(`[^-]gap:|:is\(|:where\(|:has\(|aspect-ratio|\binset:|clamp\(|:focus-visible|@layer|@container|dvh|svh|accent-color|` +
		`scrollbar-gutter|overflow:\s*clip|&|@import|url\(|place-items`),
}

var comments = regexp.MustCompile(`(?s)/\*.*?\*/|(?m)(^|\s)//.*$`)

func TestFilesAreForOldBrowsers(t *testing.T) {
	f := loadFiles(words.Load("vi"))
	total := 0
	for name, data := range f.content {
		total += len(data)
		if re := tooNew[name]; re != nil {
			code := comments.ReplaceAllString(string(data), "")
			if found := re.FindString(code); found != "" {
				t.Errorf("%s: %q", name, found)
			}
		}
	}
	h := newHall(t)
	p := h.phone()
	page := p.get("/").body
	total += len(page)
	t.Logf("first load: %d bytes", total)
	if total > 40_000 {
		t.Errorf("the first load is %d bytes, above 40,000", total)
	}
	if re := regexp.MustCompile(`(src|href|action)="(https?:|//)|<style|<script>|style="| on[a-z]+="`); re.MatchString(page) {
		t.Errorf("the page fetches from elsewhere or has inline code: %q", re.FindString(page))
	}
}

// TestWords holds the page to texts that exist in both languages and are spoken in the
// glossary's words.
func TestWords(t *testing.T) {
	loaded := loadFiles(words.Load("vi"))
	used := regexp.MustCompile(`"(phone\.[a-z_]+)"`)
	var sources []string
	for _, pattern := range []string{"files/*.html", "*.go"} {
		names, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range used.FindAllStringSubmatch(string(data), -1) {
				if _, file := loaded.content[m[1]]; !file {
					sources = append(sources, m[1])
				}
			}
		}
	}
	if len(sources) < 30 {
		t.Fatalf("only %d words found", len(sources))
	}
	for _, lang := range []string{"vi", "en"} {
		w := words.Load(lang)
		for _, key := range sources {
			if !w.Has(key) {
				t.Errorf("%s has no %s", lang, key)
			}
		}
	}
	w := words.Load("vi")
	for _, key := range w.Keys() {
		if strings.HasPrefix(key, "phone.") && !slices.Contains(sources, key) {
			t.Errorf("nothing says %s", key)
		}
		text := w.T(key)
		if strings.HasPrefix(key, "phone.") && regexp.MustCompile(`(?i)(^|\s)(bạn|người dùng|đăng nhập|lỗi|chủ tọa)(\s|$)`).MatchString(text) {
			t.Errorf("%s: %q is not a word of the glossary", key, text)
		}
		if r := []rune(text); strings.HasPrefix(key, "phone.") && unicode.IsLower(r[0]) {
			t.Errorf("%s: %q begins small", key, text)
		}
	}
}
