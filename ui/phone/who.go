package phone

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"

	"phonghop/meeting"
)

const (
	cookieName = "phonghop"
	secretSize = 32
	// cookieAge is as long as browsers keep a cookie, 400 days.
	cookieAge = 400 * 24 * 60 * 60
)

// who is the person behind a request, as the meeting knows the phone.
type who struct {
	token   string // SHA-256 of the cookie, hex; "" without a cookie
	member  meeting.Member
	waiting bool
}

// viewer returns who asks for documents: nobody while the phone waits.
func (p who) viewer() meeting.Viewer {
	if p.waiting {
		return meeting.Viewer{}
	}
	return meeting.Viewer{Member: p.member}
}

// joined tells whether the phone stands under a name.
func (p who) joined() bool { return p.member.ID != "" && !p.waiting }

// whoIs looks a phone up in the meeting. One whose person was taken off the roll
// stands under no name.
func whoIs(m *meeting.Meeting, token string) who {
	p := who{token: token}
	if token == "" {
		return p
	}
	phone, ok := m.Phone(token)
	if !ok {
		return p
	}
	p.member, _ = m.Member(phone.Member)
	p.waiting = phone.Waiting && p.member.ID != ""
	return p
}

// tokenOf returns the stored form of a request's cookie, or "".
func tokenOf(r *http.Request) string {
	c, err := r.Cookie(cookieName)
	if err != nil {
		return ""
	}
	secret, err := base64.RawURLEncoding.DecodeString(c.Value)
	if err != nil || len(secret) != secretSize {
		return ""
	}
	return hashToken(secret)
}

func hashToken(secret []byte) string {
	sum := sha256.Sum256(secret)
	return hex.EncodeToString(sum[:])
}

// keepCookie gives the phone its cookie, or makes the one it has last longer.
func keepCookie(w http.ResponseWriter, r *http.Request) {
	value := ""
	if tokenOf(r) != "" {
		c, _ := r.Cookie(cookieName) // it was there a line ago
		value = c.Value
	} else {
		secret := make([]byte, secretSize)
		_, _ = rand.Read(secret) // never fails, see crypto/rand
		value = base64.RawURLEncoding.EncodeToString(secret)
	}
	// Plain HTTP: Secure would keep the cookie from ever coming back.
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: value, Path: "/", MaxAge: cookieAge,
		HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
}
