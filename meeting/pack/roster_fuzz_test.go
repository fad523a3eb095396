package pack

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"phonghop/meeting"
)

// Whatever stands in a list: it is read without an error, whoever is taken has a name of two words and a year that can be
// one, each but once, and nothing that is told or kept holds a number as long as that of a paper or a telephone.
func FuzzRoster(f *testing.F) {
	for _, l := range cellLists {
		var lines []string
		for _, row := range l.rows {
			var cells []string
			for _, c := range row {
				if c == nil {
					c = ""
				}
				cells = append(cells, fmt.Sprint(c))
			}
			lines = append(lines, strings.Join(cells, "\t"))
		}
		f.Add(strings.Join(lines, "\n"), byte(2), byte(5))
	}
	long := regexp.MustCompile(`\d{9,}`)
	f.Fuzz(func(t *testing.T, text string, from, to byte) {
		book := excelize.NewFile()
		defer book.Close()
		for i, line := range strings.SplitN(text, "\n", 60) {
			var row []any
			for c := range strings.SplitSeq(line, "\t") {
				if len(row) < 20 {
					row = append(row, strings.ToValidUTF8(c, ""))
				}
			}
			if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Skip(err)
			}
		}
		a, _ := excelize.CoordinatesToCellName(int(from%20)+1, int(from/20)+1)
		b, _ := excelize.CoordinatesToCellName(int(to%20)+1, int(to/20)+1)
		_ = book.MergeCell("Sheet1", a, b)
		data, err := book.WriteToBuffer()
		if err != nil {
			t.Skip(err)
		}
		res, _, err := ReadTemplate(t.Context(), data, nil)
		if err != nil {
			t.Skip(err) // control characters that no XML may hold
		}
		seen := map[meeting.MemberID]bool{}
		for _, p := range res.Members {
			if len(strings.Fields(p.Name)) < 2 && len(res.Understood) > 0 || p.Name == "" || seen[p.ID] || p.BirthYear != 0 && (p.BirthYear < minYear || p.BirthYear > maxYear) {
				t.Errorf("%+v", p)
			}
			seen[p.ID] = true
		}
		if len(res.Understood) > 0 {
			for _, u := range res.Understood {
				for _, s := range u.Skipped {
					if long.MatchString(s.Text) {
						t.Errorf("told: %+v", s)
					}
				}
			}
			kept, _ := json.Marshal(res.Members)
			if long.Match(regexp.MustCompile(`"id":"[^"]*"`).ReplaceAll(kept, nil)) {
				t.Errorf("kept: %s", kept)
			}
		}
	})
}
