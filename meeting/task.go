package meeting

import "slices"

// TaskState is what became of a task.
type TaskState string

// The states. Late is one of them only when somebody says so; that a deadline has passed follows from the date.
const (
	TaskOpen  TaskState = ""      // not looked at yet
	TaskDoing TaskState = "doing" // đang thực hiện
	TaskDone  TaskState = "done"  // đã hoàn thành
	TaskLate  TaskState = "late"  // chậm, chưa hoàn thành
)

// Task is a line of the table of tasks in the chair's conclusion. The next meeting looks at it again, see
// [Meeting.Reviewed].
type Task struct {
	ID       string     `json:"id"`
	Text     string     `json:"text"`
	Who      string     `json:"who"`                // names as they stand in the paper
	Members  []MemberID `json:"members,omitempty"`  // those of them who are on the roll
	Deadline string     `json:"deadline"`           // as it stands in the paper
	Due      Date       `json:"due,omitzero"`       // the same as a date, if it is one
	Expected string     `json:"expected,omitempty"` // kết quả cần đạt
	State    TaskState  `json:"state,omitempty"`
	Outcome  string     `json:"outcome,omitempty"` // what was done, in words
}

func cloneTasks(tasks []Task) []Task {
	out := slices.Clone(tasks)
	for i := range out {
		out[i].Members = slices.Clone(out[i].Members)
	}
	return out
}
