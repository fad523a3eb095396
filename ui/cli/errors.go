package cli

import (
	"io/fs"

	"phonghop/docs"
	"phonghop/docs/office"
	"phonghop/docs/sandbox"
	"phonghop/docs/template"
	"phonghop/meeting/pack"
	"phonghop/meeting/paper"
	"phonghop/meeting/store"
	"phonghop/ui"
	"phonghop/ui/phone"
)

// errorWords are the sentences for the errors of the rooms that package ui does not
// know. The first that matches wins, so a full disk stands before what it broke.
var errorWords = []ui.ErrorWord{
	{Match: docs.IsDiskFull, Key: "error.disk_full"},
	{Err: docs.ErrSecret, Key: "error.secret"},
	{Err: docs.ErrNeedsDeclaration, Key: "error.needs_declaration"},
	{Err: docs.ErrNoOffice, Key: "error.no_office"},
	{Err: office.ErrNone, Key: "error.no_office"},
	{Err: office.ErrTimeout, Key: "error.office_slow"},
	{Err: office.ErrFailed, Key: "error.office_failed"},
	{Err: ErrCannotOpen, Key: "error.cannot_open_outside"},
	{Err: sandbox.ErrProgram, Key: "error.file_program"},
	{Err: sandbox.ErrPhonePicture, Key: "error.file_phone"},
	{Err: sandbox.ErrEmpty, Key: "error.file_empty"},
	{Err: sandbox.ErrEncrypted, Key: "error.file_encrypted"},
	{Err: sandbox.ErrOfficePassword, Key: "error.office_password"},
	{Err: sandbox.ErrPassword, Key: "error.file_encrypted"},
	{Err: sandbox.ErrNotSupported, Key: "error.file_type"},
	{Err: sandbox.ErrTooLarge, Key: "error.file_large"},
	{Err: sandbox.ErrTimeout, Key: "error.page_slow"},
	{Err: sandbox.ErrWorkerDied, Key: "error.page_slow"},
	{Err: sandbox.ErrPageRange, Key: "error.page_range"},
	{Err: sandbox.ErrDamaged, Key: "error.file_damaged"},
	{Err: pack.ErrQualityForm, Key: "error.quality_form"},
	{Err: pack.ErrNotOurs, Key: "pack.error.not_ours"},
	{Err: pack.ErrNotWorkbook, Key: "pack.error.not_workbook"},
	{Err: pack.ErrSlow, Key: "pack.error.slow"},
	{Err: pack.ErrTooBig, Key: "pack.error.too_big"},
	{Err: pack.ErrDamaged, Key: "pack.error.damaged"},
	{Err: template.ErrMistakes, Key: "error.form_mistakes"},
	{Err: template.ErrNotDOCX, Key: "error.form_not_word"},
	{Err: template.ErrTooLarge, Key: "error.form_large"},
	{Err: template.ErrActive, Key: "error.form_active"},
	{Err: template.ErrExternal, Key: "error.form_external"},
	{Err: paper.ErrFileOpen, Key: "error.file_open"},
	{Err: paper.ErrFormat, Key: "error.format"},
	{Err: paper.ErrNoPaper, Key: "error.paper"},
	{Err: store.ErrInUse, Key: "error.in_use"},
	{Err: store.ErrDamaged, Key: "error.data_damaged"},
	{Err: phone.ErrPortInUse, Key: "error.port_in_use"},
	{Err: ErrNoPrinter, Key: "error.no_printer"},
	{Err: ErrScript, Key: "error.script"},
	{Err: fs.ErrPermission, Key: "error.permission"},
	{Err: fs.ErrNotExist, Key: "error.no_file"},
}
