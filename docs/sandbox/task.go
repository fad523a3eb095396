package sandbox

import (
	"context"
	"fmt"
	"os"
)

// Task is work on a file that another room brings along: it parses the file with what that room knows, in the worker
// process, and answers in its own form.
type Task struct {
	// Name tells it from the other tasks of the program.
	Name string
	// Run reads the file and answers the question. Its error says what is wrong with the file.
	Run func(f *os.File, question []byte) (answer []byte, err error)
}

// Do has the worker do the task of that name, which must be among those of [RunIfWorker].
func (c *Client) Do(ctx context.Context, task, path string, question []byte) ([]byte, error) {
	path, _, err := checkAny(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", task, err)
	}
	_, answer, err := c.converts.ask(ctx, request{Op: opTask, Path: path, Name: task, Question: question}, patience*c.deadline)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", task, outgrown(err))
	}
	return answer, nil
}

// run does a task.
func (e convertEngine) run(f *os.File, req request) ([]byte, error) {
	for _, t := range e.tasks {
		if t.Name == req.Name {
			return t.Run(f, req.Question)
		}
	}
	return nil, fmt.Errorf("no task %q", req.Name)
}
