// Package cli is the command line: what the program is asked for besides opening its
// windows, and the script that plays a meeting.
package cli

import (
	"context"
	"fmt"
	"io"
	"sync"
	"time"

	"phonghop/meeting"
	"phonghop/meeting/room"
)

// Clock is a clock that is set by hand. Its zero value shows the zero time; Now is
// what a room takes as its clock.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// Now returns the time that was set last.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Set sets the clock.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

// Play carries out a play script on the meeting that stands in a room whose clock is
// the given one. The clock is set to the time of each step, so a meeting of two hours
// takes as long as its commands. The whole script is read before the first step. A
// mistake in the script matches [ErrScript]; a step that the room refuses is returned
// with the room's error. Both name the line. Steps before a refused one stand.
//
// A script is a JSON object with the day (left out: the day for which the meeting is
// planned) and the steps in the order of time. A step has a time of day and one
// action:
//
//	{"day": "2026-12-03", "steps": [
//	  {"at": "18:17", "join": {"member": "dv01"}},
//	  {"at": "18:30", "start": {}},
//	  {"at": "18:41:30", "go": {"item": "m2"}}
//	]}
//
// The actions, their fields in brackets those that may be left out:
//
//	join          member [phone]         a phone taps a name; phone is any word, by default the member
//	not_me        phone                  "Không phải tôi"
//	admit         [phones]               the secretary's yes, by default to all that wait
//	remove_phone  phone
//	mark          member status [at reason]
//	start         [at]                   at: a start that was forgotten
//	pause, resume, end
//	reopen        reason
//	go            item
//	skip          item [back]
//	note          item text
//	conclusion    text
//	opinion       item member text [id]
//	remove_opinion id
//	motion        item text form in_favour against other [id threshold not_voting reason]
//	remove_motion id reason
//	edit_line     key text basis
//	dues          paid due [note]
//	score         points grade [weakness]
//	tasks         a list of {text, who, deadline}
//	review        id state [outcome]     state: done, doing, late
//	petition      petition [step]
//	remark        remark
//	correct       which at [item]        which: start, end, item_start, item_end
//	show          show [document page]   show: blank, join, agenda, page, review; the first page is 1
//	item          id title part minutes … [place]; place 1 is first, left out: last
//	move_item     item place
//	remove_item   item
//	member        id name …              a line of the roll
//	remove_member member
//
// Members, items, documents, motions and opinions are named by their ids. Fields are
// those of the types of package meeting; an unknown field is a mistake.
func Play(ctx context.Context, script io.Reader, rm *room.Room, clock *Clock) error {
	steps, err := readScript(script, rm.Snapshot().Planned)
	if err != nil {
		return fmt.Errorf("play: %w", err)
	}
	for _, s := range steps {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("play: line %d: %w", s.line, err)
		}
		clock.Set(s.at)
		if s.show != nil {
			_, err = rm.Show(*s.show)
		} else {
			err = rm.Do(ctx, s.cmd)
		}
		if err != nil {
			return fmt.Errorf("play: line %d, %s, %s: %w", s.line, s.at.Format("15:04:05"), s.name, err)
		}
	}
	return nil
}

// step is one line of a script: a command, or a change of what the projector shows.
type step struct {
	line int
	at   time.Time
	name string
	cmd  meeting.Command
	show *meeting.Stage
}
