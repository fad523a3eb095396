package phone

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"phonghop/meeting"
)

func want(t *testing.T, a answer, k kind, texts ...string) {
	t.Helper()
	if a.kind() != k {
		t.Fatalf("page is %q, want %q (status %d)\n%s", a.kind(), k, a.status, a.body)
	}
	for _, s := range texts {
		if !strings.Contains(a.body, s) {
			t.Errorf("page %q lacks %q\n%s", k, s, a.body)
		}
	}
}

func tap(id meeting.MemberID) url.Values { return url.Values{"member": {string(id)}} }

func TestJoinIsOneTap(t *testing.T) {
	h := newHall(t)
	p := h.phone()
	want(t, p.get("/"), kindJoin, "Chọn tên của đồng chí", "Sinh năm 1948", "Sinh năm 1990", "Ủy viên Ban Thường vụ")
	want(t, p.post("/join", tap(member)), kindFollow, "Chào đồng chí", "Danh Minh Sáng", "Đã ghi có mặt lúc 18:20", "Khai mạc", "&lt;b&gt;&amp;")
	want(t, p.post("/join", tap(member)), kindFollow) // sent twice
	a := h.room.Snapshot().Attendance[member]
	if a.Status != meeting.Present || a.Method != meeting.ByPhone {
		t.Errorf("attendance is %+v", a)
	}
	if n := len(h.room.Snapshot().Phones); n != 1 {
		t.Errorf("%d phones after one tap sent twice", n)
	}
	if got := h.room.Snapshot().Phones[0].Token; got == p.jar[cookieName] || got != p.token() {
		t.Error("the meeting holds the cookie itself, or another's hash")
	}
	want(t, p.post("/join", tap(chair)), kindMessage, "Máy này đang đứng tên đồng chí Danh Minh Sáng")
	h.at.Add(int64(freshFor/time.Second) + 1)
	if a := p.get("/"); strings.Contains(a.body, "Chào đồng chí") {
		t.Error("the greeting stays for ever")
	}
}

func TestRollIsSortedByGivenNameAndSearchedWithoutMarks(t *testing.T) {
	h := newHall(t)
	body := h.phone().get("/").body
	last := -1
	for _, name := range []string{"<b>Ẩn</b>", "<b>Đẹp</b>", "<b>Sáng</b>", "<b>Việt</b>"} {
		i := strings.Index(body, name)
		if i <= last {
			t.Errorf("%s stands at %d, after one at %d", name, i, last)
		}
		last = i
	}
	for query, found := range map[string]bool{"de": true, "DEP": true, "đẹp": true, "dep tran": true, "sang": false} {
		a := h.phone().get("/?q=" + url.QueryEscape(query))
		if strings.Contains(a.body, "<b>Đẹp</b>") != found {
			t.Errorf("search for %q finds Đẹp: %v", query, !found)
		}
	}
	want(t, h.phone().get("/?q=zzz"), kindJoin, "Xem tất cả")
}

func TestTakenNameWaitsForTheSecretary(t *testing.T) {
	h := newHall(t)
	first := h.joined(member)
	second := h.joined(member)
	want(t, second.get("/"), kindWaiting, "Đang chờ thư ký xác nhận", "Danh Minh Sáng")
	want(t, second.get("/read"), kindWaiting)
	want(t, first.get("/"), kindFollow)
	third := h.joined(member)
	want(t, third.post("/notme", nil), kindJoin, "Đã điểm danh trên máy khác") // chooses another name
	h.do(meeting.AdmitPhone{})                                                 // yes to all
	want(t, second.get("/"), kindFollow)
	want(t, first.get("/"), kindJoin) // one name, one phone
	want(t, third.get("/"), kindJoin)
	h.do(meeting.RemovePhone{Token: second.token()})
	want(t, second.get("/"), kindJoin)
}

func TestWaitingPhoneMayTapAnotherName(t *testing.T) {
	h := newHall(t)
	h.joined(member)
	p := h.joined(member)
	want(t, p.get("/"), kindWaiting)
	want(t, p.post("/join", tap(twin)), kindFollow)
}

