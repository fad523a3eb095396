package sandbox

import (
	"context"
	"testing"

	"phonghop/docs/testpdf"
)

// Text in the old fonts is read as Unicode, whatever the file says its codes mean, so that search and the look for
// secrecy marks see what people see.
func TestTextInOldFonts(t *testing.T) {
	const (
		latin = "1 beginbfchar <03> <006d> endbfchar 2 beginbfchar <04> <00cb> <05> <0074> endbfchar"
		true1 = "1 beginbfchar <03> <004d> endbfchar 2 beginbfchar <04> <1eac> <05> <0054> endbfchar"
		wide  = "1 beginbfchar <0003> <004d0041> endbfchar 1 beginbfrange <0004> <0005> [<00c4> <0054>] endbfrange"
	)
	simple := func(name, more string) string { return "<</Type/Font/Subtype/TrueType/BaseFont/" + name + more + ">>" }
	win := "/Encoding/WinAnsiEncoding"
	c := newClient(t, testOptions(t))
	// The renderer gives no codes but letters, and makes a hyphen of a soft hyphen: the text reader is asked first.
	less := map[string]bool{"no encoding named": true, "a soft hyphen": true}
	for _, test := range []struct{ name, font, draw, table, want string }{
		{"capitals by the font alone", simple(".VnTimeH", win), "(tuy\326t m\313t)Tj", "", "TUYỆT MẬT"},
		{"no encoding named", simple(".VnTimeH,Bold", ""), "(m\313t)Tj", "", "MẬT"},
		{"a soft hyphen", simple(".VnTime", win), "(Trung \255\254ng)Tj", "", "Trung ương"},
		{"the name in numbers", simple("#2EVnTime", win), "(\256\266ng)Tj", "", "đảng"},
		{"a subset with a table of Latin letters", simple("ABCDEF+.VnTimeH", "/ToUnicode 6 0 R"), "<030405>Tj", latin, "MẬT"},
		{"a table that tells the truth", simple("ABCDEF+.VnTime", "/ToUnicode 6 0 R"), "<030405>Tj", true1, "MẬT"},
		{"VNI, a mark in another piece", simple("VNI-Times", win), "[(T)20(UYE)10(\304T MA)-8(\304T)]TJ", "", "TUYỆT MẬT"},
		{
			"codes of two bytes", "<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+VNI-Times/Encoding/Identity-H/ToUnicode 6 0 R" +
				"/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+VNI-Times/DW 600>>]>>",
			"<000300040005>Tj", wide, "MẬT",
		},
		{"another font", simple("Times-Roman", win), "(m\313t)Tj", "", "mËt"},
	} {
		t.Run(test.name, func(t *testing.T) {
			path := testpdf.Bare(t, test.font, "BT /F 14 Tf 72 700 Td "+test.draw+" ET", test.table)
			r, _, err := c.text.ask(context.Background(), request{Op: opText, Path: path, Page: 1}, c.deadline)
			if err != nil || r.Text.Text != test.want {
				t.Errorf("%+v, %v; want %q", r.Text, err, test.want)
			}
			if less[test.name] {
				return
			}
			r, _, err = c.pictures.ask(context.Background(), request{Op: opText, Path: path, Page: 1}, c.deadline)
			if err != nil || r.Text.Text != test.want {
				t.Errorf("the renderer: %+v, %v; want %q", r.Text, err, test.want)
			}
			letters, err := c.Letters(context.Background(), path, 1)
			if err != nil || len(letters.Runes) != len(letters.Places) || tidy(string(letters.Runes)) != test.want {
				t.Errorf("its letters: %q, %v; want %q", string(letters.Runes), err, test.want)
			}
		})
	}
}
