// Package words holds every text that the interface shows, in vi.json and en.json,
// and the way to them. It knows no toolkit: the windows feed Fyne's own words from
// [Words.Fyne], the phone page and the command line read the same files.
package words

import (
	"embed"
	"encoding/json"
	"fmt"
	"strings"
)

//go:embed vi.json en.json
var files embed.FS

// Default is the language of the interface, whatever the system's is.
const Default = "vi"

// fynePrefix marks the toolkit's own words; behind it stands Fyne's key.
const fynePrefix = "fyne."

// Words are the texts of one language.
type Words struct {
	lang string
	text map[string]string
}

// Load returns the texts of a language, "vi" or "en"; anything else is the default.
func Load(lang string) *Words {
	if lang != "en" {
		lang = Default
	}
	data, err := files.ReadFile(lang + ".json")
	w := &Words{lang: lang}
	if err == nil {
		err = json.Unmarshal(data, &w.text)
	}
	if err != nil {
		panic(fmt.Sprintf("words: %s.json: %v", lang, err)) // a broken build, seen by the first test
	}
	return w
}

// Lang returns the language, "vi" or "en".
func (w *Words) Lang() string { return w.lang }

// T returns the text of a key. Names in braces are filled from pairs of name and
// value: T("page", "n", 3). An unknown key is shown as itself.
func (w *Words) T(key string, pairs ...any) string {
	s, ok := w.text[key]
	if !ok {
		return key
	}
	if len(pairs) == 0 {
		return s
	}
	fill := make([]string, 0, len(pairs))
	for i := 0; i+1 < len(pairs); i += 2 {
		fill = append(fill, "{"+fmt.Sprint(pairs[i])+"}", fmt.Sprint(pairs[i+1]))
	}
	return strings.NewReplacer(fill...).Replace(s)
}

// Has tells whether the language has a text for the key.
func (w *Words) Has(key string) bool {
	_, ok := w.text[key]
	return ok
}

// Keys returns all keys, in no order.
func (w *Words) Keys() []string {
	out := make([]string, 0, len(w.text))
	for k := range w.text {
		out = append(out, k)
	}
	return out
}

// Fyne returns the toolkit's own words as a Fyne translation file.
func (w *Words) Fyne() []byte {
	own := map[string]string{}
	for k, v := range w.text {
		if name, ok := strings.CutPrefix(k, fynePrefix); ok {
			own[name] = v
		}
	}
	data, _ := json.Marshal(own) // strings always marshal
	return data
}
