package pack

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"phonghop/meeting"
)

// sampleFile returns the sample as a meeting and as the bytes of its meeting file.
func sampleFile(t testing.TB) (*meeting.Meeting, []byte) {
	t.Helper()
	_, m, docs, err := Sample()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Write(&b, m, opener(m, docs), nil); err != nil {
		t.Fatal(err)
	}
	return m, b.Bytes()
}

func opener(m *meeting.Meeting, docs []SampleDoc) func(string) (io.ReadCloser, error) {
	return func(sha string) (io.ReadCloser, error) {
		for i, d := range m.Documents {
			if d.SHA256 == sha {
				return io.NopCloser(bytes.NewReader(docs[i].Data)), nil
			}
		}
		return nil, meeting.ErrNoDocument
	}
}

func readBytes(data []byte) (*File, error) {
	return Read(bytes.NewReader(data), int64(len(data)), DefaultLimits)
}

func TestFileRoundTrip(t *testing.T) {
	m, data := sampleFile(t)
	f, err := readBytes(data)
	if err != nil {
		t.Fatal(err)
	}
	if !m.Planned.Equal(f.Meeting.Planned) {
		t.Errorf("planned %v", f.Meeting.Planned)
	}
	f.Meeting.Planned = m.Planned // the zone's name may differ
	m = m.Clone()
	m.Reviewed, m.Petitions = f.Meeting.Reviewed, f.Meeting.Petitions // what is followed stays where it is recorded
	if !reflect.DeepEqual(m, f.Meeting) {
		t.Errorf("the meeting changed on the way\n got %+v\nwant %+v", f.Meeting, m)
	}
	for _, d := range m.Documents {
		r, err := f.Open(d.SHA256)
		if err != nil {
			t.Fatal(err)
		}
		n, err := io.Copy(io.Discard, r)
		if err != nil || n == 0 {
			t.Errorf("%s: %d bytes, %v", d.Name, n, err)
		}
		_ = r.Close()
	}
	if _, again := sampleFile(t); !bytes.Equal(data, again) {
		t.Error("the same meeting gave other bytes")
	}
}

// TestFileLeavesTheRecordBehind writes a meeting that was held, and a file to which
// somebody added a record by hand.
func TestFileLeavesTheRecordBehind(t *testing.T) {
	_, m, docs, err := Sample()
	if err != nil {
		t.Fatal(err)
	}
	held := m.Clone()
	at := m.Planned
	for _, c := range []meeting.Command{
		meeting.Join{Token: "secret-token", Member: "dv01"},
		meeting.Start{},
		meeting.WriteNote{Item: "m1", Text: "secret-note"},
		meeting.PutOpinion{Opinion: meeting.Opinion{ID: "o", Item: "m1", Member: "dv01", Text: "secret-opinion"}},
		meeting.WriteConclusion{Text: "secret-conclusion"},
		meeting.Skip{Item: "m3"},
	} {
		if err := c.Apply(held, at); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := Write(&b, held, opener(m, docs), nil); err != nil {
		t.Fatal(err)
	}
	z, _ := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	text := entryText(t, z.File[0])
	for _, word := range []string{"secret", "held", "started", "attendance", "skipped", "phones"} {
		if strings.Contains(text, word) {
			t.Errorf("phonghop.json says %q", word)
		}
	}
	forged := strings.Replace(text, `"title"`, `"phase": "ended", "attendance": {"dv01": {"status": "present"}}, "phones": [{"token": "x", "member": "dv01"}], "notes": {"m1": "x"}, "title"`, 1)
	f, err := readBytes(repack(t, b.Bytes(), func(name string, data []byte) (string, []byte) {
		if name == manifestName {
			return name, []byte(forged)
		}
		return name, data
	}))
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Meeting; got.Phase != meeting.Preparing || len(got.Attendance)+len(got.Phones)+len(got.Notes) != 0 {
		t.Errorf("a record came in: %s %v %v %v", got.Phase, got.Attendance, got.Phones, got.Notes)
	}
}

func entryText(t testing.TB, e *zip.File) string {
	t.Helper()
	r, err := e.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// repack writes a zip anew, every entry deflated, with entries changed; an empty name
// drops one.
func repack(t testing.TB, data []byte, change func(name string, data []byte) (string, []byte)) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.BestSpeed) })
	for _, e := range z.File {
		name, content := change(e.Name, []byte(entryText(t, e)))
		if name == "" {
			continue
		}
		out, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFileRefusals(t *testing.T) {
	_, good := sampleFile(t)
	manifestText := func(old, text string) []byte {
		return repack(t, good, func(name string, data []byte) (string, []byte) {
			if name == manifestName {
				if !bytes.Contains(data, []byte(old)) {
					t.Fatalf("the manifest has no %q", old)
				}
				data = bytes.Replace(data, []byte(old), []byte(text), 1)
			}
			return name, data
		})
	}
	entry := func(change func(name string, data []byte) (string, []byte)) []byte { return repack(t, good, change) }
	flipped := bytes.Clone(good)
	flipped[len(good)/2] ^= 1
	tests := []struct {
		name string
		data []byte
		want error
	}{
		{"empty", nil, ErrNotOurs},
		{"text", []byte("Biên bản"), ErrNotOurs},
		{"another zip", entry(func(n string, d []byte) (string, []byte) { return "x" + n, d }), ErrNotOurs},
		{"another format", manifestText(formatName, "other"), ErrNotOurs},
		{"cut short", good[:len(good)/2], ErrDamaged},
		{"cut by a byte", good[:len(good)-1], ErrDamaged},
		{"a bit flipped", flipped, ErrDamaged},
		{"newer", manifestText(`"version": 1`, `"version": 2`), meeting.ErrNewerData},
		{"version 0", manifestText(`"version": 1`, `"version": 0`), ErrDamaged},
		{"no JSON", manifestText(`{`, `[`), ErrDamaged},
		{"wrong bytes", entry(func(n string, d []byte) (string, []byte) {
			if strings.HasSuffix(n, ".pdf") {
				d = append(d, ' ')
			}
			return n, d
		}), ErrDamaged},
		{"document missing", entry(func(n string, d []byte) (string, []byte) {
			if strings.HasSuffix(n, ".pdf") {
				n = ""
			}
			return n, d
		}), ErrDamaged},
		{"bomb in a document", entry(func(n string, d []byte) (string, []byte) {
			if strings.HasSuffix(n, ".pdf") {
				d = make([]byte, 8<<20)
			}
			return n, d
		}), ErrTooBig},
		{"bomb in the manifest", manifestText(`{`, strings.Repeat(" ", 5<<20)+`{`), ErrTooBig},
		{"meeting id is a path", manifestText(`"id": "mau-2026-12"`, `"id": "../../x"`), ErrDamaged},
		{"item twice", manifestText(`"id": "m2"`, `"id": "m1"`), ErrDamaged},
		{"presenter unknown", manifestText(`"presenter": "dv05"`, `"presenter": "dv99"`), ErrDamaged},
		{"chair unknown", manifestText(`"chair": "dv01"`, `"chair": "dv99"`), ErrDamaged},
		{"checksum is a path", manifestText(`"sha256": "`, `"sha256": "../`), ErrDamaged},
		{"no title", manifestText(`"title": "Sinh hoạt`, `"title": "", "x": "`), ErrDamaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			began := time.Now()
			f, err := readBytes(tt.data)
			if !errors.Is(err, tt.want) || f != nil {
				t.Errorf("got %v, %v", f, err)
			}
			if d := time.Since(began); d > time.Second {
				t.Errorf("it took %v", d)
			}
		})
	}
}

