package sandbox

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"

	"phonghop/docs/convert"
	"phonghop/docs/kinds"
)

// patience is how many deadlines a conversion may take: a file is converted once, while nobody waits for a page of it.
const patience = 10

// Job says what to make of a file.
type Job struct {
	Format kinds.Format `json:"format"`
	// Title is what a reader program shows for the PDF, and what stands on the card of a film.
	Title string        `json:"title,omitempty"`
	Words convert.Words `json:"words"`
}

// Kind tells what the file is. The last part of name is only asked whether a text is Markdown.
func (c *Client) Kind(ctx context.Context, path, name string) (kinds.Format, error) {
	path, pdf, err := checkAny(path)
	if err != nil {
		return kinds.Format{}, fmt.Errorf("tell the kind: %w", err)
	}
	if pdf {
		f, _ := kinds.ByExt(".pdf")
		return f, nil
	}
	r, _, err := c.converts.ask(ctx, request{Op: opKind, Path: path, Name: name}, patience*c.deadline)
	if err != nil {
		return kinds.Format{}, fmt.Errorf("tell the kind: %w", outgrown(err))
	}
	if r.Format == nil {
		return kinds.Format{}, fmt.Errorf("tell the kind: %w", ErrNotSupported)
	}
	return *r.Format, nil
}

// Convert writes the pages of a picture, a text, a link or a film as PDF into the file out, which must be there.
func (c *Client) Convert(ctx context.Context, path, out string, job Job) error {
	path, _, err := checkAny(path)
	if err == nil {
		out, err = filepath.Abs(out)
	}
	if err != nil {
		return fmt.Errorf("convert: %w", err)
	}
	_, _, err = c.converts.ask(ctx, request{Op: opConvert, Path: path, Out: out, Job: &job}, patience*c.deadline)
	if err != nil {
		return fmt.Errorf("convert: %w", outgrown(err))
	}
	return nil
}

// Unlock writes a copy of a PDF that opens without its password into the file out, which must be there. A password
// that does not fit is [ErrPassword].
func (c *Client) Unlock(ctx context.Context, path, out, password string) error {
	path, err := checkFile(path)
	if err == nil {
		out, err = filepath.Abs(out)
	}
	if err != nil {
		return fmt.Errorf("unlock: %w", err)
	}
	_, _, err = c.pictures.ask(ctx, request{Op: opUnlock, Path: path, Out: out, Password: password}, patience*c.deadline)
	if err != nil {
		return fmt.Errorf("unlock: %w", err)
	}
	return nil
}

// Signed tells whether a PDF bears a digital signature. Whether it is good is not checked.
func (c *Client) Signed(ctx context.Context, path string) (bool, error) {
	path, err := checkFile(path)
	if err != nil {
		return false, fmt.Errorf("look for signatures: %w", err)
	}
	r, _, err := c.pictures.ask(ctx, request{Op: opSigned, Path: path}, c.deadline)
	if err != nil {
		return false, fmt.Errorf("look for signatures: %w", err)
	}
	return r.Signed, nil
}

// outgrown makes the end of a worker in the middle of its work an [ErrTooLarge]: it is a program in Go alone, whose
// panics are caught, so only memory that it does not get ends it.
func outgrown(err error) error {
	if errors.Is(err, ErrWorkerDied) && !errors.Is(err, errNoStart) {
		return fmt.Errorf("%w: %w", ErrTooLarge, err)
	}
	return err
}

// convertEngine tells kinds, converts, and does the tasks of other rooms.
type convertEngine struct{ tasks []Task }

// answer does what is asked. The process ends when a file is done: pictures leave much memory behind, and files come
// in seldom.
func (e convertEngine) answer(req request) (reply, []byte, error) {
	r, body, err := e.do(req)
	r.Last = err != nil || r.Format == nil || r.Format.Kind.Office()
	return r, body, err
}

func (e convertEngine) do(req request) (reply, []byte, error) {
	f, err := openShared(req.Path)
	if err != nil {
		return reply{}, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return reply{}, nil, err
	}
	switch {
	case req.Op == opKind:
		format, err := kinds.Of(f, info.Size(), req.Name)
		return reply{Format: &format}, nil, err
	case req.Op == opTask:
		answer, err := e.run(f, req)
		return reply{}, answer, err
	case req.Op == opConvert && req.Job != nil:
		return reply{}, nil, intoFile(req.Out, func(out *os.File) error {
			return convert.PDF(out, convert.Source{
				R: f, Size: info.Size(), Format: req.Job.Format, Title: req.Job.Title, Words: req.Job.Words,
			})
		})
	}
	return reply{}, nil, fmt.Errorf("question %q to the converter", req.Op)
}

// intoFile writes a file that is there already.
func intoFile(path string, write func(*os.File) error) error {
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_TRUNC, 0)
	if err != nil {
		return err
	}
	err = errors.Join(write(out), out.Close())
	if diskFull(err) {
		return fmt.Errorf("%w: %w", ErrDiskFull, err)
	}
	return err
}

// unlock saves a copy without encryption.
func (p *pictures) unlock(req request) error {
	f, err := openShared(req.Path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	r, err := p.lib.OpenDocument(&requests.OpenDocument{FileReader: f, FileReaderSize: info.Size(), Password: &req.Password})
	if err != nil {
		if err = openError(err); errors.Is(err, ErrEncrypted) {
			return ErrPassword
		}
		return err
	}
	defer func() { _, _ = p.lib.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: r.Document}) }()
	return intoFile(req.Out, func(out *os.File) error {
		_, err := p.lib.FPDF_SaveAsCopy(&requests.FPDF_SaveAsCopy{
			Document: r.Document, Flags: requests.SaveFlagRemoveSecurity, FileWriter: out,
		})
		return err
	})
}

// signed counts signatures that cover bytes of the file; an empty field for one is none.
func (p *pictures) signed(doc references.FPDF_DOCUMENT) (bool, error) {
	count, err := p.lib.FPDF_GetSignatureCount(&requests.FPDF_GetSignatureCount{Document: doc})
	if err != nil {
		return false, err
	}
	for i := range min(count.Count, 1000) {
		s, err := p.lib.FPDF_GetSignatureObject(&requests.FPDF_GetSignatureObject{Document: doc, Index: i})
		if err != nil {
			continue
		}
		covered, err := p.lib.FPDFSignatureObj_GetByteRange(&requests.FPDFSignatureObj_GetByteRange{Signature: s.Signature})
		if err == nil && len(covered.ByteRange) > 0 {
			return true, nil
		}
	}
	return false, nil
}
