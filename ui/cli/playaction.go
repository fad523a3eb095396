package cli

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"

	"phonghop/meeting"
)

// action is what stands beside the time of a step.
type action struct {
	data   json.RawMessage
	script *script
}

// into decodes the action; fields that the value does not know are a mistake.
func (a action) into(v any) error {
	dec := json.NewDecoder(bytes.NewReader(a.data))
	dec.DisallowUnknownFields()
	return dec.Decode(v)
}

// plain returns the reader of an action whose fields are those of the command.
func plain[C meeting.Command](a action, st *step) error {
	var c C
	err := a.into(&c)
	st.cmd = c
	return err
}

// actions are the words of a script and how each is read; see [Play].
var actions = map[string]func(action, *step) error{
	"join":           readJoin,
	"not_me":         readPhone(func(token string) meeting.Command { return meeting.NotMe{Token: token} }),
	"admit":          readAdmit,
	"remove_phone":   readPhone(func(token string) meeting.Command { return meeting.RemovePhone{Token: token} }),
	"mark":           readMark,
	"start":          readStart,
	"pause":          plain[meeting.Pause],
	"resume":         plain[meeting.Resume],
	"end":            plain[meeting.End],
	"reopen":         plain[meeting.Reopen],
	"go":             plain[meeting.GoTo],
	"skip":           plain[meeting.Skip],
	"note":           plain[meeting.WriteNote],
	"conclusion":     plain[meeting.WriteConclusion],
	"opinion":        readOpinion,
	"remove_opinion": plain[meeting.RemoveOpinion],
	"motion":         readMotion,
	"remove_motion":  plain[meeting.RemoveMotion],
	"edit_line":      plain[meeting.EditLine],
	"dues":           readDues,
	"score":          readScore,
	"tasks":          readTasks,
	"review":         plain[meeting.ReviewTask],
	"petition":       plain[meeting.PutPetition],
	"remark":         plain[meeting.PutRemark],
	"correct":        readCorrect,
	"show":           readShow,
	"item":           readItem,
	"move_item":      readMoveItem,
	"remove_item":    plain[meeting.RemoveItem],
	"member":         readMember,
	"remove_member":  plain[meeting.RemoveMember],
}

// phoneToken is the token of a phone that a script names by a word.
func phoneToken(word string) string {
	sum := sha256.Sum256([]byte("play script phone " + word))
	return hex.EncodeToString(sum[:])
}

func readJoin(a action, st *step) error {
	var f struct{ Member, Phone string }
	err := a.into(&f)
	if f.Phone == "" {
		f.Phone = f.Member
	}
	st.cmd = meeting.Join{Token: phoneToken(f.Phone), Member: meeting.MemberID(f.Member)}
	return err
}

func readPhone(command func(token string) meeting.Command) func(action, *step) error {
	return func(a action, st *step) error {
		var f struct{ Phone string }
		err := a.into(&f)
		st.cmd = command(phoneToken(f.Phone))
		return err
	}
}

func readAdmit(a action, st *step) error {
	var f struct{ Phones []string }
	err := a.into(&f)
	var c meeting.AdmitPhone
	for _, word := range f.Phones {
		c.Tokens = append(c.Tokens, phoneToken(word))
	}
	st.cmd = c
	return err
}

func readMark(a action, st *step) error {
	var f struct {
		Member meeting.MemberID
		Status meeting.Status
		At     json.RawMessage
		Reason string
	}
	if err := a.into(&f); err != nil {
		return err
	}
	switch f.Status {
	case meeting.Unmarked, meeting.Present, meeting.AbsentExcused, meeting.AbsentUnexcused:
	default:
		return errors.New("unknown status")
	}
	c := meeting.Mark{Member: f.Member, Status: f.Status, Reason: f.Reason}
	var err error
	if f.At != nil {
		c.At, err = a.script.clock(f.At)
	}
	st.cmd = c
	return err
}

func readStart(a action, st *step) error {
	var f struct{ At json.RawMessage }
	err := a.into(&f)
	var c meeting.Start
	if err == nil && f.At != nil {
		c.At, err = a.script.clock(f.At)
	}
	st.cmd = c
	return err
}

func readCorrect(a action, st *step) error {
	var f struct {
		Which meeting.Clock
		Item  string
		At    json.RawMessage
	}
	if err := a.into(&f); err != nil {
		return err
	}
	switch f.Which {
	case meeting.ClockStart, meeting.ClockEnd, meeting.ClockItemStart, meeting.ClockItemEnd:
	default:
		return errors.New("unknown clock")
	}
	at, err := a.script.clock(f.At)
	st.cmd = meeting.CorrectTime{Which: f.Which, Item: f.Item, At: at}
	return err
}

func readOpinion(a action, st *step) error {
	var o meeting.Opinion
	err := a.into(&o)
	if o.ID == "" {
		o.ID = meeting.NewID()
	}
	st.cmd = meeting.PutOpinion{Opinion: o}
	return err
}

func readMotion(a action, st *step) error {
	var f struct {
		meeting.Motion
		Reason string
	}
	err := a.into(&f)
	if f.ID == "" {
		f.ID = meeting.NewID()
	}
	st.cmd = meeting.RecordMotion{Motion: f.Motion, Reason: f.Reason}
	return err
}

func readDues(a action, st *step) error {
	var d meeting.Dues
	err := a.into(&d)
	st.cmd = meeting.SetClosing{Dues: &d}
	return err
}

func readScore(a action, st *step) error {
	var s meeting.Score
	err := a.into(&s)
	st.cmd = meeting.SetClosing{Score: &s}
	return err
}

func readTasks(a action, st *step) error {
	tasks := []meeting.Task{}
	err := a.into(&tasks)
	for i := range tasks {
		if tasks[i].ID == "" {
			tasks[i].ID = meeting.NewID()
		}
	}
	st.cmd = meeting.SetClosing{Tasks: tasks}
	return err
}

func readShow(a action, st *step) error {
	var f struct {
		Show     meeting.Show
		Document string
		Page     int
	}
	if err := a.into(&f); err != nil {
		return err
	}
	switch f.Show {
	case meeting.ShowBlank, meeting.ShowJoin, meeting.ShowAgenda, meeting.ShowPage, meeting.ShowReview:
	default:
		return errors.New("unknown thing to show")
	}
	st.show = &meeting.Stage{Show: f.Show, Document: f.Document, Page: max(0, f.Page-1)}
	return nil
}

func readItem(a action, st *step) error {
	var f struct {
		meeting.Item
		Place int
	}
	err := a.into(&f)
	if f.ID == "" {
		f.ID = meeting.NewID()
	}
	const last = 1 << 20
	if f.Place == 0 {
		f.Place = last
	}
	st.cmd = meeting.PutItem{Item: f.Item, At: f.Place - 1}
	return err
}

func readMoveItem(a action, st *step) error {
	var f struct {
		Item  string
		Place int
	}
	err := a.into(&f)
	st.cmd = meeting.MoveItem{Item: f.Item, To: f.Place - 1}
	return err
}

func readMember(a action, st *step) error {
	var p meeting.Member
	err := a.into(&p)
	st.cmd = meeting.PutMember{Member: p}
	return err
}
