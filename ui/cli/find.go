package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"
	"time"

	"phonghop/meeting/store"
)

// maxLines bounds what the find command prints.
const maxLines = 200

// find prints where words stand in the stored documents. The texts that are not read
// yet are read first.
func (c Command) find(args []string) error {
	var dir string
	var sample bool
	terms, err := flags("find", args, func(fs *flag.FlagSet) {
		fs.StringVar(&dir, "data", "", "")
		fs.BoolVar(&sample, "sample", false, "")
	})
	if err != nil {
		return err
	}
	query := strings.Join(terms, " ")
	if strings.TrimSpace(query) == "" {
		return usageError{"WORDS"}
	}
	if dir, err = folder(dir, sample); err != nil {
		return err
	}
	house, shut, err := quietHouse(dir, time.Now)
	if errors.Is(err, store.ErrInUse) {
		return c.handOver(dir, request{Find: query}, err)
	}
	if err != nil {
		return err
	}
	defer shut()
	house.keepTexts()
	house.index.Fill(context.Background())
	lines, err := house.find(query)
	for _, line := range lines {
		fmt.Fprintln(c.Out, line)
	}
	return err
}

// find returns a line for each document whose title has the words, and for each page.
func (h *House) find(query string) ([]string, error) {
	l, ctx := Library{h}, context.Background()
	all, err := l.Documents(ctx)
	if err != nil {
		return nil, err
	}
	found, err := l.Find(ctx, query, all, maxLines)
	if err != nil {
		return nil, err
	}
	var lines []string
	for _, k := range found.Titles {
		lines = append(lines, k.Title)
	}
	for _, hit := range found.Hits {
		lines = append(lines, h.Words.T("cli.find.line", "title", hit.Document.Title, "n", hit.Page+1, "line", hit.Line))
	}
	if len(lines) == 0 {
		return nil, inWords(h.Words.T("cli.find.none", "n", len(all)))
	}
	return lines, nil
}
