package sandbox

import (
	"bytes"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"time"
)

// fontRoot is where the renderer looks for fonts.
const fontRoot = "usr/share/fonts"

// fontNames begin the names of the font files that the renderer may see: those that office programs use without
// embedding them, and those that stand in for them. It opens every file in the folder, so a few must do.
var fontNames = []string{
	"times", "arial", "calibri", "cambria", "tahoma", "verdana", "cour", "segoeui", "symbol", "wingding",
	"khmerui", "leelaw", "daunpenh", "liberation", "dejavusans.", "dejavusans-bold.", "dejavuserif.",
	"notosans-", "notoserif-", "notosanskhmer-", "notoserifkhmer-", "notosanssymbols",
}

// fontFS is the disk as the renderer sees it: folders down to one with fonts, and nothing else.
type fontFS struct {
	fonts fs.FS
	// standIns are made when they are opened, by the names of their files.
	standIns map[string]func() ([]byte, error)
}

// newFontFS shows the fonts in dir; none if dir is empty or no folder.
func newFontFS(dir string) fontFS {
	if st, err := os.Stat(dir); err != nil || !st.IsDir() {
		return fontFS{standIns: standInFiles(nil)}
	}
	fonts := os.DirFS(dir)
	return fontFS{fonts: fonts, standIns: standInFiles(fonts)}
}

// Open opens a folder on the way to the fonts, or a font.
func (f fontFS) Open(name string) (fs.File, error) {
	missing := &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	if !fs.ValidPath(name) {
		return nil, missing
	}
	if name == "." || strings.HasPrefix(fontRoot, name+"/") {
		return &folder{name: path.Base(name)}, nil
	}
	below, ok := strings.CutPrefix(name, fontRoot)
	if !ok || below != "" && below[0] != '/' {
		return nil, missing
	}
	below = path.Join(".", strings.TrimPrefix(below, "/"))
	if below == standInDir || path.Dir(below) == standInDir {
		return f.standIn(below)
	}
	if f.fonts == nil {
		if below == "." {
			return &folder{name: path.Base(name), entries: f.root(nil)}, nil
		}
		return nil, missing
	}
	st, err := fs.Stat(f.fonts, below)
	switch {
	case err != nil:
		return nil, missing
	case st.IsDir():
		entries, err := fs.ReadDir(f.fonts, below)
		if err != nil {
			return nil, missing
		}
		entries = slices.DeleteFunc(entries, hidden)
		if below == "." {
			entries = f.root(entries)
		}
		return &folder{name: path.Base(name), entries: entries}, nil
	case !shown(below):
		return nil, missing
	}
	return f.fonts.Open(below)
}

// root adds the folder of the stand-ins to the machine's fonts.
func (f fontFS) root(entries []fs.DirEntry) []fs.DirEntry {
	return append(entries, fs.FileInfoToDirEntry(folderInfo(standInDir)))
}

// standIn opens the folder of the stand-ins, or one of them.
func (f fontFS) standIn(name string) (fs.File, error) {
	if name == standInDir {
		var entries []fs.DirEntry
		for _, file := range slices.Sorted(maps.Keys(f.standIns)) {
			entries = append(entries, fs.FileInfoToDirEntry(fontInfo{name: file}))
		}
		return &folder{name: name, entries: entries}, nil
	}
	made, ok := f.standIns[path.Base(name)]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	font, err := made()
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return fontFile{Reader: bytes.NewReader(font), name: path.Base(name)}, nil
}

// hidden tells whether the renderer does not see a file.
func hidden(e fs.DirEntry) bool { return !e.IsDir() && !shown(e.Name()) }

// shown tells whether a font file is one of those that the renderer sees.
func shown(name string) bool {
	name = strings.ToLower(path.Base(name))
	return slices.ContainsFunc(fontNames, func(begin string) bool { return strings.HasPrefix(name, begin) })
}

// folder is a folder to be listed.
type folder struct {
	name    string
	entries []fs.DirEntry
}

// Stat describes the folder.
func (d *folder) Stat() (fs.FileInfo, error) { return folderInfo(d.name), nil }

// Read fails: a folder has no bytes.
func (d *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: fs.ErrInvalid}
}

// Close does nothing.
func (d *folder) Close() error { return nil }

// ReadDir lists the next entries.
func (d *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(d.entries)
	} else if len(d.entries) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(d.entries))
	next := d.entries[:n]
	d.entries = d.entries[n:]
	return next, nil
}

// folderInfo describes a folder by its name.
type folderInfo string

// Name is the name.
func (i folderInfo) Name() string { return string(i) }

// Size is 0.
func (i folderInfo) Size() int64 { return 0 }

// Mode allows reading only.
func (i folderInfo) Mode() fs.FileMode { return fs.ModeDir | 0o555 }

// ModTime is not known.
func (i folderInfo) ModTime() time.Time { return time.Time{} }

// IsDir is true.
func (i folderInfo) IsDir() bool { return true }

// Sys has nothing to tell.
func (i folderInfo) Sys() any { return nil }
