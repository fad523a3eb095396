package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"phonghop/meeting"
	"phonghop/meeting/pack"
)

// LoadSample puts the built-in sample into an empty data folder and opens it. Where a
// meeting is stored already it only opens that, so that a try-out goes on.
func (h *House) LoadSample(ctx context.Context) error {
	if h.Room.Snapshot().ID != "" {
		return nil
	}
	cell, m, files, err := pack.Sample()
	if err != nil {
		return err
	}
	history, err := pack.SampleHistory()
	if err != nil {
		return err
	}
	if id, err := h.tried(m, history); err != nil || id != "" {
		return errors.Join(err, h.openIf(ctx, id))
	}
	// A cell that is set up here is somebody's own; the sample's year is not its.
	if _, known, err := h.store.Cell(); err != nil {
		return err
	} else if !known {
		if err := h.store.SaveCell(cell); err != nil {
			return err
		}
		for _, x := range history {
			if err := h.store.SaveMeeting(x); err != nil {
				return err
			}
		}
	}
	for _, f := range files {
		if err := h.take(ctx, f.Name, f.Data); err != nil {
			return fmt.Errorf("sample: %s: %w", f.Name, err)
		}
	}
	return h.Create(ctx, m)
}

// tried returns the meeting with which a try-out goes on: the sample's own, else the latest that is not of the sample's
// year; "" for none.
func (h *House) tried(sample *meeting.Meeting, history []*meeting.Meeting) (string, error) {
	all, _, err := h.all()
	if err != nil {
		return "", err
	}
	id := ""
	for _, m := range all { // the latest planned first
		if m.ID == sample.ID {
			return m.ID, nil
		}
		if id == "" && !slices.ContainsFunc(history, func(x *meeting.Meeting) bool { return x.ID == m.ID }) {
			id = m.ID
		}
	}
	return id, nil
}

func (h *House) openIf(ctx context.Context, id string) error {
	if id == "" {
		return nil
	}
	return h.Open(ctx, id)
}
