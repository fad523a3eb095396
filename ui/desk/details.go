package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"phonghop/meeting"
	"phonghop/ui"
)

// detailsForm edits what the head of the minutes says.
func (d *Desk) detailsForm() {
	x := d.now.Details()
	title, topic, place, number := ui.NewEntry(d.keys), ui.NewEntry(d.keys), ui.NewEntry(d.keys), ui.NewEntry(d.keys)
	title.SetText(x.Title)
	topic.SetText(x.Topic)
	place.SetText(x.Place)
	if x.Number > 0 {
		number.SetText(strconv.Itoa(x.Number))
	}
	when := newDateTime(d, x.Planned)
	chair, taker := newPicker(d, x.Chair), newPicker(d, x.MinuteTaker)
	d.formUntil(d.t("desk.details"), []*widget.FormItem{
		widget.NewFormItem(d.t("desk.title"), title),
		widget.NewFormItem(d.t("desk.topic"), topic),
		widget.NewFormItem(d.t("desk.date"), when.day),
		widget.NewFormItem(d.t("desk.time"), when.at),
		widget.NewFormItem(d.t("desk.place"), place),
		widget.NewFormItem(d.t("desk.number"), number),
		widget.NewFormItem(d.t("desk.chair"), chair.object),
		widget.NewFormItem(d.t("desk.minute_taker"), taker.object),
	}, func() string {
		n, err := numbers([]*ui.Entry{number})
		at, ok := when.read()
		switch {
		case err != nil || n[0] < 0:
			return d.t("error.count")
		case !ok:
			return d.t("error.bad_date")
		case strings.TrimSpace(title.Text) == "":
			return d.t("error.title_needed")
		}
		chair.settle()
		taker.settle()
		d.do(meeting.SetDetails{Details: meeting.Details{
			Title: title.Text, Topic: topic.Text, Place: place.Text, Number: n[0],
			Chair: chair.chosen, MinuteTaker: taker.chosen, Planned: at,
		}})
		return ""
	}).Resize(fyne.NewSize(700, 600))
}

// settingsForm edits what is set once on this laptop.
func (d *Desk) settingsForm() {
	set, err := d.opt.Archive.Settings()
	if err != nil {
		d.notice.show(d.opt.Errors.Text(err), true)
		return
	}
	name, key, port := ui.NewEntry(d.keys), ui.NewEntry(d.keys), ui.NewEntry(d.keys)
	name.SetText(set.WifiName)
	key.SetText(set.WifiKey)
	port.SetText(strconv.Itoa(set.Port))
	size := ui.NewSelect(d.keys, []string{"100%", "120%", "140%", "160%"}, nil)
	size.SetSelectedIndex(max(0, slices.Index(letterSizes, d.letterSize())))
	langs := []string{"vi", "en"}
	lang := ui.NewSelect(d.keys, []string{"Tiếng Việt", "English"}, nil)
	lang.SetSelectedIndex(max(0, slices.Index(langs, set.Language)))
	again := widget.NewLabel(d.t("settings.restart"))
	again.SizeName = theme.SizeNameCaptionText
	d.formUntil(d.t("desk.settings"), []*widget.FormItem{
		widget.NewFormItem(d.t("settings.wifi_name"), name),
		widget.NewFormItem(d.t("settings.wifi_key"), key),
		widget.NewFormItem(d.t("settings.text_size"), size),
		widget.NewFormItem(d.t("settings.language"), lang),
		widget.NewFormItem(d.t("settings.port"), port),
		widget.NewFormItem("", again),
	}, func() string {
		n, err := numbers([]*ui.Entry{port})
		if err != nil || n[0] != set.Port && (n[0] < 1024 || n[0] > 65535) {
			return d.t("error.port")
		}
		set.WifiName, set.WifiKey, set.Port = name.Text, key.Text, n[0]
		set.TextSize, set.Language = letterSizes[size.SelectedIndex()], langs[lang.SelectedIndex()]
		d.orders.add(func(context.Context) error {
			if err := d.keepSettings(set); err != nil {
				return err
			}
			d.opt.Post(func() {
				d.opt.App.Settings().SetTheme(ui.NewTheme(set.TextSize))
				d.hall.refresh()
			})
			return nil
		})
		return ""
	})
}

// cellForm sets up the cell: its names on papers and its roll.
func (d *Desk) cellForm() {
	cell, known, err := d.opt.Archive.Cell()
	if err != nil {
		d.notice.show(d.opt.Errors.Text(err), true)
		return
	}
	fields := []struct {
		word, hint string
		value      *string
		entry      *ui.Entry
	}{
		{"cell.name", "CHI BỘ ẤP …", &cell.Name, nil},
		{"cell.short_name", "Chi bộ ấp …", &cell.ShortName, nil},
		{"cell.superior", "ĐẢNG BỘ XÃ …", &cell.Superior, nil},
		{"cell.locality", "…", &cell.Locality, nil},
		{"cell.place", "Trụ sở ấp …", &cell.Place, nil},
	}
	var items []*widget.FormItem
	for i := range fields {
		f := &fields[i]
		f.entry = ui.NewEntry(d.keys)
		f.entry.SetPlaceHolder(f.hint)
		f.entry.SetText(*f.value)
		items = append(items, widget.NewFormItem(d.t(f.word), f.entry))
	}
	number := ui.NewEntry(d.keys)
	number.SetText(strconv.Itoa(cell.Numbers["BB"]))
	count := widget.NewLabel("")
	tell := func() { count.SetText(d.t("cell.members", "n", len(cell.Members))) }
	tell()
	edit := ui.NewButton(d.keys, d.t("cell.edit_roll"), theme.AccountIcon(), func() {
		d.openRoll(func(now meeting.Cell) { cell.Members = now.Members; tell() })
	})
	if !known {
		edit.Hide() // first the cell is stored
	}
	items = append(items, widget.NewFormItem(d.t("cell.last_number"), number), widget.NewFormItem(d.t("cell.roll"), container.NewHBox(count, edit)))
	d.formUntil(d.t("home.cell"), items, func() string {
		n, err := numbers([]*ui.Entry{number})
		if err != nil || n[0] < 0 {
			return d.t("error.count")
		}
		for _, f := range fields {
			*f.value = strings.TrimSpace(f.entry.Text)
		}
		if cell.Name == "" || cell.Superior == "" {
			return d.t("error.title_needed")
		}
		if cell.ShortName == "" {
			cell.ShortName = cell.Name
		}
		d.changeCell(rollOrder{change: func(stored *meeting.Cell) error {
			// Only what stands in the form: the rest may have changed since.
			stored.Name, stored.ShortName, stored.Superior = cell.Name, cell.ShortName, cell.Superior
			stored.Locality, stored.Place = cell.Locality, cell.Place
			if stored.Numbers == nil {
				stored.Numbers = map[string]int{}
			}
			stored.Numbers["BB"] = n[0]
			return nil
		}, done: func(meeting.Cell) { d.home.show() }})
		return ""
	})
}
