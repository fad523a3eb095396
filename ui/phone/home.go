package phone

import (
	"net/http"
	"net/url"
	"strconv"

	"phonghop/meeting"
)

const textCookie = "text" // the size of letters that a phone has chosen: 0, 1, 2

// serveHome is the one address that members know: it shows what comes next for this
// phone, whoever it is.
func (s *Server) serveHome(w http.ResponseWriter, r *http.Request) {
	keepCookie(w, r)
	p := s.look(r)
	s.hub.touch(p.token, lingersPage)
	switch {
	case p.m.ID == "" || (p.m.Phase == meeting.Ended && !p.joined()):
		v := s.base(p, kindClosed)
		v.Reload = 10
		s.write(w, r, http.StatusOK, v)
	case p.waiting:
		v := s.base(p, kindWaiting)
		v.Reload = 5
		s.write(w, r, http.StatusOK, v)
	case p.joined():
		s.write(w, r, http.StatusOK, s.follow(p))
	default:
		s.write(w, r, http.StatusOK, s.choose(p, r.URL.Query().Get("q")))
	}
}

// serveRead lets a member leaf through documents; without a document it lists them.
func (s *Server) serveRead(w http.ResponseWriter, r *http.Request) {
	p := s.look(r)
	if !p.joined() {
		http.Redirect(w, r, "/", http.StatusSeeOther)
		return
	}
	s.hub.touch(p.token, lingersPage)
	document := r.URL.Query().Get("doc")
	if document == "" {
		s.write(w, r, http.StatusOK, s.list(p))
		return
	}
	n, _ := strconv.Atoi(r.URL.Query().Get("page"))
	v, ok := s.read(p, document, n-1)
	if !ok {
		http.Redirect(w, r, "/read", http.StatusSeeOther)
		return
	}
	s.write(w, r, http.StatusOK, v)
}

// readURL is the address of a page of a document, counted from 0 here and from 1 in
// the address.
func readURL(document string, page int) string {
	return "/read?" + url.Values{"doc": {document}, "page": {strconv.Itoa(page + 1)}}.Encode()
}

// textSize makes the letters larger, or normal again after the largest.
func (s *Server) textSize(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{
		Name: textCookie, Value: strconv.Itoa((textSizeOf(r) + 1) % 3), Path: "/",
		MaxAge: cookieAge, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
	// Back to where the button stood: only the path of the referrer counts.
	back := "/"
	if u, err := url.Parse(r.Referer()); err == nil && (u.Path == "/read" || u.Path == "/search") {
		back = u.RequestURI()
	}
	http.Redirect(w, r, back, http.StatusSeeOther)
}

func textSizeOf(r *http.Request) int {
	c, err := r.Cookie(textCookie)
	if err != nil {
		return 0
	}
	n, err := strconv.Atoi(c.Value)
	if err != nil || n < 0 || n > 2 {
		return 0
	}
	return n
}

func (s *Server) notFound(w http.ResponseWriter, r *http.Request) {
	v := s.base(s.look(r), kindMessage)
	v.Message = messageView{s.words.T("phone.not_found"), s.words.T("phone.not_found_do")}
	s.write(w, r, http.StatusNotFound, v)
}
