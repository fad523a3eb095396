package paper

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"sync"

	"phonghop/docs/sheet"
	"phonghop/meeting"
)

// The keys of the papers of a secret ballot.
const (
	BallotPapers    = "ballots"  // to be cut apart and handed out
	CountingMinutes = "counting" // what the counting team found
)

// ballotForm are the words of form papers/05.
type ballotForm struct {
	BallotsTitle  string            `json:"ballots_title"`
	CountingTitle string            `json:"counting_title"`
	Type          string            `json:"type"`
	Subject       string            `json:"subject"`
	BlankDate     string            `json:"blank_date"`
	Choices       [3]string         `json:"choices"`
	Note          string            `json:"note"`
	CountingType  string            `json:"counting_type"`
	Opening       string            `json:"opening"`
	Head          string            `json:"head"`
	Member        string            `json:"member"`
	Lines         []string          `json:"lines"`
	Closing       string            `json:"closing"`
	Signs         [3]string         `json:"signs"`
	Labels        map[string]string `json:"labels"`

	words *form
}

//go:embed forms/ballot.json
var ballotFile []byte

var ballotWords = sync.OnceValue(func() *ballotForm {
	var f ballotForm
	if err := json.Unmarshal(ballotFile, &f); err != nil {
		panic(fmt.Errorf("read the form of ballots: %w", err))
	}
	base := *words()
	base.Labels = maps.Clone(base.Labels)
	maps.Copy(base.Labels, f.Labels)
	f.words = &base
	return &f
})

// secret are the motions on which ballots were cast.
func secret(m *meeting.Meeting) []meeting.Motion {
	var out []meeting.Motion
	for _, v := range m.Motions {
		if v.Form == meeting.Ballot {
			out = append(out, v)
		}
	}
	return out
}

// ballotsOf are the papers of the meeting's secret ballots; none without one.
func ballotsOf(m *meeting.Meeting) []Paper {
	if len(secret(m)) == 0 {
		return nil
	}
	f := ballotWords()
	return []Paper{{Key: BallotPapers, Title: f.BallotsTitle}, {Key: CountingMinutes, Title: f.CountingTitle}}
}

// Ballots are n ballots for a matter, two on a page. They bear neither names nor numbers, so that nobody's can be told
// from another's.
func Ballots(m *meeting.Meeting, text string, n int) sheet.Doc {
	f := ballotWords()
	d := sheet.Doc{Title: f.Type, Page: sheet.PartyPage()}
	d.Page.Number = 0 // a number would tell the ballots of one page from those of another
	for i := range n {
		d.Blocks = append(d.Blocks, f.ballot(m, text, i%2 == 0)...)
	}
	return d
}

// ballot is one of them, the upper one of a page or the lower one.
func (f *ballotForm) ballot(m *meeting.Meeting, text string, upper bool) []sheet.Block {
	say := func(sentence string) []sheet.Span {
		return spans(f.words, f.words.say(sentence, fields{"noi_dung": bare(text), "dia_danh": bare(m.Cell.Locality), "chi_bo": bare(m.Cell.Name)}))
	}
	const half = 297.0 / 2 // mm
	gap := 0.0
	if !upper {
		gap = (half - 95) * 72 / 25.4 // below the upper one, which takes about 95 mm
	}
	issuer := sheet.Para{Style: sheet.Issuer, Spans: say("{{chi_bo}}"), Break: upper, Gap: gap}
	box := sheet.Table{Cols: []float64{55, 55, 55}, Border: true, KeepAll: true}
	row, empty := sheet.Row{}, sheet.Row{}
	for _, c := range f.Choices {
		row = append(row, sheet.Cell{sheet.Text(sheet.CellHead, c)})
		empty = append(empty, sheet.Cell{{Style: sheet.CellMid, Spans: []sheet.Span{{Text: " "}}, Gap: 28}})
	}
	box.Rows = []sheet.Row{row, empty}
	return []sheet.Block{
		issuer,
		sheet.Para{Style: sheet.PlaceDate, Spans: say(f.BlankDate)},
		sheet.Text(sheet.Type, f.Type),
		sheet.Para{Style: sheet.Subject, Spans: say(f.Subject)},
		sheet.Text(sheet.Hyphens, "-----"),
		box,
		sheet.Para{Style: sheet.Note, Spans: say(f.Note), Gap: 6},
	}
}

