package desk

import (
	"phonghop/meeting"
)

// follow brings changes of the room to the window.
func (d *Desk) follow() {
	for {
		select {
		case <-d.ctx.Done():
			return
		case <-d.watch.Ready():
			e := d.watch.Take()
			d.opt.Post(func() { d.refresh(e.Topics) })
		}
	}
}

// refresh shows what changed.
func (d *Desk) refresh(topics meeting.Topic) {
	before := d.now
	d.now = d.opt.Room.Snapshot()
	if d.now.ID != before.ID {
		d.notes.typing.drop()
		d.end.typing.drop()
	}
	if topics&meeting.TopicOpened != 0 {
		topics = ^meeting.Topic(0)
		d.keep(false)
		d.reading = reading{last: map[string]meeting.Stage{}}
		d.selected, d.lastDoc, d.dark = d.now.Current, meeting.Stage{}, meeting.Stage{}
		if s := d.opt.Room.Stage(); s.Show == meeting.ShowPage {
			d.lastDoc, d.reading.last[s.Document] = s, s
		}
	}
	if d.now.ID == "" {
		d.body.Hide()
		d.home.show()
		return
	}
	d.home.hide()
	d.body.Show()
	if d.now.Current != before.Current && d.now.Current != "" {
		d.selected = d.now.Current
	}
	if d.now.ItemIndex(d.selected) < 0 && len(d.now.Items) > 0 {
		d.selected = d.now.Items[0].ID
	}
	if d.now.Phase == meeting.Ended && before.Phase != meeting.Ended && before.ID == d.now.ID {
		d.notice.offer(d.t("desk.ended_notice", "at", hour(d.now.Ended)), false, d.t("desk.export"), d.export)
	}
	const agendaLike = meeting.TopicAgenda | meeting.TopicPhase | meeting.TopicRoll
	if topics&(agendaLike|meeting.TopicAttendance|meeting.TopicStage) != 0 {
		d.bar.refresh()
	}
	if topics&agendaLike != 0 {
		d.agenda.refresh()
		d.notes.refresh()
	}
	if topics&(agendaLike|meeting.TopicDocuments|meeting.TopicStage) != 0 {
		d.stage.refresh()
		d.docs.refresh()
	}
	if topics&meeting.TopicInk != 0 && d.board != nil {
		d.board.refresh()
	}
	if topics&(meeting.TopicMinutes|meeting.TopicRoll) != 0 {
		d.notes.refresh()
		d.end.refresh()
		d.review.refresh()
	}
	if topics&(meeting.TopicMotions|meeting.TopicAttendance|meeting.TopicRoll) != 0 {
		d.votes.refresh()
	}
	if topics&(meeting.TopicAttendance|meeting.TopicRoll|meeting.TopicPhones|meeting.TopicPhase) != 0 {
		d.roll.refresh()
		d.hall.refresh()
	}
	if d.library != nil && topics&(agendaLike|meeting.TopicDocuments) != 0 {
		d.library.refresh()
	}
	if topics&^meeting.TopicStage != 0 {
		d.lines.refresh()
	}
	d.draft.refresh(topics)
}

// choose shows another item's minutes and documents, without taking it up.
func (d *Desk) choose(item string) {
	d.notes.flush()
	d.selected = item
	d.agenda.refresh()
	d.notes.refresh()
	d.docs.refresh()
	d.votes.refresh()
}