func TestNotMeLeavesNoTrace(t *testing.T) {
	h := newHall(t)
	p := h.joined(member)
	want(t, p.get("/notme"), kindNotMe, "không phải là Danh Minh Sáng")
	want(t, p.get("/"), kindFollow) // asking alone changes nothing
	want(t, p.post("/notme", nil), kindJoin)
	want(t, p.post("/notme", nil), kindJoin) // sent twice
	m := h.room.Snapshot()
	if len(m.Attendance) != 0 || len(m.Phones) != 0 || len(m.Log) != 0 {
		t.Errorf("left: %v %v %v", m.Attendance, m.Phones, m.Log)
	}
	want(t, p.post("/join", tap(twin)), kindFollow)
}

func TestNotMeAfterTheSecretarysYes(t *testing.T) {
	h := newHall(t)
	first := h.joined(member)
	second := h.joined(member)
	first.post("/notme", nil) // the first was wrong, and says so
	h.at.Add(60)
	h.do(meeting.AdmitPhone{Tokens: []string{second.token()}})
	second.post("/notme", nil)
	if a := h.room.Snapshot().Attendance[member]; a.Status != meeting.Unmarked {
		t.Errorf("attendance stays %+v", a)
	}
}

func TestPersonTakenOffTheRoll(t *testing.T) {
	h := newHall(t)
	p := h.joined(member)
	h.do(meeting.Mark{Member: member, Status: meeting.Unmarked})
	h.do(meeting.RemoveMember{Member: member})
	want(t, p.get("/"), kindJoin)
	want(t, p.post("/join", tap(twin)), kindFollow)
}

func TestTapWithoutCookieRecordsNothing(t *testing.T) {
	h := newHall(t)
	p := h.phone()
	want(t, p.post("/join", tap(member)), kindConfirm, "Đúng, tôi là Danh Minh Sáng")
	if n := len(h.room.Snapshot().Phones); n != 0 {
		t.Fatalf("%d phones", n)
	}
	want(t, p.post("/join", tap(member)), kindFollow)

	forgets := h.phone()
	forgets.post("/join", tap(twin))
	clear(forgets.jar)
	a := forgets.post("/join", url.Values{"member": {string(twin)}, "again": {"1"}})
	want(t, a, kindMessage, "Chưa ghi điểm danh")
}

func TestCookie(t *testing.T) {
	h := newHall(t)
	p := h.phone()
	c := p.get("/").head.Get("Set-Cookie")
	for _, s := range []string{"HttpOnly", "SameSite=Lax", "Max-Age=34560000", "Path=/"} {
		if !strings.Contains(c, s) {
			t.Errorf("cookie %q lacks %s", c, s)
		}
	}
	had := p.jar[cookieName]
	if p.get("/"); p.jar[cookieName] != had {
		t.Error("the cookie changed")
	}
	p.jar[cookieName] = "made-up"
	if p.get("/"); len(p.jar[cookieName]) < 40 {
		t.Error("a malformed cookie stays")
	}
}

func TestMeetingsCourse(t *testing.T) {
	h := newHall(t)
	p := h.joined(member)
	want(t, p.get("/"), kindFollow, "Buổi sinh hoạt chưa bắt đầu")
	h.do(meeting.Start{})
	want(t, p.get("/"), kindFollow, "Đang diễn ra")
	h.do(meeting.Pause{})
	want(t, p.get("/"), kindFollow, "Đang tạm nghỉ")
	h.do(meeting.Resume{})
	h.do(meeting.End{})
	a := p.get("/")
	want(t, a, kindFollow, "Buổi sinh hoạt đã kết thúc")
	if strings.Contains(a.body, "/notme") {
		t.Error("an ended meeting offers to take the tap back")
	}
	if a := p.post("/notme", nil); a.status != http.StatusConflict {
		t.Errorf("taking back after the end: %d", a.status)
	}
	late := h.phone()
	a = late.get("/")
	want(t, a, kindClosed, "Buổi sinh hoạt đã kết thúc")
	if strings.Contains(a.body, "Sáng") {
		t.Error("the roll is shown after the end")
	}
	want(t, late.post("/join", tap(twin)), kindMessage, "Buổi sinh hoạt đã kết thúc")
}

func TestManyPhonesDoNotFillTheMeeting(t *testing.T) {
	h := newHall(t)
	for range maxPhones(h.room.Snapshot()) {
		h.joined(member)
	}
	if a := h.joined(member).post("/join", tap(member)); a.status != http.StatusServiceUnavailable {
		t.Errorf("one phone too many: %d", a.status)
	}
}
