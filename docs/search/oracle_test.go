package search

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// wordsOf cuts a text into small words by other means than [fold].
func wordsOf(text string) []string {
	return strings.FieldsFunc(strings.ToLower(norm.NFC.String(text)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// bareLetters are all letters without their marks.
var bareLetters = func() map[rune]rune {
	bare := map[rune]rune{}
	for _, r := range allLetters() {
		bare[r] = []rune(bareOf(string(r)))[0]
	}
	return bare
}()

// meets tells whether a typed word stands for a word of a text, both in the new spelling: letter by letter, one typed
// without a mark for any.
func meets(typed, word string, open bool) bool {
	a, b := []rune(typed), []rune(word)
	if len(a) > len(b) || len(a) < len(b) && !open {
		return false
	}
	for i, r := range a {
		if r != b[i] && (bareLetters[r] != r || bareLetters[b[i]] != r) {
			return false
		}
	}
	return true
}

// newSpelling puts the tone on the second of oa, oe, uy.
func newSpelling(word string) string {
	for _, two := range []struct{ first, second string }{{"oòóõỏọ", "aàáãảạ"}, {"oòóõỏọ", "eèéẽẻẹ"}, {"uùúũủụ", "yỳýỹỷỵ"}} {
		a, b := []rune(two.first), []rune(two.second)
		for tone := 1; tone < 6; tone++ {
			word = strings.ReplaceAll(word, string([]rune{a[tone], b[0]}), string([]rune{a[0], b[tone]}))
		}
	}
	return word
}

// TestSearchAgainstAnotherWay asks for words and quotations and finds the pages word by word.
func TestSearchAgainstAnotherWay(t *testing.T) {
	w, rnd := newWriter(11), rand.New(rand.NewPCG(3, 4))
	x := open(t, shelf{})
	var all []string
	words := map[string][][]string{}
	for i := range 10 {
		all = append(all, shaOf(i))
	}
	x.Keep(all)
	for _, sha := range all {
		doc := text{pages: []string{w.page(), w.page(), w.page()}}
		for _, p := range doc.pages {
			words[sha] = append(words[sha], wordsOf(newSpelling(strings.ToLower(p))))
		}
		x.put(sha, doc)
		if err := x.texts.write(sha, doc); err != nil {
			t.Fatal(err)
		}
	}
	found, beside := 0, 0
	for range 150 {
		typed := words[all[rnd.IntN(10)]][rnd.IntN(3)]
		at := rnd.IntN(len(typed) - 4)
		typed = slices.Clone(typed[at : at+1+rnd.IntN(3)])
		quoted := rnd.IntN(3) == 0
		if !quoted {
			rnd.Shuffle(len(typed), func(i, j int) { typed[i], typed[j] = typed[j], typed[i] })
		}
		for i, word := range typed {
			switch rnd.IntN(4) {
			case 0:
				typed[i] = bareOf(word)
			case 1:
				typed[i] = strings.ToUpper(norm.NFD.String(word))
			}
		}
		query := strings.Join(typed, " ")
		if quoted {
			query = "“" + query + "”"
		}
		for i := range typed {
			typed[i] = newSpelling(wordsOf(typed[i])[0])
		}
		want := map[string]bool{} // whether the words stand side by side
		for sha, list := range words {
			for i, page := range list {
				has, side := onPage(typed, page, !quoted)
				if side || has && !quoted {
					want[sha+string(rune('1'+i))] = side
				}
			}
		}
		r, err := x.Search(context.Background(), Parse(query), all, -1)
		if err != nil {
			t.Fatal(err)
		}
		few, err := x.Search(context.Background(), Parse(query), all, 3)
		if err != nil || few.Pages != r.Pages || !slices.EqualFunc(few.Hits, r.Hits[:min(3, r.Pages)], same) {
			t.Fatalf("%q: the best three are not the first of all: %v", query, err)
		}
		last := true
		for _, h := range r.Hits {
			side, ok := want[h.SHA256+string(rune('0'+h.Page))]
			if !ok || side && !last || len(h.Marks) == 0 {
				t.Fatalf("%q: page %d of %s is found: %v, side by side: %v, behind one that is not: %v", query, h.Page, h.SHA256, ok, side, !last)
			}
			last = side
			if side {
				beside++
			}
		}
		if len(r.Hits) != len(want) {
			t.Fatalf("%q: %d pages, want %d", query, len(r.Hits), len(want))
		}
		found += len(r.Hits)
	}
	t.Logf("%d pages, on %d the words side by side", found, beside)
	if found < 500 || beside < 200 {
		t.Error("the queries find too little to say anything")
	}
}

func same(a, b Hit) bool { return a.SHA256 == b.SHA256 && a.Page == b.Page && a.Line == b.Line }

// onPage tells whether a page has all words, and whether it has them side by side.
func onPage(typed, page []string, open bool) (has, side bool) {
	has = true
	for k, word := range typed {
		has = has && slices.ContainsFunc(page, func(p string) bool { return meets(word, p, open && k == len(typed)-1) })
	}
	for i := 0; i+len(typed) <= len(page) && !side; i++ {
		side = true
		for k, word := range typed {
			side = side && meets(word, page[i+k], open && k == len(typed)-1)
		}
	}
	return has, side
}
