package phone

import (
	"context"
	"errors"
	"net/http"
	"time"

	"phonghop/meeting"
	"phonghop/meeting/room"
)

// doTime is how long a command may wait for the disk before the phone is told to try
// again.
const doTime = 10 * time.Second

// join is the tap on a name.
func (s *Server) join(w http.ResponseWriter, r *http.Request) {
	id := meeting.MemberID(r.PostFormValue("member"))
	p := s.look(r)
	m := p.m
	person, ok := m.Member(id)
	if !ok {
		s.refuse(w, r, meeting.ErrNoMember)
		return
	}
	if p.token == "" {
		s.confirm(w, r, p, person)
		return
	}
	if _, known := m.Phone(p.token); !known && len(m.Phones) >= maxPhones(m) {
		s.refuse(w, r, errTooMany)
		return
	}
	if err := s.do(r, meeting.Join{Token: p.token, Member: id}); err != nil {
		s.refuse(w, r, err)
		return
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// confirm asks a phone whose tap came without a cookie to tap once more: a tap that
// records a name must come from a phone that will be known again. One that has none
// the second time keeps no cookies at all.
func (s *Server) confirm(w http.ResponseWriter, r *http.Request, p moment, person meeting.Member) {
	keepCookie(w, r)
	if r.PostFormValue("again") != "" {
		v := s.base(p, kindMessage)
		v.Message = messageView{s.words.T("phone.no_cookie"), s.words.T("phone.no_cookie_do")}
		s.write(w, r, http.StatusForbidden, v)
		return
	}
	v := s.base(p, kindConfirm)
	v.Me = me{ID: person.ID, Name: person.Name}
	s.write(w, r, http.StatusOK, v)
}

// maxPhones bounds what taps can write into a meeting: a few phones for each person.
func maxPhones(m *meeting.Meeting) int { return 3*len(m.Roll) + 50 }

var errTooMany = errors.New("too many phones wait")

// serveNotMe asks whether it is really not them: the tap may have been hours ago, and
// taking it back takes the time of arrival with it.
func (s *Server) serveNotMe(w http.ResponseWriter, r *http.Request) {
	p := s.look(r)
	if p.member.ID == "" || p.m.Phase == meeting.Ended {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	s.write(w, r, http.StatusOK, s.base(p, kindNotMe))
}

// notMe takes a mistaken tap back, or ends the waiting.
func (s *Server) notMe(w http.ResponseWriter, r *http.Request) {
	err := s.do(r, meeting.NotMe{Token: tokenOf(r)})
	if err != nil && !errors.Is(err, meeting.ErrNotFound) { // sent twice
		s.refuse(w, r, err)
		return
	}
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// do carries out a command. A phone that hangs up does not call it back: the tap was
// made.
func (s *Server) do(r *http.Request, cmd meeting.Command) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), doTime)
	defer cancel()
	return s.room.Do(ctx, cmd)
}

// refuse says why a command was not carried out, and what to do.
func (s *Server) refuse(w http.ResponseWriter, r *http.Request, err error) {
	p := s.look(r)
	v := s.base(p, kindMessage)
	status := http.StatusConflict
	head, text := "phone.not_done", "phone.not_done_do"
	switch {
	case errors.Is(err, meeting.ErrEnded):
		head, text = "phone.ended", "phone.ended_join"
	case errors.Is(err, meeting.ErrOtherName):
		head, text = "phone.other_name", "phone.other_name_do"
	case errors.Is(err, meeting.ErrNoMember):
		head, text = "phone.no_member", "phone.no_member_do"
	case errors.Is(err, errTooMany), errors.Is(err, meeting.ErrNotSaved), errors.Is(err, room.ErrClosed),
		errors.Is(err, context.DeadlineExceeded):
		status = http.StatusServiceUnavailable
	}
	if status == http.StatusServiceUnavailable {
		s.fail(r, "phone's command", err)
	}
	v.Message = messageView{s.words.T(head, "name", p.member.Name), s.words.T(text, "name", p.member.Name)}
	s.write(w, r, status, v)
}
