package cli

import (
	"context"
	"fmt"
	"os"
	"strings"

	"phonghop/docs"
	"phonghop/docs/template"
	"phonghop/meeting/paper"
)

// template looks for the marks of a Word template, and for the papers that know most of them: the file does not say which
// paper it is for.
func (k *checker) template(ctx context.Context, texts []docs.PageText) {
	marked := false
	for _, p := range texts {
		marked = marked || strings.Contains(p.Text, "{{") || strings.Contains(p.Text, "}}")
	}
	if !marked {
		return
	}
	k.out.Kind = "template"
	form, err := k.form()
	if err != nil {
		k.fail(err)
		return
	}
	var best *paper.Verdict
	var of []paper.Template
	for _, t := range paper.Templates() {
		v, err := paper.CheckTemplate(ctx, k.worker, t, form)
		if err != nil {
			k.fail(err)
			return
		}
		if best == nil || len(v.Unknown) < len(best.Unknown) {
			best, of = &v, nil
		}
		if len(v.Unknown) == len(best.Unknown) {
			of = append(of, t)
		}
	}
	k.verdict(of, *best)
}

// form is the file, unless it is larger than a form may be.
func (k *checker) form() ([]byte, error) {
	info, err := os.Stat(k.path)
	if err != nil {
		return nil, err
	}
	if info.Size() > paper.MaxTemplate {
		return nil, fmt.Errorf("read form: %w", template.ErrTooLarge)
	}
	return os.ReadFile(k.path)
}

// verdict says what is in a template for some papers.
func (k *checker) verdict(of []paper.Template, v paper.Verdict) {
	t := &checkedTemplate{Fields: append([]string{}, v.Fields...), Unknown: []string{}}
	for _, p := range of {
		t.Papers, t.titles = append(t.Papers, string(p)), append(t.titles, p.Title())
	}
	k.out.Template = t
	for _, m := range v.Mistakes {
		k.out.Problems = append(k.out.Problems, strings.TrimPrefix(k.words.T("forms.mistake."+string(m.Kind), "mark", m.Mark, "near", m.Near), "• "))
	}
	for _, p := range v.Unknown {
		t.Unknown = append(t.Unknown, p.Mark)
		k.out.Warnings = append(k.out.Warnings, k.words.T("check.unknown_mark", "mark", p.Mark, "near", p.Near))
	}
	for _, l := range v.Lost {
		k.out.Warnings = append(k.out.Warnings, k.words.T("check.lost", "what", strings.TrimPrefix(k.words.T("forms.lost."+string(l)), "• ")))
	}
}
