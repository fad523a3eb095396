package meeting

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"
)

// A meeting finds the roll as it was on its day, whenever a change was written down (issue: "old papers stay right").
func TestRollOnADay(t *testing.T) {
	yen := Member{ID: "yen", Name: "Lê Thị Yến", BirthYear: 2001}
	c := Cell{Members: []Member{{ID: "ben", Name: "Nguyễn Văn Bền", Official: true}, yen, {ID: "tai", Name: "Lâm Văn Tài", Official: true}}}
	official := yen
	official.Official = true
	away, back := c.Members[2], c.Members[2]
	away.Standing = Away
	for _, err := range []error{
		c.PutMember(official, "2027-01-01", "QĐ 12"), // written down before the others
		c.PutMember(away, "2026-03-01", ""),
		c.PutMember(back, "2026-09-01", ""),
		c.PutMember(Member{ID: "moi", Name: " Trần  Văn Mới "}, "2026-10-15", ""),
		c.RemoveMember("ben", "2026-11-20", "chuyển sinh hoạt"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	official.Name = "Lê Thị Ngọc Yến" // a corrected name is no change
	if err := c.PutMember(official, "", ""); err != nil || len(c.Changes) != 5 {
		t.Fatal(err, c.Changes)
	}
	for day, want := range map[Date]string{
		"2026-02-28": "tai active, yen probationary, ben active",
		"2026-03-01": "tai away, yen probationary, ben active",
		"2026-09-01": "tai active, yen probationary, ben active",
		"2026-10-15": "tai active, yen probationary, moi probationary, ben active",
		"2026-11-20": "tai active, yen probationary, moi probationary",
		"2027-01-01": "tai active, yen active, moi probationary",
	} {
		roll := c.RollOn(day)
		got := ""
		for _, id := range []MemberID{"tai", "yen", "moi", "ben"} {
			m, ok := FindMember(roll, id)
			if !ok {
				continue
			}
			word := "active"
			if m.Standing == Away {
				word = "away"
			} else if !m.Official {
				word = "probationary"
			}
			if got != "" {
				got += ", "
			}
			got += string(id) + " " + word
		}
		if got != want {
			t.Errorf("%s: %s, want %s", day, got, want)
		}
	}
	at, _ := Date("2026-12-03").Time()
	if m := New("m", Regular, c, at); len(m.Roll) != 3 || m.Cell.Changes != nil {
		t.Errorf("a new meeting has %+v", m.Roll)
	}
}

// Against a diary that keeps every day's roll: random changes, written down in the order of their days.
func TestRollOnAgainstADiary(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		var c Cell
		diary := map[Date]map[MemberID]Member{}
		for day := 1; day <= 20; day++ {
			on := Date(fmt.Sprintf("2026-05-%02d", day))
			for range r.IntN(3) {
				id := MemberID(fmt.Sprint("p", r.IntN(6)))
				if _, known := FindMember(c.Members, id); known && r.IntN(3) == 0 {
					_ = c.RemoveMember(id, on, "")
					continue
				}
				standings := []Standing{Active, Exempt, Away, Here, Suspended}
				_ = c.PutMember(Member{ID: id, Name: string(id), Official: r.IntN(2) == 0, Standing: standings[r.IntN(5)]}, on, "")
			}
			diary[on] = byID(c.Members)
		}
		for on, want := range diary {
			if got := byID(c.RollOn(on)); !reflect.DeepEqual(got, want) {
				t.Fatalf("%s: %v, want %v", on, got, want)
			}
		}
	}
}

func byID(roll []Member) map[MemberID]Member {
	out := map[MemberID]Member{}
	for _, m := range roll {
		out[m.ID] = m
	}
	return out
}

func TestTakeRoll(t *testing.T) {
	now := time.Date(2026, 12, 3, 18, 0, 0, 0, time.UTC)
	c := Cell{Members: []Member{
		{ID: "ben", Name: "Nguyễn Văn Bền", BirthYear: 1971, Official: true, Post: "Bí thư chi bộ"},
		{ID: "binh", Name: "Trần Thị Bình", BirthYear: 1979, Official: true, Standing: Exempt},
		{ID: "hoa1", Name: "Lê Thị Hoa", BirthYear: 1980, Official: true},
		{ID: "hoa2", Name: "Lê Thị Hoa", BirthYear: 1990},
		{ID: "thach", Name: "Thạch Sang", BirthYear: 1960, Official: true},
	}}
	list := []Member{
		{ID: "x1", Name: "TRẦN THỊ BÌNH", Official: true, Standing: Active},               // the only one of the name; no year
		{ID: "x2", Name: "Lê Thị Hoa", BirthYear: 1990, Official: true, Standing: Active}, // became official
		{ID: "x3", Name: "Nguyễn Văn Bên", BirthYear: 1971, Official: true},               // a mark is other
		{ID: "x4", Name: "Danh Mới", BirthYear: 2001},
		{ID: "x5", Name: "Khách", Standing: Guest},
	}
	d := c.CompareRoll(list, ListFields{Official: true})
	if len(d.Added) != 1 || d.Added[0].Name != "Danh Mới" || len(d.Missing) != 2 || d.Missing[0].ID != "hoa1" || d.Missing[1].ID != "thach" {
		t.Fatalf("%+v", d)
	}
	changed := map[MemberID]Member{}
	for _, e := range d.Changed {
		changed[e.Before.ID] = e.After
	}
	if b := changed["binh"]; b.Standing != Exempt || b.BirthYear != 1979 {
		t.Errorf("the list says nothing of standings, and makes %+v", b)
	}
	if b := changed["ben"]; b.Name != "Nguyễn Văn Bên" || b.Post != "Bí thư chi bộ" {
		t.Errorf("%+v", b)
	}
	if !changed["hoa2"].Official {
		t.Errorf("%+v", d.Changed)
	}
	before := c.clone()
	if err := c.TakeRoll(d, "", false, now); !errors.Is(err, ErrDateNeeded) || !reflect.DeepEqual(c, before) {
		t.Fatalf("without a day: %v", err)
	}
	if err := c.TakeRoll(d, "2026-12-01", true, now); err != nil {
		t.Fatal(err)
	}
	if len(c.Members) != 4 || len(c.Changes) != 4 { // one official, one came, two left
		t.Errorf("%+v\n%+v", c.Members, c.Changes)
	}
	after := c.clone()
	if err := c.TakeBackRoll(now); err != nil || !reflect.DeepEqual(c.Members, before.Members) || c.Changes != nil {
		t.Errorf("taken back: %v %+v", err, c)
	}
	if err := c.TakeBackRoll(now); err != nil || !reflect.DeepEqual(c.Members, after.Members) || !reflect.DeepEqual(c.Changes, after.Changes) {
		t.Errorf("taken back twice: %v %+v", err, c)
	}
	var fresh Cell
	if err := fresh.TakeBackRoll(now); !errors.Is(err, ErrNothingBefore) {
		t.Error(err)
	}
	if err := fresh.TakeRoll(fresh.CompareRoll(list, ListFields{}), "", false, now); err != nil || len(fresh.Members) != 4 || fresh.Changes != nil {
		t.Errorf("the first roll: %v %+v", err, fresh)
	}
}

// The roll of a meeting follows the cell's, and keeps guests and who was there.
func TestPutRoll(t *testing.T) {
	m := &Meeting{
		Phase: Preparing, Attendance: map[MemberID]Attendance{"b": {Status: Present}},
		Roll: []Member{{ID: "a", Name: "An"}, {ID: "b", Name: "Bình"}, {ID: "g", Name: "Khách", Standing: Guest}},
	}
	if err := (PutRoll{Members: []Member{{ID: "c", Name: "Cường"}}, Drop: []MemberID{"a", "b", "z"}}).Apply(m, time.Time{}); err != nil {
		t.Fatal(err)
	}
	if len(m.Roll) != 3 || m.Roll[0].ID != "b" || m.Roll[1].ID != "g" || m.Roll[2].ID != "c" {
		t.Errorf("%+v", m.Roll)
	}
}
