package word

import "phonghop/docs/sheet"

// readParagraph reads the properties of a paragraph, and those of the page where a section ends with it.
func readParagraph(p *parser) (out paragraph, page *paper, err error) {
	err = p.each(func(e element) error {
		switch e.name {
		case "pStyle":
			out.style = e.attr("val")
		case "jc":
			out.align = e.attr("val")
		case "outlineLvl":
			out.outline = number(e.attr("val")) + 1
		case "pageBreakBefore":
			out.breaks = e.on()
		case "ind":
			out.first = number(e.attr("firstLine"))
		case "numPr":
			return p.each(func(e element) error {
				switch e.name {
				case "numId":
					out.list = e.attr("val")
				case "ilvl":
					out.level = number(e.attr("val"))
				}
				return p.skip()
			})
		case "sectPr":
			page = &paper{}
			return page.read(p)
		}
		return p.skip()
	})
	return out, page, err
}

// paper is the page of a section in twentieths of a point.
type paper struct{ width, height, top, bottom, left, right int }

// read reads the properties of a section. The last section of a file is the one that counts.
func (s *paper) read(p *parser) error {
	return p.each(func(e element) error {
		switch e.name {
		case "pgSz":
			s.width, s.height = number(e.attr("w")), number(e.attr("h"))
		case "pgMar":
			s.top, s.bottom = number(e.attr("top")), number(e.attr("bottom"))
			s.left, s.right = number(e.attr("left")), number(e.attr("right"))
		}
		return p.skip()
	})
}

// twip is a twentieth of a point in millimetres.
const twip = 25.4 / 72 / 20

// Bounds of a page and of the room within its margins, in millimetres.
const (
	leastPage = 100.0
	mostPage  = 600.0
	leastRoom = 60.0
)

// format is the page for the paper; that of Party papers where the file tells nothing usable.
func (s *paper) format() sheet.Format {
	f := sheet.PartyPage()
	w, h := float64(s.width)*twip, float64(s.height)*twip
	if w < leastPage || h < leastPage || w > mostPage || h > mostPage {
		return f
	}
	f.Width, f.Height = w, h
	top, bottom, left, right := float64(s.top)*twip, float64(s.bottom)*twip, float64(s.left)*twip, float64(s.right)*twip
	if min(left, right) >= 0 && w-left-right >= leastRoom {
		f.Left, f.Right = left, right
	}
	if min(top, bottom) >= 0 && h-top-bottom >= leastRoom {
		f.Top, f.Bottom = max(top, 15), bottom
	}
	return f
}
