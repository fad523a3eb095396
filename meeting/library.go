package meeting

import (
	"cmp"
	"slices"
	"time"
)

// Kept is a document of the library: the same bytes, in whichever meetings they are.
type Kept struct {
	Document // as the latest of these meetings knows it, with its level there
	// Uses are the meetings that have it, the latest first. The last one is where it
	// came from.
	Uses []Use
}

// Use is a document in one meeting.
type Use struct {
	Meeting  Summary
	Item     string // title of its first agenda item there; "" under none
	Document Document
}

// Origin is the first meeting that had the document, and with it the document's date.
func (k Kept) Origin() Use { return k.Uses[len(k.Uses)-1] }

// Shown are the uses in which a hall saw it, the latest first.
func (k Kept) Shown() []Use {
	return slices.DeleteFunc(slices.Clone(k.Uses), func(u Use) bool { return u.Document.Shown.IsZero() })
}

// In returns what a meeting knows of the document, and false where it has not got it.
func (k Kept) In(id string) (Document, bool) {
	for _, u := range k.Uses {
		if u.Meeting.ID == id {
			return u.Document, true
		}
	}
	return Document{}, false
}

// Library lists the documents of all meetings, each once, the latest first.
func Library(all []*Meeting) []Kept {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b *Meeting) int {
		return cmp.Or(b.Planned.Compare(a.Planned), cmp.Compare(b.ID, a.ID))
	})
	at := map[string]int{} // by SHA-256
	var out []Kept
	for _, m := range all {
		for _, d := range m.Documents {
			i, known := at[d.SHA256]
			if !known {
				i = len(out)
				at[d.SHA256] = i
				out = append(out, Kept{Document: d})
			}
			out[i].Uses = append(out[i].Uses, Use{Meeting: m.Summary(), Item: m.itemOf(d.ID), Document: d})
		}
	}
	return out
}

// itemOf returns the title of the first item that has a document, or "".
func (m *Meeting) itemOf(document string) string {
	for _, it := range m.Items {
		if slices.Contains(it.Documents, document) {
			return it.Title
		}
	}
	return ""
}

// Fresh returns the document as another meeting takes it over: with its level, and not
// shown there yet. It gets an id of its own, the bytes are the same.
func (k Kept) Fresh() Document {
	d := k.Document
	d.ID, d.Shown = NewID(), time.Time{}
	return d
}
