package pack

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"phonghop/assets"
	"phonghop/meeting"
)

// pageObject counts the pages of the sample's own documents, whose page objects are
// written plainly.
var pageObject = regexp.MustCompile(`/Type\s*/Page\b[^s]`)

func TestSample(t *testing.T) {
	cell, m, docs, err := Sample()
	if err != nil {
		t.Fatal(err)
	}
	if len(cell.Members) != 28 || len(m.Roll) != 29 || len(m.Items) != 7 || len(docs) != 4 {
		t.Fatalf("members %d, roll %d, items %d, documents %d", len(cell.Members), len(m.Roll), len(m.Items), len(docs))
	}
	if m.Number != 18 || m.PlannedMinutes() != 105 {
		t.Errorf("number %d, planned %d minutes", m.Number, m.PlannedMinutes())
	}
	projector := 0
	for i, d := range docs {
		meta, _ := m.Document(d.ID)
		if n := len(pageObject.FindAll(d.Data, -1)); n != meta.Pages {
			t.Errorf("%s has %d pages, meeting.json says %d", d.Name, n, meta.Pages)
		}
		if d.Level == meeting.ProjectorOnly {
			projector++
		}
		if m.Documents[i].SHA256 == "" {
			t.Errorf("%s has no checksum", d.Name)
		}
	}
	if projector != 1 {
		t.Errorf("%d documents for the projector only", projector)
	}
	for _, it := range m.Items {
		for _, d := range it.Documents {
			if _, ok := m.Document(d); !ok {
				t.Errorf("item %s names the unknown document %s", it.ID, d)
			}
		}
	}
}

// TestSamplePersonalData holds the least-data rule: of a person the sample says no
// more than the papers need.
func TestSamplePersonalData(t *testing.T) {
	data, err := assets.Sample("cell.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"Khmer", "Kinh", "zalo", "smartphone", "Nữ", "Mắt kém", "ngay_vao"} {
		if strings.Contains(string(data), word) {
			t.Errorf("cell.json says %q", word)
		}
	}
}

func TestAgenda(t *testing.T) {
	for _, kind := range meeting.Kinds() {
		items, err := Agenda(kind)
		if err != nil {
			t.Fatal(err)
		}
		minutes, discussion, ids := 0, false, map[string]bool{}
		order := map[meeting.Part]int{meeting.Opening: 1, meeting.Content: 2, meeting.Closing: 3}
		last := 0
		for _, it := range items {
			minutes += it.Minutes
			discussion = discussion || it.Discussion
			ids[it.ID] = true
			if order[it.Part] < last || it.Title != norm.NFC.String(it.Title) {
				t.Errorf("%s: %q stands wrong", kind, it.Title)
			}
			last = order[it.Part]
		}
		if least := map[meeting.Kind]int{meeting.Regular: 90, meeting.Thematic: 90}[kind]; minutes < max(least, 1) || minutes > 120 || !discussion || len(ids) != len(items) || last != 3 {
			t.Errorf("%s: %d minutes, discussion %v, %d ids of %d items", kind, minutes, discussion, len(ids), len(items))
		}
	}
	if _, err := Agenda("other"); err == nil {
		t.Error("an unknown kind gave an agenda")
	}
}
