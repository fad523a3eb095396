package pack

import (
	"fmt"

	"phonghop/assets/words"
)

// Problem is something in a workbook that the secretary must look at.
type Problem struct {
	Sheet  string // "" for the whole file
	Row    int    // from 1 as Excel counts; 0 for the whole sheet
	Column string // Excel's letters; "" for the whole row
	Key    string // of the words, "pack.problem.…"
	Args   []any  // pairs of name and value for the words
	// Warning tells that the line was read, with a guess that is to be looked at. Any
	// other problem keeps the whole file out.
	Warning bool
}

// Text says where and what, in the language of the words.
func (p Problem) Text(w *words.Words) string {
	text := w.T(p.Key, p.Args...)
	switch {
	case p.Sheet == "":
		return text
	case p.Row == 0:
		return w.T("pack.at.sheet", "sheet", p.Sheet, "text", text)
	case p.Column == "":
		return w.T("pack.at.row", "sheet", p.Sheet, "row", p.Row, "text", text)
	}
	return w.T("pack.at.cell", "sheet", p.Sheet, "row", p.Row, "column", p.Column, "text", text)
}

// String says where and by which key, for logs and tests.
func (p Problem) String() string {
	return fmt.Sprintf("%s!%s%d %s %v", p.Sheet, p.Column, p.Row, p.Key, p.Args)
}

// refused tells whether a problem keeps the file out.
func refused(problems []Problem) bool {
	for _, p := range problems {
		if !p.Warning {
			return true
		}
	}
	return false
}
