package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
)

// The kinds of pages and entries that bbolt writes. See its internal/common/page.go.
const (
	branchFlag   = 0x01
	leafFlag     = 0x02
	freelistFlag = 0x10
	bucketEntry  = 0x01
	entryHeader  = 16
	bucketHeader = 16
	manyFree     = 0xFFFF // the count of free pages stands before them
)

// pages follows all pages that a file's head leads to. bbolt trusts what it finds on
// them: a damaged page makes it panic, read beyond the file, or loop for hours.
type pages struct {
	file io.ReaderAt
	meta fileMeta
	seen map[uint64]bool
}

func damagedPage(id uint64, what string) error {
	return fmt.Errorf("%w: page %d: %s", ErrDamaged, id, what)
}

func (p *pages) check() error {
	if err := p.tree(p.meta.root, nil, nil); err != nil {
		return err
	}
	if p.meta.freelist == noFreelist {
		return nil
	}
	return p.free(p.meta.freelist)
}

// read returns a page with those that it runs over into, and notes that they are used.
func (p *pages) read(id uint64) ([]byte, error) {
	var head [pageHeader]byte
	if id < 2 || id >= p.meta.pages {
		return nil, damagedPage(id, "outside the file")
	}
	if _, err := p.file.ReadAt(head[:], int64(id)*int64(p.meta.pageSize)); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	over := uint64(binary.LittleEndian.Uint32(head[12:]))
	if binary.LittleEndian.Uint64(head[:]) != id || id+over >= p.meta.pages {
		return nil, damagedPage(id, "no head of this page")
	}
	for k := id; k <= id+over; k++ {
		if p.seen[k] {
			return nil, damagedPage(k, "used twice")
		}
		p.seen[k] = true
	}
	data := make([]byte, (over+1)*uint64(p.meta.pageSize))
	if _, err := p.file.ReadAt(data, int64(id)*int64(p.meta.pageSize)); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return data, nil
}

// tree checks a page and what it leads to. Its keys are not below low and, where high
// is given, below high.
func (p *pages) tree(id uint64, low, high []byte) error {
	data, err := p.read(id)
	if err != nil {
		return err
	}
	list, ok := entries(data, low, high)
	if !ok {
		return damagedPage(id, "entries out of place")
	}
	if binary.LittleEndian.Uint16(data[8:]) == leafFlag {
		return p.buckets(id, list)
	}
	if len(list) == 0 {
		return damagedPage(id, "an empty branch")
	}
	for i, e := range list {
		end := high
		if i+1 < len(list) {
			end = list[i+1].key
		}
		if err := p.tree(e.page, e.key, end); err != nil {
			return err
		}
	}
	return nil
}

// buckets checks the buckets among the entries of a leaf. Small ones lie within their
// entry.
func (p *pages) buckets(id uint64, list []entry) error {
	for _, e := range list {
		if e.flags != bucketEntry {
			continue
		}
		if len(e.value) < bucketHeader {
			return damagedPage(id, "a bucket without a head")
		}
		if root := binary.LittleEndian.Uint64(e.value); root != 0 {
			if err := p.tree(root, nil, nil); err != nil {
				return err
			}
			continue
		}
		inner := e.value[bucketHeader:]
		list, ok := entries(inner, nil, nil)
		if !ok || binary.LittleEndian.Uint64(inner) != 0 || binary.LittleEndian.Uint16(inner[8:]) != leafFlag {
			return damagedPage(id, "a bucket out of place")
		}
		if err := p.buckets(id, list); err != nil {
			return err
		}
	}
	return nil
}

// free checks the list of free pages: none of them may be in use.
func (p *pages) free(id uint64) error {
	data, err := p.read(id)
	if err != nil {
		return err
	}
	if binary.LittleEndian.Uint16(data[8:]) != freelistFlag {
		return damagedPage(id, "no list of free pages")
	}
	n, ids := uint64(binary.LittleEndian.Uint16(data[10:])), data[pageHeader:]
	if n == manyFree {
		n, ids = binary.LittleEndian.Uint64(ids), ids[8:]
	}
	if n > uint64(len(ids)/8) {
		return damagedPage(id, "more free pages than it holds")
	}
	for ; n > 0; n, ids = n-1, ids[8:] {
		k := binary.LittleEndian.Uint64(ids)
		if k < 2 || k >= p.meta.pages || p.seen[k] {
			return damagedPage(k, "free and in use, or outside the file")
		}
		p.seen[k] = true
	}
	return nil
}

// entry is a line of a page: of a leaf with flags and value, of a branch with the page
// below.
type entry struct {
	key, value []byte
	flags      uint32
	page       uint64
}

// entries returns the entries of a page that is a leaf or a branch, and whether they
// lie within it, in order and within bounds.
func entries(data, low, high []byte) (list []entry, ok bool) {
	if len(data) < pageHeader {
		return nil, false
	}
	kind := binary.LittleEndian.Uint16(data[8:])
	if kind != leafFlag && kind != branchFlag {
		return nil, false
	}
	n := int(binary.LittleEndian.Uint16(data[10:]))
	if pageHeader+n*entryHeader > len(data) {
		return nil, false
	}
	for i := range n {
		from := data[pageHeader+i*entryHeader:] // positions count from the entry's own place
		word := func(k int) uint64 { return uint64(binary.LittleEndian.Uint32(from[4*k:])) }
		e := entry{flags: uint32(word(0))}
		pos, keys, values := word(1), word(2), word(3)
		if kind == branchFlag {
			pos, keys, values = word(0), word(1), 0
			e.flags, e.page = 0, binary.LittleEndian.Uint64(from[8:])
		}
		if e.flags > bucketEntry || pos+keys+values > uint64(len(from)) {
			return nil, false
		}
		e.key, e.value = from[pos:pos+keys], from[pos+keys:pos+keys+values]
		if bytes.Compare(e.key, low) < 0 || i > 0 && bytes.Equal(e.key, low) || high != nil && bytes.Compare(e.key, high) >= 0 {
			return nil, false
		}
		low = e.key
		list = append(list, e)
	}
	return list, true
}
