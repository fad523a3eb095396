package pack

import (
	"encoding/json"
	"fmt"

	"phonghop/assets"
	"phonghop/meeting"
)

// QualityForm returns the built-in form by which a meeting scores itself.
func QualityForm() (meeting.QualityForm, error) {
	var f meeting.QualityForm
	data, err := assets.QualityForm()
	if err == nil {
		err = json.Unmarshal(data, &f)
	}
	if err == nil {
		err = f.Check()
	}
	if err != nil {
		return meeting.QualityForm{}, fmt.Errorf("quality form: %w", err)
	}
	return f, nil
}
