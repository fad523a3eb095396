package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"phonghop/assets/words"
	"phonghop/docs"
	"phonghop/docs/sandbox"
	"phonghop/meeting/pack"
	"phonghop/meeting/paper"
	"phonghop/meeting/store"
	"phonghop/ui"
)

func newErrors(w *words.Words) *ui.Errors { return ui.NewErrors(w, errorWords...) }

// inWords is an error that another program has put into words already.
type inWords string

// Error implements error.
func (e inWords) Error() string { return string(e) }

// export writes the minutes of a stored meeting into a folder.
func (c Command) export(args []string) error {
	var dir, to, id, formats, papers string
	var sample bool
	files, err := flags("export", args, func(fs *flag.FlagSet) {
		fs.StringVar(&dir, "data", "", "")
		fs.BoolVar(&sample, "sample", false, "")
		fs.StringVar(&id, "meeting", "latest", "")
		fs.StringVar(&to, "to", "", "")
		fs.StringVar(&formats, "format", strings.Join(paper.Formats(), ","), "")
		fs.StringVar(&papers, "paper", "minutes", "")
	})
	switch {
	case err != nil:
		return err
	case len(files) > 0:
		return usageError{files[0]}
	case to == "":
		return usageError{"-to"}
	}
	if to, err = filepath.Abs(to); err != nil {
		return err
	}
	if dir, err = folder(dir, sample); err != nil {
		return err
	}
	house, shut, err := quietHouse(dir, time.Now)
	if errors.Is(err, store.ErrInUse) {
		return c.handOver(dir, request{Meeting: id, To: to, Papers: strings.Split(papers, ","), Formats: strings.Split(formats, ",")}, err)
	}
	if err != nil {
		return err
	}
	defer shut()
	out, err := house.export(id, to, strings.Split(papers, ","), strings.Split(formats, ","))
	for _, f := range out {
		fmt.Fprintln(c.Out, f)
	}
	return err
}

// export writes papers of the meeting in the room, or of a stored one; "all" are all that its kind has.
func (h *House) export(id, to string, papers, formats []string) ([]string, error) {
	m := h.Room.Snapshot()
	if m.ID == "" || m.ID != id && id != "latest" {
		var err error
		if m, err = h.Find(id); err != nil {
			return nil, err
		}
	}
	if slices.Contains(papers, "all") {
		papers = nil
		for _, p := range paper.PapersOf(m) {
			papers = append(papers, p.Key)
		}
	}
	return h.forms().Export(context.Background(), to, m, papers, formats)
}

// quietHouse opens a house for a command without windows.
func quietHouse(dir string, clock func() time.Time) (*House, func(), error) {
	log, shutLog := openLog(dir)
	house, err := OpenHouse(dir, "", clock, log)
	if err != nil {
		shutLog()
		return nil, nil, err
	}
	return house, func() {
		if err := house.Close(); err != nil {
			log.Error("close", "err", err)
		}
		shutLog()
	}, nil
}

// render draws one page of a file.
func (c Command) render(args []string) error {
	var page, width int
	var out string
	files, err := flags("render", args, func(fs *flag.FlagSet) {
		fs.IntVar(&page, "page", 1, "")
		fs.IntVar(&width, "width", 1080, "")
		fs.StringVar(&out, "o", "", "")
	})
	switch {
	case err != nil:
		return err
	case len(files) != 1:
		return usageError{"FILE"}
	case out == "":
		return usageError{"-o"}
	case width < 1:
		return usageError{"-width"}
	}
	path, err := filepath.Abs(files[0])
	if err != nil {
		return err
	}
	w := sandbox.New(workerOptions())
	defer w.Close()
	path, clear, err := pagesOf(context.Background(), w, path)
	if err != nil {
		return err
	}
	defer clear()
	img, err := w.Render(context.Background(), path, sandbox.Cut{Page: page, W: width})
	if err != nil {
		return err
	}
	file, err := os.Create(out)
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(file, img), file.Close())
}

// text prints the text of a file, page by page. A page that cannot be read costs
// itself only: it is named on standard error.
func (c Command) text(args []string) error {
	files, err := flags("text", args, func(*flag.FlagSet) {})
	if err != nil {
		return err
	}
	if len(files) != 1 {
		return usageError{"FILE"}
	}
	path, err := filepath.Abs(files[0])
	if err != nil {
		return err
	}
	w := sandbox.New(workerOptions())
	defer w.Close()
	path, clear, err := pagesOf(context.Background(), w, path)
	if err != nil {
		return err
	}
	defer clear()
	pages, err := docs.TextOf(context.Background(), w, path)
	if err != nil {
		return err
	}
	var bad error
	for _, p := range pages {
		if p.Err != nil {
			bad = errors.Join(bad, fmt.Errorf("page %d: %w", p.Number, p.Err))
			continue
		}
		fmt.Fprintln(c.Out, strings.TrimRight(p.Text, "\n"))
	}
	return bad
}

// play plays a script on a meeting in a data folder, as fast as it goes.
func (c Command) play(args []string) error {
	var dir, id string
	var sample bool
	files, err := flags("play", args, func(fs *flag.FlagSet) {
		fs.StringVar(&dir, "data", "", "")
		fs.BoolVar(&sample, "sample", false, "")
		fs.StringVar(&id, "meeting", "latest", "")
	})
	switch {
	case err != nil:
		return err
	case len(files) > 1:
		return usageError{files[1]}
	case len(files) == 0 && !sample:
		return usageError{"SCRIPT"}
	}
	script, err := scriptOf(files)
	if err != nil {
		return err
	}
	if dir, err = folder(dir, sample); err != nil {
		return err
	}
	clock := &Clock{}
	house, shut, err := quietHouse(dir, clock.Now)
	if err != nil {
		return err
	}
	defer shut()
	ctx := context.Background()
	if sample {
		err = house.LoadSample(ctx)
	} else if m, findErr := house.Find(id); findErr == nil {
		err = house.Open(ctx, m.ID)
	} else {
		err = findErr
	}
	if err != nil {
		return err
	}
	if err := Play(ctx, strings.NewReader(script), house.Room, clock); err != nil {
		return err
	}
	m := house.Room.Snapshot()
	n := m.Count()
	fmt.Fprintln(c.Out, house.Words.T("cli.played", "id", m.ID, "title", m.Title, "minutes", m.Duration(), "present", n.Present, "required", n.Required))
	return nil
}

// scriptOf returns the text of the script file, or the sample's own script.
func scriptOf(files []string) (string, error) {
	if len(files) == 0 {
		data, err := pack.SamplePlay()
		return string(data), err
	}
	f, err := os.Open(files[0])
	if err != nil {
		return "", err
	}
	defer f.Close()
	data, err := io.ReadAll(f)
	return string(data), err
}
