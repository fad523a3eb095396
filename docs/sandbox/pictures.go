package sandbox

import (
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	pdfiumerrors "github.com/klippa-app/go-pdfium/errors"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
)

const (
	// openPictures is how many documents the renderer keeps open.
	openPictures = 4
	// sizesWithin bounds the time spent on the sizes of pages; the others stay zero.
	sizesWithin = 2 * time.Second
	// maxRead is how many bytes the renderer may have read of a document that is open: it keeps them until the document is
	// closed, and has not room for all of a long one of scans.
	maxRead = 16 << 20
)

// pictures draws pages with pdfium.
type pictures struct {
	lib  pdfium.Pdfium
	docs shelf[references.FPDF_DOCUMENT]
	// read counts what was read of each since it was opened.
	read map[references.FPDF_DOCUMENT]*counted
	// most is how many bytes that may be.
	most int64
	// drawn is the picture sent last; its memory is pdfium's.
	drawn references.FPDF_BITMAP
	// decoded is the scan that was drawn last.
	decoded scan
}

// newPictures starts pdfium, compiled from the cache if there is one.
func newPictures(cacheDir, fontDir string) (*pictures, error) {
	lib, err := startPdfium(cacheDir, fontDir)
	if err != nil && cacheDir != "" {
		// A cache that cannot be read or written costs time, never a page.
		lib, err = startPdfium("", fontDir)
	}
	if err != nil {
		return nil, fmt.Errorf("start renderer: %w", err)
	}
	p := &pictures{lib: lib, read: map[references.FPDF_DOCUMENT]*counted{}, most: maxRead}
	p.docs = shelf[references.FPDF_DOCUMENT]{
		room: openPictures, open: p.open, close: p.close,
		full: func(d references.FPDF_DOCUMENT) bool { return p.read[d].bytes > p.most },
	}
	return p, nil
}

func startPdfium(cacheDir, fontDir string) (pdfium.Pdfium, error) {
	config := wazero.NewRuntimeConfig().WithMemoryLimitPages(wasmPages)
	if cacheDir != "" {
		cache, err := wazero.NewCompilationCacheWithDir(cacheDir)
		if err != nil {
			return nil, err
		}
		config = config.WithCompilationCache(cache)
	}
	pool, err := webassembly.Init(webassembly.Config{
		MinIdle: 1, MaxIdle: 1, MaxTotal: 1,
		// Without one of ours go-pdfium would show the whole disk to the renderer.
		FSConfig:      wazero.NewFSConfig().WithFSMount(newFontFS(fontDir), "/"),
		RuntimeConfig: config,
		Stdout:        io.Discard,
		Stderr:        io.Discard,
	})
	if err != nil {
		return nil, err
	}
	return pool.GetInstance(startDeadline)
}

// answer does what is asked of the renderer.
func (p *pictures) answer(req request) (reply, []byte, error) {
	r, body, err := p.do(req)
	if err != nil && strings.Contains(err.Error(), "wasm") {
		// A trap leaves the renderer's memory as it was at that moment.
		err = fmt.Errorf("%w: %w", errBroken, err)
	}
	return r, body, err
}

func (p *pictures) do(req request) (reply, []byte, error) {
	p.release()
	if req.Op == opUnlock {
		return reply{}, nil, p.unlock(req)
	}
	doc, err := p.docs.get(req.Path)
	if err != nil {
		return reply{}, nil, err
	}
	switch req.Op {
	case opInfo:
		info, err := p.info(doc)
		return reply{Info: info}, nil, err
	case opRender:
		return p.render(doc, req.Cut)
	case opContent:
		part, err := p.content(doc)
		return reply{Cut: Cut{Part: part}}, nil, err
	case opSigned:
		signed, err := p.signed(doc)
		return reply{Signed: signed}, nil, err
	case opOutline, opLinks, opLetters:
		g, err := p.guide(doc, req)
		return reply{Guide: g}, nil, err
	case opText:
		text, err := p.text(doc, req.Page)
		return reply{Text: text}, nil, err
	default:
		return reply{}, nil, fmt.Errorf("question %q to the renderer", req.Op)
	}
}

