// Package phone is the members' page and its server on the room's own network.
//
//   - The server is a view of the room like the windows are: it reads snapshots, sends
//     commands, and waits for no window. Every page is complete HTML; the script only
//     makes it live. Without script the same links and forms work.
//   - Every byte of a document passes [meeting.MaySee] with the member who asks, at
//     each request, and so does what events say of the projector. Whoever may not see
//     a document learns neither its title nor its pages.
//   - A phone is known by 256 random bits in a cookie; the meeting stores their
//     SHA-256. The first page sets the cookie, before the tap on a name: a tap that is
//     sent twice is then one tap.
//   - Plain HTTP without internet: no certificate is possible on a bare LAN address.
//     So: addresses of ours only in Host, same-origin requests only, bounds on
//     connections, requests, bodies and time, a strict content policy, and no storing
//     of pages.
//   - Events are small and carry what is on the projector; anything else that changed
//     makes the phone fetch its page again. A phone that stops reading is dropped and
//     holds up nobody.
package phone
