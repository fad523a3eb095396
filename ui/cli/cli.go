package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"phonghop/assets/words"
	"phonghop/meeting/store"
)

// Version is the program's version, as FyneApp.toml has it too.
const Version = "0.1.0"

// Command is a call of the program from a shell.
type Command struct {
	Args     []string // without the program's name
	Out, Err io.Writer
	// Windows opens the windows on a house and returns when they are closed.
	Windows func(*Start) error
	// Quick shows one document and returns when its window is closed.
	Quick func(*Quick) error
	// Trouble shows why the windows could not be opened, where nobody reads Err: a
	// Windows program that was started by a double-click has none. It may be nil.
	Trouble func(title, text string)
}

// Start is what the windows begin with.
type Start struct {
	House  *House
	Listen string // of the phone page; "" means the stored port on all addresses
	File   string // a meeting file to open, "" for none
	Out    io.Writer

	mu      sync.Mutex
	opener  func(file string)
	waiting []string // asked for before the windows were there
}

// OnOpen says what opens the files of second starts; a second start without a file
// gives "" and wants to see the window. What was asked for already is opened now.
func (s *Start) OnOpen(open func(file string)) {
	s.mu.Lock()
	waiting := s.waiting
	s.opener, s.waiting = open, nil
	s.mu.Unlock()
	for _, file := range waiting {
		open(file)
	}
}

func (s *Start) open(file string) {
	s.mu.Lock()
	open := s.opener
	if open == nil {
		s.waiting = append(s.waiting, file)
	}
	s.mu.Unlock()
	if open != nil {
		open(file)
	}
}

// usageError is a call that was not understood.
type usageError struct{ text string }

// Error implements error.
func (e usageError) Error() string { return e.text }

// Run carries out the call and returns the exit code: 0 when all went well, 1 when
// something was refused or failed, 2 when the call was not understood.
func (c Command) Run() int {
	lang, _ := langOf(c.Args)
	w := words.Load(lang)
	err := c.dispatch(w)
	var bad usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errHelp):
		fmt.Fprintln(c.Out, w.T("cli.help"))
		return 0
	case errors.As(err, &bad):
		fmt.Fprintln(c.Err, w.T("cli.usage_error", "what", bad.text))
		return 2
	}
	var said inWords
	if errors.As(err, &said) {
		fmt.Fprintln(c.Err, string(said))
		return 1
	}
	text := newErrors(w).Text(err)
	fmt.Fprintln(c.Err, text)
	if c.Trouble != nil && !c.isCommand() {
		c.Trouble(w.T("cli.trouble"), text)
	}
	return 1
}

// langOf looks for -lang before the flags are read, so that even a wrong call is
// answered in the right language. It tells whether one was given.
func langOf(args []string) (lang string, given bool) {
	for i, a := range args {
		name, flag := strings.CutPrefix(a, "-")
		name = strings.TrimPrefix(name, "-")
		if v, ok := strings.CutPrefix(name, "lang="); ok && flag {
			return v, true
		}
		if flag && name == "lang" && i+1 < len(args) {
			return args[i+1], true
		}
	}
	return words.Default, false
}

// errHelp is the wish to see how a command is called.
var errHelp = errors.New("help is wanted")

func (c Command) dispatch(w *words.Words) error {
	if len(c.Args) > 0 {
		rest := c.Args[1:]
		switch c.Args[0] {
		case "version":
			fmt.Fprintln(c.Out, w.T("app.title"), Version)
			return nil
		case "help", "-h", "-help", "--help":
			fmt.Fprintln(c.Out, w.T("cli.help"))
			return nil
		case "export":
			return c.export(rest)
		case "render":
			return c.render(rest)
		case "text":
			return c.text(rest)
		case "find":
			return c.find(rest)
		case "check":
			return c.check(rest, w)
		case "play":
			return c.play(rest)
		case "show":
			return c.show(rest, w)
		}
	}
	return c.open(c.Args)
}

// isCommand tells whether the call names a command, and so opens no windows.
func (c Command) isCommand() bool {
	commands := []string{"version", "help", "export", "render", "text", "play", "show", "find", "check"}
	return len(c.Args) > 0 && slices.Contains(commands, c.Args[0])
}

// flags reads the flags of a call; what is left over are its files.
func flags(name string, args []string, define func(*flag.FlagSet)) ([]string, error) {
	fs := flag.NewFlagSet(name, flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.String("lang", "", "")
	define(fs)
	var files []string
	for len(args) > 0 {
		err := fs.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			return nil, errHelp
		}
		if err != nil {
			return nil, usageError{err.Error()}
		}
		if args = fs.Args(); len(args) > 0 { // flags may stand behind a file
			files = append(files, args[0])
			args = args[1:]
		}
	}
	return files, nil
}

