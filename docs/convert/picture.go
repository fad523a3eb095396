package convert

import (
	"bufio"
	"errors"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/draw"
	"golang.org/x/image/webp"

	"phonghop/docs/kinds"
)

// Bounds of pictures. The worker may have 400 MB; a decoded picture and what is made of it must fit with room to spare.
const (
	// maxDecoded bounds the memory of a picture that is decoded, in bytes.
	maxDecoded = 160 << 20
	// keptPixels is how many pixels a page keeps: beyond, a picture is made smaller. A projector shows 2 to 8 millions.
	keptPixels = 26 << 20
	// shrunkPixels is what larger pictures are made smaller to.
	shrunkPixels = 12 << 20
	// drawingPixels is how many pixels of a picture in colours are stored without loss: more than any screen has, so
	// that pictures of screens stay sharp, and photographs do not fill the disk.
	drawingPixels = 10 << 20
	// jpegQuality is that of pictures that are stored anew.
	jpegQuality = 90
)

// picture makes a page of a picture, or a page of each picture of a TIFF.
func picture(w io.Writer, s Source) error {
	out := bufio.NewWriterSize(w, 1<<16)
	p := newPDF(out)
	var err error
	switch s.Format.Ext {
	case ".jpg":
		err = jpegPage(p, s)
	case ".tiff":
		err = tiffPages(p, s)
	default:
		err = decodedPage(p, s)
	}
	if err != nil {
		return err
	}
	if err := p.close(); err != nil {
		return err
	}
	return out.Flush()
}

func section(s Source) io.Reader {
	return bufio.NewReaderSize(io.NewSectionReader(s.R, 0, s.Size), 1<<16)
}

// jpegPage stores a JPEG as it is wherever a PDF can hold it: no loss, and as quick as copying.
func jpegPage(p *pdfWriter, s Source) error {
	frame, err := readFrame(s.R, s.Size)
	if err != nil {
		return err
	}
	o := orientationOf(s.R, s.Size, ".jpg")
	if frame.plain && int64(frame.w)*int64(frame.h) <= keptPixels {
		object := p.jpeg(io.NewSectionReader(s.R, 0, s.Size), frame.w, frame.h, frame.components == 1)
		p.page(object, frame.w, frame.h, o)
		return nil
	}
	if frame.memory() > maxDecoded {
		return fmt.Errorf("%w: picture of %d by %d", kinds.ErrTooLarge, frame.w, frame.h)
	}
	img, err := jpeg.Decode(section(s))
	if err != nil {
		return damaged(err)
	}
	p.photograph(img, o)
	return nil
}

// decodedPage decodes a PNG, GIF or WebP when its head says that it fits.
func decodedPage(p *pdfWriter, s Source) error {
	config, decode := png.DecodeConfig, png.Decode
	switch s.Format.Ext {
	case ".gif":
		config, decode = gif.DecodeConfig, gif.Decode
	case ".webp":
		config, decode = webp.DecodeConfig, webp.Decode
	}
	c, err := config(section(s))
	if err != nil {
		return damaged(err)
	}
	if err := fits(c, maxDecoded); err != nil {
		return err
	}
	img, err := decode(section(s))
	if err != nil {
		return damaged(err)
	}
	o := orientationOf(s.R, s.Size, s.Format.Ext)
	if _, lossy := img.(*image.YCbCr); lossy || c.Width*c.Height > drawingPixels && !isGrey(img) {
		p.photograph(img, o)
	} else {
		p.drawing(img, o)
	}
	return nil
}

// fits refuses a picture that would not fit into memory once decoded: up to 8 bytes for a pixel.
func fits(c image.Config, bound int64) error {
	if c.Width < 1 || c.Height < 1 {
		return fmt.Errorf("%w: picture of %d by %d", kinds.ErrDamaged, c.Width, c.Height)
	}
	if int64(c.Width)*int64(c.Height) > bound/pixelBytes(c) {
		return fmt.Errorf("%w: picture of %d by %d", kinds.ErrTooLarge, c.Width, c.Height)
	}
	return nil
}

// photograph stores a picture with the slight loss of a JPEG.
func (p *pdfWriter) photograph(img image.Image, o Orientation) {
	img = onPaper(shrunk(img))
	b := img.Bounds()
	_, grey := img.(*image.Gray)
	object := p.stream(imageDict(b.Dx(), b.Dy(), grey, "/DCTDecode"), func(out io.Writer) error {
		return jpeg.Encode(out, img, &jpeg.Options{Quality: jpegQuality})
	})
	p.page(object, b.Dx(), b.Dy(), o)
}

// drawing stores a picture without loss: letters stay sharp.
func (p *pdfWriter) drawing(img image.Image, o Orientation) {
	img = shrunk(img)
	b := img.Bounds()
	p.page(p.pixels(img), b.Dx(), b.Dy(), o)
}

// shrunk makes a picture smaller that has more pixels than a page keeps.
func shrunk(img image.Image) image.Image {
	b := img.Bounds()
	w, h := b.Dx(), b.Dy()
	if int64(w)*int64(h) <= keptPixels {
		return img
	}
	step := 1
	for (w/step)*(h/step) > shrunkPixels {
		step++
	}
	small := image.Rect(0, 0, max(w/step, 1), max(h/step, 1))
	var to draw.Image = image.NewRGBA(small)
	if isGrey(img) {
		to = image.NewGray(small)
	}
	draw.Draw(to, small, image.White, image.Point{}, draw.Src)
	draw.ApproxBiLinear.Scale(to, small, img, b, draw.Over, nil)
	return to
}

// onPaper puts a picture that one can see through on white, which JPEG does not do.
func onPaper(img image.Image) image.Image {
	if o, ok := img.(interface{ Opaque() bool }); ok && o.Opaque() {
		return img
	}
	b := img.Bounds()
	paper := image.NewRGBA(b)
	draw.Draw(paper, b, image.White, image.Point{}, draw.Src)
	draw.Draw(paper, b, img, b.Min, draw.Over)
	return paper
}

// damaged makes whatever a decoder says damage of the file, unless the decoder does not know the file's sort.
func damaged(err error) error {
	var unsupported jpeg.UnsupportedError
	if errors.As(err, &unsupported) {
		return fmt.Errorf("%w: %w", kinds.ErrNotSupported, err)
	}
	return fmt.Errorf("%w: %w", kinds.ErrDamaged, err)
}
