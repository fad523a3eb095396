package meeting

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