// open opens the windows, or hands its file to the program that runs already.
func (c Command) open(args []string) error {
	var dir, addr string
	var sample bool
	files, err := flags("phonghop", args, func(fs *flag.FlagSet) {
		fs.StringVar(&dir, "data", "", "")
		fs.StringVar(&addr, "listen", "", "")
		fs.BoolVar(&sample, "sample", false, "")
	})
	if err != nil {
		return err
	}
	if len(files) > 1 {
		return usageError{files[1]}
	}
	var file string
	if len(files) == 1 {
		if file, err = filepath.Abs(files[0]); err != nil {
			return err
		}
		if _, err := os.Stat(file); err != nil {
			return err
		}
	}
	if dir, err = folder(dir, sample); err != nil {
		return err
	}
	log, shut := openLog(dir)
	defer shut()
	lang, given := langOf(args)
	if !given {
		lang = "" // the stored one
	}
	house, err := c.openOrHand(dir, lang, file, log)
	if house == nil || err != nil {
		return err
	}
	s := &Start{House: house, Listen: addr, File: file, Out: c.Out}
	inst, err := listen(dir, s.answer)
	if err != nil {
		return errors.Join(err, house.Close())
	}
	if err := associate(); err != nil {
		log.Warn("associate meeting files", "err", err)
	}
	if sample {
		err = house.LoadSample(context.Background())
	}
	if err == nil {
		err = c.Windows(s)
	}
	inst.close() // before the data are free for a next start, which writes its own
	return errors.Join(err, house.Close())
}

// handPatience is how long a second start waits for a program that is just beginning
// or just ending on the same data: a double-click is often done twice.
const handPatience = 2 * time.Second

// openOrHand opens the house, or hands the file to the program that has it open and
// returns none.
func (c Command) openOrHand(dir, lang, file string, log *slog.Logger) (*House, error) {
	for deadline := time.Now().Add(handPatience); ; time.Sleep(handPatience / 20) {
		house, err := OpenHouse(dir, lang, time.Now, log)
		if !errors.Is(err, store.ErrInUse) {
			return house, err
		}
		err = c.handOver(dir, request{Open: file, Show: true}, err)
		if !errors.Is(err, errNoInstance) || time.Now().After(deadline) {
			return nil, err
		}
	}
}

// handOver gives a request to the program that has the data open. Where none
// answers, the error of opening them stands.
func (c Command) handOver(dir string, q request, inUse error) error {
	r, err := hand(dir, q)
	if err != nil {
		return errors.Join(inUse, err)
	}
	for _, line := range append(r.Files, r.Lines...) {
		fmt.Fprintln(c.Out, line)
	}
	if r.Error != "" {
		return inWords(r.Error)
	}
	return nil
}

// answer serves a second start.
func (s *Start) answer(q request) reply {
	if q.Find != "" {
		lines, err := s.House.find(q.Find)
		return reply{Lines: lines, Error: s.House.inWords(err)}
	}
	if q.To == "" {
		s.open(q.Open)
		return reply{}
	}
	files, err := s.House.export(q.Meeting, q.To, q.Papers, q.Formats)
	return reply{Files: files, Error: s.House.Errors.Text(err)}
}

// folder returns the data folder of a call.
func folder(dir string, sample bool) (string, error) {
	if dir == "" {
		return DataDir(sample)
	}
	return filepath.Abs(dir)
}

// openLog writes the log, and what Go says of a crash, beside the data; without a
// folder to write into nothing is logged.
func openLog(dir string) (*slog.Logger, func()) {
	if err := os.MkdirAll(dir, 0o700); err == nil {
		if f, err := os.OpenFile(filepath.Join(dir, "crash.log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600); err == nil {
			_ = debug.SetCrashOutput(f, debug.CrashOptions{}) // keeps a handle of its own
			_ = f.Close()
		}
		if f, err := os.OpenFile(filepath.Join(dir, "phonghop.log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600); err == nil {
			if info, err := f.Stat(); err == nil && info.Size() > 1<<20 {
				_ = f.Truncate(0)
			}
			return slog.New(slog.NewTextHandler(f, nil)), func() { _ = f.Close() }
		}
	}
	return slog.New(slog.DiscardHandler), func() {}
}
