package ui

import (
	"errors"

	"phonghop/assets/words"
	"phonghop/meeting"
)

// ErrorWord ties an error to the key of its sentence: what happened, what is safe,
// what to do.
type ErrorWord struct {
	Err error
	Key string
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
	for _, w := range e.table {
		if errors.Is(err, w.Err) {
			return e.words.T(w.Key)
		}
	}
	return e.words.T("error.unexpected", "detail", err.Error())
}

var meetingErrors = []ErrorWord{
	{meeting.ErrNotSaved, "error.not_saved"},
	{meeting.ErrNoMember, "error.no_member"},
	{meeting.ErrNoItem, "error.no_item"},
	{meeting.ErrNoDocument, "error.no_document"},
	{meeting.ErrNotStarted, "error.not_started"},
	{meeting.ErrStarted, "error.started"},
	{meeting.ErrEnded, "error.ended"},
	{meeting.ErrNotEnded, "error.not_ended"},
	{meeting.ErrPaused, "error.paused"},
	{meeting.ErrNotPaused, "error.not_paused"},
	{meeting.ErrReasonNeeded, "error.reason_needed"},
	{meeting.ErrTitleNeeded, "error.title_needed"},
	{meeting.ErrBadTime, "error.bad_time"},
	{meeting.ErrItemHeld, "error.item_held"},
	{meeting.ErrNegativeCount, "error.count"},
	{meeting.ErrPresent, "error.present"},
	{meeting.ErrNewerData, "error.newer_data"},
	{meeting.ErrNotWaiting, "error.not_waiting"},
	{meeting.ErrNotFound, "error.not_found"},
}
