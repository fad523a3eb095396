package meeting

import (
	"errors"
	"math/rand/v2"
	"testing"
	"time"
)

// A motion's own share is at least Num of Den; exactly as much is enough, and only whole numbers are compared.
func TestOwnThreshold(t *testing.T) {
	for _, c := range []struct {
		inFavour, base, num, den int
		want                     bool
	}{
		{18, 24, 3, 4, true},
		{17, 24, 3, 4, false},
		{23, 23, 1, 1, true},
		{22, 23, 1, 1, false},
		{14, 21, 2, 3, true},
		{13, 21, 2, 3, false},
		{1, 0, 1, 2, false},
	} {
		v := Motion{Text: "x", InFavour: c.inFavour, Voters: c.inFavour, Base: c.base, Threshold: OwnThreshold, Need: Fraction{c.num, c.den}}
		if got := v.Passed(); got != c.want {
			t.Errorf("%d of %d with %d/%d passed: %v", c.inFavour, c.base, c.num, c.den, got)
		}
		if err := v.Check(); err != nil {
			t.Errorf("%d/%d: %v", c.num, c.den, err)
		}
	}
	for _, need := range []Fraction{{}, {1, 0}, {0, 2}, {3, 2}, {-1, 2}} {
		if err := (Motion{Text: "x", Threshold: OwnThreshold, Need: need}).Check(); !errors.Is(err, ErrBadThreshold) {
			t.Errorf("%+v: %v", need, err)
		}
	}
}

// Ballots (rules 1.4): returned at most issued, valid and invalid ones are those returned, and the choices are the valid
// ones. Whoever got no ballot or did not return it is in neither.
func TestBallotsAddUp(t *testing.T) {
	for _, c := range []struct {
		name                             string
		issued, returned, valid, invalid int
		yes, no, other                   int
		what                             string
	}{
		{"all valid", 21, 21, 21, 0, 20, 0, 1, ""},
		{"some invalid, one kept", 21, 20, 18, 2, 17, 1, 0, ""},
		{"one voter took none", 20, 20, 20, 0, 20, 0, 0, ""},
		{"more issued than voters", 22, 21, 21, 0, 21, 0, 0, MoreIssued},
		{"more returned than issued", 20, 21, 21, 0, 21, 0, 0, MoreReturned},
		{"not all sorted", 21, 21, 19, 1, 19, 0, 0, NotSorted},
		{"too many choices", 21, 21, 20, 1, 20, 1, 0, NotCounted},
	} {
		v := Motion{
			Text: "x", Form: Ballot, Voters: 21, Base: 23, InFavour: c.yes, Against: c.no, Other: c.other,
			Count: &BallotCount{Issued: c.issued, Returned: c.returned, Valid: c.valid, Invalid: c.invalid},
		}
		err := v.Check()
		var ballots *BallotError
		switch {
		case c.what == "" && err != nil, c.what != "" && !errors.Is(err, ErrBadBallots):
			t.Errorf("%s: %v", c.name, err)
		case errors.As(err, &ballots) && ballots.What != c.what:
			t.Errorf("%s: %v", c.name, err)
		}
	}
	v := Motion{Text: "x", Form: Ballot, Voters: 2, Count: &BallotCount{Issued: 2, Returned: 1, Valid: 2, Invalid: -1}, InFavour: 2}
	if err := v.Check(); !errors.Is(err, ErrNegativeCount) {
		t.Errorf("a negative count: %v", err)
	}
}

// A result keeps the base and the voters of its moment; attendance that is corrected later shows beside it, and counts
// only by the secretary's word, with a reason. The log keeps both.
func TestResultsFollowAttendanceOnlyByTheSecretarysWord(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2026, 12, 3, 18, minute, 0, 0, time.UTC) }
	m := crowd{official: 4, exempt: 1}.meeting()
	m.Items = []Item{{ID: "1", Title: "x"}}
	m.come("official", 3)
	do := func(minute int, c Command, want error) {
		t.Helper()
		if err := c.Apply(m, at(minute)); !errors.Is(err, want) {
			t.Fatalf("%#v: %v, want %v", c, err, want)
		}
	}
	do(1, RecordMotion{Motion: Motion{ID: "v", Item: "1", Text: "x", InFavour: 3}}, nil)
	do(2, Leave{Member: "official0"}, nil)
	do(3, Mark{Member: "official3", Status: Present, At: at(0)}, nil)
	do(3, Mark{Member: "exempt0", Status: Present, At: at(0)}, nil)
	if v := m.Motions[0]; v.Base != 4 || v.Voters != 3 {
		t.Fatalf("a correction of attendance changed the result: %+v", v)
	}
	if n := m.Count(); n.Voters != 4 || n.InRoom != 4 || n.Present != 4 {
		t.Errorf("after one left and two were found: %+v", n)
	}
	if n := m.CountAt(m.Motions[0].At); n.Base != 5 || n.Voters != 5 {
		t.Errorf("at the moment of the vote: %+v", n)
	}
	again := m.Motions[0]
	again.InFavour = 5
	do(4, RecordMotion{Motion: again, Recount: true}, ErrReasonNeeded)
	do(4, RecordMotion{Motion: again, Reason: "sót hai đồng chí"}, ErrBadTally)
	do(4, RecordMotion{Motion: again, Reason: "sót hai đồng chí", Recount: true}, nil)
	if v := m.Motions[0]; v.Base != 5 || v.Voters != 5 || v.InFavour != 5 {
		t.Errorf("after the secretary's word: %+v", v)
	}
	last := m.Log[len(m.Log)-1]
	if last.Before != "3-0-0-0/4" || last.After != "5-0-0-0/5" || last.Reason == "" {
		t.Errorf("the log says %+v", last)
	}
}

