package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"phonghop/meeting"
)

func openStore(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// fill sets every field that JSON carries to something that is not its zero value, so
// that a field added later cannot be forgotten by the store.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprint("s", *n))
	case reflect.Int, reflect.Uint64:
		if v.CanInt() {
			v.SetInt(int64(*n))
		} else {
			v.SetUint(uint64(*n))
		}
	case reflect.Float32:
		v.SetFloat(float64(*n))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fill(v.Index(i), n)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		for range 2 {
			k, e := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(k, n)
			fill(e, n)
			v.SetMapIndex(k, e)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.Date(2026, 12, 3, 18, *n%60, 0, 0, time.FixedZone("", 7*3600))))
			return
		}
		for i := range v.NumField() {
			if v.Type() == reflect.TypeFor[meeting.Attendance]() && v.Type().Field(i).Name == "Before" {
				v.Field(i).Set(reflect.ValueOf(&meeting.Attendance{Status: meeting.AbsentExcused}))
				continue
			}
			fill(v.Field(i), n)
		}
	default:
		panic(v.Kind())
	}
}

func full() *meeting.Meeting {
	m, n := &meeting.Meeting{}, 0
	fill(reflect.ValueOf(m).Elem(), &n)
	m.ID = "m"
	return m
}

func same(a, b any) bool { // times of one zone differ in their pointers only
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return string(x) == string(y)
}

func TestEveryFieldComesBack(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	m := full()
	if err := s.SaveMeeting(m); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	got, err := openStore(t, dir).Meeting("m")
	if err != nil {
		t.Fatal(err)
	}
	if !same(got, m) {
		x, _ := json.MarshalIndent(got, "", " ")
		y, _ := json.MarshalIndent(m, "", " ")
		t.Errorf("came back as %s\nwas %s", x, y)
	}
	if got.Started.Format(time.RFC3339) != m.Started.Format(time.RFC3339) {
		t.Errorf("the zone of a time was lost: %v, %v", got.Started, m.Started)
	}
	if !same(m, m.Clone()) {
		t.Error("Clone forgets a field")
	}
}

func TestWhatIsTakenOutIsGone(t *testing.T) {
	s := openStore(t, t.TempDir())
	m := full()
	if err := s.SaveMeeting(m); err != nil {
		t.Fatal(err)
	}
	m = m.Clone()
	m.Opinions, m.Attendance, m.Notes, m.Edits, m.Dues = m.Opinions[:1], nil, map[string]string{}, nil, nil
	if err := s.SaveMeeting(m); err != nil {
		t.Fatal(err)
	}
	got, err := s.Meeting("m")
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Opinions) != 1 || len(got.Attendance)+len(got.Notes)+len(got.Edits) != 0 || got.Dues != nil {
		t.Errorf("still there: %+v", got)
	}
}

func TestListDeleteAndStage(t *testing.T) {
	s := openStore(t, t.TempDir())
	for i, id := range []string{"early", "late"} {
		m := (&meeting.Meeting{ID: id, Title: id, Planned: time.Unix(int64(i*1000), 0)}).Clone()
		if err := s.SaveMeeting(m); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.SaveStage("late", meeting.Stage{Show: meeting.ShowAgenda}); err != nil {
		t.Fatal(err)
	}
	list, err := s.Meetings()
	if err != nil || len(list) != 2 || list[0].ID != "late" {
		t.Fatalf("%+v, %v", list, err)
	}
	if err := s.DeleteMeeting("late"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Meeting("late"); !errors.Is(err, meeting.ErrNotFound) {
		t.Errorf("deleted, and read as %v", err)
	}
	if err := s.DeleteMeeting("late"); !errors.Is(err, meeting.ErrNotFound) {
		t.Errorf("deleted twice: %v", err)
	}
	if st, err := s.Stage("late"); err != nil || st.Show != meeting.ShowJoin {
		t.Errorf("its stage stayed: %+v, %v", st, err)
	}
	if _, err := s.Meeting(""); !errors.Is(err, meeting.ErrNotFound) {
		t.Errorf("no id: %v", err)
	}
}

func TestASecondProgramIsKeptOut(t *testing.T) {
	dir := t.TempDir()
	openStore(t, dir)
	if _, err := Open(dir); !errors.Is(err, ErrInUse) {
		t.Errorf("opened twice: %v", err)
	}
}

func TestNewerDataAreNotTouched(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	if err := s.db.Update(func(tx *bolt.Tx) error { return put(tx.Bucket(bucketMain), "version", version+1) }); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, meeting.ErrNewerData) {
		t.Errorf("newer data: %v", err)
	}
}

func TestDamagedFilesAreRefused(t *testing.T) {
	dir := t.TempDir()
	s := openStore(t, dir)
	for i := range 40 {
		m := full()
		m.ID = fmt.Sprint("m", i)
		if err := s.SaveMeeting(m); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	good, err := os.ReadFile(filepath.Join(dir, FileName))
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"cut to a third": good[:len(good)/3], "cut to a page": good[:4096], "cut within a page": good[:5000], "not ours": []byte("%PDF-1.7 not a database at all"),
		"zeros": make([]byte, len(good)), "both heads overwritten": append(make([]byte, 8192), good[8192:]...),
	} {
		other := t.TempDir()
		if err := os.WriteFile(filepath.Join(other, FileName), data, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(other)
		if err == nil {
			_ = s.Close()
		}
		if !errors.Is(err, ErrDamaged) {
			t.Errorf("%s: %v", name, err)
		}
		if now, _ := os.ReadFile(filepath.Join(other, FileName)); string(now) != string(data) {
			t.Errorf("%s: the damaged file was changed", name)
		}
	}
}

func TestAFolderThatCannotBeWritten(t *testing.T) {
	if os.Geteuid() == 0 {
		// Root may write everywhere, so a file stands where the folder should be.
		path := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(path); err == nil {
			t.Error("opened a file as a folder")
		}
		return
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o500); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("no permission: %v", err)
	}
}

func TestOnlyWhatChangedIsWritten(t *testing.T) {
	s := openStore(t, t.TempDir())
	m := full().Clone()
	for i := range 150 {
		m.Roll = append(m.Roll, meeting.Member{ID: meeting.MemberID(fmt.Sprint(i)), Name: "Nguyễn Văn A"})
	}
	if err := s.SaveMeeting(m); err != nil {
		t.Fatal(err)
	}
	before := s.db.Stats().TxStats
	m = m.Clone()
	m.Notes["new"] = "một câu"
	if err := s.SaveMeeting(m); err != nil {
		t.Fatal(err)
	}
	after := s.db.Stats().TxStats
	if diff := after.Sub(&before); diff.GetRebalance() > 0 || diff.GetPageCount() > 24 {
		t.Errorf("a new note touched %d pages", diff.GetPageCount())
	}
}
