package sandbox

import (
	"fmt"
	"math"
)

// frame is where the pixels of a picture lie on its page.
type frame struct {
	w, h int // of the picture
	// pageW and pageH are the pixels of the whole page as it is turned, x and y where on it the picture begins.
	pageW, pageH int
	x, y         int
	turn         int
}

// frameOf lays out the cut of a page of pw by ph points.
func frameOf(pw, ph float64, cut Cut) (frame, error) {
	part := cut.Part.inside()
	f := frame{turn: (cut.Turn%4 + 4) % 4}
	if f.turn%2 == 1 {
		pw, ph = ph, pw
	}
	var err error
	if f.w, f.h, err = fit(pw*part.W, ph*part.H, cut.W, cut.H); err != nil {
		return frame{}, err
	}
	f.pageW, f.pageH = f.w, f.h
	if part != (Part{W: 1, H: 1}) {
		f.pageW, f.pageH = int(math.Round(float64(f.w)/part.W)), int(math.Round(float64(f.h)/part.H))
	}
	if f.pageW > maxSide || f.pageH > maxSide {
		shrink := maxSide / float64(max(f.pageW, f.pageH))
		scaled := func(n int) int { return max(1, int(float64(n)*shrink)) }
		f.w, f.h, f.pageW, f.pageH = scaled(f.w), scaled(f.h), scaled(f.pageW), scaled(f.pageH)
	}
	f.x = min(int(math.Round(part.X*float64(f.pageW))), f.pageW-f.w)
	f.y = min(int(math.Round(part.Y*float64(f.pageH))), f.pageH-f.h)
	return f, nil
}

// fit is the size in pixels of a page of pw by ph points within w by h; zero for w or h leaves that side free.
func fit(pw, ph float64, w, h int) (int, int, error) {
	if !(pw > 0 && ph > 0) || math.IsInf(pw, 0) || math.IsInf(ph, 0) || w < 0 || h < 0 || w+h == 0 {
		return 0, 0, fmt.Errorf("%w: page of %g by %g points", ErrDamaged, pw, ph)
	}
	scale := math.Inf(1)
	for _, s := range []float64{float64(w) / pw, float64(h) / ph, maxSide / pw, maxSide / ph, math.Sqrt(MaxPixels / pw / ph)} {
		if s > 0 {
			scale = min(scale, s)
		}
	}
	side := func(points float64, bound int) int {
		n := max(int(math.Round(points*scale)), 1)
		if bound > 0 {
			n = min(n, bound)
		}
		return min(n, maxSide)
	}
	pxW, pxH := side(pw, w), side(ph, h)
	for pxW*pxH > MaxPixels {
		// Rounding went up.
		if pxW > pxH {
			pxW--
		} else {
			pxH--
		}
	}
	return pxW, pxH, nil
}
