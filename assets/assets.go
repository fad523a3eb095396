// Package assets holds what the binary carries besides the words: the sample meeting
// with its documents and its play script, and the agendas from which new meetings are
// made. All of it is data; package meeting/pack reads it.
package assets

import (
	"embed"
	"fmt"
)

//go:embed sample/*.json sample/docs/*.pdf agendas/*.json forms/quality.json
var files embed.FS

// Sample returns a file of the sample: "cell.json", "meeting.json", "play.json".
func Sample(name string) ([]byte, error) { return read("sample/" + name) }

// SampleDocument returns a document of the sample by its file name.
func SampleDocument(name string) ([]byte, error) { return read("sample/docs/" + name) }

// Agenda returns the agenda template of a kind of meeting, as [phonghop/meeting.Kinds] name them.
func Agenda(kind string) ([]byte, error) { return read("agendas/" + kind + ".json") }

// QualityForm returns the form by which a meeting scores itself, as [phonghop/meeting.QualityForm] reads it.
func QualityForm() ([]byte, error) { return read("forms/quality.json") }

func read(name string) ([]byte, error) {
	data, err := files.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read asset: %w", err)
	}
	return data, nil
}
