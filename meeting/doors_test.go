package meeting_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// tags are those of the program's build.
const tags = "x11,migrated_fynedo,noasm"

// What a room must not know, however far down.
const (
	fyne  = "fyne.io/"
	http  = "net/http"
	bbolt = "go.etcd.io/bbolt"
)

// room is a room of the house: which of our rooms it may import, and what it may
// never reach. "*" opens every door.
type room struct {
	doors []string
	never []string
}

// house is the plan of the house. Two things in it are as they are because a library
// makes them so: excelize imports net/http by itself, so meeting/pack and whoever
// imports it cannot be kept from reaching it; pack itself still may not import it.
var house = map[string]room{
	"assets":       {nil, []string{fyne, http, bbolt}},
	"assets/words": {nil, []string{fyne, http, bbolt}},

	"docs":          {[]string{"assets", "docs/sandbox", "docs/convert", "docs/kinds"}, []string{fyne, http, bbolt}},
	"docs/sandbox":  {[]string{"assets", "docs/convert", "docs/kinds", "docs/legacy"}, []string{fyne, http, bbolt}},
	"docs/convert":  {[]string{"docs/kinds", "docs/sheet", "docs/word"}, []string{fyne, http, bbolt}},
	"docs/kinds":    {nil, []string{fyne, http, bbolt}},
	"docs/legacy":   {nil, []string{fyne, http, bbolt}},
	"docs/office":   {[]string{"docs/kinds", "docs/sandbox"}, []string{fyne, http, bbolt}},
	"docs/page":     {[]string{"assets", "docs", "docs/sandbox", "docs/search"}, []string{fyne, http, bbolt}},
	"docs/sheet":    {[]string{"assets", "docs"}, []string{fyne, http, bbolt}},
	"docs/search":   {[]string{"docs"}, []string{fyne, http, bbolt}},
	"docs/template": {[]string{"docs/sheet"}, []string{fyne, http, bbolt}},
	"docs/word":     {[]string{"docs/kinds", "docs/legacy", "docs/sheet"}, []string{fyne, http, bbolt}},
	"docs/testpdf":  {nil, []string{fyne, http, bbolt}},

	"meeting":       {nil, []string{fyne, http, bbolt}},
	"meeting/room":  {[]string{"meeting"}, []string{fyne, http, bbolt}},
	"meeting/store": {[]string{"meeting"}, []string{fyne, http}},
	"meeting/paper": {[]string{"meeting", "docs/sheet", "docs/template", "docs/sandbox", "assets", "assets/words"}, []string{fyne, http, bbolt}},
	"meeting/pack":  {[]string{"meeting", "docs/legacy", "docs/sheet", "docs/sandbox", "assets", "assets/words"}, []string{fyne, bbolt}},

	"ui":                {[]string{"meeting", "meeting/room", "docs/page", "docs/sheet", "assets", "assets/words"}, []string{bbolt}},
	"ui/desk":           {[]string{"meeting", "meeting/room", "docs/page", "docs/sheet", "assets", "assets/words", "ui"}, []string{bbolt}},
	"ui/screen":         {[]string{"meeting", "meeting/room", "docs/page", "docs/sheet", "assets", "assets/words", "ui"}, []string{bbolt}},
	"ui/quick":          {[]string{"meeting", "meeting/room", "assets/words", "ui", "ui/screen"}, []string{bbolt}},
	"ui/clipboard":      {nil, []string{fyne, http, bbolt}},
	"ui/display":        {[]string{"ui"}, []string{bbolt}},
	"ui/display/system": {[]string{"ui/display"}, []string{bbolt}},
	"ui/phone":          {[]string{"meeting", "meeting/room", "assets", "assets/words"}, []string{fyne, bbolt}},
	"ui/cli":            {[]string{"*"}, nil},
	"ui/e2e":            {[]string{"*"}, nil},
	"":                  {[]string{"*"}, nil},
}

// directly are packages that may be imported by these rooms only, whatever libraries
// do further down.
var directly = map[string][]string{
	"net/http":              {"ui/phone"},
	bbolt:                   {"meeting/store"},
	"fyne.io/fyne/v2/app":   {""},
	"github.com/go-gl/glfw": {"ui/display/system"},
}

type listed struct {
	ImportPath string
	Imports    []string
	Deps       []string
}

func TestDoors(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, "phonghop"), "/")
		r, ok := house[name]
		if !ok {
			t.Errorf("%q is no room of the house: give it a door in this test and in the README", name)
			continue
		}
		for _, imp := range p.Imports {
			if ours, ok := strings.CutPrefix(imp, "phonghop/"); ok && !slices.Contains(r.doors, ours) && !slices.Contains(r.doors, "*") {
				t.Errorf("%s has no door to %s", name, ours)
			}
			for what, rooms := range directly {
				if (imp == what || strings.HasPrefix(imp, what+"/")) && !slices.Contains(rooms, name) {
					t.Errorf("%s imports %s, which only %q may", name, imp, rooms)
				}
			}
		}
		for _, never := range r.never {
			for _, dep := range p.Deps {
				if dep == strings.TrimSuffix(never, "/") || strings.HasPrefix(dep, strings.TrimSuffix(never, "/")+"/") {
					t.Errorf("%s reaches %s", name, dep)
					break
				}
			}
		}
	}
}

func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-tags", tags, "-json=ImportPath,Imports,Deps", "phonghop/...")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, &stderr)
	}
	var all []listed
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// longest is how many lines a file may have: more is a sign of two things in one.
const longest = 400

func TestTopLevelAndFileLengths(t *testing.T) {
	allowed := []string{"main.go", "ui", "meeting", "docs", "assets", "go.mod", "go.sum", "FyneApp.toml", "README.md", "LICENSE", "Makefile"}
	out, err := exec.Command("git", "-C", "..", "ls-files").Output()
	if err != nil {
		t.Skipf("not a git checkout: %v", err)
	}
	for _, path := range strings.Fields(string(out)) {
		top, _, _ := strings.Cut(path, "/")
		if !strings.HasPrefix(top, ".") && !slices.Contains(allowed, top) {
			t.Errorf("%s does not belong at the top level", top)
		}
		if filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			continue
		}
		data, err := os.ReadFile(filepath.Join("..", path))
		if errors.Is(err, fs.ErrNotExist) {
			continue // deleted and not committed yet
		}
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(data, []byte("\n")); n > longest {
			t.Errorf("%s has %d lines", path, n)
		}
	}
}
