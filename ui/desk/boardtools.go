package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// Tools of the board besides the pen and the marker.
const (
	toolPoint meeting.Tool = "point" // con trỏ
	toolSpot  meeting.Tool = "spot"  // đèn rọi
	toolZoom  meeting.Tool = "zoom"  // phóng to vùng kéo
)

// boardTools are the tools in the order of their keys, 1 to 5.
var boardTools = []meeting.Tool{toolPoint, toolSpot, meeting.Pen, meeting.Marker, toolZoom}

// tools are the buttons below the board. They leave the window's keys to the window.
func (b *board) tools() fyne.CanvasObject {
	d := b.desk
	b.picks = map[meeting.Tool]*ui.Button{}
	picks := container.NewHBox()
	for i, t := range boardTools {
		b.picks[t] = ui.NewButton(d.keys, d.t("desk.board."+string(t))+" ("+string(rune('1'+i))+")", nil, func() { b.choose(t) })
		picks.Add(b.picks[t])
	}
	button := func(word, key string, icon fyne.Resource, do func()) fyne.CanvasObject {
		return ui.NewButton(d.keys, d.t(word)+key, icon, do)
	}
	return container.NewVBox(
		container.NewHBox(picks,
			button("desk.board.undo", " (Z)", theme.ContentUndoIcon(), b.undo),
			button("desk.board.clear", "", theme.DeleteIcon(), b.wipe)),
		container.NewHBox(
			button("desk.page_back", "", theme.NavigateBackIcon(), func() { d.turn(-1) }),
			button("desk.page_on", "", theme.NavigateNextIcon(), func() { d.turn(1) }),
			button("desk.tool.hold", " (F10)", nil, d.hold),
			button("desk.show.blank", " (F6)", nil, d.blank),
			button("desk.tool.page", "", nil, func() { d.setFit(meeting.FitPage) }),
			button("desk.tool.width", "", nil, func() { d.setFit(meeting.FitWidth) })))
}

// choose takes a tool up.
func (b *board) choose(tool meeting.Tool) {
	b.tool = tool
	b.desk.opt.Screen.Point(nil)
	for t, pick := range b.picks {
		want := widget.MediumImportance
		if t == tool {
			want = widget.HighImportance
		}
		if pick.Importance != want {
			pick.Importance = want
			pick.Refresh()
		}
	}
}

// key carries out the letters of the board.
func (b *board) key(r rune) bool {
	if i := int(r - '1'); i >= 0 && i < len(boardTools) {
		b.choose(boardTools[i])
		return true
	}
	if r == 'z' || r == 'Z' {
		b.undo()
		return true
	}
	return false
}

// draws tells whether the tool leaves something on the page.
func (b *board) draws() bool { return b.tool == meeting.Pen || b.tool == meeting.Marker }

func (b *board) undo() { b.desk.do(meeting.UndoStroke{Document: b.doc.ID, Page: b.stage.Page}) }
func (b *board) wipe() { b.desk.do(meeting.ClearStrokes{Document: b.doc.ID, Page: b.stage.Page}) }
