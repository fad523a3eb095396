package pack

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"phonghop/docs/sandbox"
	"phonghop/meeting"
)

// tableTask is the name of the task that reads a workbook.
const tableTask = "read workbook"

// Reader has a worker process work on files.
type Reader interface {
	// Do does the task of that name on the file.
	Do(ctx context.Context, task, path string, question []byte) ([]byte, error)
}

// reading is what the worker answers about a workbook.
type reading struct {
	Result   Result
	Problems []Problem
	// Wrong is the name of an error in tableErrors, Why its text.
	Wrong string
	Why   string
}

// tableErrors are the errors of a workbook by the names under which they travel.
var tableErrors = map[string]error{"not": ErrNotWorkbook, "big": ErrTooBig, "slow": ErrSlow}

// Table is the task of the worker process that reads a workbook.
func Table() sandbox.Task { return sandbox.Task{Name: tableTask, Run: readTable} }

// readTable reads a workbook in the worker process. The question is the roll.
func readTable(f *os.File, question []byte) ([]byte, error) {
	var roll []meeting.Member
	if err := json.Unmarshal(question, &roll); err != nil {
		return nil, err
	}
	var out reading
	var err error
	if out.Result, out.Problems, err = ReadTemplate(context.Background(), f, roll); err != nil {
		out.Why = err.Error()
		for name, known := range tableErrors {
			if errors.Is(err, known) {
				out.Wrong = name
			}
		}
	}
	return json.Marshal(out)
}

// ReadFile is [ReadTemplate] of the file at a path, in a worker process: a hostile file costs that process and nothing
// else.
func ReadFile(ctx context.Context, worker Reader, path string, roll []meeting.Member) (Result, []Problem, error) {
	question, err := json.Marshal(roll)
	if err != nil {
		return Result{}, nil, fmt.Errorf("read workbook: %w", err)
	}
	answer, err := worker.Do(ctx, tableTask, path, question)
	switch {
	case errors.Is(err, sandbox.ErrTooLarge):
		err = fmt.Errorf("%w: %w", ErrTooBig, err)
	case errors.Is(err, sandbox.ErrTimeout):
		err = fmt.Errorf("%w: %w", ErrSlow, err)
	case errors.Is(err, sandbox.ErrEmpty), errors.Is(err, sandbox.ErrDamaged):
		err = fmt.Errorf("%w: %w", ErrNotWorkbook, err)
	}
	if err != nil {
		return Result{}, nil, fmt.Errorf("read workbook: %w", err)
	}
	var out reading
	if err := json.Unmarshal(answer, &out); err != nil {
		return Result{}, nil, fmt.Errorf("read workbook: %w", err)
	}
	switch {
	case tableErrors[out.Wrong] != nil:
		return Result{}, nil, fmt.Errorf("%w: %s", tableErrors[out.Wrong], out.Why)
	case out.Why != "":
		return Result{}, nil, errors.New(out.Why)
	}
	return out.Result, out.Problems, nil
}
