// Package search finds words in the texts of documents. It knows no meeting: which documents are searched, and who may
// see what was found, is said by those who ask.
//
// The rules are:
//
//   - A letter that is typed without a mark stands for that letter with any mark; one typed with a mark stands for itself
//     alone: "dang" finds "Đảng", "đáng" and "dạng", "đảng" finds "Đảng". Small and capital letters are the same.
//   - NFC and NFD are the same, and so are the old and the new place of a tone: "hòa" and "hoà", "ủy" and "uỷ".
//   - What is neither letter nor digit only parts words, the end of a line too: 42-HD/BTCTW is the words 42, HD and BTCTW,
//     one right behind the other.
//   - Words are whole. Only the last word of a query may be the beginning of one, since it may still be being typed.
//   - A page is found when it has all words of the query. Words in quotation marks stand side by side in this order.
//
// Texts are kept on the disk, one file for each document under its SHA-256, and folded in memory, two bytes a letter; a
// query reads through all of them. On 1,000 generated documents of 10 pages (47 MB in memory, 32 MB on the disk) 95 of 100
// queries of each kind were answered in 9 to 41 ms on two processors, and in 20 to 110 ms while other programs kept both
// busy. Under such a load bleve v2.5.7 took 69 to 680 ms, 151 MB of the disk, and two minutes to take the texts in; and it
// would still want a rule of its own for letters that are typed with marks.
package search

// Span is a piece of a text: bytes from Start up to, but not including, End. Both are on the borders of letters, with the
// combining marks that belong to them.
type Span struct{ Start, End int }