// Counting is what the counting team found of a secret ballot, as form papers/05 B has it.
func Counting(m *meeting.Meeting, v meeting.Motion) sheet.Doc {
	f := ballotWords()
	w := f.words
	values := f.values(m, v)
	subject := w.say(f.Subject, values)
	h := letterhead(w, m)
	h.Number = nil
	d := sheet.Doc{Title: f.CountingType + " " + subject}
	d.Blocks = append(d.Blocks, h.Table(), sheet.Text(sheet.Type, f.CountingType), sheet.Para{Style: sheet.Subject, Spans: spans(w, subject)},
		sheet.Text(sheet.Hyphens, "-----"))
	for _, line := range append(append([]string{f.Opening}, f.Lines...), f.Closing) {
		d.Blocks = append(d.Blocks, sheet.Para{Style: sheet.Body, Spans: spans(w, w.say(line, values))})
	}
	head, others := "", []string{}
	if v.Count != nil {
		for i, id := range v.Count.Team {
			if i == 0 {
				head = m.Name(id)
			} else {
				others = append(others, m.Name(id))
			}
		}
	}
	signers := [3]string{m.Name(m.Chair), head, strings.Join(others, "\n")}
	row := sheet.Row{}
	for i, label := range f.Signs {
		row = append(row, sheet.Cell{
			{Style: sheet.Authority, Spans: spans(w, label), Gap: 14},
			{Style: sheet.Hint, Spans: spans(w, w.SignHint)},
			{Style: sheet.Signer, Spans: spans(w, w.say(w.SignName, fields{"ten": signers[i]})), Gap: sheet.SignRoom},
		})
	}
	d.Blocks = append(d.Blocks, sheet.Table{Cols: []float64{42, 81, 42}, Rows: []sheet.Row{row}, KeepAll: true})
	return d
}

// values are what a ballot says of itself. A count that nobody made is a place to fill in.
func (f *ballotForm) values(m *meeting.Meeting, v meeting.Motion) fields {
	out := ValuesOf(m).Fields
	result := f.words.NotPassed
	if v.Passed() {
		result = f.words.Passed
	}
	maps.Copy(out, fields{
		"noi_dung": bare(v.Text), "luc": strings.Join([]string{f.words.clock(v.At), f.words.date(v.At)}, ", "),
		"mau_so": two(v.Base), "co_mat_bq": two(v.Voters), "tan_thanh": two(v.InFavour), "khong_tan_thanh": two(v.Against), "y_kien_khac": two(v.Other),
		"ty_le": percent(meeting.Share(v.InFavour, v.Base)), "ty_le_khong": percent(meeting.Share(v.Against, v.Base)),
		"ty_le_khac": percent(meeting.Share(v.Other, v.Base)), "ket_qua": result,
	})
	if b := v.Count; b != nil {
		var team []string
		for i, id := range b.Team {
			sentence := f.Member
			if i == 0 {
				sentence = f.Head
			}
			team = append(team, f.words.say(sentence, fields{"stt": fmt.Sprint(i + 1), "ten": m.Name(id)}))
		}
		maps.Copy(out, fields{
			"phat_ra": two(b.Issued), "thu_ve": two(b.Returned), "hop_le": two(b.Valid), "khong_hop_le": two(b.Invalid), "ly_do_khl": bare(b.Why),
			"to_kiem_phieu": strings.Join(team, "; "),
		})
	}
	return out
}

// ballotPaper makes the papers of all secret ballots of a meeting, each on pages of its own.
func ballotPaper(m *meeting.Meeting, key string) sheet.Doc {
	var d sheet.Doc
	for i, v := range secret(m) {
		part := Counting(m, v)
		if key == BallotPapers {
			part = Ballots(m, v.Text, v.Voters)
		} else if i > 0 {
			part.Blocks = append([]sheet.Block{sheet.Para{Style: sheet.Plain, Break: true}}, part.Blocks...)
		}
		d.Title, d.Page = part.Title, part.Page
		d.Blocks = append(d.Blocks, part.Blocks...)
	}
	return d
}
