// Package paper turns a meeting into its papers: the sentences that the program writes by itself, the minutes as a paper of
// package sheet, files of them, and the poster for joining.
//
// The rules of the package:
//
//   - What a paper says stands in forms/, in the language of the templates ({{field}}), not in code; what it counts comes
//     from package meeting.
//   - A sentence that the program wrote has a key that stays the same as long as its fact does. An edit by a person wins,
//     and is stale when the program would write something else now.
//   - A place that nobody has filled in reads "[chưa điền: …]", is yellow, and is never dropped.
//   - Numbers below 10 have a leading zero, as in official papers (HD 05).
package paper

import (
	"embed"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"phonghop/meeting"
)

// form holds the words of the minutes; forms/minutes.json says them. The layout is that of form papers/01, and 02 for a
// thematic meeting.
type form struct {
	Party           string `json:"party"`
	Superior        string `json:"superior"`
	Issuer          string `json:"issuer"`
	Number          string `json:"number"`
	PlaceDate       string `json:"place_date"`
	Type            string `json:"type"`
	SubjectRegular  string `json:"subject_regular"`
	SubjectThematic string `json:"subject_thematic"`
	SubjectTopic    string `json:"subject_topic"`

	Start       string `json:"start"`
	Place       string `json:"place"`
	Chair       string `json:"chair"`
	MinuteTaker string `json:"minute_taker"`
	Documents   string `json:"documents"`

	Part1         string `json:"part_1"`
	Total         string `json:"total"`
	Exempt        string `json:"exempt"`
	Away          string `json:"away"`
	Here          string `json:"here"`
	Suspended     string `json:"suspended"`
	Required      string `json:"required"`
	Present       string `json:"present"`
	PresentExempt string `json:"present_exempt"`
	Late          string `json:"late"`
	LateOne       string `json:"late_one"`
	Left          string `json:"left"`
	LeftOne       string `json:"left_one"`
	Absent        string `json:"absent"`
	AllExcused    string `json:"all_excused"`
	Excused       string `json:"excused"`
	ExcusedOne    string `json:"excused_one"`
	Unexcused     string `json:"unexcused"`
	Unmarked      string `json:"unmarked"`
	Guests        string `json:"guests"`
	GuestOne      string `json:"guest_one"`

	Part2           string `json:"part_2"`
	OpeningHead     string `json:"opening_head"`
	Opening         string `json:"opening"`
	Agenda          string `json:"agenda"`
	AgendaVote      string `json:"agenda_vote"`
	ContentHead     string `json:"content_head"`
	Item            string `json:"item"`
	ItemMain        string `json:"item_main"`
	PlainItem       string `json:"plain_item"`
	Held            string `json:"held"`
	HeldOpen        string `json:"held_open"`
	DiscussionHead  string `json:"discussion_head"`
	Opinion         string `json:"opinion"`
	CriticismStarts string `json:"criticism_starts"`
	Criticism       string `json:"criticism"`
	PetitionsStart  string `json:"petitions_start"`
	Petitions       string `json:"petitions"`
	ClosingHead     string `json:"closing_head"`

	CriticismHead  string            `json:"criticism_head"`
	Remarks        map[string]string `json:"remarks"` // by kind
	PetitionsSum   string            `json:"petitions_sum"`
	PetitionOne    string            `json:"petition_one"`
	PetitionStatus map[string]string `json:"petition_status"`
	Reviewed       string            `json:"reviewed"`

	Pauses string `json:"pauses"`

	ThematicPurpose    string `json:"thematic_purpose"`
	ThematicItem       string `json:"thematic_item"`
	ThematicQuestions  string `json:"thematic_questions"`
	ThematicDiscussion string `json:"thematic_discussion"`

	Part3         string    `json:"part_3"`
	Part3Thematic string    `json:"part_3_thematic"`
	Conclusion    string    `json:"conclusion"`
	Tasks         string    `json:"tasks"`
	TaskColumns   [4]string `json:"task_columns"`

	Part4       string            `json:"part_4"`
	Motion      string            `json:"motion"`
	Ballots     string            `json:"ballots"`
	NoMotion    string            `json:"no_motion"`
	Base        string            `json:"base"`
	FormsOfVote map[string]string `json:"forms_of_vote"`
	Passed      string            `json:"passed"`
	NotPassed   string            `json:"not_passed"`

	Part5 string `json:"part_5"`
	Score string `json:"score"`

	Read    string `json:"read"`
	End     string `json:"end"`
	SameDay string `json:"same_day"`

	SignLeft  string `json:"sign_left"`
	SignRight string `json:"sign_right"`
	SignHint  string `json:"sign_hint"`
	SignName  string `json:"sign_name"`

	Comrade      string `json:"comrade"`
	Member       string `json:"member"`
	Probationary string `json:"probationary"`
	Clock        string `json:"clock"`
	Date         string `json:"date"`
	And          string `json:"and"`
	Blank        string `json:"blank"`

	RecipientsHead string            `json:"recipients_head"`
	Authority      string            `json:"authority"`
	PaperTitle     string            `json:"paper_title"`
	ResolutionWord string            `json:"resolution_word"` // with marks dropped: what a motion on a resolution speaks of
	KindNames      map[string]string `json:"kind_names"`
	Standings      map[string]string `json:"standings"`
	Officials      map[string]string `json:"officials"`
	Statuses       map[string]string `json:"statuses"`
	Methods        map[string]string `json:"methods"`
	TaskStates     map[string]string `json:"task_states"`

	FileRegular  string `json:"file_regular"`
	FileThematic string `json:"file_thematic"`

	// Labels say what a field is, for places that are not filled in.
	Labels map[string]string `json:"labels"`

	// blanks finds the places that are not filled in, also in a text that a person edited.
	blanks *regexp.Regexp
}

