// Package meeting holds the types and the rules of a Party cell's meeting: who
// belongs to the cell, the agenda, attendance, votes, minutes, what the projector
// shows and who may see which document.
//
// The rules of the package:
//
//   - It knows no window, no network and no database, and never asks for the time:
//     whoever calls passes now.
//   - A change is a [Command]. Apply checks everything before it changes anything;
//     a refused command is one of the sentinel errors of this package.
//   - A [Meeting] that has been handed out is never changed again: the room clones,
//     applies and publishes the clone.
//   - What can be computed is not stored: who is late, the counts, the planned time
//     of an item, the sentences of the minutes.
//
// Sources of rules are named by their short names: HD 42 is Hướng dẫn
// 42-HD/BTCTW (28/10/2025) on cell meetings, HD 05 is Hướng dẫn 05-HD/VPTW
// (27/5/2026) on the form of papers.
package meeting
