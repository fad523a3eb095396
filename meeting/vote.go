package meeting

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Form is how a vote was taken.
type Form string

// The forms of voting.
const (
	Hands  Form = "hands"  // giơ tay
	Card   Form = "card"   // giơ thẻ đảng viên
	Ballot Form = "ballot" // bỏ phiếu kín
)

// Threshold is what a motion needs to pass, on the base.
type Threshold string

// The thresholds. The zero value is read as MoreThanHalf, which resolutions need
// (Charter); TwoThirds is for admissions and some proposals of discipline.
const (
	MoreThanHalf Threshold = "half"
	TwoThirds    Threshold = "two_thirds"
	OwnThreshold Threshold = "own" // [Motion.Need]
)

// Motion is a matter put to the vote and its result. Base and Voters are frozen
// when the result is recorded: a later correction of attendance shows beside the
// result and does not change it.
type Motion struct {
	ID        string    `json:"id"`
	Item      string    `json:"item"` // agenda item under which it was put
	Text      string    `json:"text"`
	Form      Form      `json:"form"`
	Threshold Threshold `json:"threshold,omitempty"`
	InFavour  int       `json:"in_favour"`
	Against   int       `json:"against"`
	Other     int       `json:"other"` // ý kiến khác
	NotVoting int       `json:"not_voting,omitempty"`
	Base      int       `json:"base"`   // the denominator of the share
	Voters    int       `json:"voters"` // members in the room who may vote
	At        time.Time `json:"at,omitzero"`
	// Need is the share that [OwnThreshold] asks for.
	Need Fraction `json:"need,omitzero"`
	// Count is how a secret ballot was counted.
	Count *BallotCount `json:"count,omitempty"`
}

// Fraction is a share of the base: at least Num of Den.
type Fraction struct {
	Num int `json:"num"`
	Den int `json:"den"`
}

// BallotCount is the counting of a secret ballot (rules 1.4): valid and invalid ballots are those returned, and no more
// are returned than were issued.
type BallotCount struct {
	Team     []MemberID `json:"team"` // tổ kiểm phiếu, its head first
	Issued   int        `json:"issued"`
	Returned int        `json:"returned"`
	Valid    int        `json:"valid"`
	Invalid  int        `json:"invalid"`
	Why      string     `json:"why,omitempty"` // why ballots are invalid
}

// check holds the ballots to each other and to the voters present.
func (b *BallotCount) check(v Motion) error {
	if min(b.Issued, b.Returned, b.Valid, b.Invalid) < 0 {
		return ErrNegativeCount
	}
	choices := v.InFavour + v.Against + v.Other
	switch {
	case b.Issued > v.Voters:
		return &BallotError{MoreIssued, b.Issued, v.Voters}
	case b.Returned > b.Issued:
		return &BallotError{MoreReturned, b.Returned, b.Issued}
	case b.Valid+b.Invalid != b.Returned:
		return &BallotError{NotSorted, b.Valid + b.Invalid, b.Returned}
	case choices != b.Valid:
		return &BallotError{NotCounted, choices, b.Valid}
	}
	return nil
}

func (b *BallotCount) clone() *BallotCount {
	if b == nil {
		return nil
	}
	c := *b
	c.Team = slices.Clone(b.Team)
	return &c
}

// Check returns a [*TallyError] when the sum misses the voters present, for ballots that were counted a [*BallotError]
// when they do not add up (rules 1.4), ErrNegativeCount when a count is below zero, ErrBadThreshold for a share that is
// none, ErrTitleNeeded without a text.
func (v Motion) Check() error {
	if strings.TrimSpace(v.Text) == "" {
		return ErrTitleNeeded
	}
	if min(v.InFavour, v.Against, v.Other, v.NotVoting) < 0 {
		return ErrNegativeCount
	}
	if v.Threshold == OwnThreshold && (v.Need.Den < 1 || v.Need.Num < 1 || v.Need.Num > v.Need.Den) {
		return ErrBadThreshold
	}
	if v.Form == Ballot && v.Count != nil {
		return v.Count.check(v)
	}
	if sum := v.InFavour + v.Against + v.Other + v.NotVoting; sum != v.Voters {
		return &TallyError{Sum: sum, Voters: v.Voters}
	}
	return nil
}

// Passed tells whether those in favour reach the threshold of the base. Only whole
// numbers are compared, so that exactly half is not more than half.
func (v Motion) Passed() bool {
	if v.Base <= 0 {
		return false
	}
	switch v.Threshold {
	case TwoThirds:
		return 3*v.InFavour >= 2*v.Base
	case OwnThreshold:
		return v.Need.Den > 0 && v.Need.Den*v.InFavour >= v.Need.Num*v.Base
	}
	return 2*v.InFavour > v.Base
}

// Share returns n of base in tenths of a per cent, rounded half up: 21 of 23 is 913.
// A base of zero or less gives 0.
func Share(n, base int) int {
	if base <= 0 {
		return 0
	}
	return (2*1000*n + base) / (2 * base)
}

func (v Motion) brief() string {
	s := fmt.Sprintf("%d-%d-%d-%d/%d", v.InFavour, v.Against, v.Other, v.NotVoting, v.Base)
	if b := v.Count; b != nil {
		s += fmt.Sprintf(" %d>%d=%d+%d", b.Issued, b.Returned, b.Valid, b.Invalid)
	}
	return s
}
