package cli

import (
	"context"
	"os"
	"path/filepath"

	qrcode "github.com/skip2/go-qrcode"

	"phonghop/docs/sheet"
	"phonghop/meeting"
	"phonghop/meeting/paper"
	"phonghop/ui"
	"phonghop/ui/desk"
)

// Papers makes papers for the desk.
type Papers struct {
	*House
	Join func() ui.Join // how phones come in now
}

// Lines implements the desk's Papers.
func (p Papers) Lines(m *meeting.Meeting) []desk.Line {
	merged := paper.Merged(m)
	out := make([]desk.Line, len(merged))
	for i, l := range merged {
		out[i] = desk.Line{Key: l.Key, Auto: l.Auto, Text: l.Text, Edited: l.Edited, Stale: l.Stale}
	}
	return out
}

// Export implements the desk's Papers.
func (p Papers) Export(ctx context.Context, m *meeting.Meeting, dir string, formats ...string) ([]string, error) {
	return p.forms().Export(ctx, dir, m, []string{"minutes"}, formats)
}

// ReadBack implements the desk's Papers.
func (p Papers) ReadBack(m *meeting.Meeting) (meeting.Document, error) {
	doc, _, err := p.PaperPages(m, "minutes")
	return doc, err
}

// DropReadBack implements the desk's Papers. One that cannot be removed stays: it is small.
func (p Papers) DropReadBack(sha string) {
	p.Pages.Forget(sha)
	if err := p.library.Remove(sha); err != nil {
		p.Log.Warn("remove a draft", "err", err)
	}
}

// Existing implements the desk's Papers.
func (p Papers) Existing(m *meeting.Meeting, dir string, formats ...string) []string {
	var out []string
	for _, f := range formats {
		path := filepath.Join(dir, paper.FileName(m, f))
		if _, err := os.Stat(path); err == nil {
			out = append(out, path)
		}
	}
	return out
}

// Missing implements the desk's Papers.
func (p Papers) Missing(m *meeting.Meeting) int {
	n, err := p.forms().Missing(context.Background(), m, "minutes")
	if err != nil { // the export itself will say so
		p.Log.Warn("count the open places", "err", err)
	}
	return n
}

// DefaultDir implements the desk's Papers: the user's documents, where people look
// first.
func (p Papers) DefaultDir() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return filepath.Join(p.Dir, "xuat")
	}
	for _, name := range []string{"Documents", "Tài liệu"} {
		if dir := filepath.Join(home, name); isDir(dir) {
			return filepath.Join(dir, "Phong hop khong giay")
		}
	}
	return filepath.Join(home, "Phong hop khong giay")
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// JoinPoster implements the desk's Papers: a PDF of one A4 page.
func (p Papers) JoinPoster(_ context.Context, dir string) (string, error) {
	join := p.Join()
	j := paper.Join{Title: p.Room.Snapshot().Title, WifiName: join.WifiName, WifiKey: join.WifiKey, Address: join.Address}
	var err error
	if j.JoinQR, err = modules(join.Address); err != nil {
		return "", err
	}
	wifi := meeting.Settings{WifiName: join.WifiName, WifiKey: join.WifiKey}
	if j.WifiQR, err = modules(wifi.WifiCode()); err != nil {
		return "", err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	path := filepath.Join(dir, "Trang tham gia.pdf")
	file, err := os.Create(path)
	if err != nil {
		return "", err
	}
	if err := sheet.WritePDF(file, paper.JoinPoster(j)); err != nil {
		_ = file.Close()
		return "", err
	}
	return path, file.Close()
}

// modules returns the black squares of a QR code; nil for no text.
func modules(text string) ([][]bool, error) {
	if text == "" {
		return nil, nil
	}
	code, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return nil, err
	}
	code.DisableBorder = true
	return code.Bitmap(), nil
}
