package desk

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
	qrcode "github.com/skip2/go-qrcode"

	"phonghop/meeting"
	"phonghop/ui"
)

// hallView is the room: how phones come in, which are connected, who waits for a
// yes, and who came last, so that heads can be counted.
type hallView struct {
	desk    *Desk
	object  fyne.CanvasObject
	qr      *canvas.Image
	qrOf    string
	address *widget.Label
	phones  *widget.Label
	waiting *fyne.Container
	last    *widget.Label
}

func newHallView(d *Desk) *hallView {
	v := &hallView{
		desk: d, qr: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScalePixels},
		address: widget.NewLabel(""), phones: widget.NewLabel(""), last: widget.NewLabel(""), waiting: container.NewVBox(),
	}
	v.qr.SetMinSize(fyne.NewSize(170, 170))
	v.address.Alignment = fyne.TextAlignCenter
	v.address.TextStyle.Bold = true
	v.address.Wrapping, v.phones.Wrapping, v.last.Wrapping = fyne.TextWrapWord, fyne.TextWrapWord, fyne.TextWrapWord
	poster := ui.NewButton(d.keys, d.t("desk.poster"), theme.DocumentPrintIcon(), d.poster)
	v.object = container.NewVScroll(container.NewVBox(v.qr, v.address, poster, widget.NewSeparator(), v.phones, v.waiting, widget.NewSeparator(), v.last))
	return v
}

func (v *hallView) refresh() {
	d := v.desk
	join := d.opt.Phones.Join()
	v.showQR(join.Address)
	connected := d.opt.Phones.Connected()
	joined := 0
	for _, p := range d.now.Phones {
		if !p.Waiting {
			joined++
		}
	}
	v.phones.SetText(d.t("desk.phones", "connected", len(connected), "joined", joined))
	v.showWaiting()
	var names []string
	for i, p := range d.now.Arrivals() {
		if i == 8 {
			break
		}
		names = append(names, hour(d.now.Attendance[p.ID].Arrived)+"  "+p.Name)
	}
	v.last.SetText(d.t("desk.last_come") + "\n" + strings.Join(names, "\n"))
}

func (v *hallView) showQR(address string) {
	if address == "" {
		v.qr.Hide()
		v.address.SetText(v.desk.t("desk.no_network"))
		return
	}
	v.qr.Show()
	v.address.SetText(address)
	if address == v.qrOf {
		return
	}
	v.qrOf = address
	code, err := qrcode.New(address, qrcode.Medium)
	if err != nil {
		v.qr.Hide()
		return
	}
	v.qr.Image = code.Image(-8)
	v.qr.Refresh()
}

func (v *hallView) showWaiting() {
	d := v.desk
	v.waiting.Objects = v.waiting.Objects[:0]
	waiting := d.now.Waiting()
	if len(waiting) > 1 {
		all := ui.NewButton(d.keys, d.t("desk.admit_all", "n", len(waiting)), theme.ConfirmIcon(), func() { d.do(meeting.AdmitPhone{}) })
		all.Importance = widget.HighImportance
		v.waiting.Add(all)
	}
	for _, p := range waiting {
		name := widget.NewLabel(d.t("desk.waits", "name", d.now.Name(p.Member)))
		name.Wrapping = fyne.TextWrapWord
		yes := ui.NewButton(d.keys, d.t("desk.yes"), theme.ConfirmIcon(), func() { d.do(meeting.AdmitPhone{Tokens: []string{p.Token}}) })
		no := ui.NewButton(d.keys, d.t("desk.no"), theme.CancelIcon(), func() { d.do(meeting.RemovePhone{Token: p.Token}) })
		v.waiting.Add(container.NewBorder(nil, nil, nil, container.NewHBox(yes, no), name))
	}
	v.waiting.Refresh()
	title := d.t("desk.tab.room")
	if len(waiting) > 0 {
		title += " (" + d.t("desk.waiting_count", "n", len(waiting)) + ")"
	}
	if d.side != nil && d.side.Items[1].Text != title {
		d.side.Items[1].Text = title
		d.side.Refresh()
	}
}
