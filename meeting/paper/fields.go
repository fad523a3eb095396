package paper

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"phonghop/docs/sheet"
	"phonghop/docs/template"
	"phonghop/meeting"
)

// FieldsOf are the values of a meeting for the Word template of one of its papers: those of [ValuesOf], and for the
// minutes their sentences by part, with the edits made by hand.
func FieldsOf(m *meeting.Meeting, t Template) template.Data {
	values, f := ValuesOf(m), wordsOf(m.Kind)
	symbol := ""
	d := template.Data{Fields: template.Fields{"bang_phan_cong": "", "kinh_gui": ""}, Labels: maps.Clone(fieldLabels())}
	maps.Copy(d.Labels, f.Labels)
	if p, ok := paperForms()[string(t)]; ok {
		symbol = p.Symbol
		maps.Copy(d.Labels, p.words.Labels)
		for _, typed := range p.Typed {
			d.Fields[typed] = ""
		}
	}
	for _, name := range listNames {
		d.Fields[name], d.Fields["co_"+name] = nil, ""
	}
	for name, text := range values.Fields {
		d.Fields[name] = text
	}
	for name, rows := range values.Lists {
		d.Fields[name] = even(rows, sometimes[name]...)
		for i, row := range d.Fields[name].([]template.Fields) {
			row["tt"] = two(i + 1) // as the minutes number: 01
		}
	}
	number := m.Number
	if symbol != "" {
		number = m.PaperNumber(symbol)
	}
	signer, _ := m.Member(m.Chair)
	d.Fields["so"], d.Fields["dang_bo"], d.Fields["chuc_vu_ky"] = when(number, two(number)), superior(m.Cell), postOf(signer)
	addLists(f, m, d.Fields)
	if t.isMinutes() {
		addParts(f, m, d.Fields)
	}
	return d
}

//go:embed forms/fields.json
var fieldFile []byte

// fieldLabels say what the names are that the forms themselves do not say. The file is part of the program, and a test
// reads it.
var fieldLabels = sync.OnceValue(func() map[string]string {
	var out map[string]string
	if err := json.Unmarshal(fieldFile, &out); err != nil {
		panic(fmt.Errorf("read the names of fields: %w", err))
	}
	return out
})

// postOf is the post of who signs, as the end of a paper has it.
func postOf(p meeting.Member) string {
	return strings.ToUpper(strings.TrimSuffix(strings.TrimSpace(p.Post), " chi bộ"))
}

// listNames are the lists of [Values], so that a form may ask for one that has no entries.
var listNames = []string{"diem_danh", "muc", "phan_cong", "nhiem_vu_truoc", "phan_anh", "phan_anh_moi", "tieu_chi"}

// sometimes are names that a row has only where there is something to say.
var sometimes = map[string][]string{
	"tieu_chi": {"diem_tc", "nhom"}, "diem_danh": {"ct_db", "cach"}, "phan_anh": {"qua_han"}, "phan_anh_moi": {"qua_han"},
}

// even gives all rows the same names: one that a row lacks must not be looked for around the list.
func even(rows []map[string]string, more ...string) []template.Fields {
	names := map[string]bool{}
	for _, name := range more {
		names[name] = true
	}
	for _, row := range rows {
		for name := range row {
			names[name] = true
		}
	}
	out := make([]template.Fields, len(rows))
	for i, row := range rows {
		out[i] = template.Fields{}
		for name := range names {
			out[i][name] = row[name]
		}
	}
	return out
}

