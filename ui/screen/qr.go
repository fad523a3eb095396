package screen

import (
	"image"
	"image/color"
	"image/draw"

	"fyne.io/fyne/v2/canvas"
	"github.com/skip2/go-qrcode"
)

// newQR returns a QR code that fills its place with modules of a whole number of
// pixels, on white with its quiet zone; nil when the content is too long for one.
func newQR(content string) *canvas.Raster {
	code, err := qrcode.New(content, qrcode.Medium)
	if err != nil {
		return nil
	}
	modules := code.Bitmap() // with a quiet zone of four modules
	raster := canvas.NewRaster(func(w, h int) image.Image { return drawQR(modules, w, h) })
	raster.ScaleMode = canvas.ImageScalePixels
	return raster
}

func drawQR(modules [][]bool, w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	n := len(modules)
	size := min(w, h) / n
	left, top := (w-n*size)/2, (h-n*size)/2
	black := image.NewUniform(color.Black)
	for y, row := range modules {
		for x, set := range row {
			if set {
				at := image.Rect(0, 0, size, size).Add(image.Pt(left+x*size, top+y*size))
				draw.Draw(img, at, black, image.Point{}, draw.Src)
			}
		}
	}
	return img
}