// open opens a document without reading all of it.
func (p *pictures) open(f *os.File, size int64) (references.FPDF_DOCUMENT, error) {
	c := &counted{ReadSeeker: f}
	r, err := p.lib.OpenDocument(&requests.OpenDocument{FileReader: c, FileReaderSize: size})
	if err != nil {
		return "", openError(err)
	}
	c.bytes = 0 // a damaged document is read as a whole when it is opened
	p.read[r.Document] = c
	return r.Document, nil
}

// close lets a document go.
func (p *pictures) close(d references.FPDF_DOCUMENT) {
	if p.decoded.doc == d {
		p.decoded = scan{}
	}
	delete(p.read, d)
	_, _ = p.lib.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: d})
}

// counted counts the bytes that are read.
type counted struct {
	io.ReadSeeker
	bytes int64
}

// Read implements [io.Reader].
func (c *counted) Read(b []byte) (int, error) {
	n, err := c.ReadSeeker.Read(b)
	c.bytes += int64(n)
	return n, err
}

// openError says why a document does not open. Security that no password lifts, as with certificates, is of no kind
// that is read here.
func openError(err error) error {
	switch {
	case errors.Is(err, pdfiumerrors.ErrPassword):
		return ErrEncrypted
	case errors.Is(err, pdfiumerrors.ErrSecurity):
		return fmt.Errorf("%w: %w", ErrNotSupported, err)
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

// pages counts the pages of a document.
func (p *pictures) pages(doc references.FPDF_DOCUMENT) (int, error) {
	r, err := p.lib.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc})
	switch {
	case err != nil:
		return 0, fmt.Errorf("%w: %w", ErrDamaged, err)
	case r.PageCount < 1:
		return 0, fmt.Errorf("%w: no pages", ErrDamaged)
	case r.PageCount > MaxPages:
		return 0, fmt.Errorf("%w: %d pages", ErrTooLarge, r.PageCount)
	}
	return r.PageCount, nil
}

func (p *pictures) info(doc references.FPDF_DOCUMENT) (*Info, error) {
	n, err := p.pages(doc)
	if err != nil {
		return nil, err
	}
	info := &Info{Pages: n, Sizes: make([]Size, n)}
	begun := time.Now()
	for i := range n {
		if time.Since(begun) > sizesWithin {
			break
		}
		r, err := p.lib.FPDF_GetPageSizeByIndexF(&requests.FPDF_GetPageSizeByIndexF{Document: doc, Index: i})
		if err == nil {
			info.Sizes[i] = Size{Width: float64(r.Size.Width), Height: float64(r.Size.Height)}
		}
	}
	return info, nil
}

// page loads a page; the caller closes it.
func (p *pictures) page(doc references.FPDF_DOCUMENT, number int) (requests.Page, func(), error) {
	n, err := p.pages(doc)
	if err != nil {
		return requests.Page{}, nil, err
	}
	if number < 1 || number > n {
		return requests.Page{}, nil, fmt.Errorf("%w: %d of %d", ErrPageRange, number, n)
	}
	r, err := p.lib.FPDF_LoadPage(&requests.FPDF_LoadPage{Document: doc, Index: number - 1})
	if err != nil {
		return requests.Page{}, nil, fmt.Errorf("%w: page %d: %w", ErrDamaged, number, err)
	}
	return requests.Page{ByReference: &r.Page}, func() {
		_, _ = p.lib.FPDF_ClosePage(&requests.FPDF_ClosePage{Page: r.Page})
	}, nil
}

