package paper

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// TestForms holds the files of words to the program: every sentence is there, every field has a label, every mark is closed.
func TestForms(t *testing.T) {
	for name, f := range map[string]any{"minutes": words(), "poster": posterWords(), "ballot": ballotWords()} {
		v := reflect.ValueOf(f).Elem()
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() && v.Field(i).IsZero() {
				t.Errorf("%s: no %s", name, v.Type().Field(i).Tag.Get("json"))
			}
		}
	}
	known := map[string]bool{}
	for i := range reflect.TypeFor[form]().NumField() {
		known[reflect.TypeFor[form]().Field(i).Tag.Get("json")] = true
	}
	for _, name := range []string{"minutes", "committee", "extraordinary"} {
		data, err := formFiles.ReadFile("forms/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var all map[string]any
		if err := json.Unmarshal(data, &all); err != nil {
			t.Fatal(err)
		}
		for key, v := range all {
			if !known[key] {
				t.Errorf("%s: %s: a sentence that nothing says", name, key)
			}
			if sentence, ok := v.(string); ok {
				checkSentence(t, name+": "+key, sentence)
			}
		}
	}
}

// checkSentence tells of fields without a label and of marks that are not closed.
func checkSentence(t *testing.T, key, sentence string) {
	t.Helper()
	open := 0
	for _, m := range mark.FindAllStringSubmatch(sentence, -1) {
		switch m[1] {
		case "#", "^":
			open++
		case "/":
			open--
		}
		if words().Labels[m[2]] == "" {
			t.Errorf("%s: field %s has no label", key, m[2])
		}
	}
	if open != 0 {
		t.Errorf("%s: %d marks are not closed", key, open)
	}
}

func TestSay(t *testing.T) {
	f := words()
	for _, c := range []struct {
		sentence string
		v        fields
		want     string
	}{
		{"{{ten}}.", fields{"ten": "Bền"}, "Bền."},
		{"{{ten}}.", nil, "[chưa điền: họ tên]."},
		{"a{{#ten}} ({{ten}}){{/ten}}.", fields{"ten": "Bền"}, "a (Bền)."},
		{"a{{#ten}} ({{ten}}){{/ten}}.", nil, "a."},
		{"a{{^ten}} trống{{/ten}}.", nil, "a trống."},
		{"{{ten}}", fields{"ten": "{{so}} {{#ten}}"}, "{{so}} {{#ten}}"},
	} {
		if got := f.say(c.sentence, c.v); got != c.want {
			t.Errorf("%q with %v: %q, want %q", c.sentence, c.v, got, c.want)
		}
	}
}

func TestSpans(t *testing.T) {
	got := spans(words(), "Chủ trì: [chưa điền: chủ trì], [sic] [chưa điền: x].")
	var marked []string
	for _, s := range got {
		if s.Missing {
			marked = append(marked, s.Text)
		}
	}
	if strings.Join(marked, "|") != "[chưa điền: chủ trì]|[chưa điền: x]" || len(got) != 5 {
		t.Errorf("%+v", got)
	}
}
