package office

import (
	"context"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// The script goes to PowerShell as it stands, and nothing of the file goes with it.
func TestArguments(t *testing.T) {
	list := arguments()
	raw, err := base64.StdEncoding.DecodeString(list[len(list)-1])
	if err != nil || list[len(list)-2] != "-EncodedCommand" {
		t.Fatalf("%q, %v", list[:len(list)-1], err)
	}
	units := make([]uint16, len(raw)/2)
	for i := range units {
		units[i] = binary.LittleEndian.Uint16(raw[2*i:])
	}
	if got := string(utf16.Decode(units)); got != script {
		t.Errorf("PowerShell reads %q", got)
	}
	if n := len(strings.Join(list, " ")); n > 30_000 {
		t.Errorf("%d characters are more than Windows takes", n)
	}
	if !slices.Contains(list, "-NoProfile") || !slices.Contains(list, "-NonInteractive") {
		t.Errorf("%q", list)
	}
}

// What guards the machine stands in the script, and so does every name that it is given.
func TestScript(t *testing.T) {
	for _, part := range []string{
		"AutomationSecurity = 3", "DisplayAlerts = 0", "DisplayAlerts = $false", "DisplayAlerts = 1", "UpdateLinksAtOpen = $false",
		"AskToUpdateLinks = $false", "EnableEvents = $false", "$env:PHONGHOP_IN", "$env:PHONGHOP_OUT", "$env:PHONGHOP_STARTED",
		"$env:PHONGHOP_PROGRAM", "Close(0)", "$code = " + strconv.Itoa(exitPassword), "exit $code",
	} {
		if !strings.Contains(script, part) {
			t.Errorf("the script lacks %q", part)
		}
	}
	for program := range automated {
		if !strings.Contains(script, "'"+program+"' { Convert-") {
			t.Errorf("the script cannot drive %s", program)
		}
	}
	for i := range len(script) {
		if script[i] >= 0x80 {
			t.Fatalf("byte %d is not ASCII", i)
		}
	}
	for _, pair := range []string{"{}", "()", "[]"} {
		if strings.Count(script, pair[:1]) != strings.Count(script, pair[1:]) {
			t.Errorf("%s do not match", pair)
		}
	}
}

// shell stands for PowerShell.
func shell(t *testing.T, text string) *microsoft {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the shell of this test is that of Unix")
	}
	path := filepath.Join(t.TempDir(), "powershell")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+text), 0o700); err != nil {
		t.Fatal(err)
	}
	return &microsoft{shell: path, programs: map[string]bool{"Word.Application": true}}
}

// The names go by the environment, ends are told apart, and what the script started ends with it.
func TestMicrosoft(t *testing.T) {
	dir, out := t.TempDir(), t.TempDir()
	in := filepath.Join(dir, "1. Báo cáo $(x) 'ấp'.docx")
	if err := os.WriteFile(in, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	convert := func(engines ...engine) (string, error) {
		o := &Office{engines: engines, deadline: DefaultDeadline, turn: make(chan struct{}, 1)}
		return o.Convert(context.Background(), in, out, nil)
	}
	good := shell(t, `test "$PHONGHOP_PROGRAM" = Word.Application -a -f "$PHONGHOP_IN" && printf '%%PDF-1.7' >"$PHONGHOP_OUT"`)
	if _, err := convert(good); err != nil {
		t.Error(err)
	}
	if _, err := convert(shell(t, "exit 3"), good); !errors.Is(err, ErrPassword) {
		t.Errorf("a password: %v", err)
	}
	if _, err := convert(shell(t, "printf text >$PHONGHOP_OUT")); !errors.Is(err, ErrFailed) {
		t.Errorf("no PDF: %v", err)
	}
	if _, err := convert(shell(t, "exit 1"), good); err != nil {
		t.Errorf("where the first program fails, the second did not take over: %v", err)
	}
	word := exec.Command("sleep", "60") // what the script started outside its group
	if err := word.Start(); err != nil {
		t.Fatal(err)
	}
	_, err := convert(shell(t, "printf "+strconv.Itoa(word.Process.Pid)+` >"$PHONGHOP_STARTED"; echo hỏng >&2; exit 1`))
	if !errors.Is(err, ErrFailed) || !strings.Contains(err.Error(), "hỏng") {
		t.Errorf("%v", err)
	}
	if err := word.Wait(); err == nil {
		t.Error("the program that was started still ran")
	}
}