// addLists adds what was said and voted, for forms of the minutes that a cell writes by itself.
func addLists(f *form, m *meeting.Meeting, v template.Fields) {
	var items, opinions, motions []template.Fields
	for _, it := range m.Items {
		if !it.Skipped {
			items = append(items, template.Fields{
				"ten_muc": bare(it.Title), "luc": f.spans(it.Held), "nguoi_trinh_bay": m.Name(it.Presenter),
				"noi_dung": strings.Join(paragraphs(m.Notes[it.ID]), "\n"),
			})
		}
	}
	for _, o := range m.Opinions {
		opinions = append(opinions, template.Fields{"ten": m.Name(o.Member), "y_kien": strings.Join(paragraphs(o.Text), "\n")})
	}
	for _, o := range m.Motions {
		result := f.NotPassed
		if o.Passed() {
			result = f.Passed
		}
		motions = append(motions, template.Fields{
			"noi_dung": bare(o.Text), "hinh_thuc": f.FormsOfVote[string(o.Form)], "mau_so": two(o.Base), "co_mat_bq": two(o.Voters),
			"tan_thanh": two(o.InFavour), "khong_tan_thanh": two(o.Against), "y_kien_khac": two(o.Other), "khong_bieu_quyet": two(o.NotVoting),
			"ty_le": percent(meeting.Share(o.InFavour, o.Base)), "ket_qua": result,
		})
	}
	v["muc_noi_dung"], v["y_kien"], v["bieu_quyet"] = items, opinions, motions
}

// The parts of the minutes as a template names them: lists of sentences. Those of the course have "de_muc" (a small
// heading) or "loi" (a paragraph). For each, "co_" and its name tells that the paper has the part.
const (
	partHead       = "phan_dau"
	partAttendance = "phan_thanh_phan"
	partCourse     = "phan_dien_bien"
	partConclusion = "phan_ket_luan"
	partVotes      = "phan_bieu_quyet"
	partScore      = "phan_danh_gia"
	partEnd        = "phan_ket_thuc"
	// leadIn stands before the table of tasks.
	leadIn = "loi_dan_bang"
)

// parts are the parts in their order.
var parts = []string{partHead, partAttendance, partCourse, partConclusion, partVotes, partScore, partEnd}

// addParts adds the sentences of the minutes by part.
func addParts(f *form, m *meeting.Meeting, v template.Fields) {
	heads := map[string]string{
		f.Part1: partAttendance, f.Part2: partCourse, f.Part3: partConclusion, f.Part3Thematic: partConclusion, f.Part4: partVotes, f.Part5: partScore,
	}
	lines, has := map[string][]string{}, map[string]bool{partHead: true, partEnd: true}
	var course []template.Fields
	var lead []string
	at := partHead
	for _, e := range compose(m) {
		if e.style == sheet.Heading {
			at = heads[e.text]
			has[at] = true
			continue
		}
		if e.key == "read" || e.key == "end" {
			at = partEnd
		}
		for _, b := range blocks(f, m, e) {
			p, ok := b.(sheet.Para)
			switch {
			case !ok:
			case at == partCourse && p.Style == sheet.SubHeading:
				course = append(course, template.Fields{"de_muc": p.String(), "loi": ""})
			case at == partCourse:
				course = append(course, template.Fields{"de_muc": "", "loi": p.String()})
			case p.Style == sheet.LeadIn:
				lead = append(lead, p.String())
			default:
				lines[at] = append(lines[at], p.String())
			}
		}
	}
	for _, name := range parts {
		v[name], v["co_"+name] = lines[name], has[name]
	}
	v[partCourse], v[leadIn] = course, strings.Join(lead, "\n")
}

// Marks lists what may be written in a form, one mark a line, those of a list indented below it; each with what it is.
func Marks(t Template) string {
	d := known(t)
	var out strings.Builder
	writeMarks(&out, d.Fields, d.Labels, "")
	return out.String()
}

// writeMarks writes single values first, then lists.
func writeMarks(out *strings.Builder, v template.Fields, labels map[string]string, indent string) {
	names := slices.Sorted(maps.Keys(v))
	for _, name := range names {
		switch v[name].(type) {
		case string, bool:
			out.WriteString(strings.TrimRight(indent+"{{"+name+"}}  "+labels[name], " ") + "\n")
		}
	}
	for _, name := range names {
		var inner template.Fields
		switch item := v[name].(type) {
		case []template.Fields:
			inner = item[0]
		case []string:
			inner = template.Fields{".": ""}
		default:
			continue
		}
		out.WriteString(strings.TrimRight(indent+"{{#"+name+"}} … {{/"+name+"}}  "+labels[name], " ") + "\n")
		writeMarks(out, inner, labels, indent+"    ")
	}
}
