package sheet

// Letterhead is the head of a Party paper: who issues it, its number, its place and date.
type Letterhead struct {
	// Superior and Issuer stand on the left, Party with its rule on the right.
	Superior, Issuer, Party []Span
	Number, PlaceDate       []Span
	// Draft, such as "Dự thảo lần 1", stands below the number; empty on a paper in force.
	Draft []Span
}

// The widths of the two columns of the head on the Party page, in millimetres.
const (
	headLeft  = 72
	headRight = 93
)

// Table is the head as a table without a grid.
func (h Letterhead) Table() Table {
	cell := func(style string, spans []Span) Cell { return Cell{Para{Style: style, Spans: spans}} }
	rows := []Row{
		{cell(Superior, h.Superior), Cell{Para{Style: Party, Spans: h.Party, Rule: true}}},
		{cell(Issuer, h.Issuer), cell(Party, nil)},
		{Cell{Text(Star, "*")}, cell(PlaceDate, h.PlaceDate)},
	}
	for _, extra := range []struct {
		style string
		spans []Span
	}{{Number, h.Number}, {Draft, h.Draft}} {
		if len(extra.spans) > 0 {
			rows = append(rows, Row{cell(extra.style, extra.spans), cell(Number, nil)})
		}
	}
	return Table{Cols: []float64{headLeft, headRight}, Rows: rows}
}

// Signatures is the block at the end of a paper, which stays whole.
func Signatures(left, right Cell) Table {
	const half = (headLeft + headRight) / 2.0
	return Table{Cols: []float64{half, half}, Rows: []Row{{left, right}}, KeepAll: true}
}

// SignRoom is the room for a signature between the post and the name, in points.
const SignRoom = 56
