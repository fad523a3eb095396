package sheet

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
)

const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	nsWord    = `http://schemas.openxmlformats.org/wordprocessingml/2006/main`
	nsRel     = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	nsDrawing = `http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing`
	nsMain    = `http://schemas.openxmlformats.org/drawingml/2006/main`
	nsPicture = `http://schemas.openxmlformats.org/drawingml/2006/picture`
	nsPackage = `http://schemas.openxmlformats.org/package/2006/`

	packageRels = `<Relationships xmlns="` + nsPackage + `relationships">` +
		`<Relationship Id="rId1" Type="` + nsRel + `/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="` + nsPackage + `relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
		`</Relationships>`

	// Mode 15 is today's Word; without it the file opens in a mode for old versions, with other breaks.
	wordSettings = `<w:settings xmlns:w="` + nsWord + `"><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>` +
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>` +
		`<w:themeFontLang w:val="vi-VN"/></w:settings>`
)

func contentTypes(pictures bool) []byte {
	const word = `application/vnd.openxmlformats-officedocument.wordprocessingml.`
	var x bytes.Buffer
	x.WriteString(xmlHead + `<Types xmlns="` + nsPackage + `content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>`)
	if pictures {
		x.WriteString(`<Default Extension="png" ContentType="image/png"/>`)
	}
	for _, p := range [][2]string{
		{"/word/document.xml", word + "document.main+xml"},
		{"/word/styles.xml", word + "styles+xml"},
		{"/word/settings.xml", word + "settings+xml"},
		{"/word/header1.xml", word + "header+xml"},
		{"/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
	} {
		fmt.Fprintf(&x, `<Override PartName="%s" ContentType="%s"/>`, p[0], p[1])
	}
	x.WriteString(`</Types>`)
	return x.Bytes()
}

// documentRels names the parts that the main part uses; pictures follow the three that are always there.
func documentRels(pictures int) []byte {
	var x bytes.Buffer
	x.WriteString(xmlHead + `<Relationships xmlns="` + nsPackage + `relationships">` +
		`<Relationship Id="rId1" Type="` + nsRel + `/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="` + nsRel + `/settings" Target="settings.xml"/>` +
		`<Relationship Id="rId3" Type="` + nsRel + `/header" Target="header1.xml"/>`)
	for i := range pictures {
		fmt.Fprintf(&x, `<Relationship Id="%s" Type="%s/image" Target="media/image%d.png"/>`, pictureID(i), nsRel, i+1)
	}
	x.WriteString(`</Relationships>`)
	return x.Bytes()
}

func pictureID(i int) string { return fmt.Sprintf("rId%d", i+4) }

func coreProps(d Doc) []byte {
	return []byte(xmlHead + `<cp:coreProperties xmlns:cp="` + nsPackage + `metadata/core-properties"` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>` + escape(d.Title) + `</dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>`)
}

// pageNumberHeader is the header of every page but the first.
func pageNumberHeader(d Doc) []byte {
	return []byte(xmlHead + `<w:hdr xmlns:w="` + nsWord + `"><w:p><w:pPr><w:pStyle w:val="` + styleID(d, PageNumber) + `"/></w:pPr>` +
		`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>` +
		`<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>`)
}

// wordStyles turns the looks into styles that Word shows by their Vietnamese names.
func wordStyles(d Doc) []byte {
	var x bytes.Buffer
	x.WriteString(xmlHead + `<w:styles xmlns:w="` + nsWord + `"><w:docDefaults><w:rPrDefault><w:rPr>` +
		`<w:rFonts w:ascii="` + wordFont + `" w:eastAsia="` + wordFont + `" w:hAnsi="` + wordFont + `" w:cs="` + wordFont + `"/>` +
		`<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>` +
		`</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>`)
	for _, style := range usedStyles(d) {
		l := d.look(style)
		fmt.Fprintf(&x, `<w:style w:type="paragraph" w:customStyle="1" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>`,
			styleID(d, style), escape(l.Name))
		if l.Keep {
			x.WriteString(`<w:keepNext/><w:keepLines/>`)
		}
		fmt.Fprintf(&x, `<w:widowControl/><w:spacing w:before="%d" w:after="%d" w:line="%d" w:lineRule="exact"/>`,
			twips(l.Before), twips(l.After), twips(l.Line))
		if l.First > 0 {
			fmt.Fprintf(&x, `<w:ind w:firstLine="%d"/>`, twips(l.First*point))
		}
		fmt.Fprintf(&x, `<w:jc w:val="%s"/></w:pPr><w:rPr>`, map[Align]string{Left: "left", Center: "center", Right: "right", Justify: "both"}[l.Align])
		if l.B {
			x.WriteString(`<w:b/><w:bCs/>`)
		}
		if l.I {
			x.WriteString(`<w:i/><w:iCs/>`)
		}
		half := int(2*l.Size + 0.5)
		fmt.Fprintf(&x, `<w:sz w:val="%d"/><w:szCs w:val="%d"/>`, half, half)
		if l.U {
			x.WriteString(`<w:u w:val="single"/>`)
		}
		x.WriteString(`</w:rPr></w:style>`)
	}
	x.WriteString(`</w:styles>`)
	return x.Bytes()
}

// picture puts a square of modules into the body as a PNG.
func (b *wordBody) picture(m Modules) {
	data := modulesPNG(m)
	if data == nil {
		return
	}
	id := len(b.pictures)
	b.pictures = append(b.pictures, data)
	const emuPerMM = 36000
	side := int(m.Size * emuPerMM)
	fmt.Fprintf(&b.xml, `<w:p><w:pPr><w:keepNext/><w:spacing w:before="0" w:after="0"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing>`+
		`<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="%[1]d" cy="%[1]d"/><wp:docPr id="%[2]d" name="QR %[2]d" descr="%[3]s"/>`+
		`<a:graphic xmlns:a="%[4]s"><a:graphicData uri="%[5]s"><pic:pic xmlns:pic="%[5]s">`+
		`<pic:nvPicPr><pic:cNvPr id="%[2]d" name="QR %[2]d"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip r:embed="%[6]s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%[1]d" cy="%[1]d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`+
		`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`,
		side, id+1, escape(m.Alt), nsMain, nsPicture, pictureID(id))
}

// modulesPNG draws the modules large enough that a printer does not blur them; nil if there are none.
func modulesPNG(m Modules) []byte {
	const unit, quiet = 12, 4
	if len(m.Bits) == 0 {
		return nil
	}
	side := (len(m.Bits) + 2*quiet) * unit
	img := image.NewPaletted(image.Rect(0, 0, side, side), color.Palette{color.White, color.Black})
	for r, row := range m.Bits {
		for c, black := range row {
			if !black {
				continue
			}
			for y := (r + quiet) * unit; y < (r+quiet+1)*unit; y++ {
				for x := (c + quiet) * unit; x < (c+quiet+1)*unit; x++ {
					if (image.Point{X: x, Y: y}).In(img.Rect) {
						img.SetColorIndex(x, y, 1)
					}
				}
			}
		}
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		return nil // only for pictures of no or giant size
	}
	return out.Bytes()
}
