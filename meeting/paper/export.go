package paper

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"phonghop/docs/sheet"
	"phonghop/meeting"
)

// The formats of a file of minutes.
const (
	DOCX = "docx"
	PDF  = "pdf"
	TXT  = "txt"
)

// The refusals of an export.
var (
	// ErrFormat is a format that this program does not write.
	ErrFormat = errors.New("unknown format")
	// ErrNoPaper is a paper that this program does not make.
	ErrNoPaper = errors.New("unknown paper")
	// ErrFileOpen is a file that another program holds open. Nothing was changed.
	ErrFileOpen = errors.New("the file is open in another program")
)

// Formats are the formats that [Export] writes.
func Formats() []string { return []string{DOCX, PDF, TXT} }

// FileName is the name under which the minutes are written: the day first, so that a folder sorts by time, and no letters
// that a memory stick or an old archive program could spoil.
func FileName(m *meeting.Meeting, format string) string {
	f, at := wordsOf(m.Kind), day(m)
	sentence := f.FileRegular
	if m.Kind == meeting.Thematic {
		sentence = f.FileThematic
	}
	return f.say(sentence, fields{
		"ngay_iso": at.Format("2006-01-02"), "thang": at.Format("01"), "nam": at.Format("2006"), "quy": fmt.Sprint(quarter(at)),
	}) + "." + format
}

// Export writes the minutes into a folder, which is made if need be, in each of the formats, and returns the files. A file
// of the same name is replaced in one step; it is either the old one or the new one, never half of one. A file that is open
// in Word or LibreOffice is left as it is ([ErrFileOpen]), and the files written before it are returned with the error.
func Export(dir string, m *meeting.Meeting, formats []string) ([]string, error) {
	return ExportPapers(dir, m, []string{"minutes"}, formats)
}

// ExportPapers writes papers, by their keys, as [Export] writes the minutes.
func ExportPapers(dir string, m *meeting.Meeting, keys, formats []string) ([]string, error) {
	return exportPapers(dir, m, keys, formats, nil)
}

// exportPapers writes papers: those that are made already as they are, by key and format, and the others by the built-in
// forms.
func exportPapers(dir string, m *meeting.Meeting, keys, formats []string, made map[string]map[string][]byte) ([]string, error) {
	for _, format := range formats {
		if _, err := writerOf(format); err != nil {
			return nil, fmt.Errorf("export papers: %q: %w", format, err)
		}
	}
	docs := make([]sheet.Doc, len(keys))
	for i, key := range keys {
		var err error
		if docs[i], err = Build(m, key); err != nil {
			return nil, fmt.Errorf("export papers: %w", err)
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("export papers: %w", err)
	}
	var done []string
	for i, key := range keys {
		for _, format := range formats {
			write := func(w io.Writer) error {
				if files, ok := made[key]; ok {
					_, err := w.Write(files[format])
					return err
				}
				write, err := writerOf(format)
				if err != nil {
					return err
				}
				return write(w, docs[i])
			}
			name := filepath.Join(dir, PaperFile(m, key, format))
			if err := replace(name, write); err != nil {
				return done, fmt.Errorf("export papers: %s: %w", name, err)
			}
			done = append(done, name)
		}
	}
	return done, nil
}

// PaperFile is the name under which a paper is written, made like that of the minutes ([FileName]).
func PaperFile(m *meeting.Meeting, key, format string) string {
	day := day(m).Format(time.DateOnly)
	switch key {
	case BallotPapers:
		return day + " Phieu bieu quyet." + format
	case CountingMinutes:
		return day + " Bien ban kiem phieu." + format
	}
	f, ok := paperForms()[key]
	if !ok {
		return FileName(m, format)
	}
	return f.words.say(f.File, ValuesOf(m).Fields) + "." + format
}

func writerOf(format string) (func(io.Writer, sheet.Doc) error, error) {
	switch format {
	case DOCX:
		return sheet.WriteDOCX, nil
	case PDF:
		return sheet.WritePDF, nil
	case TXT:
		return writeWindowsText, nil
	}
	return nil, ErrFormat
}

// writeWindowsText writes plain text with the line ends that every Windows editor understands.
func writeWindowsText(w io.Writer, d sheet.Doc) error {
	var b bytes.Buffer
	if err := sheet.WriteText(&b, d); err != nil {
		return err
	}
	_, err := w.Write(bytes.ReplaceAll(b.Bytes(), []byte("\n"), []byte("\r\n")))
	return err
}

// replace writes a file beside the old one, flushes it to the disk, and puts it in the old one's place.
func replace(name string, write func(io.Writer) error) (err error) {
	if held(name) {
		return ErrFileOpen
	}
	temp, err := os.CreateTemp(filepath.Dir(name), ".phonghop-*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = temp.Close()
			_ = os.Remove(temp.Name())
		}
	}()
	if err = write(temp); err != nil {
		return err
	}
	if err = temp.Chmod(0o644); err != nil && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	if err = temp.Sync(); err != nil {
		return err
	}
	if err = temp.Close(); err != nil {
		return err
	}
	if err = os.Rename(temp.Name(), name); err != nil && exists(name) {
		return fmt.Errorf("%w: %w", ErrFileOpen, err) // Windows refuses to replace a file that is open
	}
	return err
}

// held tells whether an office program has the file open. Where the system itself would let the file be replaced, the
// programs leave a file of their own beside it: Word "~$…", with the first two letters of a long name cut, and LibreOffice
// ".~lock.…#".
func held(name string) bool {
	dir, base := filepath.Split(name)
	if exists(filepath.Join(dir, ".~lock."+base+"#")) {
		return true
	}
	if !strings.HasSuffix(base, "."+DOCX) {
		return false
	}
	return exists(filepath.Join(dir, "~$"+base)) || len(base) > 2 && exists(filepath.Join(dir, "~$"+base[2:]))
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return !errors.Is(err, fs.ErrNotExist)
}
