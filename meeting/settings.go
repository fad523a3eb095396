package meeting

import "strings"

// Settings are what the secretary sets once on this laptop. They live in the store,
// so that they travel with the data.
type Settings struct {
	Language string  `json:"language,omitempty"` // "vi" (default) or "en"
	Port     int     `json:"port,omitempty"`     // of the phone page; fixed once chosen, so that phones find it again
	WifiName string  `json:"wifi_name,omitempty"`
	WifiKey  string  `json:"wifi_key,omitempty"`
	TextSize float32 `json:"text_size,omitempty"` // of the desk, 1 is normal
	Last     string  `json:"last,omitempty"`      // id of the meeting that was open last
}

// WifiCode returns what a phone's camera reads to join the room's Wi-Fi: the
// WIFI: form that Android and iOS read, with its special characters escaped; "" when
// no network was set.
func (s Settings) WifiCode() string {
	if s.WifiName == "" {
		return ""
	}
	esc := strings.NewReplacer(`\`, `\\`, `;`, `\;`, `,`, `\,`, `:`, `\:`, `"`, `\"`)
	if s.WifiKey == "" {
		return "WIFI:T:nopass;S:" + esc.Replace(s.WifiName) + ";;"
	}
	return "WIFI:T:WPA;S:" + esc.Replace(s.WifiName) + ";P:" + esc.Replace(s.WifiKey) + ";;"
}
