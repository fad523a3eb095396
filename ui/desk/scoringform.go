package desk

import (
	"context"

	"phonghop/meeting"
)

// formOut writes the scoring form for Excel, where the cell edits it.
func (s *scoring) formOut() {
	d, form := s.desk, s.form
	d.pickTarget("Phieu cham diem.xlsx", func(path string) {
		d.run(func(context.Context) error { return d.opt.Files.WriteQualityForm(path, form) },
			func() { d.notice.show(d.t("desk.saved_file", "path", path), false) })
	})
}

// formIn takes the edited form as the cell's own, and opens it.
func (s *scoring) formIn() { s.desk.pickFile([]string{".xlsx"}, s.takeForm) }

func (s *scoring) takeForm(path string) {
	d := s.desk
	var form meeting.QualityForm
	bad := 0
	d.run(func(ctx context.Context) (err error) {
		if form, bad, err = d.opt.Files.ReadQualityForm(ctx, path); bad > 0 {
			return nil // is told by its line
		} else if err != nil {
			return err
		}
		cell, known, err := d.opt.Archive.Cell()
		if err != nil || !known {
			return err
		}
		cell.Quality = &form
		return d.opt.Archive.SaveCell(cell)
	}, func() {
		if bad > 0 {
			d.tell(d.t("score.form_in"), d.t("score.form_row", "row", bad))
			return
		}
		s.dialog.Hide()
		d.openScore(form)
		d.notice.show(d.t("score.form_taken"), false)
	})
}
