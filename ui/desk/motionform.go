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

var (
	votingForms = []meeting.Form{meeting.Hands, meeting.Card, meeting.Ballot}
	thresholds  = []meeting.Threshold{meeting.MoreThanHalf, meeting.TwoThirds, meeting.OwnThreshold}
)

// motionForm takes down how a motion was voted on.
type motionForm struct {
	desk *Desk
	m    meeting.Motion
	old  bool // a result that stands is being corrected

	text        *ui.Entry
	form, needs *ui.Select
	share       *ui.Entry    // of the own threshold, "3/4"
	counts      [4]*ui.Entry // in favour, against, other, not voting
	ballots     [4]*ui.Entry // issued, returned, valid, invalid
	why         *ui.Entry    // ballots are invalid
	team        *several
	reason      *ui.Entry
	recount     *ui.Check
	live        *widget.Label // the result as it is typed
	// What belongs to a ballot, and to an own threshold. Only what is needed lies in extra: a row that is hidden would keep
	// its place.
	ofBallot, ofOwn fyne.CanvasObject
	extra           *fyne.Container
}

// motionForm takes down a vote, or corrects one. One button, and Ctrl+Enter, fill in "all in favour".
func (d *Desk) motionForm(m meeting.Motion) *motionForm {
	f := &motionForm{desk: d, m: m, old: m.ID != ""}
	if !f.old {
		n := d.now.Count()
		f.m = meeting.Motion{ID: meeting.NewID(), Item: d.selected, Form: meeting.Hands, Base: n.Base, Voters: n.Voters}
	}
	box := d.formUntil(d.t("desk.motion"), f.fields(), f.save)
	d.boxes[len(d.boxes)-1].fill = f.allInFavour
	box.Resize(fyne.NewSize(680, min(640, d.win.Canvas().Size().Height-40)))
	f.follow()
	d.win.Canvas().Focus(f.text)
	return f
}

func (f *motionForm) fields() []*widget.FormItem {
	d := f.desk
	f.text = ui.NewArea(d.keys)
	f.text.SetText(f.m.Text)
	f.text.SetMinRowsVisible(2)
	f.form = ui.NewSelect(d.keys, []string{d.t("form.hands"), d.t("form.card"), d.t("form.ballot")}, nil)
	f.form.SetSelectedIndex(max(0, slices.Index(votingForms, f.m.Form)))
	f.needs = ui.NewSelect(d.keys, []string{d.t("threshold.half"), d.t("threshold.two_thirds"), d.t("threshold.own")}, nil)
	f.needs.SetSelectedIndex(max(0, slices.Index(thresholds, f.m.Threshold)))
	f.share = ui.NewEntry(d.keys)
	f.share.SetPlaceHolder("3/4")
	if f.m.Need.Den > 0 {
		f.share.SetText(strconv.Itoa(f.m.Need.Num) + "/" + strconv.Itoa(f.m.Need.Den))
	}
	f.ofOwn = widget.NewForm(widget.NewFormItem(d.t("desk.motion.share"), f.share))
	for i, n := range []int{f.m.InFavour, f.m.Against, f.m.Other, f.m.NotVoting} {
		f.counts[i] = f.number(n, f.old || i > 0)
	}
	f.ballotFields()
	f.extra = container.NewVBox()
	f.reason, f.live = ui.NewEntry(d.keys), widget.NewLabel("")
	f.live.Wrapping = fyne.TextWrapWord
	all := ui.NewButton(d.keys, d.t("desk.motion.all", "n", f.m.Voters)+" (Ctrl+Enter)", theme.ConfirmIcon(), f.allInFavour)
	items := []*widget.FormItem{
		widget.NewFormItem(d.t("desk.motion.text"), f.text),
		widget.NewFormItem(d.t("desk.motion.form"), f.form),
		widget.NewFormItem(d.t("desk.motion.needs"), f.needs),
		widget.NewFormItem("", f.extra),
		widget.NewFormItem("", all),
		widget.NewFormItem(d.t("vote.in_favour"), f.counts[0]),
		widget.NewFormItem(d.t("vote.against"), f.counts[1]),
		widget.NewFormItem(d.t("vote.other"), f.counts[2]),
		widget.NewFormItem(d.t("vote.not_voting"), f.counts[3]),
		widget.NewFormItem("", f.live),
	}
	f.recount = ui.NewCheck(d.keys, "", nil)
	if f.old {
		if n := d.now.CountAt(f.m.At); n.Base != f.m.Base || n.Voters != f.m.Voters {
			f.recount.SetText(d.t("desk.motion.recount", "base", n.Base, "voters", n.Voters))
			items = append(items, widget.NewFormItem("", f.recount))
		}
		items = append(items, widget.NewFormItem(d.t("desk.reason"), f.reason))
	}
	f.share.OnChanged = func(string) { f.follow() }
	f.form.OnChanged = func(string) { f.follow() }
	f.needs.OnChanged = func(string) { f.follow() }
	f.recount.OnChanged = func(bool) { f.follow() }
	for _, e := range append(f.counts[:], f.ballots[:]...) {
		e.OnChanged = func(string) { f.follow() }
	}
	return items
}

func (f *motionForm) number(n int, filled bool) *ui.Entry {
	e := ui.NewEntry(f.desk.keys)
	if filled {
		e.SetText(strconv.Itoa(n))
	}
	return e
}

