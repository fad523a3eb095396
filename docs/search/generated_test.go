package search

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"phonghop/docs"
)

// vowels are the 12 vowels of Vietnamese with their six tones, letters all letters in both cases.
var vowels = []string{
	"aàáãảạ", "ăằắẵẳặ", "âầấẫẩậ", "eèéẽẻẹ", "êềếễểệ", "iìíĩỉị", "oòóõỏọ", "ôồốỗổộ", "ơờớỡởợ", "uùúũủụ", "ưừứữửự", "yỳýỹỷỵ",
}

// allLetters are the 134 letters that Unicode has for the vowels with marks and đ, and those without, in both cases.
func allLetters() []rune {
	small := []rune(strings.Join(vowels, "") + "bcdđghklmnpqrstvx")
	return append(small, []rune(strings.ToUpper(string(small)))...)
}

// writer makes up Vietnamese pages: syllables of which few are frequent and many rare, as in real texts.
type writer struct {
	rnd  *rand.Rand
	zipf *rand.Zipf
	all  []string
}

func newWriter(seed uint64) *writer {
	w := &writer{rnd: rand.New(rand.NewPCG(seed, 1))}
	var all []string
	for _, onset := range strings.Fields("_ b c ch d đ g gh gi h k kh l m n ng ngh nh ph qu r s t th tr v x") {
		for _, rhyme := range strings.Fields("a ac am an ang anh ao at ay âm ân âu ây e em en êt ên i iêm iên iêt inh o oa oai oan oc om on ong ô ôi ôn ông ơ ơi ơn u ua uân ui ung uôc uy uyên ư ưa ưng ươc ương ươi") {
			syllable := strings.TrimPrefix(onset+rhyme, "_")
			all = append(all, syllable)
			for tone := 1; tone < 6; tone++ {
				all = append(all, withTone(syllable, tone))
			}
		}
	}
	w.rnd.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	w.all, w.zipf = all, rand.NewZipf(w.rnd, 1.15, 8, uint64(len(all)-1))
	return w
}

// withTone puts a tone on the last vowel that has a mark of its own, or else on the last one but a final i, o, u or y.
func withTone(syllable string, tone int) string {
	r := []rune(syllable)
	at := -1
	for i, c := range r {
		for _, v := range vowels {
			if []rune(v)[0] == c && (at < 0 || i < len(r)-1 || strings.ContainsRune("ăâêôơư", c)) {
				at = i
			}
		}
	}
	for _, v := range vowels {
		if list := []rune(v); at >= 0 && list[0] == r[at] {
			r[at] = list[tone]
			break
		}
	}
	return string(r)
}

func (w *writer) word() string { return w.all[w.zipf.Uint64()] }

// page is about 2,500 letters in lines of about 80.
func (w *writer) page() string {
	var b strings.Builder
	for line := 0; b.Len() < 3300; {
		word := w.word()
		if w.rnd.IntN(12) == 0 {
			word = strings.ToUpper(word[:1]) + word[1:]
		}
		b.WriteString(word)
		if line += len(word); line > 80 {
			b.WriteByte('\n')
			line = 0
		} else if w.rnd.IntN(15) == 0 {
			b.WriteString(", ")
		} else {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// shelf is a library made of texts.
type shelf map[string][]string

// Text implements [Source].
func (s shelf) Text(_ context.Context, sha string) ([]docs.PageText, error) {
	pages, ok := s[sha]
	if !ok {
		return nil, docs.ErrNotFound
	}
	var out []docs.PageText
	for i, p := range pages {
		out = append(out, docs.PageText{Number: i + 1, Text: p})
	}
	return out, nil
}

// shaOf makes a name like a hash.
func shaOf(n int) string { return fmt.Sprintf("%064x", n) }
