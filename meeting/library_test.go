package meeting

import (
	"testing"
	"time"
)

func TestLibrary(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 9, n, 18, 30, 0, 0, time.UTC) }
	first := &Meeting{
		ID: "a", Title: "Tháng 9", Planned: day(3), Items: []Item{{ID: "1", Title: "Một"}, {ID: "2", Title: "Hai", Documents: []string{"x"}}},
		Documents: []Document{{ID: "x", SHA256: "s", Title: "Báo cáo", Level: ProjectorOnly, Shown: day(3)}, {ID: "y", SHA256: "r", Title: "Cũ"}},
	}
	second := &Meeting{ID: "b", Title: "Tháng 10", Planned: day(9), Documents: []Document{{ID: "z", SHA256: "s", Title: "Báo cáo (sửa)", Level: Public}}}
	list := Library([]*Meeting{first, second})
	if len(list) != 2 || list[0].Title != "Báo cáo (sửa)" || list[1].Title != "Cũ" {
		t.Fatalf("%+v", list)
	}
	k := list[0]
	if o := k.Origin(); o.Meeting.ID != "a" || o.Item != "Hai" || k.Level != Public {
		t.Errorf("origin %+v, level %s", o, k.Level)
	}
	if shown := k.Shown(); len(shown) != 1 || shown[0].Meeting.ID != "a" {
		t.Errorf("shown %+v", shown)
	}
	if d, ok := k.In("a"); !ok || d.Level != ProjectorOnly || d.ID != "x" {
		t.Errorf("in the first: %+v", d)
	}
	if _, ok := list[1].In("b"); ok {
		t.Error("in the second, which has not got it")
	}
	if d := k.Fresh(); d.ID == "z" || d.ID == "" || d.SHA256 != "s" || d.Level != Public || !d.Shown.IsZero() {
		t.Errorf("taken over as %+v", d)
	}
}
