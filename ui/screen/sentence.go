package screen

import "fyne.io/fyne/v2"

// sentence is a calm text in the middle of the screen, with a heading or without.
type sentence struct {
	head string
	text string
}

func (v sentence) draw(f *frame) {
	f.band()
	width := f.w - 4*f.margin()
	for _, size := range sizes {
		head := face{size: size * f.h, bold: true, colour: letters, align: fyne.TextAlignCenter}
		body := head
		body.bold = false
		heads, wholeHead := balance(v.head, head, width, 3)
		texts, wholeText := balance(v.text, body, width, mostLines-1-len(heads))
		height := float32(len(heads)+len(texts)) * head.line()
		if size > least && (!wholeHead || !wholeText || height > f.h*0.8) {
			continue
		}
		y := f.lines(2*f.margin(), (f.h-height)/2, width, heads, head)
		if len(heads) > 0 {
			y += f.h * 0.03
		}
		f.lines(2*f.margin(), y, width, texts, body)
		return
	}
}
