package words

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestBothLanguagesSayTheSameThings(t *testing.T) {
	vi, en := Load("vi"), Load("en")
	hole := regexp.MustCompile(`\{\w+\}`)
	for _, pair := range [][2]*Words{{vi, en}, {en, vi}} {
		for _, key := range pair[0].Keys() {
			if !pair[1].Has(key) {
				t.Errorf("%s lacks %s", pair[1].Lang(), key)
			}
		}
	}
	for _, key := range vi.Keys() {
		a, b := hole.FindAllString(vi.T(key), -1), hole.FindAllString(en.T(key), -1)
		slices.Sort(a)
		slices.Sort(b)
		if !slices.Equal(slices.Compact(a), slices.Compact(b)) {
			t.Errorf("%s: vi fills %v, en %v", key, a, b)
		}
		if s := vi.T(key); !norm.NFC.IsNormalString(s) || strings.TrimSpace(s) == "" {
			t.Errorf("%s is empty or not in NFC: %q", key, s)
		}
	}
}

// The glossary's "words to avoid".
func TestWordsToAvoid(t *testing.T) {
	avoid := regexp.MustCompile(`(?i)(^|[^\p{L}])(bạn|người dùng|user|bầu chọn|phản đối|trắng phiếu|check-in|share|upload|download|màn hình đen|lỗi hệ thống|exception|đăng nhập)([^\p{L}]|$)`)
	vi := Load("vi")
	for _, key := range vi.Keys() {
		if m := avoid.FindString(regexp.MustCompile(`\{\w+\}`).ReplaceAllString(vi.T(key), "")); m != "" {
			t.Errorf("%s says %q: %s", key, m, vi.T(key))
		}
	}
}

func TestUnknownKeysAndHoles(t *testing.T) {
	w := Load("xx")
	if w.Lang() != Default || w.T("no.such.key") != "no.such.key" {
		t.Errorf("%s, %q", w.Lang(), w.T("no.such.key"))
	}
	if got := w.T("error.tally", "a", 2, "b", 3); !strings.Contains(got, "(2)") || !strings.Contains(got, "(3)") {
		t.Errorf("not filled: %q", got)
	}
}

// Every key that the code names stands in the words.
func TestKeysInCodeExist(t *testing.T) {
	w := Load(Default)
	call := regexp.MustCompile(`(?:\.|\b)[tT]\(\s*"([a-z_]+(?:\.[a-z0-9_]+)+)"`)
	named := regexp.MustCompile(`Key: +"([a-z_]+(?:\.[a-z0-9_]+)+)"`)
	found := 0
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, re := range []*regexp.Regexp{call, named} {
			for _, m := range re.FindAllStringSubmatch(string(data), -1) {
				found++
				if !w.Has(m[1]) {
					t.Errorf("%s names %q, which has no words", path, m[1])
				}
			}
		}
		return nil
	})
	if err != nil || found < 200 {
		t.Errorf("%d keys found in the code, %v", found, err)
	}
}