// ballotFields are who counts, and how many ballots there are.
func (f *motionForm) ballotFields() {
	d := f.desk
	b := meeting.BallotCount{Issued: f.m.Voters}
	if f.m.Count != nil {
		b = *f.m.Count
	}
	f.team = newSeveral(d, b.Team)
	items := []*widget.FormItem{
		widget.NewFormItem("", ui.NewButton(d.keys, d.t("desk.ballot.print"), theme.DocumentPrintIcon(), f.printBallots)),
		widget.NewFormItem(d.t("desk.ballot.team"), f.team.object),
	}
	for i, n := range []int{b.Issued, b.Returned, b.Valid, b.Invalid} {
		f.ballots[i] = f.number(n, f.m.Count != nil || i == 0 || i == 3)
		items = append(items, widget.NewFormItem(d.t([]string{"desk.ballot.issued", "desk.ballot.returned", "desk.ballot.valid", "desk.ballot.invalid"}[i]), f.ballots[i]))
	}
	f.why = ui.NewEntry(d.keys)
	f.why.SetText(b.Why)
	f.ofBallot = widget.NewForm(append(items, widget.NewFormItem(d.t("desk.ballot.why"), f.why))...)
}

// allInFavour fills in that everybody present is in favour.
func (f *motionForm) allInFavour() {
	_, voters := f.frozen()
	n := strconv.Itoa(voters)
	for i, c := range f.counts {
		c.SetText([]string{n, "0", "0", "0"}[i])
	}
	for i, c := range f.ballots {
		c.SetText([]string{n, n, n, "0"}[i])
	}
}

// frozen are the base and the voters on which the result will rest.
func (f *motionForm) frozen() (base, voters int) {
	if f.old && f.recount.Checked {
		n := f.desk.now.CountAt(f.m.At)
		return n.Base, n.Voters
	}
	return f.m.Base, f.m.Voters
}

// read returns the motion as it is typed, or why it cannot be one.
func (f *motionForm) read() (meeting.Motion, error) {
	m := f.m
	m.Base, m.Voters = f.frozen()
	n, err := numbers(f.counts[:])
	if err != nil {
		return m, meeting.ErrNegativeCount
	}
	m.Text = strings.TrimSpace(f.text.Text)
	m.Form, m.Threshold = votingForms[max(0, f.form.SelectedIndex())], thresholds[max(0, f.needs.SelectedIndex())]
	m.InFavour, m.Against, m.Other, m.NotVoting = n[0], n[1], n[2], n[3]
	m.Need, m.Count = meeting.Fraction{}, nil
	if m.Threshold == meeting.OwnThreshold {
		num, den, _ := strings.Cut(strings.ReplaceAll(f.share.Text, " ", ""), "/")
		m.Need.Num, _ = strconv.Atoi(num)
		m.Need.Den, _ = strconv.Atoi(den)
	}
	if m.Form == meeting.Ballot {
		b, err := numbers(f.ballots[:])
		if err != nil {
			return m, meeting.ErrNegativeCount
		}
		m.NotVoting = 0
		m.Count = &meeting.BallotCount{Team: f.team.chosen, Issued: b[0], Returned: b[1], Valid: b[2], Invalid: b[3], Why: strings.TrimSpace(f.why.Text)}
	}
	return m, m.Check()
}

// follow shows what belongs to the form of voting, and the result as it is typed.
func (f *motionForm) follow() {
	m, err := f.read()
	var extra []fyne.CanvasObject
	if m.Threshold == meeting.OwnThreshold {
		extra = append(extra, f.ofOwn)
	}
	if m.Form == meeting.Ballot {
		extra = append(extra, f.ofBallot)
		f.counts[3].Disable() // whoever gives no ballot is counted by those that are returned
	} else {
		f.counts[3].Enable()
	}
	if !slices.Equal(f.extra.Objects, extra) {
		f.extra.Objects = extra
		f.extra.Refresh()
	}
	d := f.desk
	text := d.t("desk.motion.base", "base", m.Base, "voters", m.Voters)
	if err == nil {
		word := "desk.motion.not_passed"
		if m.Passed() {
			word = "desk.motion.passed"
		}
		text += " " + percent(meeting.Share(m.InFavour, m.Base)) + ". " + d.t(word) + "."
	}
	f.live.SetText(text)
}

func (f *motionForm) save() string {
	d := f.desk
	m, err := f.read()
	if err == nil && f.old && strings.TrimSpace(f.reason.Text) == "" {
		err = meeting.ErrReasonNeeded
	}
	if err != nil {
		return d.opt.Errors.Text(err)
	}
	d.do(meeting.RecordMotion{Motion: m, Reason: f.reason.Text, Recount: f.old && f.recount.Checked})
	return ""
}

// printBallots makes the ballots for everybody who may vote, and opens them to be printed.
func (f *motionForm) printBallots() {
	d := f.desk
	text := strings.TrimSpace(f.text.Text)
	if text == "" {
		f.live.SetText(d.opt.Errors.Text(meeting.ErrTitleNeeded))
		return
	}
	var path string
	_, voters := f.frozen()
	d.run(func(ctx context.Context) (err error) {
		path, err = d.opt.Papers.Ballots(ctx, d.opt.Room.Snapshot(), text, voters, d.opt.Papers.DefaultDir())
		return err
	}, func() {
		f.live.SetText(d.t("desk.ballot.printed", "n", voters, "path", path))
		d.openPath(path)
	})
}