// render draws a page on white. The body is pdfium's own memory.
func (p *pictures) render(doc references.FPDF_DOCUMENT, cut Cut) (reply, []byte, error) {
	page, done, err := p.page(doc, cut.Page)
	if err != nil {
		return reply{}, nil, err
	}
	defer done()
	size, err := p.lib.GetPageSize(&requests.GetPageSize{Page: page})
	if err != nil {
		return reply{}, nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	f, err := frameOf(size.Width, size.Height, cut)
	if err != nil {
		return reply{}, nil, err
	}
	bitmap, err := p.lib.FPDFBitmap_Create(&requests.FPDFBitmap_Create{Width: f.w, Height: f.h, Alpha: 0})
	if err != nil {
		return reply{}, nil, err
	}
	p.drawn = bitmap.Bitmap
	_, err = p.lib.FPDFBitmap_FillRect(&requests.FPDFBitmap_FillRect{Bitmap: p.drawn, Width: f.w, Height: f.h, Color: 0xffffffff})
	if err != nil {
		return reply{}, nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if buffer, err := p.lib.FPDFBitmap_GetBuffer(&requests.FPDFBitmap_GetBuffer{Bitmap: p.drawn}); err == nil && len(buffer.Buffer) == 4*f.w*f.h {
		p.underlay(doc, page, cut.Page, f, buffer.Buffer)
	}
	_, err = p.lib.FPDF_RenderPageBitmap(&requests.FPDF_RenderPageBitmap{
		Bitmap: p.drawn, Page: page, StartX: -f.x, StartY: -f.y, SizeX: f.pageW, SizeY: f.pageH,
		Rotate: enums.FPDF_PAGE_ROTATION(f.turn),
		Flags:  enums.FPDF_RENDER_FLAG_ANNOT | enums.FPDF_RENDER_FLAG_REVERSE_BYTE_ORDER,
	})
	if err != nil {
		return reply{}, nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	buffer, err := p.lib.FPDFBitmap_GetBuffer(&requests.FPDFBitmap_GetBuffer{Bitmap: p.drawn})
	if err != nil {
		return reply{}, nil, err
	}
	if len(buffer.Buffer) != 4*f.w*f.h {
		return reply{}, nil, fmt.Errorf("picture of %d bytes for %d by %d", len(buffer.Buffer), f.w, f.h)
	}
	return reply{W: f.w, H: f.h}, buffer.Buffer, nil
}

// release frees the picture sent last.
func (p *pictures) release() {
	if p.drawn == "" {
		return
	}
	_, _ = p.lib.FPDFBitmap_Destroy(&requests.FPDFBitmap_Destroy{Bitmap: p.drawn})
	p.drawn = ""
}

// text reads a page as pdfium does, for pages that the text reader cannot read.
func (p *pictures) text(doc references.FPDF_DOCUMENT, number int) (*PageText, error) {
	page, done, err := p.page(doc, number)
	if err != nil {
		return nil, err
	}
	defer done()
	r, err := p.lib.GetPageText(&requests.GetPageText{Page: page})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	if strings.ContainsFunc(r.Text, maybeOld) {
		letters, err := p.letters(page, func(float64, float64, float64, float64) Part { return Part{} })
		if err != nil {
			return nil, err
		}
		r.Text = string(letters.Runes)
	}
	return &PageText{Text: tidy(r.Text), Scan: p.scanned(page)}, nil
}

// scanned tells whether pictures cover most of the page.
func (p *pictures) scanned(page requests.Page) bool {
	size, err := p.lib.GetPageSize(&requests.GetPageSize{Page: page})
	if err != nil {
		return false
	}
	count, err := p.lib.FPDFPage_CountObjects(&requests.FPDFPage_CountObjects{Page: page})
	if err != nil {
		return false
	}
	var covered float64
	for i := range min(count.Count, 1000) {
		object, err := p.lib.FPDFPage_GetObject(&requests.FPDFPage_GetObject{Page: page, Index: i})
		if err != nil {
			continue
		}
		kind, err := p.lib.FPDFPageObj_GetType(&requests.FPDFPageObj_GetType{PageObject: object.PageObject})
		if err != nil || kind.Type != enums.FPDF_PAGEOBJ_IMAGE {
			continue
		}
		b, err := p.lib.FPDFPageObj_GetBounds(&requests.FPDFPageObj_GetBounds{PageObject: object.PageObject})
		if err == nil {
			covered += math.Abs(float64(b.Right-b.Left) * float64(b.Top-b.Bottom))
		}
	}
	return covered >= scanShare*size.Width*size.Height
}
