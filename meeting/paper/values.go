package paper

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"phonghop/assets"
	"phonghop/meeting"
)

// Values are what the fields of the papers say of a meeting: single ones, and the entries of lists. Numbers stand as papers
// write them.
type Values struct {
	Fields map[string]string
	Lists  map[string][]map[string]string
}

// ValuesOf computes the values of a meeting. What is not known is empty, and is told as missing where a form asks for it.
func ValuesOf(m *meeting.Meeting) Values {
	f := wordsOf(m.Kind)
	v := Values{Fields: map[string]string{}, Lists: map[string][]map[string]string{}}
	for field, text := range m.Texts {
		v.Fields[field] = strings.TrimSpace(text)
	}
	v.days(f, m)
	v.people(f, m)
	v.course(f, m)
	v.work(f, m)
	v.votes(f, m)
	v.score(m)
	return v
}

func (v Values) set(pairs ...string) {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" || v.Fields[pairs[i]] == "" {
			v.Fields[pairs[i]] = pairs[i+1]
		}
	}
}

// days are the heads of papers, and the months that they speak of: a meeting looks back on the month before when it is held
// in the first half of a month, and on its own otherwise.
func (v Values) days(f *form, m *meeting.Meeting) {
	at := day(m)
	v.set("dang_bo", bare(m.Cell.Superior), "chi_bo", bare(m.Cell.Name), "ten_chi_bo", bare(m.Cell.ShortName), "dia_danh", bare(m.Cell.Locality),
		"dia_diem", bare(m.Place), "ten_buoi", bare(m.Title), "chuyen_de", bare(m.Topic), "loai", f.KindNames[string(m.Kind)])
	if at.IsZero() {
		return
	}
	next := time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, at.Location())
	if at.Day() > 15 {
		next = next.AddDate(0, 1, 0)
	}
	v.set("ngay_thang", f.date(at), "ngay_day_du", f.date(at), "ngay", fmt.Sprintf("%02d", at.Day()), "thang", month(at.Month()), "nam", fmt.Sprint(at.Year()),
		"quy", roman[quarter(at)], "ngay_iso", at.Format(time.DateOnly), "ngay_hop", fmt.Sprintf("%02d/%s/%d", at.Day(), month(at.Month()), at.Year()),
		"thang_toi", month(next.Month()), "nam_toi", fmt.Sprint(next.Year()),
		"thang_truoc", month(next.AddDate(0, -1, 0).Month()), "thang_toi_nua", month(next.AddDate(0, 1, 0).Month()),
		"gio_bat_dau", f.clock(m.Started), "gio_ket_thuc", f.clock(m.Ended), "gio_du_kien", f.clock(m.Planned), "ngay_du_kien", f.date(m.Planned),
		"thoi_luong", when(m.Duration(), two(m.Duration())))
}

// people are who belongs, who came, and the list to be signed.
func (v Values) people(f *form, m *meeting.Meeting) {
	c := &composer{m: m, f: f, n: m.Count()}
	n := c.n
	chair, _ := m.Member(m.Chair)
	taker, _ := m.Member(m.MinuteTaker)
	name := func(p meeting.Member, _ meeting.Attendance) string { return p.Name }
	v.set("chu_tri", chair.Name, "chuc_vu", f.post(chair), "thu_ky", taker.Name, "chuc_vu_thu_ky", f.post(taker),
		"tong", two(n.Total), "chinh_thuc", two(n.Official), "du_bi", two(n.Probationary), "mien", two(n.Exempt), "mien_du", two(n.ExemptPresent),
		"tam_di", two(n.Away), "tam_den", two(n.Here), "dinh_chi", two(n.Suspended), "phai_du", two(n.Required), "co_mat", two(n.Present),
		"ct_co_mat", two(n.PresentOfficial), "db_co_mat", two(n.PresentProbationary), "ty_le", percent(meeting.Share(n.Present, n.Required)),
		"vang", two(n.Excused+n.Unexcused), "vcl", two(n.Excused), "vkl", two(n.Unexcused),
		"ten_vcl", c.names(marked(meeting.AbsentExcused), name), "ten_vkl", c.names(marked(meeting.AbsentUnexcused), name),
		"khach", c.names(func(p meeting.Member, a meeting.Attendance) bool { return p.IsGuest() && a.Status == meeting.Present }, name))
	roll := append([]meeting.Member{}, m.Roll...)
	meeting.SortByGivenName(roll)
	for _, p := range roll {
		a := m.Attendance[p.ID]
		row := map[string]string{
			"ten": p.Name, "dien": f.Standings[string(p.Standing)], "gio_den": clockOf(a.Arrived), "ly_do": bare(a.Reason),
			"tinh_trang_dd": f.Statuses[string(a.Status)], "nam_sinh": when(p.BirthYear, fmt.Sprint(p.BirthYear)),
		}
		if !p.IsGuest() {
			row["ct_db"] = f.Officials[fmt.Sprint(p.Official)]
		}
		if a.Status == meeting.Present {
			row["cach"] = f.Methods[string(a.Method)]
			if m.Late(p.ID) {
				row["tinh_trang_dd"] = f.Statuses["late"]
			}
			if !a.Left.IsZero() {
				row["tinh_trang_dd"] += ", " + f.Statuses["left"] + " " + clockOf(a.Left)
			}
		}
		v.add("diem_danh", row)
	}
}

// add appends an entry to a list and numbers it.
func (v Values) add(list string, row map[string]string) {
	row["stt"] = fmt.Sprint(len(v.Lists[list]) + 1)
	v.Lists[list] = append(v.Lists[list], row)
	v.Fields["co_"+list] = "x"
}

func clockOf(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format("15:04")
}

