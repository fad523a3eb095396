package store

import (
	"fmt"
	"reflect"
	"testing"

	"phonghop/meeting"
)

func TestOutlinesMakeTheSameLibrary(t *testing.T) {
	s := openStore(t, t.TempDir())
	var whole []*meeting.Meeting
	for i := range 3 {
		m := &meeting.Meeting{ID: fmt.Sprint("m", i), Title: fmt.Sprint("t", i), Roll: []meeting.Member{{ID: "x", Name: "X"}}}
		m.Documents = []meeting.Document{{ID: fmt.Sprint("d", i), SHA256: fmt.Sprint("s", i%2), Title: "T", Level: meeting.Recall}}
		m.Items = []meeting.Item{{ID: "1", Title: "Một", Documents: []string{m.Documents[0].ID}}}
		if i == 2 {
			m.Documents, m.Items = nil, nil
		}
		if err := s.SaveMeeting(m); err != nil {
			t.Fatal(err)
		}
		whole = append(whole, m)
	}
	outlines, err := s.Outlines()
	if err != nil {
		t.Fatal(err)
	}
	if got, want := meeting.Library(outlines), meeting.Library(whole); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant %+v", got, want)
	}
}
