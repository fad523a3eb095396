package ui

import (
	"errors"

	"phonghop/assets/words"
	"phonghop/meeting"
)

// ErrorWord ties an error to the key of its sentence: what happened, what is safe,
// what to do.
type ErrorWord struct {
	Err   error
	Match func(error) bool // in place of Err, where no one error stands for it
	Key   string
}

func (w ErrorWord) is(err error) bool {
	if w.Match != nil {
		return w.Match(err)
	}
	return errors.Is(err, w.Err)
}

// Errors turns errors into what the secretary reads.
type Errors struct {
	words *words.Words
	table []ErrorWord
}

// NewErrors returns the way from errors to sentences. More are the errors of rooms
// that this package does not know; the first that matches wins, before the
// meeting's own.
func NewErrors(w *words.Words, more ...ErrorWord) *Errors {
	return &Errors{words: w, table: append(more, meetingErrors...)}
}

// Text returns the sentence for an error, "" for none.
func (e *Errors) Text(err error) string {
	if err == nil {
		return ""
	}
	var tally *meeting.TallyError
	if errors.As(err, &tally) {
		return e.words.T("error.tally", "a", tally.Sum, "b", tally.Voters)
	}
	var ballots *meeting.BallotError
	if errors.As(err, &ballots) {
		return e.words.T("error.ballots."+ballots.What, "a", ballots.A, "b", ballots.B)
	}
	for _, w := range e.table {
		if w.is(err) {
			return e.words.T(w.Key)
		}
	}
	return e.words.T("error.unexpected", "detail", err.Error())
}

var meetingErrors = []ErrorWord{
	{Err: meeting.ErrNotSaved, Key: "error.not_saved"},
	{Err: meeting.ErrNoMember, Key: "error.no_member"},
	{Err: meeting.ErrNoItem, Key: "error.no_item"},
	{Err: meeting.ErrNoDocument, Key: "error.no_document"},
	{Err: meeting.ErrNotStarted, Key: "error.not_started"},
	{Err: meeting.ErrStarted, Key: "error.started"},
	{Err: meeting.ErrEnded, Key: "error.ended"},
	{Err: meeting.ErrNotEnded, Key: "error.not_ended"},
	{Err: meeting.ErrPaused, Key: "error.paused"},
	{Err: meeting.ErrNotPaused, Key: "error.not_paused"},
	{Err: meeting.ErrReasonNeeded, Key: "error.reason_needed"},
	{Err: meeting.ErrTitleNeeded, Key: "error.title_needed"},
	{Err: meeting.ErrBadTime, Key: "error.bad_time"},
	{Err: meeting.ErrItemHeld, Key: "error.item_held"},
	{Err: meeting.ErrNegativeCount, Key: "error.count"},
	{Err: meeting.ErrTooMuchInk, Key: "error.too_much_ink"},
	{Err: meeting.ErrPresent, Key: "error.present"},
	{Err: meeting.ErrNotPresent, Key: "error.not_present"},
	{Err: meeting.ErrBadThreshold, Key: "error.threshold"},
	{Err: meeting.ErrNotSettled, Key: "error.not_settled"},
	{Err: meeting.ErrPassedOn, Key: "error.passed_on"},
	{Err: meeting.ErrOverMax, Key: "error.over_max"},
	{Err: meeting.ErrDateNeeded, Key: "error.date_needed"},
	{Err: meeting.ErrNothingBefore, Key: "error.nothing_before"},
	{Err: meeting.ErrNewerData, Key: "error.newer_data"},
	{Err: meeting.ErrNotWaiting, Key: "error.not_waiting"},
	{Err: meeting.ErrNotFound, Key: "error.not_found"},
}
