package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"io/fs"
	"os"
)

// What bbolt writes at the head of a file: two meta pages, of which the newer valid
// one counts. See its internal/common/meta.go.
const (
	metaMagic  = 0xED0CDAED
	metaLength = 56 // without the checksum behind it
	pageHeader = 16
	noFreelist = ^uint64(0)
)

// intact looks at a data file before bbolt maps it: bbolt ends the whole process on a
// file that was cut short or damaged. A file that is not there, or empty, is a new one.
func intact(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || info.Size() == 0 {
		return err
	}
	meta, ok := newestMeta(f)
	if !ok {
		return fmt.Errorf("%w: no valid head", ErrDamaged)
	}
	if info, err = f.Stat(); err != nil { // again: a program that writes makes it grow first
		return err
	}
	if size := int64(meta.pages) * int64(meta.pageSize); size > info.Size() {
		return fmt.Errorf("%w: %d bytes of %d", ErrDamaged, info.Size(), size)
	}
	err = (&pages{file: f, meta: meta, seen: map[uint64]bool{}}).check()
	if now, ok := newestMeta(f); ok && now.tx != meta.tx {
		return nil // another program is writing: bbolt will find the file locked
	}
	return err
}

type fileMeta struct {
	pageSize              uint32
	root, freelist, pages uint64
	tx                    uint64
}

// newestMeta returns the meta page that bbolt would take. The second one lies at the
// size of a page, which is the system's that made the file.
func newestMeta(f io.ReaderAt) (best fileMeta, ok bool) {
	for _, at := range []int64{0, 4096, 8192, 16384, 32768, 65536} {
		var b [pageHeader + metaLength + 8]byte
		if _, err := f.ReadAt(b[:], at); err != nil {
			continue
		}
		m := b[pageHeader:]
		if binary.LittleEndian.Uint32(m) != metaMagic {
			continue
		}
		sum := fnv.New64a()
		_, _ = sum.Write(m[:metaLength])
		if sum.Sum64() != binary.LittleEndian.Uint64(m[metaLength:]) {
			continue
		}
		meta := fileMeta{
			pageSize: binary.LittleEndian.Uint32(m[8:]), root: binary.LittleEndian.Uint64(m[16:]), freelist: binary.LittleEndian.Uint64(m[32:]),
			pages: binary.LittleEndian.Uint64(m[40:]), tx: binary.LittleEndian.Uint64(m[48:]),
		}
		if !ok || meta.tx > best.tx {
			best, ok = meta, true
		}
	}
	return best, ok
}
