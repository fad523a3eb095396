package meeting

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// roll makes a roll from counts by kind of person.
type crowd struct {
	official, probationary, away, exempt, here, suspended, guest int
}

func (c crowd) meeting() *Meeting {
	m := (&Meeting{}).Clone()
	add := func(n int, kind string, official bool, s Standing) {
		for i := range n {
			m.Roll = append(m.Roll, Member{ID: MemberID(fmt.Sprint(kind, i)), Name: kind, Official: official, Standing: s})
		}
	}
	add(c.official, "official", true, Active)
	add(c.probationary, "probationary", false, Active)
	add(c.away, "away", true, Away)
	add(c.exempt, "exempt", true, Exempt)
	add(c.here, "here", true, Here)
	add(c.suspended, "suspended", true, Suspended)
	add(c.guest, "guest", false, Guest)
	return m
}

func (m *Meeting) come(kind string, n int) {
	for i := range n {
		m.Attendance[MemberID(fmt.Sprint(kind, i))] = Attendance{Status: Present}
	}
}

// The worked example of rules 1.4 (HD 42): 28 members, 26 of them official; one sent
// away, three exempt of whom one came; 21 official members in the room vote on a base
// of 23.
func TestWorkedExample(t *testing.T) {
	m := crowd{official: 22, probationary: 2, away: 1, exempt: 3}.meeting()
	m.come("official", 20)
	m.come("probationary", 2)
	m.come("exempt", 1)
	got := m.Count()
	want := Counts{
		Total: 28, Official: 26, Probationary: 2, Exempt: 3, ExemptPresent: 1, Away: 1, Required: 24, Present: 22,
		PresentOfficial: 20, PresentProbationary: 2, InRoom: 23, Unmarked: 2, Base: 23, Voters: 21,
	}
	if got != want {
		t.Errorf("counts\n got %+v\nwant %+v", got, want)
	}
	if s := Share(21, got.Base); s != 913 {
		t.Errorf("21 of 23 is %d tenths of a per cent, want 913", s)
	}
	if s := Share(got.Present, got.Required); s != 917 {
		t.Errorf("22 of 24 is %d tenths of a per cent, want 917", s)
	}
}

func TestWhoCountsInTheBase(t *testing.T) {
	for _, c := range []struct {
		name         string
		crowd        crowd
		rules        Rules
		come         string
		base, voters int
	}{
		{"absent members stay in the base", crowd{official: 3}, Rules{}, "", 3, 0},
		{"probationary members do not vote", crowd{official: 1, probationary: 4}, Rules{}, "probationary", 1, 0},
		{"an exempt member who stays away is not counted", crowd{official: 1, exempt: 1}, Rules{}, "", 1, 0},
		{"an exempt member who comes votes", crowd{official: 1, exempt: 1}, Rules{}, "exempt", 2, 1},
		{"a member sent away does not count even in the room", crowd{official: 1, away: 1}, Rules{}, "away", 1, 0},
		{"members temporarily here do not vote by default", crowd{official: 1, here: 1}, Rules{}, "here", 1, 0},
		{"members temporarily here vote where the cell says so", crowd{official: 1, here: 1}, Rules{HereVote: true}, "here", 2, 1},
		{"suspended members do not vote by default", crowd{official: 1, suspended: 1}, Rules{}, "suspended", 1, 0},
		{"suspended members vote where the cell says so", crowd{official: 1, suspended: 1}, Rules{SuspendedVote: true}, "suspended", 2, 1},
		{"guests never count", crowd{official: 1, guest: 2}, Rules{}, "guest", 1, 0},
	} {
		m := c.crowd.meeting()
		m.Cell.Rules = c.rules
		if c.come != "" {
			m.come(c.come, 1)
		}
		if got := m.Count(); got.Base != c.base || got.Voters != c.voters {
			t.Errorf("%s: base %d, voters %d; want %d, %d", c.name, got.Base, got.Voters, c.base, c.voters)
		}
	}
}

// An oracle that asks every person for themselves must agree with the counts on any
// roll.
func TestCountsAgreeWithAskingEveryone(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	standings := []Standing{"", Active, Exempt, Away, Here, Suspended, Guest}
	statuses := []Status{Unmarked, Present, AbsentExcused, AbsentUnexcused}
	for range 3000 {
		m := (&Meeting{}).Clone()
		m.Cell.Rules = Rules{HereVote: random.IntN(2) == 0, SuspendedVote: random.IntN(2) == 0}
		var base, voters, required, present, inRoom int
		for i := range random.IntN(40) {
			p := Member{ID: MemberID(fmt.Sprint(i)), Official: random.IntN(4) > 0, Standing: standings[random.IntN(len(standings))]}
			s := statuses[random.IntN(len(statuses))]
			m.Roll = append(m.Roll, p)
			m.Attendance[p.ID] = Attendance{Status: s}
			is, active := s == Present, p.Standing == "" || p.Standing == Active
			if is && p.Standing != Guest {
				inRoom++
			}
			if active || p.Standing == Here {
				required++
				if is {
					present++
				}
			}
			may := p.Official && (active || p.Standing == Exempt && is || p.Standing == Here && m.Cell.Rules.HereVote || p.Standing == Suspended && m.Cell.Rules.SuspendedVote)
			if may {
				base++
				if is {
					voters++
				}
			}
		}
		n := m.Count()
		if n.Base != base || n.Voters != voters || n.Required != required || n.Present != present || n.InRoom != inRoom {
			t.Fatalf("%+v\nwant base %d voters %d required %d present %d in the room %d\n%+v", n, base, voters, required, present, inRoom, m.Roll)
		}
		if n.Present+n.Excused+n.Unexcused+n.Unmarked != n.Required {
			t.Fatalf("those required do not add up: %+v", n)
		}
	}
}

