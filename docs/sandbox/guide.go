package sandbox

import (
	"context"
	"fmt"
	"math"

	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/responses"

	"phonghop/docs/legacy"
)

// Bounds of what a document may tell of itself.
const (
	maxHeadings = 2000
	maxTitle    = 200 // letters
	maxLevel    = 8
	maxLinks    = 500
	maxRunes    = 50_000
)

// Heading is a line of a document's outline.
type Heading struct {
	Title string `json:"title"`
	// Page counts from 1.
	Page int `json:"page"`
	// Level is 0 for the headings at the top.
	Level int `json:"level"`
}

// Link is a place of a page that leads to another page of the document.
type Link struct {
	// Part is where it lies on the page, which is not turned.
	Part Part `json:"part"`
	// Page counts from 1.
	Page int `json:"page"`
}

// Letters is the text of a page as the renderer sees it, with the place of each letter on the page, which is not turned.
type Letters struct {
	Runes []rune `json:"runes"`
	// Places has one for each rune; zero for line ends and spaces that are not printed.
	Places []Part `json:"places"`
}

// guide is what a document tells of itself for those who look for a place in it.
type guide struct {
	Headings []Heading `json:"headings,omitempty"`
	Links    []Link    `json:"links,omitempty"`
	Letters  *Letters  `json:"letters,omitempty"`
}

// Outline returns a document's outline, empty where there is none.
func (c *Client) Outline(ctx context.Context, path string) ([]Heading, error) {
	g, err := c.ask(ctx, path, request{Op: opOutline})
	return g.Headings, err
}

// Links returns the links of a page, counted from 1, to other pages.
func (c *Client) Links(ctx context.Context, path string, page int) ([]Link, error) {
	g, err := c.ask(ctx, path, request{Op: opLinks, Page: page})
	return g.Links, err
}

// Letters returns the letters of a page, counted from 1, with their places.
func (c *Client) Letters(ctx context.Context, path string, page int) (Letters, error) {
	g, err := c.ask(ctx, path, request{Op: opLetters, Page: page})
	if err != nil || g.Letters == nil {
		return Letters{}, err
	}
	if len(g.Letters.Runes) != len(g.Letters.Places) {
		return Letters{}, fmt.Errorf("letters of page %d: %w", page, ErrWorkerDied)
	}
	return *g.Letters, nil
}

// ask asks the renderer something that it answers without a picture.
func (c *Client) ask(ctx context.Context, path string, req request) (guide, error) {
	path, err := checkFile(path)
	if err == nil {
		req.Path = path
		var r reply
		if r, _, err = c.pictures.ask(ctx, req, c.deadline); err == nil && r.Guide != nil {
			return *r.Guide, nil
		}
	}
	if err != nil {
		err = fmt.Errorf("%s of document: %w", req.Op, err)
	}
	return guide{}, err
}

// guide answers what a document tells of itself.
func (p *pictures) guide(doc references.FPDF_DOCUMENT, req request) (*guide, error) {
	if req.Op == opOutline {
		r, err := p.lib.GetBookmarks(&requests.GetBookmarks{Document: doc})
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		return &guide{Headings: headings(nil, r.Bookmarks, 0)}, nil
	}
	page, done, err := p.page(doc, req.Page)
	if err != nil {
		return nil, err
	}
	defer done()
	onto, err := p.onto(page)
	if err != nil {
		return nil, err
	}
	if req.Op == opLinks {
		return &guide{Links: p.links(doc, page, onto)}, nil
	}
	letters, err := p.letters(page, onto)
	return &guide{Letters: letters}, err
}

func headings(list []Heading, from []responses.GetBookmarksBookmark, level int) []Heading {
	for _, b := range from {
		dest := b.DestInfo
		if dest == nil && b.ActionInfo != nil {
			dest = b.ActionInfo.DestInfo
		}
		if len(list) >= maxHeadings || level > maxLevel {
			return list
		}
		if title := []rune(tidy(b.Title)); dest != nil && dest.PageIndex >= 0 && len(title) > 0 {
			list = append(list, Heading{Title: string(title[:min(len(title), maxTitle)]), Page: dest.PageIndex + 1, Level: level})
		}
		list = headings(list, b.Children, level+1)
	}
	return list
}

// placing turns a rectangle in the page's own points into a part of the page as it is seen.
type placing func(left, bottom, right, top float64) Part

