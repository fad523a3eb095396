package pack

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"phonghop/meeting"
)

// Result is what a workbook holds. A part that is nil was not filled in.
type Result struct {
	Members []meeting.Member
	Items   []meeting.Item // with fresh ids
	// Understood tells how member lists were read that are not the template.
	Understood []Understood
}

// readLimit is how long a workbook may take.
const readLimit = 10 * time.Second

// maxProblems is how many problems are told one by one.
const maxProblems = 50

// maxSheets is how many sheets are looked at.
const maxSheets = 10

// ReadTemplate reads the roll and the agenda from a workbook: the template of
// [WriteTemplate] filled in, or another whose sheets have its headings.
//
// Roll is the roll as it is now, nil for none: people who stand on it keep their ids,
// and where the workbook has no roll the presenters are looked for in it.
//
// The result is empty when any of the problems is more than a warning: a workbook
// comes in as a whole or not at all. The error matches [ErrNotWorkbook] (also: an old
// .xls, a password, damaged), [ErrTooBig] or [ErrSlow].
func ReadTemplate(ctx context.Context, r io.Reader, roll []meeting.Member) (Result, []Problem, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxWorkbook+1))
	if err != nil {
		return Result{}, nil, fmt.Errorf("read workbook: %w", err)
	}
	if len(data) > maxWorkbook {
		return Result{}, nil, fmt.Errorf("read workbook: %w", ErrTooBig)
	}
	ctx, cancel := context.WithTimeout(ctx, readLimit)
	defer cancel()
	b := &book{ctx: ctx, roll: roll}
	done := make(chan error, 1)
	go func() { done <- b.read(data) }()
	select {
	case err = <-done:
	case <-ctx.Done():
		return Result{}, nil, fmt.Errorf("read workbook: %w: %w", ErrSlow, ctx.Err())
	}
	if err != nil {
		return Result{}, nil, fmt.Errorf("read workbook: %w", err)
	}
	if refused(b.problems) {
		b.result = Result{}
	}
	return b.result, shorten(b.problems), nil
}

// shorten keeps a list of problems that a person can read.
func shorten(problems []Problem) []Problem {
	more := len(problems) - maxProblems
	if more <= 0 {
		return problems
	}
	last := Problem{Key: "pack.problem.more", Args: []any{"n", more}, Warning: !refused(problems)}
	return append(problems[:maxProblems:maxProblems], last)
}

// book is a workbook that is being read.
type book struct {
	ctx      context.Context
	roll     []meeting.Member
	file     *excelize.File
	date1904 bool
	result   Result
	problems []Problem
}

// read reads everything. Excelize has met many files but not all: what makes it panic
// is a file that cannot be read.
func (b *book) read(data []byte) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %v", ErrNotWorkbook, p)
		}
	}()
	if err := inspect(b.ctx, data); err != nil {
		return err
	}
	if b.file, err = openWorkbook(data); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.file.Close()) }()
	if props, err := b.file.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		b.date1904 = *props.Date1904
	}
	return b.sheets()
}

// sheets finds the sheet of the roll and that of the agenda by their headings, and
// reads them.
func (b *book) sheets() error {
	var people, agenda *table
	var list *roster
	names := b.file.GetSheetList()
	for _, name := range names[:min(len(names), maxSheets)] {
		g, err := loadGrid(b.ctx, b.file, name)
		if err != nil {
			return fmt.Errorf("sheet %q: %w", name, err)
		}
		if t, ok := findTable(g, memberColumns); ok && people == nil && b.strict(t) {
			people = t
		} else if r, ok := findRoster(g); ok && list == nil && plainHeading(name) != plainHeading(memberSheet) {
			list = r
		} else if t, ok := findTable(g, agendaColumns); ok && agenda == nil {
			agenda = t
		} else if form := formOf(name); form != nil && len(g.cells) > 0 {
			b.refuse(Problem{Sheet: name, Key: "pack.problem.columns", Args: []any{"columns", quoteAll(headings(form.columns))}})
		}
	}
	if people == nil && list == nil && agenda == nil && len(b.problems) == 0 {
		b.refuse(Problem{Key: "pack.problem.sheets", Args: []any{"sheets", quoteAll(names)}})
		return nil
	}
	if people != nil && b.complete(people, memberColumns) {
		b.readMembers(people)
	}
	if people == nil && list != nil && !refused(b.problems) {
		b.readRoster(list)
	}
	if agenda != nil && b.complete(agenda, agendaColumns) {
		b.readAgenda(agenda)
	}
	if len(b.problems) == 0 && b.result.Members == nil && b.result.Items == nil {
		b.refuse(Problem{Key: "pack.problem.empty"})
	}
	return nil
}

// formOf returns the template's form of a sheet with that name, or nil.
func formOf(name string) *sheetForm {
	for _, form := range forms() {
		if plainHeading(form.name) == plainHeading(name) {
			return &form
		}
	}
	return nil
}

func headings(columns []column) []string {
	var out []string
	for _, c := range columns {
		if !c.optional {
			out = append(out, c.heading)
		}
	}
	return out
}

func quoteAll(names []string) string {
	return "“" + strings.Join(names, "”, “") + "”"
}

func (b *book) refuse(p Problem) { b.problems = append(b.problems, p) }

// complete tells whether a table has all columns it must have.
func (b *book) complete(t *table, columns []column) bool {
	missing := t.missing(columns)
	if len(missing) > 0 {
		b.refuse(Problem{Sheet: t.sheet, Row: t.first, Key: "pack.problem.columns", Args: []any{"columns", quoteAll(missing)}})
	}
	return len(missing) == 0
}

// problem notes a problem of a cell; row and col count from 0.
func (b *book) problem(t *table, row, col int, key string, args ...any) {
	letters, _ := excelize.ColumnNumberToName(col + 1)
	b.refuse(Problem{Sheet: t.sheet, Row: row + 1, Column: letters, Key: key, Args: args})
}

// warn notes a problem that does not keep the file out.
func (b *book) warn(t *table, row, col int, key string, args ...any) {
	b.problem(t, row, col, key, args...)
	b.problems[len(b.problems)-1].Warning = true
}

// needed notes that a cell is empty, or that it holds a formula whose value was never
// stored.
func (b *book) needed(t *table, row, column int, heading string) {
	_, col := t.text(row, column)
	cell, err := excelize.CoordinatesToCellName(col+1, row+1)
	if err == nil {
		if formula, err := b.file.GetCellFormula(t.sheet, cell); err == nil && formula != "" {
			b.problem(t, row, col, "pack.problem.formula", "column", heading)
			return
		}
	}
	b.problem(t, row, col, "pack.problem.needed", "column", heading)
}
