package sandbox

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansbolditalic"
	"codeberg.org/go-fonts/liberation/liberationsansitalic"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"codeberg.org/go-fonts/liberation/liberationserifbold"
	"codeberg.org/go-fonts/liberation/liberationserifbolditalic"
	"codeberg.org/go-fonts/liberation/liberationserifitalic"
	"codeberg.org/go-fonts/liberation/liberationserifregular"
)

// The renderer's own fonts have no Vietnamese letters, and it takes them for papers that name Times New Roman or Arial
// without embedding them, unless it finds fonts of just these names. So where the machine has none, fonts with the
// same widths stand in for them under their names.

// standInDir is the folder of the stand-ins below fontRoot.
const standInDir = "phonghop"

// standIn is a family that office programs use without embedding it.
type standIn struct {
	// family is the name in the papers, begin how its files' names begin where the machine has it.
	family, begin string
	// fonts are the faces that stand in for it.
	fonts [4][]byte
}

// families are those for which there are stand-ins; any other is drawn like Arial once that is there. The machine's own Liberation fonts are no choice: those of many systems have no
// Vietnamese letters.
func families() []standIn {
	serif := [4][]byte{
		liberationserifregular.TTF, liberationserifbold.TTF, liberationserifitalic.TTF, liberationserifbolditalic.TTF,
	}
	sans := [4][]byte{
		liberationsansregular.TTF, liberationsansbold.TTF, liberationsansitalic.TTF, liberationsansbolditalic.TTF,
	}
	return []standIn{
		{"Times New Roman", "times", serif},
		{"Cambria", "cambria", serif},
		{"Arial", "arial", sans},
		{"Calibri", "calibri", sans},
	}
}

// styles are the four faces of a family as tables of names call them.
var styles = [4]string{"Regular", "Bold", "Italic", "Bold Italic"}

// standInFiles are the stand-ins that a machine with these fonts needs, by the names of their files.
func standInFiles(fonts fs.FS) map[string]func() ([]byte, error) {
	missing := families()
	if fonts != nil {
		// Folders that cannot be read have no fonts.
		_ = fs.WalkDir(fonts, ".", func(name string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() {
				base := strings.ToLower(path.Base(name))
				missing = slices.DeleteFunc(missing, func(s standIn) bool { return strings.HasPrefix(base, s.begin) })
			}
			return nil
		})
	}
	files := map[string]func() ([]byte, error){}
	for _, s := range missing {
		for i, style := range styles {
			files[fmt.Sprintf("%s-%d.ttf", s.begin, i)] = func() ([]byte, error) { return renamed(s.fonts[i], s.family, style) }
		}
	}
	return files
}

var errFontTable = errors.New("font without a table of names")

// renamed is a TrueType font with another name: its table of names is written anew at its end.
func renamed(font []byte, family, style string) ([]byte, error) {
	const head, entry = 12, 16
	if len(font) < head || len(font) < head+entry*int(binary.BigEndian.Uint16(font[4:])) {
		return nil, errFontTable
	}
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		at := head + entry*i
		if string(font[at:at+4]) != "name" {
			continue
		}
		table := nameTable(family, style)
		out := append(bytes.Clone(font), make([]byte, -len(font)&3)...)
		binary.BigEndian.PutUint32(out[at+8:], uint32(len(out)))
		binary.BigEndian.PutUint32(out[at+12:], uint32(len(table)))
		return append(out, table...), nil
	}
	return nil, errFontTable
}

// nameTable is a table with the names of the family and the face, for Macintosh and for Windows.
func nameTable(family, style string) []byte {
	be := binary.BigEndian
	var records, text []byte
	add := func(platform, encoding, language, id uint16, name []byte) {
		for _, v := range []uint16{platform, encoding, language, id, uint16(len(name)), uint16(len(text))} {
			records = be.AppendUint16(records, v)
		}
		text = append(text, name...)
	}
	wide := func(s string) (b []byte) {
		for _, u := range utf16.Encode([]rune(s)) {
			b = be.AppendUint16(b, u)
		}
		return b
	}
	names := []string{family, style}
	for i, n := range names {
		add(1, 0, 0, uint16(i+1), []byte(n))
	}
	for i, n := range names {
		add(3, 1, 0x0409, uint16(i+1), wide(n))
	}
	count := len(records) / 12
	out := be.AppendUint16(nil, 0)
	out = be.AppendUint16(out, uint16(count))
	out = be.AppendUint16(out, uint16(6+len(records)))
	return append(append(out, records...), text...)
}

// fontFile is a font in memory.
type fontFile struct {
	*bytes.Reader
	name string
}

// Stat implements fs.File.
func (f fontFile) Stat() (fs.FileInfo, error) { return fontInfo{f.name, f.Size()}, nil }

// Close implements fs.File.
func (f fontFile) Close() error { return nil }

// fontInfo describes a font in memory.
type fontInfo struct {
	name string
	size int64
}

// Name is the name.
func (i fontInfo) Name() string { return i.name }

// Size is in bytes.
func (i fontInfo) Size() int64 { return i.size }

// Mode allows reading only.
func (i fontInfo) Mode() fs.FileMode { return 0o444 }

// ModTime is not known.
func (i fontInfo) ModTime() time.Time { return time.Time{} }

// IsDir is false.
func (i fontInfo) IsDir() bool { return false }

// Sys has nothing to tell.
func (i fontInfo) Sys() any { return nil }
