package docs

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Marks are the marks looked for on papers, each with its spellings. They are data: rules change every year.
type Marks struct {
	// Secret are the marks of state secrecy (Law 117/2025/QH15).
	Secret []Mark
	// Beside are words that may stand on one line with a secrecy mark.
	Beside []string
	// Before are words at the end of a line after which "MẬT" alone goes on with a sentence ("BÍ" + "MẬT").
	Before []string
	// Circulation are marks that limit who may get a paper (rules.md 4.1).
	Circulation []Mark
}

// Mark is one mark and how it may be written.
type Mark struct {
	// Name is the usual spelling.
	Name string
	// Also are other spellings: text from old fonts (TCVN3, VNI) that no table of letters turned into Unicode, and what
	// reading machines make of stamps.
	Also []string
}

// StandardMarks are the marks in use in 2026.
func StandardMarks() Marks {
	return Marks{
		Secret: []Mark{
			{Name: "TUYỆT MẬT", Also: []string{"TUYÖT MËT", "tuyÖt mËt", "TUYEÄT MAÄT", "TUYỆT MÂT", "TUYÊT MÂT"}},
			{Name: "TỐI MẬT", Also: []string{"TèI MËT", "tèi mËt", "TOÁI MAÄT", "TỐI MÂT"}},
			{Name: "MẬT", Also: []string{"MËT", "mËt", "MAÄT", "MÂT"}},
		},
		Beside: []string{
			"ĐỘ MẬT", "ĐỘ KHẨN", "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "HOẢ TỐC", "HẸN GIỜ", "BẢN SỐ", "SỐ", "BẢN",
			"DỰ THẢO", "TÀI LIỆU",
		},
		Before: []string{"BÍ", "BẢO", "ĐỘ"},
		Circulation: []Mark{
			{Name: "LƯU HÀNH NỘI BỘ", Also: []string{"TÀI LIỆU LƯU HÀNH NỘI BỘ", "LÖU HAØNH NOÄI BOÄ"}},
			{Name: "XEM XONG TRẢ LẠI"},
			{Name: "TÀI LIỆU THU HỒI"},
			{Name: "XONG HỘI NGHỊ TRẢ LẠI", Also: []string{"HỌP XONG TRẢ LẠI"}},
			{Name: "KHÔNG PHỔ BIẾN", Also: []string{
				"KHÔNG PHỔ BIẾN TRÊN CÁC PHƯƠNG TIỆN THÔNG TIN ĐẠI CHÚNG",
				"KHÔNG PHỔ BIẾN TRÊN PHƯƠNG TIỆN THÔNG TIN ĐẠI CHÚNG",
			}},
			{Name: "TÀI LIỆU HỘI NGHỊ"},
		},
	}
}

const (
	// maxMark bounds the bytes of a mark and what stands beside it.
	maxMark = 200
	// maxCells bounds the pieces that make up a mark with wide gaps between its letters.
	maxCells = 12
)

// FindSecret looks for a secrecy mark in the text of a page: a short line, or part of a line set off by a wide gap,
// that says nothing else, in capitals. Words in a sentence ("bí mật", "BẢO MẬT THÔNG TIN") are none.
func (m Marks) FindSecret(page string) (mark string, found bool) {
	var before []string
	for line := range strings.SplitSeq(norm.NFC.String(page), "\n") {
		cells := cellsOf(line)
		if len(cells) == 0 {
			continue
		}
		for from := range cells {
			for to := from + 1; to <= min(from+maxCells, len(cells)); to++ {
				candidate := strings.Join(cells[from:to], " ")
				if len(candidate) > maxMark {
					break
				}
				name, ok := m.secret(candidate)
				if !ok {
					continue
				}
				if name == "MẬT" && (m.goesOn(before) || from > 0 && m.goesOn(cells[from-1:from])) {
					continue
				}
				return name, true
			}
		}
		before = cells
	}
	return "", false
}

// FindCirculation lists the circulation marks that stand on lines of their own, in capitals or in small letters.
func (m Marks) FindCirculation(page string) []string {
	var found []string
	for line := range strings.SplitSeq(norm.NFC.String(page), "\n") {
		for _, cell := range cellsOf(line) {
			text := squeeze(cell)
			for _, mark := range m.Circulation {
				for _, spelling := range mark.spellings() {
					if (text == spelling || strings.ToUpper(text) == spelling) && !slices.Contains(found, mark.Name) {
						found = append(found, mark.Name)
					}
				}
			}
		}
	}
	return found
}

// secret tells whether the text is a secrecy mark with nothing but the words that may stand beside it.
func (m Marks) secret(text string) (string, bool) {
	letters := squeeze(text)
	// "Độ mật: Tối mật" names the grade in any letters.
	if label := "ĐỘMẬT"; strings.HasPrefix(strings.ToUpper(letters), label) && !strings.HasPrefix(letters, label) {
		letters = strings.ToUpper(letters)
	}
	return m.consume(letters)
}

// consume takes marks and words beside them from the front until nothing is left.
func (m Marks) consume(letters string) (string, bool) {
	for _, mark := range m.Secret {
		for _, spelling := range mark.spellings() {
			rest, ok := strings.CutPrefix(letters, spelling)
			if !ok {
				continue
			}
			if rest == "" || m.onlyBeside(rest) {
				return mark.Name, true
			}
			if name, ok := m.consume(rest); ok {
				return name, true
			}
		}
	}
	for _, word := range m.Beside {
		if rest, ok := strings.CutPrefix(letters, squeeze(word)); ok {
			if name, ok := m.consume(rest); ok {
				return name, true
			}
		}
	}
	return "", false
}

// onlyBeside tells whether the letters are nothing but words that may stand beside a mark.
func (m Marks) onlyBeside(letters string) bool {
	words := slices.Clone(m.Beside)
	for _, c := range m.Circulation {
		words = append(words, c.Name)
	}
	for _, word := range words {
		if rest, ok := strings.CutPrefix(letters, squeeze(word)); ok && (rest == "" || m.onlyBeside(rest)) {
			return true
		}
	}
	return false
}

// goesOn tells whether one of the cells ends with a word that wants "MẬT" after it.
func (m Marks) goesOn(cells []string) bool {
	for _, cell := range cells {
		words := strings.Fields(strings.ToUpper(cell))
		if len(words) > 0 && slices.Contains(m.Before, words[len(words)-1]) {
			return true
		}
	}
	return false
}

// spellings are all ways to write the mark, squeezed.
func (m Mark) spellings() []string {
	list := []string{squeeze(m.Name)}
	for _, s := range m.Also {
		list = append(list, squeeze(s))
	}
	return list
}

// cellsOf splits a line at tabs and wide gaps.
func cellsOf(line string) []string {
	line = strings.ReplaceAll(line, "   ", "\t")
	var cells []string
	for cell := range strings.SplitSeq(line, "\t") {
		if cell = strings.TrimSpace(cell); cell != "" {
			cells = append(cells, cell)
		}
	}
	return cells
}

// squeeze leaves the letters: "(T Ố I  M Ậ T)" and "TỐI MẬT." become "TỐIMẬT".
func squeeze(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, norm.NFC.String(text))
}
