package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"phonghop/assets"
	"phonghop/docs"
	"phonghop/meeting"
	"phonghop/meeting/pack"
	"phonghop/ui/desk"
)

// Files is how files come in and go out at the desk.
type Files struct{ *House }

// take stores a document of the built-in sample.
func (h *House) take(ctx context.Context, name string, data []byte) error {
	_, err := h.library.ImportReader(ctx, name, bytes.NewReader(data), docs.Options{Declared: true})
	return err
}

// OpenMeeting implements the desk's Files. A meeting that is stored here already under
// the same id and of which something was recorded is opened as it is: a file never
// overwrites what was recorded.
func (f Files) OpenMeeting(ctx context.Context, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	got, err := pack.Read(file, info.Size(), pack.DefaultLimits)
	if err != nil {
		return err
	}
	m := got.Meeting
	switch old, err := f.store.Meeting(m.ID); {
	case err == nil && old.Recorded():
		return f.Open(ctx, old.ID)
	case err != nil && !errors.Is(err, meeting.ErrNotFound):
		return err // it is stored, and cannot be read: it is not replaced either
	}
	for i := range m.Documents {
		if err := f.takeFrom(ctx, got, &m.Documents[i]); err != nil {
			return fmt.Errorf("%s: %w", m.Documents[i].Name, err)
		}
	}
	if _, known, err := f.Cell(); err == nil && !known {
		if err := f.SaveCell(cellOf(m)); err != nil {
			return err
		}
	}
	return f.Create(ctx, m)
}

// takeFrom imports a document of a meeting file like any file from outside, and
// believes its bytes rather than what the file says of its pages. Whoever made the
// file declared its scans; marks that can be read are refused all the same.
func (f Files) takeFrom(ctx context.Context, got *pack.File, d *meeting.Document) error {
	r, err := got.Open(d.SHA256)
	if err != nil {
		return err
	}
	defer r.Close()
	opt := docs.Options{Declared: true}
	pages, err := got.Pages(d.SHA256)
	if err != nil {
		return err
	}
	if pages != nil {
		defer pages.Close()
		opt.Pages = pages
	}
	stored, err := f.library.ImportReader(ctx, d.Name, r, opt)
	d.Pages, d.Kind, d.URL, d.Signed = stored.Pages, stored.Kind, stored.URL, stored.Signed
	return err
}

// cellOf returns the cell as a meeting knows it, for a laptop that has none yet.
func cellOf(m *meeting.Meeting) meeting.Cell {
	c := m.Cell
	for _, p := range m.Roll {
		if !p.IsGuest() {
			c.Members = append(c.Members, p)
		}
	}
	return c
}

// SaveMeeting implements the desk's Files.
func (f Files) SaveMeeting(_ context.Context, m *meeting.Meeting, path string) error {
	return whole(path, func(w io.Writer) error {
		original := func(sha string) (io.ReadCloser, error) {
			p, err := f.library.Original(sha)
			if err != nil {
				return nil, err
			}
			return os.Open(p)
		}
		pages := func(sha string) (io.ReadCloser, error) {
			p, ok := f.library.Carried(sha)
			if !ok {
				return nil, nil
			}
			return os.Open(p)
		}
		return pack.Write(w, m, original, pages)
	})
}

// qualityTime bounds the reading of a scoring form.
const qualityTime = 10 * time.Second

// whole writes a file that appears whole or not at all.
func whole(path string, write func(io.Writer) error) error {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".phonghop-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // gone already when all went well
	if err := errors.Join(write(tmp), tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}

// ReadTable implements the desk's Files. Who stands on the cell's roll already keeps
// their id.
func (f Files) ReadTable(ctx context.Context, path string) (desk.Table, error) {
	cell, _, err := f.Cell()
	if err != nil {
		return desk.Table{}, err
	}
	got, problems, err := pack.ReadFile(ctx, f.other, path, cell.Members)
	if err != nil {
		return desk.Table{}, err
	}
	table := desk.Table{Members: got.Members, Items: got.Items, Fields: got.Fields()}
	for _, u := range got.Understood {
		f.tell(u, &table)
	}
	for _, p := range problems {
		if p.Warning {
			table.Warnings = append(table.Warnings, p.Text(f.Words))
		} else {
			table.Problems = append(table.Problems, p.Text(f.Words))
		}
	}
	return table, nil
}

// tell puts into words how a list was understood.
func (f Files) tell(u pack.Understood, table *desk.Table) {
	for _, c := range u.Columns {
		line := f.Words.T("roll.column", "column", c.Column, "heading", c.Heading)
		use := c.Use
		if use == "" {
			use = "none"
		}
		line += ": " + f.Words.T("check.use."+use)
		if c.Use == "" || c.Use == "private" {
			table.Private = append(table.Private, line)
		} else {
			table.Columns = append(table.Columns, line)
		}
	}
	for _, r := range u.Skipped {
		table.Skipped = append(table.Skipped, f.Words.T("roll.skipped", "row", r.Row, "text", r.Text, "why", f.Words.T("check.why."+r.Why)))
	}
}

// WriteTable implements the desk's Files.
func (f Files) WriteTable(path string) error {
	return whole(path, pack.WriteTemplate)
}

// Agenda implements the desk's Files.
func (f Files) Agenda(kind meeting.Kind) []meeting.Item {
	items, err := pack.Agenda(kind)
	if err != nil {
		f.Log.Error("agenda template", "kind", kind, "err", err)
	}
	return items
}

// QualityForm implements the desk's Files.
func (f Files) QualityForm() (meeting.QualityForm, error) { return pack.QualityForm() }

// WriteQualityForm implements the desk's Files.
func (f Files) WriteQualityForm(path string, form meeting.QualityForm) error {
	return whole(path, func(w io.Writer) error { return pack.WriteQuality(w, form) })
}

// ReadQualityForm implements the desk's Files.
func (f Files) ReadQualityForm(ctx context.Context, path string) (meeting.QualityForm, int, error) {
	file, err := os.Open(path)
	if err != nil {
		return meeting.QualityForm{}, 0, err
	}
	defer file.Close()
	ctx, cancel := context.WithTimeout(ctx, qualityTime)
	defer cancel()
	form, err := pack.ReadQuality(ctx, file)
	var row *pack.QualityRowError
	if errors.As(err, &row) {
		return form, row.Row, err
	}
	return form, 0, err
}

// OpenSample implements the desk's Files: the sample opens in a program of its own on
// a data folder of its own.
func (f Files) OpenSample(context.Context) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.Command(self, "-sample", "-lang", f.Words.Lang())
	if err := cmd.Start(); err != nil {
		return err
	}
	go func() { _ = cmd.Wait() }() // so that no zombie is left behind
	return nil
}

// Guide implements the desk's Files: the guide is unpacked beside the data and opened
// in the system's browser.
func (f Files) Guide() (string, error) {
	dir := filepath.Join(f.Dir, "guide")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	files, err := assets.Guide()
	if err != nil {
		return "", err
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			return "", err
		}
	}
	return filepath.Join(dir, "index.html"), nil
}