// onto finds out how the page's own points lie on what is seen of it: it may be turned, or cut.
func (p *pictures) onto(page requests.Page) (placing, error) {
	const side = 1 << 20
	at := func(x, y float64) (float64, float64, error) {
		r, err := p.lib.FPDF_PageToDevice(&requests.FPDF_PageToDevice{Page: page, SizeX: side, SizeY: side, PageX: x, PageY: y})
		if err != nil {
			return 0, 0, fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		return float64(r.DeviceX) / side, float64(r.DeviceY) / side, nil
	}
	const far = 1000
	x0, y0, err := at(0, 0)
	if err != nil {
		return nil, err
	}
	xr, yr, err := at(far, 0)
	if err != nil {
		return nil, err
	}
	xu, yu, err := at(0, far)
	if err != nil {
		return nil, err
	}
	point := func(x, y float64) (float64, float64) {
		return x0 + ((xr-x0)*x+(xu-x0)*y)/far, y0 + ((yr-y0)*x+(yu-y0)*y)/far
	}
	return func(left, bottom, right, top float64) Part {
		ax, ay := point(left, bottom)
		bx, by := point(right, top)
		return Part{X: min(ax, bx), Y: min(ay, by), W: math.Abs(bx - ax), H: math.Abs(by - ay)}
	}, nil
}

// links are the links of a page to other pages of the document.
func (p *pictures) links(doc references.FPDF_DOCUMENT, page requests.Page, onto placing) []Link {
	var list []Link
	for next := 0; len(list) < maxLinks; {
		r, err := p.lib.FPDFLink_Enumerate(&requests.FPDFLink_Enumerate{Page: page, StartPos: next})
		if err != nil || r.Link == nil || r.NextStartPos == nil || *r.NextStartPos <= next {
			return list
		}
		next = *r.NextStartPos
		to := p.target(doc, *r.Link)
		rect, err := p.lib.FPDFLink_GetAnnotRect(&requests.FPDFLink_GetAnnotRect{Link: *r.Link})
		if to > 0 && err == nil && rect.Rect != nil {
			b := rect.Rect
			list = append(list, Link{Page: to, Part: onto(float64(b.Left), float64(b.Bottom), float64(b.Right), float64(b.Top))})
		}
	}
	return list
}

// target is the page that a link leads to; 0 for one that leads elsewhere.
func (p *pictures) target(doc references.FPDF_DOCUMENT, link references.FPDF_LINK) int {
	var dest *references.FPDF_DEST
	if d, err := p.lib.FPDFLink_GetDest(&requests.FPDFLink_GetDest{Document: doc, Link: link}); err == nil {
		dest = d.Dest
	}
	if dest == nil {
		action, err := p.lib.FPDFLink_GetAction(&requests.FPDFLink_GetAction{Link: link})
		if err != nil || action.Action == nil {
			return 0
		}
		kind, err := p.lib.FPDFAction_GetType(&requests.FPDFAction_GetType{Action: *action.Action})
		if err != nil || kind.Type != enums.FPDF_ACTION_ACTION_GOTO {
			return 0
		}
		if d, err := p.lib.FPDFAction_GetDest(&requests.FPDFAction_GetDest{Document: doc, Action: *action.Action}); err == nil {
			dest = d.Dest
		}
	}
	if dest == nil {
		return 0
	}
	index, err := p.lib.FPDFDest_GetDestPageIndex(&requests.FPDFDest_GetDestPageIndex{Document: doc, Dest: *dest})
	if err != nil || index.Index < 0 {
		return 0
	}
	return index.Index + 1
}

// letters are the letters of a page with their places.
func (p *pictures) letters(page requests.Page, onto placing) (*Letters, error) {
	text, err := p.lib.FPDFText_LoadPage(&requests.FPDFText_LoadPage{Page: page})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	defer func() { _, _ = p.lib.FPDFText_ClosePage(&requests.FPDFText_ClosePage{TextPage: text.TextPage}) }()
	n, err := p.lib.FPDFText_CountChars(&requests.FPDFText_CountChars{TextPage: text.TextPage})
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	var out Letters
	var index []int
	for i := range min(n.Count, maxRunes) {
		u, err := p.lib.FPDFText_GetUnicode(&requests.FPDFText_GetUnicode{TextPage: text.TextPage, Index: i})
		if err != nil || u.Unicode == 0 || u.Unicode > 0x10ffff {
			continue
		}
		var place Part
		if b, err := p.lib.FPDFText_GetCharBox(&requests.FPDFText_GetCharBox{TextPage: text.TextPage, Index: i}); err == nil && b.Right > b.Left {
			place = onto(b.Left, b.Bottom, b.Right, b.Top)
		}
		out.Runes = append(out.Runes, rune(u.Unicode))
		out.Places = append(out.Places, place)
		index = append(index, i)
	}
	old := &oldFonts{p: p, page: text.TextPage, known: map[string]legacy.Encoding{}}
	out = old.decoded(out, index)
	return &out, nil
}