//go:embed forms/minutes.json forms/committee.json forms/extraordinary.json
var formFiles embed.FS

// The built-in forms: that of the cell's minutes, and those that say some of it otherwise.
var (
	words              = sync.OnceValue(func() *form { return readForm("minutes") })
	committeeWords     = sync.OnceValue(func() *form { return readForm("minutes", "committee") })
	extraordinaryWords = sync.OnceValue(func() *form { return readForm("minutes", "extraordinary") })
)

// wordsOf is the form of the minutes of a kind of meeting.
func wordsOf(kind meeting.Kind) *form {
	switch kind {
	case meeting.Committee:
		return committeeWords()
	case meeting.Extraordinary:
		return extraordinaryWords()
	}
	return words()
}

// readForm reads forms one over the other. The files are part of the program, and a test reads them, so an error is a
// fault in the program.
func readForm(names ...string) *form {
	var f form
	for _, name := range names {
		data, err := formFiles.ReadFile("forms/" + name + ".json")
		if err == nil {
			err = json.Unmarshal(data, &f)
		}
		if err != nil {
			panic(fmt.Errorf("read the form %s: %w", name, err))
		}
	}
	before, after, _ := strings.Cut(f.Blank, "{{cho}}")
	f.blanks = regexp.MustCompile(regexp.QuoteMeta(before) + `[^\]\n]*` + regexp.QuoteMeta(after))
	return &f
}

// fields are the values of one sentence; an empty value is a place not filled in.
type fields map[string]string

// mark is a field in a sentence: {{name}}, or with a sign before the name (#, ^, /) as in the templates for Word.
var mark = regexp.MustCompile(`\{\{([#^/?]?)([a-z0-9_]+)\}\}`)

// say fills a sentence. {{?x}} may stay empty. {{#x}}…{{/x}} is said only when x is filled in, {{^x}}…{{/x}} only when not. Values are never
// looked through for fields of their own.
func (f *form) say(sentence string, v fields) string {
	var out strings.Builder
	for sentence != "" {
		at := mark.FindStringSubmatchIndex(sentence)
		if at == nil {
			out.WriteString(sentence)
			break
		}
		out.WriteString(sentence[:at[0]])
		sign, name := sentence[at[2]:at[3]], sentence[at[4]:at[5]]
		sentence = sentence[at[1]:]
		switch sign {
		case "":
			if v[name] == "" {
				out.WriteString(f.missing(name))
			} else {
				out.WriteString(v[name])
			}
		case "?":
			out.WriteString(v[name])
		case "#", "^":
			inside, rest, _ := strings.Cut(sentence, "{{/"+name+"}}")
			if (v[name] != "") == (sign == "#") {
				out.WriteString(f.say(inside, v))
			}
			sentence = rest
		}
	}
	return out.String()
}

// missing is the text of a place that is not filled in.
func (f *form) missing(field string) string {
	label := f.Labels[field]
	if label == "" {
		label = field
	}
	return f.blank(label)
}

// blank is the text of a place that is not filled in, with what belongs there.
func (f *form) blank(what string) string {
	return strings.ReplaceAll(f.Blank, "{{cho}}", strings.NewReplacer("[", "(", "]", ")").Replace(what))
}
