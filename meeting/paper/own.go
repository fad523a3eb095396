package paper

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"phonghop/docs/sandbox"
	"phonghop/docs/sheet"
	"phonghop/docs/template"
	"phonghop/meeting"
)

// fillTask is the name of the task that works on a cell's own form.
const fillTask = "fill template"

// MaxTemplate is how many bytes a cell's own form may have.
const MaxTemplate = 2 << 20

// Worker has a worker process work on files.
type Worker interface {
	// Do does the task of that name on the file.
	Do(ctx context.Context, task, path string, question []byte) ([]byte, error)
}

// Verdict says what is in a cell's own form.
type Verdict struct {
	template.Report
	// Lost is what its PDF does not show, but Word does.
	Lost []template.Loss
}

// commission is what the worker is asked: to fill the form with the values and make the files, or to check it by them.
type commission struct {
	Data    template.Data
	Formats []string
	Check   bool
}

// outcome is what the worker answers.
type outcome struct {
	Verdict Verdict
	Files   map[string][]byte
	// Pages are those of the PDF.
	Pages int
	// Wrong is the name of an error in templateErrors, Why its text.
	Wrong, Why string
}

// templateErrors are the errors of a form by the names under which they travel.
var templateErrors = map[string]error{
	"mistakes": template.ErrMistakes, "not": template.ErrNotDOCX, "large": template.ErrTooLarge, "active": template.ErrActive, "external": template.ErrExternal,
}

// FillTemplate is the task of the worker process that fills a cell's own form, or checks it.
func FillTemplate() sandbox.Task { return sandbox.Task{Name: fillTask, Run: fillInWorker} }

func fillInWorker(f *os.File, question []byte) ([]byte, error) {
	var o commission
	if err := json.Unmarshal(question, &o); err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	var out outcome
	if o.Check {
		out.Verdict.Report, err = template.Check(f, info.Size(), o.Data)
	}
	if err == nil && len(out.Verdict.Mistakes) == 0 {
		err = out.fill(f, info.Size(), o)
	}
	if err != nil {
		out.Files, out.Why = nil, err.Error()
		for name, known := range templateErrors {
			if errors.Is(err, known) {
				out.Wrong = name
			}
		}
	}
	return json.Marshal(out)
}

// fill makes the files: Word's by the form itself, the others by reading that one back.
func (o *outcome) fill(r io.ReaderAt, size int64, ask commission) error {
	docx, report, err := template.Fill(r, size, ask.Data)
	if !ask.Check {
		o.Verdict.Report = report
	}
	if err != nil {
		return err
	}
	doc, lost, err := template.Read(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		return err
	}
	o.Verdict.Lost, o.Files = lost, map[string][]byte{}
	if slices.Contains(ask.Formats, PDF) {
		o.Pages = len(sheet.Layout(doc))
	}
	for _, format := range ask.Formats {
		if format == DOCX {
			o.Files[format] = docx
			continue
		}
		write, err := writerOf(format)
		if err != nil {
			return err
		}
		var out bytes.Buffer
		if err := write(&out, doc); err != nil {
			return err
		}
		o.Files[format] = out.Bytes()
	}
	return nil
}

// ask has the worker work on a form.
func ask(ctx context.Context, worker Worker, form []byte, o commission) (outcome, error) {
	var out outcome
	if len(form) > MaxTemplate {
		return out, template.ErrTooLarge
	}
	question, err := json.Marshal(o)
	if err != nil {
		return out, err
	}
	file, err := os.CreateTemp("", "phonghop-*.docx") // the form has no data of the meeting
	if err != nil {
		return out, err
	}
	defer os.Remove(file.Name()) //nolint:errcheck // the system clears its folder
	_, err = file.Write(form)
	if err = errors.Join(err, file.Close()); err != nil {
		return out, err
	}
	answer, err := worker.Do(ctx, fillTask, file.Name(), question)
	switch {
	case errors.Is(err, sandbox.ErrEmpty), errors.Is(err, sandbox.ErrDamaged):
		err = fmt.Errorf("%w: %w", template.ErrNotDOCX, err)
	case errors.Is(err, sandbox.ErrTooLarge), errors.Is(err, sandbox.ErrTimeout):
		err = fmt.Errorf("%w: %w", template.ErrTooLarge, err)
	}
	if err != nil {
		return out, err
	}
	if err := json.Unmarshal(answer, &out); err != nil {
		return out, err
	}
	if out.Why != "" {
		if known := templateErrors[out.Wrong]; known != nil {
			return out, fmt.Errorf("%w: %s", known, out.Why)
		}
		return out, errors.New(out.Why)
	}
	return out, nil
}

