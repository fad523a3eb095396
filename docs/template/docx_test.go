package template

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
)

const (
	head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body>`
	tail  = `<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:body></w:document>`
	types = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/></Types>`
	rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
)

// pack makes a Word file of its parts: name and text by turns.
func pack(t testing.TB, parts ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = io.WriteString(w, parts[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// word makes a Word file with that body.
func word(t testing.TB, body string) []byte {
	t.Helper()
	return pack(t, "[Content_Types].xml", types, "_rels/.rels", rels, "word/document.xml", head+body+tail)
}

func fill(file []byte, fields Fields) ([]byte, Report, error) {
	return Fill(bytes.NewReader(file), int64(len(file)), Data{Fields: fields})
}

// part reads a part of a Word file.
func part(t testing.TB, file []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// says is what a part says: text, tabs as →, breaks as ↵, a stroke after each paragraph, cells in brackets, yellow text
// between stars. It checks that the part is well formed, that properties of runs stand in order, and that every cell
// ends with a paragraph.
func says(t testing.TB, data string) string {
	t.Helper()
	var out strings.Builder
	dec := xml.NewDecoder(strings.NewReader(data))
	var path []string
	last := ""
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return out.String()
		}
		if err != nil {
			t.Fatalf("not well formed: %v\n%s", err, data)
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			path = append(path, tok.Name.Local)
			switch tok.Name.Local {
			case "tc":
				out.WriteByte('[')
			case "tab":
				out.WriteString("→")
			case "br":
				out.WriteString("↵")
			case "highlight":
				out.WriteString("*")
			}
		case xml.EndElement:
			path = path[:len(path)-1]
			switch tok.Name.Local {
			case "p":
				out.WriteByte('|')
			case "tc":
				if last != "p" {
					t.Errorf("a cell ends with %s", last)
				}
				out.WriteByte(']')
			case "tr":
				out.WriteByte('/')
			}
			last = tok.Name.Local
		case xml.CharData:
			if len(path) > 0 && path[len(path)-1] == "t" {
				out.Write(tok)
			}
		}
	}
}

func p(text string) string { return `<w:p>` + r(text) + `</w:p>` }
func r(text string) string { return `<w:r><w:t>` + text + `</w:t></w:r>` }

func row(cells ...string) string {
	var out strings.Builder
	for _, c := range cells {
		out.WriteString(`<w:tc><w:tcPr/>` + c + `</w:tc>`)
	}
	return `<w:tr>` + out.String() + `</w:tr>`
}

func table(rows ...string) string { return `<w:tbl><w:tblPr/>` + strings.Join(rows, "") + `</w:tbl>` }