func TestFileLevels(t *testing.T) {
	_, good := sampleFile(t)
	for level, want := range map[string]meeting.Level{
		"public": meeting.Public, "recall": meeting.Recall, "internal": meeting.Internal,
		"projector_only": meeting.ProjectorOnly, "": meeting.ProjectorOnly, "chair_only": meeting.ProjectorOnly,
	} {
		f, err := readBytes(repack(t, good, func(name string, data []byte) (string, []byte) {
			if name == manifestName {
				data = bytes.Replace(data, []byte(`"level": "internal"`), fmt.Appendf(nil, `"level": %q`, level), 1)
			}
			return name, data
		}))
		if err != nil || f.Meeting.Documents[0].Level != want {
			t.Errorf("level %q is read as %v (%v)", level, f, err)
		}
	}
}

func TestWriteChecksBytes(t *testing.T) {
	_, m, docs, err := Sample()
	if err != nil {
		t.Fatal(err)
	}
	docs[2].Data = append(bytes.Clone(docs[2].Data), 'x')
	if err := Write(io.Discard, m, opener(m, docs), nil); !errors.Is(err, ErrDamaged) {
		t.Errorf("got %v", err)
	}
}

// FuzzRead changes both layers: the bytes of the zip, and the text of the manifest.
func FuzzRead(f *testing.F) {
	_, good := sampleFile(f)
	z, err := zip.NewReader(bytes.NewReader(good), int64(len(good)))
	if err != nil {
		f.Fatal(err)
	}
	text := entryText(f, z.File[0])
	f.Add([]byte(text), true)
	f.Add([]byte(`{"format":"phonghop-meeting","version":1,"meeting":{"id":"a","title":"b","roll":[{"id":"c","name":"d"}]}}`), true)
	small := repack(f, good, func(n string, d []byte) (string, []byte) {
		if n != manifestName {
			return "", nil
		}
		return n, []byte(`{"format":"phonghop-meeting","version":1,"meeting":{"id":"a","title":"b"}}`)
	})
	f.Add(small, false)
	f.Fuzz(func(t *testing.T, data []byte, asText bool) {
		if asText {
			var b bytes.Buffer
			w := zip.NewWriter(&b)
			out, _ := w.Create(manifestName)
			_, _ = out.Write(data)
			_ = w.Close()
			data = b.Bytes()
		}
		file, err := readBytes(data)
		if err != nil {
			known := errors.Is(err, ErrNotOurs) || errors.Is(err, ErrDamaged) || errors.Is(err, ErrTooBig) || errors.Is(err, meeting.ErrNewerData)
			if !known || file != nil {
				t.Fatalf("got %v, %v", file, err)
			}
			return
		}
		m := file.Meeting
		if m.Title == "" || m.ID == "" || m.Phase != meeting.Preparing {
			t.Fatalf("read %+v", m)
		}
		// What was read is written and read again as the same.
		var b bytes.Buffer
		if err := Write(&b, m, file.Open, nil); err != nil {
			t.Fatal(err)
		}
		again, err := readBytes(b.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		one, _ := json.Marshal(m)
		two, _ := json.Marshal(again.Meeting)
		if !bytes.Equal(one, two) {
			t.Fatalf("written %s\nread %s", one, two)
		}
	})
}
