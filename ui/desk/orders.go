package desk

import (
	"context"
	"sync"

	"phonghop/meeting"
)

// orders carries out what the secretary asks for, one after the other and off the
// main goroutine, so that the window never waits and nothing overtakes.
type orders struct {
	desk *Desk
	mu   sync.Mutex
	wake *sync.Cond
	todo []func(context.Context) error
	shut bool
	done chan struct{}
}

func newOrders(d *Desk) *orders {
	o := &orders{desk: d, done: make(chan struct{})}
	o.wake = sync.NewCond(&o.mu)
	go o.work()
	return o
}

func (o *orders) add(f func(context.Context) error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if !o.shut {
		o.todo = append(o.todo, f)
		o.wake.Signal()
	}
}

// close carries out what was asked and ends.
func (o *orders) close() {
	o.mu.Lock()
	o.shut = true
	o.wake.Signal()
	o.mu.Unlock()
	<-o.done
}

func (o *orders) work() {
	defer close(o.done)
	for {
		o.mu.Lock()
		for len(o.todo) == 0 && !o.shut {
			o.wake.Wait()
		}
		if len(o.todo) == 0 {
			o.mu.Unlock()
			return
		}
		f := o.todo[0]
		o.todo = o.todo[1:]
		o.mu.Unlock()
		if err := f(o.desk.ctx); err != nil {
			o.desk.Notice(o.desk.opt.Errors.Text(err), true)
		}
	}
}

// do sends a command to the room.
func (d *Desk) do(cmd meeting.Command) { d.doIn(d.now.ID, cmd, nil) }

// doThen sends a command and tells on the main goroutine how it went.
func (d *Desk) doThen(cmd meeting.Command, then func(error)) { d.doIn(d.now.ID, cmd, then) }

// doIn sends a command that was meant for one meeting. Where another has been opened
// since, it is not carried out there.
func (d *Desk) doIn(id string, cmd meeting.Command, then func(error)) {
	form := d.sent // the form that is being saved, if it is one that sends this
	if form != nil {
		form.left++
	}
	d.orders.add(func(ctx context.Context) error {
		var err error
		if d.opt.Room.Snapshot().ID != id {
			d.Notice(d.t("desk.other_meeting"), true)
			then = nil
		} else {
			err = d.opt.Room.Do(ctx, cmd)
		}
		if then != nil || form != nil {
			d.opt.Post(func() {
				if then != nil {
					then(err)
				}
				if form != nil {
					form.answered(err)
				}
			})
		}
		if form != nil {
			return nil // the form says it
		}
		return err
	})
}

// run does something slow off the main goroutine and, when it went well, calls then
// on it. It does not stand in the queue of commands.
func (d *Desk) run(work func(context.Context) error, then func()) {
	go func() {
		err := work(d.ctx)
		d.opt.Post(func() {
			if err != nil {
				d.notice.show(d.opt.Errors.Text(err), true)
				return
			}
			if then != nil {
				then()
			}
		})
	}()
}