// CheckTemplate reads a cell's own form in a worker process and says what is in it. Mistakes in its marks stand in the
// verdict; only a file that cannot be used at all is an error.
func CheckTemplate(ctx context.Context, worker Worker, t Template, form []byte) (Verdict, error) {
	out, err := ask(ctx, worker, form, commission{Data: known(t), Check: true})
	if err != nil {
		return out.Verdict, fmt.Errorf("check template: %w", err)
	}
	return out.Verdict, nil
}

// Forms makes papers by the forms that the cell has in Word, and by the built-in ones where it has none.
type Forms struct {
	Worker Worker
	// Own is the cell's own form; nil where it has none.
	Own func(Template) ([]byte, error)
}

// Preview is a paper as it will be printed.
type Preview struct {
	Title   string
	PDF     []byte
	Pages   int
	Missing int // places that stay open
}

// Preview makes a paper as it will be printed.
func (f Forms) Preview(ctx context.Context, m *meeting.Meeting, key string) (Preview, error) {
	t := TemplateOf(m, key)
	own, err := f.Own(t)
	if err != nil {
		return Preview{}, fmt.Errorf("preview paper: %w", err)
	}
	d, err := Build(m, key)
	if err != nil {
		return Preview{}, err
	}
	if own == nil {
		var pdf bytes.Buffer
		if err := sheet.WritePDF(&pdf, d); err != nil {
			return Preview{}, err
		}
		return Preview{d.Title, pdf.Bytes(), len(sheet.Layout(d)), len(d.Missing())}, nil
	}
	out, err := ask(ctx, f.Worker, own, commission{Data: FieldsOf(m, t), Formats: []string{PDF}})
	if err != nil {
		return Preview{}, fmt.Errorf("preview paper: %s: %w", key, err)
	}
	return Preview{d.Title, out.Files[PDF], out.Pages, len(out.Verdict.Missing)}, nil
}

// Missing counts the places that stay open in a paper.
func (f Forms) Missing(ctx context.Context, m *meeting.Meeting, key string) (int, error) {
	t := TemplateOf(m, key)
	own, err := f.Own(t)
	if err != nil {
		return 0, fmt.Errorf("fill template: %w", err)
	}
	if own == nil {
		d, err := Build(m, key)
		return len(d.Missing()), err
	}
	out, err := ask(ctx, f.Worker, own, commission{Data: FieldsOf(m, t)})
	if err != nil {
		return 0, fmt.Errorf("fill template: %w", err)
	}
	return len(out.Verdict.Missing), nil
}

// Export is [ExportPapers] by the cell's own forms: a Word file is the form filled, and PDF and text follow it. With an
// error in one of the forms nothing is written.
func (f Forms) Export(ctx context.Context, dir string, m *meeting.Meeting, keys, formats []string) ([]string, error) {
	filled := map[string]map[string][]byte{}
	for _, key := range keys {
		t := TemplateOf(m, key)
		own, err := f.Own(t)
		if err != nil {
			return nil, fmt.Errorf("export papers: %w", err)
		}
		if own == nil {
			continue
		}
		out, err := ask(ctx, f.Worker, own, commission{Data: FieldsOf(m, t), Formats: formats})
		if err != nil {
			return nil, fmt.Errorf("export papers: %s: %w", key, err)
		}
		filled[key] = out.Files
	}
	return exportPapers(dir, m, keys, formats, filled)
}
