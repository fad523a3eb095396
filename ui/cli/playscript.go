package cli

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"
)

// ErrScript says that a play script is not written as it must be.
var ErrScript = errors.New("mistake in the script")

// scriptZone is the zone of the times in a script: Vietnam knows no summer time.
var scriptZone = time.FixedZone("+07", 7*60*60)

// maxScript bounds a script, in bytes.
const maxScript = 8 << 20

// script walks the tokens of a script, so that each step knows its line.
type script struct {
	data []byte
	dec  *json.Decoder
	day  time.Time // midnight in scriptZone
}

// readScript reads all steps. Planned gives the day where the script names none.
func readScript(r io.Reader, planned time.Time) ([]step, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxScript))
	if err != nil {
		return nil, fmt.Errorf("read script: %w", err)
	}
	s := &script{data: data, dec: json.NewDecoder(bytes.NewReader(data)), day: midnight(planned)}
	steps, err := s.read()
	if err != nil {
		return nil, fmt.Errorf("line %d: %w: %w", s.line(), ErrScript, err)
	}
	for i := 1; i < len(steps); i++ {
		if steps[i].at.Before(steps[i-1].at) {
			return nil, fmt.Errorf("line %d: %w: %s is before the step above", steps[i].line, ErrScript, steps[i].at.Format("15:04:05"))
		}
	}
	return steps, nil
}

func midnight(t time.Time) time.Time {
	y, m, d := t.In(scriptZone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, scriptZone)
}

func (s *script) read() ([]step, error) {
	if err := s.expect('{'); err != nil {
		return nil, err
	}
	var steps []step
	for s.dec.More() {
		key, err := s.dec.Token()
		if err != nil {
			return nil, err
		}
		switch key {
		case "day":
			err = s.readDay(steps)
		case "steps":
			steps, err = s.readSteps()
		default:
			err = fmt.Errorf("unknown field %q", key)
		}
		if err != nil {
			return nil, err
		}
	}
	if err := s.expect('}'); err != nil {
		return nil, err
	}
	if _, err := s.dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something stands after the end")
	}
	return steps, nil
}

func (s *script) readDay(steps []step) error {
	if steps != nil {
		return errors.New(`"day" must stand before "steps"`)
	}
	var text string
	if err := s.dec.Decode(&text); err != nil {
		return err
	}
	day, err := time.ParseInLocation(time.DateOnly, text, scriptZone)
	s.day = day
	return err
}

func (s *script) readSteps() ([]step, error) {
	if err := s.expect('['); err != nil {
		return nil, err
	}
	steps := []step{}
	for s.dec.More() {
		line := s.line()
		var fields map[string]json.RawMessage
		if err := s.dec.Decode(&fields); err != nil {
			return nil, err
		}
		st, err := s.step(fields)
		if err != nil {
			return nil, err
		}
		st.line = line
		steps = append(steps, st)
	}
	return steps, s.expect(']')
}

// step reads a time of day and the one action beside it.
func (s *script) step(fields map[string]json.RawMessage) (step, error) {
	var st step
	var err error
	if st.at, err = s.clock(fields["at"]); err != nil {
		return st, fmt.Errorf(`"at": %w`, err)
	}
	delete(fields, "at")
	if len(fields) != 1 {
		return st, fmt.Errorf("a step has one action, not %d", len(fields))
	}
	for name, data := range fields {
		st.name = name
		read, ok := actions[name]
		if !ok {
			return st, fmt.Errorf("unknown action %q", name)
		}
		if err := read(action{data: data, script: s}, &st); err != nil {
			return st, fmt.Errorf("%s: %w", name, err)
		}
	}
	return st, nil
}

// clock reads a time of day, "18:30" or "18:30:15", on the script's day.
func (s *script) clock(data json.RawMessage) (time.Time, error) {
	var text string
	if err := json.Unmarshal(data, &text); err != nil {
		return time.Time{}, errors.New("a time of day is missing")
	}
	layout := "15:04"
	if len(text) > len(layout) {
		layout = time.TimeOnly
	}
	t, err := time.Parse(layout, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("%q is no time of day", text)
	}
	return s.day.Add(time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute +
		time.Duration(t.Second())*time.Second), nil
}

func (s *script) expect(d json.Delim) error {
	tok, err := s.dec.Token()
	if err != nil {
		return err
	}
	if tok != d {
		return fmt.Errorf("expected %q", d.String())
	}
	return nil
}

// line is the number of the line on which the decoder stands, blanks skipped.
func (s *script) line() int {
	at := int(s.dec.InputOffset())
	for at < len(s.data) && bytes.IndexByte([]byte(" \t\r\n,"), s.data[at]) >= 0 {
		at++
	}
	return 1 + bytes.Count(s.data[:at], []byte{'\n'})
}