func TestThresholds(t *testing.T) {
	for _, c := range []struct {
		inFavour, base int
		threshold      Threshold
		want           bool
	}{
		{11, 22, MoreThanHalf, false},
		{12, 22, MoreThanHalf, true},
		{12, 23, "", true},
		{11, 23, "", false},
		{0, 0, "", false},
		{14, 21, TwoThirds, true},
		{13, 21, TwoThirds, false},
		{15, 23, TwoThirds, false},
		{16, 23, TwoThirds, true},
	} {
		if got := (Motion{InFavour: c.inFavour, Base: c.base, Threshold: c.threshold}).Passed(); got != c.want {
			t.Errorf("%d of %d at %q passed: %v", c.inFavour, c.base, c.threshold, got)
		}
	}
}

func TestShareRoundsHalfUp(t *testing.T) {
	for _, c := range [][3]int{{20, 23, 870}, {21, 23, 913}, {1, 3, 333}, {2, 3, 667}, {1, 2000, 1}, {1, 8, 125}, {23, 23, 1000}, {0, 5, 0}, {5, 0, 0}} {
		if got := Share(c[0], c[1]); got != c[2] {
			t.Errorf("Share(%d, %d) = %d, want %d", c[0], c[1], got, c[2])
		}
	}
}

func TestLateFollowsTheRecordedTimes(t *testing.T) {
	at := func(h, m int) time.Time { return time.Date(2026, 12, 3, h, m, 0, 0, time.UTC) }
	m := (&Meeting{Phase: Running, Started: at(18, 30)}).Clone()
	m.Roll = []Member{{ID: "a"}, {ID: "b"}}
	m.Attendance["a"] = Attendance{Status: Present, Arrived: at(18, 35)}
	m.Attendance["b"] = Attendance{Status: Present, Arrived: at(18, 50)}
	if m.Late("a") || !m.Late("b") {
		t.Errorf("with a start at 18:30: 18:35 late %v, 18:50 late %v", m.Late("a"), m.Late("b"))
	}
	c := m.Clone()
	if err := (CorrectTime{Which: ClockStart, At: at(18, 48)}).Apply(c, at(19, 0)); err != nil {
		t.Fatal(err)
	}
	if c.Late("b") {
		t.Error("a corrected start did not correct who is late")
	}
	if len(c.Log) != 1 || c.Log[0].Before != "18:30" || c.Log[0].After != "18:48" {
		t.Errorf("the log says %+v", c.Log)
	}
}

func TestNamesAreSortedByGivenName(t *testing.T) {
	roll := []Member{{Name: "Nguyễn Văn Đạt"}, {Name: "Lê Thị Dung"}, {Name: "Trần Văn Ân"}, {Name: "Bùi Thị An"}, {Name: "Đỗ Văn Hòa"}, {Name: "Cao Thị Hoa"}, {Name: "Nguyễn Thị An"}}
	SortByGivenName(roll)
	want := []string{"Bùi Thị An", "Nguyễn Thị An", "Trần Văn Ân", "Lê Thị Dung", "Nguyễn Văn Đạt", "Cao Thị Hoa", "Đỗ Văn Hòa"}
	for i, p := range roll {
		if p.Name != want[i] {
			t.Fatalf("place %d is %s, want %s", i, p.Name, want[i])
		}
	}
}

func TestFoldIgnoresMarks(t *testing.T) {
	for _, c := range [][2]string{{"hòa", "hoà"}, {"Đảng Ủy", "dang uỷ"}, {"Lê  Văn\tĐẠT", "le van dat"}, {"Việt", "Vie\u0323\u0302t"}} {
		if Fold(c[0]) != Fold(c[1]) {
			t.Errorf("Fold(%q) = %q, Fold(%q) = %q", c[0], Fold(c[0]), c[1], Fold(c[1]))
		}
	}
}

func TestMaySee(t *testing.T) {
	nobody, laptop := Viewer{}, Viewer{Laptop: true}
	member := Viewer{Member: Member{ID: "m", Standing: Active}}
	exempt := Viewer{Member: Member{ID: "e", Standing: Exempt}}
	guest := Viewer{Member: Member{ID: "g", Standing: Guest}}
	suspended := Viewer{Member: Member{ID: "s", Standing: Suspended}}
	open := []Phase{Preparing, Running, Paused}
	for _, level := range []Level{Public, Internal, Recall, ProjectorOnly, "", "secret"} {
		for _, phase := range append(open, Ended) {
			for _, forGuests := range []bool{false, true} {
				doc := Document{Level: level, ForGuests: forGuests}
				inside := level == Public || (level == Internal || level == Recall) && phase != Ended
				outside := level == Public || inside && forGuests
				for name, c := range map[string]struct {
					who  Viewer
					want bool
				}{
					"laptop": {laptop, true}, "nobody": {nobody, false}, "member": {member, inside}, "exempt": {exempt, inside},
					"guest": {guest, outside}, "suspended": {suspended, outside},
				} {
					if got := MaySee(c.who, doc, phase); got != c.want {
						t.Errorf("%s, level %q, %s, for guests %v: %v, want %v", name, level, phase, forGuests, got, c.want)
					}
				}
			}
		}
	}
}
