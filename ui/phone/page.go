package phone

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"html/template"
	"maps"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"phonghop/assets/words"
)

//go:embed files
var embedded embed.FS

// files are the page's parts, ready to be sent.
type files struct {
	page    *template.Template
	content map[string][]byte // by file name
	version string            // changes when a file does, so that phones may keep them
}

var mimes = map[string]string{
	".css": "text/css; charset=utf-8",
	".js":  "text/javascript; charset=utf-8",
	".svg": "image/svg+xml",
}

func loadFiles(w *words.Words) files {
	f := files{content: map[string][]byte{
		"phone.css": read("phone.css"),
		"star.svg":  read("star.svg"),
		"phone.js": slices.Concat([]byte("(function () {\n'use strict';\n"),
			read("1-pages.js"), read("2-pictures.js"), read("3-changes.js"), []byte("})();\n")),
	}}
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(f.content)) {
		_, _ = sum.Write(f.content[name])
	}
	f.version = hex.EncodeToString(sum.Sum(nil)[:6])
	f.page = template.Must(template.New("").Funcs(template.FuncMap{
		"t":       w.T,
		"file":    func(name string) string { return "/files/" + name + "?" + f.version },
		"sources": sources,
		"address": pageURL,
		"read":    readURL,
	}).ParseFS(embedded, "files/*.html"))
	return f
}

func read(name string) []byte {
	data, err := embedded.ReadFile("files/" + name)
	if err != nil {
		panic(fmt.Sprintf("phone: %v", err)) // a broken build, seen by the first test
	}
	return data
}

// pageURL is the address of a page as a picture.
func pageURL(p pictureView, width int) string {
	return fmt.Sprintf("/page/%s/%d/%d", url.PathEscape(p.Document), p.Page, width)
}

// sources lets the browser choose the width that fits its own and its density.
func sources(p pictureView) string {
	var b strings.Builder
	for i, w := range widths {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s %dw", pageURL(p, w), w)
	}
	return b.String()
}

// write sends a page.
func (s *Server) write(w http.ResponseWriter, r *http.Request, status int, v view) {
	v.TextSize = textSizeOf(r)
	var b bytes.Buffer
	if err := s.files.page.ExecuteTemplate(&b, "page", v); err != nil {
		s.log.Error("phone page", "kind", v.Kind, "error", err)
		http.Error(w, "the page cannot be made", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes())
}

// file sends the style sheet, the script or the icon.
func (s *Server) file(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	data, ok := s.files.content[name]
	if !ok {
		s.notFound(w, r)
		return
	}
	w.Header().Set("Content-Type", mimes[path.Ext(name)])
	if r.URL.RawQuery == s.files.version {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	_, _ = w.Write(data)
}