// Whoever left early was present, is no voter from then on, and can come back. Both are logged.
func TestLeavingEarly(t *testing.T) {
	at := func(minute int) time.Time { return time.Date(2026, 12, 3, 18, minute, 0, 0, time.UTC) }
	m := crowd{official: 3, exempt: 1}.meeting()
	m.Attendance["official0"] = Attendance{Status: Present, Arrived: at(10)}
	m.Attendance["exempt0"] = Attendance{Status: Present, Arrived: at(10)}
	for _, c := range []struct {
		cmd  Leave
		want error
	}{
		{Leave{Member: "nobody"}, ErrNoMember},
		{Leave{Member: "official1"}, ErrNotPresent},
		{Leave{Member: "official0", At: at(5)}, ErrBadTime},  // before the arrival
		{Leave{Member: "official0", At: at(45)}, ErrBadTime}, // in the future
		{Leave{Member: "official0", At: at(30)}, nil},
		{Leave{Member: "exempt0"}, nil},
	} {
		if err := c.cmd.Apply(m, at(40)); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v, want %v", c.cmd, err, c.want)
		}
	}
	if n := m.Count(); n.Present != 1 || n.ExemptPresent != 1 || n.InRoom != 0 || n.Voters != 0 || n.Base != 3 {
		t.Errorf("after both left: %+v", n)
	}
	if n := m.CountAt(at(20)); n.Voters != 2 || n.Base != 4 {
		t.Errorf("before they left: %+v", n)
	}
	if err := (Leave{Member: "official0", Back: true}).Apply(m, at(50)); err != nil || m.Count().Voters != 1 {
		t.Errorf("back again: %v, %+v", err, m.Count())
	}
	if len(m.Log) != 3 || m.Log[0].After != "18:30" || m.Log[2].Before != "18:30" || m.Log[2].After != "" {
		t.Errorf("the log says %+v", m.Log)
	}
}

// No text sets a quorum; the cell's own bound warns, and exactly the bound is enough.
func TestTooFew(t *testing.T) {
	for _, c := range []struct {
		required, came, least int
		want                  bool
	}{{24, 12, 0, false}, {24, 11, 0, true}, {24, 16, 67, true}, {24, 17, 67, false}, {3, 2, 66, false}, {0, 0, 0, false}, {24, 21, 90, true}} {
		m := crowd{official: c.required}.meeting()
		m.Cell.Rules.LeastShare = c.least
		m.come("official", c.came)
		if got := m.TooFew(); got != c.want {
			t.Errorf("%d of %d with a bound of %d: %v", c.came, c.required, c.least, got)
		}
	}
}

// An oracle that asks every person, and every motion, must agree on random rolls with people who left.
func TestVotersAtAnyMomentAgreeWithAskingEveryone(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 2000 {
		m := crowd{official: random.IntN(20), probationary: random.IntN(3), exempt: random.IntN(4), away: random.IntN(2)}.meeting()
		when := minute(random.IntN(60))
		base, voters := 0, 0
		for _, p := range m.Roll {
			a := Attendance{Status: []Status{Unmarked, Present, AbsentExcused}[random.IntN(3)]}
			if a.Status == Present && random.IntN(3) == 0 {
				a.Left = minute(random.IntN(60) + 1)
			}
			m.Attendance[p.ID] = a
			there := a.Status == Present && (a.Left.IsZero() || a.Left.After(when))
			if p.Official && p.Standing != Away && (p.Standing != Exempt || there) {
				base++
				if there {
					voters++
				}
			}
		}
		if n := m.CountAt(when); n.Base != base || n.Voters != voters {
			t.Fatalf("%d of %d, asked one by one %d of %d", n.Voters, n.Base, voters, base)
		}
	}
}
