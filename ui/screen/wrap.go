package screen

import "strings"

const ellipsis = "…"

// wrap breaks a text into at most n lines of that width, at spaces where it can. What
// does not fit ends in an ellipsis, and whole is false.
func wrap(text string, t face, width float32, n int) (lines []string, whole bool) {
	words := strings.Fields(text)
	line := ""
	for len(words) > 0 {
		with := words[0]
		if line != "" {
			with = line + " " + words[0]
		}
		switch {
		case t.width(with) <= width:
			line, words = with, words[1:]
			continue
		case line == "": // one word, wider than the line
			head := cut(words[0], t, width, "")
			if len(lines)+1 < n && head != "" {
				lines = append(lines, head)
				words[0] = words[0][len(head):]
				continue
			}
			line = words[0]
		}
		if len(lines)+1 >= n {
			return append(lines, cut(line+" "+strings.Join(words, " "), t, width, ellipsis)), false
		}
		lines, line = append(lines, line), ""
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines, true
}

// balance breaks a text as wrap does, into lines of about the same length.
func balance(text string, t face, width float32, n int) (lines []string, whole bool) {
	lines, whole = wrap(text, t, width, n)
	if !whole || len(lines) < 2 {
		return lines, whole
	}
	for low, high := width/2, width; high-low > width/50; {
		mid := (low + high) / 2
		if narrow, fits := wrap(text, t, mid, len(lines)); fits {
			lines, high = narrow, mid
		} else {
			low = mid
		}
	}
	return lines, true
}

// cut returns the longest beginning of a text that fits with the tail behind it.
func cut(text string, t face, width float32, tail string) string {
	runes := []rune(text)
	low, high := 0, len(runes) // the longest lies in between
	for low < high {
		mid := (low + high + 1) / 2
		if t.width(string(runes[:mid])+tail) <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	head := string(runes[:low])
	if tail == "" {
		return head
	}
	if space := strings.LastIndexByte(head, ' '); space > len(head)*2/3 {
		head = head[:space]
	}
	return strings.TrimRight(head, " ,;:.") + tail
}
