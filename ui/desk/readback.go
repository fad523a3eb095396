package desk

import (
	"context"
	"time"

	"phonghop/meeting"
)

// draftPause is how long nothing must change until the hall sees the minutes anew.
const draftPause = 500 * time.Millisecond

// draft is the minutes as the hall reads them before the end: they follow what is corrected.
type draft struct {
	desk   *Desk
	timer  *time.Timer
	making bool
	again  bool // something changed while they were being made
}

// readBack shows the minutes in the hall, where they were left.
func (d *Desk) readBack() {
	if d.now.ID == "" {
		return
	}
	d.notes.flush()
	d.end.flush()
	d.draft.make(func() { d.showDocument(meeting.DraftID) })
}

// refresh has the minutes made anew when something of them changed while they are shown.
func (v *draft) refresh(topics meeting.Topic) {
	const inMinutes = meeting.TopicPhase | meeting.TopicAgenda | meeting.TopicAttendance | meeting.TopicMinutes |
		meeting.TopicMotions | meeting.TopicRoll | meeting.TopicOpened
	if topics&inMinutes == 0 || !v.shown() {
		return
	}
	if v.timer != nil {
		v.timer.Stop()
	}
	v.timer = time.AfterFunc(draftPause, func() {
		v.desk.opt.Post(func() {
			if v.shown() {
				v.make(nil)
			}
		})
	})
}

// shown tells whether the hall, or the desk ahead of it, reads the minutes.
func (v *draft) shown() bool {
	s := v.desk.shown()
	return s.Show == meeting.ShowPage && s.Document == meeting.DraftID
}

// make sets the minutes and puts them up. What they replace is dropped.
func (v *draft) make(then func()) {
	d := v.desk
	if v.making {
		v.again = true
		return
	}
	v.making = true
	m := d.opt.Room.Snapshot()
	var made meeting.Document
	go func() {
		var err error
		made, err = d.opt.Papers.ReadBack(m)
		d.opt.Post(func() {
			v.making = false
			if err != nil {
				d.notice.show(d.opt.Errors.Text(err), true)
				return
			}
			v.put(m.ID, made, then)
			if v.again {
				v.again = false
				v.make(nil)
			}
		})
	}()
}

func (v *draft) put(id string, made meeting.Document, then func()) {
	d := v.desk
	before := d.now.Draft
	if d.now.ID != id {
		return
	}
	if before != nil && before.SHA256 == made.SHA256 {
		if then != nil {
			then()
		}
		return
	}
	d.doThen(meeting.PutDraft{Document: made}, func(err error) {
		if err != nil || d.now.ID != id {
			return
		}
		d.now = d.opt.Room.Snapshot()
		if then != nil {
			then()
		}
		if before != nil {
			d.run(func(context.Context) error { d.opt.Papers.DropReadBack(before.SHA256); return nil }, nil)
		}
	})
}