// course is the agenda, and who spoke.
func (v Values) course(f *form, m *meeting.Meeting) {
	var titles []string
	for i, it := range m.Items {
		if it.Skipped {
			continue
		}
		titles = append(titles, bare(it.Title))
		v.add("muc", map[string]string{"ten_muc": bare(it.Title), "gio": clockOf(m.PlannedStart(i)), "nguoi": m.Name(it.Presenter)})
	}
	people, _ := m.Speakers("")
	var names []string
	for _, o := range m.Opinions {
		if name := m.Name(o.Member); !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	n := m.Count()
	v.set("danh_sach_muc", strings.Join(titles, f.And), "so_muc", two(len(titles)), "so_phat_bieu", two(people), "nguoi_phat_bieu", strings.Join(names, ", "),
		"ty_le_phat_bieu", percent(meeting.Share(people, n.InRoom)), "ket_luan", strings.Join(paragraphs(m.Conclusion), " "),
		"tai_lieu", (&composer{m: m, f: f}).documents())
	var praised []string
	for _, r := range m.Remarks {
		if r.Kind == meeting.Praise || r.Kind == meeting.Reminder {
			praised = append(praised, sentence(f.say(f.Remarks[string(r.Kind)], fields{"ten": m.Name(r.Member), "noi_dung": bare(r.Text)})))
		}
	}
	if v.Fields["bieu_duong_nhac_nho"] == "" {
		v.Fields["bieu_duong_nhac_nho"] = strings.Join(praised, "\n")
	}
}

// work are the tasks given, those of the last meeting, and the petitions.
func (v Values) work(f *form, m *meeting.Meeting) {
	for _, t := range m.Tasks {
		v.add("phan_cong", map[string]string{"nhiem_vu": bare(t.Text), "nguoi_phu_trach": bare(t.Who), "thoi_han": bare(t.Deadline), "ket_qua_can_dat": bare(t.Expected)})
	}
	for _, t := range m.Reviewed {
		result := f.TaskStates[string(t.State)]
		if t.Outcome != "" && result != "" {
			result += ": " + bare(t.Outcome)
		}
		v.add("nhiem_vu_truoc", map[string]string{"nhiem_vu": bare(t.Text), "nguoi_phu_trach": bare(t.Who), "thoi_han": bare(t.Deadline), "ket_qua_nv": result})
	}
	r := m.ReviewOf()
	v.set("nv_xong", two(r.Done), "nv_tong", two(r.All))
	today := m.Day()
	for _, p := range m.Petitions {
		row := map[string]string{
			"ngay_pa": p.Date.Vietnamese(), "noi_dung": bare(p.Text), "linh_vuc": bare(p.Field), "nguon": bare(p.Source), "noi_chuyen": bare(p.To),
			"han": p.Due.Vietnamese(), "tinh_trang": upperFirst(f.PetitionStatus[string(p.Status)]), "tra_loi": bare(p.Answer), "da_bao": p.Reported.Vietnamese(),
		}
		if p.Overdue(today) {
			row["qua_han"] = "x"
		}
		v.add("phan_anh", row)
		if p.Date >= today {
			v.add("phan_anh_moi", maps.Clone(row))
		}
	}
}

// votes are the results, and that by which the resolution was adopted: the last motion that speaks of one.
func (v Values) votes(f *form, m *meeting.Meeting) {
	var passed []string
	for _, x := range m.Motions {
		if x.Passed() {
			passed = append(passed, fmt.Sprintf("%s (%s/%s, %s%%)", bare(x.Text), two(x.InFavour), two(x.Base), percent(meeting.Share(x.InFavour, x.Base))))
		}
		if strings.Contains(meeting.Fold(x.Text), f.ResolutionWord) {
			v.set("nq_tan_thanh", two(x.InFavour), "nq_mau_so", two(x.Base), "nq_ty_le", percent(meeting.Share(x.InFavour, x.Base)))
		}
	}
	v.set("da_thong_qua", strings.Join(passed, f.And))
}

// score is the scoring form with the points that the chair decided.
func (v Values) score(m *meeting.Meeting) {
	if m.Score != nil {
		v.set("diem", two(m.Score.Points), "xep_loai", bare(m.Score.Grade), "han_che", bare(m.Score.Weakness))
	}
	q := m.Cell.Quality
	if q == nil {
		q = builtInQuality()
	}
	for _, g := range q.Groups {
		head := map[string]string{"ma": g.Key, "noi_dung": g.Name, "toi_da": fmt.Sprint(g.Max), "nhom": "x"}
		sum, any := 0, false
		var rows []map[string]string
		for _, c := range q.Criteria() {
			if c.Group != g.Key {
				continue
			}
			points, given := 0, false
			if m.Score != nil {
				points, given = m.Score.Marks[c.Key]
			}
			sum, any = sum+points, any || given
			row := map[string]string{"ma": c.Key, "noi_dung": c.Name, "toi_da": fmt.Sprint(c.Max)}
			if given {
				row["diem_tc"] = fmt.Sprint(points)
			}
			if c.Name != g.Name {
				rows = append(rows, row)
			}
		}
		if any {
			head["diem_tc"] = fmt.Sprint(sum)
		}
		for _, row := range append([]map[string]string{head}, rows...) {
			v.add("tieu_chi", row)
		}
	}
}

// builtInQuality is the form of scoring that the program carries; a test reads it.
func builtInQuality() *meeting.QualityForm {
	var q meeting.QualityForm
	data, err := assets.QualityForm()
	if err == nil {
		err = json.Unmarshal(data, &q)
	}
	if err != nil {
		panic(fmt.Errorf("read the form of scoring: %w", err))
	}
	return &q
}
