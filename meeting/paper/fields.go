package paper

import (
	"fmt"
	"strings"

	"phonghop/docs/sheet"
	"phonghop/docs/template"
	"phonghop/meeting"
)

// Fields are the values of a meeting for the Word templates of its minutes: numbers and times as papers show them, and
// the sentences of the minutes by part, with the edits made by hand. The names are those of form papers/01.
func Fields(m *meeting.Meeting) template.Data {
	f, n := wordsOf(m.Kind), m.Count()
	at := day(m)
	chair, _ := m.Member(m.Chair)
	taker, _ := m.Member(m.MinuteTaker)
	c := &composer{m: m, f: f, n: n}
	v := template.Fields{
		"dang_bo": bare(m.Cell.Superior), "chi_bo": bare(m.Cell.Name), "dia_danh": bare(m.Cell.Locality), "so": "",
		"ngay_thang": f.date(at), "ngay": "", "thang": "", "nam": "", "quy": "", "chuyen_de": bare(m.Topic),
		"dia_diem": bare(m.Place), "chu_tri": chair.Name, "chuc_vu_chu_tri": f.post(chair), "thu_ky": taker.Name, "chuc_vu_thu_ky": f.post(taker),
		"danh_sach_tai_lieu": c.documents(),
		"tong":               two(n.Total), "chinh_thuc": two(n.Official), "du_bi": two(n.Probationary), "mien": two(n.Exempt),
		"tam_di": two(n.Away), "ten_tam_di": c.named(meeting.Away), "tam_den": two(n.Here), "ten_tam_den": c.named(meeting.Here),
		"dinh_chi": two(n.Suspended), "phai_du": two(n.Required),
		"co_mat": two(n.Present), "ct_co_mat": two(n.PresentOfficial), "db_co_mat": two(n.PresentProbationary), "mien_co_du": two(n.ExemptPresent),
		"ty_le": percent(meeting.Share(n.Present, n.Required)), "vang": two(n.Excused + n.Unexcused),
		"so_vang_co_ly_do": two(n.Excused), "so_vang_khong_ly_do": two(n.Unexcused),
		"ten_khong_ly_do": c.names(marked(meeting.AbsentUnexcused), justName),
		"ket_luan":        strings.Join(paragraphs(m.Conclusion), "\n"),
		"dang_phi":        "", "tong_diem": "", "xep_loai": "", "han_che": "",
	}
	if m.Number > 0 {
		v["so"] = two(m.Number)
	}
	if !at.IsZero() {
		v["ngay"], v["thang"], v["nam"], v["quy"] = fmt.Sprintf("%02d", at.Day()), month(at.Month()), fmt.Sprint(at.Year()), roman[quarter(at)]
	}
	v["ten_va_ly_do"] = c.names(marked(meeting.AbsentExcused), func(p meeting.Member, a meeting.Attendance) string {
		return f.say(f.ExcusedOne, fields{"ten": p.Name, "ly_do": lowerFirst(bare(a.Reason))})
	})
	v["khach_moi"] = c.names(func(p meeting.Member, a meeting.Attendance) bool { return p.IsGuest() && a.Status == meeting.Present },
		func(p meeting.Member, _ meeting.Attendance) string {
			return f.say(f.GuestOne, fields{"ten": p.Name, "chuc_vu": f.post(p)})
		})
	if m.Dues != nil {
		v["dang_phi"] = fmt.Sprintf("%s/%s", two(m.Dues.Paid), two(m.Dues.Due))
	}
	if m.Score != nil {
		v["tong_diem"], v["xep_loai"], v["han_che"] = two(m.Score.Points), bare(m.Score.Grade), bare(m.Score.Weakness)
	}
	addTimes(f, m, v)
	addLists(f, m, v)
	addParts(f, m, v)
	return template.Data{Fields: v, Labels: f.Labels}
}

// addTimes adds when the meeting was held.
func addTimes(f *form, m *meeting.Meeting, v template.Fields) {
	v["gio_bat_dau"], v["gio_ket_thuc"], v["thoi_luong"] = f.clock(m.Started), f.clock(m.Ended), ""
	if !m.Ended.IsZero() {
		v["thoi_luong"] = two(m.Duration())
	}
}

// addLists adds what repeats: agenda items, opinions, votes, tasks.
func addLists(f *form, m *meeting.Meeting, v template.Fields) {
	var items, opinions, motions, tasks []template.Fields
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
	for i, task := range m.Tasks {
		tasks = append(tasks, template.Fields{
			"tt": two(i + 1), "nhiem_vu": bare(task.Text), "nguoi_phu_trach": bare(task.Who), "thoi_han": bare(task.Deadline),
		})
	}
	people, turns := m.Speakers("")
	v["muc_noi_dung"], v["y_kien"], v["bieu_quyet"], v["nhiem_vu"] = items, opinions, motions, tasks
	v["co_nhiem_vu"] = len(tasks) > 0
	v["so_nguoi_phat_bieu"], v["so_luot"] = two(people), two(turns)
}

// The parts of the minutes as a template names them. A part has its sentences as "dong", each with one of "loi" (a
// paragraph), "de_muc" (a small heading) and "loi_dan" (before a table).
const (
	partHead       = "phan_dau"
	partAttendance = "phan_thanh_phan"
	partCourse     = "phan_dien_bien"
	partConclusion = "phan_ket_luan"
	partVotes      = "phan_bieu_quyet"
	partScore      = "phan_danh_gia"
	partEnd        = "phan_ket_thuc"
)

// kinds of lines by the style that the built-in form gives them.
var lineNames = map[string]string{sheet.Body: "loi", sheet.SubHeading: "de_muc", sheet.LeadIn: "loi_dan"}

// addParts adds the sentences of the minutes by part. A part that a paper does not have is not filled in.
func addParts(f *form, m *meeting.Meeting, v template.Fields) {
	heads := map[string]string{
		f.Part1: partAttendance, f.Part2: partCourse, f.Part3: partConclusion, f.Part3Thematic: partConclusion, f.Part4: partVotes, f.Part5: partScore,
	}
	lines := map[string][]template.Fields{}
	at := partHead
	for _, e := range compose(m) {
		if e.style == sheet.Heading {
			at = heads[e.text]
			continue
		}
		if e.key == "read" || e.key == "end" {
			at = partEnd
		}
		for _, b := range blocks(f, m, e) {
			if p, ok := b.(sheet.Para); ok {
				line := template.Fields{"loi": "", "de_muc": "", "loi_dan": ""}
				line[lineNames[p.Style]] = p.String()
				lines[at] = append(lines[at], line)
			}
		}
	}
	for _, name := range []string{partHead, partAttendance, partCourse, partConclusion, partVotes, partScore, partEnd} {
		v[name] = nil
		if len(lines[name]) > 0 {
			v[name] = template.Fields{"dong": lines[name]}
		}
	}
}
