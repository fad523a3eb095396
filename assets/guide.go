package assets

import (
	"embed"
	"io/fs"
)

//go:embed guide
var guide embed.FS

// Guide returns the user's guide: a page index.html and its pictures, by name.
func Guide() (map[string][]byte, error) {
	out := map[string][]byte{}
	err := fs.WalkDir(guide, "guide", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := guide.ReadFile(path)
		out[d.Name()] = data
		return err
	})
	return out, err
}
