package meeting

import (
	"errors"
	"fmt"
)

// The refusals of the rules. They are matched with errors.Is; one function of the
// interface turns them into what the secretary or a member reads.
var (
	ErrNotFound      = errors.New("not found")
	ErrNoMember      = errors.New("no such person on the roll")
	ErrNoItem        = errors.New("no such agenda item")
	ErrNoDocument    = errors.New("no such document")
	ErrNotStarted    = errors.New("the meeting has not started")
	ErrStarted       = errors.New("the meeting has already started")
	ErrEnded         = errors.New("the meeting has ended")
	ErrNotEnded      = errors.New("the meeting has not ended")
	ErrNotPaused     = errors.New("the meeting is not paused")
	ErrPaused        = errors.New("the meeting is paused")
	ErrReasonNeeded  = errors.New("a reason is needed")
	ErrTitleNeeded   = errors.New("a title is needed")
	ErrBadTime       = errors.New("the time does not fit the others")
	ErrItemHeld      = errors.New("the agenda item has been held")
	ErrOtherName     = errors.New("this phone stands under another name")
	ErrNotWaiting    = errors.New("no phone waits for this name")
	ErrBadTally      = errors.New("the tally does not match the voters present")
	ErrMaySee        = errors.New("the document is not for this viewer")
	ErrNotSaved      = errors.New("not saved")
	ErrNewerData     = errors.New("the data were written by a newer program")
	ErrDuplicateID   = errors.New("the id is taken")
	ErrNotPresent    = errors.New("the person is not marked present")
	ErrBadThreshold  = errors.New("the threshold is no share of the base")
	ErrBadBallots    = errors.New("the ballots do not add up")
	ErrPresent       = errors.New("someone who is present or spoke cannot be removed from the roll")
	ErrNotPermitted  = errors.New("not permitted in this phase")
	ErrBadStroke     = errors.New("a stroke out of bounds")
	ErrTooMuchInk    = errors.New("too many strokes on the page")
	ErrOverMax       = errors.New("more points than the form gives")
	ErrNotSettled    = errors.New("the petition is not settled")
	ErrPassedOn      = errors.New("the petition has been passed on")
	ErrDateNeeded    = errors.New("a change of category needs its day")
	ErrNothingBefore = errors.New("there is no earlier roll")
	ErrNegativeCount = errors.New("a count is out of range")
)

// TallyError says by how much a tally misses the voters present. It matches
// [ErrBadTally].
type TallyError struct {
	Sum    int // in favour, against, other and not voting together
	Voters int // members present who may vote
}

// Error implements error.
func (e *TallyError) Error() string {
	return fmt.Sprintf("tally of %d does not match %d voters present", e.Sum, e.Voters)
}

// Is makes errors.Is(err, ErrBadTally) true.
func (e *TallyError) Is(target error) bool { return target == ErrBadTally }

// The ways in which ballots do not add up (rules 1.4).
const (
	MoreIssued   = "issued"   // more ballots issued (A) than voters present (B)
	MoreReturned = "returned" // more returned (A) than issued (B)
	NotSorted    = "sorted"   // valid and invalid ones together (A) are not those returned (B)
	NotCounted   = "counted"  // the choices together (A) are not the valid ones (B)
)

// BallotError says which ballots do not add up. It matches [ErrBadBallots].
type BallotError struct {
	What string
	A, B int
}

// Error implements error.
func (e *BallotError) Error() string {
	return fmt.Sprintf("ballots %s: %d against %d", e.What, e.A, e.B)
}

// Is makes errors.Is(err, ErrBadBallots) true.
func (e *BallotError) Is(target error) bool { return target == ErrBadBallots }
