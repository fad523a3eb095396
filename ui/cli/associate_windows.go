package cli

import (
	"fmt"
	"os"

	"golang.org/x/sys/windows/registry"

	"phonghop/meeting/pack"
)

// progID is the name under which Windows knows our meeting files.
const progID = "phonghop.meeting"

// associate has a double-click on a meeting file open this program, for this user
// only: no administrator is needed.
func associate() error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	for _, v := range [][2]string{
		{`Software\Classes\` + pack.Extension, progID},
		{`Software\Classes\` + progID, "Buổi sinh hoạt"},
		{`Software\Classes\` + progID + `\DefaultIcon`, self + ",0"},
		{`Software\Classes\` + progID + `\shell\open\command`, fmt.Sprintf(`"%s" "%%1"`, self)},
	} {
		if err := setDefault(v[0], v[1]); err != nil {
			return fmt.Errorf("registry: %s: %w", v[0], err)
		}
	}
	return nil
}

func setDefault(path, value string) error {
	k, _, err := registry.CreateKey(registry.CURRENT_USER, path, registry.QUERY_VALUE|registry.SET_VALUE)
	if err != nil {
		return err
	}
	defer k.Close()
	if old, _, err := k.GetStringValue(""); err == nil && old == value {
		return nil
	}
	return k.SetStringValue("", value)
}
