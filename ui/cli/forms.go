package cli

import (
	"context"
	"fmt"
	"os"

	"phonghop/docs/template"
	"phonghop/meeting/paper"
	"phonghop/ui/desk"
)

// forms makes papers, by the cell's own forms where it has them.
func (h *House) forms() paper.Forms {
	return paper.Forms{Worker: h.other, Own: func(t paper.Template) ([]byte, error) { return h.store.Form(string(t)) }}
}

// Forms are the Word forms of papers for the desk.
type Forms struct{ *House }

// List implements the desk's Forms.
func (f Forms) List() ([]desk.WordForm, error) {
	var out []desk.WordForm
	for _, t := range paper.Templates() {
		own, err := f.store.Form(string(t))
		if err != nil {
			return nil, err
		}
		out = append(out, desk.WordForm{Key: string(t), Title: t.Title(), Own: own != nil})
	}
	return out, nil
}

// Write implements the desk's Forms: the form that is in use now.
func (f Forms) Write(key, path string) error {
	data, err := f.store.Form(key)
	if err != nil {
		return err
	}
	if data == nil {
		cell, _, err := f.store.Cell()
		if err != nil {
			return err
		}
		if data, err = paper.BuiltIn(paper.Template(key), cell); err != nil {
			return err
		}
	}
	return os.WriteFile(path, data, 0o600)
}

// Check implements the desk's Forms.
func (f Forms) Check(ctx context.Context, key, path string) (desk.FormCheck, error) {
	info, err := os.Stat(path)
	if err != nil {
		return desk.FormCheck{}, err
	}
	if info.Size() > paper.MaxTemplate {
		return desk.FormCheck{}, fmt.Errorf("read form: %w", template.ErrTooLarge)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return desk.FormCheck{}, err
	}
	verdict, err := paper.CheckTemplate(ctx, f.other, paper.Template(key), data)
	if err != nil {
		return desk.FormCheck{}, err
	}
	out := desk.FormCheck{Data: data, Fields: len(verdict.Fields)}
	for _, m := range verdict.Mistakes {
		out.Problems = append(out.Problems, f.Words.T("forms.mistake."+string(m.Kind), "mark", m.Mark, "near", m.Near))
	}
	for _, p := range verdict.Unknown {
		out.Unknown = append(out.Unknown, f.Words.T("forms.unknown_one", "mark", p.Mark, "near", p.Near))
	}
	for _, l := range verdict.Lost {
		out.Lost = append(out.Lost, f.Words.T("forms.lost."+string(l)))
	}
	return out, nil
}

// Keep implements the desk's Forms.
func (f Forms) Keep(key string, c desk.FormCheck) error { return f.store.SaveForm(key, c.Data) }

// Reset implements the desk's Forms.
func (f Forms) Reset(key string) error { return f.store.SaveForm(key, nil) }

// Marks implements the desk's Forms.
func (f Forms) Marks(key string) string { return paper.Marks(paper.Template(key)) }
